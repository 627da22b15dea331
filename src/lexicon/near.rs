//! The words of the dictionary that a written word may be a slip of: a walk through the dictionary that pays for each
//! letter that differs, and turns back when it has paid too much.
//!
//! The walk goes to each beginning of a word once, with what every way of reading the written word costs up to there,
//! and follows only the letters that what is left can pay for.

use std::ops::Range;

use fst::raw::{CompiledAddr, Fst, Transition};

use super::dictionary::{Dictionary, Entry, LONGEST};
use super::slips::{self, Letters};

mod row;

use row::Row;

/// A word that may have been meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// The word in small letters.
    pub word: String,
    /// What the slip costs, in hundredths of an ordinary one.
    pub cost: u32,
    /// What the dictionary knows about it.
    pub entry: Entry,
}

/// What the rarity of a word costs, by its class: a common word is meant more often than a rare one.
const RARITY: [u32; 8] = [0, 25, 50, 70, 85, 95, 105, 125];

/// What it costs that a commoner spelling of the word stands beside it.
const VARIANT: u32 = 30;

impl Near {
    /// The cost of the slip and of the rarity of the word, less what it gains by standing `times` in the document or in
    /// those around it; the smaller, the likelier.
    pub fn likelihood(&self, times: u32) -> i32 {
        let variant = if self.entry.is_variant() { VARIANT } else { 0 };
        let gain = match times {
            0 => 0,
            // Ten for each time that the number is multiplied by e; a digit of the binary logarithm is seven of them.
            times => 40 + 7 * i32::try_from(times.ilog2()).unwrap_or_default(),
        };
        i32::try_from(self.cost + RARITY[self.entry.class()] + variant).unwrap_or(i32::MAX) - gain
    }
}

/// Longer words are slips of none: no entry of the dictionary is so long, and three letters too many are more than any
/// budget pays for.
const LONGEST_WRITTEN: usize = LONGEST + 3;

impl Dictionary {
    /// The words, written in small letters, that `written` is a slip of at no more than `budget`; in no order.
    pub fn near(&self, written: &str, budget: u32) -> Vec<Near> {
        if written.len() > LONGEST_WRITTEN {
            return Vec::new();
        }
        let mut walk = Walk::new(self.words.as_fst(), written.as_bytes(), budget);
        let start = Row::start(&walk.added, budget);
        let root = Place { address: walk.fst.root().addr(), output: 0 };
        walk.visit(root, &start, 0);
        walk.found
    }
}

/// Letters that stand for others: `ph` where `f` was written, or two in the other order. They cost something as a whole.
#[derive(Clone, Copy)]
struct Leap {
    /// The letters that were meant, and how many they are.
    meant: [u8; slips::LONGEST_SOUND],
    len: usize,
    /// How many of them are behind.
    met: usize,
    /// Where it comes to in the written word.
    to: usize,
    cost: u32,
}

impl Leap {
    fn new(meant: &[u8], to: usize, cost: u32) -> Self {
        let mut letters = [0; slips::LONGEST_SOUND];
        letters[..meant.len()].copy_from_slice(meant);
        Self { meant: letters, len: meant.len(), met: 0, to, cost }
    }
    const fn next(&self) -> u8 {
        self.meant[self.met]
    }
}

struct Walk<'a> {
    fst: &'a Fst<&'static [u8]>,
    written: &'a [u8],
    budget: u32,
    /// What each letter of the written word costs if it is one too many.
    added: Vec<u32>,
    /// The leaps that begin at each letter of the written word.
    leaps: Vec<Leap>,
    from: Vec<Range<usize>>,
    /// The letters from the root of the dictionary to here.
    path: Vec<u8>,
    /// The leaps on the way, with all that is paid behind them: those of a place stand behind those of the places before.
    active: Vec<Leap>,
    found: Vec<Near>,
}

/// A place in the dictionary.
#[derive(Clone, Copy)]
struct Place {
    address: CompiledAddr,
    /// The sum of the values on the way.
    output: u64,
}

impl<'a> Walk<'a> {
    fn new(fst: &'a Fst<&'static [u8]>, written: &'a [u8], budget: u32) -> Self {
        let (mut added, mut leaps, mut from) = (Vec::new(), Vec::new(), Vec::new());
        for at in 0..written.len() {
            let before = at.checked_sub(1).map(|at| written[at]);
            let cost = slips::added(written[at], before, written.get(at + 1).copied());
            added.push(cost + slips::first(at));
            let start = leaps.len();
            leaps.extend(swapped(&written[at..], at));
            leaps.extend(sounded(&written[at..], at));
            from.push(start..leaps.len());
        }
        let (path, active, found) = (Vec::new(), Vec::new(), Vec::new());
        Walk { fst, written, budget, added, leaps, from, path, active, found }
    }

    /// Walks on from a place, with what it costs to be there with so many letters of the written word read. The leaps on
    /// the way begin at `first`.
    fn visit(&mut self, place: Place, row: &Row, first: usize) {
        let fst = self.fst;
        let node = fst.node(place.address);
        if let Some(cost) = row.paid(self.written.len()).filter(|_| node.is_final()) {
            self.arrive(place.output + node.final_output().value(), cost);
        }
        self.begin(row);
        let leaps = first..self.active.len();
        match self.payable(row, &leaps) {
            Some(letters) => {
                for letter in letters.iter() {
                    let Some(at) = node.find_input(letter) else { continue };
                    self.step(letter, place.through(node.transition(at)), row, &leaps);
                }
            }
            None => {
                // No word with a letter beyond ASCII is wanted.
                for transition in node.transitions().filter(|transition| transition.inp.is_ascii()) {
                    self.step(transition.inp, place.through(transition), row, &leaps);
                }
            }
        }
    }

    /// Goes one letter further in the dictionary, if what is left can pay for it.
    fn step(&mut self, letter: u8, place: Place, row: &Row, leaps: &Range<usize>) {
        let mut next = row.after(letter, self.path.last().copied(), self.written, self.budget);
        let first = self.active.len();
        for at in leaps.clone() {
            let mut leap = self.active[at];
            if leap.next() == letter {
                leap.met += 1;
                if leap.met == leap.len {
                    next.lower(leap.to, leap.cost);
                } else {
                    self.active.push(leap);
                }
            }
        }
        next.add(&self.added, self.budget);
        let (is_led, is_spent) = (self.active.len() > first, self.left(&next) < slips::CHEAPEST);
        self.path.push(letter);
        match next.only() {
            Some((at, paid)) if is_spent && !is_led => self.go_straight(place, at, paid),
            _ if is_led || !next.is_empty() => self.visit(place, &next, first),
            _ => {}
        }
        self.path.pop();
        self.active.truncate(first);
    }

    /// Goes on by the letters as they were written, for nothing else can be paid.
    fn go_straight(&mut self, mut place: Place, at: usize, paid: u32) {
        let length = self.path.len();
        for letter in &self.written[at..] {
            let node = self.fst.node(place.address);
            let Some(at) = node.find_input(*letter) else { return self.path.truncate(length) };
            place = place.through(node.transition(at));
            self.path.push(*letter);
        }
        let node = self.fst.node(place.address);
        if node.is_final() {
            self.arrive(place.output + node.final_output().value(), paid);
        }
        self.path.truncate(length);
    }

    /// Begins the leaps that can be paid for.
    fn begin(&mut self, row: &Row) {
        for (at, paid) in row.iter() {
            if paid + slips::CHEAPEST > self.budget || at == self.written.len() {
                continue;
            }
            for leap in &self.leaps[self.from[at].clone()] {
                let cost = paid + leap.cost;
                if cost <= self.budget {
                    self.active.push(Leap { cost, ..*leap });
                }
            }
        }
    }

    /// What is left of the budget on the cheapest way.
    fn left(&self, row: &Row) -> u32 {
        self.budget - row.iter().map(|(_, paid)| paid).min().unwrap_or(self.budget)
    }

    /// The letters that may follow, if not all of them may. Most places are reached by a slip, and what is left pays for
    /// the letters as they were written or for little more.
    fn payable(&self, row: &Row, leaps: &Range<usize>) -> Option<Letters> {
        let left = self.left(row);
        if left >= slips::DEAR {
            return None;
        }
        let mut letters = Letters::default();
        for leap in &self.active[leaps.clone()] {
            letters.insert(leap.next())?;
        }
        for (at, paid) in row.iter() {
            let Some(letter) = self.written.get(at) else { continue };
            letters.insert(*letter)?;
            if self.budget - paid >= slips::CHEAPEST_REPLACED {
                letters = letters.with(slips::cheap_for(*letter));
            }
        }
        if left >= slips::CHEAPEST {
            // Of a pair of letters one is soon left out, and an apostrophe.
            letters.insert(b'\'')?;
            letters.insert(self.path.last().copied().unwrap_or(b'\''))?;
        }
        Some(letters)
    }

    fn arrive(&mut self, value: u64, cost: u32) {
        let entry = Entry::new(value);
        if let Ok(word) = std::str::from_utf8(&self.path)
            && !entry.is_name()
        {
            self.found.push(Near { word: word.to_string(), cost, entry });
        }
    }
}

impl Place {
    fn through(self, transition: Transition) -> Self {
        Self { address: transition.addr, output: self.output + transition.out.value() }
    }
}

/// Two letters that changed places.
fn swapped(rest: &[u8], at: usize) -> Option<Leap> {
    let (a, b) = (*rest.first()?, *rest.get(1)?);
    (a != b).then(|| Leap::new(&[b, a], at + 2, slips::SWAPPED + slips::first(at) / 2))
}

/// Letters that were written for others that sound the same.
fn sounded(rest: &[u8], at: usize) -> impl Iterator<Item = Leap> {
    let sounds = slips::sounds(rest[0]).filter(move |(written, _, _)| rest.starts_with(written.as_bytes()));
    sounds.map(move |(written, meant, cost)| {
        Leap::new(meant.as_bytes(), at + written.len(), cost + slips::first(at))
    })
}

#[cfg(test)]
mod tests;
