//! sourceDesc: the original web page, and the file.

use super::About;
use crate::document::Document;
use crate::emit::tei::dates;
use crate::emit::tei::writer::{Element, Xml};
use crate::profile::Field;
use crate::source::Span;

impl About<'_> {
    pub(super) fn source(&self, xml: &mut Xml) {
        xml.block(Element::new("sourceDesc"), |xml| {
            xml.block(Element::new("bibl").with("type", "webPage"), |xml| self.page(xml));
            self.recordings(xml);
        });
    }

    fn page(&self, xml: &mut Xml) {
        let Document { source, header, .. } = self.document;
        let title = Element::new("title").with("level", "a");
        match header.title.or(header.genre.map(|genre| genre.span)) {
            Some(span) => xml.line(self.certain(title, self.field_of_title()), &source.fold(span)),
            None => xml.inline(title, |xml| xml.empty(Element::new("gap").with("reason", "omitted"))),
        }
        if let Some(span) = header.series {
            let series = source.fold(span);
            let element = match is_section(&series) {
                true => Element::new("biblScope").with("unit", "section"),
                false => Element::new("title").with("level", "s"),
            };
            xml.line(self.certain(element, Field::Series), &series);
        }
        if let Some(author) = self.author_of_source() {
            xml.line(Element::new("author"), &author);
        }
        if let Some(publisher) = &self.edition().source {
            xml.line(Element::new("publisher"), publisher);
        }
        for (role, date, field) in
            [("event", &header.date, Field::Date), ("updated", &header.updated, Field::Updated)]
        {
            if let Some(date) = date {
                let element = Element::new("date").with("type", role);
                xml.line(dates::of_field(element, self.document, date, field), &source.fold(date.span));
            }
        }
        if let Some(span) = header.number {
            let number = Element::new("idno").with("type", "number");
            xml.line(self.certain(number, Field::Number), &source.fold(span));
        }
        xml.line(Element::new("idno").with("type", "file"), source.file_name());
        xml.line(Element::new("idno").with("type", "sha256"), &source.sha256());
    }

    /// Sound and film of the event; their URLs are lost.
    fn recordings(&self, xml: &mut Xml) {
        let media = self.document.header.media.iter();
        let recordings: Vec<(&str, Span)> =
            media.filter_map(|span| Some((recording(self.document.text(*span))?, *span))).collect();
        if recordings.is_empty() {
            return;
        }
        xml.block(Element::new("recordingStmt"), |xml| {
            for (kind, span) in recordings {
                xml.block(Element::new("recording").with("type", kind), |xml| {
                    xml.line(Element::new("p"), &self.fold(span));
                });
            }
        });
    }
}

/// Whether a series label names a part of the site by time: `July 2003`, `Week of 7-13 July 2003`.
pub(in crate::emit::tei) fn is_section(series: &str) -> bool {
    let year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    series.split_whitespace().any(year)
}

fn recording(media: &str) -> Option<&'static str> {
    let media = media.to_lowercase();
    ["audio", "video"].into_iter().find(|kind| media.contains(kind))
}
