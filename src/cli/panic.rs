//! The message for an internal error. It may quote a document.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::Write;

use super::streams::is_log;
use crate::report::visible;
use crate::visible::Escaping;

/// Prints panics escaped, replacing the standard library's message.
pub(super) fn set_hook() {
    std::panic::set_hook(Box::new(|panic| {
        let mut stream = Escaping::new(std::io::stderr(), is_log());
        let _closed = stream.write_all(message(&panic.to_string(), &Backtrace::capture()).as_bytes());
    }));
}

fn message(panic: &str, backtrace: &Backtrace) -> String {
    let lines = panic.lines().map(|line| format!("{}\n", visible(line)));
    let message = format!("doclint: internal error: {}", lines.collect::<String>());
    match backtrace.status() {
        BacktraceStatus::Captured => format!("{message}{backtrace}\n"),
        _ => message,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_document_that_is_quoted_is_inert() {
        let panic = "panicked at a.rs:1:2:\nend 5 is out of bounds of `\u{1b}[2J\u{202e}`";
        let message = super::message(panic, &std::backtrace::Backtrace::disabled());
        let expected = "panicked at a.rs:1:2:\nend 5 is out of bounds of `␛[2J⟨202E⟩`\n";
        assert_eq!(message, format!("doclint: internal error: {expected}"));
    }
}
