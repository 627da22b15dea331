//! Captions left behind by pictures that are gone.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, Kind, Residue};
use crate::rule::{Context, Findings, rule};

rule! {
    /// Picture captions left in the text.
    ///
    /// The picture is gone, and its caption reads like a line of the header or of the speech:
    /// `Lord Robertson with the President` is neither a byline nor something that was said.
    ///
    /// The rule reports what the parser took for a caption, a guess from the position and the words of the line. A line
    /// that repeats the byline may be a second byline.
    ///
    /// There is no fix: the caption was part of the page, and you may want to keep it.
    "caption-residue": Residue, Info, Never, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let captions = document.blocks.iter().filter(|block| block.kind == Kind::Residue(Residue::Caption));
    findings.extend(captions.map(|block| {
        Diagnostic::new(block.content, "picture caption left in the text")
            .at_most(Severity::Info)
            .label(block.evidence)
            .help("the picture is gone; compare with the original page")
    }));
}
