//! The lines that a finding is about, cropped: what miette shows in place of the document.
//!
//! A document here has one paragraph on each line, so whole lines would fill the screen. miette's own reading of a
//! text walks from its first byte for every finding, counts columns in bytes, draws no label at the end of the text
//! and panics behind it. An excerpt is small, made from the line index, and has none of these faults.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::{push_visible, visible};
use crate::source::{Position, Source, Span};

/// Characters shown on each side of a span. Twice this, a word or two and the margin fit into 100 columns.
const BESIDE: usize = 40;

/// Characters shown of a span that is longer than that.
const WITHIN: usize = 60;

/// Lines of a document, cropped around the spans that are shown on them.
#[derive(Debug)]
pub(super) struct Excerpt {
    name: String,
    text: String,
    lines: Vec<Line>,
    marks: Vec<Mark>,
}

/// A line of the excerpt, with its line end.
#[derive(Debug)]
struct Line {
    number: usize,
    span: Span,
}

/// A span of the document on a line of the excerpt.
#[derive(Debug)]
struct Mark {
    shown: Span,
    position: Position,
}

impl Excerpt {
    /// The lines of the spans. The n-th of [`Excerpt::shown`] is where the n-th span went.
    pub(super) fn new(source: &Source, spans: &[Span]) -> Self {
        let mut excerpt = Self {
            name: visible(source.path()).into_owned(),
            text: String::new(),
            lines: Vec::new(),
            marks: Vec::new(),
        };
        let mut order: Vec<usize> = (0..spans.len()).collect();
        order.sort_by_key(|at| spans[*at]);
        let mut marks: Vec<(usize, Mark)> = Vec::new();
        let line_of = |at: &usize| source.line_at(spans[*at].start.min(source.text().len()));
        for group in order.chunk_by(|a, b| line_of(a) == line_of(b)) {
            excerpt.push_line(source, line_of(&group[0]), group, spans, &mut marks);
        }
        marks.sort_by_key(|(at, _)| *at);
        excerpt.marks = marks.into_iter().map(|(_, mark)| mark).collect();
        excerpt
    }

    /// Where the n-th span is in the excerpt.
    pub(super) fn shown(&self, n: usize) -> SourceSpan {
        let span = self.marks[n].shown;
        (span.start, span.len()).into()
    }

    /// Adds one line, cropped around all spans of the group, which begin on it.
    fn push_line(
        &mut self,
        source: &Source,
        number: usize,
        group: &[usize],
        spans: &[Span],
        marks: &mut Vec<(usize, Mark)>,
    ) {
        let line = source.line_span(number);
        let cut = |span: Span| clip(source, line, span);
        let window = group.iter().map(|at| cut(spans[*at])).reduce(Span::cover).unwrap_or(line);
        let window = widen(source, line, window);
        let start = self.text.len();
        if window.start > line.start {
            self.text.push('…');
        }
        let shown_at = self.push_visible_text(source.slice(window), window.start, group, |at| cut(spans[at]));
        if window.end < line.end {
            self.text.push('…');
        }
        self.text.push('\n');
        self.lines.push(Line { number, span: Span::new(start, self.text.len()) });
        for (at, shown) in shown_at {
            marks.push((at, Mark { shown, position: source.position(spans[at].start) }));
        }
    }

    /// Adds text that begins at `offset` of the document, and says where the spans of the group went.
    fn push_visible_text(
        &mut self,
        text: &str,
        offset: usize,
        group: &[usize],
        span_of: impl Fn(usize) -> Span,
    ) -> Vec<(usize, Span)> {
        let mut shown: Vec<(usize, Span)> = group.iter().map(|at| (*at, Span::at(usize::MAX))).collect();
        let mut mark = |at: usize, here: usize| {
            for (n, place) in &mut shown {
                let span = span_of(*n);
                if span.start == at {
                    place.start = here;
                }
                if span.end == at {
                    place.end = here;
                }
            }
        };
        for (at, c) in text.char_indices() {
            mark(offset + at, self.text.len());
            push_visible(&mut self.text, c);
        }
        mark(offset + text.len(), self.text.len());
        shown
    }
}

/// The part of a span that is shown: on its first line, and not too long. A span behind the line's text, in its line
/// end or in blank lines after it, becomes the place where the text ends.
fn clip(source: &Source, line: Span, span: Span) -> Span {
    let start = span.start.clamp(line.start, line.end);
    let end = span.end.clamp(start, line.end);
    let text = source.slice(Span::new(start, end));
    let long = text.char_indices().nth(WITHIN).map(|(at, _)| start + at);
    Span::new(start, long.unwrap_or(end))
}

/// The span with some characters on each side. The ellipsis is not put where it would hide a single character.
fn widen(source: &Source, line: Span, span: Span) -> Span {
    let before = source.slice(Span::new(line.start, span.start));
    let after = source.slice(Span::new(span.end, line.end));
    let start = before.char_indices().rev().nth(BESIDE).map_or(0, |(at, c)| at + c.len_utf8());
    let end = after.char_indices().nth(BESIDE).map_or(after.len(), |(at, _)| at);
    let single = |text: &str| text.chars().nth(1).is_none();
    let start = if single(&before[..start]) { 0 } else { start };
    let end = if single(&after[end..]) { after.len() } else { end };
    Span::new(line.start + start, span.end + end)
}

impl SourceCode for Excerpt {
    /// The lines that the span is on. Lines that are no neighbours in the document are refused together, so that
    /// miette shows them apart.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        // No mark covers a line end, so an offset after one is on the next line, also where the mark is empty.
        let line_at = |at: usize| self.lines.partition_point(|line| line.span.end <= at);
        let (first, last) = (line_at(start), line_at(end));
        let lines = self.lines.get(first..=last).ok_or(MietteError::OutOfBounds)?;
        if !lines.is_sorted_by(|a, b| a.number + 1 == b.number) {
            return Err(MietteError::OutOfBounds);
        }
        let whole = lines[0].span.cover(lines[lines.len() - 1].span);
        let mark = self.marks.iter().find(|mark| mark.shown.start == start);
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            &self.text.as_bytes()[whole.start..whole.end],
            (whole.start, whole.len()).into(),
            lines[0].number - 1,
            mark.map_or(0, |mark| mark.position.column - 1),
            lines.len(),
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, spans: &[Span]) -> Vec<(String, String)> {
        let source = Source::from_text("a.txt", text);
        let excerpt = Excerpt::new(&source, spans);
        let part = |n: usize| {
            let span = excerpt.shown(n);
            let line = excerpt.lines.iter().find(|line| line.span.end > span.offset()).unwrap();
            let mark = &excerpt.text[span.offset()..span.offset() + span.len()];
            (excerpt.text[line.span.start..line.span.end].to_string(), mark.to_string())
        };
        (0..spans.len()).map(part).collect()
    }

    fn pair(line: &str, mark: &str) -> (String, String) {
        (format!("{line}\n"), mark.to_string())
    }

    #[test]
    fn long_lines_are_cropped_on_character_boundaries() {
        let text = format!("{}Allaince’s{}", "é ".repeat(100), " ü".repeat(100));
        let at = text.find("Allaince").unwrap();
        let line = format!("…{}Allaince’s{}…", "é ".repeat(20), " ü".repeat(20));
        assert_eq!(shown(&text, &[Span::new(at, at + 12)]), [pair(&line, "Allaince’s")]);
    }

    #[test]
    fn spans_behind_the_text_are_drawn_at_its_end() {
        assert_eq!(shown("abc\n\n\nx", &[Span::new(3, 6)]), [pair("abc", "")]);
        assert_eq!(shown("abc\n", &[Span::new(4, 4)]), [pair("abc", "")]);
        assert_eq!(shown("abc", &[Span::new(90, 99)]), [pair("abc", "")]);
        assert_eq!(shown("", &[Span::at(0)]), [pair("", "")]);
    }

    #[test]
    fn spans_over_several_lines_show_the_first() {
        assert_eq!(shown("one\ntwo\n", &[Span::new(0, 7)]), [pair("one", "one")]);
        let long = "x".repeat(200);
        assert_eq!(shown(&long, &[Span::new(0, 200)])[0].1.len(), WITHIN);
    }

    #[test]
    fn control_characters_are_pictures() {
        let text = "a\u{1b}[2Jb";
        assert_eq!(shown(text, &[Span::new(5, 6)]), [pair("a␛[2Jb", "b")]);
    }

    #[test]
    fn columns_are_those_of_the_document() {
        let text = format!("x\n{}y", "é".repeat(500));
        let source = Source::from_text("a.txt", text);
        let end = source.text().len();
        let excerpt = Excerpt::new(&source, &[Span::new(end - 1, end)]);
        let contents = excerpt.read_span(&excerpt.shown(0), 0, 0).unwrap();
        assert_eq!((contents.line(), contents.column()), (1, 500));
    }
}
