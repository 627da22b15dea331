//! Shared code of the duplicate rules.

use crate::diagnostic::Diagnostic;
use crate::document::{Document, Kind};
use crate::rule::Context;
use crate::source::Span;
use crate::survey::Twin;

/// How the document relates to earlier ones of the run, with their paths.
pub(in crate::rules) fn twins<'c>(
    document: &Document,
    context: &Context<'c>,
) -> impl Iterator<Item = (&'c Twin, &'c str)> {
    let survey = context.corpus();
    survey.into_iter().flat_map(|survey| survey.twins(document.source.path()))
}

/// A finding about the whole document, shown at its first line.
pub(in crate::rules) fn whole(document: &Document, message: String) -> Diagnostic {
    let is_text = |kind: Kind| !matches!(kind, Kind::Blank | Kind::Residue(_));
    let first = document.blocks.iter().find(|block| is_text(block.kind)).or(document.blocks.first());
    let at = first.map_or(Span::at(0), |block| block.content);
    let line = document.source.line_span(document.source.line_at(at.start));
    Diagnostic::new(Span::new(at.start, line.end.min(at.end)), message).label("the whole document")
}
