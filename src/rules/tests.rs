//! Rules about the header on documents built by hand: their findings do not depend on what the parser can read.

use crate::document::{
    Block, Certainty, Confidence, Date, Document, Dropped, Extraction, Form, Header, Kind, Partial, Slip,
    Slips, Weekday, Withheld,
};
use crate::lexicon::Lexicon;
use crate::profile::{Field, Profile};
use crate::rule::{Context, Findings};
use crate::source::{Source, Span};

use super::find;

/// The findings of a rule for a document whose header `build` fills in: line, column, message and help.
fn said(rule: &str, text: &str, build: impl FnOnce(&mut Document)) -> Vec<String> {
    let source = Source::from_text("a.txt", text);
    let profile = Profile::built_in("nato").unwrap();
    let mut document = paragraphs(&source, profile);
    document.shape = profile.shape("speech").unwrap();
    build(&mut document);
    let mut findings = Findings::default();
    (find(rule).unwrap().check)(
        &document,
        &Context::new(&document, Lexicon::built_in(), None),
        &mut findings,
    );
    let findings = findings.into_inner().into_iter().map(|finding| {
        let at = source.position(finding.span.start);
        let fix = finding.fix.map(|fix| fix.title).or(finding.help).unwrap_or_default();
        format!("{}:{} {}; {fix}", at.line, at.column, finding.message)
    });
    findings.collect()
}

/// A document without header, each line of which is a paragraph.
pub(super) fn paragraphs<'a>(source: &'a Source, profile: &'a Profile) -> Document<'a> {
    let paragraph = |line| Block {
        span: source.line_span(line),
        content: source.line_span(line),
        kind: Kind::Paragraph,
        evidence: "",
        parts: Vec::new(),
    };
    Document {
        source,
        profile,
        shape: &profile.shapes[0],
        extraction: Extraction::Whole,
        blocks: (1..=source.line_count()).map(paragraph).collect(),
        header: Header::default(),
        persons: Vec::new(),
        annotations: Vec::new(),
        words: std::cell::OnceCell::new(),
    }
}

fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn date(text: &str, words: &str, form: Form, first: Partial) -> Date {
    Date::new(span(text, words), form, first)
}

#[test]
fn malformed_dates_are_mended() {
    let text = "Updated: 16-Jul-2003\n\n9 Jluy 2003\n";
    let said = said("malformed-date", text, |document| {
        let date = date(text, "9 Jluy 2003", Form::Suspect, Partial::new(2003, 7, 9));
        document.header.date = Some(Date { slips: Slips::default().with(Slip::MisspeltMonth, true), ..date });
    });
    assert_eq!(said, ["3:1 the date cannot be read; replace `Jluy` with `July`"]);
}

#[test]
fn impossible_dates_name_the_part() {
    let cases = [
        ("31/02/2003", Partial::new(2003, 2, 31), "February 2003 has 28 days"),
        ("99 July", Partial { day: Some(99), month: Some(7), year: None }, "July has 31 days"),
        ("03/22/05", Partial::new(2005, 22, 3), "months run from 1 to 12; day and month may be swapped"),
        (
            "October 10, 20001",
            Partial::new(20001, 10, 10),
            "a year has four digits; look for one that was typed twice or left out",
        ),
    ];
    for (text, first, help) in cases {
        let said = said("impossible-date", text, |document| {
            document.header.date = Some(date(text, text, Form::Slashed, first));
        });
        assert_eq!(said, [format!("1:1 the date `{text}` does not exist; {help}")]);
    }
}

#[test]
fn ambiguous_dates_name_their_evidence() {
    let text = "16-Jul-2003 and 8/07/2003";
    let said = |unsure| {
        said("ambiguous-date", text, |document| {
            document.header.updated =
                Some(date(text, "16-Jul-2003", Form::Dashed, Partial::new(2003, 7, 16)));
            let other = Some(Partial::new(2003, 8, 7));
            let date = date(text, "8/07/2003", Form::Slashed, Partial::new(2003, 7, 8));
            document.header.date = Some(Date { other, unsure, ..date });
        })
    };
    let sure = "read as 8 July: 7 August would be after the update of 16 July 2003";
    assert_eq!(said(false), [format!("1:17 `8/07/2003` is ambiguous; {sure}")]);
    let unsure = "read as 8 July 2003, but nothing in the document confirms it; write the month in letters";
    assert_eq!(said(true), [format!("1:17 `8/07/2003` is ambiguous; {unsure}")]);
}

#[test]
fn weekdays_are_compared_with_the_calendar() {
    let text = "Monday, 19 October 2004";
    let said = |weekday| {
        said("weekday-mismatch", text, |document| {
            let date = date(text, text, Form::DayMonth, Partial::new(2004, 10, 19));
            let weekday = Some((weekday, span(text, "Monday")));
            document.header.date = Some(Date { weekday, ..date });
        })
    };
    let help = "compare with the original: the weekday or the day is wrong";
    assert_eq!(said(Weekday::Monday), [format!("1:1 19 October 2004 was a Tuesday, not a Monday; {help}")]);
    assert!(said(Weekday::Tuesday).is_empty());
}

#[test]
fn an_update_on_the_last_day_of_the_event_is_right() {
    let text = "10-Jul-2003\n9-11 July 2003\n";
    let said = |day| {
        said("update-before-event", text, |document| {
            document.header.updated =
                Some(date(text, "10-Jul-2003", Form::Dashed, Partial::new(2003, 7, day)));
            let date = date(text, "9-11 July 2003", Form::DayMonth, Partial::new(2003, 7, 9));
            document.header.date = Some(Date { last: Some(Partial::new(2003, 7, 11)), ..date });
        })
    };
    assert!(said(11).is_empty());
    let message = "2:1 the event ends on 11 July 2003, after the update of 10 July 2003";
    assert!(said(10)[0].starts_with(message));
}

#[test]
fn years_are_completed() {
    let text = "26/09/03 - NATO";
    let said = said("two-digit-year", text, |document| {
        let date = date(text, "26/09/03", Form::Slashed, Partial::new(2003, 9, 26));
        document.header.date = Some(Date { slips: Slips::default().with(Slip::TwoDigitYear, true), ..date });
    });
    assert_eq!(said, ["1:1 the year of `26/09/03` has two digits; replace `26/09/03` with `26/09/2003`"]);
}

#[test]
fn what_was_dropped_is_not_missing() {
    let text = "Updated: 20-Oct-2004 NATO Speeches\n\n\n19 Oct. 2004\n\nby NATO Secretary General\n";
    let build = |document: &mut Document| {
        let gap = Span::new(35, 37);
        document.header.dropped.push(Dropped { field: Field::Place, gap });
        document.header.series = Some(span(text, "NATO Speeches"));
        document.header.updated = Some(date(text, "20-Oct-2004", Form::Dashed, Partial::new(2004, 10, 20)));
        document.header.date = Some(date(text, "19 Oct. 2004", Form::DayMonth, Partial::new(2004, 10, 19)));
        document.header.byline.push(span(text, "by NATO Secretary General"));
    };
    let missing =
        "1:1 the header has no genre; a page of the shape `speech` has one; compare with the original";
    assert_eq!(said("missing-field", text, build), [missing]);
    let lost = "3:1 the place is lost; web extraction drops short lines; take it from the original page";
    assert_eq!(said("dropped-field", text, build), [lost]);
    assert!(
        said("unnamed-office", text, build)[0].starts_with("6:4 the byline does not say who the NATO Sec")
    );
}

const QUAY: &str = "The western quay\n\nThe crane came by ship.\n";

fn confidence(certainty: Certainty) -> Confidence {
    Confidence { probability: 0.5, certainty, otherwise: "navigation", runner_up: 0.3 }
}

#[test]
fn a_doubtful_reading_names_the_field_and_what_else_it_could_be() {
    let title = |certainty: Option<Certainty>| {
        said("doubtful-reading", QUAY, |document| {
            document.header.title = Some(span(QUAY, "The western quay"));
            document.header.confidence[Field::Title as usize] = certainty.map(confidence);
        })
    };
    let found = title(Some(Certainty::Low));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("1:1 `The western quay` may not be the title (otherwise: navigation); compare")
    );
    for silent in [Some(Certainty::Medium), Some(Certainty::High), None] {
        assert_eq!(title(silent), Vec::<String>::new(), "{silent:?}");
    }
    // A certainty without a value says nothing.
    let empty = said("doubtful-reading", QUAY, |document| {
        document.header.confidence[Field::Title as usize] = Some(confidence(Certainty::Low));
    });
    assert_eq!(empty, Vec::<String>::new());
}

#[test]
fn a_doubtful_byline_of_several_lines_is_one_finding() {
    let text = "Dr. Ada Fern\nThe harbour master\n\nThe crane came by ship.\n";
    let found = said("doubtful-reading", text, |document| {
        document.header.byline = vec![span(text, "Dr. Ada Fern"), span(text, "The harbour master")];
        document.header.confidence[Field::Byline as usize] = Some(confidence(Certainty::Low));
    });
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("1:1 `Dr. Ada Fern` may not be the byline"), "{found:?}");
}

#[test]
fn a_field_that_was_too_unsure_is_missed_less_loudly() {
    let missed = |withheld: bool| {
        said("missing-field", QUAY, |document| {
            if withheld {
                let span = span(QUAY, "The western quay");
                let confidence = confidence(Certainty::Low);
                document.header.withheld = vec![Withheld { field: Field::Genre, span, confidence }];
            }
        })
    };
    let genre =
        |found: Vec<String>| found.into_iter().find(|line| line.contains("genre")).unwrap_or_default();
    assert!(genre(missed(false)).starts_with("1:1 the header has no genre; "));
    assert!(genre(missed(true)).starts_with("1:1 the header has no genre, unless this is it; "));
}
