//! Findings on changed lines only.

use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::files::{Changed, Input};
use crate::source::{Source, Span};

/// The changed lines of a run; all lines by default.
#[derive(Default)]
pub(crate) struct ChangedLines {
    changed: Option<Changed>,
}

impl ChangedLines {
    /// All lines of all documents.
    pub(crate) fn all() -> Self {
        Self::default()
    }

    /// Asks git what changed since a revision, and keeps the documents with changed lines.
    pub(crate) fn since(revision: &str, inputs: &mut Vec<Input>, threads: usize) -> Result<Self, Error> {
        let changed = Changed::since(revision, inputs, threads)?;
        inputs.retain(|input| changed.of(input).is_some());
        Ok(Self { changed: Some(changed) })
    }

    /// Keeps the findings on changed lines.
    pub(crate) fn keep(&self, input: &Input, source: &Source, findings: &mut Vec<Diagnostic>) {
        let Some(changed) = &self.changed else { return };
        let Some(lines) = changed.of(input) else { return findings.clear() };
        findings.retain(|finding| {
            let Span { start, end } = finding.span;
            lines.touch(source.line_at(start), source.line_at(end.saturating_sub(1).max(start)))
        });
    }
}
