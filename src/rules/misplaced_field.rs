//! Header fields that stand where this kind of page does not have them.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Block, Document, Kind, PartKind};
use crate::profile::Field;
use crate::rule::{Context, Findings, rule};

rule! {
    /// A field of the header does not stand where it belongs.
    ///
    /// Programs that read such pages go by the order of lines: a place below the byline is taken for a subhead, and a
    /// series label on a line of its own for a title.
    ///
    /// The rule knows two cases. The series stands behind the update stamp; on a line of its own below one it is
    /// misplaced, but where there is no stamp it is right. The place stands above the byline, or below it in brackets. A
    /// known place that is the first subhead of a page without a place is information: a text about a country may
    /// begin with its name.
    ///
    /// There is no fix: whether a line is moved or taken out is for people to say.
    "misplaced-field": Header, Warn, Never, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let position = |kind| document.blocks.iter().position(|block| block.kind == kind);
    if let Some(update) = position(Kind::Update) {
        let series = document.blocks[update..].iter().filter(|block| block.kind == Kind::Series);
        let bare = document.blocks[update].part(PartKind::Series).is_none();
        findings
            .extend(series.filter(|_| bare).map(|block| found(block, "series", "behind the update stamp")));
    }
    if let Some(byline) = position(Kind::Byline) {
        let below = &document.blocks[byline..];
        findings.extend(below.iter().filter_map(|block| place(document, block)));
        findings.extend(heading(document, below));
    }
}

/// A place below the byline that is not in brackets.
fn place(document: &Document, block: &Block) -> Option<Diagnostic> {
    let bare = block.kind == Kind::Place && !document.text(block.content).starts_with(['(', '[']);
    bare.then(|| found(block, "place", "above the byline"))
}

/// A first subhead that is a known place, where the place is lacking.
fn heading(document: &Document, below: &[Block]) -> Option<Diagnostic> {
    let lacking = document.shape.expects.contains(&Field::Place) && !document.header.has(Field::Place);
    let block = below.iter().find(|block| !matches!(block.kind, Kind::Byline | Kind::Blank))?;
    let text = document.text(block.content).trim_end_matches(',');
    let known = || document.profile.places.known.iter().any(|known| known.eq_ignore_ascii_case(text));
    (lacking && block.kind == Kind::Heading && known())
        .then(|| found(block, "place", "above the byline").at_most(Severity::Info))
}

fn found(block: &Block, field: &str, belongs: &str) -> Diagnostic {
    Diagnostic::new(block.content, format!("the {field} is misplaced"))
        .label(format!("the {field} stands {belongs} on such pages"))
        .help("compare with the original page")
}
