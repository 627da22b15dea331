//! The structure of a document without its words: what a safe fix must not change.

use crate::diagnostic::Edit;
use crate::document::{AnnotationKind, Block, Date, DateRole, Document, Extraction, Kind, PartKind};
use crate::profile::Field;
use crate::source::Span;

/// The structure of a document: its family, the kind of page, its blocks, header fields, speakers and annotations, each
/// with its span. The words are not part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// The name of the profile.
    profile: String,
    shape: String,
    extraction: Option<Extraction>,
    dropped: Vec<Field>,
    facts: Vec<Fact>,
}

/// One element of the structure, with its span.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fact {
    what: What,
    span: Span,
    /// The meaning of the words, if it can be computed: a date, a category.
    value: String,
    /// Another span that the fact depends on: the first label of the same speaker.
    link: Option<usize>,
}

/// The kinds of elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Block(Kind),
    Part(PartKind),
    Field(&'static str),
    Date(DateRole),
    Speaker,
    Gap,
}

impl Structure {
    /// The structure of a document.
    pub fn of(document: &Document) -> Self {
        let mut facts = Vec::with_capacity(document.blocks.len());
        document
            .blocks
            .iter()
            .filter(|block| block.kind != Kind::Blank)
            .for_each(|block| add(&mut facts, block));
        fields(document, &mut facts);
        facts.extend(
            document.dates().map(|(role, date)| Fact::with(What::Date(role), date.span, value(date))),
        );
        speakers(document, &mut facts);
        let gaps = document.annotations.iter().filter(|one| !matches!(one.kind, AnnotationKind::Date(_)));
        facts.extend(gaps.map(|gap| Fact::new(What::Gap, gap.span)));
        Self {
            profile: document.profile.name.clone(),
            shape: document.shape.name.clone(),
            extraction: Some(document.extraction),
            dropped: document.header.dropped.iter().map(|dropped| dropped.field).collect(),
            facts,
        }
    }

    /// Whether an edited text is read as before: profile, shape, extraction and dropped fields are the same, and so are
    /// all facts, in number and order. A fact that no edit touches has the same value and position. A fact that is
    /// touched may have another value. Residue deleted by the edits is gone.
    pub(super) fn is_kept_in(&self, new: &Structure, edited: &Edited) -> bool {
        let is_left = |fact: &&Fact| !(fact.may_vanish(edited.old) && edited.is_deleted(fact.span));
        let mut left = self.facts.iter().filter(is_left);
        let facts = new.facts.iter().all(|fact| left.next().is_some_and(|old| old.is_kept_in(fact, edited)));
        (&self.profile, &self.shape, self.extraction) == (&new.profile, &new.shape, new.extraction)
            && self.dropped == new.dropped
            && facts
            && left.next().is_none()
    }
}

impl Fact {
    fn new(what: What, span: Span) -> Self {
        Self::with(what, span, String::new())
    }
    fn with(what: What, span: Span, value: String) -> Self {
        Self { what, span, value, link: None }
    }

    fn is_kept_in(&self, new: &Fact, edited: &Edited) -> bool {
        let is_same = || {
            edited.moved(self.span) == new.span
                && self.value == new.value
                && self.link.map(|at| edited.begin(at)) == new.link
        };
        self.what == new.what && (edited.touches(self.span) || is_same())
    }

    /// Residue, and text with neither letter nor digit, such as a line of zero-width spaces.
    fn may_vanish(&self, old: &str) -> bool {
        matches!(self.what, What::Block(Kind::Residue(_)))
            || !old[self.span.start..self.span.end].contains(char::is_alphanumeric)
    }
}

fn add(facts: &mut Vec<Fact>, block: &Block) {
    facts.push(Fact::new(What::Block(block.kind), block.content));
    facts.extend(block.parts.iter().map(|part| Fact::new(What::Part(part.kind), part.span)));
}

/// The fields of the header except its dates.
fn fields(document: &Document, facts: &mut Vec<Fact>) {
    let header = &document.header;
    let mut add = |name, spans: &mut dyn Iterator<Item = Span>| {
        facts.extend(spans.map(|span| Fact::new(What::Field(name), span)));
    };
    add("series", &mut header.series.into_iter());
    add("place", &mut header.place.iter().copied());
    add("title", &mut header.title.into_iter());
    add("number", &mut header.number.into_iter());
    add("byline", &mut header.byline.iter().copied());
    add("related", &mut header.related.iter().map(|related| related.title));
    add("related source", &mut header.related.iter().filter_map(|related| related.source));
    add("media", &mut header.media.iter().copied());
    let genre = header.genre.as_ref();
    facts.extend(
        genre.map(|genre| Fact::with(What::Field("genre"), genre.span, format!("{:?}", genre.category))),
    );
}

/// The speaker of each label, identified by the first label of the same person.
fn speakers(document: &Document, facts: &mut Vec<Fact>) {
    for person in &document.persons {
        let first = person.labels.first().map(|label| label.start);
        facts.extend(
            person.labels.iter().map(|label| Fact { link: first, ..Fact::new(What::Speaker, *label) }),
        );
    }
}

fn value(date: &Date) -> String {
    let Date { first, last, other, clock, unsure, .. } = date;
    let clock = clock.map(|clock| clock.to_string());
    let weekday = date.weekday.map(|(day, _)| day);
    format!("{first:?} {last:?} {other:?} {weekday:?} {clock:?} {unsure}")
}

/// A text before and after some edits.
pub(super) struct Edited<'e> {
    old: &'e str,
    new: &'e str,
    edits: Vec<&'e Edit>,
    /// By how many bytes the text has become longer or shorter after each edit, cumulatively.
    growth: Vec<isize>,
}

impl<'e> Edited<'e> {
    /// `edits` are in source order and do not overlap.
    pub(super) fn new(old: &'e str, new: &'e str, edits: Vec<&'e Edit>) -> Self {
        let grow = |total: &mut isize, edit: &&Edit| {
            *total += edit.text.len().cast_signed() - (edit.span.end - edit.span.start).cast_signed();
            Some(*total)
        };
        let growth = edits.iter().scan(0, grow).collect();
        Self { old, new, edits, growth }
    }

    /// The new position of an offset; of one inside an edit, the start of the new text.
    fn begin(&self, at: usize) -> usize {
        let before = self.edits.partition_point(|edit| edit.span.end <= at);
        let inside = self.edits.get(before).filter(|edit| edit.span.start < at);
        let growth = before.checked_sub(1).map_or(0, |last| self.growth[last]);
        inside.map_or(at, |edit| edit.span.start).saturating_add_signed(growth)
    }

    /// The same with the end of the new text.
    fn end(&self, at: usize) -> usize {
        let before = self.edits.partition_point(|edit| edit.span.end < at);
        match self.edits.get(before).filter(|edit| edit.span.start < at) {
            Some(edit) => self.begin(edit.span.end).max(self.begin(edit.span.start)),
            None => self.begin(at),
        }
    }

    fn moved(&self, span: Span) -> Span {
        Span::new(self.begin(span.start), self.begin(span.end))
    }

    /// Whether an edit is inside a span or at one of its ends.
    fn touches(&self, span: Span) -> bool {
        let first = self.edits.partition_point(|edit| edit.span.end < span.start);
        self.edits.get(first).is_some_and(|edit| edit.span.start <= span.end)
    }

    /// Whether only white space is left of a span.
    fn is_deleted(&self, span: Span) -> bool {
        let left = self.new.get(self.begin(span.start)..self.end(span.end));
        self.touches(span) && left.is_some_and(|left| left.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;
    use crate::profile::Profile;
    use crate::source::Source;

    const TEXT: &str = "Header\n\nUpdated: 16-Jul-2003 NATO Speeches\n\n4 Dec. 2006\n\nPress Briefing\n\n\
                        MODERATOR: Good  morning.\n\nQ: Why?\n\nMODERATOR: On 9 July 2003.\n";

    /// Whether the text is read the same after the first of `from` is replaced with `to`.
    fn is_kept(text: &str, from: &str, to: &str) -> bool {
        let start = text.find(from).unwrap();
        let edit = Edit { span: Span::new(start, start + from.len()), text: to.into() };
        let new = text.replacen(from, to, 1);
        let read = |text: &str| {
            let source = Source::from_text("a.txt", text);
            Structure::of(&parse(&source, Profile::built_in("nato").unwrap()))
        };
        read(text).is_kept_in(&read(&new), &Edited::new(text, &new, vec![&edit]))
    }

    #[test]
    fn words_may_change() {
        for (from, to) in
            [("Good  morning", "Good day"), ("Why?\n", "Why ?"), ("On 9", "On the 9"), ("2006\n", "2006  \n")]
        {
            assert!(is_kept(TEXT, from, to), "{from} {to}");
        }
    }

    #[test]
    fn the_reading_may_not_change() {
        for (from, to) in [
            ("Header\n", ""),
            ("Updated: ", "Renewed: "),
            ("MODERATOR: Good", "MODERATOR Good"),
            ("\n\nQ: ", " Q: "),
            ("Press Briefing", "Some title"),
            ("Why?", "Why?\n\nBecause."),
        ] {
            assert!(!is_kept(TEXT, from, to), "{from} {to}");
        }
    }

    #[test]
    fn residue_may_vanish() {
        let text = TEXT.replace("Header\n\n", "").replace("Q: ", "![]()\n\nQ: ");
        assert!(is_kept(&text, "![]()\n", ""));
        assert!(!is_kept(&text, "Q: Why?\n", ""), "what is said may not");
    }
}
