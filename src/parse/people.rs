//! The speakers: short labels are matched to full ones, and to the byline.

use std::collections::HashMap;

use crate::document::{Block, Header, Kind, PartKind, Person};
use crate::language::WordLists;
use crate::source::{Span, fold};
use crate::text::offset_in;

/// All persons with a label, in order of appearance.
pub(super) fn persons(text: &str, blocks: &[Block], header: &Header, words: &WordLists) -> Vec<Person> {
    let mut persons: Vec<(Person, String)> = Vec::new();
    let mut known = Known::default();
    // The person of each label, by its exact text: most labels are repeated, and need no new key.
    let mut same: HashMap<&str, usize> = HashMap::new();
    for block in blocks.iter().filter(|block| block.kind == Kind::Utterance) {
        let Some(speaker) = block.part(PartKind::Speaker) else { continue };
        let label = &text[speaker.start..speaker.end];
        let role = block.part(PartKind::Role);
        if let Some(at) = same.get(label) {
            let (person, _) = &mut persons[*at];
            person.role = person.role.or(role);
            person.labels.push(speaker);
            continue;
        }
        let key = key(label, words);
        match known.find(&key, &persons) {
            Some(at) => {
                same.insert(label, at);
                known.insert(&key, at);
                let (person, known) = &mut persons[at];
                person.role = person.role.or(role);
                person.labels.push(speaker);
                if key.len() > known.len() {
                    (person.name, *known) = (speaker, key);
                }
            }
            None => {
                same.insert(label, persons.len());
                known.insert(&key, persons.len());
                let id = format!("p{}", persons.len() + 1);
                persons.push((Person { id, name: speaker, role, labels: vec![speaker] }, key));
            }
        }
    }
    for (person, key) in &mut persons {
        full_name(text, person, key, header, words);
    }
    persons.into_iter().map(|(person, _)| person).collect()
}

/// The persons found so far, by full name and by last word, so that thousands of labels cost no more than a few.
#[derive(Default)]
struct Known {
    whole: HashMap<String, usize>,
    last: HashMap<String, Vec<usize>>,
}

impl Known {
    /// More namesakes than this are not compared with each other.
    const NAMESAKES: usize = 16;

    fn find(&self, key: &str, persons: &[(Person, String)]) -> Option<usize> {
        let namesakes = || self.last.get(last_word(key)).into_iter().flatten().copied();
        let near = || namesakes().find(|at| same_person(&persons[*at].1, key));
        self.whole.get(key).copied().or_else(near)
    }

    fn insert(&mut self, key: &str, at: usize) {
        self.whole.insert(key.to_string(), at);
        let namesakes = self.last.entry(last_word(key).to_string()).or_default();
        if namesakes.len() < Self::NAMESAKES && !namesakes.contains(&at) {
            namesakes.push(at);
        }
    }
}

fn last_word(key: &str) -> &str {
    key.rsplit(' ').next().unwrap_or(key)
}

/// `NAZARBAYEV` is `NURSULTAN NAZARBAYEV`: one name ends with the other.
fn same_person(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    long == short || long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' ') && short.len() >= 3)
}

/// Lower case, white space normalised, honorifics removed.
fn key(name: &str, lists: &WordLists) -> String {
    let lower = fold(name).to_lowercase();
    let mut words: Vec<&str> = lower.split(' ').collect();
    while words.len() > 1 && lists.titles.has(words[0].trim_end_matches('.')) {
        words.remove(0);
    }
    words.join(" ")
}

/// The byline may give the fuller name of a person who has only a short label.
fn full_name(text: &str, person: &mut Person, name: &str, header: &Header, words: &WordLists) {
    let is_name = |word: &str| {
        if word.is_ascii() { word.eq_ignore_ascii_case(name) } else { word.to_lowercase() == name }
    };
    if name.contains(' ') || name.len() < 3 {
        return;
    }
    for line in &header.byline {
        let byline = &text[line.start..line.end];
        let found = byline.split_whitespace().find(|word| is_name(word.trim_matches([',', '.'])));
        if let Some(word) = found {
            let at = offset_in(byline, word);
            person.name = Span::new(
                line.start + name_start(byline, at, words),
                line.start + at + word.trim_end_matches([',', '.']).len(),
            );
            return;
        }
    }
}

/// The start of the run of capitalised words that ends at `at`; a comma or small word ends it.
fn name_start(byline: &str, at: usize, words: &WordLists) -> usize {
    let (mut start, mut is_titled) = (at, false);
    for word in byline[..at].split_whitespace().rev().take(4) {
        let is_capital = word.starts_with(char::is_uppercase);
        let name = is_capital && !word.ends_with(',') || words.particles.has_as_written(word);
        // A title begins a name; only others stand before it.
        let is_title = words.titles.has(word.trim_end_matches('.'));
        if !name || is_capital && words.before_names.has(word) || is_titled && !is_title {
            break;
        }
        is_titled |= is_title;
        start = offset_in(byline, word);
    }
    start
}
