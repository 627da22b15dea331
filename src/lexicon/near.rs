//! Finds the dictionary words that a written word may be a typo for: a search of the dictionary automaton that adds the
//! cost of each difference, and backtracks when the cost exceeds the budget.
//!
//! The search visits each prefix once, with the costs of all ways to match it against the written word, and follows
//! only the letters that the rest of the budget allows.

use std::ops::Range;

use fst::raw::{CompiledAddr, Fst, Transition};

use super::dictionary::{Dictionary, Entry, LONGEST};
use super::slips::{self, Letters};

mod row;

use row::Row;

/// A word that may have been intended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// The word in lower case.
    pub word: String,
    /// The cost of the edits, in hundredths of an ordinary one.
    pub cost: u32,
    /// The dictionary entry.
    pub entry: Entry,
}

/// The cost of rarity, by class: a common word is more likely to be intended than a rare one.
const RARITY: [u32; 8] = [0, 25, 50, 70, 85, 95, 105, 125];

/// The cost of having a more common spelling.
const VARIANT: u32 = 30;

impl Near {
    /// The cost of the edits and of the word's rarity, minus a bonus for occurring `times` in the document or those
    /// around it; lower is likelier.
    pub fn likelihood(&self, times: u32) -> i32 {
        let variant = if self.entry.is_variant() { VARIANT } else { 0 };
        let gain = match times {
            0 => 0,
            // Ten for each factor of e; a digit of the binary logarithm is worth seven.
            times => 40 + 7 * i32::try_from(times.ilog2()).unwrap_or_default(),
        };
        i32::try_from(self.cost + RARITY[self.entry.class()] + variant).unwrap_or(i32::MAX) - gain
    }
}

/// Longer words are not typos for any: no dictionary entry is that long, and three extra letters exceed every budget.
const LONGEST_WRITTEN: usize = LONGEST + 3;

impl Dictionary {
    /// The words, in lower case, that `written` is a typo for at a cost of at most `budget`; unordered.
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

/// Letters that replace others: `ph` for a written `f`, or two swapped ones. They have one cost as a whole.
#[derive(Clone, Copy)]
struct Leap {
    /// The intended letters, and their number.
    meant: [u8; slips::LONGEST_SOUND],
    len: usize,
    /// How many of them have been matched.
    met: usize,
    /// The position in the written word after it.
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
    /// The cost of each letter of the written word as an extra one.
    added: Vec<u32>,
    /// The multi-letter edits that begin at each letter of the written word.
    leaps: Vec<Leap>,
    from: Vec<Range<usize>>,
    /// The letters from the root of the dictionary to the current node.
    path: Vec<u8>,
    /// The multi-letter edits in progress, with the costs after them, in the order of their starting positions.
    active: Vec<Leap>,
    found: Vec<Near>,
}

/// A node of the dictionary.
#[derive(Clone, Copy)]
struct Place {
    address: CompiledAddr,
    /// The sum of the outputs on the way.
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

    /// Continues the search from a node, with the cost of being there after each number of letters of the written word.
    /// The multi-letter edits in progress begin at `first`.
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
                // Words with a letter beyond ASCII are not searched.
                for transition in node.transitions().filter(|transition| transition.inp.is_ascii()) {
                    self.step(transition.inp, place.through(transition), row, &leaps);
                }
            }
        }
    }

    /// Goes one letter further in the dictionary, if the rest of the budget allows it.
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

    /// Continues with the letters as written, since the budget allows nothing else.
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

    /// Starts the multi-letter edits that the budget allows.
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

    /// The rest of the budget on the cheapest way.
    fn left(&self, row: &Row) -> u32 {
        self.budget - row.iter().map(|(_, paid)| paid).min().unwrap_or(self.budget)
    }

    /// The letters that may follow, unless all may. Most nodes are reached by an edit, and the rest of the budget
    /// allows the letters as written or little more.
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
            // One of a double letter is cheap to omit, and so is an apostrophe.
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

/// Two swapped letters.
fn swapped(rest: &[u8], at: usize) -> Option<Leap> {
    let (a, b) = (*rest.first()?, *rest.get(1)?);
    (a != b).then(|| Leap::new(&[b, a], at + 2, slips::SWAPPED + slips::first(at) / 2))
}

/// Letters written for others that sound the same.
fn sounded(rest: &[u8], at: usize) -> impl Iterator<Item = Leap> {
    let sounds = slips::sounds(rest[0]).filter(move |(written, _, _)| rest.starts_with(written.as_bytes()));
    sounds.map(move |(written, meant, cost)| {
        Leap::new(meant.as_bytes(), at + written.len(), cost + slips::first(at))
    })
}

#[cfg(test)]
mod tests;
