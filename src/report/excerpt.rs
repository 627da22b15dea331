//! The lines of a finding, cropped: what miette draws instead of the document.
//!
//! A document here has one paragraph per line, so full lines would fill the screen. miette's own reading of a text
//! walks from its first byte for every finding, counts columns in bytes, draws no label at the end of the text and
//! panics after it. An excerpt is small, built from the line index, and has none of these problems.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::visible;
use crate::source::{Position, Source, Span};
use crate::visible::{needs_escape, push_visible};

/// Columns of text in a line: with two ellipses and the line number it fits a page of 100.
const PAGE: usize = 90;

/// The most columns shown on each side of a span.
const BESIDE: usize = 40;

/// Columns shown of a span, or of spans that are close together.
const WITHIN: usize = 60;

/// Lines of a document, cropped around the spans that are shown on them.
#[derive(Debug)]
pub(super) struct Excerpt {
    name: String,
    text: String,
    lines: Vec<Line>,
    marks: Vec<Option<Mark>>,
}

/// A line of the excerpt, with its line ending.
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
    /// The lines of the spans, the first of which is that of the finding. The n-th of [`Excerpt::shown`] is the new
    /// position of the n-th span.
    pub(super) fn new(source: &Source, spans: &[Span]) -> Self {
        let mut excerpt = Self {
            name: visible(source.path()).into_string(),
            text: String::new(),
            lines: Vec::new(),
            marks: Vec::new(),
        };
        let mut order: Vec<usize> = (0..spans.len()).collect();
        order.sort_by_key(|at| spans[*at]);
        excerpt.marks.resize_with(spans.len(), || None);
        let line_of = |at: &usize| source.line_at(spans[*at].start.min(source.text().len()));
        for group in order.chunk_by(|a, b| line_of(a) == line_of(b)) {
            excerpt.push_line(source, line_of(&group[0]), group, spans);
        }
        excerpt
    }

    /// The n-th span within the excerpt; `None` if it is too far away on the line of another.
    pub(super) fn shown(&self, n: usize) -> Option<SourceSpan> {
        let span = self.marks[n].as_ref()?.shown;
        Some((span.start, span.len()).into())
    }

    /// Adds one line, cropped around the spans of the group that begins on it.
    fn push_line(&mut self, source: &Source, number: usize, group: &[usize], spans: &[Span]) {
        let line = source.line_span(number);
        let cut = |at: &usize| clip(source, line, spans[*at]);
        let window = widen(source, line, together(source, group.iter().map(cut), cut(lead(group))));
        let inside: Vec<usize> = group.iter().copied().filter(|at| window.contains(cut(at))).collect();
        let start = self.text.len();
        if window.start > line.start {
            self.text.push('…');
        }
        let shown = self.push_visible_text(source.slice(window), window.start, &inside, |at| cut(&at));
        if window.end < line.end {
            self.text.push('…');
        }
        self.text.push('\n');
        self.lines.push(Line { number, span: Span::new(start, self.text.len()) });
        for (at, shown) in shown {
            self.marks[at] = Some(Mark { shown, position: source.position(spans[at].start) });
        }
    }

    /// Adds text that begins at `offset` of the document, and records the new positions of the group's spans.
    fn push_visible_text(
        &mut self,
        text: &str,
        offset: usize,
        group: &[usize],
        span_of: impl Fn(usize) -> Span,
    ) -> Vec<(usize, Span)> {
        let mut shown: Vec<(usize, Span)> = group.iter().map(|at| (*at, Span::at(usize::MAX))).collect();
        let spans: Vec<Span> = group.iter().map(|at| span_of(*at)).collect();
        let mut mark = |at: usize, here: usize| {
            for ((_, place), span) in shown.iter_mut().zip(&spans) {
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

/// The span that a line is cropped around: that of the finding, or else the first.
fn lead(group: &[usize]) -> &usize {
    group.iter().find(|at| **at == 0).unwrap_or(&group[0])
}

/// The leading span with those close to it.
fn together(source: &Source, spans: impl Iterator<Item = Span>, lead: Span) -> Span {
    spans.fold(lead, |sum, span| {
        let both = sum.cover(span);
        if fitting(source.slice(both).chars(), WITHIN) == both.len() { both } else { sum }
    })
}

/// The part of a span that is shown: on its first line, and not too long. A span after the text of the line, in its
/// line ending or in blank lines after it, becomes the end of the text.
fn clip(source: &Source, line: Span, span: Span) -> Span {
    let start = span.start.clamp(line.start, line.end);
    let end = span.end.clamp(start, line.end);
    Span::new(start, start + fitting(source.slice(Span::new(start, end)).chars(), WITHIN))
}

/// The span with some text on each side, or the line if it is short. An ellipsis never replaces a single character.
fn widen(source: &Source, line: Span, span: Span) -> Span {
    if fitting(source.slice(line).chars(), PAGE) == line.len() {
        return line;
    }
    let beside = BESIDE.min((PAGE - source.slice(span).chars().map(columns).sum::<usize>()) / 2);
    let before = source.slice(Span::new(line.start, span.start));
    let after = source.slice(Span::new(span.end, line.end));
    let start = before.len() - fitting(before.chars().rev(), beside);
    let end = fitting(after.chars(), beside);
    let single = |text: &str| text.chars().nth(1).is_none();
    let start = if single(&before[..start]) { 0 } else { start };
    let end = if single(&after[end..]) { after.len() } else { end };
    Span::new(line.start + start, span.end + end)
}

/// The length in bytes of the characters that fit into this many columns.
fn fitting(characters: impl Iterator<Item = char>, limit: usize) -> usize {
    let widths = characters.scan(0, |sum, c| {
        *sum += columns(c);
        (*sum <= limit).then_some(c.len_utf8())
    });
    widths.sum()
}

/// The number of columns of a character when it is escaped. East Asian characters and pictures are wide.
fn columns(c: char) -> usize {
    match c {
        _ if needs_escape(c) && c > '\x7f' => format!("⟨{:X}⟩", c as u32).chars().count(),
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => 2,
        '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' => 2,
        '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

impl SourceCode for Excerpt {
    /// The lines that the span covers. Lines that are not adjacent in the document are rejected together, so that
    /// miette shows them apart.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        // No mark covers a line ending, so an offset after one is on the next line, even for an empty mark.
        let line_at = |at: usize| self.lines.partition_point(|line| line.span.end <= at);
        let (first, last) = (line_at(start), line_at(end));
        let lines = self.lines.get(first..=last).ok_or(MietteError::OutOfBounds)?;
        if !lines.is_sorted_by(|a, b| a.number + 1 == b.number) {
            return Err(MietteError::OutOfBounds);
        }
        let whole = lines[0].span.cover(lines[lines.len() - 1].span);
        let mark = self.marks.iter().flatten().find(|mark| mark.shown.start == start);
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
            let span = excerpt.shown(n).unwrap();
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
        let contents = excerpt.read_span(&excerpt.shown(0).unwrap(), 0, 0).unwrap();
        assert_eq!((contents.line(), contents.column()), (1, 500));
    }

    #[test]
    fn what_stands_far_away_on_the_line_is_left_out() {
        let text = format!("“{}” {}“", "x ".repeat(20), "y ".repeat(200));
        let source = Source::from_text("a.txt", &text);
        let (near, far) = (text.find('”').unwrap(), text.len() - 3);
        let spans = [Span::new(0, 3), Span::new(near, near + 3), Span::new(far, far + 3)];
        let excerpt = Excerpt::new(&source, &spans);
        let is_shown: Vec<bool> = (0..3).map(|n| excerpt.shown(n).is_some()).collect();
        assert_eq!(is_shown, [true, true, false]);
    }

    #[test]
    fn a_line_is_never_wider_than_the_page() {
        for c in ['x', 'é', '漢', '\u{202e}', '\t'] {
            let source = Source::from_text("a.txt", c.to_string().repeat(500));
            for length in [0, 1, 30, 59, 60, 61, 300] {
                let (start, end) = (100 * c.len_utf8(), (100 + length) * c.len_utf8());
                let excerpt = Excerpt::new(&source, &[Span::new(start, end), Span::new(0, start)]);
                let wide: usize = excerpt.text.trim_end().chars().map(columns).sum();
                assert!(wide <= PAGE + 2, "{wide} columns for {length} times {c:?}");
            }
        }
    }
}
