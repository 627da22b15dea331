//! The phrases of the table that a text has.

use std::sync::OnceLock;

use fst::Map;
use fst::raw::{Node, Output};

use super::LONGEST;
use super::entry::Entry;
use super::fold::{self, is_space, is_word};

/// The phrases in folded form. `word*` ends in [`STEM`], `*word` begins with [`TAIL`].
static PHRASES: &[u8] = include_bytes!("../languages/words.fst");

/// Ends the key of the beginning of a word.
pub(super) const STEM: u8 = 1;

/// Begins the key of the end of a word.
pub(super) const TAIL: u8 = 2;

/// The letters that a word has at least before the part that `*word` matches.
const HEAD: usize = 3;

/// A phrase in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Where the phrase begins, in bytes of the text.
    pub start: usize,
    /// Where it ends; a full stop behind an abbreviation is not part of it.
    pub end: usize,
    /// What the phrase is.
    pub entry: Entry,
}

fn table() -> &'static Map<&'static [u8]> {
    static TABLE: OnceLock<Map<&'static [u8]>> = OnceLock::new();
    TABLE.get_or_init(|| Map::new(PHRASES).expect("the tests compile a map"))
}

/// The entry of a text that is a phrase as a whole, apart from white space around it.
pub fn lookup(phrase: &str) -> Option<Entry> {
    let phrase = phrase.trim();
    let mut found = None;
    from(phrase, 0, &mut |it| found = (it.end == phrase.len()).then_some(it.entry).or(found));
    found
}

/// All phrases of a text, in the order in which they begin; of those that begin at one place the shortest is first.
///
/// A phrase begins and ends at the edges of words, and where letters meet digits. It may hold others: `secretary general`
/// is found with `secretary` and `general`. It is never longer than a line.
pub fn phrases(text: &str) -> Vec<Match> {
    let mut all = Vec::new();
    visit(text, |found| all.push(found));
    all
}

/// Calls a function with each phrase of a text, in the order of [`phrases`], without allocating.
pub fn visit(text: &str, mut found: impl FnMut(Match)) {
    let mut before = None;
    let mut word = Word::default();
    for (at, c) in text.char_indices() {
        if is_edge(before, Some(c)) {
            word = Word { start: at, letters: 0 };
            if !is_space(c) {
                from(text, at, &mut found);
            }
        } else if word.letters >= HEAD {
            inside(text, word.start, at, &mut found);
        }
        word.letters += 1;
        before = Some(c);
    }
}

/// The word that is being read.
#[derive(Default)]
struct Word {
    start: usize,
    letters: usize,
}

/// Whether a word may begin or end between two characters. Letters and digits are words apart: `5pm`, `12th`.
fn is_edge(before: Option<char>, after: Option<char>) -> bool {
    match (before, after) {
        (Some(before), Some(after)) => {
            !is_word(before) || !is_word(after) || before.is_numeric() != after.is_numeric()
        }
        _ => true,
    }
}

/// The phrases that begin at a place.
fn from(text: &str, start: usize, found: &mut impl FnMut(Match)) {
    let table = table().as_fst();
    walk(text, start, start, (table.root(), Output::zero()), found);
}

/// The ends of a word that begin at a place inside it.
fn inside(text: &str, start: usize, at: usize, found: &mut impl FnMut(Match)) {
    let table = table().as_fst();
    if let Some(tail) = step((table.root(), Output::zero()), TAIL) {
        walk(text, start, at, tail, found);
    }
}

/// A state of the transducer, and the sum of the outputs on the way there.
type State = (Node<'static>, Output);

fn step((node, output): State, byte: u8) -> Option<State> {
    let transition = node.transition(node.find_input(byte)?);
    Some((table().as_fst().node(transition.addr), output.cat(transition.out)))
}

/// Reports what ends on the way that the text from `at` takes through the transducer.
fn walk(text: &str, start: usize, mut at: usize, mut state: State, found: &mut impl FnMut(Match)) {
    let limit = at + LONGEST * 2;
    let mut before = None;
    while let Some((folded, len)) = fold::first(&text[at..]) {
        let Some(next) = folded.bytes().iter().try_fold(state, |state, byte| step(state, *byte)) else {
            return;
        };
        state = next;
        before = text[at..at + len].chars().next_back().or(before);
        at += len;
        report(text, start, at, before, state, found);
        if at > limit {
            return;
        }
    }
}

/// Reports the phrase, and the beginning of a word, that end in this state.
fn report(
    text: &str,
    start: usize,
    end: usize,
    before: Option<char>,
    state: State,
    found: &mut impl FnMut(Match),
) {
    let (node, output) = state;
    if node.is_final() && is_edge(before, text[end..].chars().next()) {
        found_at(start, end, output.cat(node.final_output()), found);
    }
    if let Some((node, output)) = step(state, STEM) {
        let rest = text[end..].find(|c: char| !is_word(c) || c.is_numeric()).unwrap_or(text.len() - end);
        found_at(start, end + rest, output.cat(node.final_output()), found);
    }
}

fn found_at(start: usize, end: usize, output: Output, found: &mut impl FnMut(Match)) {
    if let Some(entry) = Entry::numbered(output.value()) {
        found(Match { start, end, entry });
    }
}
