//! What identifies a finding across edits: its rule and the text around it, not its line number.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

/// Characters on each side of a finding that are part of its fingerprint. A line may be a paragraph of a thousand
/// words: fixing a word at one end must not make all its findings new.
const BESIDE: usize = 40;

/// Characters of the finding's own text that are part of it.
const WITHIN: usize = 200;

/// The fingerprints of one document.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    seen: HashMap<u64, u64>,
}

impl Fingerprints {
    /// The fingerprint of the next finding. Findings that look the same are distinguished by their order.
    pub(super) fn next(&mut self, source: &Source, diagnostic: &Diagnostic) -> u64 {
        let same = looks(source, diagnostic);
        let nth = self.seen.entry(same).or_default();
        *nth += 1;
        hash(same, &nth.to_le_bytes())
    }
}

/// The fingerprint of a finding in a file, for services that need one for the whole report.
pub(super) fn in_file(fingerprint: u64, path: &str) -> String {
    format!("{:016x}", hash(fingerprint, path.as_bytes()))
}

fn looks(source: &Source, diagnostic: &Diagnostic) -> u64 {
    let span = diagnostic.span;
    let line = source.line_span(source.line_at(span.start));
    let (start, end) = (span.start.clamp(line.start, line.end), span.end.clamp(line.start, line.end));
    let (before, after) =
        (source.slice(Span::new(line.start, start)), source.slice(Span::new(end, line.end)));
    let before: String = before.chars().rev().take(BESIDE).collect();
    let within: String = source.slice(span).chars().take(WITHIN).collect();
    let after: String = after.chars().take(BESIDE).collect();
    let parts = [diagnostic.rule, before.trim_end(), &within, after.trim_end()];
    parts.iter().fold(OFFSET, |sum, part| hash(hash(sum, part.as_bytes()), &[0xff]))
}

/// The start of an FNV-1a hash. Unlike the standard library's hash, it is the same in every compiler release.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

fn hash(sum: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(sum, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fingerprints(text: &str, word: &str) -> Vec<u64> {
        let source = Source::from_text("a.txt", text);
        let mut all = Fingerprints::default();
        let places = text.match_indices(word).map(|(at, _)| Span::new(at, at + word.len()));
        places.map(|span| all.next(&source, &Diagnostic::new(span, "x"))).collect()
    }

    #[test]
    fn lines_may_move_and_twins_are_told_apart() {
        let old = fingerprints("the Allaince\nthe Allaince\n", "Allaince");
        assert_ne!(old[0], old[1]);
        assert_eq!(fingerprints("new\n\nthe Allaince\nand\n  \nthe Allaince\n", "Allaince"), old);
        assert_ne!(fingerprints("an Allaince\n", "Allaince")[0], old[0]);
    }
}
