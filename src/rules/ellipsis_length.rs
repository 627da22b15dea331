//! Ellipses of two, four or more full stops.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::prose::{beside, has_text, is_address, marks, prose, within};

rule! {
    /// An ellipsis inside a sentence has two, four or more full stops.
    ///
    /// Three full stops say that a speaker falters; four say that a sentence ends there as well. Who counts sentences, or
    /// looks for `...`, is led astray.
    ///
    /// The rule looks at what follows: four full stops before a capital or the end of a paragraph are right. Rows of
    /// dots that lead the eye in a table are left alone. It may be wrong where a sentence begins with a small letter.
    ///
    /// The fix writes `...`. It is safe where four stand between two small letters, and wants `--unsafe-fixes` elsewhere.
    "ellipsis-length": Typography, Warn, Safe, since "0.1.0"
}

/// Longer rows lead the eye.
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

/// Whether a sentence goes on behind the dots.
fn is_inside(text: &str, start: usize, end: usize) -> bool {
    let rest = text[end..].trim_start_matches(' ');
    let is_spaced = text[..start].ends_with(". ") || rest.starts_with('.');
    // `..` apart from a word is a folder, or something else.
    let before = if end - start == 2 { &text[..start] } else { text[..start].trim_end_matches(' ') };
    let is_after_word = before.ends_with(|c: char| c.is_alphanumeric() || c == ',');
    is_after_word && !is_spaced && rest.starts_with(|c: char| c.is_lowercase() || c == ',')
}

fn wrong(text: &str, span: Span, start: usize, count: usize) -> Diagnostic {
    let (before, _) = beside(text, start, start + count);
    let is_sure = count == 4 && before.is_some_and(char::is_lowercase);
    let trust = if is_sure { Applicability::Safe } else { Applicability::Unsafe };
    let number = ["two", "three", "four", "five", "six"][count - 2];
    Diagnostic::new(span, format!("an ellipsis inside a sentence has {number} full stops"))
        .label("three are usual")
        .help("write `...`")
        .fix(Fix::replace("write `...`", trust, span, "..."))
}
