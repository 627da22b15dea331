//! The facts about the source in a teiHeader.

use std::collections::HashMap;

use super::xml::Element;
use crate::source::Encoding;

/// A name that contains another comes before it.
const ENCODINGS: [Encoding; 7] = [
    Encoding::Utf8Bom,
    Encoding::DamagedUtf8,
    Encoding::Utf8,
    Encoding::Utf16Le,
    Encoding::Utf16Be,
    Encoding::Windows1252,
    Encoding::Latin1,
];

/// The facts of a header that are needed to restore the source.
#[derive(Debug, Default)]
pub(super) struct Header {
    pub(super) by_doclint: bool,
    /// File name of the source.
    pub(super) file: Option<String>,
    pub(super) sha256: Option<String>,
    pub(super) encoding: Option<Encoding>,
    /// Whether the lines of the source end with a carriage return.
    pub(super) old_lines: bool,
    /// Number of lines of the source.
    pub(super) lines: Option<usize>,
    pub(super) title: Option<String>,
    pub(super) date: Option<String>,
    /// Names of persons, by pointer: `#p1`.
    pub(super) persons: HashMap<String, String>,
    /// Characters that XML cannot hold, by pointer.
    pub(super) characters: HashMap<String, char>,
}

impl Header {
    pub(super) fn new(root: &Element) -> Self {
        let Some(header) = root.child("teiHeader") else { return Self::default() };
        let idno = |kind: &str| {
            let found = header.all("idno").into_iter().find(|idno| idno.attribute("type") == Some(kind));
            found.map(Element::words)
        };
        let programs = header.all("application");
        Self {
            by_doclint: programs.iter().any(|program| program.attribute("ident") == Some("doclint")),
            file: idno("file").filter(|name| !name.is_empty()),
            sha256: idno("sha256"),
            encoding: encoding(header),
            old_lines: encoding_note(header).is_some_and(|note| note.contains("carriage return")),
            lines: lines(header),
            title: title(header),
            date: date(header),
            persons: persons(header),
            characters: characters(header),
        }
    }

    /// The number of header elements with facts that are not in the text.
    pub(super) fn unread(&self, header: &Element) -> usize {
        let read = usize::from(self.title.is_some()) + usize::from(self.date.is_some()) + self.persons.len();
        header.count().saturating_sub(read)
    }
}

/// The encoding named in a note, in the words of [`Encoding::name`].
fn encoding(header: &Element) -> Option<Encoding> {
    let words = encoding_note(header)?.to_lowercase();
    ENCODINGS.into_iter().find(|encoding| words.contains(encoding.name()))
}

fn encoding_note(header: &Element) -> Option<String> {
    let notes = header.all("note").into_iter().filter(|note| note.attribute("type") == Some("encoding"));
    notes.map(Element::words).next()
}

fn lines(header: &Element) -> Option<usize> {
    let measures = header.all("measure");
    let measure = measures.iter().find(|measure| measure.attribute("unit") == Some("lines"))?;
    measure.attribute("quantity")?.parse().ok()
}

/// The main title, else the first.
fn title(header: &Element) -> Option<String> {
    let titles = header.child("fileDesc")?.child("titleStmt")?.all("title");
    let main = titles.iter().find(|title| title.attribute("type") == Some("main"));
    main.or(titles.first()).map(|title| title.words()).filter(|title| !title.is_empty())
}

/// The date of the event, else of the letter, else of the text, else of its source. The publication date of the edition
/// says nothing about the document, nor does the date of a digital source.
fn date(header: &Element) -> Option<String> {
    let inside = |name: &str| header.all(name).into_iter().flat_map(dates).find_map(day);
    ["settingDesc", "correspDesc", "creation", "sourceDesc"].into_iter().find_map(inside)
}

fn dates(part: &Element) -> Vec<&Element> {
    let is_digital = |element: &&Element| element.attribute("type") == Some("digitalSource");
    let inner = part.elements().filter(|element| !is_digital(element));
    inner.flat_map(|element| if element.name == "date" { vec![element] } else { dates(element) }).collect()
}

/// The meaning of a date: by its attributes, which have a standard form, else by its words.
fn day(date: &Element) -> Option<String> {
    let part = |name: &str| date.attribute(name).map(|day| day.split('T').next().unwrap_or(day).to_string());
    let words = Some(date.words()).filter(|words| !words.is_empty());
    part("when").or_else(|| part("from")).or(words)
}

fn persons(header: &Element) -> HashMap<String, String> {
    let named = |person: &Element| {
        let name = person.child("persName").or_else(|| person.child("name"))?;
        Some((format!("#{}", person.attribute("id")?), name.words()))
    };
    header.all("person").into_iter().filter_map(named).collect()
}

fn characters(header: &Element) -> HashMap<String, char> {
    let mapped = |char: &Element| {
        let codes = char.all("mapping");
        let code = codes.iter().find(|mapping| mapping.attribute("type") == Some("codepoint"))?.words();
        let character = char::from_u32(u32::from_str_radix(code.strip_prefix("U+")?, 16).ok()?)?;
        Some((format!("#{}", char.attribute("id")?), character))
    };
    header.all("char").into_iter().filter_map(mapped).collect()
}
