//! Where words begin and end in a text.

use crate::source::Span;

/// The role of a byte in a word; other bytes end it.
mod class {
    pub(super) const LETTER: u8 = 1;
    pub(super) const DIGIT: u8 = 2;
    /// Belongs to a word inside, but not at its ends: apostrophe, hyphen.
    pub(super) const JOINT: u8 = 4;
    /// Begins a character beyond ASCII, which must be decoded.
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
fn step(text: &str, at: usize) -> (u8, usize) {
    match CLASSES[usize::from(text.as_bytes()[at])] {
        BEYOND => beyond(text, at),
        class => (class, 1),
    }
}

#[cold]
fn beyond(text: &str, at: usize) -> (u8, usize) {
    let c = text[at..].chars().next().expect("spans begin at characters");
    let class = match c {
        // What is invisible does not end a word.
        '’' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' => JOINT,
        c if c.is_alphabetic() => LETTER,
        c if c.is_alphanumeric() => DIGIT,
        _ => 0,
    };
    (class, c.len_utf8())
}

/// Calls `then` with each run of letters, digits, apostrophes and hyphens that contains a letter; apostrophes and
/// hyphens at the ends are not part of a word.
#[inline]
pub(super) fn each(text: &str, stretch: Span, mut then: impl FnMut(Span)) {
    let text = &text[..stretch.end];
    let bytes = text.as_bytes();
    let mut at = stretch.start;
    while let Some(byte) = bytes.get(at) {
        if CLASSES[usize::from(*byte)] == 0 {
            at += 1;
            continue;
        }
        // What ends a plain word does not begin one.
        let (word, next) = match plain(bytes, at) {
            Some(end) => (Some(Span::new(at, end)), end + 1),
            None => any(text, at),
        };
        if let Some(word) = word {
            then(word);
        }
        at = next;
    }
}

/// The end of a word of the letters a to z, if one begins here; `None` if the word has others or ends with the text.
/// Nearly all words are recognised eight bytes at a time.
#[inline]
fn plain(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    while let Some((eight, _)) = bytes[at..].split_first_chunk() {
        match letters(u64::from_le_bytes(*eight)) {
            8 => at += 8,
            count => {
                let ends = CLASSES[usize::from(eight[count])] == 0;
                return ends.then_some(at + count);
            }
        }
    }
    None
}

/// How many of eight bytes, from the first on, are letters from a to z in any case.
#[inline]
const fn letters(eight: u64) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    // This bit makes a letter lower case, and no other byte becomes a lower-case letter.
    let small = (eight | (0x20 * EACH)) & !HIGH;
    // The high bit of each byte shows whether it is `a` or above, and whether it is above `z`.
    let (from_a, behind_z) = (small + (0x80 - b'a' as u64) * EACH, small + (0x7f - b'z' as u64) * EACH);
    let others = (!from_a | behind_z | eight) & HIGH;
    others.trailing_zeros() as usize / 8
}

/// The word, if any, at the start of or inside a run that is not a plain word, and where the text continues.
fn any(text: &str, start: usize) -> (Option<Span>, usize) {
    let (class, len) = step(text, start);
    if class & (LETTER | DIGIT) == 0 {
        return (None, start + len);
    }
    let (mut at, mut end, mut seen) = (start, start, 0);
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
    ((seen & LETTER != 0).then(|| Span::new(start, end)), at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted() {
        for byte in 0..=u8::MAX {
            for at in 0..8 {
                let mut eight = *b"aZzAmQbY";
                eight[at] = byte;
                let count = if byte.is_ascii_alphabetic() { 8 } else { at };
                assert_eq!(letters(u64::from_le_bytes(eight)), count, "{byte} at {at}");
            }
        }
    }

    #[test]
    fn words_are_the_same_wherever_the_text_ends() {
        let text = "Ministers’ well-known 12-year co\u{ad}operation é, negotiations agreed";
        let words = |text: &str| {
            let mut words = Vec::new();
            each(text, Span::new(0, text.len()), |span| words.push(text[span.start..span.end].to_string()));
            words
        };
        let expected =
            ["Ministers", "well-known", "12-year", "co\u{ad}operation", "é", "negotiations", "agreed"];
        assert_eq!(words(text), expected);
        assert_eq!(words(&format!("{text}, and more behind it"))[..7], expected);
    }
}
