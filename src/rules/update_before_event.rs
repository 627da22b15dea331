//! Update stamps before the end of the event.

use crate::diagnostic::Diagnostic;
use crate::document::{Date, Document};
use crate::rule::{Context, Findings, rule};

use super::shared::months;

rule! {
    /// Pages last updated before the end of the event that they report.
    ///
    /// One of the two dates is wrong, most often the year or the month of the event. The document then has the wrong
    /// position in every chronology.
    ///
    /// The rule compares the update stamp with the last day of the event. It is wrong about announcements, which are
    /// written before the event, and about pages whose stamp was not renewed.
    ///
    /// There is no fix: the text does not show which of the two is wrong.
    "update-before-event": Date, Warn, Never, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let header = &document.header;
    if let (Some(updated), Some(event)) = (&header.updated, &header.date) {
        findings.extend(contradiction(updated, event));
    }
}

fn contradiction(updated: &Date, event: &Date) -> Option<Diagnostic> {
    let (stamp, end) = (updated.last_day()?, event.last_day()?);
    let is_sure = !event.unsure && !event.borrowed_year && !updated.unsure;
    (is_sure && stamp < end).then(|| {
        let (stamp, end) = (months::in_words(stamp), months::in_words(end));
        Diagnostic::new(event.span, format!("the event ends on {end}, after the update of {stamp}"))
            .label(format!("ends on {end}"))
            .see(updated.span, format!("updated on {stamp}"))
            .help("compare with the original: one of the two dates is wrong, or this is an announcement")
    })
}
