//! Header lines that fit no field.

use crate::diagnostic::Diagnostic;
use crate::document::{Document, Kind};
use crate::rule::{Context, Findings, rule};

use super::shared::repetitions::header_repetitions;

rule! {
    /// Header lines that fit no field.
    ///
    /// Nobody can search for what is on the line, and it may be a field written in an unexpected way.
    ///
    /// The rule reports what the parser could not classify, except lines that the profile lists as boilerplate
    /// (`For Immediate Release`) and those that only repeat another line. It is wrong about a line that is right and
    /// simply has no field; add its words to the profile's `boilerplate`.
    ///
    /// There is no fix: what the line is remains unknown.
    "unknown-header-line": Header, Info, Never, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let mut unread = document.blocks.iter().filter(|block| block.kind == Kind::Unread).peekable();
    if unread.peek().is_none() {
        return;
    }
    let repeated = header_repetitions(document);
    for block in unread.filter(|block| repeated.iter().all(|(_, again)| again.span != block.span)) {
        let text = document.source.fold(block.content);
        if !is_known(document, &text) {
            let short: String = text.chars().take(60).collect();
            findings.push(
                Diagnostic::new(block.content, format!("`{short}` fits no field of the header"))
                    .label(block.evidence)
                    .help("if it belongs there, list its first words as `boilerplate` in the profile"),
            );
        }
    }
}

fn is_known(document: &Document, text: &str) -> bool {
    document
        .profile
        .boilerplate
        .iter()
        .any(|known| text.get(..known.len()).is_some_and(|start| start.eq_ignore_ascii_case(known)))
}
