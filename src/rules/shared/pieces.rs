//! Words that a space divides, as text recognition and extraction leave them: `w hich`, `fam ily`.

use crate::document::{Document, Spelling};
use crate::lexicon::{Lexicon, Sign};
use crate::rule::Context;
use crate::source::Span;

/// A word in two pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::rules) struct Divided {
    /// Both pieces.
    pub(in crate::rules) span: Span,
    /// What is between them.
    pub(in crate::rules) gap: Span,
    /// The word.
    pub(in crate::rules) word: String,
}

/// The commonest words: with one of them, a single letter is enough of a piece.
const COMMON: usize = 1;

/// Bytes of a neighbour that may be a piece although it is a word: `ho meland`, `aband on`.
const SHORT: usize = 3;

/// The rarest class that a word may have.
const RAREST: usize = 4;

/// The word that a piece belongs to, if it becomes a word with the piece before or behind it. At least one of two pieces
/// is flagged: for the others this need not be asked.
pub(in crate::rules) fn divided(document: &Document, context: &Context, piece: Span) -> Option<Divided> {
    let text = document.source.text();
    let [previous, next] = document.words().beside(piece);
    // To look a word up costs more than the rest: a longer neighbour that is a word begins or ends no other.
    let may_belong = |(word, spelling): &(Span, &Spelling)| {
        word.len() <= SHORT || context.signs()[spelling.number as usize].has(Sign::Suspect)
    };
    let joined = |first: Span, last: Span| {
        let gap = Span::new(first.end, last.start);
        let span = Span::new(first.start, last.end);
        if document.text(gap) != " " || !stands_alone(text, span) {
            return None;
        }
        let before = text[..first.start].trim_end().chars().next_back();
        let word = joined(context.lexicon, document.text(first), document.text(last), before)?;
        Some(Divided { span, gap, word })
    };
    let with_next = next.filter(may_belong).and_then(|(next, _)| joined(piece, next));
    let with_previous = || previous.filter(may_belong).and_then(|(previous, _)| joined(previous, piece));
    let found = with_next.or_else(with_previous)?;
    // `w a s h, as in wash` is spelt out on purpose.
    let sides = [
        text[..found.span.start].trim_end().rsplit(char::is_whitespace).next(),
        text[found.span.end..].split_whitespace().next(),
    ];
    (!sides.into_iter().flatten().any(is_lone_letter)).then_some(found)
}

/// Whether white space or punctuation is on both sides of a span.
fn stands_alone(text: &str, span: Span) -> bool {
    is_edge(text[..span.start].chars().next_back()) && is_end(text[span.end..].chars().next())
}

/// Whether a word is a letter that is not a word of English.
pub(in crate::rules) fn is_lone_letter(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|c| c.is_alphabetic() && !matches!(c, 'a' | 'A' | 'I'))
        && letters.next().is_none()
}

fn is_edge(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '‘' | '—'))
}

fn is_end(c: Option<char>) -> bool {
    c.is_none_or(|c| {
        c.is_whitespace() || matches!(c, ')' | ']' | '"' | '”' | '—' | '.' | ',' | ';' | ':' | '!' | '?')
    })
}

/// The word that two pieces make, if one of them is not a word; `before` is the character in front of them.
fn joined(lexicon: &Lexicon, first: &str, last: &str, before: Option<char>) -> Option<String> {
    let is_small = |word: &str| word.bytes().all(|letter| letter.is_ascii_lowercase());
    let is_written_as_one = first.is_ascii() && !first.is_empty() && is_small(&first[1..]) && is_small(last);
    let word = [first, last].concat();
    let lower = word.to_ascii_lowercase();
    if !is_written_as_one || last.is_empty() {
        return None;
    }
    // Names have no class.
    let is_name = || first.starts_with(|c: char| c.is_ascii_uppercase()) && lexicon.knows(&lower);
    let class = lexicon.class(&lower).or_else(|| is_name().then_some(RAREST))?;
    let is_word = |word: &str| {
        let lower = word.to_ascii_lowercase();
        if lower.len() == 1 {
            matches!(lower.as_str(), "a" | "i")
        } else {
            lexicon.class(&lower).is_some_and(|class| class <= RAREST)
        }
    };
    let is_divided = match (first.len(), last.len()) {
        // `o f`, `t o`
        (1, 1) => class <= COMMON && is_small(first),
        // `w hen`; not `x ray`, `wouldn t have`, `it s own`.
        (1, _) if is_word(last) => {
            class < COMMON && "bcfghjklnpqrtuvwyz".contains(first) && !(first == "t" && before == Some('n'))
        }
        // `s` and the like may have lost their apostrophes.
        (_, 1) => {
            !is_word(first) && !matches!(last, "s" | "t" | "d" | "m") || !is_word(first) && class <= COMMON
        }
        (1, _) => class <= RAREST,
        _ => class <= RAREST && !(is_word(first) && is_word(last)),
    };
    is_divided.then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(first: &str, last: &str) -> Option<String> {
        super::joined(Lexicon::built_in(), first, last, None)
    }

    #[test]
    fn pieces_make_words() {
        for pieces in ["w hich", "fam ily", "becom ing", "o f", "th e", "resul t", "R eleases", "w hen"] {
            let (first, last) = pieces.split_once(' ').unwrap();
            assert_eq!(joined(first, last), Some(format!("{first}{last}")), "{pieces}");
        }
    }

    #[test]
    fn words_stay_apart() {
        for pieces in [
            "a cross", "in to", "x ray", "s he", "it s", "de facto", "per se", "A I", "e mail", "et al",
            "C an", "my self",
        ] {
            let (first, last) = pieces.split_once(' ').unwrap();
            assert_eq!(joined(first, last), None, "{pieces}");
        }
        assert_eq!(super::joined(Lexicon::built_in(), "t", "he", Some('n')), None);
    }
}
