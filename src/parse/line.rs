//! Lines and cells: the units that a header is read in, each with its place in the source.

use crate::source::Span;

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
    /// Whether there is nothing but white space.
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
    /// The span of the text.
    pub(super) fn content(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }
    /// Characters of white space in front of the text.
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
        let inside = text.as_ptr() as usize - whole.as_ptr() as usize;
        lines.push(Line { span: Span::new(at, end), text, start: at + inside });
        at = end;
    }
    lines
}

/// A line, or a table cell of a piped line, as the header grammar sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell<'a> {
    /// Index of the line.
    pub(super) line: usize,
    /// The text without bullet and pipes.
    pub(super) text: &'a str,
    /// Offset of `text`.
    pub(super) start: usize,
    /// Blank lines directly above; 0 inside a group.
    pub(super) gap: usize,
    /// A bullet stands in front.
    pub(super) bullet: bool,
}

impl Cell<'_> {
    /// The span of the text.
    pub(super) fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }
    /// The span of a part of the text.
    pub(super) fn part(&self, part: &str) -> Span {
        let start = self.start + (part.as_ptr() as usize - self.text.as_ptr() as usize);
        Span::new(start, start + part.len())
    }
}

/// The cells of the lines up to `end`; `limit` bounds how many are made, since no header is that long.
pub(super) fn cells<'a>(lines: &[Line<'a>], end: usize, limit: usize) -> Vec<Cell<'a>> {
    let mut cells = Vec::new();
    let mut gap = 0;
    for (number, line) in lines[..end].iter().enumerate() {
        if line.is_blank() {
            gap += 1;
            continue;
        }
        if cells.len() >= limit {
            break;
        }
        let piped = line.text.len() < 400 && memchr::memchr(b'|', line.text.as_bytes()).is_some();
        let before = cells.len();
        let pieces = line.text.split('|').take(if piped { usize::MAX } else { 0 });
        let whole = (!piped).then(|| line.text.trim_matches('|'));
        for piece in pieces.chain(whole) {
            let (text, bullet) = without_bullet(piece.trim());
            if !text.is_empty() {
                let start = line.start + (text.as_ptr() as usize - line.text.as_ptr() as usize);
                let gap = if cells.len() == before { gap } else { 0 };
                cells.push(Cell { line: number, text, start, gap, bullet });
            }
        }
        if cells.len() == before {
            // Nothing but pipes and bullets: kept whole, to be read as residue.
            cells.push(Cell { line: number, text: line.text, start: line.start, gap, bullet: false });
        }
        gap = 0;
    }
    cells
}

fn without_bullet(text: &str) -> (&str, bool) {
    match text.strip_prefix(['•', '·', '*', '▪']) {
        Some(rest) if rest.is_empty() || rest.starts_with(char::is_whitespace) => (rest.trim_start(), true),
        _ => (text, false),
    }
}
