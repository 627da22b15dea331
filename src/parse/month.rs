//! Month names: whole, abbreviated, in the languages of the corpora, and misspelt.

/// A month as it was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Month {
    /// 1 to 12.
    pub(super) number: u32,
    /// The whole name is written.
    pub(super) whole: bool,
    /// An English abbreviation that wants a full stop: `Dec`, not `May`.
    pub(super) wants_dot: bool,
    /// The name is not English.
    pub(super) foreign: bool,
}

const ENGLISH: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Names that other languages do not share with English (Unicode CLDR 44, wide form), with their month.
const FOREIGN: [(&str, u32); 76] = [
    // French
    ("janvier", 1),
    ("février", 2),
    ("fevrier", 2),
    ("mars", 3),
    ("avril", 4),
    ("mai", 5),
    ("juin", 6),
    ("juillet", 7),
    ("août", 8),
    ("aout", 8),
    ("septembre", 9),
    ("octobre", 10),
    ("novembre", 11),
    ("décembre", 12),
    ("decembre", 12),
    // German
    ("januar", 1),
    ("februar", 2),
    ("märz", 3),
    ("juni", 6),
    ("juli", 7),
    ("oktober", 10),
    ("dezember", 12),
    // Spanish
    ("enero", 1),
    ("febrero", 2),
    ("marzo", 3),
    ("abril", 4),
    ("mayo", 5),
    ("junio", 6),
    ("julio", 7),
    ("agosto", 8),
    ("septiembre", 9),
    ("octubre", 10),
    ("noviembre", 11),
    ("diciembre", 12),
    // Italian
    ("gennaio", 1),
    ("febbraio", 2),
    ("aprile", 4),
    ("maggio", 5),
    ("giugno", 6),
    ("luglio", 7),
    ("settembre", 9),
    ("ottobre", 10),
    ("dicembre", 12),
    // Dutch
    ("januari", 1),
    ("februari", 2),
    ("maart", 3),
    ("mei", 5),
    ("augustus", 8),
    // Russian, genitive
    ("января", 1),
    ("февраля", 2),
    ("марта", 3),
    ("апреля", 4),
    ("мая", 5),
    ("июня", 6),
    ("июля", 7),
    ("августа", 8),
    ("сентября", 9),
    ("октября", 10),
    ("ноября", 11),
    ("декабря", 12),
    // Ukrainian, genitive
    ("січня", 1),
    ("лютого", 2),
    ("березня", 3),
    ("квітня", 4),
    ("травня", 5),
    ("червня", 6),
    ("липня", 7),
    ("серпня", 8),
    ("вересня", 9),
    ("жовтня", 10),
    ("листопада", 11),
    ("грудня", 12),
    // French abbreviations
    ("janv", 1),
    ("févr", 2),
    ("juil", 7),
    ("déc", 12),
];

/// The month of a word: `July`, `Oct`, `Sept`, `juillet`; an English word of three letters or more may be cut.
pub(super) fn lookup(word: &str) -> Option<Month> {
    if word.len() < 3 || word.len() > 24 {
        return None;
    }
    let starts = |name: &str| name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let usual = word.len() == 3 || word.eq_ignore_ascii_case("sept");
    let english = (1..).zip(ENGLISH).find(|(_, name)| starts(name) && (usual || word.len() == name.len()));
    if let Some((number, name)) = english {
        let whole = word.len() == name.len();
        return Some(Month { number, whole, wants_dot: !whole, foreign: false });
    }
    let lower = word.to_lowercase();
    let (_, number) = FOREIGN.iter().find(|(name, _)| *name == lower)?;
    Some(Month { number: *number, whole: true, wants_dot: false, foreign: true })
}

/// The month of a Roman numeral.
pub(super) fn roman(numeral: &str) -> Option<u32> {
    const NUMERALS: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    (1..).zip(NUMERALS).find(|(_, known)| *known == numeral).map(|(number, _)| number)
}

/// The month that a misspelt word means: one letter wrong, missing, doubled or out of order.
pub(super) fn nearest(word: &str) -> Option<u32> {
    let lower = word.to_lowercase();
    let mut near = (1..).zip(ENGLISH).filter(|(_, name)| one_slip(&lower, name));
    let (number, _) = near.next()?;
    near.next().is_none().then_some(number)
}

/// Whether one insertion, deletion, replacement or transposition makes `a` of `b`.
fn one_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    match (a, b) {
        ([x, p, a @ ..], [y, q, b @ ..]) if x == q && y == p && a == b => true,
        ([_, a_rest @ ..], [_, b_rest @ ..]) if a_rest == b_rest => true,
        ([_, a_rest @ ..], b) if a_rest == b => true,
        (a, [_, b_rest @ ..]) if a == b_rest => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        let number = |word| lookup(word).map(|month| month.number);
        assert_eq!(number("Sept"), Some(9));
        assert_eq!(number("JANUARY"), Some(1));
        assert_eq!(number("juillet"), Some(7));
        assert_eq!(number("Mar"), Some(3));
        assert_eq!(number("Marc"), None);
        assert_eq!(number("Jul"), Some(7));
        assert_eq!(number("Mayor"), None);
    }

    #[test]
    fn misspelt() {
        assert_eq!(nearest("Jluy"), Some(7));
        assert_eq!(nearest("Ocotber"), Some(10));
        assert_eq!(nearest("Febuary"), Some(2));
        assert_eq!(nearest("nations"), None);
        // Between June and July: nothing is said.
        assert_eq!(nearest("Jule"), None);
    }
}
