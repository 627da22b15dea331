//! The words of a text, told apart once: where each stands, and which are spelt alike.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::source::Span;

/// The words of a document in source order.
///
/// A text says the same words again and again: a rule that looks at each spelling once, and at its places only when it has
/// something to say, does a third of the work.
#[derive(Debug, Default)]
pub struct Words {
    spans: Vec<Span>,
    /// For each word the number of its spelling.
    numbers: Vec<u32>,
    spellings: Vec<Spelling>,
}

/// A spelling: all words of a document that are written with the same characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// Its number, from 0 in order of appearance.
    pub number: u32,
    /// Where it stands first.
    pub first: Span,
    /// How often it stands.
    pub times: u32,
}

impl Words {
    /// Finds the words in the stretches of a text.
    pub fn of(text: &str, stretches: impl Iterator<Item = Span>) -> Self {
        let mut words = Self::default();
        let mut known: HashMap<&str, u32, RandomState> = HashMap::default();
        for stretch in stretches {
            each(text, stretch, |span| {
                let number = *known.entry(&text[span.start..span.end]).or_insert_with(|| {
                    // A text of four thousand million different words is more than a `Source` holds.
                    let number = u32::try_from(words.spellings.len()).unwrap_or(u32::MAX);
                    words.spellings.push(Spelling { number, first: span, times: 0 });
                    number
                });
                words.spellings[number as usize].times += 1;
                words.spans.push(span);
                words.numbers.push(number);
            });
        }
        words
    }
    /// Where each word stands, in source order.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }
    /// Where the words of a stretch stand, in source order.
    pub fn within(&self, stretch: Span) -> &[Span] {
        let from = self.spans.partition_point(|span| span.start < stretch.start);
        let rest = &self.spans[from..];
        &rest[..rest.partition_point(|span| span.start < stretch.end)]
    }
    /// The different spellings, in order of appearance.
    pub fn spellings(&self) -> &[Spelling] {
        &self.spellings
    }
    /// The spelling of each word, in source order.
    pub fn numbered(&self) -> impl Iterator<Item = (Span, &Spelling)> {
        self.spans.iter().zip(&self.numbers).map(|(span, number)| (*span, &self.spellings[*number as usize]))
    }
    /// The word before a word.
    pub fn before(&self, word: Span) -> Option<Span> {
        self.spans[..self.spans.partition_point(|span| *span < word)].last().copied()
    }
    /// The places of a spelling, in source order.
    pub fn places(&self, spelling: Spelling) -> impl Iterator<Item = Span> {
        let from = self.spans.partition_point(|span| *span < spelling.first);
        let words = self.spans[from..].iter().zip(&self.numbers[from..]);
        words
            .filter(move |(_, number)| **number == spelling.number)
            .map(|(span, _)| *span)
            .take(spelling.times as usize)
    }
}

/// What a byte is to a word; nothing ends it.
mod class {
    pub(super) const LETTER: u8 = 1;
    pub(super) const DIGIT: u8 = 2;
    /// Belongs to a word inside, but not at its ends: apostrophe, hyphen.
    pub(super) const JOINT: u8 = 4;
    /// Begins a character beyond ASCII, which has to be looked at.
    pub(super) const BEYOND: u8 = 8;
}
use class::{BEYOND, DIGIT, JOINT, LETTER};

const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'0'..=b'9' => DIGIT,
            b'\'' | b'-' => JOINT,
            0x80.. => BEYOND,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

/// The class of the character at an offset, and its length in bytes.
#[inline]
fn step(text: &str, at: usize) -> (u8, usize) {
    match CLASSES[usize::from(text.as_bytes()[at])] {
        BEYOND => beyond(text, at),
        class => (class, 1),
    }
}

fn beyond(text: &str, at: usize) -> (u8, usize) {
    let c = text[at..].chars().next().expect("spans begin at characters");
    let class = match c {
        '’' | '\u{ad}' => JOINT,
        c if c.is_alphabetic() => LETTER,
        c if c.is_alphanumeric() => DIGIT,
        _ => 0,
    };
    (class, c.len_utf8())
}

/// Calls `then` with each run of letters, digits, apostrophes and hyphens that holds a letter; apostrophes and hyphens
/// at the ends are no part of a word.
fn each(text: &str, stretch: Span, mut then: impl FnMut(Span)) {
    let text = &text[..stretch.end];
    let mut at = stretch.start;
    while at < text.len() {
        let (class, len) = step(text, at);
        if class & (LETTER | DIGIT) == 0 {
            at += len;
            continue;
        }
        let (start, mut end, mut seen) = (at, at, 0);
        while at < text.len() {
            let (class, len) = step(text, at);
            if class == 0 {
                break;
            }
            at += len;
            seen |= class;
            if class != JOINT {
                end = at;
            }
        }
        if seen & LETTER != 0 {
            then(Span::new(start, end));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Words {
        Words::of(text, std::iter::once(Span::new(0, text.len())))
    }

    #[test]
    fn words_keep_what_joins_their_letters() {
        let text = "‘NATO-led’ forces’ don’t – 26-plus-1 é 5770kb 1999 -a- co\u{ad}op o'";
        let words = words(text);
        let found: Vec<&str> = words.spans().iter().map(|span| &text[span.start..span.end]).collect();
        assert_eq!(
            found,
            ["NATO-led", "forces", "don’t", "26-plus-1", "é", "5770kb", "a", "co\u{ad}op", "o"]
        );
    }

    #[test]
    fn spellings_are_counted_and_found_again() {
        let text = "the war, the War and the peace";
        let words = words(text);
        let spellings: Vec<(&str, u32)> = words
            .spellings()
            .iter()
            .map(|spelling| (&text[spelling.first.start..spelling.first.end], spelling.times))
            .collect();
        assert_eq!(spellings, [("the", 3), ("war", 1), ("War", 1), ("and", 1), ("peace", 1)]);
        let places: Vec<usize> = words.places(words.spellings()[0]).map(|span| span.start).collect();
        assert_eq!(places, [0, 9, 21]);
        assert_eq!(words.numbered().filter(|(_, spelling)| spelling.times == 1).count(), 4);
    }
}
