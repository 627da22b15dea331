//! The metadata of a document for catalogues and readers, in plain words. Uncertain facts are left out.

use std::borrow::Cow;
use std::fmt;

use super::cast::Cast;
use super::reading;
use crate::document::{Block, Date, Document, Kind, PartKind, Value};
use crate::profile::Category;
use crate::source::{Span, id_of};

/// The header facts as texts: white space normalised, no [invisible characters](clean).
pub(super) struct Facts<'a> {
    /// Identifier of the document, unique in its run.
    pub(super) id: Cow<'a, str>,
    /// Name of the file.
    pub(super) file: Cow<'a, str>,
    /// Path of the file as the user knows it.
    pub(super) path: Cow<'a, str>,
    /// The title, if the document has one.
    pub(super) title: Option<Cow<'a, str>>,
    /// The kind of document.
    pub(super) category: Category,
    /// The document's own words for it.
    pub(super) genre: Option<Cow<'a, str>>,
    /// Series label.
    pub(super) series: Option<Cow<'a, str>>,
    /// Document number.
    pub(super) number: Option<Cow<'a, str>>,
    /// Who speaks, with whom, after what; line by line.
    pub(super) byline: Vec<Cow<'a, str>>,
    /// Place names, from the narrow to the wide.
    pub(super) places: Vec<Cow<'a, str>>,
    /// The days of the event.
    pub(super) event: Option<Days>,
    /// The day of the last update.
    pub(super) updated: Option<Days>,
    /// Who speaks in a speech or statement.
    pub(super) author: Option<Cow<'a, str>>,
    /// Who has a label with a name, in order of appearance.
    pub(super) speakers: Vec<Speaker<'a>>,
    /// The language as a BCP 47 tag, if known.
    pub(super) language: Option<&'static str>,
}

/// A speaker.
pub(super) struct Speaker<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) role: Option<Cow<'a, str>>,
}

/// A day, a month or a year, or an inclusive range of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) first: String,
    pub(super) last: Option<String>,
}

/// In ISO 8601 form: `2003-07-09/2003-07-11`.
impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.first)?;
        self.last.iter().try_for_each(|last| write!(f, "/{last}"))
    }
}

impl From<Value> for Days {
    fn from(value: Value) -> Self {
        match value {
            Value::Single(first) => Self { first, last: None },
            Value::Range(first, last) => Self { first, last: Some(last) },
        }
    }
}

impl Days {
    /// The certain meaning of a date.
    pub(super) fn sure(document: &Document, date: &Date) -> Option<Self> {
        date.value().filter(|_| reading::certainty(document, date).is_none()).map(Self::from)
    }
    /// The last day, or the only one.
    pub(super) fn last(&self) -> &str {
        self.last.as_deref().unwrap_or(&self.first)
    }
}

impl<'a> Facts<'a> {
    /// The facts of a document.
    pub(super) fn new(document: &'a Document<'a>) -> Self {
        let header = &document.header;
        let text = |span: Span| text(document, span);
        let days = |date: &Option<Date>| date.as_ref().and_then(|date| Days::sure(document, date));
        let language = language(document);
        Self {
            id: clean(Cow::Borrowed(document.source.id())),
            file: clean(Cow::Borrowed(document.source.file_name())),
            path: clean(Cow::Borrowed(document.source.path())),
            title: header.title.map(text).filter(|title| !title.is_empty()),
            category: category(document),
            genre: header.genre.map(|genre| text(genre.span)),
            series: header.series.map(text),
            number: header.number.map(text),
            byline: header.byline.iter().map(|span| text(*span)).collect(),
            places: header.place.iter().map(|span| text(reading::place(document.source, *span))).collect(),
            event: days(&header.date),
            updated: days(&header.updated),
            author: author(document),
            speakers: speakers(document),
            language: (language != "und").then_some(language),
        }
    }

    /// The title, or a substitute: document type and byline, else the file name.
    pub(super) fn heading(&self) -> Cow<'_, str> {
        if let Some(title) = &self.title {
            return Cow::Borrowed(title);
        }
        let words: Vec<&str> = self.genre.iter().chain(&self.byline).map(AsRef::as_ref).collect();
        if words.is_empty() { Cow::Borrowed(id_of(&self.file)) } else { Cow::Owned(words.join(" ")) }
    }
    /// The place, from the narrow to the wide: `NATO HQ, Brussels`.
    pub(super) fn place(&self) -> Option<String> {
        (!self.places.is_empty()).then(|| self.places.join(", "))
    }
}

/// The kind of document: according to its type line, else its shape.
pub(super) fn category(document: &Document) -> Category {
    document.header.genre.map_or(document.shape.category, |genre| genre.category)
}

/// The language of the family as a BCP 47 tag; `und` if unknown.
pub(super) fn language(document: &Document) -> &'static str {
    let profile = document.profile;
    if profile.name == "plain" && profile.language.is_none() { "und" } else { profile.language().code() }
}

/// A speech has an author; a briefing has many speakers, and nothing is known about news.
fn author<'a>(document: &'a Document<'a>) -> Option<Cow<'a, str>> {
    let category = category(document);
    if !matches!(category, Category::Speech | Category::Statement) {
        return None;
    }
    if let Some(author) = Cast::of(document, category).author(category) {
        return Some(text(document, author.name));
    }
    // Several persons, or a body: as the byline has them.
    let line = text(document, *document.header.byline.first()?);
    let opener = document.profile.byline.openers.iter().filter(|opener| opens(&line, opener));
    match opener.map(String::len).max() {
        None => Some(line),
        Some(length) => Some(Cow::Owned(line[length..].trim().to_string())),
    }
}

/// Whether the line begins with the word, in any case.
fn opens(line: &str, word: &str) -> bool {
    line.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word))
        && line[word.len()..].starts_with(' ')
}

/// The speakers whose label is a name, not just `Q`.
fn speakers<'a>(document: &'a Document<'a>) -> Vec<Speaker<'a>> {
    let known = &document.profile.speakers;
    let named = |name: &str| {
        let same = |word: &String| word.eq_ignore_ascii_case(name.trim_end_matches(['.', ':']));
        !known.questions.iter().chain(&known.parts).any(same)
    };
    let persons = document.persons.iter();
    let speakers = persons.map(|person| Speaker {
        name: text(document, person.name),
        role: person.role.map(|span| text(document, span)),
    });
    speakers.filter(|speaker| named(&speaker.name)).collect()
}

/// The text of a span for readers: white space normalised, no invisible characters.
pub(super) fn text<'a>(document: &'a Document<'a>, span: Span) -> Cow<'a, str> {
    clean(document.source.fold(span))
}

/// Everything said or written in the body, block by block, without labels.
pub(super) fn prose<'a>(document: &'a Document<'a>) -> impl Iterator<Item = (&'a Block, Cow<'a, str>)> {
    document.body().map(|(_, block)| (block, text(document, block.prose())))
}

/// The body as running text with labels and bullets, one paragraph per block, as people read it.
pub(super) fn running(document: &Document) -> String {
    let mut all = String::new();
    for (_, block) in document.body() {
        let text = text(document, block.content);
        if text.is_empty() {
            continue;
        }
        if !all.is_empty() {
            all.push_str("\n\n");
        }
        all.push_str(&text);
    }
    all
}

/// A turn: the words of one speaker, over all its paragraphs.
pub(super) struct Turn<'a> {
    pub(super) speaker: Option<Cow<'a, str>>,
    pub(super) role: Option<Cow<'a, str>>,
    pub(super) text: String,
}

/// The turns of a document.
///
/// A turn begins with a label and ends before the next, or at a heading. Each paragraph without a speaker is a turn of
/// its own; in a speech its speaker is the author. Headings and stage notes have no speaker.
pub(super) fn turns<'a>(document: &'a Document<'a>, facts: &Facts<'a>) -> Vec<Turn<'a>> {
    let mut turns: Vec<Turn> = Vec::new();
    let mut open = false;
    for (block, words) in prose(document) {
        match block.kind {
            Kind::Heading => open = false,
            Kind::Note => {}
            Kind::Utterance => {
                let part = |kind| block.part(kind).map(|span| text(document, span));
                let (speaker, role) = (part(PartKind::Speaker), part(PartKind::Role));
                turns.push(Turn { speaker, role, text: words.into_owned() });
                open = true;
            }
            _ => match turns.last_mut().filter(|_| open) {
                Some(turn) if turn.text.is_empty() => turn.text = words.into_owned(),
                Some(turn) => turn.text.extend([" ", &words]),
                None => {
                    turns.push(Turn { speaker: facts.author.clone(), role: None, text: words.into_owned() });
                }
            },
        }
    }
    turns.retain(|turn| !turn.text.is_empty());
    turns
}

/// The text with a replacement for every character that readers cannot see and that markup languages reject: controls
/// and what Unicode never assigns.
pub(super) fn clean(text: Cow<'_, str>) -> Cow<'_, str> {
    let odd =
        |c: char| c.is_control() || matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe;
    if text.contains(odd) { Cow::Owned(text.replace(odd, "\u{fffd}")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_characters_are_marked() {
        assert_eq!(
            clean(Cow::Borrowed("a\u{1}b\u{9f}c\u{fffe}\u{1ffff}\u{fdd0}")),
            "a\u{fffd}b\u{fffd}c\u{fffd}\u{fffd}\u{fffd}"
        );
        assert!(matches!(clean(Cow::Borrowed("é’😀\u{202e}")), Cow::Borrowed(_)));
    }

    #[test]
    fn days_are_written_as_in_iso_8601() {
        let days = |first: &str, last: Option<&str>| Days { first: first.into(), last: last.map(Into::into) };
        assert_eq!(days("2003-07", None).to_string(), "2003-07");
        assert_eq!(days("2003-07-09", Some("2003-07-11")).to_string(), "2003-07-09/2003-07-11");
    }
}
