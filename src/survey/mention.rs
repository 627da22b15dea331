//! Capitalised words where they stand, with the capitalised words beside them.

use super::reading::{Part, between, each_part, has_sentences};
use crate::document::{Block, Document};
use crate::source::Span;

/// A capitalised word in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands, without a possessive ending.
    pub span: Span,
    /// The form, as the survey counts it.
    pub form: String,
    /// Whether it stands inside a sentence of a paragraph.
    pub inside: bool,
    /// The capitalised word directly before it: `Hoop` of `Scheffer`.
    pub before: Option<String>,
    /// The capitalised word directly after it: `Scheffer` of `Hoop`.
    pub after: Option<String>,
}

/// The capitalised words of a document that `wanted` asks for, in order; no acronyms.
///
/// `wanted` is asked once for each spelling, and only the places of those that it wants are looked at: most documents have
/// none.
pub fn mentions(document: &Document, wanted: impl Fn(&str) -> bool) -> Vec<Mention> {
    let spellings = document.words().spellings();
    let mut found = vec![];
    for spelling in spellings {
        let word = document.text(spelling.first);
        // Most words begin with a small letter: they have a name in them only after a hyphen.
        if word.as_bytes().first().is_some_and(u8::is_ascii_lowercase)
            && !word.bytes().any(|byte| byte == b'-')
        {
            continue;
        }
        each_part(word, |part| {
            if part.is_name && wanted(&part.form) {
                found.push((spelling.number, part.at));
            }
        });
    }
    if found.is_empty() { Vec::new() } else { places(document, &found) }
}

/// The places of parts of spellings, which are given by the numbers of the spellings and where the parts begin in them,
/// sorted.
fn places(document: &Document, parts: &[(u32, usize)]) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for (word, number) in words(document, parts) {
        let block = document.blocks.partition_point(|block| block.span.end <= word.start);
        let Some(block) = document.blocks.get(block) else { continue };
        let at = document.words().spans().partition_point(|other| *other < word);
        let place = Place { document, block, words: document.words().spans(), at };
        let is_wanted = |part: &Part| parts.binary_search(&(number, part.at)).is_ok();
        place.mentions(is_wanted, &mut mentions);
    }
    mentions
}

/// Where the spellings stand, in order, with their numbers.
fn words(document: &Document, parts: &[(u32, usize)]) -> Vec<(Span, u32)> {
    let spellings = document.words().spellings();
    let (mut words, mut again) = (Vec::new(), vec![]);
    for (number, _) in parts.chunk_by(|a, b| a.0 == b.0).map(|parts| parts[0]) {
        let spelling = spellings[number as usize];
        words.push((spelling.first, number));
        if spelling.times > 1 {
            again.resize(spellings.len(), false);
            again[number as usize] = true;
        }
    }
    // A slip stands once as a rule: the words are gone through only for those that stand again.
    if !again.is_empty() {
        let places = document.words().numbered().map(|(span, spelling)| (span, spelling.number));
        words.extend(
            places.filter(|(span, number)| {
                again[*number as usize] && spellings[*number as usize].first != *span
            }),
        );
    }
    words.sort_unstable();
    words
}

/// A word where it stands.
struct Place<'d> {
    document: &'d Document<'d>,
    block: &'d Block,
    /// All words of the document, and the number of this one.
    words: &'d [Span],
    at: usize,
}

impl Place<'_> {
    /// Adds the parts of the word that are wanted.
    fn mentions(&self, is_wanted: impl Fn(&Part) -> bool, mentions: &mut Vec<Mention>) {
        let parts = self.parts(self.words[self.at]);
        for (number, part) in parts.iter().enumerate().filter(|(_, part)| is_wanted(part)) {
            mentions.push(self.mention(part, number == 0, number + 1 == parts.len()));
        }
    }

    fn mention(&self, part: &Part, is_first: bool, is_last: bool) -> Mention {
        let (document, word) = (self.document, self.words[self.at]);
        let before = self.words[..self.at].last().filter(|word| word.start >= self.block.span.start).copied();
        let after = self.words.get(self.at + 1).filter(|word| word.start < self.block.span.end).copied();
        let (starts, follows) = if is_first { between(document, before, word) } else { (false, false) };
        let is_followed = |after: &Span| is_last && between(document, Some(word), *after).1;
        Mention {
            span: part.span(word),
            form: part.form.to_string(),
            inside: has_sentences(self.block.kind) && !starts,
            before: before.filter(|_| follows).and_then(|word| name(self.parts(word).last())),
            after: after.filter(is_followed).and_then(|word| name(self.parts(word).first())),
        }
    }

    fn parts(&self, word: Span) -> Vec<Part<'_>> {
        let mut parts = Vec::new();
        each_part(self.document.text(word), |part| parts.push(part));
        parts
    }
}

/// The form of a part that is a name.
fn name(part: Option<&Part>) -> Option<String> {
    part.filter(|part| part.is_name).map(|part| part.form.to_string())
}
