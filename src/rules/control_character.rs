//! Control characters.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::misread::{misread, windows};

rule! {
    /// A control character stands in the text.
    ///
    /// It is not to be seen, XML forbids most of them, and a search for the word around it finds nothing. Many were a
    /// quotation mark or a dash once: the byte 0x92 is `’` in Windows-1252 and nothing in ISO 8859-1.
    ///
    /// The rule looks for all control characters but the tab and line ends; a carriage return inside a line, and a form
    /// feed, are none. What is part of a longer misread sequence is left to `mojibake`. The rule is never wrong about the
    /// character, but a form feed may be a page break that somebody wants to keep.
    ///
    /// The fix deletes the characters, or writes what Windows-1252 has in their place, or the space or line end that divides
    /// two words. It wants `--unsafe-fixes`: what
    /// stood there before is a guess.
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

/// The same control character as often as it stands there; nothing of what belongs in a text.
fn run(text: &str, at: usize) -> Span {
    let rest = &text[at..];
    let first = rest.chars().next().unwrap_or('\n');
    let is_line_end = first == '\r' && rest[1..].starts_with('\n');
    if matches!(first, '\n' | '\t') || is_line_end {
        return Span::at(at);
    }
    let len = rest.len() - rest.trim_start_matches(first).len();
    // The last carriage return of a row belongs to the line end.
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
    let finding = Diagnostic::new(run, format!("a control character stands in the text: {name}"))
        .label("not to be seen, and not allowed in XML");
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

/// What divides two words that only the control character divides.
fn space(text: &str, run: Span, first: char) -> Option<(&'static str, &'static str)> {
    let between = text[..run.start].ends_with(|c: char| !c.is_whitespace())
        && text[run.end..].starts_with(|c: char| !c.is_whitespace());
    match first {
        '\r' if between => Some(("\n", "a line end")),
        _ if between && first.is_whitespace() => Some((" ", "a space")),
        _ => None,
    }
}
