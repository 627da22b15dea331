//! Digits in words and letters in numbers, as scanners misread them.

use std::cell::OnceCell;

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::lexicon::{Lexicon, Sign, split_possessive};
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::shared::prose::is_address;
use super::shared::vocabulary::Vocabulary;

rule! {
    /// Digits in place of letters, or letters in place of digits.
    ///
    /// `NAT0` and `l999` look right to people, but no search finds them. They come from scanned pages.
    ///
    /// The rule reports a word with `0`, `1` or `5` among three letters or more if `o`, `l`, `i` or `s` turns it into a
    /// word of a dictionary or of the document, and a year that contains `l`, `I`, `O` or `o`. Other names with digits
    /// (`MP3`, `G8`, `5th`, `Article5`) do not become words and are left alone, as are addresses.
    ///
    /// The fix writes the letter or the digit. It needs `--unsafe-fixes`.
    "digit-in-word": Spelling, Warn, Unsafe, since "0.1.0", needs Words
}

/// Words with fewer letters are abbreviations with a number.
const FEWEST_LETTERS: usize = 3;

/// Digits and the letters that are misread as them.
const LOOKALIKES: [(char, &str); 3] = [('0', "o"), ('1', "li"), ('5', "s")];

fn check(document: &Document, context: &Context, findings: &mut Findings) {
    let words = document.words();
    let vocabulary = OnceCell::new();
    for spelling in context.spellings(&[Sign::Digit]) {
        let word = document.text(spelling.first);
        let mut start = 0;
        for part in word.split('-') {
            let vocabulary = || vocabulary.get_or_init(|| Vocabulary::of(document, context));
            let right = year(part).or_else(|| lettered(context.lexicon, vocabulary, part));
            for place in right.iter().flat_map(|_| words.places(spelling)) {
                let span = Span::new(place.start + start, place.start + start + part.len());
                if !is_address(document.source.text(), span.start) {
                    findings.extend(right.as_deref().map(|right| found(span, part, right)));
                }
            }
            start += part.len() + 1;
        }
    }
}

/// The intended year: `l999`, `2OO3`.
fn year(word: &str) -> Option<String> {
    let digit = |c| match c {
        'l' | 'I' => '1',
        'O' | 'o' => '0',
        other => other,
    };
    let year: String = word.chars().map(digit).collect();
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let is_year = year.len() == 4 && year.parse().is_ok_and(|year: u32| (1900..2100).contains(&year));
    (is_year && (2..4).contains(&digits)).then_some(year)
}

/// The intended word: `NAT0`, `sh0uld`.
fn lettered<'v>(
    lexicon: &Lexicon,
    vocabulary: impl FnOnce() -> &'v Vocabulary<'v>,
    word: &str,
) -> Option<String> {
    let (stem, possessive) = split_possessive(word);
    let letters: String = stem.chars().filter(|c| c.is_alphabetic()).collect();
    let is_plain =
        stem.chars().all(|c| c.is_ascii_alphabetic() || LOOKALIKES.iter().any(|(digit, _)| *digit == c));
    let is_upper = letters.chars().all(char::is_uppercase);
    // `Article5` is a number without its space; `NAT0` is not.
    let is_numbered = !is_upper
        && stem.trim_end_matches(|c: char| c.is_ascii_digit()).len() == letters.len()
        && lexicon.knows(&letters.to_ascii_lowercase());
    if !is_plain || letters.len() < FEWEST_LETTERS || letters.len() == stem.len() || is_numbered {
        return None;
    }
    let candidates = ["l", "i"].map(|one| spelt(stem, one, is_upper));
    let vocabulary = vocabulary();
    let is_word = |word: &&String| lexicon.knows(&word.to_ascii_lowercase()) || vocabulary.times(word) > 0;
    candidates.iter().find(is_word).map(|word| format!("{word}{possessive}"))
}

/// The word with letters for its digits, and `one` for each 1.
fn spelt(stem: &str, one: &str, is_upper: bool) -> String {
    let letters = stem.replace('0', "o").replace('1', one).replace('5', "s");
    if is_upper { letters.to_ascii_uppercase() } else { letters }
}

fn found(place: Span, word: &str, right: &str) -> Diagnostic {
    let is_year = right.bytes().all(|letter| letter.is_ascii_digit());
    let message =
        if is_year { "has a letter in place of a digit" } else { "has a digit in place of a letter" };
    Diagnostic::new(place, format!("`{word}` {message}"))
        .label("misread by a scanner")
        .help(format!("write `{right}`"))
        .fix(Fix::replace(format!("replace `{word}` with `{right}`"), Applicability::Unsafe, place, right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read() {
        assert_eq!(year("l999").as_deref(), Some("1999"));
        assert_eq!(year("2OO3").as_deref(), Some("2003"));
        for word in ["1999", "l99", "lO", "5770", "I5th", "loll"] {
            assert_eq!(year(word), None, "{word}");
        }
    }
}
