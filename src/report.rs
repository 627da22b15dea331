//! Writes findings for people and for programs.

use std::borrow::Cow;
use std::fmt::Write;

use crate::diagnostic::{Diagnostic, Summary};
use crate::source::Source;

mod concise;
mod excerpt;
mod fault;
mod human;
mod json;
mod statistics;

pub use fault::marked;
pub use statistics::Statistics;

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// With the text they are about, for people.
    Human,
    /// One line each: `path:line:column: severity[rule] message`.
    Concise,
    /// One JSON object.
    Json,
}

/// Writes findings in one format. A finding is rendered by itself, so that threads can do it; the caller puts
/// [head](Report::head), findings with their [separator](Report::separator) and [tail](Report::tail) together.
#[derive(Debug)]
pub struct Report {
    format: Format,
    human: human::Human,
}

impl Report {
    /// A report; colour is for people only.
    pub fn new(format: Format, color: bool) -> Self {
        Self { format, human: human::Human::new(color) }
    }
    /// What stands before the first finding.
    pub fn head(&self) -> String {
        match self.format {
            Format::Human | Format::Concise => String::new(),
            Format::Json => json::head(),
        }
    }
    /// One finding.
    pub fn finding(&self, source: &Source, diagnostic: &Diagnostic) -> String {
        match self.format {
            Format::Human => self.human.finding(source, diagnostic),
            Format::Concise => concise::finding(source, diagnostic),
            Format::Json => json::finding(source, diagnostic),
        }
    }
    /// What stands between two findings.
    pub fn separator(&self) -> &'static str {
        match self.format {
            Format::Human => "\n",
            Format::Concise => "",
            Format::Json => json::SEPARATOR,
        }
    }
    /// What stands after the last finding.
    pub fn tail(&self, summary: &Summary) -> String {
        match self.format {
            Format::Human | Format::Concise => String::new(),
            Format::Json => json::tail(summary),
        }
    }
    /// The numbers of findings by rule, in place of the findings.
    pub fn statistics(&self, statistics: &Statistics) -> String {
        match self.format {
            Format::Human | Format::Concise => statistics.table(),
            Format::Json => statistics.json(),
        }
    }
}

/// What a run found, in one line for people.
pub fn summary_line(summary: &Summary) -> String {
    let documents = counted(summary.documents, "document");
    let parts = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.infos, "info")];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let found: Vec<String> = parts.map(|(count, noun)| counted(*count, noun)).collect();
    let fixes = match (summary.fixable - summary.unsafe_fixable, summary.unsafe_fixable) {
        (0, 0) => String::new(),
        (0, guesses) => format!("; {guesses} can be fixed with --unsafe-fixes"),
        (safe, 0) => format!("; {safe} can be fixed with --fix"),
        (safe, guesses) => format!("; {safe} can be fixed with --fix, {guesses} more with --unsafe-fixes"),
    };
    if found.is_empty() {
        return format!("{documents}: nothing found");
    }
    format!("{documents}: {}{fixes}", found.join(", "))
}

/// A number with its noun: `1 document`, `2 documents`.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// A document's text with all that a terminal would obey or swallow made visible: control characters as their
/// pictures (`␛`), invisible and direction-changing ones by number (`⟨202E⟩`).
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_treacherous) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    text.chars().for_each(|c| push_visible(&mut shown, c));
    Cow::Owned(shown)
}

/// Adds one character as [`visible`] shows it.
fn push_visible(shown: &mut String, c: char) {
    match c {
        '\0'..='\x1f' => {
            shown.push(char::from_u32(0x2400 + c as u32).expect("U+2400 to U+241F are characters"));
        }
        '\x7f' => shown.push('␡'),
        _ if is_treacherous(c) => {
            write!(shown, "⟨{:X}⟩", c as u32).expect("a string takes everything");
        }
        _ => shown.push(c),
    }
}

fn is_treacherous(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal_that_it_would_obey() {
        assert_eq!(visible("a\u{1b}[31m\tb\u{7f}\u{9b}\u{202e}\u{feff}"), "a␛[31m␉b␡⟨9B⟩⟨202E⟩⟨FEFF⟩");
        assert!(matches!(visible("“Prüm” – 12\u{a0}000"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_summary_says_only_what_is_there() {
        let mut summary = Summary { documents: 1, ..Summary::default() };
        assert_eq!(summary_line(&summary), "1 document: nothing found");
        let more = Summary { documents: 4, errors: 2, infos: 1, fixable: 1, unsafe_fixable: 1, ..summary };
        summary.merge(more);
        assert_eq!(
            summary_line(&summary),
            "5 documents: 2 errors, 1 info; 1 can be fixed with --unsafe-fixes"
        );
    }
}
