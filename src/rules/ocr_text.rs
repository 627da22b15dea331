//! Documents whose words were not read.

use crate::diagnostic::Diagnostic;
use crate::document::{Document, Kind};
use crate::rule::{Context, Findings, Legibility, WordQuality, rule};
use crate::source::Span;

rule! {
    /// Documents that text recognition or extraction made hard to read.
    ///
    /// Searches and counts of words miss what is in such a document, and no correction of single words repairs it.
    ///
    /// The rule reports a document once, with a figure: if one in six of its words is a letter that stands alone
    /// (`t h e  G u l f`); if a third of its words are in no dictionary, one in 60 has a capital inside, and its small
    /// words are those of no language that doclint knows, as when Arabic is read as Latin; if one in 25 of its English words is in no dictionary and no
    /// known misspelling either; or if it has a hundred words for each full stop, question mark and exclamation mark.
    /// A document in another language is not reported. The rule may be wrong about a long list of substances or species.
    ///
    /// In the first two of these cases, the rules on words, quotations and spaces are silent. In the others, what the
    /// rules on words find is an info, whatever its level.
    ///
    /// There is no fix: have the page recognised again, or correct it by hand.
    "ocr-text": Residue, Warn, Never, since "0.1.0"
}

fn check(document: &Document, context: &Context, findings: &mut Findings) {
    let quality = context.quality();
    let Some(message) = message(quality) else { return };
    let first = document.blocks.iter().find(|block| block.kind.is_body() && block.kind != Kind::Blank);
    let text = document.source.text();
    let line = first.map_or(Span::new(0, text.len()), |block| block.content);
    let shown = text[line.start..line.end].lines().next().unwrap_or_default();
    let span = Span::new(line.start, line.start + shown.len());
    let help = "have the page recognised or extracted again, or correct it by hand";
    findings.push(Diagnostic::new(span, message).label("the text begins here").help(help));
}

/// What is wrong with the words of a document.
fn message(quality: &WordQuality) -> Option<String> {
    let counts = quality.counts;
    let percent = |part: u64, of: u64| (part * 100 + of / 2) / of.max(1);
    let unknown = percent(counts.unknown, counts.judged);
    match quality.whole {
        Legibility::Apart => {
            let single = percent(counts.single, counts.words);
            Some(format!("the letters of words stand apart: {single} % of the words are single letters"))
        }
        Legibility::Illegible => {
            Some(format!("the text is of no language: {unknown} % of the words are in no dictionary"))
        }
        Legibility::Noisy if counts.are_noisy() => {
            Some(format!("many words were misread: {unknown} % are in no dictionary"))
        }
        Legibility::Noisy => {
            let ends = match quality.sentence_ends {
                0 => "no sentence ends".to_string(),
                1 => "one sentence ends".to_string(),
                ends => format!("{ends} sentences end"),
            };
            Some(format!("the text has lost its punctuation: {ends} in {} words", counts.words))
        }
        Legibility::Foreign | Legibility::Clear => None,
    }
}
