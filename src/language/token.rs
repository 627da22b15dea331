//! The words of a text one after the other, each with a hash of its folded form: what phrases are looked up by.

use super::fold::{self, is_space, is_word};

/// A word, a number or a mark of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Where it begins.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// The hash of its folded form.
    pub(super) hash: u64,
    /// White space precedes it.
    pub(super) spaced: bool,
    /// The number of its letters; 0 for numbers and marks.
    pub(super) letters: usize,
}

/// The tokens of a text. Letters and digits are apart: `5pm` is two tokens. A mark is one by itself.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

/// The hash of no bytes.
pub(super) const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

/// The odd factor of the hash; its bits are those of the golden ratio.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash with one more byte.
#[inline]
pub(super) const fn hashed(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(FACTOR)
}

/// The letters of ASCII in lower case; 0 for all other bytes.
static LOWER: [u8; 256] = {
    let mut lower = [0; 256];
    let mut at = 0;
    while at < 26 {
        lower[b'a' as usize + at] = b'a' + at as u8;
        lower[b'A' as usize + at] = b'a' + at as u8;
        at += 1;
    }
    lower
};

/// The letter of a byte in lower case, if it is a letter of ASCII.
#[inline]
pub(super) fn lower(byte: u8) -> Option<u8> {
    let lower = LOWER[usize::from(byte)];
    (lower != 0).then_some(lower)
}

impl<'t> Tokens<'t> {
    /// The tokens of a text.
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, at: 0 }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    #[inline]
    fn next(&mut self) -> Option<Token> {
        let bytes = self.text.as_bytes();
        let mut start = self.at;
        while bytes.get(start) == Some(&b' ') {
            start += 1;
        }
        let (mut at, mut hash) = (start, EMPTY);
        while let Some(letter) = bytes.get(at).copied().and_then(lower) {
            hash = hashed(hash, letter);
            at += 1;
        }
        if at == start || bytes.get(at).is_some_and(|byte| !byte.is_ascii()) {
            return self.any(start);
        }
        let spaced = start > self.at;
        self.at = at;
        Some(Token { start, end: at, hash, spaced, letters: at - start })
    }
}

impl Tokens<'_> {
    /// The next token, whatever it is made of.
    fn any(&mut self, from: usize) -> Option<Token> {
        let rest = self.text[from..].trim_start_matches(is_space);
        let start = self.text.len() - rest.len();
        let kind = Kind::of(rest.chars().next()?);
        let spaced = start > self.at;
        let most = if kind == Kind::Mark { 1 } else { usize::MAX };
        let mut token = Token { start, end: start, hash: EMPTY, spaced, letters: 0 };
        for c in rest.chars().take(most).take_while(|c| Kind::of(*c) == kind) {
            let folded = fold::char(c);
            token.hash = folded.bytes().iter().fold(token.hash, |hash, byte| hashed(hash, *byte));
            token.end += c.len_utf8();
            token.letters += usize::from(kind == Kind::Letter);
        }
        self.at = token.end;
        Some(token)
    }
}

/// What a character makes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Digit,
    Mark,
}

impl Kind {
    fn of(c: char) -> Self {
        // The modifier letter is written for an apostrophe.
        if !is_word(c) || c == '\u{2bc}' {
            Self::Mark
        } else if c.is_numeric() {
            Self::Digit
        } else {
            Self::Letter
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<&str> {
        Tokens::of(text).map(|token| &text[token.start..token.end]).collect()
    }

    #[test]
    fn words_numbers_and_marks() {
        assert_eq!(
            tokens(" L’État,  5pm: Çà2x\u{a0}—"),
            ["L", "’", "État", ",", "5", "pm", ":", "Çà", "2", "x", "—"]
        );
        assert_eq!(tokens("a\r\nb"), ["a", "\r", "\n", "b"]);
        assert_eq!(
            tokens("п\u{2bc}ять Pa\u{ad}pst e\u{301}t"),
            ["п", "\u{2bc}", "ять", "Pa\u{ad}pst", "e\u{301}t"]
        );
        assert!(tokens(" \u{a0}\t").is_empty());
    }

    #[test]
    fn what_is_folded_alike_has_one_hash() {
        let hash = |text: &str| Tokens::of(text).map(|token| token.hash).collect::<Vec<_>>();
        for (one, other) in [("Papst", "PA\u{ad}PST"), ("’", "'"), ("ΟΔΟΣ", "οδος"), ("ﬁnal", "final")]
        {
            assert_eq!(hash(one), hash(other), "{one}");
        }
        assert_ne!(hash("ab"), hash("ba"));
    }

    #[test]
    fn spaces_are_noted() {
        let spaced: Vec<bool> = Tokens::of("a -b\u{a0}c").map(|token| token.spaced).collect();
        assert_eq!(spaced, [false, true, false, true]);
    }
}
