//! The speakers of a document: those with labels, or the one named in the byline of a speech.

use std::collections::HashMap;

use crate::document::Document;
use crate::language::WordLists;
use crate::profile::Category;
use crate::source::Span;
use crate::text::offset_in;

/// A speaker.
pub(super) struct Speaker {
    /// The name, or a substitute.
    pub(super) name: Span,
    pub(super) role: Option<Span>,
    /// The kind of name.
    pub(super) named: Named,
}

impl Speaker {
    /// Whether the speaker has no name and no office, but a role that many may have.
    pub(super) const fn is_part(&self) -> bool {
        matches!(self.named, Named::Questioner | Named::Moderator)
    }
}

/// The kind of words that identify a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// A name.
    Name,
    /// An office: `NATO Secretary General`.
    Office,
    /// A role in the event that many may have: `Q`.
    Questioner,
    /// The person who chairs the event: `MODERATOR`.
    Moderator,
}

/// The speakers, and who says what.
pub(super) struct Cast {
    pub(super) speakers: Vec<Speaker>,
    /// The speaker by the position of the name in the label.
    labels: HashMap<Span, usize>,
    /// There are no labels, and the first speaker says everything.
    pub(super) sole: bool,
}

impl Cast {
    /// The cast of a document of this category.
    pub(super) fn of(document: &Document, category: Category) -> Self {
        let persons = document.persons.iter();
        let speakers: Vec<Speaker> = persons
            .map(|person| Speaker {
                name: person.name,
                role: person.role,
                named: named(document, document.text(person.name)),
            })
            .collect();
        let persons = document.persons.iter().enumerate();
        let labels = persons
            .flat_map(|(index, person)| person.labels.iter().map(move |label| (*label, index)))
            .collect();
        if speakers.is_empty() && matches!(category, Category::Speech | Category::Statement) {
            let speakers: Vec<Speaker> = byline(document).into_iter().collect();
            return Self { sole: !speakers.is_empty(), speakers, labels };
        }
        Self { speakers, labels, sole: false }
    }

    /// The only speaker of a speech or statement: its author.
    pub(super) fn author(&self, category: Category) -> Option<&Speaker> {
        match (category, self.speakers.as_slice()) {
            (Category::Speech | Category::Statement, [speaker]) => Some(speaker),
            _ => None,
        }
    }

    /// The speaker with this name in the label.
    pub(super) fn of_label(&self, name: Span) -> Option<usize> {
        self.labels.get(&name).copied()
    }
    /// The speakers' names and their positions in the list.
    pub(super) fn names<'d>(&self, document: &'d Document) -> impl Iterator<Item = (usize, &'d str)> {
        let named = self.speakers.iter().enumerate().filter(|(_, speaker)| speaker.named == Named::Name);
        named.map(|(index, speaker)| (index, document.text(speaker.name)))
    }
}

fn named(document: &Document, name: &str) -> Named {
    let words = &document.profile.speakers;
    let is = |list: &[String]| list.iter().any(|word| word.eq_ignore_ascii_case(name));
    if name.eq_ignore_ascii_case("moderator") {
        Named::Moderator
    } else if is(&words.questions) {
        Named::Questioner
    } else if is(&words.parts) || is(&document.profile.byline.offices) {
        Named::Office
    } else {
        Named::Name
    }
}

/// The one speaker of a byline: an office, a name, or both in either order. Two names are not one speaker.
fn byline(document: &Document) -> Option<Speaker> {
    let line = *document.header.byline.first()?;
    let text = document.text(line);
    let words = &document.profile.byline;
    let opener = longest(text, &words.openers).filter(|end| !text[..*end].eq_ignore_ascii_case("with"))?;
    let at = skip(text, opener);
    let at = longest(&text[at..], &["the".to_string()]).map_or(at, |end| skip(text, at + end));
    let span = |start: usize, end: usize| Span::new(line.start + start, line.start + end);
    let office = longest(&text[at..], &words.offices).map(|end| (at, at + end));
    let from = office.map_or(at, |(_, end)| skip(text, end));
    let titled = longest(&text[from..], &words.honorifics).is_some();
    let name = name(text, from, document.profile.words()).filter(|(_, end)| !goes_on(text, *end));
    match (office, name) {
        (Some((start, end)), Some(name)) => {
            Some(Speaker { name: span(name.0, name.1), role: Some(span(start, end)), named: Named::Name })
        }
        (Some((start, end)), None) if !goes_on(text, end) && !text[end..].trim_start().starts_with(',') => {
            Some(Speaker { name: span(start, end), role: None, named: Named::Office })
        }
        (None, Some((start, end))) => {
            let after = skip(text, end);
            let role = longest(&text[after..], &words.offices).map(|office| span(after, after + office));
            (titled || role.is_some()).then(|| Speaker { name: span(start, end), role, named: Named::Name })
        }
        _ => None,
    }
}

/// Whether a second name follows.
fn goes_on(text: &str, end: usize) -> bool {
    let rest = text[end..].trim_start_matches([',', ' ']);
    ["and ", "& "].iter().any(|joiner| rest.starts_with(joiner)) || rest == "and"
}

/// The end of the longest of these phrases that a text begins with, ignoring case.
fn longest(text: &str, phrases: &[String]) -> Option<usize> {
    let begins = |phrase: &&String| {
        text.get(..phrase.len()).is_some_and(|head| head.eq_ignore_ascii_case(phrase))
            && !text[phrase.len()..].starts_with(char::is_alphanumeric)
    };
    phrases.iter().filter(begins).map(String::len).max()
}

/// The next position that is not a space, comma or colon.
fn skip(text: &str, from: usize) -> usize {
    text.len() - text[from..].trim_start_matches([' ', ',', ':', '\u{a0}']).len()
}

/// The run of capitalised words that begins at `from`: at least two, and none that only names of bodies contain.
fn name(text: &str, from: usize, words: &WordLists) -> Option<(usize, usize)> {
    let (mut end, mut count) = (from, 0);
    for word in text[from..].split_whitespace() {
        let bare = word.trim_end_matches([',', ';', ':', ')']);
        let starts = bare.starts_with(char::is_uppercase);
        if starts && words.byline_bodies.has(bare) || word.starts_with('(') {
            break;
        }
        if !starts && !words.particles.has_as_written(bare) {
            break;
        }
        count += 1;
        end = offset_in(text, word) + bare.len();
        if bare.len() < word.len() {
            break;
        }
    }
    let last = text[from..end].split_whitespace().next_back()?;
    ((2..=6).contains(&count) && last.starts_with(char::is_uppercase)).then_some((from, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;
    use crate::profile::Profile;
    use crate::source::Source;

    fn speaker(byline: &str) -> Option<(String, Option<String>, Named)> {
        let text = format!(
            "Updated: 20-Oct-2004 NATO Speeches\n\n19 Oct. 2004\n\nSpeech\n\n{byline}\n\nLadies and Gentlemen,\n\nThis is my first visit here, and I have been looking forward to it.\n"
        );
        let source = Source::from_text("a.txt", text);
        let document = parse(&source, Profile::built_in("nato").expect("built in"));
        let cast = Cast::of(&document, Category::Speech);
        let speaker = cast.speakers.first()?;
        let text = |span| document.text(span).to_string();
        Some((text(speaker.name), speaker.role.map(text), speaker.named))
    }

    #[test]
    fn a_byline_names_one_speaker() {
        let row =
            |name: &str, role: Option<&str>, named| Some((name.to_string(), role.map(str::to_string), named));
        let office = "NATO Secretary General";
        assert_eq!(
            speaker("by NATO Secretary General, Jaap de Hoop Scheffer\nduring his visit to Kazakhstan"),
            row("Jaap de Hoop Scheffer", Some(office), Named::Name)
        );
        assert_eq!(
            speaker("by Lord Robertson, NATO Secretary General"),
            row("Lord Robertson", Some(office), Named::Name)
        );
        assert_eq!(speaker("by NATO Secretary General"), row(office, None, Named::Office));
        assert_eq!(speaker("by NATO Defence Ministers"), None);
        assert_eq!(speaker("by Lord Robertson and President Putin"), None);
    }
}
