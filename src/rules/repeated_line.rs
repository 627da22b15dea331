//! Lines and paragraphs that stand there twice.

use std::collections::HashMap;

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::{Block, Document, Kind};
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

rule! {
    /// A line of the header, or a paragraph, stands there twice.
    ///
    /// Web pages say their title in two places, and a paragraph is pasted twice by accident. What is said twice is
    /// counted twice.
    ///
    /// The rule compares the lines of the header that fill a field, and each paragraph with the one before it, if it has 40
    /// characters at least: short ones such as `Thank you.` are said twice by people. It may be wrong about a refrain, and
    /// about a place that is the occasion's and the speaker's.
    ///
    /// The fix deletes the second one, unless the repetitions go on below the header. It wants `--unsafe-fixes`, for the first one may be the one too many.
    "repeated-line": Header, Warn, Unsafe, since "0.1.0"
}

/// Paragraphs that are shorter may be said twice on purpose.
const SHORTEST: usize = 40;

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let repetitions = header_repetitions(document);
    let goes_on = goes_on(document, &repetitions);
    findings.extend(repetitions.into_iter().map(|(first, again)| {
        let mut finding = found(document, first, again, "the line stands twice in the header", again.span);
        finding.fix.take_if(|_| goes_on);
        finding
    }));
    let mut above: Option<&Block> = None;
    for (_, block) in document.body() {
        if let Some(above) = above.filter(|above| is_same(document, above, block)) {
            let between = Span::new(above.span.end, block.span.start);
            let adjoins = document.text(between).trim().is_empty();
            let lines = if adjoins { between.cover(block.span) } else { block.span };
            findings.push(found(document, above, block, "the paragraph stands there twice", lines));
        }
        above = Some(block);
    }
}

/// Each line of the header that was there before, with the line that it repeats.
pub(super) fn header_repetitions<'d>(document: &'d Document) -> Vec<(&'d Block, &'d Block)> {
    let mut seen: HashMap<String, &Block> = HashMap::new();
    let header = document.blocks.iter().take_while(|block| !block.kind.is_body());
    let fields = header.filter(|block| is_field(block.kind));
    fields
        .filter_map(|block| {
            let text = document.source.fold(block.content).to_lowercase();
            let text = text.trim_end_matches([',', '.', ':']);
            match seen.get(text) {
                Some(first) => Some((*first, block)),
                None => {
                    seen.insert(text.to_string(), block);
                    None
                }
            }
        })
        .collect()
}

/// Whether the repetitions go on in the body. Then this is no header: a line that is deleted makes room for the next
/// one, and fixing would come to no end before the whole text is gone.
fn goes_on(document: &Document, repetitions: &[(&Block, &Block)]) -> bool {
    if repetitions.is_empty() {
        return false;
    }
    let Some((_, next)) = document.body().next() else { return false };
    let next = document.source.fold(next.content).to_lowercase();
    repetitions.iter().any(|(first, _)| document.source.fold(first.content).to_lowercase() == next)
}

fn is_field(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Update
            | Kind::Series
            | Kind::Date
            | Kind::Place
            | Kind::Genre
            | Kind::Title
            | Kind::Byline
            | Kind::Number
            | Kind::Unread
    )
}

fn is_same(document: &Document, above: &Block, block: &Block) -> bool {
    // Unlike lengths are the rule, but for white space.
    block.kind == above.kind
        && block.content.len().abs_diff(above.content.len()) <= 16
        && block.content.len() >= SHORTEST
        && document.source.fold(block.content) == document.source.fold(above.content)
}

fn found(document: &Document, first: &Block, again: &Block, message: &str, lines: Span) -> Diagnostic {
    let line = document.source.line_at(first.content.start);
    // The second one takes its line end along, so the one before it must keep its own.
    let mut lines = lines;
    let text = document.source.text();
    if !text[..lines.end].ends_with('\n') {
        let kept = &text[..lines.start];
        let kept = kept.strip_suffix('\n').map_or(kept, |kept| kept.strip_suffix('\r').unwrap_or(kept));
        lines.start = kept.len();
    }
    Diagnostic::new(again.content, message)
        .label(format!("the same as line {line}"))
        .see(first.content, "the first time")
        .help("delete one of the two")
        .fix(Fix::replace("delete the second one", Applicability::Unsafe, lines, ""))
}
