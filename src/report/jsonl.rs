//! Findings as one JSON object per line, for tools that read a stream.

use super::json;
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// A finding with its line ending, with the content of [`json`].
pub(super) fn finding(source: &Source, diagnostic: &Diagnostic) -> String {
    json::finding(source, diagnostic) + "\n"
}
