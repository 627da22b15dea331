//! Documents that are there twice.

use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::survey::Twin;

use super::twins::{twins, whole};

rule! {
    /// A document is there twice.
    ///
    /// Every count over the corpus counts its words twice, and a sample may hold both copies.
    ///
    /// The rule compares all documents of a run, white space folded. The first in the order of paths is taken for the
    /// original. It may be wrong where the same text was published twice on purpose. A run over one document has no such
    /// finding.
    ///
    /// There is no fix: which file is to stay, people decide.
    "duplicate-document": Corpus, Warn, Never, since "0.1.0", reads Corpus
}

fn check(document: &Document, context: &Context, findings: &mut Findings) {
    let copies = twins(document, context).filter(|(twin, _)| **twin == Twin::Same);
    findings.extend(copies.map(|(_, original)| {
        whole(document, format!("the document is `{original}` again"))
            .help("delete one of the two, or say in `doclint.toml` why both are there")
    }));
}
