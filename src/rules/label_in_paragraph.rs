//! Speaker labels inside a paragraph.

use std::collections::HashSet;

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::{Document, Kind};
use crate::profile::Profile;
use crate::rule::{Context, Findings, rule};
use crate::source::{LineEnding, Span};

use super::shared::labels::labels;
use super::shared::prose::{marks, within};

rule! {
    /// Speaker labels inside a paragraph.
    ///
    /// The words after the label are attributed to the speaker of the paragraph but were said by someone else.
    ///
    /// The rule looks after the end of a sentence for a label that occurs elsewhere in the document, for the label of a
    /// question, and for an honorific and a name in capitals: `MR. BOUCHER:`. It is silent in documents without speaker
    /// labels. It may be wrong where a speaker reads out a dialogue.
    ///
    /// The fix starts a new paragraph at the label. It needs `--unsafe-fixes`.
    "label-in-paragraph": Speech, Warn, Unsafe, since "0.1.0"
}

/// The most words in a label.
const MOST_WORDS: usize = 8;

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let known: HashSet<&str> = labels(document)
        .map(|label| document.text(label.span).trim_end_matches([':', '：']).trim_end())
        .filter(|label| label.len() > 1)
        .collect();
    if known.is_empty() && labels(document).next().is_none() {
        return;
    }
    let questions = &document.profile.speakers.questions;
    let is_label = |words: &str| {
        known.contains(words)
            || questions.iter().any(|word| word == words)
            || is_honoured(words, document.profile)
    };
    let blocks = document.blocks.iter();
    for block in blocks.filter(|block| matches!(block.kind, Kind::Utterance | Kind::Paragraph)) {
        let (span, text) = (block.prose(), document.text(block.prose()));
        for (colon, _) in marks(document, span).filter(|(_, mark)| *mark == ':') {
            let is_end = text[colon + 1..].starts_with(char::is_whitespace);
            let Some(start) = is_end.then(|| start(&text[..colon], is_label)).flatten() else { continue };
            let label = within(span.start, start, colon + 1);
            let gap = within(span.start, text[..start].trim_end().len(), start);
            findings.push(found(document, label, gap));
        }
    }
}

/// The start of the label before a colon: after the end of a sentence.
fn start(before: &str, is_label: impl Fn(&str) -> bool) -> Option<usize> {
    let floor = before.char_indices().rev().nth(120).map_or(0, |(at, _)| at);
    let near = &before[floor..];
    let gaps = near.char_indices().rev().filter(|(_, c)| c.is_whitespace());
    let starts = gaps.map(|(at, c)| floor + at + c.len_utf8()).take(MOST_WORDS);
    let ends_sentence = |at: &usize| {
        let text = before[..*at].trim_end();
        text.trim_end_matches(['”', '"', ')', '’']).ends_with(['.', '?', '!', '…'])
    };
    starts.filter(ends_sentence).find(|at| is_label(before[*at..].trim_end()))
}

/// `MR. BOUCHER`: an honorific and capitals.
fn is_honoured(words: &str, profile: &Profile) -> bool {
    let mut words = words.split_whitespace();
    let is_capital = |word: &str| word.len() > 1 && !word.chars().any(char::is_lowercase);
    let first = words.next().unwrap_or_default();
    let is_title = profile.byline.honorifics.iter().any(|title| {
        title.trim_end_matches('.').eq_ignore_ascii_case(first.trim_end_matches('.')) && title.len() < 5
    });
    let rest: Vec<&str> = words.collect();
    is_title && is_capital(first) && (1..=3).contains(&rest.len()) && rest.into_iter().all(is_capital)
}

fn found(document: &Document, label: Span, gap: Span) -> Diagnostic {
    let name = document.source.fold(label).into_owned();
    let blank = if document.source.line_ending() == LineEnding::CrLf { "\r\n\r\n" } else { "\n\n" };
    Diagnostic::new(label, format!("speaker label `{name}` inside a paragraph"))
        .label("a different speaker")
        .help("start a new paragraph here")
        .fix(Fix::replace(format!("start a new paragraph at `{name}`"), Applicability::Unsafe, gap, blank))
}
