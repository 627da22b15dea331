//! Error pages of web servers.

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::language::{Language, WordLists, guess};
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

rule! {
    /// Error pages of web servers in place of the document.
    ///
    /// A crawler that asks for a page that has moved, or asks too often, saves `404 Not Found` or `Please enable
    /// JavaScript` under the name of the speech. The file is there, so that nobody notices, and its words are counted.
    ///
    /// The rule looks at the first five lines of a text of at most 120 words without a date. One of them must begin
    /// with the words of such a page in English, in the language of the text or in that of the profile. It may be wrong
    /// about a short text that begins with the same words.
    ///
    /// There is no fix: fetch the page again.
    "error-page": Header, Error, Never, since "0.1.0"
}

/// Error pages are short.
const MOST_WORDS: usize = 120;

/// The words are in the title or the first heading.
const FIRST_LINES: usize = 5;

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    if document.header.date.is_some() || document.source.text().split_whitespace().nth(MOST_WORDS).is_some() {
        return;
    }
    let text = document.source.text();
    let lists = [Some(Language::ENGLISH), guess(text), Some(document.profile.language())];
    let lists = lists.map(|language| language.map(Language::words));
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        at += line.len();
        (at - line.len(), line)
    });
    let written = lines.filter(|(_, line)| line.contains(char::is_alphanumeric)).take(FIRST_LINES);
    findings.extend(written.filter_map(|(at, line)| found(&lists, at, line)).take(1));
}

fn found(lists: &[Option<&WordLists>], at: usize, line: &str) -> Option<Diagnostic> {
    let words = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let start = at + line.len() - words.len();
    let plain = words.replace('’', "'");
    if !lists.iter().flatten().any(|lists| begins(&plain, lists)) {
        return None;
    }
    let span = Span::new(start, start + words.trim_end().len());
    Some(
        Diagnostic::new(span, "an error page was saved in place of the document")
            .label("written by a web server")
            .help("fetch the page again, or leave the file out of the corpus"),
    )
}

/// Whether a line begins as an error page does. A phrase of one or two words must be the whole line, or a part that a mark
/// ends: `Access denied to inspectors` is a headline.
fn begins(line: &str, lists: &WordLists) -> bool {
    lists.error_pages.at_start(line).is_some_and(|len| {
        let (phrase, rest) = line.split_at(len);
        let is_long = phrase.split(' ').nth(2).is_some();
        let next = rest.trim_start().chars().next();
        if is_long {
            !rest.starts_with(char::is_alphanumeric)
        } else {
            !next.is_some_and(char::is_alphanumeric)
        }
    })
}
