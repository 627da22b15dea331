//! Where the marks of a text stand: all that is neither letter, digit, space nor line feed of ASCII.

use super::Span;

/// The places of the marks.
///
/// One character in twenty or so of a text is a mark, and most rules ask about marks only: they go from one to the next
/// and do not look at the letters between.
#[derive(Debug)]
pub(super) struct Marks {
    places: Vec<usize>,
    /// Which bytes the text has; spaces, line feeds, letters and digits are not told.
    present: [bool; 256],
}

const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        plain[byte] = matches!(byte as u8, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b' ' | b'\n');
        byte += 1;
    }
    // The bytes that go on with a character begin none.
    while byte < 192 {
        plain[byte] = true;
        byte += 1;
    }
    plain
};

impl Marks {
    pub(super) fn of(text: &str) -> Self {
        let mut marks = Self { places: Vec::with_capacity(text.len() / 16), present: [false; 256] };
        for (at, byte) in text.bytes().enumerate() {
            if !PLAIN[usize::from(byte)] {
                marks.places.push(at);
                marks.present[usize::from(byte)] = true;
            }
        }
        marks
    }
    /// The offsets of the marks in a span.
    pub(super) fn within(&self, span: Span) -> &[usize] {
        let from = self.places.partition_point(|place| *place < span.start);
        let rest = &self.places[from..];
        // Spans are short, and what is asked about next stands near.
        &rest[..rest.partition_point(|place| *place < span.end)]
    }
    /// Whether a mark of ASCII stands in the text, or a character beyond ASCII that begins with the byte.
    pub(super) fn has(&self, byte: u8) -> bool {
        self.present[usize::from(byte)]
    }
}
