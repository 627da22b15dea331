//! Names that are one slip apart.

use std::sync::OnceLock;

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
    if rare == frequent || rare.len().abs_diff(frequent.len()) > 4 {
        return None;
    }
    if is_further(rare.as_bytes(), frequent.as_bytes()) {
        return None;
    }
    let (mut a, mut b) = ([' '; LONGEST], [' '; LONGEST]);
    let (a, b) = (fill(&mut a, rare)?, fill(&mut b, frequent)?);
    if a == b {
        return Some(Difference { slip: Slip::Accent, at_start: false, at_end: false });
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

/// Whether two forms of plain letters are certainly more than one slip apart: a slip leaves all but two letters of the
/// shorter one to the beginning and the end that both have in common.
fn is_further(a: &[u8], b: &[u8]) -> bool {
    let is_plain = |form: &[u8]| form.iter().all(u8::is_ascii_alphabetic);
    let same = |(a, b): &(&u8, &u8)| a.eq_ignore_ascii_case(b);
    let start = a.iter().zip(b).take_while(same).count();
    let end = a.iter().rev().zip(b.iter().rev()).take_while(same).count();
    start + end + 2 < a.len().min(b.len()) && is_plain(a) && is_plain(b)
}

/// The letters of a form; nothing when there are too many.
fn fill<'l>(room: &'l mut [char; LONGEST], form: &str) -> Option<&'l [char]> {
    let mut len = 0;
    for letter in letters(form) {
        *room.get_mut(len)? = letter;
        len += 1;
    }
    Some(&room[..len])
}

/// Names that forms are compared with.
#[derive(Clone, Debug, Default)]
pub(super) struct Near {
    names: Vec<Box<str>>,
    rests: Rests,
    /// What forms of the documents are near to, one form after the other.
    known: Vec<Other>,
    /// For each form of the documents, by its number, where that begins; what the last one is near to goes to the end.
    starts: Vec<u32>,
}

/// A name that a form is near to.
#[derive(Clone, Copy, Debug)]
enum Other {
    Name(u32),
    Place(&'static str),
}

impl Near {
    pub(super) fn new<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let names: Vec<Box<str>> = names.map(Box::from).collect();
        let rests = Rests::of(&names);
        Self { names, rests, ..Self::default() }
    }

    /// Remembers what forms of the documents, which come in the order of their numbers, are near to, if they may be slips at
    /// all: most are near to nothing, and documents have the same names again and again.
    pub(super) fn knowing<'n>(
        mut self,
        forms: impl Iterator<Item = (u32, &'n str)>,
        may_be_slip: impl Fn(&str) -> bool,
    ) -> Self {
        for (number, form) in forms {
            let others = self.others(form);
            if !others.is_empty() && may_be_slip(form) {
                self.starts.resize(number as usize + 1, offset(&self.known));
                self.known.extend(others);
            }
        }
        self.starts.push(offset(&self.known));
        self
    }

    /// Whether a form of the documents is near to a name.
    pub(super) fn is_known(&self, number: u32) -> bool {
        !self.known_of(number).is_empty()
    }

    fn known_of(&self, number: u32) -> &[Other] {
        let number = number as usize;
        let range = self.starts.get(number..number + 2);
        range.map_or(&[], |range| &self.known[range[0] as usize..range[1] as usize])
    }

    /// Whether any form is near to a name.
    pub(super) fn is_near(&self, form: &str) -> bool {
        !self.others(form).is_empty()
    }

    /// The names that a form of the documents is near to.
    pub(super) fn of_known(&self, number: u32, form: &str) -> impl Iterator<Item = (&str, Difference)> {
        self.named(form, self.known_of(number).to_vec())
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
        rests(form, |rest| numbers.extend(self.rests.with(rest)));
        numbers.sort_unstable();
        numbers.dedup();
        numbers.retain(|number| difference(form, &self.names[*number as usize]).is_some());
        let is_name = |place: &str| numbers.iter().any(|number| &*self.names[*number as usize] == place);
        let near = |place: &&str| difference(form, place).is_some() && !is_name(place);
        let mut places = Vec::new();
        each_place_like(form, |place| places.extend(Some(place).filter(near).map(Other::Place)));
        numbers.into_iter().map(Other::Name).chain(places).collect()
    }
}

/// Names by what is left of them without one letter: two that are one slip apart share such a rest.
#[derive(Clone, Debug, Default)]
struct Rests {
    /// Hashes of rests with the numbers of the names, those of a drawer together.
    all: Vec<(u32, u32)>,
    /// Where each drawer begins, and where the last one ends. There are as many drawers as rests: sorting the rests costs
    /// five times as much, and searching among them ten times.
    drawers: Vec<u32>,
}

impl Rests {
    /// The rests are made three times over and never held twice: a corpus may have a hundred thousand names.
    fn of(names: &[Box<str>]) -> Self {
        let each = |then: &mut dyn FnMut(u32, u32)| {
            names.iter().zip(0..).for_each(|(name, number)| rests(name, |rest| then(rest, number)));
        };
        let mut count = 0;
        each(&mut |_, _| count += 1);
        let mut drawers = vec![0; count.max(1) + 1];
        each(&mut |rest, _| drawers[drawer(rest, count)] += 1);
        let mut end = 0;
        for drawer in &mut drawers {
            end += *drawer;
            *drawer = end;
        }
        // Filled from their ends, the drawers end up as their beginnings.
        let mut all = vec![(0, 0); count];
        each(&mut |rest, number| {
            let at = &mut drawers[drawer(rest, count)];
            *at -= 1;
            all[*at as usize] = (rest, number);
        });
        Self { all, drawers }
    }

    /// The numbers of the names with a rest.
    fn with(&self, rest: u32) -> impl Iterator<Item = u32> {
        let at = drawer(rest, self.drawers.len().saturating_sub(1));
        let within = match self.drawers.get(at..at + 2) {
            Some([from, to]) => &self.all[*from as usize..*to as usize],
            _ => &[],
        };
        within.iter().filter(move |(known, _)| *known == rest).map(|(_, number)| *number)
    }
}

/// The end of what is near to forms as a number.
fn offset(known: &[Other]) -> u32 {
    u32::try_from(known.len()).unwrap_or(u32::MAX)
}

/// The number of the drawer of a rest, of so many.
fn drawer(rest: u32, count: usize) -> usize {
    ((u64::from(rest) * count as u64) >> 32) as usize
}

/// Hashes of a form without accents and case, and of what is left of it without each letter; of two neighbours that are the
/// same, one is left out.
fn rests(form: &str, mut then: impl FnMut(u32)) {
    let mut last = None;
    let other = |rest: u64| {
        if last.replace(rest) != Some(rest) {
            then((rest >> 32) as u32);
        }
    };
    if form.is_ascii() {
        let small = |letter: u8| u64::from(letter.to_ascii_lowercase());
        each_rest(form.bytes().filter(|letter| *letter != b'\'').map(small), other);
    } else {
        each_rest(letters(form).map(u64::from), other);
    }
}

/// Calls `then` with a hash of a name, and with those of what is left of it without each of its letters, from the first to
/// the last: two names that are one slip apart share one of these.
///
/// The hashes are sums of the letters, each multiplied by a power that says where it stands. From one rest to the next a
/// single summand changes, so that all rests of a form cost two looks at each letter, and not one for each pair.
pub fn each_rest(mut letters: impl Iterator<Item = u64> + Clone, mut then: impl FnMut(u64)) {
    /// The fraction of the golden ratio.
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut each = |sum: u64| then((sum ^ sum >> 29).wrapping_mul(FACTOR));
    let Some(mut left_out) = letters.next() else { return each(0) };
    let (mut rest, mut power) = (0_u64, 1_u64);
    for letter in letters.clone() {
        rest = rest.wrapping_add(letter.wrapping_mul(power));
        power = power.wrapping_mul(FACTOR);
    }
    each(rest.wrapping_mul(FACTOR).wrapping_add(left_out));
    each(rest);
    power = 1;
    for letter in letters {
        rest = rest.wrapping_add(left_out.wrapping_sub(letter).wrapping_mul(power));
        each(rest);
        (left_out, power) = (letter, power.wrapping_mul(FACTOR));
    }
}

/// Calls `then` with the well-known places that begin like a form and may be near to it.
fn each_place_like(form: &str, mut then: impl FnMut(&'static str)) {
    /// For each capital of ASCII the places that begin with it, each with its set of letters.
    static PLACES: [OnceLock<Vec<(u32, &str)>>; 26] = [const { OnceLock::new() }; 26];
    let initial = form.bytes().next().filter(u8::is_ascii_uppercase);
    let Some(initial) = initial else { return places_like(form).for_each(then) };
    let places = PLACES[usize::from(initial - b'A')]
        .get_or_init(|| places_like(form).map(|place| (letter_set(place), place)).collect());
    let letters = letter_set(form);
    for (others, place) in places {
        // A slip takes one letter out of a set and puts one into it, at the most.
        if (letters ^ others).count_ones() <= 2 {
            then(place);
        }
    }
}

/// The letters of a form without case and accents, as bits; two rare letters may share one.
fn letter_set(form: &str) -> u32 {
    if form.is_ascii() {
        let bit = |letter: u8| if letter == b'\'' { 0 } else { 1 << (letter.to_ascii_lowercase() % 32) };
        form.bytes().fold(0, |set, letter| set | bit(letter))
    } else {
        letters(form).fold(0, |set, letter| set | 1 << (u32::from(letter) % 32))
    }
}

/// The letters of a form in small letters without accents.
fn letters(form: &str) -> impl Iterator<Item = char> + Clone + '_ {
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
    fn rests_are_those_of_forms_without_one_letter() {
        let all = |form: &str| {
            let mut all = Vec::new();
            rests(form, |rest| all.push(rest));
            all
        };
        let whole = |form: &str| all(form)[0];
        assert_eq!(all("Hoop"), ["hoop", "oop", "hop", "hoo"].map(whole));
        assert_eq!(all("O'Neíll"), ["oneill", "neill", "oeill", "onill", "onell", "oneil"].map(whole));
        assert_eq!(all("a"), ["a", ""].map(whole));
        assert_ne!(whole("ab"), whole("ba"));
    }

    #[test]
    fn places_are_near_by_their_letters() {
        let near = Near::default();
        let found = |form| near.of(form).map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(found("Kazahkstan"), ["Kazakhstan"]);
        assert_eq!(found("Gdansk"), ["Gdańsk"]);
        assert_eq!(found("Brussel"), ["Brussels"]);
        assert_eq!(found("Brussels"), [""; 0]);
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
