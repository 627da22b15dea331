//! The prose of a document, block by block, and questions about a position in a text that several rules ask.

use crate::document::{Block, Document, Kind, PartKind};
use crate::source::Span;

/// The running text: titles, places, bylines, related titles and the body without labels and markers.
pub(super) fn prose<'d>(document: &'d Document) -> impl Iterator<Item = (&'d Block, Span, &'d str)> {
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
pub(super) fn prose_and_roles<'d>(document: &'d Document) -> impl Iterator<Item = (Span, &'d str)> {
    let utterances = document.blocks.iter().filter(|block| block.kind == Kind::Utterance);
    let roles =
        utterances.filter_map(|block| block.part(PartKind::Role)).map(|role| (role, document.text(role)));
    prose(document).map(|(_, span, text)| (span, text)).chain(roles)
}

/// The marks in a span, each with its offset in the text of the span.
pub(super) fn marks(document: &Document, span: Span) -> impl Iterator<Item = (usize, char)> {
    document.source.marks(span).map(move |(at, mark)| (at - span.start, mark))
}

/// Whether some letters or marks occur anywhere in the source: most documents have nothing of what a rule looks for,
/// and one search costs less than one in each block.
pub(super) fn has_text(document: &Document, letters: &str) -> bool {
    memchr::memmem::find(document.source.text().as_bytes(), letters.as_bytes()).is_some()
}

/// A span in a text at `offset`.
pub(super) const fn within(offset: usize, start: usize, end: usize) -> Span {
    Span::new(offset + start, offset + end)
}

/// Whether a longer text has few of the function words that all English has.
pub(super) fn is_foreign(text: &str) -> bool {
    const LITTLE: Little<41> = Little::new([
        "the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "as", "was", "with", "be", "by",
        "on", "not", "he", "his", "at", "are", "this", "have", "from", "or", "had", "an", "they", "which",
        "we", "has", "been", "will", "you", "i", "but", "our", "their", "all", "would", "there",
    ]);
    let (mut all, mut little) = (0, 0);
    for word in words(text) {
        all += 1;
        little += usize::from(LITTLE.has(word));
    }
    all >= 8 && little * 8 < all
}

/// Whether a text is French: two French function words, and no `the`. This works for short headings too.
pub(super) fn is_french(text: &str) -> bool {
    const LITTLE: Little<18> = Little::new([
        "le", "la", "les", "des", "du", "et", "une", "est", "pour", "dans", "sur", "aux", "avec", "par",
        "qui", "que", "nous", "ce",
    ]);
    let found = words(text).filter(|word| LITTLE.has(word));
    found.take(2).count() == 2 && !text.split(' ').any(|word| word.eq_ignore_ascii_case("the"))
        || is_foreign(text)
}

/// Whether a word is a French function word, including those with other meanings in English.
pub(super) fn is_little_french(word: &str) -> bool {
    const LITTLE: Little<24> = Little::new([
        "le", "la", "les", "des", "du", "et", "une", "est", "pour", "dans", "sur", "aux", "avec", "qui",
        "que", "nous", "vous", "ce", "de", "un", "il", "elle", "je", "vive",
    ]);
    LITTLE.has(word)
}

/// Whether a text is certainly English: it has a function word that no neighbouring language has.
pub(super) fn is_english(text: &str) -> bool {
    const LITTLE: Little<28> = Little::new([
        "the", "and", "to", "that", "for", "it", "with", "by", "not", "his", "are", "this", "have", "from",
        "they", "which", "has", "been", "but", "our", "their", "would", "there", "its", "were", "of", "who",
        "these",
    ]);
    words(text).any(|word| LITTLE.has(word))
}

/// The runs of letters in a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}

/// Function words of eight letters at most, each packed into a number: texts are checked word by word.
struct Little<const COUNT: usize>([u64; COUNT]);

impl<const COUNT: usize> Little<COUNT> {
    const fn new(words: [&str; COUNT]) -> Self {
        let mut packed = [0; COUNT];
        let mut at = 0;
        while at < COUNT {
            packed[at] = pack(words[at].as_bytes());
            at += 1;
        }
        Self(packed)
    }

    /// Whether a word is one of them, in any case.
    fn has(&self, word: &str) -> bool {
        word.len() <= 8 && self.0.contains(&pack(word.as_bytes()))
    }
}

/// The letters of a short word as a number, ignoring case; bytes other than letters do not give letters.
const fn pack(word: &[u8]) -> u64 {
    let (mut packed, mut at) = (0, 0);
    while at < word.len() {
        packed = packed << 8 | word[at].to_ascii_lowercase() as u64;
        at += 1;
    }
    packed
}

/// Whether a position in a text is inside an address or a path: `info@nato.int`, `www.nato.int`, `a/b`.
pub(super) fn is_address(text: &str, at: usize) -> bool {
    /// No address extends further on either side, and a text without spaces must not be read again at each of its
    /// commas.
    const LONGEST: usize = 80;
    let is_end = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'(' | b')' | b'<' | b'>' | b'"');
    let (before, after) = text.as_bytes().split_at(at);
    let before = &before[before.len().saturating_sub(LONGEST)..];
    let before = before.rsplit(is_end).next().unwrap_or_default();
    let after = after[..after.len().min(LONGEST)].split(is_end).next().unwrap_or_default();
    let is_sign = |byte: &u8| matches!(byte, b'@' | b'/' | b'\\' | b'=' | b'_' | b'|');
    before.starts_with(b"www.") || before.iter().chain(after).any(is_sign)
}

/// The characters on both sides of `start` and `end`.
pub(super) fn beside(text: &str, start: usize, end: usize) -> (Option<char>, Option<char>) {
    (text[..start].chars().next_back(), text[end..].chars().next())
}
