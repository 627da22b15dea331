//! Documents that are nearly identical to others.

use std::cmp::Ordering;

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, Extraction};
use crate::rule::{Context, Findings, RuleOption, rule};
use crate::survey::{Nearness, Twin};

use super::shared::twins::{twins, whole};

rule! {
    /// Documents that are nearly identical to another document.
    ///
    /// With two versions of one page, every word counts twice, and often one version has lost what the other has: web
    /// extraction may give the same page whole, without its short lines, or with table marks.
    ///
    /// The rule compares the bodies of all documents of a run by their sequences of five words: a sketch of 24 values
    /// finds the candidate pairs, and the texts themselves decide. A pair with 90 per cent of its sequences in common
    /// is reported, with the most similar earlier document; the option `similarity` sets another threshold. If
    /// the two differ in the kind of extraction, or in the header fields they have, the finding is a warning and says
    /// which one is more complete; otherwise it is information. The rule may be wrong about form texts that differ only
    /// in a name. Bodies of fewer than 44 words are not compared, and numbers do not count.
    ///
    /// There is no fix: which file to keep is for people to decide.
    "near-duplicate": Corpus, Warn, Never, since "0.1.0", reads Corpus, options &[&SIMILARITY]
}

/// The similarity from which two documents are near duplicates.
pub const SIMILARITY: RuleOption = RuleOption {
    rule: "near-duplicate",
    name: "similarity",
    docs: "the share of common five-word sequences from which two documents are near duplicates",
    default: 0.9,
    range: 0.5..=1.0,
    why: "below 0.5, documents that share a form text would be near duplicates",
};

fn check(document: &Document, context: &Context, findings: &mut Findings) {
    let least = context.option(&SIMILARITY);
    let near = twins(document, context).filter_map(|(twin, original)| match twin {
        Twin::Near(nearness) if nearness.similarity >= least => Some((*nearness, original)),
        _ => None,
    });
    findings.extend(near.map(|(nearness, original)| finding(document, nearness, original)));
}

fn finding(document: &Document, nearness: Nearness, original: &str) -> Diagnostic {
    let Nearness { similarity, extraction: (ours, theirs), fields } = nearness;
    // Rounded down: documents that differ are never called identical.
    let evidence = format!("{:.0} % of the five-word sequences are shared", (similarity * 100.0).floor());
    let fuller = fields.0.cmp(&fields.1);
    if ours == theirs && fuller == Ordering::Equal {
        return whole(document, format!("the document is nearly identical to `{original}`"))
            .at_most(Severity::Info)
            .help(format!("keep one of the two, or allow both and say why: {evidence}"));
    }
    let message = if ours == theirs {
        format!("the document is `{original}` with another header")
    } else {
        format!(
            "the document is `{original}` from another extraction: {} here, {} there",
            state(ours),
            state(theirs)
        )
    };
    let keep = match fuller {
        Ordering::Greater => "keep this one, which has more header fields".to_string(),
        Ordering::Less => format!("keep `{original}`, which has more header fields"),
        Ordering::Equal => "keep one of the two: they have the same number of header fields".to_string(),
    };
    whole(document, message).help(format!("{keep} ({} and {}); {evidence}", fields.0, fields.1))
}

/// The state of a page in words.
const fn state(extraction: Extraction) -> &'static str {
    match extraction {
        Extraction::Whole => "whole",
        Extraction::Filtered => "without short lines",
        Extraction::Piped => "with table marks",
        Extraction::Wrapped => "with broken lines",
        Extraction::Live => "from the later site",
    }
}
