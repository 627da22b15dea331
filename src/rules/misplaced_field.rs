//! Header fields that are not where this kind of page has them.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Block, Document, Kind, PartKind};
use crate::profile::Field;
use crate::rule::{Context, Findings, rule};

rule! {
    /// Header fields in the wrong place.
    ///
    /// Programs that read such pages go by the order of lines: a place below the byline is taken for a subheading, and
    /// a series label on a line of its own for a title.
    ///
    /// The rule knows two cases. The series follows the update stamp; on a line of its own below the stamp it is
    /// misplaced, but without a stamp it is right. In a family whose pages have one, the place comes above the byline, or
    /// below it in brackets. A known
    /// place that is the first subheading of a page without a place is information: a text about a country may begin
    /// with its name.
    ///
    /// There is no fix: whether to move or delete the line is for people to decide.
    "misplaced-field": Header, Warn, Never, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let position = |kind| document.blocks.iter().position(|block| block.kind == kind);
    if let Some(update) = position(Kind::Update) {
        let series = document.blocks[update..].iter().filter(|block| block.kind == Kind::Series);
        let bare = document.blocks[update].part(PartKind::Series).is_none();
        findings
            .extend(series.filter(|_| bare).map(|block| found(block, "series", "after the update stamp")));
    }
    if let Some(byline) = position(Kind::Byline) {
        let below = &document.blocks[byline..];
        findings.extend(below.iter().filter_map(|block| place(document, block)));
        findings.extend(heading(document, below));
    }
}

/// A place below the byline that is not in brackets.
fn place(document: &Document, block: &Block) -> Option<Diagnostic> {
    // Other collections have it where they like, in the line of the date or below it.
    let is_usual = document.shape.expects.contains(&Field::Place);
    let bare = block.kind == Kind::Place && !document.text(block.content).starts_with(['(', '[']);
    (is_usual && bare).then(|| found(block, "place", "above the byline"))
}

/// A first subheading that is a known place, on a page without a place.
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
        .label(format!("on such pages the {field} comes {belongs}"))
        .help("compare with the original page")
}
