//! Speakers known only by a surname.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use crate::diagnostic::Diagnostic;
use crate::document::{Document, Kind, Person};
use crate::language::WordList;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::shared::labels::Names;

rule! {
    /// Speakers whom the document never identifies.
    ///
    /// A transcript gives the full name of each speaker once, in a label or in the byline, and the surname afterwards.
    /// A surname alone does not show for certain whose words these are.
    ///
    /// The rule looks at labels with one word, not counting honorifics and particles, that do not end a full label,
    /// have no role, and are named neither in the header nor by first name and surname earlier in the text. Roles such
    /// as `MODERATOR` are not persons. It may be wrong where the family of documents never gives full names.
    ///
    /// There is no fix: compare with the original, which may still have the lines that named the speaker.
    "unknown-speaker": Speech, Info, Never, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let alone = alone(document);
    if alone.is_empty() {
        return;
    }
    let named = named_in(document, &Surnames::new(alone.iter().map(|(surname, _)| surname.as_str())));
    for (_, first) in alone.iter().filter(|(surname, _)| !named.contains(surname.as_str())) {
        let message = format!("the document does not identify `{}`", document.source.fold(*first));
        let help = "the full name is in no label and not in the header; compare with the original";
        findings.push(Diagnostic::new(*first, message).label("only a surname").help(help));
    }
}

/// The surnames that are alone in labels, in lower case, each with the first label.
fn alone(document: &Document) -> Vec<(String, Span)> {
    let (names, lists) = (Names::new(document.profile), document.profile.words());
    let surname = |person: &Person| {
        let first = person.labels.first().copied()?;
        let is_whole = !person.labels.contains(&person.name);
        if is_whole || person.role.is_some() {
            return None;
        }
        let name = document.text(person.name);
        let mut key = names.key(name);
        // `LE PRESIDENT` has no particle, but an article.
        let is_titled = lists.titles.has(key.last()?) && key.len() > 1;
        let is_surname = key.len() == 1 || lists.particles.has(&key[0]) && !is_titled;
        (is_surname && !names.is_part(name)).then_some((key.pop()?, first))
    };
    document.persons.iter().filter_map(surname).collect()
}

/// The surnames that are words of the header, or follow a capitalised word in the body.
fn named_in<'s>(document: &Document, surnames: &Surnames<'s>) -> HashSet<&'s str, RandomState> {
    let mut named = HashSet::default();
    for block in &document.blocks {
        let is_body = block.kind.is_body();
        if !is_body && matches!(block.kind, Kind::Blank | Kind::Residue(_) | Kind::Footer) {
            continue;
        }
        let text = document.text(if is_body { block.prose() } else { block.content });
        each_word(text, |start, word| {
            if let Some(surname) = surnames.find(word)
                && (!is_body
                    || bare(word).starts_with(char::is_uppercase)
                        && follows_name(&text[..start], &document.profile.words().particles))
            {
                named.insert(surname);
            }
        });
    }
    named
}

/// Whether the last word of a text begins with a capital and is not cut off from what follows; particles may come
/// between.
fn follows_name(text: &str, particles: &WordList) -> bool {
    for word in text.split_whitespace().rev() {
        let bare = bare(word);
        if bare.starts_with(char::is_uppercase) && bare.len() > 1 && word.ends_with(char::is_alphanumeric) {
            return true;
        }
        if !particles.has_as_written(bare) {
            return false;
        }
    }
    false
}

/// A word without the marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Names to look for in a text.
struct Surnames<'s> {
    /// In lower case.
    all: HashSet<&'s str, RandomState>,
    /// For each byte, whether one of them may begin with it, in any case: most words of a text are not among them, and
    /// their first letter shows it.
    initials: [bool; 256],
}

impl<'s> Surnames<'s> {
    fn new(all: impl Iterator<Item = &'s str>) -> Self {
        let all: HashSet<&str, RandomState> = all.collect();
        // A mark may precede a name, and the lower case of a character beyond ASCII is unpredictable.
        let mut initials =
            std::array::from_fn(|byte| !u8::try_from(byte).is_ok_and(|b| b.is_ascii_alphanumeric()));
        for first in all.iter().filter_map(|name| name.bytes().next()) {
            initials[usize::from(first)] = true;
            initials[usize::from(first.to_ascii_uppercase())] = true;
        }
        Self { all, initials }
    }

    /// The surname in a word, without a possessive ending.
    fn find(&self, word: &str) -> Option<&'s str> {
        if !self.initials[usize::from(*word.as_bytes().first()?)] {
            return None;
        }
        let owner = bare(word).trim_end_matches("’s").trim_end_matches("'s");
        self.all.get(owner.to_lowercase().as_str()).copied()
    }
}

/// Passes the words of a text, as separated by white space, with their positions.
fn each_word<'t>(text: &'t str, mut then: impl FnMut(usize, &'t str)) {
    // The first bytes of white space: no other character needs to be decoded.
    let may_be_space = |byte: &u8| matches!(byte, b'\t'..=b'\r' | b' ' | 0xc2 | 0xe1..=0xe3);
    let (mut start, mut from) = (0, 0);
    while let Some(at) = text.as_bytes()[from..].iter().position(may_be_space).map(|at| from + at) {
        from = at + 1;
        if let Some(space) = text[at..].chars().next().filter(|c| c.is_whitespace()) {
            if start < at {
                then(start, &text[start..at]);
            }
            from = at + space.len_utf8();
            start = from;
        }
    }
    if start < text.len() {
        then(start, &text[start..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::offset_in;

    #[test]
    fn words_are_those_between_white_space() {
        let spaces: String = ('\0'..=char::MAX).filter(|c| c.is_whitespace()).collect();
        let text = format!("a\u{1c}b ‘c’\r\n d\u{200b}e{spaces}é\u{a0}\u{2003}北京\tz ");
        let mut found = Vec::new();
        each_word(&text, |start, word| found.push((start, word)));
        let start = |word: &str| offset_in(&text, word);
        let expected: Vec<(usize, &str)> = text.split_whitespace().map(|word| (start(word), word)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn names_stand_behind_capitalised_words() {
        for (text, follows) in [
            ("said Lord ", true),
            ("said Jaap de ", true),
            ("Jaap de la ", true),
            ("said de ", false),
            ("in London, ", false),
            ("A ", false),
            ("", false),
        ] {
            let particles = &crate::language::Language::ENGLISH.words().particles;
            assert_eq!(follows_name(text, particles), follows, "{text:?}");
        }
    }
}
