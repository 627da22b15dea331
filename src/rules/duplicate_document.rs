//! Documents with the same text as another.

use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::survey::Twin;

use super::shared::twins::{twins, whole};

rule! {
    /// Documents with the same text as another document.
    ///
    /// Every corpus statistic counts their words twice, and a sample may contain both copies.
    ///
    /// The rule compares all documents of a run, ignoring differences in white space. The first by path counts as the
    /// original. It may be wrong where the same text was published twice on purpose. A run over a single document
    /// reports nothing.
    ///
    /// There is no fix: which file to keep is for people to decide.
    "duplicate-document": Corpus, Warn, Never, since "0.1.0", reads Corpus
}

fn check(document: &Document, context: &Context, findings: &mut Findings) {
    let copies = twins(document, context).filter(|(twin, _)| **twin == Twin::Same);
    findings.extend(copies.map(|(_, original)| {
        whole(document, format!("the document is a duplicate of `{original}`"))
            .help("delete one of the two, or allow both in `doclint.toml` and say why")
    }));
}
