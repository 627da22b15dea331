//! What is settled when all fields are read: borrowed years, the date of an index page, ambiguous dates, dropped fields.

use super::fields::Fields;
use super::shape::series_date;
use crate::document::{Date, Dropped, Header, Partial, Slip};
use crate::language;
use crate::profile::{Field, Shape};
use crate::source::Span;

/// Settles what needs the whole header.
pub(super) fn settle(fields: &mut Fields<'_, '_, '_>, shape: &Shape) {
    index_date(fields, shape);
    let header = &mut fields.reader.header;
    borrow_year(header);
    settle_ambiguity(header);
    month_first(fields.reader.text, &mut fields.reader.header);
    note_dropped(fields, shape);
}

/// An index page takes its date from the series label.
fn index_date(fields: &mut Fields<'_, '_, '_>, shape: &Shape) {
    let header = &fields.reader.header;
    if (shape.index || header.date.is_none())
        && let Some(series) = header.series
    {
        let date = series_date(
            fields.reader.slice(series),
            series.start,
            fields.reader.order(),
            fields.reader.profile,
        );
        if shape.index && date.is_some() || header.date.is_none() {
            fields.reader.header.date = date;
        }
    }
}

/// The dates of the header whose year or order may have to be settled.
fn dates(header: &mut Header) -> impl Iterator<Item = &mut Date> {
    header.date.iter_mut().chain(header.related.iter_mut().filter_map(|related| related.date.as_mut()))
}

/// A date without year takes that of the update stamp.
fn borrow_year(header: &mut Header) {
    let Some(year) = header.updated.as_ref().and_then(|updated| updated.first.year) else { return };
    for date in dates(header).filter(|date| date.slips.has(Slip::MissingYear)) {
        date.first.year = Some(year);
        date.last = date.last.map(|last| Partial { year: Some(year), ..last });
        date.borrowed_year = true;
    }
}

/// The update stamp decides between two readings of `8/07/2003`, and so does the day of the event.
fn settle_ambiguity(header: &mut Header) {
    let updated = header.updated.as_ref().and_then(Date::first_day);
    let event = header.date.as_ref().filter(|date| date.other.is_none()).and_then(Date::last_day);
    for date in dates(header) {
        let (Some(first), Some(other), Some(limit)) =
            (date.first_day(), date.other.and_then(Partial::day), updated.or(event))
        else {
            continue;
        };
        if first > limit && other <= limit && date.unsure {
            let written = date.other.replace(date.first);
            date.first = written.unwrap_or(date.first);
            date.unsure = false;
        } else if other > limit {
            date.unsure = false;
        }
    }
}

/// Where the header does not say which number of `5/7/2024` is the day, the text may: by its other dates, or by how Americans
/// write times, companies and addresses.
fn month_first(text: &str, header: &mut Header) {
    let all = header.updated.iter_mut().chain(header.date.iter_mut());
    for date in all.filter(|date| date.unsure && date.other.is_some()) {
        if let Some(other) = date.other.filter(|_| is_american(text)) {
            date.other = Some(std::mem::replace(&mut date.first, other));
        }
    }
}

/// Whether a text writes the month first.
fn is_american(text: &str) -> bool {
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    let parts = |word: &str| {
        let mut numbers =
            word.trim_matches(|c: char| !c.is_ascii_digit()).split('/').map(|part| part.parse::<u32>().ok());
        Some((numbers.next()??, numbers.next()??, numbers.next()??))
    };
    let dates = text.split_whitespace().filter_map(parts);
    let by_date =
        dates.map(|(first, second, _)| first.cmp(&12).cmp(&second.cmp(&12))).find(|order| order.is_ne());
    let signs = || AMERICAN.iter().any(|sign| text.contains(sign)) && !is_foreign(text);
    by_date.map_or_else(signs, std::cmp::Ordering::is_lt)
}

/// Whether a text is in another language than English, in which ` Inc.` is no sign of a country.
fn is_foreign(text: &str) -> bool {
    language::guess(text).is_some_and(|language| language.code() != "en")
}

/// Bytes of a text that are looked at for signs of a country.
const LOOKED_AT: usize = 4_000;

/// What stands in texts that write the month first.
const AMERICAN: [&str; 14] = [
    " Inc.", " Corp.", ", D.C.", ", DC", ", NY", ", CA", ", TX", ", FL", " EDT", " EST", " PST", " PDT",
    " CDT", " a.m. ET",
];

/// A double blank line where this shape has a field shows that the extraction lost it.
fn note_dropped(fields: &mut Fields<'_, '_, '_>, shape: &Shape) {
    let reader = &fields.reader;
    let header = &reader.header;
    if header.updated.is_none() || reader.front.lines > 0 {
        return;
    }
    let line_of = |span: Option<Span>| {
        span.and_then(|span| {
            reader.lines.iter().position(|line| (line.span.start..line.span.end).contains(&span.start))
        })
    };
    let update = line_of(header.updated.as_ref().map(|date| date.span));
    let first =
        update.and_then(|update| (update + 1..reader.lines.len()).find(|at| !reader.lines[*at].is_blank()));
    let byline = line_of(header.byline.first().copied());
    let slot = if shape.expects.contains(&Field::Number) { Field::Number } else { Field::Place };
    let lost = |(field, line): (Field, Option<usize>)| {
        let line = line?;
        let dropped = shape.expects.contains(&field) && !header.has(field) && reader.gap_above(line) >= 2;
        dropped.then(|| Dropped { field, gap: reader.gap_span(line) })
    };
    let dropped = [(slot, first), (Field::Genre, byline)].into_iter().filter_map(lost).collect();
    fields.reader.header.dropped = dropped;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_a_country_count_in_english() {
        assert!(is_american("The talks with Acme Inc. went on, and the company said that it was glad."));
        assert!(!is_american(
            "Die Gespräche mit der Acme Inc. gingen weiter, und das Unternehmen ist damit zufrieden."
        ));
        assert!(is_american("Die Gespräche vom 4/25/2010 gingen weiter."));
        assert!(!is_american("The talks of 25/4/2010 with Acme Inc. went on."));
    }
}
