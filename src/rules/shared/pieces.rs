//! Words that a space divides, as text recognition and extraction leave them: `w hich`, `fam ily`.

use crate::document::Document;
use crate::lexicon::Lexicon;
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

/// The rarest class that a word may have.
const RAREST: usize = 4;

/// The word that a piece belongs to, if it becomes a word with the piece before or behind it.
pub(in crate::rules) fn divided(document: &Document, lexicon: &Lexicon, piece: Span) -> Option<Divided> {
    let text = document.source.text();
    let (before, after) = (&text[..piece.start], &text[piece.end..]);
    let previous = before.strip_suffix(' ').and_then(|before| {
        let word = before.rsplit(|c: char| !c.is_ascii_alphabetic()).next()?;
        (!word.is_empty() && is_edge(before[..before.len() - word.len()].chars().next_back())).then_some(word)
    });
    let next = after.strip_prefix(' ').and_then(|after| {
        let word = after.split(|c: char| !c.is_ascii_alphabetic()).next()?;
        (!word.is_empty() && is_end(after[word.len()..].chars().next())).then_some(word)
    });
    let own = &text[piece.start..piece.end];
    let with_previous = || {
        let first = previous?;
        let start = piece.start - 1 - first.len();
        let lost = before[..start].trim_end().chars().next_back();
        let word = joined(lexicon, first, own, lost).filter(|_| is_end(after.chars().next()))?;
        Some(Divided {
            span: Span::new(start, piece.end),
            gap: Span::new(piece.start - 1, piece.start),
            word,
        })
    };
    let with_next = || {
        let last = next?;
        let lost = before.trim_end().chars().next_back();
        let word = joined(lexicon, own, last, lost).filter(|_| is_edge(before.chars().next_back()))?;
        let end = piece.end + 1 + last.len();
        Some(Divided { span: Span::new(piece.start, end), gap: Span::new(piece.end, piece.end + 1), word })
    };
    let found = with_next().or_else(with_previous)?;
    // `w a s h, as in wash` is spelt out on purpose.
    let sides = [
        text[..found.span.start].trim_end().rsplit(char::is_whitespace).next(),
        text[found.span.end..].split_whitespace().next(),
    ];
    (!sides.into_iter().flatten().any(is_lone_letter)).then_some(found)
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
        for pieces in
            ["w hich", "fam ily", "becom ing", "o f", "th e", "resul t", "R eleases", "w hen", "govern ment"]
        {
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
