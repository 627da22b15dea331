//! Unfilled placeholders.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Block, Document, Kind};
use crate::rule::{Context, Findings, rule};
use crate::source::Span;
use crate::text::offset_in;

use super::shared::prose::has_text;

rule! {
    /// Placeholders that were never filled in.
    ///
    /// `Press Release [number]` was sent out before the number was known. A reader takes the placeholder for the number
    /// of the document; a program certainly does.
    ///
    /// The rule knows `[number]`, `[date]`, `[name]` and the like in square brackets, rows of `X` that are not a Roman
    /// numeral, `TBD` and `TBC`, and the beginning of the dummy text `Lorem ipsum`. In the body, everything but the
    /// dummy text is information: there an editor may have removed a name on purpose, and a programme may say that a
    /// time is to be confirmed.
    ///
    /// There is no fix: the missing words are not in the text.
    "placeholder-text": Header, Warn, Never, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let has_words = ["XXX", "xxx", "TB"].into_iter().any(|letters| has_text(document, letters));
    let has_dummy = has_text(document, &DUMMY[1..]);
    if !has_words && !has_dummy && !document.source.has_mark(b'[') {
        return;
    }
    for block in &document.blocks {
        if matches!(block.kind, Kind::Blank | Kind::Residue(_) | Kind::Footer) {
            continue;
        }
        let text = document.text(block.content);
        if document.source.has_mark(b'[') {
            findings.extend(bracketed(document, text).map(|(at, words)| found(block, at, words)));
        }
        let written = has_words.then(|| words(text)).into_iter().flatten();
        findings.extend(written.map(|(at, word)| found(block, at, word)));
        findings.extend(dummy(text).filter(|_| has_dummy).map(|at| {
            let span = Span::new(block.content.start + at, block.content.start + at + DUMMY.len());
            Diagnostic::new(span, "dummy text in place of real text")
                .label("never replaced")
                .help("look it up in the original")
        }));
    }
}

/// `[number]`, including the brackets.
fn bracketed<'t>(document: &Document, text: &'t str) -> impl Iterator<Item = (usize, &'t str)> {
    let known = &document.profile.words().placeholders;
    text.match_indices('[').filter_map(|(at, _)| {
        let inner = &text[at + 1..];
        let end = inner.bytes().take(24).position(|byte| byte == b']')?;
        let words = inner[..end].trim();
        let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
        let is_placeholder = known.has(words) || first.eq_ignore_ascii_case("insert") && known.has(rest);
        is_placeholder.then(|| (at, &text[at..at + end + 2]))
    })
}

/// `XXXX`, `TBD`
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !c.is_alphanumeric()).filter_map(move |word| {
        let at = offset_in(text, word);
        let row = word.len() >= 3
            && (word.bytes().all(|byte| byte == b'X') || word.bytes().all(|byte| byte == b'x'));
        // `the XXX Olympic Games`
        let roman = word == "XXX" && text[at + word.len()..].starts_with([' ', '\u{a0}']) && {
            let next = text[at + word.len()..].trim_start();
            next.starts_with(char::is_alphabetic)
        };
        (matches!(word, "TBD" | "TBC") || row && !roman).then_some((at, word))
    })
}

const DUMMY: &str = "Lorem ipsum";

fn dummy(text: &str) -> Option<usize> {
    let find = |words: &str| memchr::memmem::find(text.as_bytes(), words.as_bytes());
    find(DUMMY).or_else(|| find("lorem ipsum"))
}

fn found(block: &Block, at: usize, words: &str) -> Diagnostic {
    let start = block.content.start + at;
    let finding =
        Diagnostic::new(Span::new(start, start + words.len()), format!("`{words}` is a placeholder"))
            .label("never filled in")
            .help("look it up in the original");
    if block.kind.is_body() { finding.at_most(Severity::Info) } else { finding }
}
