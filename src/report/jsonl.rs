//! Findings as one JSON object a line, for tools that read a stream.

use super::json;
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// A finding with its line end. What stands in it is what [`json`] has.
pub(super) fn finding(source: &Source, diagnostic: &Diagnostic) -> String {
    json::finding(source, diagnostic) + "\n"
}
