//! Repeated lines and paragraphs.

use std::collections::BTreeSet;

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::{Block, Document};
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::shared::repetitions::header_repetitions;

rule! {
    /// Repeated header lines and paragraphs.
    ///
    /// Web pages show their title in two places, and paragraphs are pasted twice by accident. What is repeated is
    /// counted twice.
    ///
    /// The rule compares the header lines that fill a field, and each paragraph with the previous one if it has at
    /// least 60 characters and ends a sentence: short ones such as `Thank you.` may be said twice, and headings of a
    /// record are the same for each motion. Lines above the first speech that are a list of contents are left alone:
    /// there are too many of them for a header, dots lead to page numbers, or several of them are headings below. It may
    /// be wrong about a refrain, and about a place that is both the occasion's and the speaker's.
    ///
    /// The fix deletes the second one, unless the repetitions continue below the header. It needs `--unsafe-fixes`,
    /// since the first one may be the one to delete.
    "repeated-line": Header, Warn, Unsafe, since "0.1.0"
}

/// Shorter paragraphs may be repeated on purpose.
const SHORTEST: usize = 60;

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let mut repetitions = header_repetitions(document);
    if !repetitions.is_empty() && is_contents(document) {
        repetitions.clear();
    }
    let goes_on = goes_on(document, &repetitions);
    findings.extend(repetitions.into_iter().map(|(first, again)| {
        let mut finding = found(document, first, again, "the line is repeated in the header", again.span);
        finding.fix.take_if(|_| goes_on);
        finding
    }));
    let mut above: Option<&Block> = None;
    for (_, block) in document.body() {
        if let Some(above) = above.filter(|above| is_same(document, above, block)) {
            let between = Span::new(above.span.end, block.span.start);
            let adjoins = document.text(between).trim().is_empty();
            let lines = if adjoins { between.cover(block.span) } else { block.span };
            findings.push(found(document, above, block, "the paragraph is repeated", lines));
        }
        above = Some(block);
    }
}

/// Whether the lines above the first paragraph are a list of contents or the title page of a record, in which names and
/// headings are repeated.
fn is_contents(document: &Document) -> bool {
    /// No header has more lines.
    const MOST_LINES: usize = 24;
    /// Page numbers, or lines that are headings further down.
    const ENOUGH: usize = 3;
    let header = || document.blocks.iter().take_while(|block| !block.kind.is_body());
    let lines = || header().flat_map(|block| document.text(block.content).lines()).map(str::trim);
    let is_long = lines().filter(|line| !line.is_empty()).nth(MOST_LINES).is_some();
    if is_long || lines().filter(|line| has_leader(line)).nth(ENOUGH - 1).is_some() {
        return true;
    }
    let fold = |block: &Block| document.source.fold(block.content).to_lowercase();
    let mut entries: BTreeSet<String> = header().map(fold).collect();
    let longest = entries.iter().map(String::len).max().unwrap_or_default();
    // Spaces are folded, so a heading may be longer than its entry, but not by much.
    let headings = document.body().map(|(_, block)| block).filter(|block| block.content.len() <= longest * 2);
    headings.filter(|block| entries.remove(&fold(block))).nth(ENOUGH - 1).is_some()
}

/// Whether dots lead to a page number: `Communications . . . . 5643`.
fn has_leader(line: &str) -> bool {
    let end = line.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == ' ');
    let page = line[end.len()..].trim();
    let dots = end.len() - end.trim_end_matches(['.', ' ', '…']).len();
    dots >= 3 && page.len() <= 8 && page.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether the repetitions continue in the body. Then this is not a header: deleting a line makes room for the next
/// one, and fixing would not stop before the whole text is gone.
fn goes_on(document: &Document, repetitions: &[(&Block, &Block)]) -> bool {
    if repetitions.is_empty() {
        return false;
    }
    let Some((_, next)) = document.body().next() else { return false };
    let next = document.source.fold(next.content).to_lowercase();
    repetitions.iter().any(|(first, _)| document.source.fold(first.content).to_lowercase() == next)
}

fn is_same(document: &Document, above: &Block, block: &Block) -> bool {
    // Most lengths differ by more than white space.
    block.kind == above.kind
        && block.content.len().abs_diff(above.content.len()) <= 16
        && block.content.len() >= SHORTEST
        && ends_sentence(document.text(block.content))
        && document.source.fold(block.content) == document.source.fold(above.content)
}

/// Whether a paragraph is more than a heading or a speaker label.
fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['"', '”', '’', '»', ')', ']']);
    text.ends_with(['.', '!', '?', '…', '。'])
}

fn found(document: &Document, first: &Block, again: &Block, message: &str, lines: Span) -> Diagnostic {
    let line = document.source.line_at(first.content.start);
    // The second one is deleted with its line end, so the line before it must keep its own.
    let mut lines = lines;
    let text = document.source.text();
    if !text[..lines.end].ends_with('\n') {
        let kept = &text[..lines.start];
        let kept = kept.strip_suffix('\n').map_or(kept, |kept| kept.strip_suffix('\r').unwrap_or(kept));
        lines.start = kept.len();
    }
    Diagnostic::new(again.content, message)
        .label(format!("the same as line {line}"))
        .see(first.content, "first occurrence")
        .help("delete one of the two")
        .fix(Fix::replace("delete the second one", Applicability::Unsafe, lines, ""))
}
