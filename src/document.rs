//! A document as parsed: blocks that tile the source, and the header facts. Types and views, no judgement.

use std::cell::OnceCell;

use serde::{Deserialize, Serialize};

use crate::profile::{Category, Field, Profile, Shape};
use crate::source::{Source, Span};

mod confidence;
mod date;
mod incident;
mod sentences;
mod words;
pub use confidence::{Certainty, Confidence, Withheld};
pub use date::{Clock, Date, Form, Partial, Slip, Slips, Value, Weekday};
pub use incident::Incident;
pub use sentences::sentences;
pub use words::{Spelling, Words};

/// A document: every line of a source with its interpretation.
#[derive(Debug)]
pub struct Document<'a> {
    /// The text it was read from.
    pub source: &'a Source,
    /// The family of documents whose words and shapes were used.
    pub profile: &'a Profile,
    /// The kind of page, with the fields that such a page has.
    pub shape: &'a Shape,
    /// The effect of web extraction on the page.
    pub extraction: Extraction,
    /// The parts of the source in order; every byte is in exactly one.
    pub blocks: Vec<Block>,
    /// The header facts.
    pub header: Header,
    /// All speakers, in order of appearance.
    pub persons: Vec<Person>,
    /// Dates and stage notes inside the body.
    pub annotations: Vec<Annotation>,
    /// The words of the prose: empty until [`words`](Document::words) is called.
    pub words: OnceCell<Words>,
}

/// The effect of extraction on a page (CONVENTIONS: two extractions of the same page).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Extraction {
    /// All lines are there.
    Whole,
    /// Short lines are gone; a double blank line may show where.
    Filtered,
    /// Table cells became lines with `|`.
    Piped,
    /// Narrow table cells became short lines without blank lines between them.
    Wrapped,
    /// A page of the later site: date and update stamp are in bullets below the title.
    Live,
}

impl Extraction {
    /// The name as in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Extraction::Whole => "whole",
            Extraction::Filtered => "filtered",
            Extraction::Piped => "piped",
            Extraction::Wrapped => "wrapped",
            Extraction::Live => "live",
        }
    }
}

/// One or more whole lines with one interpretation. Only a byte order mark is a block without a line.
#[derive(Clone, Debug)]
pub struct Block {
    /// All bytes of the block, line ends included.
    pub span: Span,
    /// The block without white space at its ends.
    pub content: Span,
    /// What it is.
    pub kind: Kind,
    /// Why it was read this way, for `doclint inspect`.
    pub evidence: &'static str,
    /// The typed parts inside, in source order, not overlapping.
    pub parts: Vec<Part>,
}

/// The kind of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// One or more blank lines.
    Blank,
    /// Metadata between two rules before the text, as site generators write it.
    FrontMatter,
    /// Left behind by web extraction, not part of the page's text.
    Residue(Residue),
    /// The update line, with stamp and series.
    Update,
    /// A series label on a line of its own.
    Series,
    /// The date line; may contain the place or the number too.
    Date,
    /// A line of the place slot.
    Place,
    /// The document type.
    Genre,
    /// The title, or an occasion in its place.
    Title,
    /// Who speaks, with whom, after what.
    Byline,
    /// The document number.
    Number,
    /// The dated head of related links.
    RelatedHead,
    /// The title of a related link.
    Related,
    /// The name of a sidebar block: `News`, `Multimedia`.
    BlockName,
    /// A sound, film or picture file.
    Media,
    /// A header line that fits no field.
    Unread,
    /// A subheading of the body.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A paragraph that begins with a speaker label, which is [`PartKind::Speaker`] and [`PartKind::Role`].
    Utterance,
    /// A bullet or numbered point.
    Item,
    /// A stage note alone on its line.
    Note,
    /// Contact lines and navigation at the end.
    Footer,
}

impl Kind {
    /// The name in `doclint inspect`.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Blank => "blank",
            Kind::FrontMatter => "front matter",
            Kind::Residue(residue) => residue.name(),
            Kind::Update => "update line",
            Kind::Series => "series",
            Kind::Date => "date",
            Kind::Place => "place",
            Kind::Genre => "genre",
            Kind::Title => "title",
            Kind::Byline => "byline",
            Kind::Number => "number",
            Kind::RelatedHead => "related head",
            Kind::Related => "related title",
            Kind::BlockName => "block name",
            Kind::Media => "media",
            Kind::Unread => "unread",
            Kind::Heading => "heading",
            Kind::Paragraph => "paragraph",
            Kind::Utterance => "utterance",
            Kind::Item => "item",
            Kind::Note => "note",
            Kind::Footer => "footer",
        }
    }
    /// Whether the block belongs to the body of the document.
    pub const fn is_body(self) -> bool {
        matches!(self, Kind::Heading | Kind::Paragraph | Kind::Utterance | Kind::Item | Kind::Note)
    }
}

/// Kinds of extraction residue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Residue {
    /// The byte order mark before the first line.
    ByteOrderMark,
    /// A template label alone on its line: `Header`.
    Label,
    /// Pipes and empty bullets of a layout table.
    Table,
    /// An image without its picture: `![]()`, `logoONU.gif (958 octets)`.
    Image,
    /// A link to the page in another language.
    Language,
    /// Menu lines before the text.
    Navigation,
    /// HTML tags.
    Markup,
    /// A line with nothing but no-break spaces.
    NoBreakSpace,
    /// A picture caption.
    Caption,
    /// A time of day alone on its line.
    ClockTime,
    /// The site's text about cookies and registration.
    Registration,
}

impl Residue {
    /// The name in `doclint inspect`.
    pub const fn name(self) -> &'static str {
        match self {
            Residue::ByteOrderMark => "byte order mark",
            Residue::Label => "stray label",
            Residue::Table => "table residue",
            Residue::Image => "image residue",
            Residue::Language => "language link",
            Residue::Navigation => "navigation",
            Residue::Markup => "markup",
            Residue::NoBreakSpace => "no-break space",
            Residue::Caption => "caption",
            Residue::ClockTime => "clock time",
            Residue::Registration => "registration text",
        }
    }
}

/// A typed part of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its span; never empty.
    pub span: Span,
    /// Its kind.
    pub kind: PartKind,
}

/// The kind of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartKind {
    /// The words that announce an update stamp: `Last update:`.
    UpdateLabel,
    /// The update date, and the time if there is one.
    Updated,
    /// The series label.
    Series,
    /// The event date.
    Date,
    /// One place name.
    Place,
    /// The document type.
    Genre,
    /// The title or one line of it.
    Title,
    /// The document number.
    Number,
    /// One line of the byline.
    Byline,
    /// The date of a related head.
    RelatedDate,
    /// The source of a related head.
    RelatedSource,
    /// The title of a related link.
    RelatedTitle,
    /// A media line.
    Media,
    /// The bullet or number that opens an item.
    Marker,
    /// The speaker in a label, without role, colon and brackets.
    Speaker,
    /// The role in a label.
    Role,
    /// A whole label, with colon; holds speaker and role, which follow it in the list.
    Label,
}

impl PartKind {
    /// The name in `doclint inspect`.
    pub const fn name(self) -> &'static str {
        match self {
            PartKind::UpdateLabel => "update label",
            PartKind::Updated => "update stamp",
            PartKind::Series => "series",
            PartKind::Date => "date",
            PartKind::Place => "place",
            PartKind::Genre => "genre",
            PartKind::Title => "title",
            PartKind::Number => "number",
            PartKind::Byline => "byline",
            PartKind::RelatedDate => "related date",
            PartKind::RelatedSource => "related source",
            PartKind::RelatedTitle => "related title",
            PartKind::Media => "media",
            PartKind::Marker => "marker",
            PartKind::Speaker => "speaker",
            PartKind::Role => "role",
            PartKind::Label => "label",
        }
    }
}

/// The header facts. A field that is not here is absent, or [dropped](Header::dropped) by the extraction.
#[derive(Clone, Debug, Default)]
pub struct Header {
    /// Series label.
    pub series: Option<Span>,
    /// Update stamp.
    pub updated: Option<Date>,
    /// Day of the event.
    pub date: Option<Date>,
    /// Place names, from the narrow to the wide.
    pub place: Vec<Span>,
    /// Document type.
    pub genre: Option<Genre>,
    /// Title.
    pub title: Option<Span>,
    /// Number.
    pub number: Option<Span>,
    /// Lines of the byline.
    pub byline: Vec<Span>,
    /// Related links.
    pub related: Vec<Related>,
    /// Media lines.
    pub media: Vec<Span>,
    /// Fields that this shape has and the extraction lost, with the gap that shows it.
    pub dropped: Vec<Dropped>,
    /// How sure each field is that has a value and was decided by the model, in the order of [`Field::ALL`].
    pub confidence: [Option<Confidence>; 8],
    /// Values that were too unsure to be given.
    pub withheld: Vec<Withheld>,
}

impl Header {
    /// Whether the field is there.
    pub fn has(&self, field: Field) -> bool {
        match field {
            Field::Series => self.series.is_some(),
            Field::Updated => self.updated.is_some(),
            Field::Date => self.date.is_some(),
            Field::Place => !self.place.is_empty(),
            Field::Genre => self.genre.is_some(),
            Field::Title => self.title.is_some(),
            Field::Number => self.number.is_some(),
            Field::Byline => !self.byline.is_empty(),
        }
    }
    /// How sure the value of a field is; nothing for a field that is empty.
    pub fn confidence(&self, field: Field) -> Option<&Confidence> {
        self.confidence[field as usize].as_ref().filter(|_| self.has(field))
    }
    /// How sure the value of a field is, if that is open to doubt.
    pub fn doubt(&self, field: Field) -> Option<&Confidence> {
        self.confidence(field).filter(|confidence| confidence.certainty < Certainty::High)
    }
    /// The value of a field that was too unsure to be given.
    pub fn withheld(&self, field: Field) -> Option<&Withheld> {
        self.withheld.iter().find(|withheld| withheld.field == field)
    }
    /// Where the value of a field is: each place and each line of a byline by itself.
    pub fn spans(&self, field: Field) -> Vec<Span> {
        let one = |span: Option<Span>| span.into_iter().collect();
        match field {
            Field::Series => one(self.series),
            Field::Updated => one(self.updated.as_ref().map(|date| date.span)),
            Field::Date => one(self.date.as_ref().map(|date| date.span)),
            Field::Place => self.place.clone(),
            Field::Genre => one(self.genre.map(|genre| genre.span)),
            Field::Title => one(self.title),
            Field::Number => one(self.number),
            Field::Byline => self.byline.clone(),
        }
    }
    /// Empties a field.
    pub fn clear(&mut self, field: Field) {
        match field {
            Field::Series => self.series = None,
            Field::Updated => self.updated = None,
            Field::Date => self.date = None,
            Field::Place => self.place.clear(),
            Field::Genre => self.genre = None,
            Field::Title => self.title = None,
            Field::Number => self.number = None,
            Field::Byline => self.byline.clear(),
        }
    }
    /// Present, absent or dropped.
    pub fn state(&self, field: Field) -> State {
        if self.has(field) {
            State::Present
        } else if self.dropped.iter().any(|dropped| dropped.field == field) {
            State::Dropped
        } else {
            State::Absent
        }
    }
}

impl State {
    /// The name as in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            State::Present => "present",
            State::Absent => "absent",
            State::Dropped => "dropped",
        }
    }
}

/// The state of a header field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It is in the text.
    Present,
    /// Nothing shows that it was ever there.
    Absent,
    /// A gap shows that the extraction lost it.
    Dropped,
}

/// A field that the extraction lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// Which field.
    pub field: Field,
    /// The blank lines that show the gap.
    pub gap: Span,
}

/// The document type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Genre {
    /// The words.
    pub span: Span,
    /// The meaning of the words.
    pub category: Category,
}

/// A related link.
#[derive(Clone, Debug)]
pub struct Related {
    /// Its title.
    pub title: Span,
    /// The date of the head directly above, if it is the first title under it.
    pub date: Option<Date>,
    /// The source in that head.
    pub source: Option<Span>,
}

/// A speaker of the document.
#[derive(Clone, Debug)]
pub struct Person {
    /// Identifier inside the document: `p1`, `p2` in order of appearance.
    pub id: String,
    /// The fullest form of the name.
    pub name: Span,
    /// The first role that a label or the byline gives.
    pub role: Option<Span>,
    /// The speaker part of every label, in source order.
    pub labels: Vec<Span>,
}

/// An annotated span of the body.
#[derive(Clone, Debug)]
pub struct Annotation {
    /// Index of its block in [`Document::blocks`].
    pub block: usize,
    /// Its span.
    pub span: Span,
    /// Its kind.
    pub kind: AnnotationKind,
}

/// Kinds of annotation.
#[derive(Clone, Debug)]
pub enum AnnotationKind {
    /// A date.
    Date(Date),
    /// Missing words, with the note that says so: `(inaudible)`.
    Gap,
    /// Something heard or seen, with the note that says so: `(Laughter.)`.
    Incident(Incident),
}

impl<'a> Document<'a> {
    /// The text of a span.
    pub fn text(&self, span: Span) -> &'a str {
        self.source.slice(span)
    }
    /// The blocks of the body.
    pub fn body(&self) -> impl Iterator<Item = (usize, &Block)> {
        self.blocks.iter().enumerate().filter(|(_, block)| block.kind.is_body())
    }
    /// Whether a span stands in the metadata in front of the text.
    pub fn is_metadata(&self, span: Span) -> bool {
        let mut first = self.blocks.iter().take(2).filter(|block| block.kind == Kind::FrontMatter);
        first.any(|block| block.span.contains(span))
    }
    /// The person whose label opens a block.
    pub fn speaker_of(&self, block: &Block) -> Option<&Person> {
        let label = block.part(PartKind::Speaker)?;
        self.persons.iter().find(|person| person.labels.binary_search(&label).is_ok())
    }
    /// Every date of header and body, with its role. The date of the header counts once, even if it is in the text.
    pub fn dates(&self) -> impl Iterator<Item = (DateRole, &Date)> {
        let header = &self.header;
        let related = header.related.iter().filter_map(|related| related.date.as_ref());
        let body = self.annotations.iter().filter_map(|annotation| match &annotation.kind {
            AnnotationKind::Date(date) => Some(date),
            AnnotationKind::Gap | AnnotationKind::Incident(_) => None,
        });
        let of_header = [&header.date, &header.updated].map(|date| date.as_ref().map(|date| date.span));
        let apart = move |date: &&Date| !of_header.contains(&Some(date.span));
        (header.updated.iter().map(|date| (DateRole::Updated, date)))
            .chain(header.date.iter().map(|date| (DateRole::Event, date)))
            .chain(related.map(|date| (DateRole::Related, date)))
            .chain(body.filter(apart).map(|date| (DateRole::Body, date)))
    }
    /// The words of all prose: titles, bylines, headings, paragraphs and utterances; not labels, residue, media,
    /// numbers or footers. A word keeps its apostrophes and hyphens.
    pub fn words(&self) -> &Words {
        self.words.get_or_init(|| Words::of(self.source.text(), self.wordings()))
    }
    /// The number of words. Counting them is cheaper than distinguishing them.
    pub fn word_count(&self) -> usize {
        match self.words.get() {
            Some(words) => words.spans().len(),
            None => Words::count(self.source.text(), self.wordings()),
        }
    }
    /// The number of words in a span.
    pub fn words_in(&self, span: Span) -> usize {
        Words::count(self.source.text(), std::iter::once(span))
    }
    fn wordings(&self) -> impl Iterator<Item = Span> {
        self.blocks.iter().filter_map(Block::wording)
    }
}

/// The role of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateRole {
    /// The update stamp.
    Updated,
    /// The event.
    Event,
    /// A related link.
    Related,
    /// Something in the body.
    Body,
}

impl Block {
    /// The span of the first part of a kind.
    pub fn part(&self, kind: PartKind) -> Option<Span> {
        self.parts.iter().find(|part| part.kind == kind).map(|part| part.span)
    }
    /// The content without label and marker: the words that are said or written.
    pub fn prose(&self) -> Span {
        let start = self.parts.iter().filter(|part| matches!(part.kind, PartKind::Label | PartKind::Marker));
        let start = start.map(|part| part.span.end).max().unwrap_or(self.content.start);
        Span::new(start.min(self.content.end), self.content.end)
    }
    /// The prose of a block, if it is a block with words.
    fn wording(&self) -> Option<Span> {
        match self.kind {
            Kind::Title | Kind::Byline | Kind::Genre | Kind::Related | Kind::Place => Some(self.content),
            kind if kind.is_body() => Some(self.prose()),
            _ => None,
        }
    }
}
