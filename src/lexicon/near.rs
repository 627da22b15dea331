//! The words of the dictionary that a written word may be a slip of: a walk through the dictionary that pays for each
//! letter that differs, and turns back when it has paid too much.

use fst::raw::{CompiledAddr, Fst, Node, Output};

use super::dictionary::{Dictionary, Entry};
use super::slips;

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

impl Dictionary {
    /// The words, written in small letters, that `written` is a slip of at no more than `budget`; in no order.
    pub fn near(&self, written: &str, budget: u32) -> Vec<Near> {
        let (fst, written) = (self.words.as_fst(), written.as_bytes());
        let mut walk = Walk { fst, written, budget, path: Vec::new(), found: Vec::new() };
        let root = walk.fst.root().addr();
        walk.go(State { at: 0, address: root, output: 0, paid: 0 });
        walk.found
    }
}

struct Walk<'a> {
    fst: &'a Fst<&'static [u8]>,
    written: &'a [u8],
    budget: u32,
    /// The letters from the root of the dictionary to here.
    path: Vec<u8>,
    found: Vec<Near>,
}

#[derive(Clone, Copy)]
struct State {
    /// Letters read of the written word.
    at: usize,
    /// Where the walk stands in the dictionary.
    address: CompiledAddr,
    /// The sum of the values on the way.
    output: u64,
    /// What the differences cost so far.
    paid: u32,
}

impl Walk<'_> {
    fn go(&mut self, state: State) {
        let node = self.fst.node(state.address);
        let rest = &self.written[state.at..];
        if rest.is_empty() && node.is_final() {
            self.arrive(state, node.final_output());
        }
        let left = self.budget - state.paid;
        if left < slips::CHEAPEST {
            if let Some(letter) = rest.first() {
                self.follow(state, &[*letter], 1, 0);
            }
            return;
        }
        let first = if state.at == 0 { slips::FIRST } else { 0 };
        self.lettered(state, node, left, first);
        self.added(state, left, first);
        self.swapped(state, left, first);
        self.sounded(state, left, first);
    }

    /// Each letter that the dictionary goes on with: as it was written, in the place of another, or left out.
    fn lettered(&mut self, state: State, node: Node<'_>, left: u32, first: u32) {
        let before = self.path.last().copied();
        let next = self.written.get(state.at).copied();
        for transition in node.transitions() {
            let letter = transition.inp;
            let output = state.output + transition.out.value();
            let mut step = |cost: u32, read: usize| {
                if cost <= left {
                    let paid = state.paid + cost;
                    self.path.push(letter);
                    self.go(State { at: state.at + read, address: transition.addr, output, paid });
                    self.path.pop();
                }
            };
            match next {
                Some(written) if written == letter => step(0, 1),
                Some(written) => step(slips::replaced(written, letter) + first, 1),
                None => {}
            }
            step(slips::left_out(letter, before) + first, 0);
        }
    }

    /// A letter was written too much.
    fn added(&mut self, state: State, left: u32, first: u32) {
        let Some(letter) = self.written.get(state.at) else { return };
        let before = state.at.checked_sub(1).map(|at| self.written[at]);
        let cost = slips::added(*letter, before, self.written.get(state.at + 1).copied()) + first;
        if cost <= left {
            self.go(State { at: state.at + 1, paid: state.paid + cost, ..state });
        }
    }

    /// Two letters changed places.
    fn swapped(&mut self, state: State, left: u32, first: u32) {
        let Some(&[a, b]) = self.written.get(state.at..state.at + 2) else { return };
        let cost = slips::SWAPPED + first / 2;
        if a != b && cost <= left {
            self.follow(state, &[b, a], 2, cost);
        }
    }

    /// Letters that sound the same were written.
    fn sounded(&mut self, state: State, left: u32, first: u32) {
        let rest = &self.written[state.at..];
        let Some(letter) = rest.first() else { return };
        let start = slips::SOUNDS.partition_point(|(written, _, _)| written.as_bytes()[0] < *letter);
        for (written, meant, cost) in &slips::SOUNDS[start..] {
            if written.as_bytes()[0] != *letter {
                break;
            }
            let cost = cost + first;
            if cost <= left && rest.starts_with(written.as_bytes()) {
                self.follow(state, meant.as_bytes(), written.len(), cost);
            }
        }
    }

    /// Goes on behind `letters` in the dictionary and behind `read` letters of the written word.
    fn follow(&mut self, state: State, letters: &[u8], read: usize, cost: u32) {
        let (mut address, mut output) = (state.address, state.output);
        for letter in letters {
            let node = self.fst.node(address);
            let Some(at) = node.find_input(*letter) else { return };
            let transition = node.transition(at);
            (address, output) = (transition.addr, output + transition.out.value());
        }
        let length = self.path.len();
        self.path.extend(letters);
        self.go(State { at: state.at + read, address, output, paid: state.paid + cost });
        self.path.truncate(length);
    }

    fn arrive(&mut self, state: State, last: Output) {
        let entry = Entry::new(state.output + last.value());
        let Ok(word) = std::str::from_utf8(&self.path) else { return };
        if entry.is_name() || !word.is_ascii() {
            return;
        }
        match self.found.iter_mut().find(|near| near.word == word) {
            Some(near) => near.cost = near.cost.min(state.paid),
            None => self.found.push(Near { word: word.to_string(), cost: state.paid, entry }),
        }
    }
}
