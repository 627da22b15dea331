//! Names that are one slip apart.

use std::collections::HashMap;

use super::hash::hash;
use crate::lexicon::places_like;

/// What makes a rare form of a frequent one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// Only accents differ.
    Accent,
    /// Two neighbours changed places.
    Swapped,
    /// A doubled letter stands alone, or a single one is doubled.
    Doubled,
    /// A letter is missing.
    Missing,
    /// A letter is too many.
    Extra,
    /// One letter stands for another.
    Changed,
}

/// How a rare form differs from a frequent one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What happened.
    pub slip: Slip,
    /// Whether it happened to the first letter.
    pub at_start: bool,
    /// Whether it happened to the last letter, or to the last before `s`, where endings are.
    pub at_end: bool,
}

/// The one slip between two forms; nothing when they are the same or further apart.
pub fn difference(rare: &str, frequent: &str) -> Option<Difference> {
    // More than two accents and a letter of difference are another name.
    if rare.len().abs_diff(frequent.len()) > 4 {
        return None;
    }
    if is_further(rare.as_bytes(), frequent.as_bytes()) {
        return None;
    }
    let (mut a, mut b) = ([' '; LONGEST], [' '; LONGEST]);
    let (a, b) = (fill(&mut a, rare)?, fill(&mut b, frequent)?);
    if a == b {
        return (rare != frequent).then_some(Difference {
            slip: Slip::Accent,
            at_start: false,
            at_end: false,
        });
    }
    if a.len().abs_diff(b.len()) > 1 {
        return None;
    }
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let most = a.len().min(b.len()) - start;
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count().min(most);
    let slip = match (&a[start..a.len() - end], &b[start..b.len() - end]) {
        ([], [letter]) if start > 0 && b[start - 1] == *letter => Slip::Doubled,
        ([letter], []) if start > 0 && a[start - 1] == *letter => Slip::Doubled,
        ([], [_]) => Slip::Missing,
        ([_], []) => Slip::Extra,
        ([_], [_]) => Slip::Changed,
        ([a, b], [c, d]) if a == d && b == c => Slip::Swapped,
        _ => return None,
    };
    Some(Difference { slip, at_start: start == 0, at_end: end == 0 || end == 1 && a.ends_with(&['s']) })
}

/// Names have no more letters.
const LONGEST: usize = 48;

/// The letters of a form; nothing when there are too many.
/// Whether two forms of plain letters are certainly more than one slip apart: a slip leaves all but two letters of the
/// shorter one to the beginning and the end that both have in common.
fn is_further(a: &[u8], b: &[u8]) -> bool {
    let is_plain = |form: &[u8]| form.iter().all(u8::is_ascii_alphabetic);
    let same = |(a, b): &(&u8, &u8)| a.eq_ignore_ascii_case(b);
    let start = a.iter().zip(b).take_while(same).count();
    let end = a.iter().rev().zip(b.iter().rev()).take_while(same).count();
    start + end + 2 < a.len().min(b.len()) && is_plain(a) && is_plain(b)
}

fn fill<'l>(room: &'l mut [char; LONGEST], form: &str) -> Option<&'l [char]> {
    let mut len = 0;
    for letter in letters(form) {
        *room.get_mut(len)? = letter;
        len += 1;
    }
    Some(&room[..len])
}

/// Names by what is left of them without one letter: two that are one slip apart share such a rest.
#[derive(Clone, Debug, Default)]
pub(super) struct Near {
    names: Vec<Box<str>>,
    rests: Vec<(u32, u32)>,
    /// For each form of the documents that is near to others, these: their numbers, or well-known names.
    known: HashMap<Box<str>, Vec<Other>>,
}

/// A name that a form is near to.
#[derive(Clone, Copy, Debug)]
enum Other {
    Name(u32),
    Place(&'static str),
}

impl Near {
    pub(super) fn new<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut near = Self::default();
        for (name, number) in names.zip(0..) {
            near.names.push(name.into());
            rests(name, |rest| near.rests.push((rest, number)));
        }
        near.rests.sort_unstable();
        near.rests.dedup();
        near
    }

    /// Remembers what forms of the documents are near to: most are near to nothing, and documents have the same names
    /// again and again.
    pub(super) fn knowing<'n>(mut self, forms: impl Iterator<Item = &'n str>) -> Self {
        for form in forms {
            let others = self.others(form);
            if !others.is_empty() {
                self.known.insert(form.into(), others);
            }
        }
        self
    }

    /// The names that a form of the documents is near to.
    pub(super) fn of_known(&self, form: &str) -> impl Iterator<Item = (&str, Difference)> {
        self.named(form, self.known.get(form).map(Vec::as_slice).unwrap_or_default().to_vec())
    }

    /// The names that any form is near to.
    pub(super) fn of(&self, form: &str) -> impl Iterator<Item = (&str, Difference)> {
        self.named(form, self.others(form))
    }

    fn named(&self, form: &str, others: Vec<Other>) -> impl Iterator<Item = (&str, Difference)> {
        let name = move |other| match other {
            Other::Name(number) => &*self.names[number as usize],
            Other::Place(place) => place,
        };
        others.into_iter().map(name).filter_map(move |name| Some((name, difference(form, name)?)))
    }

    /// The names, and the places that are no such names, that a form is near to.
    fn others(&self, form: &str) -> Vec<Other> {
        let mut numbers = Vec::new();
        rests(form, |rest| {
            let from = self.rests.partition_point(|(known, _)| *known < rest);
            let same = self.rests[from..].iter().take_while(|(known, _)| *known == rest);
            numbers.extend(same.map(|(_, number)| *number));
        });
        numbers.sort_unstable();
        numbers.dedup();
        numbers.retain(|number| difference(form, &self.names[*number as usize]).is_some());
        let is_name = |place: &str| numbers.iter().any(|number| &*self.names[*number as usize] == place);
        let places = places_like(form).filter(|place| difference(form, place).is_some() && !is_name(place));
        let places: Vec<Other> = places.map(Other::Place).collect();
        numbers.into_iter().map(Other::Name).chain(places).collect()
    }
}

/// Hashes of a form without accents and case, and of what is left of it without each letter.
fn rests(form: &str, mut then: impl FnMut(u32)) {
    let letters: Vec<char> = letters(form).collect();
    let mut rest = String::with_capacity(form.len());
    for without in 0..=letters.len() {
        rest.clear();
        rest.extend(letters.iter().enumerate().filter(|(at, _)| *at != without).map(|(_, letter)| *letter));
        then(hash(rest.as_bytes()) as u32);
    }
}

/// The letters of a form in small letters without accents.
fn letters(form: &str) -> impl Iterator<Item = char> + '_ {
    form.chars().flat_map(char::to_lowercase).map(plain).filter(|letter| *letter != '\'')
}

/// A Latin letter without its accent.
fn plain(letter: char) -> char {
    match letter {
        'a'..='z' => letter,
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | '\u{307}' => 'i',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slip(rare: &str, frequent: &str) -> Option<(Slip, bool)> {
        difference(rare, frequent).map(|found| (found.slip, found.at_end))
    }

    #[test]
    fn slips_are_told_apart() {
        assert_eq!(slip("Nazarbaev", "Nazarbayev"), Some((Slip::Missing, false)));
        assert_eq!(slip("Brussel", "Brussels"), Some((Slip::Missing, true)));
        assert_eq!(slip("Gritsenko", "Grytsenko"), Some((Slip::Changed, false)));
        assert_eq!(slip("Joop", "Hoop"), Some((Slip::Changed, false)));
        assert_eq!(slip("Afgahnistan", "Afghanistan"), Some((Slip::Swapped, false)));
        assert_eq!(slip("Robbertson", "Robertson"), Some((Slip::Doubled, false)));
        assert_eq!(slip("Szmajdzinski", "Szmajdziński"), Some((Slip::Accent, false)));
        assert_eq!(slip("Ivanova", "Ivanov"), Some((Slip::Extra, true)));
        assert_eq!(slip("Kosova", "Kosovo"), Some((Slip::Changed, true)));
        assert_eq!(slip("Robertson", "Robinson"), None);
        assert_eq!(slip("Robertson", "Robertson"), None);
    }

    #[test]
    fn near_names_are_found() {
        let near = Near::new(["Nazarbayev", "Almaty", "Grytsenko", "Szmajdziński"].into_iter());
        let found = |form| near.of(form).map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(found("Nazarbaev"), ["Nazarbayev"]);
        assert_eq!(found("Alamty"), ["Almaty"]);
        assert_eq!(found("Szmajdzinski"), ["Szmajdziński"]);
        assert_eq!(found("Almaty"), [""; 0]);
        assert_eq!(found("Brussel"), ["Brussels"]);
    }
}
