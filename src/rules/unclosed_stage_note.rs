//! Stage notes without a closing bracket.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::shared::prose::{marks, within};

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

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    if !document.source.has_mark(b'(') && !document.source.has_mark(b'[') {
        return;
    }
    for (_, block) in document.body() {
        // Labels with their roles in brackets are not notes.
        let (span, text) = (block.prose(), document.text(block.prose()));
        for (at, bracket) in marks(document, span).filter(|(_, mark)| matches!(mark, '(' | '[')) {
            let inner = &text[at + 1..];
            let Some(words) = note(document, inner) else { continue };
            if !is_closed(inner, bracket) {
                let span = within(span.start, at, at + 1 + words);
                findings.push(unclosed(document, span, &inner[..words], bracket));
            }
        }
    }
}

/// The length of the stage note at the start of a text.
fn note(document: &Document, text: &str) -> Option<usize> {
    let is_it = |note: &&str| {
        let ends = !text.get(note.len()..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        text.get(..note.len()).is_some_and(|words| words.eq_ignore_ascii_case(note)) && ends
    };
    if !text.starts_with(char::is_alphabetic) {
        return None;
    }
    let known = document.profile.notes.iter().map(String::as_str);
    let known = known.filter(|note| note.starts_with(char::is_alphabetic));
    let of_language = document.profile.words().stage_notes.iter();
    known.filter(is_it).map(str::len).chain(of_language.filter(is_it).map(str::len)).max()
}

/// Whether the bracket is closed before the next one opens.
fn is_closed(inner: &str, bracket: char) -> bool {
    let close = if bracket == '(' { ')' } else { ']' };
    let next = inner.find([close, '(', '[']);
    next.is_some_and(|at| inner[at..].starts_with(close))
}

fn unclosed(document: &Document, span: Span, words: &str, bracket: char) -> Diagnostic {
    let close = if bracket == '(' { ")" } else { "]" };
    let help = "add the bracket where the speaker continues";
    let finding = Diagnostic::new(span, format!("the stage note `{words}` is not closed"))
        .label("opens here")
        .help(help);
    if document.profile.words().whole_notes.has(words) {
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
