//! Control characters.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::shared::misread::{misread, windows};

rule! {
    /// Control characters in the text.
    ///
    /// They are invisible, XML forbids most of them, and a search for the word around one fails. Many were once a
    /// quotation mark or a dash: the byte 0x92 is `’` in Windows-1252 and nothing in ISO 8859-1.
    ///
    /// The rule reports every control character except tabs and line ends. A carriage return inside a line is not a
    /// line end, and neither is a form feed. Control characters inside a longer mis-decoded sequence are left to
    /// `mojibake`. The rule is never wrong about the character, but a form feed may be a page break worth keeping.
    ///
    /// The fix deletes the characters, or writes the Windows-1252 character for the byte, or the space or line break that
    /// separates two words. It needs `--unsafe-fixes`: what was there before is a guess.
    "control-character": Encoding, Error, Unsafe, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let text = document.source.text();
    let mut from = 0;
    for (at, _) in document.source.marks(Span::new(0, text.len())).filter(|(_, c)| c.is_control()) {
        if at < from {
            continue;
        }
        let run = run(text, at);
        from = run.end;
        if !run.is_empty() && !is_misread(text, at) {
            findings.push(found(text, run));
        }
    }
}

/// A run of one control character; `None` at characters that belong in a text.
fn run(text: &str, at: usize) -> Span {
    let rest = &text[at..];
    let first = rest.chars().next().unwrap_or('\n');
    let is_line_end = first == '\r' && rest[1..].starts_with('\n');
    if matches!(first, '\n' | '\t') || is_line_end {
        return Span::at(at);
    }
    let len = rest.len() - rest.trim_start_matches(first).len();
    // The last of several carriage returns belongs to the line end.
    let len = if first == '\r' && rest[len..].starts_with('\n') { len - 1 } else { len };
    Span::new(at, at + len)
}

/// Whether the character belongs to a sequence that `mojibake` reports.
fn is_misread(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let lead = before.char_indices().rev().take(2);
    lead.into_iter().any(|(start, _)| misread(&text[start..]).is_some_and(|found| start + found.len > at))
        || before.ends_with("â€")
}

fn found(text: &str, run: Span) -> Diagnostic {
    let characters = &text[run.start..run.end];
    let first = characters.chars().next().unwrap_or_default();
    let name = format!("U+{:04X}", u32::from(first));
    let finding = Diagnostic::new(run, format!("control character {name} in the text"))
        .label("invisible, and not allowed in XML");
    let (help, title, written) = match windows(first) {
        Some(meant) => {
            let written: String = characters.chars().filter_map(windows).collect();
            let help = format!("the byte is `{meant}` in Windows-1252");
            (help, format!("replace {name} with `{written}`"), written)
        }
        None => match space(text, run, first) {
            Some((space, what)) => (format!("write {what}"), format!("write {what}"), space.to_string()),
            None => ("delete it".to_string(), format!("delete {name}"), String::new()),
        },
    };
    finding.help(help).fix(Fix::replace(title, Applicability::Unsafe, run, written))
}

/// The separator of two words that are separated by the control character alone.
fn space(text: &str, run: Span, first: char) -> Option<(&'static str, &'static str)> {
    let between = text[..run.start].ends_with(|c: char| !c.is_whitespace())
        && text[run.end..].starts_with(|c: char| !c.is_whitespace());
    match first {
        '\r' if between => Some(("\n", "a line break")),
        _ if between && first.is_whitespace() => Some((" ", "a space")),
        _ => None,
    }
}
