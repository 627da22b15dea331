//! Where a piece stands in its document, and what kind of document that is.

use super::super::pieces::Piece;
use super::dates::Dates as D;
use super::layout::Layout as L;
use super::speech::Speech as S;
use super::words::Words as W;
use super::{Row, features};
use crate::profile::{Field, Order, Profile, Shape};

/// What the features know of a document beside its pieces.
#[derive(Clone, Copy, Debug)]
pub(in crate::parse::header) struct Facts<'a> {
    profile: &'a Profile,
    /// The shape that a series label announces.
    shape: Option<&'a Shape>,
    /// Which fields pages of the family have.
    family: [bool; FAMILY.len()],
}

impl<'a> Facts<'a> {
    /// The facts of a document with these pieces.
    pub(in crate::parse::header) fn of(profile: &'a Profile, order: Order, pieces: &[Piece<'a>]) -> Self {
        let short = pieces.iter().take(SERIES).filter(|piece| piece.text.len() < 60);
        let labels = short.map(|piece| piece.text.trim_matches(['[', ']', ' ']));
        let shape = labels.filter_map(|label| super::super::shape::announced(label, order, profile)).next();
        let has = |field: &Field| profile.shapes.iter().any(|shape| shape.expects.contains(field));
        Self { profile, shape, family: FAMILY.each_ref().map(has) }
    }
}

/// The fields of pages of a family that say something of a piece.
const FAMILY: [Field; 7] =
    [Field::Updated, Field::Series, Field::Number, Field::Byline, Field::Genre, Field::Title, Field::Place];

/// Pieces among which a series label is looked for.
const SERIES: usize = 12;

features! {
    /// Place in the document, and facts about it.
    Document {
        Position "position" ["first", "2", "3", "4", "5", "6", "7", "8", "later"],
        Last "the last piece",
        GapBelow "gap below" ["none", "one", "more", "same line", "end"],
        DateAbove "a date above" ["no", "yes"],
        AloneAbove "a date alone" ["none", "above", "below"],
        Distance "pieces to the nearest date alone" ["4 above", "3 above", "2 above", "1 above", "here", "1 below", "2 below", "3 below", "4 below"],
        Dates "pieces with dates" ["none", "one", "two", "more"],
        Body "the text begins" ["above", "here", "1 below", "2 below", "3 below", "4 below", "5 below or more"],
        Prose "pieces of text above" ["one", "two", "three", "more"],
        Stamp "update stamp" ["none", "above", "here or below"],
        TypeElsewhere "a type line" ["none", "above", "below"],
        TypedAbove "a line with a type above",
        TypedBelow "a line with a type below",
        TypeThenTyped "a type line, and another below",
        PluralThenTyped "a type in the plural, and another below",
        Beside "directly beside a date" ["places", "place", "venue", "name", "office", "ends with a place", "type"],
        BesideOnLine "beside a date on its line" ["any", "places", "ends with a place", "venue", "place"],
        BeforeText "directly above the text" ["places", "place", "venue", "name", "office", "type", "date"],
        OneWord "lines of one word" ["few", "some", "half", "most"],
        Entries "days that lines begin with" ["none", "one", "two", "three or more"],
        Pieces "pieces" ["few", "some", "more", "many", "very many"],
        NoStamp "without update stamp" ["type", "begins with a type", "places", "name", "office", "ends with a place"],
        Repeated "repeated" ["once", "more", "first time", "again"],
        Within "within another piece" ["above", "below"],
        Holds "holds another piece" ["above", "below"],
        Family "the family of the page has" ["a stamp", "a series", "a number", "a byline", "a type", "a title", "a place"],
        StampedSlot "slot of a page with an update stamp" ["above the stamp: place", "above the stamp: type", "above the stamp: byline", "above the stamp: text", "above the stamp: name", "above the stamp: short", "above the stamp: long", "above the stamp: date", "above the date: place", "above the date: type", "above the date: byline", "above the date: text", "above the date: name", "above the date: short", "above the date: long", "above the date: date", "below the date: place", "below the date: type", "below the date: byline", "below the date: text", "below the date: name", "below the date: short", "below the date: long", "below the date: date", "below the type: place", "below the type: type", "below the type: byline", "below the type: text", "below the type: name", "below the type: short", "below the type: long", "below the type: date", "text: place", "text: type", "text: byline", "text: text", "text: name", "text: short", "text: long", "text: date"],
        Slot "slot of a page without" ["before the date: place", "before the date: type", "before the date: byline", "before the date: text", "before the date: name", "before the date: short", "before the date: long", "before the date: date", "behind the date: place", "behind the date: type", "behind the date: byline", "behind the date: text", "behind the date: name", "behind the date: short", "behind the date: long", "behind the date: date", "no date: place", "no date: type", "no date: byline", "no date: text", "no date: name", "no date: short", "no date: long", "no date: date", "text: place", "text: type", "text: byline", "text: text", "text: name", "text: short", "text: long", "text: date"],
        AnnouncedSlot "slot of a page whose series announces its shape" ["titled, above the stamp: place", "titled, above the stamp: type", "titled, above the stamp: byline", "titled, above the stamp: text", "titled, above the stamp: name", "titled, above the stamp: short", "titled, above the stamp: long", "titled, above the stamp: date", "titled, above the date: place", "titled, above the date: type", "titled, above the date: byline", "titled, above the date: text", "titled, above the date: name", "titled, above the date: short", "titled, above the date: long", "titled, above the date: date", "titled, below the date: place", "titled, below the date: type", "titled, below the date: byline", "titled, below the date: text", "titled, below the date: name", "titled, below the date: short", "titled, below the date: long", "titled, below the date: date", "titled, below the type: place", "titled, below the type: type", "titled, below the type: byline", "titled, below the type: text", "titled, below the type: name", "titled, below the type: short", "titled, below the type: long", "titled, below the type: date", "titled, text: place", "titled, text: type", "titled, text: byline", "titled, text: text", "titled, text: name", "titled, text: short", "titled, text: long", "titled, text: date", "untitled, above the stamp: place", "untitled, above the stamp: type", "untitled, above the stamp: byline", "untitled, above the stamp: text", "untitled, above the stamp: name", "untitled, above the stamp: short", "untitled, above the stamp: long", "untitled, above the stamp: date", "untitled, above the date: place", "untitled, above the date: type", "untitled, above the date: byline", "untitled, above the date: text", "untitled, above the date: name", "untitled, above the date: short", "untitled, above the date: long", "untitled, above the date: date", "untitled, below the date: place", "untitled, below the date: type", "untitled, below the date: byline", "untitled, below the date: text", "untitled, below the date: name", "untitled, below the date: short", "untitled, below the date: long", "untitled, below the date: date", "untitled, below the type: place", "untitled, below the type: type", "untitled, below the type: byline", "untitled, below the type: text", "untitled, below the type: name", "untitled, below the type: short", "untitled, below the type: long", "untitled, below the type: date", "untitled, text: place", "untitled, text: type", "untitled, text: byline", "untitled, text: text", "untitled, text: name", "untitled, text: short", "untitled, text: long", "untitled, text: date"],
        LongAbove "lines of four words or more above" ["none", "one", "two", "three", "more"],
        Longest "the longest line in front of the text",
        LongestShort "the longest line in front of the text, and no sentence",
        OnlyCapitals "the only line in capitals in front of the text",
        SiteAbove "lines of the site directly above" ["none", "one", "two or three", "more"],
        SiteBelow "lines of the site directly below" ["none", "one", "two or three", "more"],
        LongSite "four words or more behind lines of the site",
        FirstLong "the first line of four words or more" ["with a type", "by a person", "on a matter", "an office", "prose", "in capitals", "no type, no office"],
        LeadAbove "a lead sentence below",
        OthersDated "a date alone between it and the text",
        GroupSize "lines of its group" ["one", "two", "three", "four", "five or six", "more"],
        GroupPlace "place in its group" ["alone", "first", "inside", "last"],
        Group "somewhere in its group" ["occasion", "places", "type noun", "office", "venue", "prose", "begins like a byline", "type words first", "date"],
        GroupAbove "group above" ["date", "type", "byline", "title-like", "text", "stamp"],
        GroupBelow "group below" ["date", "type", "byline", "title-like", "text", "stamp"],
        Known "known to the profile" ["series", "block name", "boilerplate", "update label", "place", "byline opener", "type", "media"],
    }
}

/// What the rows of a document say together.
struct Whole {
    dated: Vec<usize>,
    alone: Vec<usize>,
    text: Vec<usize>,
    stamp: Option<usize>,
    typed: Vec<usize>,
    types: Vec<usize>,
    one_word: usize,
}

impl Whole {
    fn of(rows: &[Row]) -> Self {
        let all = |holds: &dyn Fn(&Row) -> bool| -> Vec<usize> {
            rows.iter().enumerate().filter(|(_, row)| holds(row)).map(|(at, _)| at).collect()
        };
        let dated = all(&|row| row.holds(D::Holds, 0..4));
        let text = all(&|row| {
            row.has(L::Long) && (row.has(L::Sentences) || row.has(L::EndsSentence))
                || row.holds(S::Speaker, 1..2)
                || row.has(S::Question)
                || row.has(S::Salutation)
        });
        let begins = text.first().copied().unwrap_or(rows.len());
        let stamped = |at: &&usize| rows[**at].has(W::Update);
        let is_typed = |row: &Row| row.has(W::TypeFull) || row.has(W::TypeStarts);
        let words = rows[..begins].iter().filter(|row| row.has(L::Words)).count();
        Self {
            alone: dated.iter().copied().filter(|at| rows[*at].has(D::Only)).collect(),
            stamp: dated.iter().find(stamped).copied(),
            typed: all(&is_typed).into_iter().filter(|at| *at < begins).collect(),
            types: all(&|row| row.has(W::TypeFull)),
            one_word: 4 * words / begins.max(1),
            dated,
            text,
        }
    }
}

/// Adds what the place in the document says of each piece.
pub(super) fn add(facts: &Facts<'_>, pieces: &[Piece<'_>], rows: &[Row], all: &mut [Row]) {
    let whole = Whole::of(rows);
    let again = Repeats::of(pieces);
    let groups = groups(pieces);
    let entries = super::super::pieces::days_of_lines(pieces);
    let lines = Lines::of(&whole, pieces, rows);
    let held: Vec<u16> = rows.iter().map(held).collect();
    for (at, more) in all.iter_mut().enumerate() {
        place(at, pieces, more);
        dates(at, &whole, rows, more);
        text(at, &whole, rows, more);
        types(at, &whole, rows, more);
        beside(at, &whole, pieces, rows, more);
        document(&whole, rows, more);
        more.value(Document::Entries, entries);
        again.add(at, more);
        known(facts, &pieces[at], at <= lines.begins, more);
        group(at, &groups, &held, more);
        ranks(at, &lines, rows, more);
        slot(at, &whole, rows, facts.shape, more);
    }
}

fn place(at: usize, pieces: &[Piece<'_>], row: &mut Row) {
    row.value(Document::Position, at);
    row.when(Document::Last, at + 1 == pieces.len());
    let below = pieces.get(at + 1).map_or(4, |below| if below.cut_left { 3 } else { below.gap.min(2) });
    row.value(Document::GapBelow, below);
}

fn dates(at: usize, whole: &Whole, rows: &[Row], row: &mut Row) {
    row.value(Document::DateAbove, usize::from(whole.dated.first().is_some_and(|date| *date < at)));
    let above = whole.alone.first().is_some_and(|date| *date < at);
    let below = whole.alone.last().is_some_and(|date| *date > at);
    row.value(
        Document::AloneAbove,
        if above {
            1
        } else if below {
            2
        } else {
            0
        },
    );
    let distance = |date: &&usize| date.abs_diff(at);
    if let Some(nearest) = whole.alone.iter().min_by_key(distance) {
        let steps = nearest.abs_diff(at).min(4);
        row.value(Document::Distance, if *nearest < at { 4 - steps } else { 4 + steps });
    }
    row.value(Document::Dates, whole.dated.len().min(3));
    row.value(Document::Stamp, whole.stamp.map_or(0, |stamp| if stamp < at { 1 } else { 2 }));
    if whole.stamp.is_none() {
        let own = &rows[at];
        let held = [
            own.has(W::TypeFull),
            own.has(W::TypeStarts),
            own.has(W::AllPlace),
            own.has(L::Name),
            own.has(W::Office),
            own.has(W::PlaceEnds),
        ];
        each_held(row, Document::NoStamp, &held);
    }
}

/// Sets each value of a feature that holds; several may.
fn each_held(row: &mut Row, feature: Document, held: &[bool]) {
    held.iter().enumerate().filter(|(_, held)| **held).for_each(|(value, _)| row.value(feature, value));
}

fn text(at: usize, whole: &Whole, rows: &[Row], row: &mut Row) {
    let begins = whole.text.first().copied().unwrap_or(rows.len());
    row.value(Document::Body, if begins < at { 0 } else { 1 + begins - at });
    let above = whole.text.iter().take_while(|text| **text < at).count();
    if above > 0 {
        row.value(Document::Prose, above - 1);
    }
    if at + 1 == begins {
        let own = &rows[at];
        let held = [
            own.has(W::AllPlace),
            own.has(W::Place),
            own.has(W::Venue),
            own.has(L::Name),
            own.has(W::Office),
            own.has(W::TypeFull),
            own.has(D::Only),
        ];
        each_held(row, Document::BeforeText, &held);
    }
}

fn types(at: usize, whole: &Whole, rows: &[Row], row: &mut Row) {
    let above = |all: &[usize]| all.first().is_some_and(|first| *first < at);
    let below = |all: &[usize]| all.last().is_some_and(|last| *last > at);
    let value = if above(&whole.types) {
        1
    } else if below(&whole.types) {
        2
    } else {
        0
    };
    row.value(Document::TypeElsewhere, value);
    row.when(Document::TypedAbove, above(&whole.typed));
    row.when(Document::TypedBelow, below(&whole.typed));
    row.when(Document::TypeThenTyped, rows[at].has(W::TypeFull) && below(&whole.typed));
    row.when(Document::PluralThenTyped, rows[at].has(W::TypePlural) && below(&whole.typed));
}

fn beside(at: usize, whole: &Whole, pieces: &[Piece<'_>], rows: &[Row], row: &mut Row) {
    let near = || {
        [at.checked_sub(1), Some(at + 1)]
            .into_iter()
            .flatten()
            .filter(|near| whole.alone.contains(near) && !rows[*near].has(W::Update))
    };
    if near().next().is_none() {
        return;
    }
    let own = &rows[at];
    let held = [
        own.has(W::AllPlace),
        own.has(W::Place),
        own.has(W::Venue),
        own.has(L::Name),
        own.has(W::Office),
        own.has(W::PlaceEnds),
        own.has(W::TypeFull),
    ];
    each_held(row, Document::Beside, &held);
    if near().any(|near| pieces[near].line == pieces[at].line) {
        let held = [true, own.has(W::AllPlace), own.has(W::PlaceEnds), own.has(W::Venue), own.has(W::Place)];
        each_held(row, Document::BesideOnLine, &held);
    }
}

fn document(whole: &Whole, rows: &[Row], row: &mut Row) {
    row.value(Document::OneWord, whole.one_word);
    row.value(Document::Pieces, rows.len() / 12);
}

/// What a piece looks like, in a word: the slots of a page take each its own kind.
fn kind(row: &Row) -> usize {
    if row.has(D::Only) {
        7
    } else if row.has(L::Long) || row.has(L::Sentences) || row.has(S::Salutation) || row.has(S::Question) {
        3
    } else if row.has(W::AllPlace) || row.has(W::Venue) && row.holds(L::Words, 0..5) && !row.has(W::TypeHas) {
        0
    } else if row.has(W::TypeFull) {
        1
    } else if row.has(W::BylineOpener) || row.holds(W::Typed, 1..2) {
        2
    } else if row.has(L::Name) || row.has(W::Office) {
        4
    } else if row.holds(L::Words, 0..4) {
        5
    } else {
        6
    }
}

/// Kinds of pieces that [`kind`] tells apart.
const KINDS: usize = 8;

/// Slots of a page with a stamp.
const SLOTS: usize = 5;

/// Where a piece stands between stamp, date, document type and text, and what it looks like.
fn slot(at: usize, whole: &Whole, rows: &[Row], shape: Option<&Shape>, row: &mut Row) {
    let kind = kind(&rows[at]);
    let text = whole.text.first().is_some_and(|text| *text < at);
    let date = whole.alone.iter().copied().find(|date| whole.stamp.is_none_or(|stamp| *date > stamp));
    let typed = whole.types.first().copied();
    let stamp = whole.stamp.unwrap_or(0);
    let stamped = if text {
        4
    } else if at <= stamp {
        0
    } else if typed.is_some_and(|typed| typed < at) {
        3
    } else if date.is_some_and(|date| date <= at) {
        2
    } else {
        1
    };
    if let Some(shape) = shape {
        let side = usize::from(!shape.titled) * SLOTS;
        row.value(Document::AnnouncedSlot, (side + stamped) * KINDS + kind);
    }
    if whole.stamp.is_some() {
        row.value(Document::StampedSlot, stamped * KINDS + kind);
        return;
    }
    let slot = match date {
        _ if text => 3,
        None => 2,
        Some(date) => usize::from(date < at),
    };
    row.value(Document::Slot, slot * KINDS + kind);
}

/// Whether a piece is a line of the site by its words.
pub(super) fn is_site(row: &Row) -> bool {
    row.has(W::NavigationFull)
        || row.has(W::LanguagesFull)
        || row.holds(W::Navigation, 1..3)
        || row.has(L::Arrow)
        || row.has(W::Navigation) && row.holds(L::Words, 0..3)
        || row.has(S::Residue)
        || row.has(W::MediaStarts)
}

/// Whether it has four words or more and is neither a line of the site nor a stamp.
fn is_long(row: &Row) -> bool {
    row.holds(L::Words, 3..11)
        && !is_site(row)
        && !row.has(W::Update)
        && !row.has(D::Only)
        && !row.has(L::Address)
}

/// The longer lines of a document, and those of the site.
struct Lines {
    long: Vec<bool>,
    site: Vec<bool>,
    /// The first piece of text.
    begins: usize,
    /// Of the lines in front of the text the longest one, and the longest one that does not end like a sentence.
    longest: [Option<usize>; 2],
    /// The only line in capitals in front of the text.
    capitals: Option<usize>,
    /// The last date alone in front of the text.
    last_date: Option<usize>,
}

impl Lines {
    fn of(whole: &Whole, pieces: &[Piece<'_>], rows: &[Row]) -> Self {
        let begins = whole.text.first().copied().unwrap_or(rows.len());
        let long: Vec<bool> = rows.iter().map(is_long).collect();
        let longest = |fits: &dyn Fn(usize) -> bool| {
            (0..begins).filter(|at| long[*at] && fits(*at)).max_by_key(|at| pieces[*at].text.len())
        };
        let mut capitals = (0..begins).filter(|at| rows[*at].has(L::AllCapitals));
        Self {
            longest: [longest(&|_| true), longest(&|at| !rows[at].has(L::EndsSentence))],
            capitals: capitals.next().filter(|_| capitals.next().is_none()),
            last_date: rows[..begins].iter().rposition(|row| row.has(D::Only)),
            site: rows.iter().map(is_site).collect(),
            long,
            begins,
        }
    }
}

/// Where the piece stands among the longer lines, and among those of the site.
fn ranks(at: usize, lines: &Lines, rows: &[Row], row: &mut Row) {
    let above = lines.long[..at].iter().filter(|long| **long).take(4).count();
    row.value(Document::LongAbove, above);
    let own = &rows[at];
    row.when(Document::Longest, lines.longest[0] == Some(at));
    row.when(Document::LongestShort, lines.longest[1] == Some(at));
    row.when(Document::OnlyCapitals, lines.capitals == Some(at));
    let run = |site: &mut dyn Iterator<Item = &bool>| match site.take_while(|site| **site).count() {
        0 => 0,
        1 => 1,
        2 | 3 => 2,
        _ => 3,
    };
    let site = run(&mut lines.site[..at].iter().rev());
    row.value(Document::SiteAbove, site);
    row.value(Document::SiteBelow, run(&mut lines.site[at + 1..].iter()));
    row.when(Document::LongSite, site > 0 && lines.long[at]);
    if above == 0 && lines.long[at] {
        let typed = own.has(W::TypeStarts) || own.has(W::TypeFull);
        let held = [
            typed,
            own.holds(W::Typed, 1..3),
            own.has(W::Matter),
            own.has(W::Office),
            own.holds(W::Prose, 1..4),
            own.has(L::AllCapitals),
            !typed && !own.has(W::Office),
        ];
        each_held(row, Document::FirstLong, &held);
    }
    let lead = |row: &Row| row.has(super::pairs::Pairs::Lead);
    row.when(Document::LeadAbove, rows[at + 1..].iter().take(4).any(lead));
    row.when(Document::OthersDated, at < lines.begins && lines.last_date.is_some_and(|date| date > at));
}

/// The groups of lines without blank lines between them.
fn groups(pieces: &[Piece<'_>]) -> Vec<std::ops::Range<usize>> {
    let mut groups: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match groups.last_mut() {
            Some(group) if piece.gap == 0 => group.end = at + 1,
            _ => groups.push(at..at + 1),
        }
    }
    groups
}

/// What a piece holds of what groups are asked for: a bit for each value of `Group`, then for those of `GroupAbove`, and one
/// for what begins with type words.
fn held(row: &Row) -> u16 {
    let typed = row.has(W::TypeFull) || row.has(W::TypeStarts);
    let date = row.has(D::Only);
    let opener = row.has(W::BylineOpener);
    let held = [
        row.has(W::Occasion),
        row.has(W::AllPlace),
        row.has(W::TypeHas),
        row.has(W::Office),
        row.has(W::Venue),
        row.holds(W::Prose, 1..4),
        opener,
        false,
        date,
        typed,
        row.has(L::EndsSentence) || row.has(D::Holds),
        row.holds(L::Words, 2..9),
        row.has(L::Long) || row.has(L::Sentences) || row.has(S::Salutation) || row.has(S::Question),
        row.has(W::Update),
    ];
    held.iter().rev().fold(0, |bits, held| bits << 1 | u16::from(*held))
}

/// The bits of [`held`] by which groups above and below are told.
const BITS: [u16; 6] = [1 << 8, 1 << 9, 1 << 6, 1 << 11, 1 << 12, 1 << 13];

/// The bit for type words first, for the end of a sentence or a date, and the place of `type words first` in `Group`.
const TYPED: u16 = 1 << 9;
const ENDED: u16 = 1 << 10;
const TYPE_FIRST: u16 = 1 << 7;

/// What the group of a piece holds, and what stands above and below the group.
fn group(at: usize, groups: &[std::ops::Range<usize>], held: &[u16], row: &mut Row) {
    let own = groups.partition_point(|group| group.end <= at);
    let group = groups[own].clone();
    // In a text without blank lines the whole document would be one group.
    let near = group.start.max(at.saturating_sub(5))..group.end.min(at + 6);
    row.value(
        Document::GroupSize,
        match group.len() {
            size @ 1..=4 => size - 1,
            5 | 6 => 4,
            _ => 5,
        },
    );
    let place = if group.len() == 1 {
        0
    } else if at == group.start {
        1
    } else if at + 1 == group.end {
        3
    } else {
        2
    };
    row.value(Document::GroupPlace, place);
    let any = |lines: &[u16]| lines.iter().fold(0, |all, held| all | held);
    let first = if held[near.start] & TYPED != 0 { TYPE_FIRST } else { 0 };
    each_bit(row, Document::Group, (any(&held[near]) & !TYPE_FIRST | first) & 0x1ff);
    let beside = [(Document::GroupAbove, own.checked_sub(1)), (Document::GroupBelow, Some(own + 1))];
    for (feature, other) in beside {
        let Some(other) = other.and_then(|other| groups.get(other)) else { continue };
        let lines = &held[other.start..other.end.min(other.start + 8)];
        let all = any(lines);
        let like_title = lines.len() <= 3 && all & ENDED == 0;
        let held =
            BITS.iter().enumerate().filter(|(value, bit)| all & **bit != 0 && (*value != 3 || like_title));
        held.for_each(|(value, _)| row.value(feature, value));
    }
}

/// Sets each value of a feature whose bit is set.
fn each_bit(row: &mut Row, feature: Document, bits: u16) {
    (0..16).filter(|value| bits >> value & 1 == 1).for_each(|value| row.value(feature, value));
}

/// Which pieces say the same, or a part of the same.
struct Repeats {
    /// The beginning of each in lower case; nothing of a paragraph that follows another one.
    lower: Vec<String>,
    /// The pairs of bytes of each, hashed to bits: a text that holds another has all its bits.
    bits: Vec<u64>,
}

/// Bytes of a piece that are compared with other pieces.
const COMPARED: usize = 120;

/// Bytes that a piece has at least that is found inside another.
const FOUND: usize = 9;

impl Repeats {
    fn of(pieces: &[Piece<'_>]) -> Self {
        let lower = |piece: &Piece<'_>| match super::head(piece.text, COMPARED) {
            _ if piece.further => String::new(),
            head if head.is_ascii() => head.to_ascii_lowercase(),
            head => head.to_lowercase(),
        };
        let lower: Vec<String> = pieces.iter().map(lower).collect();
        let bits = lower.iter().map(|text| pairs(text)).collect();
        Self { lower, bits }
    }

    fn add(&self, at: usize, row: &mut Row) {
        let own = &self.lower[at];
        if own.is_empty() {
            return;
        }
        let (mut times, mut first) = (0, at);
        for (other, text) in self.lower.iter().enumerate() {
            if self.bits[other] == self.bits[at] && text == own {
                (times, first) = (times + 1, first.min(other));
            }
            let side = usize::from(other > at);
            if text.len() > own.len() && own.len() >= FOUND && self.holds(other, at) {
                row.once(Document::Within, side);
            } else if text.len() >= FOUND && text.len() < own.len() && self.holds(at, other) {
                row.once(Document::Holds, side);
            }
        }
        if times > 1 {
            row.value(Document::Repeated, usize::from(times > 2));
            row.value(Document::Repeated, if first == at { 2 } else { 3 });
        }
    }

    /// Whether a longer piece holds a shorter one.
    fn holds(&self, longer: usize, shorter: usize) -> bool {
        self.bits[shorter] & !self.bits[longer] == 0
            && self.lower[longer].contains(self.lower[shorter].as_str())
    }
}

/// The pairs of bytes of a text, hashed to a bit each.
fn pairs(text: &str) -> u64 {
    let bit = |pair: &[u8]| {
        1_u64.wrapping_shl(
            u32::from(pair[0]).wrapping_mul(31).wrapping_add(u32::from(pair[1]).wrapping_mul(7)),
        )
    };
    text.as_bytes().windows(2).map(bit).fold(0, |all, bit| all | bit)
}

/// What the profile of the document's family knows: its evidence counts, and does not decide.
fn known(facts: &Facts<'_>, piece: &Piece<'_>, before_text: bool, row: &mut Row) {
    use super::super::super::{genre, media, phrase, place};
    let profile = facts.profile;
    each_held(row, Document::Family, &facts.family);
    let text = piece.text;
    if text.len() > 160 || !before_text {
        return;
    }
    let inner = text.trim_matches(['[', ']', ' ']);
    let held = [
        profile.series.like(inner).any(|series| phrase::is(inner, &series.label)),
        phrase::any_is(text, &profile.block_names),
        phrase::any_prefix(text, &profile.boilerplate),
        super::super::super::classify::update_label(text, profile).is_some(),
        place::looks_like(text, &profile.places),
        phrase::longest(text, &profile.byline.openers).is_some(),
        genre::genre(text, &profile.genres).is_some_and(|typed| typed.len == text.len()),
        media::is_media(text, &profile.media),
    ];
    each_held(row, Document::Known, &held);
}
