//! Ellipses of two, four or more full stops.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::shared::prose::{beside, has_text, is_address, marks, prose, within};

rule! {
    /// Ellipses inside a sentence with two, four or more full stops.
    ///
    /// Three full stops show that a speaker falters; four show that a sentence ends there as well. A program that
    /// counts sentences or looks for `...` is misled.
    ///
    /// The rule looks at what follows: four full stops before a capital or at the end of a paragraph are right. Dot
    /// leaders in tables are left alone. It may be wrong where a sentence begins with a lower-case letter.
    ///
    /// The fix writes `...`. It is safe for four full stops between two lower-case letters and needs `--unsafe-fixes`
    /// elsewhere.
    "ellipsis-length": Typography, Warn, Safe, since "0.1.0"
}

/// Longer rows are dot leaders.
const LONGEST: usize = 6;

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    if !has_text(document, "..") {
        return;
    }
    for (_, span, text) in prose(document) {
        let mut from = 0;
        for (start, _) in marks(document, span).filter(|(_, mark)| *mark == '.') {
            if start < from || !text[start + 1..].starts_with('.') {
                continue;
            }
            let count = text[start..].bytes().take_while(|byte| *byte == b'.').count();
            from = start + count;
            if count != 3 && count <= LONGEST && is_inside(text, start, from) && !is_address(text, start) {
                findings.push(wrong(text, within(span.start, start, from), start, count));
            }
        }
    }
}

/// Whether a sentence continues after the dots.
fn is_inside(text: &str, start: usize, end: usize) -> bool {
    let rest = text[end..].trim_start_matches(' ');
    let is_spaced = text[..start].ends_with(". ") || rest.starts_with('.');
    // `..` on its own is a folder, or something else.
    let before = if end - start == 2 { &text[..start] } else { text[..start].trim_end_matches(' ') };
    let is_after_word = before.ends_with(|c: char| c.is_alphanumeric() || c == ',');
    is_after_word && !is_spaced && rest.starts_with(|c: char| c.is_lowercase() || c == ',')
}

fn wrong(text: &str, span: Span, start: usize, count: usize) -> Diagnostic {
    let (before, _) = beside(text, start, start + count);
    let is_sure = count == 4 && before.is_some_and(char::is_lowercase);
    let trust = if is_sure { Applicability::Safe } else { Applicability::Unsafe };
    let number = ["two", "three", "four", "five", "six"][count - 2];
    Diagnostic::new(span, format!("ellipsis of {number} full stops inside a sentence"))
        .label("usually three")
        .help("write `...`")
        .fix(Fix::replace("write `...`", trust, span, "..."))
}
