//! Front matter: metadata that a site generator or a converter wrote before the text, between `---` lines as YAML or
//! between `+++` lines as TOML. Its values are certain, so the model does not judge them. Keys that are not header fields
//! stay in its block.

use super::lexis::{self, Class};
use super::line::Cell;
use super::reader::Reader;
use super::{date, genre, place};
use crate::document::{Date, Genre, Header, Kind};
use crate::profile::Category;
use crate::source::Span;

mod grammar;

use grammar::Entry;

/// The metadata before a text.
#[derive(Clone, Debug, Default)]
pub(super) struct FrontMatter {
    /// The number of its lines, which is the index of the first line after it; 0 if there is none.
    pub(super) lines: usize,
    /// The header fields that it gives.
    pub(super) facts: Header,
    /// Whether it has all header fields, as written by `doclint convert --to markdown`, so that the text has none.
    pub(super) whole: bool,
}

/// Reads the front matter at the start of a document, and marks its lines.
pub(super) fn front_matter(reader: &mut Reader<'_>) {
    let Some((entries, lines)) = grammar::read(reader.text, &reader.lines) else { return };
    if !entries.iter().any(|entry| Key::of(entry.key) != Key::Unknown) {
        return;
    }
    for line in 0..lines {
        reader.mark(line, Kind::FrontMatter, "metadata between two rules");
        if line > 0 {
            reader.join(line);
        }
    }
    let has = |key: &str| entries.iter().any(|entry| entry.key == key);
    let whole = has("id") && has("sha256");
    let facts = Values { reader, entries: &entries }.facts();
    reader.front = FrontMatter { lines, facts, whole };
}

/// Replaces the fields that were read in the text by those of the front matter.
pub(super) fn fill(reader: &mut Reader<'_>) {
    if reader.front.lines == 0 {
        return;
    }
    let front = reader.front.facts.clone();
    if reader.front.whole {
        reader.header = front;
        return;
    }
    let header = &mut reader.header;
    header.series = front.series.or(header.series);
    header.genre = front.genre.or(header.genre);
    header.title = front.title.or(header.title);
    header.number = front.number.or(header.number);
    header.date = front.date.or_else(|| header.date.take());
    header.updated = front.updated.or_else(|| header.updated.take());
    for (own, read) in [(front.place, &mut header.place), (front.byline, &mut header.byline)] {
        if !own.is_empty() {
            *read = own;
        }
    }
}

/// Whether a line of the text repeats the title of the front matter, as a Markdown heading or plain.
pub(super) fn repeats_title(reader: &Reader<'_>, line: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    reader.front.facts.title.is_some_and(|title| letters(reader.slice(title)) == letters(line))
}

/// The meaning of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Title,
    Date,
    LastDay,
    Updated,
    Published,
    Author,
    Byline,
    Place,
    Series,
    Genre,
    Number,
    Category,
    /// Metadata that is not a header field: language, address, tags.
    Other,
    Unknown,
}

impl Key {
    /// The keys of common site generators, of Dublin Core and of `doclint convert`.
    fn of(key: &str) -> Self {
        let key = key.to_ascii_lowercase().replace(['-', ' ', '.', ':'], "_");
        let key = ["dc_", "dcterms_", "og_", "article_"]
            .iter()
            .find_map(|set| key.strip_prefix(set))
            .unwrap_or(&key);
        match key {
            "title" | "headline" => Key::Title,
            "date" | "event_date" | "created" => Key::Date,
            "date_end" | "end_date" => Key::LastDay,
            "updated" | "modified" | "lastmod" | "last_modified" | "last_updated" | "date_modified"
            | "modified_time" | "last_modified_at" => Key::Updated,
            "published" | "pubdate" | "publishdate" | "publish_date" | "date_published" | "issued"
            | "published_time" | "publication_date" => Key::Published,
            "author" | "authors" | "creator" | "creators" => Key::Author,
            "byline" | "bylines" => Key::Byline,
            "place" | "places" | "location" | "venue" => Key::Place,
            "series" => Key::Series,
            "genre" | "type" | "document_type" => Key::Genre,
            "number" => Key::Number,
            "category" => Key::Category,
            "url" | "link" | "source" | "canonical_url" | "lang" | "language" | "tags" | "categories"
            | "layout" | "description" | "summary" | "slug" | "permalink" | "id" | "identifier"
            | "keywords" | "draft" | "sha256" | "speakers" | "file" | "subtitle" | "publisher" | "rights"
            | "subject" => Key::Other,
            _ => Key::Unknown,
        }
    }
}

/// The values of the front matter.
struct Values<'r, 'a> {
    reader: &'r Reader<'a>,
    entries: &'r [Entry<'a>],
}

impl Values<'_, '_> {
    fn facts(&self) -> Header {
        let byline = self.all(Key::Byline);
        let byline = if byline.is_empty() { self.all(Key::Author) } else { byline };
        let genre = self.genre();
        let (updated, published) = (self.date(Key::Updated), self.date(Key::Published));
        let (date, updated) = match self.date(Key::Date) {
            Some(date) => (Some(date), updated.or(published)),
            None => (published, updated),
        };
        Header {
            series: self.first(Key::Series),
            updated,
            date: date.map(|date| self.with_last_day(date)),
            place: self.places(),
            title: self.first(Key::Title).filter(|title| !self.is_substitute(*title, genre, &byline)),
            genre,
            number: self.first(Key::Number),
            byline,
            ..Header::default()
        }
    }

    fn all(&self, key: Key) -> Vec<Span> {
        let entries = self.entries.iter().filter(|entry| Key::of(entry.key) == key);
        entries.flat_map(|entry| &entry.values).map(|(start, end)| Span::new(*start, *end)).collect()
    }

    fn first(&self, key: Key) -> Option<Span> {
        self.all(key).first().copied()
    }

    fn date(&self, key: Key) -> Option<Date> {
        let span = self.first(key)?;
        let found = date::find(self.reader.slice(span), span.start, self.reader.order());
        found.into_iter().next().map(|found| found.date)
    }

    /// The last day of the event has a key of its own.
    fn with_last_day(&self, date: Date) -> Date {
        let last = self.date(Key::LastDay).map(|last| last.first);
        Date { last: date.last.or(last), ..date }
    }

    /// Items are names as written; a scalar is split like a line of places.
    fn places(&self) -> Vec<Span> {
        let all = self.all(Key::Place);
        let [one] = all[..] else { return all };
        let cell = Cell { text: self.reader.slice(one), start: one.start };
        place::places(&[cell], &self.reader.profile.places)
    }

    /// The document type, with the category if there is one. `type: post` is a word of the site generator.
    fn genre(&self) -> Option<Genre> {
        let span = self.first(Key::Genre)?;
        let words = self.reader.slice(span);
        let marks = lexis::marks(words);
        let kind = marks.iter().filter(|mark| mark.is(Class::Type)).find_map(|mark| mark.entry.genre());
        let typed = genre::genre(words, &self.reader.profile.genres).map(|typed| typed.category);
        let named = self.first(Key::Category).and_then(|span| Category::named(self.reader.slice(span)));
        let category = named.or(typed).or(kind.map(genre::category));
        let category = category.or_else(|| self.is_explicit().then_some(Category::Other))?;
        Some(Genre { span, category })
    }

    /// Whether the value of this key is the document type, whatever its words.
    fn is_explicit(&self) -> bool {
        self.entries.iter().any(|entry| entry.key.eq_ignore_ascii_case("genre"))
    }

    /// Whether `doclint convert` filled in the title of a document without one: type and byline, or the file name.
    fn is_substitute(&self, title: Span, genre: Option<Genre>, byline: &[Span]) -> bool {
        let words = |span: Span| self.reader.slice(span).split_whitespace();
        let parts = genre.map(|genre| genre.span).into_iter().chain(byline.iter().copied());
        let composed = parts.flat_map(words).eq(words(title));
        let id = self.entries.iter().find(|entry| entry.key == "id").and_then(|entry| entry.values.first());
        composed || id.is_some_and(|(start, end)| self.reader.text[*start..*end] == *self.reader.slice(title))
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;
    use crate::profile::Profile;

    /// Title, date, update stamp, byline and places of the front matter.
    fn facts(text: &str) -> Option<[String; 5]> {
        let mut reader = Reader::new(text, Profile::recognise(text), lines(text, 0));
        front_matter(&mut reader);
        let facts = (reader.front.lines > 0).then_some(&reader.front.facts)?;
        let list =
            |spans: &[Span]| spans.iter().map(|span| reader.slice(*span)).collect::<Vec<_>>().join("; ");
        let day =
            |date: &Option<Date>| date.as_ref().map(|date| format!("{:?}", date.value())).unwrap_or_default();
        let title: Vec<Span> = facts.title.into_iter().collect();
        Some([list(&title), day(&facts.date), day(&facts.updated), list(&facts.byline), list(&facts.place)])
    }

    #[test]
    fn what_keys_say() {
        let cases = [
            ("title: A\nauthor: B C", ["A", "", "", "B C", ""]),
            ("Title: A\nDate: 17 May 2019", ["A", "Some(Single(\"2019-05-17\"))", "", "", ""]),
            ("date: 2019-05-17T09:30:00Z", ["", "Some(Single(\"2019-05-17\"))", "", "", ""]),
            ("published: 2019-05-17", ["", "Some(Single(\"2019-05-17\"))", "", "", ""]),
            (
                "date: 2019-05-16\npublished: 2019-05-17",
                ["", "Some(Single(\"2019-05-16\"))", "Some(Single(\"2019-05-17\"))", "", ""],
            ),
            (
                "date: 2019-05-16\ndate_end: 2019-05-17",
                ["", "Some(Range(\"2019-05-16\", \"2019-05-17\"))", "", "", ""],
            ),
            ("dc.title: A\nlocation: Oslo, Norway", ["A", "", "", "", "Oslo; Norway"]),
            ("title: Speech A B\ngenre: Speech\nbyline: A B", ["", "", "", "A B", ""]),
        ];
        for (text, want) in cases {
            let got = facts(&format!("---\n{text}\n---\n"));
            assert_eq!(got, Some(want.map(String::from)), "{text:?}");
        }
    }

    #[test]
    fn a_talk_between_rules_is_no_metadata() {
        assert_eq!(facts("---\nMODERATOR: Good morning.\nMINISTER: Thank you.\n---\n"), None);
    }
}
