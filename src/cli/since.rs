//! Findings on changed lines only: `--since REV`.

use clap::Args;

use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::files::{Changed, Input};
use crate::source::{Source, Span};

/// The lines to check.
#[derive(Debug, Args)]
pub(super) struct Since {
    /// Report only findings on lines changed since this git revision: `HEAD`, `origin/main`
    ///
    /// New files, and files that cannot be compared, count as changed as a whole. Documents without a changed line are
    /// not checked.
    #[arg(long, value_name = "REV", help_heading = "Rules", conflicts_with_all = ["fix", "diff"])]
    pub(super) since: Option<String>,
}

/// The changed lines of a run; all lines by default.
#[derive(Default)]
pub(super) struct ChangedLines {
    changed: Option<Changed>,
}

impl Since {
    /// Asks git, and keeps the documents with changed lines.
    pub(super) fn read(&self, inputs: &mut Vec<Input>, threads: usize) -> Result<ChangedLines, Error> {
        let since = |revision| Changed::since(revision, inputs, threads);
        let changed = self.since.as_deref().map(since).transpose()?;
        if let Some(changed) = &changed {
            inputs.retain(|input| changed.of(input).is_some());
        }
        Ok(ChangedLines { changed })
    }
}

impl ChangedLines {
    /// Keeps the findings on changed lines.
    pub(super) fn keep(&self, input: &Input, source: &Source, findings: &mut Vec<Diagnostic>) {
        let Some(changed) = &self.changed else { return };
        let Some(lines) = changed.of(input) else { return findings.clear() };
        findings.retain(|finding| {
            let Span { start, end } = finding.span;
            lines.touch(source.line_at(start), source.line_at(end.saturating_sub(1).max(start)))
        });
    }
}
