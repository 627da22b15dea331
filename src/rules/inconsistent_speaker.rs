//! One speaker with two names or two roles.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use foldhash::fast::RandomState;

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, Person};
use crate::language::WordList;
use crate::rule::{Context, Findings, rule};
use crate::source::{Span, fold};
use crate::survey::{Count, Difference, Survey, each_rest};

use super::shared::edits::is_one_edit;
use super::shared::labels::{Names, labels};

rule! {
    /// Speakers with two spellings or two roles in one document.
    ///
    /// `Boris` and `Borys` become two persons in every list of speakers, and a count of contributions is wrong for
    /// both.
    ///
    /// The rule compares the names of all labels. Two names count as one if one of their words differs by one letter or
    /// an accent and the others are the same; a surname alone must have seven letters. Two roles of one person are
    /// information, and are not reported if they differ only in word order, `of`, `the` or a comma. The rule may be
    /// wrong about relatives, and about persons who changed office.
    ///
    /// In a run of several documents, a name is also compared with those of the other documents: the spelling that
    /// occurs in the labels of more documents counts as the usual one.
    ///
    /// There is no fix: the document does not show which one is right.
    "inconsistent-speaker": Speech, Warn, Never, since "0.1.0", reads Corpus
}

/// A document with more speakers is a list of names and costs more than it is worth.
const MOST_PERSONS: usize = 1000;

/// The shortest surname that is compared on its own.
const SURE_SURNAME: usize = 7;

fn check(document: &Document, context: &Context, findings: &mut Findings) {
    if document.persons.is_empty() {
        return;
    }
    let names = Names::new(document.profile);
    spellings(document, &names, findings);
    if let Some(survey) = context.corpus() {
        over_files(document, &names, survey, findings);
    }
    roles(document, &names, findings);
}

/// Persons with the words of their names, by hashes of the forms that names one edit apart share.
type Seen<'d> = HashMap<u64, Vec<(&'d Person, Rc<[String]>)>, RandomState>;

fn spellings(document: &Document, names: &Names, findings: &mut Findings) {
    if document.persons.len() < 2 {
        return;
    }
    let mut seen = Seen::default();
    // `MODERTOR` is left to malformed-speaker-label; `THE PRESIDNET` may be another spelling of a role.
    let is_compared = |person: &&Person| {
        let name = document.text(person.name);
        name.trim().contains(' ') || !names.is_part(name)
    };
    for person in document.persons.iter().filter(is_compared).take(MOST_PERSONS) {
        let words: Rc<[String]> = names.key(document.text(person.name)).into();
        let forms = forms(&words);
        let mut others = forms.iter().filter_map(|form| seen.get(form)).flatten();
        let are_parts = |other: &Person| {
            [person, other].into_iter().all(|person| names.is_part(document.text(person.name)))
        };
        match others.find(|(other, theirs)| is_same_name(&words, theirs) && !are_parts(other)) {
            Some((other, _)) => findings.push(spelling(document, person, other)),
            None => {
                for form in forms {
                    let known = seen.entry(form).or_default();
                    // A handful is enough for comparison, whatever the document.
                    if known.len() < 4 {
                        known.push((person, Rc::clone(&words)));
                    }
                }
            }
        }
    }
}

/// Names that have a one-edit neighbour in more of the other documents.
fn over_files(document: &Document, names: &Names, survey: &Survey, findings: &mut Findings) {
    let here: LazyCell<HashSet<String>, _> = LazyCell::new(|| {
        document.persons.iter().map(|person| fold(document.text(person.name)).to_lowercase()).collect()
    });
    for person in document.persons.iter().take(MOST_PERSONS) {
        let name = fold(document.text(person.name));
        let near = survey.near_speakers(&name);
        if near.is_empty() || names.is_part(&name) {
            continue;
        }
        let words = names.key(&name);
        let is_usual = |(other, count, difference): &(&str, Count, Difference)| {
            count.documents > survey.speaks_in(&name)
                && !(words.len() == 1 && difference.at_end)
                && !here.contains(&other.to_lowercase())
                && is_same_name(&words, &names.key(other))
        };
        let near = near.into_iter().filter(is_usual);
        let Some((usual, count, _)) = near.max_by_key(|(_, count, _)| count.documents) else { continue };
        let documents = if count.documents == 1 { "document" } else { "documents" };
        let first = person.labels.first().copied().unwrap_or(person.name);
        findings.push(
            Diagnostic::new(first, format!("`{name}` is called `{usual}` in other documents"))
                .label("another spelling")
                .help(format!(
                    "write `{usual}`, as labels of {} {documents} do, unless these are two persons",
                    count.documents
                )),
        );
    }
}

/// The name, and the name without each of its letters: names one edit apart share one of these.
fn forms(words: &[String]) -> Vec<u64> {
    let mut forms = Vec::new();
    each_rest(words.join(" ").chars().take(60).map(u64::from), |rest| forms.push(rest));
    // The name without its first letter comes first, the name itself last.
    forms.rotate_left(1);
    forms
}

/// One word differs by one edit, the others are the same.
fn is_same_name(a: &[String], b: &[String]) -> bool {
    let differing: Vec<(&String, &String)> = a.iter().zip(b).filter(|(a, b)| a != b).collect();
    let least = if a.len() == 1 { SURE_SURNAME } else { 4 };
    a.len() == b.len()
        && matches!(differing[..], [(a, b)]
            if is_one_edit(a, b) && !is_plural(a, b) && a.chars().count().min(b.chars().count()) >= least)
}

/// `AUDIENCE MEMBER` and `AUDIENCE MEMBERS` are two speakers.
fn is_plural(a: &str, b: &str) -> bool {
    a.strip_suffix('s') == Some(b) || b.strip_suffix('s') == Some(a)
}

fn spelling(document: &Document, person: &Person, other: &Person) -> Diagnostic {
    let rarer = if person.labels.len() <= other.labels.len() { person } else { other };
    let usual = if rarer.name == person.name { other } else { person };
    let first = |person: &Person| person.labels.first().copied().unwrap_or(person.name);
    let name = |person: &Person| fold(document.text(first(person))).into_owned();
    Diagnostic::new(first(rarer), format!("`{}` is called `{}` in other labels", name(rarer), name(usual)))
        .label("one spelling")
        .see(first(usual), "the other")
        .help("correct one of the two, unless these are two persons")
}

/// The first label of a person whose role differs from that of the previous label.
fn roles(document: &Document, names: &Names, findings: &mut Findings) {
    let of_label: HashMap<Span, Span> =
        labels(document).filter_map(|label| Some((label.speaker, label.role?))).collect();
    for person in &document.persons {
        let mut roles = person.labels.iter().filter_map(|label| of_label.get(label).copied());
        let Some(first) = roles.next() else { continue };
        let text = document.text(first);
        let particles = &document.profile.words().organisation_particles;
        let known = LazyCell::new(|| role_words(text, particles));
        let is_other = |role: &Span| {
            document.text(*role) != text && role_words(document.text(*role), particles) != *known
        };
        let Some(second) = roles.find(is_other).filter(|_| !names.is_part(document.text(person.name))) else {
            continue;
        };
        let (a, b) = (document.source.fold(first), document.source.fold(second));
        findings.push(
            Diagnostic::new(second, format!("the speaker is `{b}` here and was `{a}` before"))
                .at_most(Severity::Info)
                .label("a different role")
                .see(first, "previous role")
                .help("compare with the original, if roles are counted"),
        );
    }
}

/// The words that matter, sorted: `(Spokesman, NATO)` and `(NATO Spokesman)` mean the same.
fn role_words(role: &str, particles: &WordList) -> Vec<String> {
    let words = role.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let mut words: Vec<String> =
        words.filter(|word| !word.is_empty() && !particles.has_as_written(word)).collect();
    words.sort();
    words
}
