//! Words without the space between them.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::{Document, Spelling};
use crate::language::WordLists;
use crate::lexicon::{Lexicon, Sign, Signs, split_possessive};
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::shared::glued::joint_of_small;
use super::shared::prose::is_address;
use super::shared::wording::small;

rule! {
    /// Two words written as one.
    ///
    /// `DefenceMinisters` and `ofthe` result from a lost line break or a lost tag. A search for either word misses
    /// them.
    ///
    /// The rule reports two kinds of words. The first has a capital inside and two halves that are English words, if
    /// both halves are long, or one is an article or a preposition, or they occur next to each other in the document.
    /// The second is in lower case, in no dictionary, and made of `of`, `in`, `the` and the like, or of one of them and
    /// a common word. Names (`McNeill`, `MacKenzie`, `PowerPoint`, `YouTube`), acronyms (`PfP`) and addresses are left
    /// alone. The rule may be wrong about a company name made of two long words.
    ///
    /// The fix inserts the space. It needs `--unsafe-fixes`.
    "glued-words": Spelling, Warn, Unsafe, since "0.1.0", needs Words
}

/// Halves of names (`PowerPoint`, `MasterCard`) are shorter.
const LONG: usize = 6;

/// The length of the shortest half.
const SHORTEST: usize = 3;

/// The rarest class that a half may have.
const RAREST: usize = 4;

fn check(document: &Document, context: &Context, findings: &mut Findings) {
    let (words, lists) = (document.words(), document.profile.words());
    let neighbours = Neighbours::of(document, context);
    for spelling in context.spellings(&[Sign::InnerCapital, Sign::Suspect]) {
        let word = document.text(spelling.first);
        let is_pair = |first: &str, last: &str| neighbours.contains(first, last);
        let Some(at) = joint(context.lexicon, lists, is_pair, word) else { continue };
        for place in words.places(spelling) {
            if !is_address(document.source.text(), place.start) {
                findings.push(found(place, word, at));
            }
        }
    }
}

/// Where the space belongs, if a word is in fact two.
fn joint(
    lexicon: &Lexicon,
    lists: &WordLists,
    is_pair: impl FnOnce(&str, &str) -> bool,
    word: &str,
) -> Option<usize> {
    if !word.is_ascii() {
        return None;
    }
    let (stem, _) = split_possessive(word);
    match stem.bytes().skip(1).rposition(|letter| letter.is_ascii_uppercase()) {
        Some(before) => capital(lexicon, lists, is_pair, stem, before + 1),
        None => joint_of_small(lexicon, lists, stem),
    }
}

/// Which words of a document are next to each other.
struct Neighbours<'d> {
    document: &'d Document<'d>,
    signs: &'d [Signs],
    /// Number of pairs searched for.
    searched: Cell<u32>,
    pairs: OnceCell<Pairs<'d>>,
}

/// Each pair of adjacent words, by their numbers, and the number of each spelling in lower case.
struct Pairs<'d> {
    numbers: HashMap<Cow<'d, str>, u32, RandomState>,
    pairs: HashSet<(u32, u32), RandomState>,
}

impl<'d> Neighbours<'d> {
    /// A text has many pairs, and few words need to look one up: the pairs are written down only after this many
    /// searches.
    const MOST_SEARCHES: u32 = 8;

    fn of(document: &'d Document, context: &'d Context) -> Self {
        Self { document, signs: context.signs(), searched: Cell::new(0), pairs: OnceCell::new() }
    }

    /// Whether `first` comes before `last`, in any case.
    fn contains(&self, first: &str, last: &str) -> bool {
        // No word begins or ends like this: `Euro-` of `Euro-Atlantic` need not be looked up.
        if first.ends_with(['-', '\'']) || last.starts_with(['-', '\'']) {
            return false;
        }
        if self.searched.get() < Self::MOST_SEARCHES {
            self.searched.set(self.searched.get() + 1);
            return self.search(first, last);
        }
        self.pairs.get_or_init(|| Pairs::of(self.document)).contains(first, last)
    }

    fn search(&self, first: &str, last: &str) -> bool {
        let (firsts, lasts) = (self.spelt(first), self.spelt(last));
        if firsts.is_empty() || lasts.is_empty() {
            return false;
        }
        let numbers = || self.document.words().numbered().map(|(_, spelling)| spelling.number);
        let mut pairs = numbers().zip(numbers().skip(1));
        pairs.any(|(one, next)| firsts.contains(&one) && lasts.contains(&next))
    }

    /// The numbers of the spellings that are a word of the letters a to z in some case.
    fn spelt(&self, word: &str) -> Vec<u32> {
        let is_it = |spelling: &Spelling, signs: Signs| {
            let text = || self.document.text(spelling.first);
            // The lower case of a letter beyond ASCII may be within ASCII.
            let is_long_as = spelling.first.end - spelling.first.start == word.len();
            is_long_as && text().eq_ignore_ascii_case(word)
                || signs.has(Sign::Joined) && !text().is_ascii() && small(text()) == small(word)
        };
        let spellings = self.document.words().spellings().iter().zip(self.signs);
        let found = spellings.filter(|(spelling, signs)| is_it(spelling, **signs));
        found.map(|(spelling, _)| spelling.number).collect()
    }
}

impl<'d> Pairs<'d> {
    fn of(document: &'d Document) -> Self {
        let words = document.words();
        let mut numbers: HashMap<Cow<str>, u32, RandomState> = HashMap::default();
        let alike: Vec<u32> = (words.spellings().iter())
            .map(|spelling| *numbers.entry(small(document.text(spelling.first))).or_insert(spelling.number))
            .collect();
        let mut pairs = HashSet::default();
        let mut last = None;
        for (_, spelling) in words.numbered() {
            let number = alike[spelling.number as usize];
            pairs.extend(last.replace(number).map(|last| (last, number)));
        }
        Self { numbers, pairs }
    }
    fn contains(&self, first: &str, last: &str) -> bool {
        let number = |word: &str| self.numbers.get(&small(word)).copied();
        number(first).zip(number(last)).is_some_and(|pair| self.pairs.contains(&pair))
    }
}

/// `DefenceMinisters`, `theAlliance`: one capital inside, the rest in lower case.
fn capital(
    lexicon: &Lexicon,
    lists: &WordLists,
    is_pair: impl FnOnce(&str, &str) -> bool,
    stem: &str,
    at: usize,
) -> Option<usize> {
    let (first, last) = stem.split_at(at);
    let is_word = |half: &str| {
        half.len() >= 2
            && half.bytes().skip(1).all(|letter| letter.is_ascii_lowercase())
            && lexicon.class(&half.to_ascii_lowercase()).is_some_and(|class| class <= RAREST)
    };
    let is_small = |half: &str| lists.glued_before.has(half);
    let is_long = first.len() >= LONG && last.len() >= LONG;
    let is_sure = is_long || is_small(first) && last.len() >= SHORTEST;
    let is_there = || first.len() >= SHORTEST && last.len() >= SHORTEST && is_pair(first, last);
    (is_word(first) && is_word(last) && is_sure || is_there()).then_some(at)
}

fn found(place: Span, word: &str, at: usize) -> Diagnostic {
    let (first, last) = word.split_at(at);
    let span = Span::at(place.start + at);
    Diagnostic::new(place, format!("`{word}` is two words"))
        .label("no space between them")
        .help(format!("write `{first} {last}`"))
        .fix(Fix::replace(format!("insert a space before `{last}`"), Applicability::Unsafe, span, " "))
}
