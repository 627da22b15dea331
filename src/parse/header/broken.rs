//! Dates and document types that a narrow cell broke over two lines.

use super::super::classify::Class;
use super::super::genre::{self, Typed};
use super::super::line::Cell;
use super::super::reader::Reader;
use super::super::{date, phrase};
use crate::document::{Form, Slip};

/// `21 November` / `2002`, `Monday,` / `18th Mar. 1996`: one date on two lines.
pub(super) fn join_broken_dates(reader: &Reader<'_>, cells: &[Cell<'_>], classes: &mut [Class]) {
    for at in 1..cells.len() {
        let (above, below) = (&cells[at - 1], &cells[at]);
        if below.gap > 0 || above.text.len() > 30 || below.text.len() > 30 || below.line != above.line + 1 {
            continue;
        }
        let lacks_year = matches!(&classes[at - 1], Class::Date(date) if date.slips.has(Slip::MissingYear));
        let weekday = above.text.ends_with("day") || above.text.ends_with("day,");
        let time = matches!(&classes[at - 1], Class::Date(_))
            && date::clock(below.text).is_ok_and(|(rest, _)| rest.is_empty());
        if lacks_year || weekday || time {
            let both = &reader.text[above.start..below.start + below.text.len()];
            if let Some(date) =
                date::date_line(both, above.start, reader.order()).filter(|date| date.form != Form::Suspect)
            {
                classes[at - 1] = Class::Date(date);
                // The second half is passed over by whoever takes the first.
                classes[at] = Class::Short;
            }
        }
    }
}

/// `Media` / `Statement`, `Video` / `interview`: a document type on two lines of a narrow cell.
pub(super) fn join_broken_genres(reader: &Reader<'_>, cells: &[Cell<'_>], classes: &mut [Class]) {
    for at in 1..cells.len().min(20) {
        let (above, below) = (&cells[at - 1], &cells[at]);
        let narrow = below.gap == 0
            && above.text.len() <= 24
            && below.text.len() <= 24
            && below.line == above.line + 1;
        if !narrow
            || !matches!(classes[at - 1], Class::Short | Class::BlockName)
            || !matches!(classes[at], Class::Short | Class::Genre(_))
        {
            continue;
        }
        let both = format!("{} {}", above.text, below.text);
        let whole = genre::genre(&both, &reader.profile.genres).filter(|typed| typed.len == both.len());
        let named = phrase::any_is(&both, &reader.profile.numbers.leads);
        if let Some(typed) = whole.filter(|_| !named) {
            let len = below.start + below.text.len() - above.start;
            classes[at - 1] = Class::Genre(Typed { len, ..typed });
            classes[at] = Class::Short;
        }
    }
}
