//! Documents with the identifier of another.

use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::survey::Twin;

use super::twins::{twins, whole};

rule! {
    /// Two documents have one identifier.
    ///
    /// Results identify a document by its file name without extension, with folders before it where the name is
    /// repeated. Two files of one folder that differ in their extension only, `a.txt` and `a.text`, have the same
    /// identifier: `doclint convert` refuses them.
    ///
    /// The rule compares all documents of a run; the first in the order of paths keeps the identifier. A document whose
    /// text is the same too is [duplicate-document]'s.
    ///
    /// There is no fix: renaming a file breaks what points to it.
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
