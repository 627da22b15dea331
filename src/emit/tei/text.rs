//! The text element: the source's characters in order, each block in the element that is valid at its position.
//!
//! Two things hold by construction. *Nothing is lost or added*: text is written only by moving a cursor over the
//! source. *Every element is valid where it is*: TEI allows heads, bylines and datelines only before the first
//! paragraph or list of a division, and nothing after an inner division. So the writer knows whether it is still at the
//! [top](Slot::Top) of a division, writes such lines as `ab` when it is not, and opens a new section, which lasts to
//! the next, at every subheading.

use super::edits::Change;
use super::marks::{self, Mark};
use super::options::{Layout, Options, Profile, Speech};
use super::references::References;
use super::writer::{Element, Xml, forbidden, is_space};
use super::{Ids, genre, ids, notes};
use crate::document::{Block, Document, Kind, PartKind, Residue};
use crate::emit::cast::{Cast, Named};
use crate::emit::facts::category;
use crate::source::Span;

/// What the text is written from.
pub(super) struct Script<'d> {
    pub(super) document: &'d Document<'d>,
    pub(super) ids: &'d Ids,
    pub(super) options: &'d Options,
    pub(super) cast: &'d Cast,
    /// The edits that belong in the text.
    pub(super) changes: &'d [Change<'d>],
}

/// The text element with its content.
pub(super) struct Written {
    pub(super) xml: Xml,
    /// For each block whether an element has its identifier.
    pub(super) identified: Vec<bool>,
    /// For each change whether it is in the text.
    pub(super) applied: Vec<bool>,
}

/// Writes the text element.
pub(super) fn write(script: Script) -> Written {
    let mut text = Text::new(script);
    text.document();
    Written { xml: text.xml, identified: text.identified, applied: text.applied }
}

/// What is valid in a division at the current position of the writer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    /// Heads, bylines, datelines and everything else.
    Top,
    /// Paragraphs, lists, turns.
    Middle,
}

/// An element that several blocks share.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Dateline,
    Byline,
    /// Related links; whether there is an item yet, and whether one is open.
    Links {
        items: bool,
        open: bool,
    },
    /// The words of one speaker.
    Turn,
    /// Bullets.
    Items,
}

impl Group {
    /// Whether a block of this kind belongs to the group.
    const fn takes(self, kind: Kind) -> bool {
        match self {
            Group::Dateline => matches!(kind, Kind::Date | Kind::Place),
            Group::Byline => matches!(kind, Kind::Byline),
            Group::Links { .. } => matches!(kind, Kind::RelatedHead | Kind::Related | Kind::Media),
            Group::Turn => matches!(kind, Kind::Paragraph | Kind::Item),
            Group::Items => matches!(kind, Kind::Item),
        }
    }
    /// Whether a block of this kind is valid between two of the group.
    const fn bears(self, kind: Kind) -> bool {
        match kind {
            Kind::Blank | Kind::Residue(_) => true,
            Kind::Note => matches!(self, Group::Turn),
            _ => false,
        }
    }
}

/// Marks may be nested, but not without limit.
const DEPTH: usize = 5;

struct Text<'d> {
    xml: Xml,
    document: &'d Document<'d>,
    ids: &'d Ids,
    options: &'d Options,
    cast: &'d Cast,
    changes: &'d [Change<'d>],
    references: References<'d>,
    /// Everything before it is written.
    cursor: usize,
    /// The line of the cursor, from 1.
    line: usize,
    /// The last line whose beginning is marked.
    marked: usize,
    marks: Vec<Mark<'d>>,
    next_mark: usize,
    /// For each block the kinds of the next that matters: without blanks and residue, and also without notes.
    ahead: Vec<[Option<Kind>; 2]>,
    identified: Vec<bool>,
    applied: Vec<bool>,
    slot: Slot,
    group: Option<Group>,
    in_section: bool,
    titled: bool,
    /// So far this turn contains only words of greeting.
    greeting: bool,
}

impl<'d> Text<'d> {
    fn new(script: Script<'d>) -> Self {
        let Script { document, ids, options, cast, changes } = script;
        Self {
            xml: Xml::part(document.source.text().len() * 3 / 2, 1),
            document,
            ids,
            options,
            cast,
            changes,
            references: References::new(options),
            cursor: 0,
            line: 1,
            marked: 0,
            marks: marks::collect(document, cast, changes, options),
            next_mark: 0,
            ahead: ahead(&document.blocks),
            identified: vec![false; document.blocks.len()],
            applied: vec![false; changes.len()],
            slot: Slot::Top,
            group: None,
            in_section: false,
            titled: document.blocks.iter().any(|block| block.kind == Kind::Title),
            greeting: false,
        }
    }

    fn document(&mut self) {
        let text = Element::new("text");
        let exact = self.options.layout == Layout::Exact;
        self.xml.start(if exact { text.with("xml:space", "preserve") } else { text });
        self.break_line();
        self.xml.start(Element::new("body"));
        self.break_line();
        self.xml.start(Element::new("div").with("type", genre(category(self.document))));
        self.break_line();
        for (index, block) in self.document.blocks.iter().enumerate() {
            self.block(index, block);
        }
        self.leave();
        self.between(self.document.source.text().len());
        // A section, the division, body and text.
        for _ in 0..3 + usize::from(self.in_section) {
            self.xml.end();
        }
    }

    /// Where white space has no meaning, the next item begins a line.
    fn break_line(&mut self) {
        if self.options.layout == Layout::Pretty {
            self.xml.soft_break();
        }
    }

    fn block(&mut self, index: usize, block: &Block) {
        self.between(block.span.start);
        if block.kind != Kind::Blank && self.skip_space(block.span.end) {
            if self.group.is_some_and(|group| !group.takes(block.kind) && !group.bears(block.kind)) {
                self.leave();
            }
            let rest = self.document.text(Span::new(self.cursor, block.span.end));
            let end = self.cursor + rest.trim_end_matches(is_space).len();
            self.content(index, block, end);
        }
        self.leave_unless_continued(index);
        self.between(block.span.end);
    }

    /// Writes the content of a block, from the cursor to `end`.
    fn content(&mut self, index: usize, block: &Block, end: usize) {
        match block.kind {
            Kind::Blank => {}
            Kind::Residue(residue) => self.residue(residue, end),
            Kind::BlockName if self.ahead[index][0].is_some_and(|kind| LINKS.takes(kind)) => {
                self.enter(LINKS);
                self.wrap(Element::new("head"), end);
            }
            Kind::FrontMatter
            | Kind::Update
            | Kind::Series
            | Kind::Number
            | Kind::Unread
            | Kind::BlockName => {
                self.wrap(furniture("header"), end);
            }
            Kind::Footer => {
                let links = marks::links(self.document, Span::new(self.cursor, end));
                self.wrap(furniture(if links.is_empty() { "footer" } else { "nav" }), end);
            }
            Kind::Date | Kind::Place => {
                self.enter(Group::Dateline);
                self.inline(end, DEPTH);
            }
            Kind::Byline => {
                self.enter(Group::Byline);
                self.inline(end, DEPTH);
            }
            Kind::Title | Kind::Genre => self.head(block.kind, end),
            Kind::RelatedHead | Kind::Related | Kind::Media => self.link(index, block.kind, end),
            Kind::Heading => self.heading(index, end),
            Kind::Note => self.note(index, end),
            Kind::Paragraph => self.paragraph(index, end),
            Kind::Item => self.item(index, end),
            Kind::Utterance => self.utterance(index, block, end),
        }
    }

    fn residue(&mut self, residue: Residue, end: usize) {
        let name = match residue {
            Residue::Navigation | Residue::Language => "nav",
            _ => "residue",
        };
        let marked = self.marked;
        // If a byte order mark opens the document, the first line begins after it; anywhere else it is text of its
        // line.
        let opens = self.cursor == 0 && self.document.text(Span::new(0, end)) == "\u{feff}";
        if opens {
            self.marked = self.line;
        }
        self.wrap(furniture(name), end);
        if opens {
            self.marked = marked;
        }
    }

    fn head(&mut self, kind: Kind, end: usize) {
        let role = match kind {
            Kind::Genre if self.titled => "genre",
            _ => "main",
        };
        let name = if self.slot == Slot::Top { "head" } else { "ab" };
        self.wrap(Element::new(name).with("type", role), end);
    }

    fn heading(&mut self, index: usize, end: usize) {
        if std::mem::replace(&mut self.in_section, true) {
            self.xml.end();
        }
        self.xml.start(Element::new("div").with("type", "section"));
        self.slot = Slot::Top;
        let head = Element::new("head").with("type", "sub").with("xml:id", self.identify(index));
        self.wrap(head, end);
    }

    fn link(&mut self, index: usize, kind: Kind, end: usize) {
        if !matches!(self.group, Some(Group::Links { .. })) {
            self.enter(LINKS);
        }
        let open = matches!(self.group, Some(Group::Links { open: true, .. }));
        if open && kind != Kind::Related {
            self.xml.end();
        }
        if !open || kind != Kind::Related {
            self.xml.start(Element::new("item"));
        }
        self.inline(end, DEPTH);
        // The head of a link and the link itself are one item.
        let open = kind == Kind::RelatedHead && self.ahead[index][0] == Some(Kind::Related);
        if !open {
            self.xml.end();
        }
        self.group = Some(Group::Links { items: true, open });
    }

    /// A stage note on a line of its own: an event, or else a comment.
    fn note(&mut self, index: usize, end: usize) {
        let text = self.document.text(Span::new(self.cursor, end));
        let plain = !text.contains(|c| c == '\n' || forbidden(c));
        match notes::happening(text, self.document.profile.words()).filter(|_| plain) {
            Some(element) => {
                let id = self.identify(index);
                self.line_beginning();
                self.xml.start(element.with("xml:id", id));
                self.wrap_bare(Element::new("desc"), end);
                self.xml.end();
            }
            None => {
                let id = self.identify(index);
                self.wrap(Element::new("note").with("type", "comment").with("xml:id", id), end);
            }
        }
    }

    fn paragraph(&mut self, index: usize, end: usize) {
        self.sole_turn(index);
        let id = self.identify(index);
        if self.group != Some(Group::Turn) || self.options.speech != Speech::U {
            let name = self.common("p");
            return self.wrap(Element::new(name).with("xml:id", id), end);
        }
        let seg = Element::new("seg");
        let text = self.document.text(Span::new(self.cursor, end));
        self.greeting &= self.is_salute(text);
        let seg = if self.greeting { seg.with("type", "salute") } else { seg };
        self.wrap(seg.with("xml:id", id), end);
    }

    fn item(&mut self, index: usize, end: usize) {
        self.sole_turn(index);
        self.greeting = false;
        let id = self.identify(index);
        if self.group == Some(Group::Turn) {
            let name = if self.options.speech == Speech::U { "seg" } else { "ab" };
            return self.wrap(Element::new(name).with("type", "item").with("xml:id", id), end);
        }
        self.enter(Group::Items);
        self.wrap(Element::new("item").with("xml:id", id), end);
    }

    /// Whether a paragraph only greets: `Ladies and Gentlemen,`.
    fn is_salute(&self, text: &str) -> bool {
        let begins = |word: &str| text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
        let day = self.document.profile.words().day_greetings.at_start(text).is_some()
            && text.split_whitespace().count() <= 7
            && !text.contains(|c: char| c.is_ascii_digit());
        let salutations = &self.document.profile.speakers.salutations;
        text.len() <= 120
            && text.ends_with([',', ':', '.', '!'])
            && !text[..text.len() - 1].contains(['.', '!', '?', ';'])
            && (day || text.ends_with([',', ':', '!']) && salutations.iter().any(|word| begins(word)))
    }

    /// Opens the turn of the only speaker.
    fn sole_turn(&mut self, index: usize) {
        if self.cast.sole && self.options.speech != Speech::P && self.group != Some(Group::Turn) {
            self.leave();
            self.turn(index, 0);
        }
    }

    /// Opens a turn.
    fn turn(&mut self, index: usize, speaker: usize) {
        let name = self.common(if self.options.speech == Speech::U { "u" } else { "sp" });
        let part = match self.cast.speakers[speaker].named {
            _ if self.cast.sole => "chair",
            Named::Moderator => "chair",
            Named::Questioner => "guest",
            Named::Name | Named::Office => "regular",
        };
        let turn = Element::new(name)
            .with("xml:id", self.ids.turn(index))
            .with("who", ids::pointer(&self.ids.person(speaker)))
            .with("ana", self.ids.to_category(&format!("speaker.{part}")));
        self.xml.start(turn);
        self.group = Some(Group::Turn);
        self.greeting = true;
    }

    fn utterance(&mut self, index: usize, block: &Block, end: usize) {
        let label = block.part(PartKind::Label).map_or(self.cursor, |label| label.end.min(end));
        let label = self.boundary(label);
        let rest = self.document.text(Span::new(label.max(self.cursor), end));
        let says = rest.contains(|c| !is_space(c));
        let speaker = block.part(PartKind::Speaker).and_then(|name| self.cast.of_label(name));
        let goes_on = says || self.goes_on(Group::Turn, index);
        let speaker = speaker.filter(|_| goes_on && self.options.speech != Speech::P);
        let inside = self.options.speech == Speech::Sp;
        if let Some(speaker) = speaker.filter(|_| inside) {
            self.turn(index, speaker);
        }
        if label > self.cursor {
            let element = match speaker {
                Some(_) if inside => Element::new("speaker"),
                _ => Element::new("note").with("type", "speaker"),
            };
            self.wrap(element, label);
        }
        let says = self.skip_space(end);
        if let Some(speaker) = speaker.filter(|_| !inside) {
            self.turn(index, speaker);
        }
        if says {
            self.paragraph(index, end);
        }
    }

    /// The name of an element that ends the top of a division.
    fn common(&mut self, name: &'static str) -> &'static str {
        self.slot = Slot::Middle;
        name
    }

    /// The identifier of a block, for the element that contains its words.
    fn identify(&mut self, index: usize) -> String {
        self.identified[index] = true;
        self.ids.block(index)
    }

    /// Opens the element of a group, unless it is open.
    fn enter(&mut self, group: Group) {
        if self.group == Some(group) {
            return;
        }
        self.leave();
        let element = match (group, self.slot) {
            (Group::Dateline, _) if self.options.profile != Profile::Tei => {
                Element::new("note").with("type", "dateline")
            }
            (Group::Byline, _) if self.options.profile != Profile::Tei => {
                Element::new("note").with("type", "byline")
            }
            (Group::Dateline, Slot::Top) => Element::new("dateline"),
            (Group::Dateline, Slot::Middle) => Element::new("ab").with("type", "dateline"),
            (Group::Byline, Slot::Top) => Element::new("byline"),
            (Group::Byline, Slot::Middle) => Element::new("ab").with("type", "byline"),
            (Group::Links { .. }, _) => Element::new(self.common("list")).with("type", "related"),
            (Group::Items, _) => Element::new(self.common("list")).with("type", "unordered"),
            (Group::Turn, _) => Element::new(self.common("u")),
        };
        self.xml.start(element);
        self.group = Some(group);
    }

    /// Ends the open group.
    fn leave(&mut self) {
        match self.group.take() {
            None => return,
            Some(Group::Links { open: true, .. }) => self.xml.end(),
            // A list needs an item, and the block name announced one.
            Some(Group::Links { items: false, .. }) => self.xml.empty(Element::new("item")),
            Some(_) => {}
        }
        self.xml.end();
    }

    fn leave_unless_continued(&mut self, index: usize) {
        if self.group.is_some_and(|group| !self.goes_on(group, index)) {
            self.leave();
        }
    }

    /// Whether the next relevant block after this one belongs to the group.
    fn goes_on(&self, group: Group, index: usize) -> bool {
        self.ahead[index][usize::from(group == Group::Turn)].is_some_and(|kind| group.takes(kind))
    }

    /// Writes an element around the text up to `end`.
    fn wrap(&mut self, element: Element, end: usize) {
        self.xml.start(element);
        self.inline(end, DEPTH);
        self.xml.end();
    }

    /// Writes an element with characters only around the text up to `end`.
    fn wrap_bare(&mut self, element: Element, end: usize) {
        self.xml.start(element);
        self.marked_up(end, 0, true);
        self.xml.end();
    }

    /// Writes the text up to `end` with its marks.
    fn inline(&mut self, end: usize, depth: usize) {
        self.marked_up(end, depth, true);
    }

    /// Writes the text up to `end`; insertions there belong to the outermost element.
    fn marked_up(&mut self, end: usize, depth: usize, outermost: bool) {
        let due = |mark: &&Mark| mark.span.start < end || outermost && mark.span == Span::at(end);
        while let Some(mark) = self.marks.get(self.next_mark).filter(due) {
            self.next_mark += 1;
            if let Some(change) = mark.change() {
                self.change(change, end, depth);
                continue;
            }
            let span = Span::new(self.boundary(mark.span.start), self.boundary(mark.span.end));
            let bare = mark.is_bare();
            // No line may begin inside a bare element.
            let illegal =
                |text: &str| text.starts_with(is_space) || text.contains(|c: char| c == '\n' || forbidden(c));
            if span.start < self.cursor
                || span.is_empty()
                || span.end > end
                || depth == 0
                || bare && illegal(self.document.text(span))
            {
                continue;
            }
            let described = mark.is_described();
            let element = mark.element(self.document, self.ids, &self.references);
            self.upto(span.start);
            self.mark_line();
            self.xml.start(element);
            if described {
                self.xml.start(Element::new("desc"));
            }
            self.marked_up(span.end, if bare { 0 } else { depth - 1 }, false);
            if described {
                self.xml.end();
            }
            self.xml.end();
        }
        self.upto(end);
    }

    /// Writes the source reading with a better one, if both are valid at this position.
    fn change(&mut self, number: usize, end: usize, depth: usize) {
        let changes: &'d [Change<'d>] = self.changes;
        let change = &changes[number];
        let span = Span::new(self.boundary(change.span.start), self.boundary(change.span.end));
        if span.start < self.cursor || span.end > end || depth == 0 || self.is_whole(change) {
            return;
        }
        self.upto(span.start);
        self.mark_line();
        let id = || Some(self.ids.change(number));
        change.open(&mut self.xml, id());
        if !span.is_empty() {
            self.marked_up(span.end, 0, false);
        }
        change.close(&mut self.xml, self.ids, Some(self.ids.change(number)));
        self.applied[number] = true;
    }

    /// Whether a change deletes all words of a block: then it is about the block and not about its words.
    fn is_whole(&self, change: &Change) -> bool {
        let before = self.document.blocks.partition_point(|block| block.span.start <= change.span.start);
        let block = before.checked_sub(1).map(|at| &self.document.blocks[at]);
        change.deletes() && block.is_some_and(|block| change.span.contains(block.content))
    }

    /// Writes the text up to `end` where text is not valid: white space unchanged, everything else in an element of its
    /// own.
    fn between(&mut self, end: usize) {
        let end = self.boundary(end);
        while self.skip_space(end) {
            let rest = self.document.text(Span::new(self.cursor, end));
            let line = rest.split('\n').next().unwrap_or(rest).trim_end_matches(is_space);
            let stop = self.cursor + line.len();
            self.xml.start(furniture("residue"));
            self.upto(stop);
            self.xml.end();
        }
    }

    /// Writes the white space before `end`; returns whether something else comes before it.
    fn skip_space(&mut self, end: usize) -> bool {
        let end = self.boundary(end);
        let rest = self.document.text(Span::new(self.cursor, end.max(self.cursor)));
        self.upto(end - rest.trim_start_matches(is_space).len());
        self.cursor < end
    }

    /// Writes the text up to `end`, with the beginning of each line marked.
    fn upto(&mut self, end: usize) {
        let end = self.boundary(end);
        if end <= self.cursor {
            return;
        }
        let text = self.document.text(Span::new(self.cursor, end));
        let pretty = self.options.layout == Layout::Pretty;
        for line in text.split_inclusive('\n') {
            let written = line.trim_start_matches(is_space);
            let (indent, written) = line.split_at(line.len() - written.len());
            // Pretty-printed lines have their own indentation; a space inside or at the end of a line is not part of
            // it.
            if !pretty {
                self.characters(indent);
            } else if self.marked == self.line {
                self.characters(indent.trim_end_matches('\n'));
            }
            if !written.is_empty() {
                self.line_beginning();
                self.characters(if pretty { written.trim_end_matches('\n') } else { written });
            }
            if line.ends_with('\n') {
                self.line += 1;
                self.break_line();
            }
        }
        self.cursor = end;
    }

    /// Marks the beginning of the line, if its first character comes next.
    fn mark_line(&mut self) {
        if self.document.source.text()[self.cursor..].starts_with(|c| !is_space(c)) {
            self.line_beginning();
        }
    }

    fn line_beginning(&mut self) {
        if self.marked < self.line {
            self.marked = self.line;
            let beginning = Element::new("lb").with("n", self.line);
            let is_inside = self.is_inside_word();
            self.xml.empty(if is_inside { beginning.with("break", "no") } else { beginning });
        }
    }

    /// Whether a word that was divided at the end of the line goes on here: `presi-` and `dency`.
    fn is_inside_word(&self) -> bool {
        let (before, after) = self.document.source.text().split_at(self.boundary(self.cursor));
        let divided = before.trim_end_matches(['\n', '\r']);
        let stem = divided.strip_suffix('-').filter(|_| before.len() - divided.len() <= 2);
        after.starts_with(char::is_lowercase) && stem.is_some_and(|stem| stem.ends_with(char::is_lowercase))
    }

    fn characters(&mut self, text: &str) {
        characters(&mut self.xml, self.ids, text);
    }

    /// The offset, moved back into the text and to the beginning of a character.
    fn boundary(&self, offset: usize) -> usize {
        let text = self.document.source.text();
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

/// Writes characters of the source; those that XML forbids become elements.
pub(super) fn characters(xml: &mut Xml, ids: &Ids, text: &str) {
    if text.is_empty() || xml.plain_text(text) {
        return;
    }
    let mut rest = text;
    while let Some((at, c)) = rest.char_indices().find(|(_, c)| forbidden(*c)) {
        if at > 0 {
            xml.text(&rest[..at]);
        }
        xml.empty(Element::new("g").with("ref", ids::pointer(&ids.character(c))));
        rest = &rest[at + c.len_utf8()..];
    }
    if !rest.is_empty() {
        xml.text(rest);
    }
}

const LINKS: Group = Group::Links { items: false, open: false };

/// A line that is not part of the text proper; it is valid anywhere.
fn furniture(name: &'static str) -> Element {
    Element::new("fw").with("type", name)
}

fn ahead(blocks: &[Block]) -> Vec<[Option<Kind>; 2]> {
    let mut next = [None; 2];
    let mut ahead: Vec<_> = blocks
        .iter()
        .rev()
        .map(|block| {
            let after = next;
            match block.kind {
                Kind::Blank | Kind::Residue(_) => {}
                Kind::Note => next[0] = Some(Kind::Note),
                kind => next = [Some(kind); 2],
            }
            after
        })
        .collect();
    ahead.reverse();
    ahead
}
