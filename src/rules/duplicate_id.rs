//! Documents with the identifier of another.

use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::survey::Twin;

use super::shared::twins::{twins, whole};

rule! {
    /// Documents that share an identifier.
    ///
    /// Output identifies a document by its file name without the extension, with folders in front if the name is
    /// repeated. Two files of one folder whose names differ only in the extension, `a.txt` and `a.text`, have the same
    /// identifier, and `doclint convert` refuses them.
    ///
    /// The rule compares all documents of a run; the first by path keeps the identifier. A document that also has the
    /// same text is left to [duplicate-document].
    ///
    /// There is no fix: renaming a file breaks references to it.
    ///
    /// [duplicate-document]: duplicate-document.md
    "duplicate-id": Corpus, Warn, Never, since "0.1.0", reads Corpus
}

fn check(document: &Document, context: &Context, findings: &mut Findings) {
    let same = twins(document, context).filter(|(twin, _)| **twin == Twin::Id);
    findings.extend(same.map(|(_, original)| {
        let id = document.source.id();
        whole(document, format!("the identifier `{id}` is also that of `{original}`"))
            .help("rename one of the two files")
    }));
}
