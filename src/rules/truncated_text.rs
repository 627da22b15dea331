//! Texts that end in the middle of a sentence.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Block, Document, Kind};
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::shared::prose::is_foreign;

rule! {
    /// Texts that end in the middle of a sentence.
    ///
    /// A feed gives the first lines of a text and `Read more`, and a download that broke off ends anywhere. The rest of
    /// the words is missing from every count.
    ///
    /// The rule looks at the last paragraph, if it has at least eight words and nearly all other paragraphs of the
    /// document end with punctuation. It reports one that ends with `the`, `of` and the like, with a comma or
    /// a hyphen, or with a link to the rest. A paragraph that ends with another word in lower case may only lack
    /// its full stop, and is information.
    ///
    /// There is no fix: the words are not in the text.
    "truncated-text": Header, Warn, Never, since "0.1.0", needs Letters
}

/// A shorter last line is a signature, a date, or a line of contacts.
const FEWEST_WORDS: usize = 8;

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let is_prose = |block: &&Block| matches!(block.kind, Kind::Paragraph | Kind::Utterance);
    let mut blocks = document.blocks.iter().filter(is_prose);
    let Some(last) = blocks.next_back() else { return };
    let after = document.blocks.iter().filter(|block| block.span.start > last.span.start);
    if after.into_iter().any(|block| block.kind.is_body()) {
        return;
    }
    let prose = last.prose();
    let text = document.text(prose);
    let end = prose.start + text.trim_end().len();
    if let Some(len) = link_to_rest(document, text) {
        let span = Span::new(end - len, end);
        findings.push(found(span, "the text ends with a link to the rest", "the rest was not saved"));
    } else if is_long(text) && !is_foreign(text, document.profile.words()) {
        findings.extend(broken_off(document, text, end).filter(|_| others_are_ended(document, blocks)));
    }
}

fn is_long(text: &str) -> bool {
    text.split_whitespace().nth(FEWEST_WORDS - 1).is_some()
}

/// The length of `Read more` at the end of a text.
fn link_to_rest(document: &Document, text: &str) -> Option<usize> {
    let written = text.trim_end();
    let words = written.trim_end_matches(|c: char| !c.is_alphanumeric());
    let list = &document.profile.words().rest_links;
    let link = list.iter().filter(|link| {
        let start = words.len().checked_sub(link.len());
        let own = start.and_then(|start| words.get(start..));
        // What a person said is part of a sentence: `I could not read more`.
        let before = start.and_then(|start| words.get(..start)).unwrap_or_default().trim_end();
        own.is_some_and(|own| own.eq_ignore_ascii_case(link) && own.starts_with(char::is_uppercase))
            && before.ends_with(|c: char| !c.is_alphanumeric())
    });
    link.map(|link| written.len() - words.len() + link.len()).max()
}

/// A finding at the last word or mark of a text that is no end of a sentence.
fn broken_off(document: &Document, text: &str, end: usize) -> Option<Diagnostic> {
    let written = text.trim_end();
    let last = written.chars().next_back()?;
    let word = written.rsplit(char::is_whitespace).next()?;
    if matches!(last, ',' | '-') && word.len() > 1 && word.starts_with(char::is_alphabetic) {
        let span = Span::new(end - last.len_utf8(), end);
        return Some(found(span, "the text ends in the middle of a sentence", "something followed here"));
    }
    if !word.chars().all(char::is_lowercase) {
        return None;
    }
    let lists = document.profile.words();
    let span = Span::new(end - word.len(), end);
    let label = "something followed here";
    Some(if lists.never_last.has(word) || lists.seldom_last.has(word) {
        found(span, "the text ends in the middle of a sentence", label)
    } else {
        found(span, "the last sentence has no end", "no full stop").at_most(Severity::Info)
    })
}

/// Whether nearly all paragraphs before the last end as sentences do: some texts have no punctuation.
fn others_are_ended<'d>(document: &Document, blocks: impl Iterator<Item = &'d Block>) -> bool {
    let (mut all, mut ended) = (0, 0);
    for text in blocks.map(|block| document.text(block.prose()).trim_end()).filter(|text| is_long(text)) {
        all += 1;
        ended += usize::from(!text.ends_with(|c: char| c.is_alphanumeric() || c == ','));
    }
    all >= 3 && ended * 10 >= all * 9
}

fn found(span: Span, message: &str, label: &str) -> Diagnostic {
    Diagnostic::new(span, message).label(label).help("compare with the original page")
}
