//! Words with a space inside.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::lexicon::Sign;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::shared::pieces::divided;
use super::shared::prose::is_address;

rule! {
    /// Words with a space inside.
    ///
    /// `care o f refugees` and `the fam ily` come from text recognition and from pages that set letters apart. A search
    /// for the word misses them, and a spell checker corrects the pieces into other words.
    ///
    /// The rule reports a piece that is in no dictionary, or a letter that stands alone, if it becomes a fairly common
    /// word with its neighbour: `w hich`, `resul t`, `becom ing`. With a letter that stands alone and a neighbour that is
    /// a word, it must become one of the commonest words (`t hat`, `w hen`). Two words that also make one are left alone
    /// (`in to`, `my self`), and so is what may have lost an apostrophe (`wouldn t have`). Documents whose letters stand
    /// apart all over are reported as a whole, by `ocr-text`.
    ///
    /// The fix deletes the space. It needs `--unsafe-fixes`.
    "split-word": Spelling, Warn, Unsafe, since "0.1.0", needs Words
}

fn check(document: &Document, context: &Context, findings: &mut Findings) {
    let text = document.source.text();
    let words = document.words();
    let spellings = words.spellings().iter().zip(context.signs());
    // Of two pieces, at least one is in lower case and no word: names and articles need not be looked at.
    let pieces = spellings.filter(|(spelling, signs)| {
        let piece = document.text(spelling.first);
        if piece.len() == 1 {
            piece.starts_with(|c: char| c.is_ascii_lowercase() && c != 'a')
        } else {
            signs.has(Sign::Suspect) && piece.starts_with(char::is_lowercase)
        }
    });
    let mut divided: Vec<_> = pieces
        .flat_map(|(spelling, _)| words.places(*spelling))
        .filter_map(|piece| divided(document, context, piece))
        .filter(|divided| !is_address(text, divided.gap.start))
        .collect();
    // Each of two pieces may have found the other, and one piece fit on both sides.
    divided.sort_by_key(|divided| divided.span);
    let mut end = 0;
    for word in divided {
        if word.span.start >= end {
            end = word.span.end;
            findings.push(found(word.span, word.gap, document.text(word.span), &word.word));
        }
    }
}

fn found(span: Span, gap: Span, written: &str, word: &str) -> Diagnostic {
    Diagnostic::new(span, format!("a space divides `{word}`"))
        .label("one word")
        .help(format!("write `{word}`"))
        .fix(Fix::replace(format!("replace `{written}` with `{word}`"), Applicability::Unsafe, gap, ""))
}
