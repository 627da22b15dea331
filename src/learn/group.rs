//! Groups the spellings of one name: the usual one, shorter ones, and those that look like typos.

use crate::language::{Language, WordList, WordLists};
use std::collections::HashMap;

use super::{Count, Counts};
use crate::lexicon::draft::Proposal;

/// A rarer spelling is a typo if the usual one is this many times as frequent.
const TIMES: usize = 3;

/// Shorter names are too similar to tell a typo from another name.
const SHORTEST: usize = 5;

/// The proposals that are frequent enough, the most frequent first.
pub(super) fn proposals(mut all: Vec<Proposal>, least: usize) -> Vec<Proposal> {
    all.retain(|one| one.times + one.accepted.iter().map(|(_, times)| times).sum::<usize>() >= least);
    all.sort_by(|a, b| (b.times, &a.name).cmp(&(a.times, &b.name)));
    all
}

/// Persons: a surname belongs to the only longer name that ends with it.
pub(super) fn persons(counts: &Counts) -> Vec<Proposal> {
    let mut all = without_slips(titled_with_named(by_spelling(counts, Some(1))));
    all.sort_by_key(|one| std::cmp::Reverse(one.name.split(' ').count()));
    let mut full: Vec<Proposal> = Vec::new();
    let mut longer = Index::default();
    for one in all {
        match longer.get(&one.name.to_lowercase()) {
            Namesakes::None => {
                for end in shorter_names(&one.name.to_lowercase()) {
                    longer.add(end, full.len());
                }
                full.push(one);
            }
            Namesakes::One(at) => {
                full[at].accepted.push((one.name, one.times));
                full[at].accepted.extend(one.accepted);
                full[at].rejected.extend(one.rejected);
            }
            // Several persons have the surname, so it is not certain whose it is.
            Namesakes::Several => {}
        }
    }
    full
}

/// The endings that a name may be shortened to: `hoop scheffer` and `scheffer` of `de hoop scheffer`.
fn shorter_names(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices(' ').map(|(at, _)| &name[at + 1..])
}

/// The proposals that share a word or an ending, so that not every name is compared with all others.
#[derive(Default)]
struct Index(HashMap<String, Namesakes>);

/// The proposals with the same word or ending.
#[derive(Clone, Copy, Default)]
enum Namesakes {
    #[default]
    None,
    One(usize),
    Several,
}

impl Index {
    fn add(&mut self, key: &str, at: usize) {
        let known = self.0.entry(key.to_string()).or_default();
        *known = match known {
            Namesakes::None => Namesakes::One(at),
            _ => Namesakes::Several,
        };
    }
    fn get(&self, key: &str) -> Namesakes {
        self.0.get(key).copied().unwrap_or_default()
    }
}

/// Organisations: an acronym belongs to the name that it once followed.
pub(super) fn organisations(counts: &Counts, expansions: &Counts) -> Vec<Proposal> {
    let mut all = by_spelling(counts, None);
    let mut usual: HashMap<&str, (usize, &str)> = HashMap::new();
    for (expansion, count) in expansions {
        let Some((name, acronym)) = expansion.strip_suffix(')').and_then(|text| text.rsplit_once(" ("))
        else {
            continue;
        };
        let best = usual.entry(acronym).or_default();
        *best = (*best).max((count.times, name));
    }
    let mut acronyms = HashMap::new();
    all.retain(|one| {
        let has_name = usual.contains_key(one.name.as_str());
        if has_name {
            acronyms.insert(one.name.clone(), one.times);
        }
        !has_name
    });
    let by_name: HashMap<String, usize> =
        all.iter().enumerate().map(|(at, one)| (one.name.clone(), at)).collect();
    for (acronym, (_, name)) in usual {
        let times = acronyms.get(acronym).copied().unwrap_or_default();
        match by_name.get(name) {
            Some(at) => all[*at].accepted.push((acronym.to_string(), times)),
            None => {
                all.push(Proposal { name: acronym.to_string(), times, documents: 0, ..Proposal::default() })
            }
        }
    }
    let (acronyms, names): (Vec<Proposal>, Vec<Proposal>) =
        all.into_iter().partition(|one| one.name.chars().all(char::is_uppercase));
    // An acronym is one letter away from too many others.
    without_slips(names).into_iter().chain(acronyms).collect()
}

/// Places.
pub(super) fn places(counts: &Counts) -> Vec<Proposal> {
    without_slips(by_spelling(counts, Some(5)))
}

/// Merges names ignoring case, if words in capitals with this many letters mean the same in lower case: the most
/// frequent spelling that is not in capitals represents all.
fn by_spelling(counts: &Counts, least: Option<usize>) -> Vec<Proposal> {
    let mut groups: HashMap<String, Vec<(String, Count)>> = HashMap::new();
    for (name, count) in counts {
        let key = if least.is_some() { name.to_lowercase() } else { name.clone() };
        let name = least.map_or_else(|| name.clone(), |least| in_title_case(name, least));
        groups.entry(key).or_default().push((name, *count));
    }
    let mut all: Vec<Proposal> = groups.into_values().map(one_spelling).collect();
    all.sort_by(|a, b| (b.times, &a.name).cmp(&(a.times, &b.name)));
    all
}

fn one_spelling(mut spellings: Vec<(String, Count)>) -> Proposal {
    spellings.sort_by(|a, b| (b.1.times, &a.0).cmp(&(a.1.times, &b.0)));
    let times = spellings.iter().map(|(_, count)| count.times).sum();
    let documents = spellings.iter().map(|(_, count)| count.documents).max().unwrap_or_default();
    Proposal { name: spellings.swap_remove(0).0, times, documents, ..Proposal::default() }
}

/// `LORD ROBERTSON` as `Lord Robertson`; words with fewer letters than `least` keep their capitals: `NATO HQ`.
fn in_title_case(name: &str, least: usize) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_string();
    }
    let word = |word: &str| {
        let mut begins = true;
        let cased = word.chars().flat_map(|c| {
            let cased: Vec<char> = if begins { vec![c] } else { c.to_lowercase().collect() };
            begins = !c.is_alphanumeric();
            cased
        });
        let lower = word.to_lowercase();
        if is_known(&lower, |words| &words.particles) {
            lower
        } else if word.chars().count() < least {
            word.to_string()
        } else {
            cased.collect()
        }
    };
    name.split(' ').map(word).collect::<Vec<String>>().join(" ")
}

/// Whether a word is on a list of some language: a name is of any.
fn is_known(word: &str, list: impl Fn(&'static WordLists) -> &'static WordList) -> bool {
    Language::all().any(|language| list(language.words()).has(word))
}

/// `Lord Robertson` and `George Robertson` are one, if no one else has the surname.
fn titled_with_named(all: Vec<Proposal>) -> Vec<Proposal> {
    let is_titled = |one: &Proposal| {
        one.name.split_once(' ').is_some_and(|(title, _)| is_known(title, |words| &words.kept_titles))
    };
    let (titled, mut named): (Vec<Proposal>, Vec<Proposal>) = all.into_iter().partition(is_titled);
    let mut by_surname = Index::default();
    for (at, one) in named.iter().enumerate() {
        by_surname.add(&last_word(&one.name), at);
    }
    for one in titled {
        let surname = last_word(&one.name);
        match by_surname.get(&surname) {
            Namesakes::One(at) if named[at].times <= one.times => {
                let other = std::mem::replace(&mut named[at], one);
                named[at].accepted.push((other.name, other.times));
            }
            Namesakes::One(at) => named[at].accepted.push((one.name, one.times)),
            _ => {
                by_surname.add(&surname, named.len());
                named.push(one);
            }
        }
    }
    named
}

fn last_word(name: &str) -> String {
    name.rsplit(' ').next().unwrap_or(name).to_lowercase()
}

/// The frequent names, with the rare ones one edit away added to them.
fn without_slips(mut all: Vec<Proposal>) -> Vec<Proposal> {
    all.sort_by(|a, b| (b.times, &a.name).cmp(&(a.times, &b.name)));
    let mut kept: Vec<Proposal> = Vec::new();
    let mut by_form: HashMap<String, usize> = HashMap::new();
    for one in all {
        let forms = if one.name.chars().count() >= SHORTEST {
            forms(&one.name)
        } else {
            vec![one.name.to_lowercase()]
        };
        let near = forms.iter().find_map(|form| by_form.get(form)).copied();
        match near
            .filter(|at| kept[*at].times >= TIMES * one.times && !differs_at_end(&kept[*at].name, &one.name))
        {
            Some(at) => kept[at].rejected.push((one.name, one.times)),
            None => {
                forms.into_iter().for_each(|form| {
                    by_form.entry(form).or_insert(kept.len());
                });
                kept.push(one);
            }
        }
    }
    kept
}

/// `Ivanov` and `Ivanova`, `Kosovo` and `Kosova` are separate names.
fn differs_at_end(a: &str, b: &str) -> bool {
    let end = |name: &str| name.chars().next_back();
    end(a) != end(b)
}

/// The name, and the name without each of its letters: names one edit apart share one of these.
fn forms(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.to_lowercase().chars().take(60).collect();
    let without = |at: usize| {
        letters.iter().enumerate().filter(move |(other, _)| *other != at).map(|(_, c)| *c).collect()
    };
    (0..letters.len()).map(without).chain([letters.iter().collect()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(names: &[(&str, usize)]) -> Counts {
        names.iter().map(|(name, times)| (name.to_string(), Count { times: *times, documents: 1 })).collect()
    }

    fn names(all: &[Proposal]) -> Vec<&str> {
        all.iter().map(|one| one.name.as_str()).collect()
    }

    #[test]
    fn spellings_of_a_person_come_together() {
        let met = [
            ("Nursultan Nazarbayev", 6),
            ("NAZARBAYEV", 3),
            ("Nursultan Nazarbaev", 1),
            ("Igor Ivanov", 4),
            ("Sergei Ivanov", 5),
            ("Ivanov", 9),
            ("Lord Robertson", 7),
            ("George Robertson", 2),
        ];
        let all = proposals(persons(&counts(&met)), 2);
        assert_eq!(names(&all), ["Lord Robertson", "Nursultan Nazarbayev", "Sergei Ivanov", "Igor Ivanov"]);
        assert_eq!(all[0].accepted, [("George Robertson".to_string(), 2)]);
        assert_eq!(all[1].accepted, [("Nazarbayev".to_string(), 3)]);
        assert_eq!(all[1].rejected, [("Nursultan Nazarbaev".to_string(), 1)]);
    }

    #[test]
    fn near_places_stay_apart_unless_one_is_rare() {
        let met = [
            ("Kazakhstan", 12),
            ("Kazakstan", 1),
            ("Kosovo", 11),
            ("Kosova", 2),
            ("Iran", 9),
            ("Iraq", 1),
            ("BRUSSELS", 1),
        ];
        let all = places(&counts(&met));
        assert_eq!(names(&all), ["Kazakhstan", "Kosovo", "Iran", "Kosova", "Brussels", "Iraq"]);
        assert_eq!(all[0].rejected, [("Kazakstan".to_string(), 1)]);
    }

    #[test]
    fn acronyms_go_with_their_names() {
        let met = counts(&[("Euro-Atlantic Partnership Council", 2), ("EAPC", 5), ("SFOR", 4)]);
        let all = organisations(&met, &counts(&[("Euro-Atlantic Partnership Council (EAPC)", 1)]));
        assert_eq!(names(&all), ["Euro-Atlantic Partnership Council", "SFOR"]);
        assert_eq!(all[0].accepted, [("EAPC".to_string(), 5)]);
    }
}
