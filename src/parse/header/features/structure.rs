//! How the pieces of a page stand to each other: what comes first, and what last in front of the text.

use std::ops::Range;

use super::super::pieces::Piece;
use super::dates::Dates as D;
use super::layout::Layout as L;
use super::speech::Speech as S;
use super::words::Words as W;
use super::{Row, features};

/// What a piece is at first sight, as [`kind`] numbers it.
const KINDS: [&str; 16] = [
    "stamp", "date", "type", "type by", "type on", "site", "places", "label", "series", "byline", "name",
    "text", "number", "contact", "long", "short",
];

/// The same, and that no piece stands there.
const OTHERS: [&str; 17] = [
    "stamp", "date", "type", "type by", "type on", "site", "places", "label", "series", "byline", "name",
    "text", "number", "contact", "long", "short", "edge",
];

const STAMP: usize = 0;
const DATE: usize = 1;
const TYPE: usize = 2;
const TYPE_BY: usize = 3;
const TYPE_ON: usize = 4;
const SITE: usize = 5;
const PLACES: usize = 6;
const LABEL: usize = 7;
const SERIES: usize = 8;
const BYLINE: usize = 9;
const NAME: usize = 10;
const TEXT: usize = 11;
const NUMBER: usize = 12;
const CONTACT: usize = 13;
const LONG: usize = 14;
const SHORT: usize = 15;
const EDGE: usize = 16;

/// Pieces down to the text.
const DOWN: [&str; 7] = ["1", "2", "3", "4", "5", "more", "in the text"];

/// Where the nearest date alone stands.
const NEAREST: [&str; 6] = ["2 above", "1 above", "1 below", "2 below", "farther", "nowhere"];

features! {
    /// Order of the pieces.
    Structure {
        Kind "kind" (KINDS),
        Above2 "kind two above" (OTHERS),
        Below2 "kind two below" (OTHERS),
        Above3 "kind three above" (OTHERS),
        WithAbove "kind, and kind above" (KINDS by OTHERS),
        WithBelow "kind, and kind below" (KINDS by OTHERS),
        Around "kinds above and below" (OTHERS by OTHERS),
        Begins "the main text begins" ["12 or more above", "5 or more above", "4 above", "3 above", "2 above", "1 above", "here", "1 below", "2 below", "3 below", "4 below", "5 below", "6 to 8 below", "9 to 15 below", "16 or more below", "nowhere"],
        DatesAbove "dates alone above" ["none", "one", "two or more"],
        DatesBelow "dates alone down to the text" ["none", "one", "two or more"],
        LongAbove "longer lines above" ["none", "one", "two", "three", "more"],
        LongBelow "longer lines down to the text" ["none", "one", "two", "three", "more"],
        TypesBelow "type lines down to the text" ["none", "one", "two or more"],
        BylinesAbove "bylines above" ["none", "one", "more"],
        BylinesBelow "bylines down to the text" ["none", "one", "more"],
        LongLines "longer lines in front of the text" ["none", "one", "two", "three", "four", "five", "more"],
        OnlyLong "the only longer line in front of the text",
        SiteAround "lines of the site around" ["none", "one", "two", "three", "four or more"],
        SiteDated "a date alone between the site and it" ["no", "yes"],
        Gaps "gaps in front of the text" ["none", "few", "many", "all"],
        Institution "an institution in the first lines",
        ContactNear "contact words near" ["above", "below"],
        FirstText "the text begins with" ["a place", "a date", "a salutation", "a speaker", "another sentence", "nothing"],
        Down "pieces down to the text, and kind" (DOWN by KINDS),
        Nearest "nearest date, and kind" (NEAREST by KINDS),
    }
}

/// What a piece is at first sight.
fn kind(row: &Row) -> usize {
    let label = [W::DateLabel, W::PlaceLabel, W::SpeakerLabel, W::TitleLabel, W::NumberLabel];
    let kinds = [
        (STAMP, row.holds(W::Update, 0..1)),
        (DATE, row.has(D::Only)),
        (TYPE, row.has(W::TypeFull)),
        (TEXT, is_speech(row) || row.has(L::Long) && (row.has(L::Sentences) || row.has(L::EndsSentence))),
        (SITE, super::document::is_site(row)),
        (TYPE_BY, row.has(W::TypeStarts) && row.holds(W::Typed, 1..3)),
        (TYPE_ON, row.has(W::TypeStarts)),
        (PLACES, row.has(W::AllPlace)),
        (LABEL, row.has(L::LoneLabel) || label.into_iter().any(|label| row.has(label))),
        (SERIES, row.has(W::SeriesFull) || row.has(W::Release) || row.has(W::Agency)),
        (CONTACT, row.has(W::ContactStarts) || row.has(L::Address) || row.has(L::Phone)),
        (NUMBER, row.has(D::NumberOnly)),
        (BYLINE, row.has(W::BylineOpener) || row.has(W::HonorificStarts) || row.has(W::OfficeStarts)),
        (NAME, row.has(L::Name)),
        (LONG, row.holds(L::Words, 3..11)),
    ];
    kinds.into_iter().find(|(_, holds)| *holds).map_or(SHORT, |(kind, _)| kind)
}

/// Whether speech begins in it.
fn is_speech(row: &Row) -> bool {
    row.holds(S::Speaker, 1..2) || row.has(S::Question) || row.has(S::Salutation)
}

/// Whether the kind is that of a line of some words that could be a title.
fn is_longer(kind: usize) -> bool {
    matches!(kind, TYPE_BY | TYPE_ON | SERIES | BYLINE | NAME | LONG)
}

fn is_byline(kind: usize) -> bool {
    matches!(kind, TYPE_BY | BYLINE)
}

/// The page: the kinds of its pieces.
struct Page<'p, 'a> {
    pieces: &'p [Piece<'a>],
    kinds: Vec<usize>,
    /// The first piece of the text.
    begins: usize,
}

impl<'p, 'a> Page<'p, 'a> {
    fn of(pieces: &'p [Piece<'a>], rows: &[Row]) -> Self {
        let kinds: Vec<usize> = rows.iter().map(kind).collect();
        let begins = begin(&kinds, rows);
        Self { pieces, kinds, begins }
    }

    fn kind(&self, at: Option<usize>) -> usize {
        at.and_then(|at| self.kinds.get(at)).copied().unwrap_or(EDGE)
    }

    /// How many pieces of a range are of a kind.
    fn count(&self, range: Range<usize>, is: impl Fn(usize) -> bool) -> usize {
        self.kinds.get(range).unwrap_or_default().iter().filter(|kind| is(**kind)).count()
    }
}

/// Where the text begins: a piece of text with another one soon below, or with a beginning of speech.
fn begin(kinds: &[usize], rows: &[Row]) -> usize {
    let is = |at: &usize| kinds[*at] == TEXT;
    let goes_on = |at: &usize| at + 3 >= kinds.len() || (at + 1..at + 4).any(|at| is(&at));
    let speaks = |at: &usize| rows[*at].has(S::Salutation) || rows[*at].holds(S::Speaker, 1..2);
    let texts = || (0..kinds.len()).filter(is);
    texts().find(|at| goes_on(at) || speaks(at)).or_else(|| texts().next()).unwrap_or(kinds.len())
}

/// Adds the features of the page.
pub(super) fn add(pieces: &[Piece<'_>], rows: &[Row], all: &mut [Row]) {
    let page = Page::of(pieces, rows);
    for (at, row) in all.iter_mut().enumerate() {
        around(&page, at, row);
        text(&page, at, row);
        near(&page, rows, at, row);
        if at < page.begins {
            counts(&page, at, row);
        }
    }
    whole(&page, rows, all);
}

/// The kinds of the pieces around.
fn around(page: &Page<'_, '_>, at: usize, row: &mut Row) {
    let own = page.kinds[at];
    let (above, below) = (page.kind(at.checked_sub(1)), page.kind(Some(at + 1)));
    row.value(Structure::Kind, own);
    row.value(Structure::Above2, page.kind(at.checked_sub(2)));
    row.value(Structure::Below2, page.kind(Some(at + 2)));
    row.value(Structure::Above3, page.kind(at.checked_sub(3)));
    row.value(Structure::WithAbove, own * OTHERS.len() + above);
    row.value(Structure::WithBelow, own * OTHERS.len() + below);
    row.value(Structure::Around, above * OTHERS.len() + below);
    let dates = (0..page.kinds.len()).filter(|other| page.kinds[*other] == DATE && *other != at);
    let nearest = match dates.min_by_key(|other| other.abs_diff(at)) {
        None => 5,
        Some(date) if date + 2 == at => 0,
        Some(date) if date + 1 == at => 1,
        Some(date) if date == at + 1 => 2,
        Some(date) if date == at + 2 => 3,
        Some(_) => 4,
    };
    row.value(Structure::Nearest, nearest * KINDS.len() + own);
}

/// Where the text is.
fn text(page: &Page<'_, '_>, at: usize, row: &mut Row) {
    let begins = page.begins;
    let place = if begins == page.kinds.len() {
        15
    } else if begins <= at {
        match at - begins {
            behind @ 0..=4 => 6 - behind,
            5..=11 => 1,
            _ => 0,
        }
    } else {
        match begins - at {
            left @ 1..=5 => 6 + left,
            6..=8 => 12,
            9..=15 => 13,
            _ => 14,
        }
    };
    row.value(Structure::Begins, place);
    let down = if begins <= at { 6 } else { (begins - at - 1).min(5) };
    row.value(Structure::Down, down * KINDS.len() + page.kinds[at]);
}

/// What stands a few pieces above and below.
fn near(page: &Page<'_, '_>, rows: &[Row], at: usize, row: &mut Row) {
    let len = rows.len();
    row.value(
        Structure::SiteAround,
        page.count(at.saturating_sub(2)..(at + 3).min(len), |kind| kind == SITE),
    );
    let contact = |row: &Row| row.has(W::Contact) || row.has(L::Phone) || row.has(L::Address);
    let sides = [at.saturating_sub(3)..at, at + 1..(at + 4).min(len)];
    for (side, range) in sides.into_iter().enumerate() {
        if rows[range].iter().any(contact) {
            row.value(Structure::ContactNear, side);
        }
    }
}

/// Which of how many it is, from the top and from the text back.
fn counts(page: &Page<'_, '_>, at: usize, row: &mut Row) {
    let (above, below) = (0..at, at + 1..page.begins);
    row.value(Structure::DatesAbove, page.count(above.clone(), |kind| kind == DATE));
    row.value(Structure::DatesBelow, page.count(below.clone(), |kind| kind == DATE));
    row.value(Structure::LongAbove, page.count(above.clone(), is_longer));
    row.value(Structure::LongBelow, page.count(below.clone(), is_longer));
    row.value(Structure::TypesBelow, page.count(below.clone(), |kind| kind == TYPE));
    row.value(Structure::BylinesAbove, page.count(above, is_byline));
    row.value(Structure::BylinesBelow, page.count(below, is_byline));
    if let Some(site) = page.kinds[..at].iter().rposition(|kind| *kind == SITE) {
        row.value(Structure::SiteDated, usize::from(page.count(site..at, |kind| kind == DATE) > 0));
    }
}

/// What holds of the page as a whole.
fn whole(page: &Page<'_, '_>, rows: &[Row], all: &mut [Row]) {
    let begins = page.begins;
    let gaps = page.pieces[..begins].iter().filter(|piece| piece.gap > 0).count();
    let gaps = if gaps == 0 {
        0
    } else if gaps >= begins {
        3
    } else {
        1 + usize::from(2 * gaps >= begins)
    };
    let longer = page.count(0..begins, is_longer);
    let institution = rows.iter().take(3).any(|row| row.has(W::Institution));
    let first = rows.get(begins).map_or(5, |row| {
        let held = [
            row.has(S::Salutation),
            row.holds(S::Speaker, 1..2),
            row.holds(D::Holds, 0..4),
            row.has(W::Place),
        ];
        held.into_iter().zip([2, 3, 1, 0]).find(|(holds, _)| *holds).map_or(4, |(_, value)| value)
    });
    for (at, row) in all.iter_mut().enumerate() {
        row.value(Structure::FirstText, first);
        row.when(Structure::Institution, institution);
        if at < begins {
            row.value(Structure::Gaps, gaps);
            row.value(Structure::LongLines, longer);
            row.when(Structure::OnlyLong, longer == 1 && is_longer(page.kinds[at]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_begins_where_it_goes_on() {
        let rows = vec![Row::default(); 8];
        assert_eq!(begin(&[TEXT, SITE, SITE, LONG, DATE, TEXT, TEXT, SHORT], &rows), 5);
        assert_eq!(begin(&[LONG, TEXT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT], &rows), 1);
        assert_eq!(begin(&[LONG; 8], &rows), 8);
    }
}
