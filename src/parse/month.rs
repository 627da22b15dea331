//! Month names: whole, abbreviated, in any language whose words are known, and misspelt.

use crate::language::{self, Language, WordClass, WordList, WordLists};

/// A month as named in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Month {
    /// 1 to 12.
    pub(super) number: u32,
    /// The name is not abbreviated.
    pub(super) whole: bool,
    /// An English abbreviation that needs a full stop: `Dec`, not `May`.
    pub(super) wants_dot: bool,
    /// The name is not English.
    pub(super) foreign: bool,
    /// The name is also a word, an abbreviation or half of one: it needs a year after it, as in `5 set 2003`.
    pub(super) wants_year: bool,
}

/// The month of a word: `July`, `Oct`, `Sept`, `juillet`; an English word of three letters or more may be cut.
pub(super) fn lookup(word: &str) -> Option<Month> {
    if word.len() < 3 || word.len() > 24 {
        return None;
    }
    let first = word.as_bytes()[0].to_ascii_lowercase();
    let starts = |name: &str| {
        name.as_bytes()[0] == first
            && name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    let usual = word.len() == 3 || word.eq_ignore_ascii_case("sept");
    let words = Language::ENGLISH.words();
    let mut english = (1..).zip(words.months.iter());
    let english = english.find(|(_, name)| starts(name) && (usual || word.len() == name.len()));
    if let Some((number, name)) = english {
        let whole = word.len() == name.len();
        let wants_year = words.doubtful_months.has_as_written(word);
        return Some(Month { number, whole, wants_dot: !whole, foreign: false, wants_year });
    }
    in_languages(word)
}

/// The month of a word in any known language.
fn in_languages(word: &str) -> Option<Month> {
    let entry = language::lookup(word)?;
    // `listopadu` is November for more readers than it is October.
    let (number, _) = entry.months().last()?;
    let whole = entry.has(WordClass::Month);
    let class = if whole { WordClass::Month } else { WordClass::MonthAbbreviation };
    let is_on = |list: fn(&WordLists) -> &WordList| {
        entry.languages(class).iter().any(|language| list(language.words()).has(word))
    };
    let wants_year =
        if whole { is_on(|words| &words.doubtful_months) } else { !is_on(|words| &words.clear_months) };
    Some(Month { number: u32::from(number), whole, wants_dot: false, foreign: true, wants_year })
}

/// All months that a word names in some language.
pub(super) fn all(word: &str) -> impl Iterator<Item = u32> {
    language::lookup(word).into_iter().flat_map(|entry| entry.months().map(|(number, _)| u32::from(number)))
}

/// The month of a Roman numeral.
pub(super) fn roman(numeral: &str) -> Option<u32> {
    const NUMERALS: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    (1..).zip(NUMERALS).find(|(_, known)| *known == numeral).map(|(number, _)| number)
}

/// The intended month of a misspelt word: one letter wrong, missing, doubled or swapped.
pub(super) fn nearest(word: &str) -> Option<u32> {
    let lower = word.to_lowercase();
    let months = Language::ENGLISH.words().months.iter();
    let mut near = (1..).zip(months).filter(|(_, name)| one_slip(&lower, name));
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
        // Between June and July: undecided.
        assert_eq!(nearest("Jule"), None);
    }

    #[test]
    fn every_language_has_all_names() {
        let languages = [
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
            "januar februar märz april mai juni juli august september oktober november dezember",
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
            "januari februari maart april mei juni juli augustus september oktober november december",
            "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
            "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
            "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
            "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
            "янв февр мар апр мая июн июл авг сент окт нояб дек",
            "січ лют бер квіт трав черв лип серп вер жовт лист груд",
            "janv févr mars avr mai juin juil août sept oct nov déc",
            "jan feb mär apr mai juni juli aug sept okt nov dez",
            "ene feb mar abr may jun jul ago sept oct nov dic",
            "gen feb mar apr mag giu lug ago set ott nov dic",
            "jan feb mrt apr mei jun jul aug sep okt nov dec",
        ];
        for names in languages {
            let numbers = names.split(' ').map(|name| lookup(name).map(|m| m.number));
            assert!(numbers.eq((1..=12).map(Some)), "{names}");
        }
    }
}
