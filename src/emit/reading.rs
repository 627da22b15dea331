//! The meaning of dates, places and stage notes, in the words that all formats share.

use serde::Serialize;

use crate::document::{self, Clock, Date, Document};
use crate::language::WordLists;
use crate::profile::{Field, Order};
use crate::source::{Source, Span};

/// The certainty of a reading that is in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) enum Certainty {
    /// Probably right. In a date, only the profile's order of day and month decided, or the year was taken from elsewhere in
    /// the document; in a header field, the words could be something else.
    Medium,
    /// As likely wrong as right. Day and month can be swapped and their order is unknown, or the words are hardly more
    /// likely to be this field than not.
    Low,
}

impl Certainty {
    /// The name as in JSON and TEI.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Certainty::Medium => "medium",
            Certainty::Low => "low",
        }
    }
}

/// The certainty that the value of a header field is that field; `None` if it is beyond doubt, or there is no value.
pub(super) fn field(document: &Document, field: Field) -> Option<Certainty> {
    match document.header.doubt(field)?.certainty {
        document::Certainty::High => None,
        document::Certainty::Medium => Some(Certainty::Medium),
        document::Certainty::Low => Some(Certainty::Low),
    }
}

/// The certainty of a date's reading; `None` if it is beyond doubt, or there is no reading.
pub(super) fn certainty(document: &Document, date: &Date) -> Option<Certainty> {
    date.value()?;
    let order_known = matches!(document.profile.dates.order, Some(Order::DayFirst | Order::MonthFirst));
    match (date.unsure, date.borrowed_year) {
        (true, _) if !order_known => Some(Certainty::Low),
        (false, false) => None,
        _ => Some(Certainty::Medium),
    }
}

/// The time of day as `18:33`, if valid.
pub(super) fn time(clock: Clock) -> Option<String> {
    (clock.hour < 24 && clock.minute < 60).then(|| clock.to_string())
}

/// A place without the comma that separates it from the next.
pub(super) fn place(source: &Source, span: Span) -> Span {
    let text = source.slice(span);
    let bare = text.trim_end_matches(|c: char| c == ',' || c.is_whitespace());
    Span::new(span.start, span.start + bare.len())
}

/// Why words are missing, according to the stage note in their place: a TEI `gap/@reason`.
pub(super) fn gap_reason(note: &str, words: &WordLists) -> &'static str {
    let note = note.to_lowercase();
    if words.inaudible_words.is_in(&note) {
        "inaudible"
    } else if words.translation_words.is_in(&note) {
        "foreign"
    } else {
        "editorial"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_have_reasons() {
        let words = crate::language::Language::ENGLISH.words();
        let gap_reason = |note| super::gap_reason(note, words);
        assert_eq!(gap_reason("(inaudible)"), "inaudible");
        assert_eq!(gap_reason("(SPEAKING IN KAZAKH)"), "foreign");
        assert_eq!(gap_reason("(...)"), "editorial");
    }

    #[test]
    fn a_place_ends_before_its_comma() {
        let source = Source::from_text("a", "NATO HQ , \n");
        assert_eq!(place(&source, Span::new(0, 10)), Span::new(0, 7));
    }
}
