//! The stretches of the source that become elements inside running text: dates, names, references, gaps.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::writer::Element;
use super::{Ids, dated, ids};
use crate::document::{AnnotationKind, Date, Document, Part, PartKind};
use crate::emit::reading;
use crate::source::Span;

/// A stretch of the source with what it is.
pub(super) struct Mark<'d> {
    pub(super) span: Span,
    kind: MarkKind<'d>,
}

enum MarkKind<'d> {
    Date(&'static str, Option<&'d Date>),
    Person(Option<usize>),
    Reference(&'static str),
    Plain(&'static str),
    Series,
    Number,
    Gap,
}

impl Mark<'_> {
    /// The start tag.
    pub(super) fn element(&self, document: &Document, ids: &Ids) -> Element {
        match self.kind {
            MarkKind::Date(role, date) => {
                let element = Element::new("date").with("type", role);
                match date {
                    None => element,
                    Some(date) => dated(element, document, date),
                }
            }
            MarkKind::Person(None) => Element::new("persName"),
            MarkKind::Person(Some(index)) => {
                Element::new("persName").with("ref", ids::pointer(&ids.person(index)))
            }
            MarkKind::Reference(what) => Element::new("ref").with("type", what),
            MarkKind::Plain(name) => Element::new(name),
            MarkKind::Series => Element::new("title").with("level", "s"),
            MarkKind::Number => Element::new("idno"),
            MarkKind::Gap => {
                let reason = reading::gap_reason(document.text(self.span));
                Element::new("gap").with("reason", reason)
            }
        }
    }
    /// Whether the mark is a gap, whose words stand in a description.
    pub(super) const fn is_gap(&self) -> bool {
        matches!(self.kind, MarkKind::Gap)
    }
    /// Whether the element takes characters only: no line beginnings, no further marks.
    pub(super) const fn is_bare(&self) -> bool {
        matches!(self.kind, MarkKind::Gap | MarkKind::Number)
    }
}

/// All marks of a document by place, an outer before an inner one, one for each span.
pub(super) fn collect<'d>(document: &'d Document<'d>, speakers: &HashMap<Span, usize>) -> Vec<Mark<'d>> {
    let dates = header_dates(document);
    let parts = document.blocks.iter().flat_map(|block| &block.parts);
    let mut marks: Vec<_> = parts.filter_map(|part| mark(document, &dates, speakers, part)).collect();
    marks.extend(document.annotations.iter().map(|annotation| Mark {
        span: annotation.span,
        kind: match &annotation.kind {
            AnnotationKind::Date(date) => MarkKind::Date("mentioned", Some(date)),
            AnnotationKind::Gap => MarkKind::Gap,
        },
    }));
    for (index, person) in document.persons.iter().enumerate() {
        marks.push(Mark { span: person.name, kind: MarkKind::Person(Some(index)) });
        marks.extend(person.role.map(|span| Mark { span, kind: MarkKind::Plain("roleName") }));
    }
    marks.retain(|mark| mark.span.start < mark.span.end);
    marks.sort_by_key(|mark| (mark.span.start, Reverse(mark.span.end)));
    marks.dedup_by_key(|mark| mark.span);
    marks
}

/// The dates of the header, by where they begin.
fn header_dates<'d>(document: &'d Document<'d>) -> HashMap<usize, &'d Date> {
    let header = &document.header;
    let related = header.related.iter().filter_map(|link| link.date.as_ref());
    header.updated.iter().chain(&header.date).chain(related).map(|date| (date.span.start, date)).collect()
}

fn mark<'d>(
    document: &Document,
    dates: &HashMap<usize, &'d Date>,
    speakers: &HashMap<Span, usize>,
    part: &Part,
) -> Option<Mark<'d>> {
    let date = || dates.get(&part.span.start).copied();
    let kind = match part.kind {
        PartKind::Updated => MarkKind::Date("updated", date()),
        PartKind::Date => MarkKind::Date("event", date()),
        PartKind::RelatedDate => MarkKind::Date("published", date()),
        PartKind::Series => MarkKind::Series,
        PartKind::Place => MarkKind::Plain("placeName"),
        PartKind::Number => MarkKind::Number,
        PartKind::RelatedSource => MarkKind::Plain("orgName"),
        PartKind::RelatedTitle => MarkKind::Reference("related"),
        PartKind::Media => MarkKind::Reference("media"),
        PartKind::Speaker => MarkKind::Person(speakers.get(&part.span).copied()),
        PartKind::Role => MarkKind::Plain("roleName"),
        PartKind::UpdateLabel
        | PartKind::Genre
        | PartKind::Title
        | PartKind::Byline
        | PartKind::Marker
        | PartKind::Label => return None,
    };
    let span =
        if part.kind == PartKind::Place { reading::place(document.source, part.span) } else { part.span };
    Some(Mark { span, kind })
}
