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

/// The letters that a word has at least to be searched for such a part.
const COMPOUND: usize = 7;

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
    walk(phrase, 0, 0, root(), &PHRASE, &mut |it| {
        found = (it.end == phrase.len()).then_some(it.entry).or(found)
    });
    found
}

/// All phrases of a text, in the order in which they begin; of those that begin at one place the shortest is first.
///
/// A phrase begins and ends at the edges of words, and where letters meet digits. It may hold others: `secretary general`
/// is found with `secretary` and `general`, and a word that is a phrase and ends in another is found twice. A phrase is never
/// longer than a line.
pub fn phrases(text: &str) -> Vec<Match> {
    let mut all = Vec::new();
    visit(text, |found| all.push(found));
    all
}

/// Calls a function with each phrase of a text, in the order of [`phrases`], without allocating.
pub fn visit(text: &str, mut found: impl FnMut(Match)) {
    let root = root();
    let tail = step(root, TAIL);
    let (mut before, mut word) = (None, Word::default());
    for (at, c) in text.char_indices() {
        if is_inside(before, c) {
            if word.is_compound
                && word.letters >= HEAD
                && let Some(tail) = tail
            {
                walk(text, word.start, at, tail, &ENDING, &mut found);
            }
        } else if is_edge(before, Some(c)) {
            word = Word { start: at, letters: 0, is_compound: is_long(&text[at..]) };
            if !is_space(c) {
                walk(text, at, at, root, &PHRASE, &mut found);
            }
        } else if word.is_compound
            && word.letters >= HEAD
            && let Some(tail) = tail
        {
            walk(text, word.start, at, tail, &ENDING, &mut found);
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
    /// It is long enough to have an end of its own.
    is_compound: bool,
}

/// Whether a text begins with a word that is long enough for a compound.
fn is_long(text: &str) -> bool {
    let plain = text.bytes().take(COMPOUND).take_while(u8::is_ascii_alphanumeric).count();
    // Where another byte of ASCII ends the word, it ends; other letters are looked at as such.
    plain == COMPOUND
        || text.as_bytes().get(plain).is_some_and(|byte| !byte.is_ascii())
            && text.chars().take_while(|c| is_word(*c)).take(COMPOUND).count() == COMPOUND
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

/// Whether a place is inside a word for sure: small letters of ASCII on both sides, as nearly everywhere.
fn is_inside(before: Option<char>, after: char) -> bool {
    after.is_ascii_lowercase() && before.is_some_and(|before| before.is_ascii_alphabetic())
}

/// Letters of ASCII.
const LETTERS: usize = 26;

/// Where three letters lead: most words of a text are ruled out by them, and the others begin three steps ahead. An entry is
/// filled when it is first needed.
struct Ahead([OnceLock<Lead>; LETTERS * LETTERS * LETTERS]);

/// The beginnings of phrases.
static PHRASE: Ahead = Ahead([const { OnceLock::new() }; LETTERS * LETTERS * LETTERS]);

/// The beginnings of ends of words.
static ENDING: Ahead = Ahead([const { OnceLock::new() }; LETTERS * LETTERS * LETTERS]);

/// What three letters say.
#[derive(Clone, Copy, Debug)]
enum Lead {
    /// Nothing begins so.
    Nowhere,
    /// The address and the output of the state behind them; nothing ends before it.
    To(usize, Output),
    /// The beginning of a word ends before it: each step counts.
    Stepwise,
}

impl Ahead {
    /// What the first letters of a text say; without three letters of ASCII nothing.
    fn lead(&self, text: &[u8], state: State) -> Lead {
        let [first, second, third, ..] = text else { return Lead::Stepwise };
        let letters = [first, second, third].map(u8::to_ascii_lowercase);
        if !letters.iter().all(u8::is_ascii_lowercase) {
            return Lead::Stepwise;
        }
        let place = letters.iter().fold(0, |place, letter| place * LETTERS + usize::from(letter - b'a'));
        *self.0[place].get_or_init(|| lead(state, letters))
    }
}

/// Where three letters lead from a state.
fn lead(mut state: State, letters: [u8; 3]) -> Lead {
    for (at, letter) in letters.into_iter().enumerate() {
        if at > 0 && is_stem(state) {
            return Lead::Stepwise;
        }
        let Some(next) = step(state, letter) else { return Lead::Nowhere };
        state = next;
    }
    Lead::To(state.0.addr(), state.1)
}

/// Whether the beginning of a word ends in a state.
fn is_stem((node, _): State) -> bool {
    !node.is_empty() && node.transition(0).inp == STEM
}

/// A state of the transducer, and the sum of the outputs on the way there.
type State = (Node<'static>, Output);

/// The state before any byte.
fn root() -> State {
    (table().as_fst().root(), Output::zero())
}

/// The state behind a byte.
fn step((node, output): State, byte: u8) -> Option<State> {
    let transition = node.transition(node.find_input(byte)?);
    Some((table().as_fst().node(transition.addr), output.cat(transition.out)))
}

/// Reports what ends on the way that the text from `at` takes through the transducer.
fn walk(text: &str, start: usize, at: usize, mut state: State, ahead: &Ahead, found: &mut impl FnMut(Match)) {
    let (mut at, limit) = (at, at + LONGEST * 2);
    match ahead.lead(&text.as_bytes()[at..], state) {
        Lead::Nowhere => return,
        Lead::Stepwise => {}
        Lead::To(addr, output) => {
            (at, state) = (at + 3, (table().as_fst().node(addr), output));
            report(text, start, at, state, found);
        }
    }
    while let Some((next, len)) = advance(&text[at..], state) {
        at += len;
        // A soft hyphen leads nowhere, and what ends before it was reported.
        if next.0.addr() != state.0.addr() {
            report(text, start, at, next, found);
        }
        if at > limit {
            return;
        }
        state = next;
    }
}

/// The state behind what the text begins with, and the bytes of the text that were read.
fn advance(text: &str, state: State) -> Option<(State, usize)> {
    let byte = *text.as_bytes().first()?;
    if byte.is_ascii_graphic() {
        return Some((step(state, byte.to_ascii_lowercase())?, 1));
    }
    let (folded, len) = fold::first(text)?;
    let next = folded.bytes().iter().try_fold(state, |state, byte| step(state, *byte))?;
    Some((next, len))
}

/// Reports the phrase, and the beginning of a word, that end in this state.
fn report(text: &str, start: usize, end: usize, state: State, found: &mut impl FnMut(Match)) {
    let (node, output) = state;
    if node.is_final() && is_edge(text[..end].chars().next_back(), text[end..].chars().next()) {
        found_at(start, end, output.cat(node.final_output()), found);
    }
    if is_stem(state)
        && let Some((node, output)) = step(state, STEM)
        && let Some(rest) = rest_of_word(&text[end..])
    {
        found_at(start, end + rest, output.cat(node.final_output()), found);
    }
}

/// The length of the rest of a word in bytes; a word without end has none, so that the time is linear.
fn rest_of_word(text: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    let ends = |(_, c): &(usize, char)| !is_word(*c) || c.is_numeric();
    let end = chars.by_ref().take(LONGEST).find(ends).map(|(at, _)| at);
    end.or_else(|| chars.next().is_none().then_some(text.len()))
}

fn found_at(start: usize, end: usize, output: Output, found: &mut impl FnMut(Match)) {
    if let Some(entry) = Entry::numbered(output.value()) {
        found(Match { start, end, entry });
    }
}
