//! Findings one per line, for logs, editors and problem matchers: `path:line:column: severity[rule] message: remedy [*]`.

use super::{remedied, times, visible};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::source::Source;

/// The line of a finding that stands for so many. Message and path are escaped, so that it stays one line.
pub(super) fn finding(source: &Source, diagnostic: &Diagnostic, count: usize) -> String {
    let position = source.position(diagnostic.span.start);
    format!(
        "{}:{}:{}: {}[{}] {}{}{}\n",
        visible(source.path()),
        position.line,
        position.column,
        diagnostic.severity.name(),
        diagnostic.rule,
        visible(&remedied(diagnostic)),
        times(count),
        mark(diagnostic),
    )
}

/// ` [*]` for what `--fix` corrects, ` [~]` for what only `--fix --unsafe-fixes` does.
fn mark(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.fix.as_ref().map(|fix| fix.applicability) {
        Some(Applicability::Safe) => " [*]",
        Some(Applicability::Unsafe) => " [~]",
        Some(Applicability::DisplayOnly) | None => "",
    }
}
