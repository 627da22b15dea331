//! Lines, and words of lines, each with its place in the source.

use crate::source::Span;
use crate::text::offset_in;

/// One line of the source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// The whole line with its line end.
    pub(super) span: Span,
    /// The line without white space at its ends.
    pub(super) text: &'a str,
    /// Offset of `text`.
    pub(super) start: usize,
}

impl Line<'_> {
    /// Whether it is only white space.
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
    /// The span of the text.
    pub(super) fn content(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }
    /// Characters of white space before the text.
    pub(super) fn indent(&self) -> usize {
        self.start - self.span.start
    }
    /// Length of the text in characters.
    pub(super) fn width(&self) -> usize {
        self.text.chars().count()
    }
}

/// The lines of a text from `start` on; they tile it.
pub(super) fn lines(text: &str, start: usize) -> Vec<Line<'_>> {
    let mut at = start;
    let mut lines = Vec::with_capacity(text.len() / 64 + 1);
    let ends = memchr::memchr_iter(b'\n', &text.as_bytes()[start..]).map(|end| start + end + 1);
    for end in ends.chain(Some(text.len())) {
        if end == at {
            break;
        }
        let whole = &text[at..end];
        let trimmed = whole.trim();
        let text = if trimmed.is_empty() { &whole[..0] } else { trimmed };
        let inside = offset_in(whole, text);
        lines.push(Line { span: Span::new(at, end), text, start: at + inside });
        at = end;
    }
    lines
}

/// Words of a line, with their place in the source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell<'a> {
    /// The words.
    pub(super) text: &'a str,
    /// Offset of `text`.
    pub(super) start: usize,
}

impl Cell<'_> {
    /// The span of the text.
    pub(super) fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }
    /// The span of a part of the text.
    pub(super) fn part(&self, part: &str) -> Span {
        let start = self.start + offset_in(self.text, part);
        Span::new(start, start + part.len())
    }
}
