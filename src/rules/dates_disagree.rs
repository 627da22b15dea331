//! Dates that contradict each other about one event.

use jiff::{ToSpan, civil};

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{AnnotationKind, Date, Document, Kind};
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::shared::dated_path::{Witness, witness};
use super::shared::{months, written_date};

rule! {
    /// Different days for one event in two places of a document.
    ///
    /// One of them is wrong, and so is the document's position in every chronology.
    ///
    /// The rule compares the date line with the date in the title or byline (`held on 11 December 2002`), with a range
    /// of days in the first paragraphs that overlaps it, with the related link, and with the date in the file name:
    /// `s020924b`, `2003/02-february/e0219b`, `p03-065e`, `2003-07-09`. If the file name differs by exactly one year or
    /// one month, it is usually the file name that is right, since nobody types it by hand. Other differences from the
    /// file name are information, and a file name up to a week after the event is not reported, since pages are named
    /// after the day they appear. A related link is compared only if it is almost exactly a year away. The rule may be
    /// wrong about a text that reports on two meetings.
    ///
    /// There is no fix: compare with the original.
    "dates-disagree": Date, Warn, Never, since "0.1.0"
}

/// Longer ranges are not meetings.
const LONGEST: i32 = 14;
/// Blocks at the start of the body that are certain to be about the event.
const FIRST_BLOCKS: usize = 3;

/// The event according to the date line.
struct Event {
    first: civil::Date,
    last: civil::Date,
    span: Span,
}

impl Event {
    fn of(date: &Date) -> Option<Self> {
        let is_sure = !date.unsure && !date.borrowed_year;
        let (first, last) = (date.first_day()?, date.last_day()?);
        (is_sure && first <= last).then_some(Self { first, last, span: date.span })
    }
    fn holds(&self, day: civil::Date) -> bool {
        (self.first..=self.last).contains(&day)
    }
    /// `9 July 2003`, or the first and last day.
    fn in_words(&self) -> String {
        let first = months::in_words(self.first);
        if self.first == self.last { first } else { format!("{first} to {}", months::in_words(self.last)) }
    }
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let Some(event) = document.header.date.as_ref().and_then(Event::of) else { return };
    if document.shape.index {
        return;
    }
    findings.extend(path(document, &event));
    findings.extend(header_line(document, &event));
    findings.extend(body(document, &event));
    findings.extend(related(document, &event));
}

/// The file name.
fn path(document: &Document, event: &Event) -> Option<Diagnostic> {
    let (day, name) = match witness(document.source.path())? {
        Witness::Day(day, name) => (day, name),
        Witness::Year(year, name) => return by_year(year, &name, event),
    };
    let said = format!("the file name `{name}` says {}", months::in_words(day));
    let finding = |help: String| {
        let message = format!("the document says {}, but {said}", event.in_words());
        Diagnostic::new(event.span, message).label("not the day in the file name").help(help)
    };
    let shifted = |span: jiff::Span| {
        let (before, after) = (day.checked_sub(span).ok()?, day.checked_add(span).ok()?);
        Some(event.holds(before) || event.holds(after))
    };
    if event.holds(day) {
        None
    } else if shifted(1.year()) == Some(true) {
        Some(finding(differs("year", day)))
    } else if shifted(1.month()) == Some(true) {
        Some(finding(differs("month", day)))
    } else {
        let days = (day - event.last).get_days();
        let help =
            "compare with the original: one of the two is wrong, or the file is named after another day";
        (!(1..=7).contains(&days)).then(|| finding(help.into()).at_most(Severity::Info))
    }
}

fn differs(part: &str, day: civil::Date) -> String {
    let day = months::in_words(day);
    format!("they differ by exactly one {part}, so the file name is probably right: {day}")
}

/// `p03-065e`
fn by_year(year: i16, name: &str, event: &Event) -> Option<Diagnostic> {
    let is_other = event.first.year() != year && event.last.year() != year;
    is_other.then(|| {
        let message =
            format!("the document says {}, but the file name `{name}` says {year}", event.in_words());
        let finding = Diagnostic::new(event.span, message).label("not the year in the file name");
        if (event.first.year() - year).abs() == 1 {
            finding
                .help(format!("they differ by exactly one year, so the file name is probably right: {year}"))
        } else {
            finding.help("compare with the original: one of the two is wrong").at_most(Severity::Info)
        }
    })
}

/// `held on 11 December 2002` in title or byline.
fn header_line<'d>(document: &'d Document, event: &'d Event) -> impl Iterator<Item = Diagnostic> + 'd {
    let lines = document.blocks.iter().filter(|block| matches!(block.kind, Kind::Title | Kind::Byline));
    let dates =
        lines.filter_map(|block| written_date::held_on(document.text(block.content), block.content.start));
    dates.filter(|(day, span)| !event.holds(*day) && !event.span.overlaps(*span)).map(|(day, span)| {
        let message = format!(
            "the date line says {}, but the line below says {}",
            event.in_words(),
            months::in_words(day)
        );
        let message = if span.start < event.span.start { message.replace("below", "above") } else { message };
        contradiction(message, span, event)
    })
}

/// A range in the first paragraphs that overlaps the date line but differs from it.
fn body<'d>(document: &'d Document, event: &'d Event) -> impl Iterator<Item = Diagnostic> + 'd {
    let first = document.body().map(|(at, _)| at).nth(FIRST_BLOCKS);
    let near =
        document.annotations.iter().filter(move |annotation| first.is_none_or(|end| annotation.block < end));
    let ranges = near.filter_map(|annotation| match &annotation.kind {
        AnnotationKind::Date(date) => Some(date),
        AnnotationKind::Gap | AnnotationKind::Incident(_) => None,
    });
    ranges.filter_map(|date| {
        date.last?;
        let (first, last) = (date.first_day()?, date.last_day()?);
        let is_short = first < last && (last - first).get_days() <= LONGEST;
        let overlaps = first <= event.last && event.first <= last;
        // A day of a longer meeting is not a contradiction, and neither is a trip that included the meeting.
        let contradicts = event.first != event.last && (first, last) != (event.first, event.last);
        (is_short && overlaps && contradicts).then(|| {
            let range = format!("{} to {}", months::in_words(first), months::in_words(last));
            contradiction(
                format!("the date line says {}, but the text says {range}", event.in_words()),
                date.span,
                event,
            )
        })
    })
}

/// A related link a year away.
fn related(document: &Document, event: &Event) -> Option<Diagnostic> {
    let updated = document.header.updated.as_ref().and_then(Date::first_day);
    let heads = document.header.related.iter().filter_map(|related| related.date.as_ref());
    heads.filter(|head| !head.unsure).find_map(|head| {
        let day = head.first_day()?;
        let days = (day - event.first).get_days();
        // The update stamp must agree with the link; otherwise it points to last year's meeting.
        let is_backed = updated.is_some_and(|stamp| (0..=60).contains(&(stamp - day).get_days()));
        ((361..=370).contains(&days) && is_backed).then(|| {
            let day = months::in_words(day);
            let message = format!("the date line says {}, but the related link says {day}", event.in_words());
            contradiction(message, head.span, event).help(
                "they differ by one year, and the update stamp agrees with the link: the year is probably wrong",
            )
        })
    })
}

fn contradiction(message: String, other: Span, event: &Event) -> Diagnostic {
    Diagnostic::new(event.span, message)
        .label("the date line")
        .see(other, "a different day")
        .help("compare with the original: one of the two is wrong")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Form, Partial};
    use crate::lexicon::Lexicon;
    use crate::profile::Profile;
    use crate::rules::tests::paragraphs;
    use crate::source::Source;

    /// What the rule reports for a file of this name whose date line is 24 September 2002.
    fn said(path: &str) -> String {
        let source = Source::from_text(path, "24 Sep. 2002\n");
        let mut document = paragraphs(&source, Profile::plain());
        document.header.date = Some(Date::new(Span::new(0, 12), Form::DayMonth, Partial::new(2002, 9, 24)));
        let mut findings = Findings::default();
        check(&document, &Context::new(&document, Lexicon::built_in(), None), &mut findings);
        let said = findings
            .into_inner()
            .into_iter()
            .map(|finding| format!("{} {}", finding.severity.name(), finding.help.unwrap_or_default()));
        said.collect()
    }

    #[test]
    fn file_names_are_witnesses() {
        for path in [
            "2002/s020924b.txt",
            "2002/s020926a.txt",
            "2002/p02-135e.txt",
            "2002/09-september/e0924b.txt",
            "a.txt",
        ] {
            assert_eq!(said(path), "", "{path}");
        }
        let right = |part: &str, day: &str| {
            format!("error they differ by exactly one {part}, so the file name is probably right: {day}")
        };
        assert_eq!(said("s030924b.txt"), right("year", "24 September 2003"));
        assert_eq!(said("2002-10-24.txt"), right("month", "24 October 2002"));
        assert_eq!(said("p03-065e.txt"), right("year", "2003"));
        assert!(said("2002/03-march/e0305a.txt").starts_with("info "));
    }
}
