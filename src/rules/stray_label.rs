//! Template labels of the web page left in the text.

use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::document::{Block, Document, Extraction, Kind, Residue};
use crate::rule::{Context, Findings, rule};

rule! {
    /// Labels of the web page's template left in the text.
    ///
    /// `Header`, alone on the first line, was never part of the document, but a program that takes the first line for
    /// the title gives a thousand documents the title `Header`.
    ///
    /// The rule looks at lines that the profile lists as residue. Names of sidebar blocks (`News`, `Multimedia`) and
    /// lines of media files without their link (`Audio file`) are only information: they show what the page once
    /// offered.
    ///
    /// The fix deletes the line of a stray label. It needs `--unsafe-fixes` if the label shows that the extraction left
    /// the page whole: without it, the document would count as `filtered`. Block names and media lines stay.
    "stray-label": Residue, Warn, Safe, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let blocks = document.blocks.iter().enumerate();
    findings.extend(blocks.filter_map(|(number, block)| stray(document, number, block)));
}

/// How far a fix that deletes a label can be trusted. Only the label above the update stamp shows that the page was not
/// filtered.
fn trust(document: &Document, number: usize) -> Applicability {
    /// Labels further down say nothing about the extraction.
    const FIRST: usize = 3;
    let is_evidence = document.extraction == Extraction::Whole && document.header.updated.is_some();
    if is_evidence && number < FIRST { Applicability::Unsafe } else { Applicability::Safe }
}

fn stray(document: &Document, number: usize, block: &Block) -> Option<Diagnostic> {
    let text = || document.source.fold(block.content);
    match block.kind {
        Kind::Residue(Residue::Label) => Some(
            Diagnostic::new(block.content, format!("`{}` is a label of the web page", text()))
                .label("not part of the document")
                .help("left behind by web extraction; delete the line")
                .fix(Fix::replace(
                    format!("delete the line `{}`", text()),
                    trust(document, number),
                    block.span,
                    "",
                )),
        ),
        Kind::BlockName => Some(
            Diagnostic::new(block.content, format!("`{}` is the name of a sidebar", text()))
                .at_most(Severity::Info)
                .label("its content is gone or below"),
        ),
        Kind::Media => Some(
            Diagnostic::new(block.content, format!("the media file `{}` has no link", text()))
                .at_most(Severity::Info)
                .label("the link is gone"),
        ),
        _ => None,
    }
}
