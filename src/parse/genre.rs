//! Document types: `Press Conference`, `Final Communiqué`, `Statement to the Press`, `Speech by …`.

use super::phrase;
use crate::language::Genre as Kind;
use crate::profile::{Category, Genres};

/// The document type at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    /// Length of its words in bytes.
    pub(super) len: usize,
    /// What they mean.
    pub(super) category: Category,
}

/// What a kind of document in the words of a language means.
pub(super) const fn category(kind: Kind) -> Category {
    match kind {
        Kind::Briefing => Category::Briefing,
        Kind::Speech => Category::Speech,
        Kind::Statement => Category::Statement,
        Kind::Communique => Category::Communique,
        Kind::Interview => Category::Interview,
        Kind::News => Category::News,
        Kind::Document => Category::Other,
    }
}

/// Reads modifiers, head and audience: `Joint` `Press` `Conference`, `Statement` `to the Press`.
pub(super) fn genre(text: &str, words: &Genres) -> Option<Typed> {
    let whole = words.phrases.like(text).find_map(|known| {
        phrase::starts(text, &known.text).map(|len| Typed { len, category: known.category })
    });
    let mut found = whole.or_else(|| composed(text, words))?;
    loop {
        let rest = &text[found.len..];
        let space = rest.len() - rest.trim_start().len();
        let more =
            phrase::longest(rest.trim_start(), &words.audiences).or_else(|| second(rest.trim_start(), words));
        match more {
            Some(len) if space > 0 => found.len += space + len,
            _ => return Some(found),
        }
    }
}

/// ` and Press Conference` after a first type; both name one document.
fn second(rest: &str, words: &Genres) -> Option<usize> {
    let and = phrase::starts(rest, "and").or_else(|| phrase::starts(rest, "&"))?;
    let behind = rest[and..].trim_start();
    let typed = composed(behind, words)?;
    Some(rest.len() - behind.len() + typed.len)
}

fn composed(text: &str, words: &Genres) -> Option<Typed> {
    let mut at = 0;
    for modifiers in 0..6 {
        let rest = &text[at..];
        let head =
            words.heads.like(rest).filter(|head| modifiers > 0 || !head.needs_modifier).filter_map(|head| {
                ends(rest, phrase::prefix(rest, &head.text)?)
                    .map(|len| Typed { len: at + len, category: head.category })
            });
        // `Press Conference` takes precedence over `Press`, and `News` may modify: the longest head is used, a modifier
        // only if there is no head.
        if let Some(found) = head.max_by_key(|typed| typed.len) {
            return Some(found);
        }
        let modifier = phrase::longest(rest, &words.modifiers)?;
        let separators = rest[modifier..].len()
            - rest[modifier..].trim_start_matches([' ', '\u{a0}', '/', '-', ',']).len();
        if separators == 0 {
            return None;
        }
        at += modifier + separators;
    }
    None
}

/// A head ends with the word, or with `by` directly after it: `Statementby NATO Secretary General`.
fn ends(text: &str, len: usize) -> Option<usize> {
    let rest = &text[len..];
    let word_ends = !rest.chars().next().is_some_and(char::is_alphanumeric);
    (word_ends || rest.starts_with("by ")).then_some(len)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Profile;

    fn read(text: &str) -> Option<&str> {
        genre(text, &Profile::built_in("nato").expect("built in").genres).map(|typed| &text[..typed.len])
    }

    #[test]
    fn wordings_of_the_survey() {
        for line in [
            "Press Conference",
            "Closing News Conference",
            "Final press conference",
            "Joint press point",
            "Press Point",
            "Weekly (Press) briefing",
            "Monthly Press Briefing",
            "Background briefing",
            "Morning Briefing",
            "Meeting with the Press",
            "Press Statement",
            "Statement to the Press",
            "Media Statement",
            "Remarks to the press",
            "Questions & Answers",
            "Questions and Answers",
            "Speech",
            "Address",
            "Dinner speech",
            "Keynote dinner speech",
            "Welcoming Speech",
            "Welcoming remarks",
            "Opening Statement",
            "Introductory statement",
            "Public Opening Statement",
            "Closing remarks",
            "Speaking Notes",
            "Summary of the Speech",
            "Final Communiqué",
            "Final Communique",
            "Final Communiqu",
            "Joint Press Statement",
            "Interview",
            "Video interview",
            "Special interactive video forum series",
            "MEDIA ADVISORY",
            "Daily Press Briefing",
            "News Transcript",
            "Media Availability",
            "Transcript of Press Briefing",
            "Opening statements",
            "Weekly press briefing",
        ] {
            assert_eq!(read(line), Some(line));
        }
    }

    #[test]
    fn first_words_of_a_line() {
        assert_eq!(read("Statement by the NATO Secretary General"), Some("Statement"));
        assert_eq!(read("Statementby NATO Secretary General"), Some("Statement"));
        assert_eq!(read("Joint Press Conference by X"), Some("Joint Press Conference"));
        assert_eq!(read("Operation Essential Harvest"), None);
        assert_eq!(read("Points of order"), None);
        assert_eq!(read("News from Kosovo"), None);
    }
}
