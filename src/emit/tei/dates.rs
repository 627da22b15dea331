//! Dates as TEI attributes: what is certain, what was decided by evidence, what is open.

use super::writer::Element;
use crate::document::{Date, Document, Form, Partial, Value};
use crate::emit::reading::{self, Certainty};
use crate::profile::Field;

/// The element with the meaning of the date: `when`, or `from` and `to`, or the bounds of two readings.
///
/// If day and month can be swapped, the date is bounded by both readings if nothing decides, `when` with `medium`
/// certainty if only the custom of the family decides, and with `high` certainty if another fact of the document does.
/// With a year taken from elsewhere in the document, certainty is high but not full.
pub(super) fn dated(element: Element, document: &Document, date: &Date) -> Element {
    with_certainty(element, document, date, None)
}

/// The same for a date of the header, whose certainty is at most that of the field.
pub(super) fn of_field(element: Element, document: &Document, date: &Date, field: Field) -> Element {
    with_certainty(element, document, date, reading::field(document, field))
}

fn with_certainty(element: Element, document: &Document, date: &Date, field: Option<Certainty>) -> Element {
    let at_most = |cert: Certainty| field.map_or(cert, |field| field.max(cert)).name();
    if reading::certainty(document, date) == Some(Certainty::Low)
        && let Some((earlier, later)) = bounds(date)
    {
        return element
            .with("notBefore", earlier)
            .with("notAfter", later)
            .with("cert", at_most(Certainty::Medium));
    }
    if let Some((from, to)) = near(document, date) {
        let element =
            if from == to { element.with("when", from) } else { element.with("from", from).with("to", to) };
        return element.with("cert", at_most(Certainty::Medium));
    }
    let decided = date.other.is_some_and(|other| other != date.first) && !date.unsure;
    let element = match date.value() {
        None => return element,
        Some(Value::Single(day)) => element.with("when", moment(day, date)),
        Some(Value::Range(from, to)) => element.with("from", from).with("to", to),
    };
    match (date.unsure, decided || date.borrowed_year) {
        (true, _) => element.with("cert", at_most(Certainty::Medium)),
        (false, true) => {
            let element = element.with("cert", field.map_or("high", Certainty::name));
            if decided { element.with("evidence", "internal") } else { element }
        }
        (false, false) => certain(element, field),
    }
}

/// The element with the certainty of its content, if that is in doubt.
pub(super) fn certain(element: Element, cert: Option<Certainty>) -> Element {
    cert.into_iter().fold(element, |element, cert| element.with("cert", cert.name()))
}

/// How many days a date without a year may be from the event to be related to it.
const NEAR: i32 = 31;

/// The days of a date in the body that has no year, if it is near the day of the event: `from 9 to 11 July`.
fn near(document: &Document, date: &Date) -> Option<(String, String)> {
    let event = document.header.date.as_ref()?.first_day()?;
    if date.first.year.is_some() || date.form == Form::Suspect || date.other.is_some() {
        return None;
    }
    let year = u32::try_from(event.year()).ok()?;
    let of_year = |part: Partial| Partial { year: Some(year), ..part }.day();
    let (from, to) = (of_year(date.first)?, of_year(date.last.unwrap_or(date.first))?);
    let days = |day: jiff::civil::Date| event.until(day).map_or(i32::MAX, |span| span.get_days().abs());
    (from <= to && days(from) <= NEAR && days(to) <= NEAR).then(|| (from.to_string(), to.to_string()))
}

/// Both readings of one day in chronological order.
fn bounds(date: &Date) -> Option<(String, String)> {
    if date.last.is_some() {
        return None;
    }
    let (one, other) = (date.first.iso()?, date.other?.iso()?);
    Some(if one <= other { (one, other) } else { (other, one) })
}

/// The day, with the time if there is one.
fn moment(day: String, date: &Date) -> String {
    match date.clock.and_then(reading::time) {
        Some(time) if date.first_day().is_some() => format!("{day}T{time}:00"),
        _ => day,
    }
}

/// The first and the last day of a date, if both are days.
pub(super) fn span(date: &Date) -> Option<(String, String)> {
    Some((date.first_day()?.to_string(), date.last_day()?.to_string()))
}
