//! The prose of a document, block by block, and questions about a position in a text that several rules ask.

use crate::document::{Block, Document, Kind, PartKind};
use crate::language::{Language, WordLists};
use crate::source::Span;

/// The running text: titles, places, bylines, related titles and the body without labels and markers.
pub(in crate::rules) fn prose<'d>(
    document: &'d Document,
) -> impl Iterator<Item = (&'d Block, Span, &'d str)> {
    document.blocks.iter().filter_map(|block| {
        let span = match block.kind {
            Kind::Title | Kind::Place | Kind::Byline | Kind::Related => block.content,
            kind if kind.is_body() => block.prose(),
            _ => return None,
        };
        Some((block, span, document.text(span)))
    })
}

/// The prose, and the roles in speaker labels, which are also words.
pub(in crate::rules) fn prose_and_roles<'d>(document: &'d Document) -> impl Iterator<Item = (Span, &'d str)> {
    let utterances = document.blocks.iter().filter(|block| block.kind == Kind::Utterance);
    let roles =
        utterances.filter_map(|block| block.part(PartKind::Role)).map(|role| (role, document.text(role)));
    prose(document).map(|(_, span, text)| (span, text)).chain(roles)
}

/// The marks in a span, each with its offset in the text of the span.
pub(in crate::rules) fn marks(document: &Document, span: Span) -> impl Iterator<Item = (usize, char)> {
    document.source.marks(span).map(move |(at, mark)| (at - span.start, mark))
}

/// Whether some letters or marks occur anywhere in the source: most documents have nothing of what a rule looks for,
/// and one search costs less than one in each block.
pub(in crate::rules) fn has_text(document: &Document, letters: &str) -> bool {
    memchr::memmem::find(document.source.text().as_bytes(), letters.as_bytes()).is_some()
}

/// A span in a text at `offset`.
pub(in crate::rules) const fn within(offset: usize, start: usize, end: usize) -> Span {
    Span::new(offset + start, offset + end)
}

/// Whether a longer text has few of the function words that all English has.
pub(in crate::rules) fn is_foreign(text: &str, lists: &WordLists) -> bool {
    let (mut all, mut small) = (0, 0);
    for word in words(text) {
        all += 1;
        small += usize::from(lists.function_words.has(word));
    }
    all >= 8 && small * 8 < all && !lists.function_words.is_empty()
}

/// Whether a text is French: two French function words, and no `the`. This works for short headings too.
pub(in crate::rules) fn is_french(text: &str, lists: &WordLists) -> bool {
    let french = &Language::FRENCH.words().clear_words;
    let found = words(text).filter(|word| french.has(word));
    found.take(2).count() == 2 && !text.split(' ').any(|word| word.eq_ignore_ascii_case("the"))
        || is_foreign(text, lists)
}

/// Whether a word is a French function word, including those with other meanings in English.
pub(in crate::rules) fn is_small_french(word: &str) -> bool {
    Language::FRENCH.words().cited_words.has(word)
}

/// Whether a text is certainly in the document's language: it has a function word that no neighbouring language has.
pub(in crate::rules) fn is_clear(text: &str, lists: &WordLists) -> bool {
    words(text).any(|word| lists.clear_words.has(word))
}

/// The runs of letters in a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}

/// Whether a position in a text is inside an address or a path: `info@nato.int`, `www.nato.int`, `a/b`.
pub(in crate::rules) fn is_address(text: &str, at: usize) -> bool {
    /// No address extends further on either side, and a text without spaces must not be read again at each of its
    /// commas.
    const LONGEST: usize = 80;
    let is_end = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'(' | b')' | b'<' | b'>' | b'"');
    let (before, after) = text.as_bytes().split_at(at);
    let before = &before[before.len().saturating_sub(LONGEST)..];
    let before = before.rsplit(is_end).next().unwrap_or_default();
    let after = after[..after.len().min(LONGEST)].split(is_end).next().unwrap_or_default();
    let is_sign = |byte: &u8| matches!(byte, b'@' | b'/' | b'\\' | b'=' | b'_' | b'|');
    // `site.gov`
    let is_dotted = |bytes: &[u8]| {
        bytes.windows(3).any(|three| {
            three[0].is_ascii_alphanumeric() && three[1] == b'.' && three[2].is_ascii_lowercase()
        })
    };
    before.starts_with(b"www.")
        || is_dotted(before)
        || is_dotted(after)
        || before.iter().chain(after).any(is_sign)
}

/// The characters on both sides of `start` and `end`.
pub(in crate::rules) fn beside(text: &str, start: usize, end: usize) -> (Option<char>, Option<char>) {
    (text[..start].chars().next_back(), text[end..].chars().next())
}
