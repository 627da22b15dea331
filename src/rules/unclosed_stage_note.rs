//! Stage notes without a closing bracket.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::prose::{marks, within};

rule! {
    /// Stage notes without a closing bracket.
    ///
    /// Where a note ends decides which words were said and which were added by the transcriber.
    ///
    /// The rule looks for a bracket followed by the words of a stage note that the profile knows, and for the closing
    /// bracket in the same paragraph. It may be wrong where a note spans several paragraphs.
    ///
    /// The fix closes the note after its words if it is one of those that need no further words, such as `(inaudible`.
    /// It needs `--unsafe-fixes`. Other notes have no fix.
    "unclosed-stage-note": Speech, Warn, Unsafe, since "0.1.0"
}

/// Notes that need no further words.
const WHOLE: [&str; 8] =
    ["inaudible", "laughter", "applause", "crosstalk", "cross-talk", "unintelligible", "off mike", "phon"];

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    if !document.source.has_mark(b'(') && !document.source.has_mark(b'[') {
        return;
    }
    for (_, block) in document.body() {
        // Labels with their roles in brackets are not notes.
        let (span, text) = (block.prose(), document.text(block.prose()));
        for (at, bracket) in marks(document, span).filter(|(_, mark)| matches!(mark, '(' | '[')) {
            let inner = &text[at + 1..];
            let Some(words) = note(inner, &document.profile.notes) else { continue };
            if !is_closed(inner, bracket) {
                findings.push(unclosed(within(span.start, at, at + 1 + words), &inner[..words], bracket));
            }
        }
    }
}

/// The length of the stage note at the start of a text.
fn note(text: &str, notes: &[String]) -> Option<usize> {
    let is_it = |note: &&String| {
        let ends = !text.get(note.len()..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        text.get(..note.len()).is_some_and(|words| words.eq_ignore_ascii_case(note)) && ends
    };
    if !text.starts_with(char::is_alphabetic) {
        return None;
    }
    let known = notes.iter().filter(|note| note.starts_with(char::is_alphabetic));
    known.filter(is_it).map(String::len).max()
}

/// Whether the bracket is closed before the next one opens.
fn is_closed(inner: &str, bracket: char) -> bool {
    let close = if bracket == '(' { ')' } else { ']' };
    let next = inner.find([close, '(', '[']);
    next.is_some_and(|at| inner[at..].starts_with(close))
}

fn unclosed(span: Span, words: &str, bracket: char) -> Diagnostic {
    let close = if bracket == '(' { ")" } else { "]" };
    let help = "add the bracket where the speaker continues";
    let finding = Diagnostic::new(span, format!("the stage note `{words}` is not closed"))
        .label("opens here")
        .help(help);
    if WHOLE.contains(&words.to_lowercase().as_str()) {
        let fix = Fix::replace(
            format!("close the note after `{words}`"),
            Applicability::Unsafe,
            Span::at(span.end),
            close,
        );
        return finding.fix(fix);
    }
    finding
}
