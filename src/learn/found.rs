//! The names of one document: speakers, bylines, persons with a title, organisations, places.

use crate::document::{Document, Kind};
use crate::language::WordLists;
use crate::profile::Profile;
use crate::source::fold;

/// Names as written, one for each occurrence.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) persons: Vec<String>,
    pub(super) organisations: Vec<String>,
    pub(super) places: Vec<String>,
    /// `NAME (ACRONYM)`
    pub(super) expansions: Vec<String>,
}

/// Further titles before a name are not read, so that a text of titles is not read again from each of them.
const MOST_TITLES: usize = 8;

impl Found {
    pub(super) fn of(document: &Document) -> Self {
        let mut found = Self::default();
        found.speakers(document);
        for line in &document.header.byline {
            found.byline(document.text(*line), document.profile);
        }
        for place in &document.header.place {
            found.place(document.text(*place));
        }
        let is_prose = |kind: Kind| kind.is_body() || matches!(kind, Kind::Title | Kind::Byline);
        for block in document.blocks.iter().filter(|block| is_prose(block.kind)) {
            let text = document.text(block.prose());
            if !is_shouted(text) {
                found.prose(text, document.profile);
            }
        }
        found
    }

    fn speakers(&mut self, document: &Document) {
        for person in &document.persons {
            for label in &person.labels {
                let name = without_titles(&fold(document.text(*label)), document.profile.words());
                if is_person(&name, document.profile) {
                    self.persons.push(name);
                }
            }
        }
    }

    /// The names in a byline: `by Lord Robertson, NATO Secretary General and Jamie Shea`.
    fn byline(&mut self, line: &str, profile: &Profile) {
        let line = fold(line).replace(" and ", ", ").replace(" with ", ", ");
        for piece in line.split([',', ';', '(', ')', '/', '–']) {
            let lower = piece.trim_start().to_lowercase();
            let openers = profile.byline.openers.iter().filter(|opener| {
                lower.strip_prefix(&opener.to_lowercase()).is_some_and(|rest| rest.starts_with(' '))
            });
            let opener = openers.map(String::len).max().unwrap_or(0);
            let piece = piece.trim_start().get(opener..).unwrap_or_default();
            let name = without_titles(piece.trim(), profile.words());
            if name.contains(' ') && is_person(&name, profile) {
                self.persons.push(name);
            }
        }
    }

    fn place(&mut self, text: &str) {
        let text = fold(text);
        let name = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != ')');
        if name.starts_with(char::is_uppercase) && name.split(' ').count() <= 5 {
            self.places.push(name.to_string());
        }
    }

    fn prose(&mut self, text: &str, profile: &Profile) {
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut at = 0;
        while at < words.len() {
            let taken = self
                .titled(&words[at..], profile)
                .or_else(|| self.organisation(&words[at..], profile.words()));
            at += taken.unwrap_or(1);
        }
        let is_shouted = |at: usize| words.get(at).is_some_and(|word| is_capital(word, 2));
        for (at, word) in words.iter().enumerate() {
            // `(SPEAKING KAZAKH)` is a stage note.
            if !is_shouted(at + 1) && !at.checked_sub(1).is_some_and(is_shouted) {
                self.acronym(word, profile.words());
            }
        }
    }

    /// A person after a title, and the number of words read.
    fn titled(&mut self, words: &[&str], profile: &Profile) -> Option<usize> {
        let lists = profile.words();
        let is_title = |word: &&&str| {
            let bare = word.trim_start_matches(['“', '"', '(', '‘']).trim_end_matches('.');
            lists.titles.has_capitalised(bare)
        };
        let titles = words.iter().take(MOST_TITLES).take_while(is_title).count();
        if titles == 0 {
            return None;
        }
        let particle = words.get(titles).filter(|word| lists.particles.has_as_written(word));
        let first = titles + usize::from(particle.is_some());
        let (name, count) = capitals(words.get(first..)?, 4, |word| lists.particles.has_as_written(word))?;
        let name = particle.map_or(name.clone(), |particle| format!("{particle} {name}"));
        let count = count + usize::from(particle.is_some());
        let last = words[titles - 1].trim_start_matches(['“', '"', '(']);
        let kept = Some(last).filter(|title| lists.kept_titles.has_capitalised(title));
        let name = kept.filter(|_| !name.contains(' ')).map_or(name.clone(), |kept| format!("{kept} {name}"));
        if is_person(&name, profile) {
            self.persons.push(name);
        }
        Some(titles + count)
    }

    /// Long names of organisations, perhaps with an acronym in brackets, and the number of words read.
    fn organisation(&mut self, words: &[&str], lists: &WordLists) -> Option<usize> {
        let (run, count) = capitals(words, 10, |word| lists.organisation_particles.has_as_written(word))?;
        if !run.split(" and the ").any(|name| is_organisation(without_occasion(name, lists), lists)) {
            return None;
        }
        for name in run.split(" and the ") {
            let name = without_occasion(name, lists);
            if is_organisation(name, lists) {
                self.organisations.push(name.to_string());
            }
        }
        let name = without_occasion(run.rsplit(" and the ").next().unwrap_or_default(), lists);
        let acronym = words.get(count).and_then(|word| bracketed(word)).filter(|it| stands_for(it, name));
        self.expansions
            .extend(acronym.filter(|_| is_organisation(name, lists)).map(|it| format!("{name} ({it})")));
        Some(count)
    }

    fn acronym(&mut self, word: &str, lists: &WordLists) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        let is_roman = word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'));
        if is_capital(word, 3) && word.len() <= 8 && !is_roman && !lists.not_acronyms.has(word) {
            self.organisations.push(word.to_string());
        }
    }
}

/// Whether a word consists of at least this many capitals.
fn is_capital(word: &str, least: usize) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.len() >= least && word.chars().all(|c| c.is_ascii_uppercase())
}

/// Whether a name of several words has the noun of an organisation at its end or before an `of`.
fn is_organisation(name: &str, lists: &WordLists) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let head = words.iter().rposition(|word| lists.organisation_nouns.has_capitalised(word));
    let ends = head.is_some_and(|head| {
        words.get(head + 1).is_none_or(|next| lists.organisation_particles.has_as_written(next))
    });
    ends && (2..=8).contains(&words.len())
}

/// `Meeting of the North Atlantic Council` is a meeting, and `In the European Union` begins a sentence.
fn without_occasion<'n>(name: &'n str, lists: &WordLists) -> &'n str {
    let name = name.strip_prefix("The ").unwrap_or(name);
    let is_noun = |word: &str| lists.organisation_nouns.has_capitalised(word);
    let begins = |(first, _): &(&str, &str)| !first.split(' ').any(is_noun);
    let occasion = name.split_once(" of the ").filter(begins);
    let sentence = name.split_once(" the ").filter(|(first, _)| !first.contains(' '));
    occasion.or(sentence).map_or(name, |(_, rest)| rest)
}

/// `(EAPC),` as `EAPC`.
fn bracketed(word: &str) -> Option<&str> {
    let inner = word.strip_prefix('(')?.split(')').next()?;
    ((2..=10).contains(&inner.len()) && inner.chars().all(|c| c.is_ascii_uppercase())).then_some(inner)
}

/// Whether an acronym begins like the words of a name.
fn stands_for(acronym: &str, name: &str) -> bool {
    let initials: String =
        name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
    initials.starts_with(acronym) || acronym.starts_with(&initials)
}

/// The run of capitalised words at the start, with the allowed function words between them: its text, and the number of
/// words. Punctuation after a word ends it, except the full stop of an initial.
fn capitals(words: &[&str], most: usize, is_little: impl Fn(&str) -> bool) -> Option<(String, usize)> {
    let (mut name, mut taken) = (Vec::new(), 0);
    for (at, word) in words.iter().take(most).enumerate() {
        let bare = word.trim_start_matches(['“', '"', '(', '‘']);
        let end = bare.trim_end_matches(|c: char| !c.is_alphanumeric());
        let end = end.strip_suffix("'s").or_else(|| end.strip_suffix("’s")).unwrap_or(end);
        let is_initial = end.len() == 1 && bare[1..] == *".";
        if at > 0 && is_little(bare) {
            name.push(bare);
            continue;
        }
        if !end.starts_with(char::is_uppercase)
            || (end.len() < 2 && !is_initial)
            || at > 0 && bare.len() < word.len()
        {
            break;
        }
        name.push(if is_initial { bare } else { end });
        taken = name.len();
        if end.len() < bare.len() && !is_initial {
            break;
        }
    }
    name.truncate(taken);
    (taken > 0).then(|| (name.join(" "), taken))
}

/// A name without the titles before it, except those that stay with a surname.
fn without_titles(name: &str, lists: &WordLists) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let is_title = |word: &&&str| lists.titles.has(word.trim_end_matches('.'));
    let titles = words.iter().take(words.len() - 1).take_while(is_title).count();
    let is_kept = |word: &str| lists.kept_titles.has(word);
    let titles = titles - usize::from(titles > 0 && words.len() - titles == 1 && is_kept(words[titles - 1]));
    words[titles..].join(" ")
}

/// Whether a text looks like the name of a person: up to five capitalised words, and no word of an office or role.
fn is_person(name: &str, profile: &Profile) -> bool {
    let lists = profile.words();
    let words: Vec<&str> = name.split(' ').collect();
    let is_name = |word: &str| {
        let is_letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'));
        is_letters && (word.starts_with(char::is_uppercase) || lists.particles.has_as_written(word))
    };
    let phrases =
        profile.byline.offices.iter().chain(&profile.speakers.parts).chain(&profile.speakers.questions);
    let phrases: Vec<&String> = phrases.collect();
    let is_office = |word: &str| {
        phrases.iter().any(|phrase| phrase.split([' ', '-']).any(|known| known.eq_ignore_ascii_case(word)))
            || lists.organisation_nouns.has(word)
            || lists.not_persons.has(word)
    };
    words.len() <= 5
        && words.iter().all(|word| is_name(word))
        && words.last().is_some_and(|last| last.chars().filter(|c| c.is_alphabetic()).count() > 1)
        && !words.iter().any(|word| is_office(word))
        && !words.iter().all(|word| lists.particles.has_as_written(word))
}

/// Whether a text is in capitals, so that they carry no meaning.
fn is_shouted(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (all, capital) =
        letters.fold((0, 0), |(all, capital), c| (all + 1, capital + usize::from(c.is_uppercase())));
    all < 4 || capital * 2 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Found {
        let mut found = Found::default();
        found.prose(text, Profile::plain());
        found
    }

    #[test]
    fn persons_follow_titles() {
        let text = "He met Mr. Javier Solana and President Jacques R. Chirac, Lord Robertson and General de Vries there. \
                    The General Assembly met the Foreign Minister of Poland and Mr. Solana’s staff.";
        let persons = found(text).persons;
        assert_eq!(persons, ["Javier Solana", "Jacques R. Chirac", "Lord Robertson", "de Vries", "Solana"]);
    }

    #[test]
    fn organisations_are_known_by_their_heads_and_capitals() {
        let found = found(
            "The Euro-Atlantic Partnership Council (EAPC) and the Ministry of Defence met SFOR in Part II.",
        );
        assert_eq!(
            found.organisations,
            ["Euro-Atlantic Partnership Council", "Ministry of Defence", "EAPC", "SFOR"]
        );
        assert_eq!(found.expansions, ["Euro-Atlantic Partnership Council (EAPC)"]);
    }

    #[test]
    fn bylines_name_persons() {
        let mut found = Found::default();
        let line = "by NATO Secretary General, Lord Robertson and Mr. Jamie Shea, NATO Spokesman";
        found.byline(line, Profile::plain());
        assert_eq!(found.persons, ["Lord Robertson", "Jamie Shea"]);
    }
}
