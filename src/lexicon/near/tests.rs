//! The search finds what a simpler one finds, which tries each edit at each letter.

use fst::raw::{CompiledAddr, Fst, Node, Output};

use super::Near;
use crate::lexicon::dictionary::{Dictionary, Entry};
use crate::lexicon::slips;

/// The result of a plain search.
fn plainly(written: &str, budget: u32) -> Vec<Near> {
    let fst = Dictionary::built_in().words.as_fst();
    let mut walk = Walk { fst, written: written.as_bytes(), budget, path: Vec::new(), found: Vec::new() };
    let root = walk.fst.root().addr();
    walk.go(State { at: 0, address: root, output: 0, paid: 0 });
    walk.found
}

fn sorted(mut found: Vec<Near>) -> Vec<Near> {
    found.sort_by(|a, b| a.word.cmp(&b.word));
    found
}

/// Words that are typos for others in many ways, and some that are not.
const WRITTEN: &str = "negotations perspetcives fotograph discusion cooperatoin minsiters thier teh recieve acomodate \
    seperate definately pharoah fone nife rong nuclear conferense alot thruout kwality ekonomy shun musik fizician \
    condishun preshus ambishus necesary goverment parliment enviroment xq zzzz a ab xabc dont wont couldnt oclock \
    aaaaaaaaa internationalisationally counterrevolutionarieses tomorow begining ocurred publically untill";

#[test]
fn nothing_is_lost() {
    let dictionary = Dictionary::built_in();
    for written in WRITTEN.split_whitespace() {
        for budget in [0, 39, 80, 160] {
            let (found, plain) = (dictionary.near(written, budget), plainly(written, budget));
            assert_eq!(sorted(found), sorted(plain), "{written} for {budget}");
        }
    }
}

#[test]
fn every_sound_and_every_swap_is_found() {
    let dictionary = Dictionary::built_in();
    for word in ["government", "physician", "ambitious", "photograph", "knowledge", "receive", "quality"] {
        for at in 0..word.len() {
            for (written, rest) in slips_at(word, at) {
                let slip = format!("{}{written}{rest}", &word[..at]);
                assert_eq!(sorted(dictionary.near(&slip, 160)), sorted(plainly(&slip, 160)), "{slip}");
            }
        }
    }
}

/// What may be written from a letter of a word on: without it, another in its place, the next before it.
fn slips_at(word: &str, at: usize) -> Vec<(String, &str)> {
    let rest = &word[at + 1..];
    let mut slips =
        vec![(String::new(), rest), ("x".to_string(), rest), (format!("{0}{0}", &word[at..=at]), rest)];
    if let Some(next) = rest.chars().next() {
        slips.push((format!("{next}{}", &word[at..=at]), &rest[1..]));
    }
    slips
}

struct Walk<'a> {
    fst: &'a Fst<&'static [u8]>,
    written: &'a [u8],
    budget: u32,
    /// The letters from the root of the dictionary to the current node.
    path: Vec<u8>,
    found: Vec<Near>,
}

#[derive(Clone, Copy)]
struct State {
    /// Letters of the written word that have been matched.
    at: usize,
    /// The current node of the dictionary.
    address: CompiledAddr,
    /// The sum of the outputs on the way.
    output: u64,
    /// The cost of the differences so far.
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
        let first = if state.at == 0 { slips::first(0) } else { 0 };
        self.lettered(state, node, left, first);
        self.added(state, left, first);
        self.swapped(state, left, first);
        self.sounded(state, left, first);
    }

    /// Each next letter of the dictionary: written, replaced, or omitted.
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

    /// An extra letter.
    fn added(&mut self, state: State, left: u32, first: u32) {
        let Some(letter) = self.written.get(state.at) else { return };
        let before = state.at.checked_sub(1).map(|at| self.written[at]);
        let cost = slips::added(*letter, before, self.written.get(state.at + 1).copied()) + first;
        if cost <= left {
            self.go(State { at: state.at + 1, paid: state.paid + cost, ..state });
        }
    }

    /// Two swapped letters.
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
        for (written, meant, cost) in slips::sounds(*letter) {
            let cost = cost + first;
            if cost <= left && rest.starts_with(written.as_bytes()) {
                self.follow(state, meant.as_bytes(), written.len(), cost);
            }
        }
    }

    /// Continues after `letters` in the dictionary and `read` letters of the written word.
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
