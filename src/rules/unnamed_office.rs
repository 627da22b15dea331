//! Bylines that name an office but not the person who holds it.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::{Span, fold};

use super::shared::months::in_words;
use super::shared::offices::event;

rule! {
    /// Bylines that name an office but not the person who holds it.
    ///
    /// `by NATO Secretary General` identifies the speaker only to a reader who knows the year. A study that groups
    /// speeches by speaker loses this one.
    ///
    /// The rule looks at bylines that begin with an office that the profile knows, after `by`, `with` and the like, and
    /// contain no other capitalised word. It is wrong where the person is named elsewhere in the header.
    ///
    /// The fix is a suggestion, since the name is not in the text: the person who held the office on the day of the
    /// document, if the lexicon knows, with its source.
    "unnamed-office": Header, Warn, DisplayOnly, since "0.1.0"
}

fn check(document: &Document, context: &Context, findings: &mut Findings) {
    let byline = &document.header.byline;
    for (at, line) in byline.iter().enumerate() {
        let (before, after) = (at.checked_sub(1).map(|at| byline[at]), byline.get(at + 1).copied());
        let unnamed = unnamed(document, before, *line, after);
        findings.extend(unnamed.map(|finding| with_holder(document, context, finding)));
    }
}

fn unnamed(document: &Document, before: Option<Span>, line: Span, after: Option<Span>) -> Option<Diagnostic> {
    let words = &document.profile.byline;
    let text = document.text(line);
    let openers = words.openers.like(text.trim_start());
    let opener = openers.filter_map(|opener| after_phrase(text, opener)).min_by_key(|rest| rest.len());
    let rest = opener.or(before.is_none().then_some(text))?;
    let rest = after_phrase(rest, "the").unwrap_or(rest);
    let offices = words.offices.like(rest.trim_start());
    let office = offices.filter(|office| after_phrase(rest, office).is_some());
    let office = office.max_by_key(|office| office.len())?;
    let begin = line.end - rest.len();
    let span = Span::new(begin, begin + rest.len() - after_phrase(rest, office)?.len());
    let goes_on = text.trim_end().ends_with([',', '-', '–'])
        || after.is_some_and(|after| document.text(after).trim_start().starts_with(char::is_uppercase));
    let has_name = names_somebody(after_phrase(rest, office)?, &words.offices);
    (!has_name && !goes_on).then(|| {
        Diagnostic::new(span, format!("the byline does not say who the {} is", fold(office)))
            .label("an office without a name")
            .help("add the name before or after the office, as in other bylines")
    })
}

/// The finding with the only holder of the office on the day of the document, if one is known.
fn with_holder(document: &Document, context: &Context, finding: Diagnostic) -> Diagnostic {
    let Some((first, last)) = event(document) else { return finding };
    let named = document.text(finding.span);
    let named = after_phrase(named, "the").unwrap_or(named);
    let offices = context.known.offices();
    let Some(office) = offices.iter().find(|office| office.at_start(named) == Some(named.len())) else {
        return finding;
    };
    let mut holders = office.holders(first, last);
    let (Some(term), None) = (holders.next(), holders.next()) else { return finding };
    let source = term.source.as_ref().map(|source| format!(" ({source})")).unwrap_or_default();
    let acting = if term.acting { ", acting" } else { "" };
    let help = format!(
        "on {} the office was held by {}{acting}, {}{source}",
        in_words(first),
        term.holder,
        term.time()
    );
    let (title, text) = (format!("add `{}` after the office", term.holder), format!(", {}", term.holder));
    let end = Span::at(finding.span.end);
    finding.help(help).fix(Fix::replace(title, Applicability::DisplayOnly, end, text))
}

/// Whether the text has a capitalised word other than offices and acronyms.
fn names_somebody(text: &str, offices: &[String]) -> bool {
    let office_words: Vec<&str> = offices.iter().flat_map(|office| office.split_whitespace()).collect();
    text.split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| {
        let is_acronym = word.len() <= 6 && word.chars().all(char::is_uppercase);
        word.starts_with(char::is_uppercase) && !is_acronym && !office_words.contains(&word)
    })
}

/// The rest of a text after a phrase at its start, ignoring case and the number of spaces.
fn after_phrase<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    let mut rest = text.trim_start();
    for word in phrase.split_whitespace() {
        let head = rest.get(..word.len())?;
        if !head.eq_ignore_ascii_case(word) {
            return None;
        }
        rest = &rest[word.len()..];
        if rest.starts_with(char::is_alphanumeric) {
            return None;
        }
        rest = rest.trim_start();
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_end_at_word_ends() {
        assert_eq!(after_phrase("by  NATO Secretary", "By"), Some("NATO Secretary"));
        assert_eq!(after_phrase("bystanders", "by"), None);
        assert_eq!(after_phrase("NATO  Secretary General, x", "nato secretary general"), Some(", x"));
    }

    #[test]
    fn offices_and_acronyms_are_no_names() {
        let offices = ["Minister of Defence".to_string()];
        assert!(!names_somebody(" and the Minister of Defence at NATO", &offices));
        assert!(names_somebody(", Lord Robertson", &offices));
    }
}
