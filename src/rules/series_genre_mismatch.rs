//! Series labels of another document type.

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::rule::{Context, Findings, rule};

rule! {
    /// Series labels that belong to another document type.
    ///
    /// The update line of a `Morning Briefing` says `Background Briefings`. A corpus that is divided by series has the
    /// document in the wrong part.
    ///
    /// The rule reports this only if the document type is the exact name of another series of the family, and the two
    /// differ only in the word before the last. A press conference among `NATO Speeches` and a speech among
    /// `NATO Press Releases` are common on such sites, and the rule is silent. It may be wrong where the error is in
    /// the document type.
    ///
    /// There is no fix: the text does not show which of the two is right.
    "series-genre-mismatch": Header, Warn, Never, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let header = &document.header;
    let (Some(series), Some(genre)) = (header.series, header.genre) else { return };
    let (label, kind) = (document.source.fold(series), document.source.fold(genre.span));
    let is_named = |label: &str| names(label, &kind);
    let another =
        document.profile.series.iter().map(|known| known.label.as_str()).find(|known| is_named(known));
    let Some(another) = another.filter(|_| {
        !has_words_of(&label, &kind) && last_word(&label).is_some_and(|word| of_last(word, &kind))
    }) else {
        return;
    };
    findings.push(
        Diagnostic::new(series, format!("series `{label}` on a document of type `{kind}`"))
            .label("the series of other documents")
            .see(genre.span, "the document type")
            .help(format!("there is a series `{another}`; compare with the original page")),
    );
}

/// Whether a series is named after a document type: `Morning Briefings` and `Morning Briefing`.
fn names(label: &str, kind: &str) -> bool {
    singular(label).eq_ignore_ascii_case(singular(kind))
}

/// Whether a label ends with the words of a document type: `NATO Speeches` and `Speech`.
fn has_words_of(label: &str, kind: &str) -> bool {
    let (label, kind) = (singular(label).to_lowercase(), singular(kind).to_lowercase());
    label.strip_suffix(&kind).is_some_and(|before| before.is_empty() || before.ends_with(' '))
}

fn of_last(word: &str, kind: &str) -> bool {
    last_word(kind).is_some_and(|last| names(word, last))
}

fn last_word(text: &str) -> Option<&str> {
    text.split_whitespace().next_back()
}

fn singular(text: &str) -> &str {
    let stem = text.strip_suffix('s').unwrap_or(text);
    // `Speeches` is not a plural of `Speeche`.
    stem.strip_suffix("che").map_or(stem, |_| &stem[..stem.len() - 1])
}
