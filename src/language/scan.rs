//! The phrases of the table that a text has.

use super::LONGEST;
use super::entry::Entry;
use super::fold;
use super::table::{self, Record, State};
use super::token::{self, EMPTY, Token, Tokens};

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

/// The entry of a text that is a phrase as a whole, apart from white space around it.
pub fn lookup(phrase: &str) -> Option<Entry> {
    let phrase = phrase.trim();
    let mut found = None;
    let mut tokens = Tokens::of(phrase);
    let first = tokens.next()?;
    walk(phrase, State::PHRASE, first, tokens, &mut |it| {
        found = (it.end == phrase.len()).then_some(it.entry).or(found)
    });
    found
}

/// All phrases of a text, in the order in which they begin.
///
/// A phrase begins and ends at the edges of words, and where letters meet digits. It may hold others: `secretary general`
/// is found with `secretary` and `general`, and a word that is a phrase and ends in another is found twice. Of the phrases
/// that begin at one place the shortest is first; the ends of a compound follow. A phrase is never longer than a line.
pub fn phrases(text: &str) -> Vec<Match> {
    let mut all = Vec::new();
    visit(text, |found| all.push(found));
    all
}

/// Calls a function with each phrase of a text, in the order of [`phrases`].
pub fn visit(text: &str, mut found: impl FnMut(Match)) {
    // A word of press texts has five letters and a space.
    let mut tokens = Vec::with_capacity(text.len() / 5 + 2);
    tokens.extend(Tokens::of(text));
    for (at, token) in tokens.iter().enumerate() {
        let rest = || tokens[at + 1..].iter().copied();
        walk(text, State::PHRASE, *token, rest(), &mut found);
        if token.letters >= COMPOUND {
            ends(text, token, rest, &mut found);
            inner(text, token, &mut found);
        }
    }
}

/// Reports the phrases that begin with a token, and go on with those that follow.
#[inline]
fn walk(
    text: &str,
    state: State,
    first: Token,
    rest: impl Iterator<Item = Token>,
    found: &mut impl FnMut(Match),
) {
    if first.letters > 0 && may_begin(&text[first.start..first.end]) {
        open(text, first.start, state, &first, found);
    }
    let state = state.then(first.hash, false);
    if let Some(record) = table::find(state) {
        go_on(text, first, state, record, rest, found);
    }
}

/// Reports the phrase that ends at a place, and those that go on behind it. All begin where `last` does.
fn go_on(
    text: &str,
    last: Token,
    mut state: State,
    mut record: Record,
    rest: impl Iterator<Item = Token>,
    found: &mut impl FnMut(Match),
) {
    report(last.start, last.end, record, found);
    if !record.goes_on() {
        return;
    }
    for token in rest {
        if record.is_open() {
            open(text, last.start, state, &token, found);
        }
        state = state.then(token.hash, token.spaced);
        match table::find(state).filter(|_| record.is_longer()) {
            Some(next) => record = next,
            None => return,
        }
        report(last.start, token.end, record, found);
    }
}

/// Reports the phrases that begin at `start` and of which a token has only the beginning of the last word.
#[cold]
fn open(text: &str, start: usize, state: State, token: &Token, found: &mut impl FnMut(Match)) {
    let spaced = token.spaced && start < token.start;
    let mut hash = EMPTY;
    for byte in fold::bytes(&text[token.start..token.end]).take(LONGEST) {
        hash = token::hashed(hash, byte);
        if let Some(record) = table::find(state.then(hash, spaced).open()) {
            report(start, token.end, record, found);
        }
    }
}

/// Reports the phrases that the end of a long word begins: the longest first.
#[inline]
fn ends<R: Iterator<Item = Token>>(
    text: &str,
    token: &Token,
    rest: impl Fn() -> R,
    found: &mut impl FnMut(Match),
) {
    if may_end(&text[token.start..token.end]) {
        ending(text, token).into_iter().rev().for_each(|(state, record)| {
            go_on(text, *token, state, record, rest(), found);
        });
    }
}

/// The ends of a word that are phrases or begin one: the shortest first.
#[cold]
fn ending(text: &str, token: &Token) -> Vec<(State, Record)> {
    let mut found = Vec::new();
    let (mut hash, mut letters) = (EMPTY, token.letters);
    for c in text[token.start..token.end].chars().rev().take(LONGEST) {
        hash = fold::char(c).bytes().iter().rev().fold(hash, |hash, byte| token::hashed(hash, *byte));
        letters -= 1;
        if letters < HEAD {
            break;
        }
        let state = State::TAIL.then(hash, false);
        found.extend(table::find(state).map(|record| (state, record)));
    }
    found
}

/// Reports the phrases that are looked for inside a word.
#[inline]
fn inner(text: &str, token: &Token, found: &mut impl FnMut(Match)) {
    if !table::has_inner() {
        return;
    }
    for (at, _) in text[token.start..token.end].char_indices().skip(HEAD) {
        let part = Token { start: token.start + at, ..*token };
        if may_begin(&text[part.start..part.end]) {
            open(text, token.start, State::INNER, &Token { spaced: false, ..part }, found);
        }
    }
}

/// Whether some `word*` may match this word.
#[inline]
fn may_begin(word: &str) -> bool {
    match word.as_bytes() {
        [a, b, c, ..] if word.is_char_boundary(3) && a.is_ascii() && b.is_ascii() && c.is_ascii() => {
            table::may_begin([*a, *b, *c].map(|byte| byte.to_ascii_lowercase()))
        }
        _ => {
            let mut bytes = fold::bytes(word);
            let three = [bytes.next(), bytes.next(), bytes.next()];
            matches!(three, [Some(a), Some(b), Some(c)] if table::may_begin([a, b, c]))
        }
    }
}

/// Whether some `*word` may match the end of this word.
#[inline]
fn may_end(word: &str) -> bool {
    match word.as_bytes() {
        [.., a, b, c] if a.is_ascii() && b.is_ascii() && c.is_ascii() => {
            table::may_end([*a, *b, *c].map(|byte| byte.to_ascii_lowercase()))
        }
        _ => {
            let mut three = [0; 3];
            for byte in
                word.chars().rev().take(3).collect::<Vec<_>>().into_iter().rev().flat_map(fold::folded)
            {
                three = [three[1], three[2], byte];
            }
            table::may_end(three)
        }
    }
}

fn report(start: usize, end: usize, record: Record, found: &mut impl FnMut(Match)) {
    if let Some(entry) = record.list().and_then(Entry::numbered) {
        found(Match { start, end, entry });
    }
}
