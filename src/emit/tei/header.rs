//! The teiHeader: the kind of document, its origin, and its encoding.

use std::borrow::Cow;

use super::edits::Change;
use super::options::Edition;
use super::writer::{Counts, Element, Xml};
use super::{Ids, dates, ids, references};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Kind, Partial};
use crate::emit::cast::Cast;
use crate::emit::facts::category;
use crate::emit::{Options, reading};
use crate::profile::{Category, Field};
use crate::source::{Encoding, LineEnding};

mod encoding;
mod profile;
mod source;
pub(super) use encoding::{SPEAKERS, application, category as write_category, describe, tags, term};
pub(super) use profile::is_listed;
pub(super) use source::is_section;

/// The subject of the header.
pub(super) struct About<'d> {
    pub(super) document: &'d Document<'d>,
    pub(super) ids: &'d Ids,
    pub(super) findings: &'d [Diagnostic],
    pub(super) changes: &'d [Change<'d>],
    pub(super) options: &'d Options,
    pub(super) cast: &'d Cast,
    /// The number of occurrences of each element in the text.
    pub(super) counts: &'d Counts,
}

/// Writes the header.
pub(super) fn write(xml: &mut Xml, about: &About) {
    xml.block(Element::new("teiHeader"), |xml| {
        about.file(xml);
        about.encoding(xml);
        about.profile(xml);
        about.revision(xml);
    });
}

impl About<'_> {
    fn program(&self) -> String {
        ids::pointer(&self.ids.program())
    }
    fn edition(&self) -> &Edition {
        &self.options.tei.edition
    }
    fn category(&self) -> Category {
        category(self.document)
    }
    fn fold(&self, span: crate::source::Span) -> Cow<'_, str> {
        self.document.source.fold(span)
    }

    fn file(&self, xml: &mut Xml) {
        xml.block(Element::new("fileDesc"), |xml| {
            self.title_statement(xml);
            xml.block(Element::new("editionStmt"), |xml| {
                xml.line(Element::new("edition").with("n", "1"), "TEI edition 1 of the source file");
            });
            self.extent(xml);
            self.publication(xml);
            self.notes(xml);
            self.source(xml);
        });
    }

    fn title_statement(&self, xml: &mut Xml) {
        xml.block(Element::new("titleStmt"), |xml| {
            self.titles(xml);
            self.author(xml);
            self.meeting(xml);
            xml.block(Element::new("respStmt"), |xml| {
                xml.line(Element::new("resp"), "conversion from plain text to TEI");
                let name = Element::new("name").with("type", "software").with("ref", self.program());
                xml.line(name, "doclint");
            });
        });
    }

    /// The title, else the document type; the byline is the subtitle, or the title if there is nothing else.
    fn titles(&self, xml: &mut Xml) {
        let header = &self.document.header;
        let title = |role| Element::new("title").with("level", "a").with("type", role);
        let byline: Vec<_> = header.byline.iter().map(|span| self.fold(*span)).collect();
        match (header.title.or(header.genre.map(|genre| genre.span)), byline.is_empty()) {
            (Some(span), byline_is_empty) => {
                xml.line(self.certain(title("main"), self.field_of_title()), &self.fold(span));
                if !byline_is_empty {
                    xml.line(self.certain(title("sub"), Field::Byline), &byline.join(" "));
                }
            }
            (None, false) => xml.inline(title("main"), |xml| {
                self.supplied(xml, term(self.category()));
                xml.text(&format!(" {}", byline.join(" ")));
            }),
            (None, true) => xml.inline(title("main"), |xml| self.supplied(xml, self.document.source.stem())),
        }
    }

    /// The field that the title is from.
    fn field_of_title(&self) -> Field {
        if self.document.header.title.is_some() { Field::Title } else { Field::Genre }
    }

    /// The element with the certainty of its field, if that is in doubt.
    fn certain(&self, element: Element, field: Field) -> Element {
        dates::certain(element, reading::field(self.document, field))
    }

    /// Words in place of a missing title.
    fn supplied(&self, xml: &mut Xml, words: &str) {
        let element = Element::new("supplied").with("reason", "omitted").with("resp", self.program());
        xml.leaf(element.with("cert", "medium"), if words.is_empty() { "Document" } else { words });
    }

    /// A speech has an author; a briefing has many speakers, and nothing is known about news.
    fn author(&self, xml: &mut Xml) {
        if let Some(speaker) = self.author_of_source() {
            let name = Element::new("persName").with("ref", ids::pointer(&self.ids.person(0)));
            xml.inline(Element::new("author"), |xml| xml.leaf(name, &speaker));
        }
    }

    fn author_of_source(&self) -> Option<Cow<'_, str>> {
        self.cast.author(self.category()).map(|speaker| self.fold(speaker.name))
    }

    /// The event of a briefing: its kind, place and date.
    fn meeting(&self, xml: &mut Xml) {
        let header = &self.document.header;
        let (Category::Briefing, Some(genre)) = (self.category(), header.genre) else { return };
        let places = header.place.iter().map(|span| crate::emit::reading::place(self.document.source, *span));
        let dates = header.date.iter().map(|date| date.span);
        let facts: Vec<_> = [genre.span].into_iter().chain(places).chain(dates).collect();
        let facts: Vec<_> = facts.into_iter().map(|span| self.fold(span)).collect();
        let meeting = Element::new("meeting").with("ana", self.ids.to_category("genre.briefing"));
        xml.line(meeting, &facts.join(", "));
    }

    fn extent(&self, xml: &mut Xml) {
        let source = self.document.source;
        let of_kind = |kind| self.document.blocks.iter().filter(|block| block.kind == kind).count();
        let speeches = if self.cast.sole { 1 } else { of_kind(Kind::Utterance) };
        let paragraphs = if self.cast.sole { 0 } else { of_kind(Kind::Paragraph) };
        let measures = [
            ("bytes", source.byte_len(), "bytes of the source file"),
            ("lines", source.line_count(), "lines of the source file"),
            ("speeches", speeches, if speeches == 1 { "speech" } else { "speeches" }),
            ("paragraphs", paragraphs, "paragraphs without a speaker label"),
            ("words", self.document.word_count(), "words, labels and residue not counted"),
        ];
        xml.block(Element::new("extent"), |xml| {
            for (unit, quantity, what) in measures {
                if quantity == 0 && matches!(unit, "speeches" | "paragraphs") {
                    continue;
                }
                let measure = Element::new("measure").with("unit", unit).with("quantity", quantity);
                xml.line(measure, &format!("{quantity} {what}"));
            }
        });
    }

    fn publication(&self, xml: &mut Xml) {
        xml.block(Element::new("publicationStmt"), |xml| {
            publisher(xml, self.edition());
            xml.line(Element::new("idno").with("type", "doclint"), self.ids.document());
            if let Some(address) = &self.edition().address {
                let address = format!("{address}{}", self.ids.document());
                xml.line(Element::new("idno").with("type", "URI"), &address);
            }
            availability(xml, self.edition(), "The source states no licence.");
            published(xml, self.options);
        });
    }

    /// Restoring the bytes needs the encoding and the line endings, unless they are the usual ones.
    fn notes(&self, xml: &mut Xml) {
        let source = &self.document.source;
        let (encoding, is_old) = (source.encoding(), source.line_ending() == LineEnding::Cr);
        if encoding == Encoding::Utf8 && !is_old {
            return;
        }
        let lines = if is_old { "; its lines end with a carriage return" } else { "" };
        xml.block(Element::new("notesStmt"), |xml| {
            let note = Element::new("note").with("type", "encoding");
            xml.line(note, &format!("The source file is encoded in {}{lines}.", encoding.name()));
        });
    }

    fn revision(&self, xml: &mut Xml) {
        let converted = day(self.options);
        let updated = self.document.header.updated.as_ref().filter(|date| date.value().is_some());
        if converted.is_none() && updated.is_none() {
            return;
        }
        xml.block(Element::new("revisionDesc"), |xml| {
            if let Some(day) = converted {
                change(xml, day, self.program());
            }
            if let Some(date) = updated {
                let change = Element::new("change").with("type", "source-update");
                let change = dates::of_field(change, self.document, date, Field::Updated);
                xml.line(change, "The web page was updated.");
            }
        });
    }
}

/// The publisher of the edition, or that there is none.
pub(super) fn publisher(xml: &mut Xml, edition: &Edition) {
    match &edition.publisher {
        Some(publisher) => xml.line(Element::new("publisher"), publisher),
        None => xml.line(Element::new("authority"), "not published"),
    }
}

/// The licence of the edition, or that it is unknown.
pub(super) fn availability(xml: &mut Xml, edition: &Edition, unknown: &str) {
    match &edition.licence {
        Some(licence) => xml.block(Element::new("availability"), |xml| {
            let element = Element::new("licence");
            let known = references::is_address(licence);
            xml.line(if known { element.with("target", licence) } else { element }, licence);
        }),
        None => xml.block(Element::new("availability").with("status", "unknown"), |xml| {
            xml.line(Element::new("p"), unknown);
        }),
    }
}

/// The day of the conversion as the publication date.
pub(super) fn published(xml: &mut Xml, options: &Options) {
    if let Some(day) = day(options) {
        xml.line(Element::new("date").with("when", day), day);
    }
}

/// The change that the conversion was.
pub(super) fn change(xml: &mut Xml, day: &str, program: String) {
    let change = Element::new("change").with("when", day);
    xml.line(change.with("who", program).with("type", "conversion"), "Converted to TEI.");
}

/// The day of the conversion, if the caller gives a valid date in ISO 8601 form.
pub(super) fn day(options: &Options) -> Option<&str> {
    options.date.as_deref().filter(|date| is_day(date))
}

fn is_day(date: &str) -> bool {
    let mut parts = date.splitn(3, '-').map(str::parse);
    let (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    Partial::new(year, month, day).iso().is_some_and(|iso| iso == date)
}

#[cfg(test)]
mod tests {
    use super::is_day;

    #[test]
    fn only_days_of_the_calendar_are_dates_of_conversion() {
        assert!(is_day("2026-11-22"));
        for date in ["2026-02-30", "2026-1-2", "22 November 2026", "", "+2026-11-22", "2026-11-22T00:00:00"] {
            assert!(!is_day(date), "{date}");
        }
    }
}
