//! The marks of a text: everything but ASCII letters, digits, spaces and line feeds.

use super::Span;

/// The positions of the marks.
///
/// About one character in twenty of a text is a mark, and most rules are only interested in marks: they go from one to
/// the next without looking at the letters in between.
#[derive(Clone, Debug)]
pub(super) struct Marks {
    /// Offset and character: decoding it once costs less than decoding it for each rule.
    places: Vec<(u32, char)>,
    /// Which bytes the text has, except spaces, line feeds, letters and digits.
    present: [bool; 256],
}

const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        plain[byte] = matches!(byte as u8, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b' ' | b'\n');
        byte += 1;
    }
    // Continuation bytes do not begin a character.
    while byte < 192 {
        plain[byte] = true;
        byte += 1;
    }
    plain
};

impl Marks {
    pub(super) fn of(text: &str) -> Self {
        let mut marks = Self { places: Vec::with_capacity(text.len() / 16), present: [false; 256] };
        for (at, byte) in (0_u32..).zip(text.bytes()) {
            if !PLAIN[usize::from(byte)] {
                let mark = if byte < 128 { char::from(byte) } else { beginning(&text[at as usize..]) };
                marks.places.push((at, mark));
                marks.present[usize::from(byte)] = true;
            }
        }
        marks
    }
    /// The marks in a span with their offsets.
    pub(super) fn within(&self, span: Span) -> &[(u32, char)] {
        let from = self.places.partition_point(|(place, _)| (*place as usize) < span.start);
        let rest = &self.places[from..];
        &rest[..rest.partition_point(|(place, _)| (*place as usize) < span.end)]
    }
    /// Whether the text has this ASCII mark, or a character beyond ASCII that begins with this byte.
    pub(super) fn has(&self, byte: u8) -> bool {
        self.present[usize::from(byte)]
    }
}

fn beginning(text: &str) -> char {
    text.chars().next().expect("a byte that begins a character")
}
