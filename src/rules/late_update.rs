//! Update stamps long after the event.

use crate::diagnostic::Diagnostic;
use crate::document::{Date, Document};
use crate::rule::{Context, Findings, rule};

use super::shared::months;

rule! {
    /// Pages last updated more than half a year after the event.
    ///
    /// The page may no longer say what it said at the time of the event, or the year of one of the two dates is wrong.
    ///
    /// The rule reports a difference of 180 days or more. A collection that was moved from one site to another has such
    /// stamps on every page, and they mean nothing there.
    ///
    /// There is no fix, since nothing need be wrong.
    "late-update": Date, Info, Never, since "0.1.0"
}

const MOST_DAYS: i32 = 180;

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let header = &document.header;
    if let (Some(updated), Some(event)) = (&header.updated, &header.date) {
        findings.extend(late(updated, event));
    }
}

fn late(updated: &Date, event: &Date) -> Option<Diagnostic> {
    let (stamp, end) = (updated.first_day()?, event.last_day()?);
    let days = (stamp - end).get_days();
    let is_sure = !event.unsure && !event.borrowed_year && !updated.unsure;
    (is_sure && days > MOST_DAYS).then(|| {
        let (stamp, end) = (months::in_words(stamp), months::in_words(end));
        Diagnostic::new(updated.span, format!("the page was last updated {days} days after the event"))
            .label(format!("updated on {stamp}"))
            .see(event.span, format!("ends on {end}"))
            .help("compare the two years; if both are right, the text may have changed since")
    })
}
