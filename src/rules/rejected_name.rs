//! Spellings that the user's lexicon rejects.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::{Document, Kind};
use crate::lexicon::facts::Rejected;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::shared::prose::{is_address, is_foreign};

rule! {
    /// Spellings that your lexicon rejects.
    ///
    /// One place under two spellings is two places in every index. Your `lexicon.toml` says which spelling the corpus
    /// uses.
    ///
    /// The rule looks for the `rejected` spellings of your own lexicon in header, labels and body, and does nothing
    /// without one. A rejected name is found with its capitals or entirely in capitals, a rejected word in any case,
    /// both also with `’s`. Addresses and passages in other languages are skipped. It may be wrong where a document
    /// quotes another spelling on purpose.
    ///
    /// The fix writes the spelling of the lexicon, in the case of the text. It is safe if the entry has `safe = true`,
    /// and needs `--unsafe-fixes` otherwise.
    "rejected-name": Spelling, Warn, Safe, since "0.1.0"
}

fn check(document: &Document, context: &Context, findings: &mut Findings) {
    if !context.known.rejects_any() {
        return;
    }
    for block in &document.blocks {
        if matches!(block.kind, Kind::Blank | Kind::Residue(_) | Kind::Footer | Kind::Media | Kind::Number) {
            continue;
        }
        let text = document.text(block.content);
        let mut foreign = None;
        for found in context.known.rejected_in(text) {
            let is_it = *foreign.get_or_insert_with(|| {
                block.kind.is_body() && is_foreign(document.text(block.prose()), document.profile.words())
            });
            if !is_it && !is_address(text, found.at.start) {
                findings.push(rejected(text, block.content.start, &found));
            }
        }
    }
}

fn rejected(text: &str, offset: usize, found: &Rejected) -> Diagnostic {
    let wrong = &text[found.at.clone()];
    let right = found.rejection.written_like(wrong);
    let span = Span::new(offset + found.at.start, offset + found.at.end);
    let shown = crate::source::fold(wrong);
    let trust = if found.rejection.safe { Applicability::Safe } else { Applicability::Unsafe };
    let kind = found.rejection.kind.map_or("word", |kind| kind.name());
    let source = found.rejection.source.as_ref().map(|source| format!(" ({source})")).unwrap_or_default();
    Diagnostic::new(span, format!("the lexicon rejects the spelling `{shown}`"))
        .label(format!("a {kind} with another spelling").replace("a organisation", "an organisation"))
        .help(format!("write `{right}`, as in the lexicon{source}"))
        .fix(Fix::replace(format!("replace `{shown}` with `{right}`"), trust, span, right.as_str()))
}
