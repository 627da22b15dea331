//! Doubled punctuation marks.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::shared::prose::{beside, is_address, marks, prose, within};

rule! {
    /// Doubled commas, semicolons and full stops.
    ///
    /// Programs that split a text into sentences take the second mark for an empty sentence.
    ///
    /// The rule looks at two equal marks, with or without a space between them. An ellipsis is left alone, whether
    /// written `...` or `. . .`, and two full stops before a lower-case letter are left to [ellipsis-length]. Two
    /// commas before a word may be the low quotation mark of another language and are left alone too.
    ///
    /// The fix keeps one mark. It is safe.
    ///
    /// [ellipsis-length]: ellipsis-length.md
    "doubled-punctuation": Typography, Warn, Safe, since "0.1.0", needs Letters
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    for (_, span, text) in prose(document) {
        let mut from = 0;
        for (start, mark) in marks(document, span).filter(|(_, mark)| matches!(mark, ',' | ';' | '.')) {
            if start < from {
                continue;
            }
            let run = Run::at(text, start, mark);
            from = run.end;
            if run.count == 2 && is_slip(text, mark, &run) {
                findings.push(doubled(mark, within(span.start, run.start, run.end)));
            }
        }
    }
}

/// Equal marks with at most one space before each.
struct Run {
    start: usize,
    end: usize,
    count: usize,
}

impl Run {
    fn at(text: &str, start: usize, mark: char) -> Self {
        let mut run = Run { start, end: start + 1, count: 1 };
        loop {
            let rest = &text[run.end..];
            let spaced = rest.strip_prefix(' ').unwrap_or(rest);
            let Some(after) = spaced.strip_prefix(mark) else { return run };
            run.end = text.len() - after.len();
            run.count += 1;
        }
    }
}

fn is_slip(text: &str, mark: char, run: &Run) -> bool {
    let (before, after) = beside(text, run.start, run.end);
    let is_spaced = run.end - run.start > 2;
    let ends_word = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | '"' | '”' | '’'));
    // `7 Oct. . 2005` is left to malformed-date, and `word .. word` is half an ellipsis.
    let goes_on = text[run.end..].trim_start_matches(' ').starts_with(|c: char| match mark {
        '.' => c.is_lowercase() || c.is_ascii_digit(),
        _ => false,
    });
    let is_glued = after.is_some_and(char::is_alphanumeric) && (mark != ',' || is_spaced);
    ends_word && !goes_on && !is_glued && after != Some('…') && !is_address(text, run.start)
}

fn doubled(mark: char, span: Span) -> Diagnostic {
    let name = match mark {
        ',' => "comma",
        ';' => "semicolon",
        _ => "full stop",
    };
    Diagnostic::new(span, format!("doubled {name}"))
        .label("one is enough")
        .help(format!("write one {name}"))
        .fix(Fix::replace(format!("write one {name}"), Applicability::Safe, span, mark.to_string()))
}
