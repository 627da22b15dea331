//! Missing spaces beside punctuation.

use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::shared::prose::{is_address, marks, prose, within};

rule! {
    /// Missing spaces beside punctuation.
    ///
    /// `word,word` counts as one word, and no word list has it.
    ///
    /// The rule looks at commas, semicolons, `?` and `!` between two words, at a full stop between a lower-case word
    /// and a capitalised one, and at double quotation marks between two letters. Numbers, addresses, HTML entities and
    /// abbreviations are left alone. A number in brackets directly after a word is probably a footnote mark and is
    /// information.
    ///
    /// The fix inserts the space. It is safe after a comma or semicolon and beside a curly mark. It needs
    /// `--unsafe-fixes` after a full stop, which may be part of a name, and beside a straight mark, whose direction is
    /// only known by counting from the start of the paragraph. A footnote mark has no fix.
    "missing-space": Typography, Warn, Safe, since "0.1.0", needs Letters
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    for (_, span, text) in prose(document) {
        let mut straight = 0;
        for (at, mark) in marks(document, span) {
            let end = at + mark.len_utf8();
            let gap = match mark {
                ';' if ends_entity(text, at) => None,
                ',' | ';' | '?' | '!' => is_glued(text, at).then_some((end, Applicability::Safe)),
                '.' => is_stop(text, at).then_some((end, Applicability::Unsafe)),
                '“' => is_between(text, at, end).then_some((at, Applicability::Safe)),
                '”' => is_between(text, at, end).then_some((end, Applicability::Safe)),
                '"' => {
                    straight += 1;
                    let place = if straight % 2 == 0 { end } else { at };
                    is_between(text, at, end).then_some((place, Applicability::Unsafe))
                }
                '(' => {
                    findings.extend(footnote(text, at).map(|end| note(within(span.start, at, end))));
                    None
                }
                _ => None,
            };
            if let Some((place, trust)) = gap.filter(|_| !is_address(text, at)) {
                let mark_span = within(span.start, at, end);
                findings.push(glued(mark, mark_span, span.start + place, trust));
            }
        }
    }
}

/// A letter on both sides.
fn is_between(text: &str, start: usize, end: usize) -> bool {
    text[..start].ends_with(char::is_alphabetic) && text[end..].starts_with(char::is_alphabetic)
}

/// Two lower-case letters on both sides: `word,word`, not `U.S.,A`, `1,000` or `x,y`.
fn is_glued(text: &str, at: usize) -> bool {
    let before = || text[..at].chars().rev().take(2).filter(|c| c.is_lowercase()).count();
    let mut after = text[at + 1..].chars();
    let first = after.next().is_some_and(char::is_alphabetic);
    first && after.next().is_some_and(char::is_lowercase) && before() == 2
}

/// Whether a semicolon ends an HTML entity: `&ccedil;`, `&#231;`, `&#xE7;`.
fn ends_entity(text: &str, at: usize) -> bool {
    /// The longest names have 31 letters.
    const LONGEST: usize = 32;
    let name = text[..at].bytes().rev().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#');
    text[..at - name.count()].ends_with('&')
}

/// Three lower-case letters before it, a capital and a lower-case letter after it: `why.They`, not `St.Petersburg`.
fn is_stop(text: &str, at: usize) -> bool {
    let before = || text[..at].chars().rev().take(3).filter(|c| c.is_lowercase()).count();
    let mut after = text[at + 1..].chars();
    after.next().is_some_and(char::is_uppercase)
        && after.next().is_some_and(char::is_lowercase)
        && before() == 3
}

/// The end of `(1)` after a word.
fn footnote(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at + 1..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_behind_word = text[..at].chars().rev().take(3).filter(|c| c.is_alphabetic()).count() == 3;
    let is_closed = rest[digits..].starts_with(')') && !rest[digits + 1..].starts_with(char::is_alphanumeric);
    (is_behind_word && (1..=2).contains(&digits) && is_closed).then_some(at + digits + 2)
}

fn note(span: Span) -> Diagnostic {
    Diagnostic::new(span, "number in brackets directly after a word")
        .at_most(Severity::Info)
        .label("probably a footnote mark")
        .help("a footnote mark is not part of the sentence")
}

fn glued(mark: char, span: Span, gap: usize, trust: Applicability) -> Diagnostic {
    let side = if gap == span.start { "before" } else { "after" };
    Diagnostic::new(span, format!("missing space {side} `{mark}`"))
        .label("no space on either side")
        .help(format!("insert a space {side} `{mark}`"))
        .fix(Fix::replace(format!("insert a space {side} `{mark}`"), trust, Span::at(gap), " "))
}
