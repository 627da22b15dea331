//! Dates as TEI attributes: what is known for sure, what was decided by something, what is open.

use super::writer::Element;
use crate::document::{Date, Document, Value};
use crate::emit::reading::{self, Certainty};

/// The element with what the date says: `when`, or `from` and `to`, or the bounds of two readings.
///
/// A day and month that could change places are bounded by both readings where nothing decides, are `when` with `medium`
/// certainty where only the custom of the family decides, and with `high` where another fact of the document does. A
/// year taken from elsewhere in the document makes a date highly, not wholly, certain.
pub(super) fn dated(element: Element, document: &Document, date: &Date) -> Element {
    if reading::certainty(document, date) == Some(Certainty::Low)
        && let Some((earlier, later)) = bounds(date)
    {
        return element.with("notBefore", earlier).with("notAfter", later).with("cert", "medium");
    }
    let decided = date.other.is_some_and(|other| other != date.first) && !date.unsure;
    let element = match date.value() {
        None => return element,
        Some(Value::Single(day)) => element.with("when", moment(day, date)),
        Some(Value::Range(from, to)) => element.with("from", from).with("to", to),
    };
    match (date.unsure, decided || date.borrowed_year) {
        (true, _) => element.with("cert", "medium"),
        (false, true) if decided => element.with("cert", "high").with("evidence", "internal"),
        (false, true) => element.with("cert", "high"),
        (false, false) => element,
    }
}

/// Both readings of one day in the order of time.
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

/// The first and the last day of a date, where both are days.
pub(super) fn span(date: &Date) -> Option<(String, String)> {
    Some((date.first_day()?.to_string(), date.last_day()?.to_string()))
}
