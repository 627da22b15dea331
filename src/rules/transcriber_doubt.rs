//! Marks of doubt left by the transcriber.

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::shared::prose::{marks, prose, within};

rule! {
    /// Words that the transcriber was not sure of.
    ///
    /// `Pravda(?)` means that the name may be another one. Anyone who quotes the document should know, and a program
    /// that collects names may want to skip this one.
    ///
    /// The rule looks for `(?)`, `(phon)`, `(ph)`, `(sp?)` and the like, and for `[sic]`, which confirms a word that
    /// looks wrong. It may be wrong about a question mark that is meant ironically.
    ///
    /// There is no fix: a sound recording may help.
    "transcriber-doubt": Speech, Info, Never, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    if !document.source.has_mark(b'(') && !document.source.has_mark(b'[') {
        return;
    }
    for (_, span, text) in prose(document) {
        for (at, _) in marks(document, span).filter(|(_, mark)| matches!(mark, '(' | '[')) {
            let inner = &text[at + 1..];
            let near = inner.char_indices().nth(10).map_or(inner, |(end, _)| &inner[..end]);
            let Some(end) = near.find([')', ']']) else { continue };
            let mark = near[..end].trim().to_lowercase();
            if document.profile.words().doubt_marks.has(&mark) {
                let start = word_before(&text[..at]);
                findings.push(doubt(
                    document,
                    within(span.start, start, at + end + 2),
                    mark.starts_with("sic"),
                ));
            }
        }
    }
}

/// The start of the word that a text ends with.
fn word_before(text: &str) -> usize {
    const LONGEST: usize = 40;
    let text_end = text.trim_end();
    let is_letter = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
    let length: usize = text_end.chars().rev().take(LONGEST).take_while(is_letter).map(char::len_utf8).sum();
    text_end.len() - length
}

fn doubt(document: &Document, span: Span, is_vouched: bool) -> Diagnostic {
    let words = document.source.fold(span).into_owned();
    if is_vouched {
        return Diagnostic::new(span, format!("`{words}` is marked as in the original"))
            .label("confirmed")
            .help("leave the word as it is");
    }
    Diagnostic::new(span, format!("the transcriber was not sure of `{words}`"))
        .label("mark of doubt")
        .help("compare with a recording or another report")
}
