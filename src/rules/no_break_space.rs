//! No-break spaces between ordinary words and at the ends of lines.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

rule! {
    /// No-break spaces where an ordinary space, or none, belongs.
    ///
    /// A no-break space looks like a space but is not one: a search for the phrase fails, a word list counts the two
    /// words as one, and a line with nothing else is not blank.
    ///
    /// The rule looks for no-break spaces beside another space, alone on a line, and between two ordinary words. Those
    /// that keep a number with its unit or an initial or title with a name, those of French punctuation, and those used
    /// as an indent are right. It may be wrong where a typesetter kept two words together on purpose.
    ///
    /// The fix writes one ordinary space, or none on a line without text.
    "no-break-space": Encoding, Warn, Safe, since "0.1.0"
}

const NO_BREAK: char = '\u{a0}';

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let text = document.source.text();
    let mut from = 0;
    for (at, _) in document.source.marks(Span::new(0, text.len())).filter(|(_, mark)| *mark == NO_BREAK) {
        if at < from {
            continue;
        }
        let run = run_around(text, at);
        findings.extend(fault(document, run, at));
        from = run.end;
    }
}

/// The spaces of the line around a no-break space.
fn run_around(text: &str, at: usize) -> Span {
    let is_space = |c: char| matches!(c, ' ' | '\t' | NO_BREAK);
    let start = text[..at].trim_end_matches(is_space).len();
    let end = text.len() - text[at..].trim_start_matches(is_space).len();
    Span::new(start, end)
}

fn fault(document: &Document, run: Span, at: usize) -> Option<Diagnostic> {
    let text = document.source.text();
    let (before, after) = (&text[..run.start], &text[run.end..]);
    let begins_line = before.is_empty() || before.ends_with('\n');
    let ends_line = after.is_empty() || after.starts_with(['\n', '\r']);
    let alone = run.len() == NO_BREAK.len_utf8();
    let (message, label, fixed) = match (begins_line, ends_line) {
        (true, true) => ("line with nothing but a no-break space", "looks blank", ""),
        (true, false) => return None,
        (false, true) => ("no-break space at the end of the line", "invisible", ""),
        _ if !alone => ("no-break space beside a space", "one space is enough", " "),
        _ if is_wanted(document, before, after) => return None,
        _ => ("no-break space between two words", "an ordinary space is enough", " "),
    };
    let title = if fixed.is_empty() { "delete it" } else { "write one ordinary space" };
    // From the first no-break space to the last: these are what a reader looks for.
    let end = at + text[at..run.end].rfind(NO_BREAK).unwrap_or(0) + NO_BREAK.len_utf8();
    Some(Diagnostic::new(Span::new(at, end), message).label(label).help(title).fix(Fix::replace(
        title,
        Applicability::Safe,
        run,
        fixed,
    )))
}

/// Whether typography calls for a no-break space between two texts.
fn is_wanted(document: &Document, before: &str, after: &str) -> bool {
    let (last, next) = (before.chars().next_back(), after.chars().next());
    if !last.is_some_and(char::is_alphabetic) || !next.is_some_and(char::is_alphabetic) {
        return true;
    }
    let last = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let next = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let is_short = |word: &str| word.chars().count() <= 3;
    is_short(last) || is_short(next) || is_title(document, last)
}

/// Whether a word is used before names: `Lord`, `General`.
fn is_title(document: &Document, word: &str) -> bool {
    let mut titles = document.profile.byline.honorifics.iter();
    titles.any(|title| title.trim_end_matches('.').eq_ignore_ascii_case(word))
}
