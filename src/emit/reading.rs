//! What the parser's dates, places and stage notes say, in the words that all formats share.

use serde::Serialize;

use crate::document::{self, Clock, Date, Document};
use crate::profile::{Field, Order};
use crate::source::{Source, Span};

/// How sure a reading is that is open to doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) enum Certainty {
    /// It is probably right: in a date, the profile's order of day and month decided alone, or the year was taken from
    /// elsewhere in the document; in a header field, the words could be something else.
    Medium,
    /// It may as well be wrong: day and month could change places and nothing is known of their order; or the words are
    /// hardly likelier to be this field than not.
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

/// How sure it is that the value of a header field is that field: nothing when it is beyond doubt, or when there is none.
pub(super) fn field(document: &Document, field: Field) -> Option<Certainty> {
    match document.header.doubt(field)?.certainty {
        document::Certainty::High => None,
        document::Certainty::Medium => Some(Certainty::Medium),
        document::Certainty::Low => Some(Certainty::Low),
    }
}

/// How sure a date's reading is: nothing when it is beyond doubt, or when there is none.
pub(super) fn certainty(document: &Document, date: &Date) -> Option<Certainty> {
    date.value()?;
    let order_known = matches!(document.profile.dates.order, Some(Order::DayFirst | Order::MonthFirst));
    match (date.unsure, date.borrowed_year) {
        (true, _) if !order_known => Some(Certainty::Low),
        (false, false) => None,
        _ => Some(Certainty::Medium),
    }
}

/// The time of day as `18:33`, if there is such a time.
pub(super) fn time(clock: Clock) -> Option<String> {
    (clock.hour < 24 && clock.minute < 60).then(|| clock.to_string())
}

/// A place without the comma that parts it from the next.
pub(super) fn place(source: &Source, span: Span) -> Span {
    let text = source.slice(span);
    let bare = text.trim_end_matches(|c: char| c == ',' || c.is_whitespace());
    Span::new(span.start, span.start + bare.len())
}

/// Why words are missing, by the stage note that stands for them: a TEI `gap/@reason`.
pub(super) fn gap_reason(note: &str) -> &'static str {
    let note = note.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| note.contains(word));
    if says(&["inaudible", "unintelligible", "indistinct", "off-mike", "off mike"]) {
        "inaudible"
    } else if says(&["speaking in", "speaks in", "in french", "translat", "interpret"]) {
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
