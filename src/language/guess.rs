//! The language of a text, by the small words of its sentences.

use super::class::WordClass;
use super::code::{CODES, Language};
use super::scan::{Match, visit};

/// What a word counts that belongs to one language; a word of several counts an equal part for each.
const WHOLE: u32 = 60;

/// How many words of its own a language needs at least.
const ENOUGH: u32 = 3;

/// The language that most of the small words of a text belong to; none if there are few, or if two languages have as many.
///
/// Some thousand bytes are enough. A text in two languages is of the one that has more of it.
pub fn guess(text: &str) -> Option<Language> {
    let mut counts = [0; CODES.len()];
    visit(text, |found| count(found, &mut counts));
    let mut ranked: Vec<(u32, Language)> = counts.into_iter().zip(Language::all()).collect();
    ranked.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let (&(first, language), &(second, _)) = (ranked.first()?, ranked.get(1)?);
    (first >= ENOUGH * WHOLE && first > second).then_some(language)
}

/// Counts a word for its languages.
fn count(found: Match, counts: &mut [u32]) {
    let classes = [WordClass::SmallWord, WordClass::Prose];
    let languages = classes
        .map(|class| found.entry.languages(class))
        .into_iter()
        .reduce(|a, b| a.union(b))
        .unwrap_or_default();
    for language in languages.iter().filter(|language| *language != Language::MUL) {
        counts[language.number()] += WHOLE / languages.len();
    }
}
