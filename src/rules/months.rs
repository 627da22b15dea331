//! English month names, as whole words, shortened and misspelt, and how messages name a day.

use jiff::civil;

const WHOLE: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The first word of a date that is no weekday: its month, rightly written or not.
pub(super) fn word(text: &str) -> Option<&str> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() >= 3);
    words.into_iter().find(|word| !word.to_lowercase().ends_with("day"))
}

/// Whether a word is a whole month name.
pub(super) fn is_whole(word: &str) -> bool {
    WHOLE.iter().any(|month| month.eq_ignore_ascii_case(word))
}

/// The misspelt month of a date and the only month that it is one slip from.
pub(super) fn misspelt(text: &str) -> Option<(&str, &'static str)> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| word.len() >= 3 && word.contains(char::is_alphabetic));
    let mut near = words.flat_map(|word| WHOLE.iter().map(move |month| (word, *month)));
    let found = near.find(|(word, month)| is_one_slip(&word.to_lowercase(), &month.to_lowercase()))?;
    near.all(|(word, month)| word != found.0 || !is_one_slip(&word.to_lowercase(), &month.to_lowercase()))
        .then_some(found)
}

/// Whether a letter was left out, added or exchanged, or two neighbours swapped.
fn is_one_slip(word: &str, right: &str) -> bool {
    let (word, right): (Vec<char>, Vec<char>) = (word.chars().collect(), right.chars().collect());
    let same = word.iter().zip(&right).take_while(|(a, b)| a == b).count();
    let (word, right) = (&word[same..], &right[same..]);
    let same = word.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&word[..word.len() - same], &right[..right.len() - same]) {
        ([_], []) | ([], [_]) | ([_], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

/// A day as messages name it: `9 July 2003`.
pub(super) fn in_words(day: civil::Date) -> String {
    format!("{} {} {}", day.day(), name(day), day.year())
}

/// A day without its year: `9 July`.
pub(super) fn in_words_without_year(day: civil::Date) -> String {
    format!("{} {}", day.day(), name(day))
}

fn name(day: civil::Date) -> &'static str {
    WHOLE[usize::from(day.month().unsigned_abs()) - 1]
}

/// The name of a month from 1 to 12.
pub(super) fn of(month: u32) -> Option<&'static str> {
    WHOLE.get(usize::try_from(month).ok()?.checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_one_slip_away_are_found() {
        assert_eq!(misspelt("9 Jluy 2003"), Some(("Jluy", "July")));
        assert_eq!(misspelt("12 Feburary 2001"), Some(("Feburary", "February")));
        assert_eq!(misspelt("12 Setember 2001"), Some(("Setember", "September")));
        assert_eq!(misspelt("12 Ju1y 2001"), Some(("Ju1y", "July")));
    }

    #[test]
    fn months_in_doubt_are_not() {
        assert_eq!(misspelt("9 Juny 2003"), None, "June or July");
        assert_eq!(misspelt("9 Brumaire 2003"), None);
        assert_eq!(misspelt("9 July 2003"), None);
    }
}
