//! Findings one per line, for logs, editors and problem matchers: `path:line:column: severity[rule] message`.

use super::visible;
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// The line of a finding. Message and path are escaped, so that it stays one line.
pub(super) fn finding(source: &Source, diagnostic: &Diagnostic) -> String {
    let position = source.position(diagnostic.span.start);
    format!(
        "{}:{}:{}: {}[{}] {}\n",
        visible(source.path()),
        position.line,
        position.column,
        diagnostic.severity.name(),
        diagnostic.rule,
        visible(&diagnostic.message),
    )
}
