//! Characters that a scanner took for others.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::language::Language;
use crate::lexicon::{Sign, split_possessive};
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::shared::passage::Passage;
use super::shared::prose::{is_address, is_foreign, marks, prose};
use super::shared::scanned::{is_pronoun, misread_word, ordinal};

rule! {
    /// Characters that a scanner took for others: `|` for `I`, `79'"` for `79th`, `govemment`.
    ///
    /// Text recognition reads shapes. `| thank you` has lost its subject, and nobody who searches for the `79th Session`
    /// finds `79'" Session`.
    ///
    /// The rule reports a bar alone before a word in lower case or in capitals, at the beginning of a line or after a word,
    /// unless the document has a table; and quotation marks, `™` or `°` after a number of at most three digits
    /// before a month or a word that ordinal numbers go with (`Session`, `anniversary`). It reports a word that no dictionary
    /// has if it becomes one where letters of the same shape are put for others (`rn` for `m`, `li` for `h`, `l` for a `I`
    /// among small letters). All are looked for in English alone. Digits inside words are reported by `digit-in-word`,
    /// other misread words by `misspelling`.
    ///
    /// The fix writes what was meant. It needs `--unsafe-fixes`.
    "ocr-confusion": Spelling, Warn, Unsafe, since "0.1.0", needs Words
}

fn check(document: &Document, context: &Context, findings: &mut Findings) {
    if document.profile.language() != Language::ENGLISH {
        return;
    }
    words(document, context, findings);
    let has_bars = document.source.has_mark(b'|') && !has_table(document);
    for (_, span, text) in prose(document) {
        let found = in_prose(document, (span, text), has_bars);
        // Few paragraphs have any, and to look at the language of all costs more than the rest of the rule.
        if !found.is_empty() && !is_foreign(text, document.profile.words()) {
            findings.extend(found);
        }
    }
}

/// `govemment`, `weIl`
fn words(document: &Document, context: &Context, findings: &mut Findings) {
    let lists = document.profile.words();
    for spelling in context.spellings(&[Sign::Suspect, Sign::InnerCapital]) {
        let word = document.text(spelling.first);
        let is_known = || {
            context.known.accepts(word)
                || context.known.rejects(word)
                || context.lexicon.suspect(word).is_some_and(|suspect| suspect.corrections.is_some())
        };
        let Some(meant) = misread_word(context.lexicon, lists, word).filter(|_| !is_known()) else {
            continue;
        };
        let stem = split_possessive(word).0.len();
        for place in document.words().places(spelling) {
            let stem = Span::new(place.start, place.start + stem);
            if is_alone(document, stem) && !is_foreign_around(document, context, stem) {
                findings.push(found(
                    stem,
                    &format!("`{}`", document.text(stem)),
                    &meant,
                    &format!("`{meant}`"),
                ));
            }
        }
    }
}

/// Whether a word is no part of an address or a file name.
fn is_alone(document: &Document, word: Span) -> bool {
    let text = document.source.text();
    !is_address(text, word.start)
        && !text[..word.start].ends_with(['-', '\'', '’', '.', '_', '#', '@'])
        && !text[word.end..].starts_with(['-', '_', '@'])
}

fn is_foreign_around(document: &Document, context: &Context, word: Span) -> bool {
    Passage::around(document, context.lexicon, word).is_foreign()
}

fn in_prose(document: &Document, (span, text): (Span, &str), has_bars: bool) -> Vec<Diagnostic> {
    let (mut from, mut all) = (0, Vec::new());
    for (at, mark) in marks(document, span) {
        if at < from {
            continue;
        }
        let place = |len| Span::new(span.start + at, span.start + at + len);
        if mark == '|' && has_bars && is_pronoun(text, at) {
            all.push(found(place(1), "`|`", "I", "the pronoun"));
        } else if text[..at].ends_with(|c: char| c.is_ascii_digit())
            && let Some(ordinal) = ordinal(text, at, document.profile.words())
        {
            from = at + ordinal.len;
            let written = format!("`{}`", &text[at..from]);
            all.push(found(place(ordinal.len), &written, ordinal.suffix, "the end of an ordinal number"));
        }
    }
    all
}

/// Whether a line of the document has bars as tables have them.
fn has_table(document: &Document) -> bool {
    document.source.text().lines().any(|line| line.matches('|').count() >= 3)
}

fn found(place: Span, written: &str, meant: &str, what: &str) -> Diagnostic {
    Diagnostic::new(place, format!("{written} in place of {what}"))
        .label("misread by a scanner")
        .help(format!("write `{meant}`"))
        .fix(Fix::replace(format!("replace {written} with `{meant}`"), Applicability::Unsafe, place, meant))
}
