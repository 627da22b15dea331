//! Dates in a different style from the rest of the document.

use crate::diagnostic::{Diagnostic, Label};
use crate::document::{Date, Document, Form};
use crate::rule::{Context, Findings, rule};
use crate::survey::Majority;

rule! {
    /// Dates in a different style from the rest of the document.
    ///
    /// Two styles in one document show where the text was put together, and a search for `11 September` does not find
    /// `September 11`.
    ///
    /// The rule counts the dates with the month in words and reports those in the rarer order. It is silent on a tie,
    /// unless nearly all of at least 20 documents of the run use the same order. A date such as `2003-07-09` is
    /// reported if more dates of the document have the month in words, except in front matter. The rule may be wrong
    /// about `September 11` as the name of an event, and about quoted words.
    ///
    /// There is no fix.
    "date-style": Date, Info, Never, since "0.1.0", reads Corpus
}

fn check(document: &Document, context: &Context, findings: &mut Findings) {
    iso(document, findings);
    let dates = document.dates().map(|(_, date)| date).filter(|date| date.first.day.is_some());
    let dates: Vec<&Date> =
        dates.filter(|date| matches!(date.form, Form::DayMonth | Form::MonthDay)).collect();
    let (day_first, month_first): (Vec<&Date>, Vec<&Date>) =
        dates.into_iter().partition(|date| date.form == Form::DayMonth);
    // If the document is undecided, the corpus may not be.
    let is_tie = day_first.len() == month_first.len();
    let majority = context.corpus().filter(|_| is_tie).and_then(|survey| survey.house().dates.majority());
    let is_month_first = majority.map_or(day_first.len() < month_first.len(), |majority| !majority.is_first);
    let (rare, usual, what) = if is_month_first {
        (day_first, month_first, "the day is before the month, but most dates put the month first")
    } else {
        (month_first, day_first, "the month is before the day, but most dates put the day first")
    };
    let Some(model) = usual.first().filter(|_| !is_tie || majority.is_some()) else { return };
    let evidence =
        majority.map(|Majority { agreeing, all, .. }| format!(", as {agreeing} of {all} documents do"));
    findings.extend(rare.into_iter().map(|date| {
        let related = vec![Label { span: model.span, text: "the usual order".into() }];
        let model_text = document.source.fold(model.span);
        let help = format!(
            "write it like `{model_text}`, unless it is a name{}",
            evidence.as_deref().unwrap_or_default()
        );
        let what = if is_tie { what.replace("most dates", "most documents") } else { what.to_string() };
        let finding = Diagnostic::new(date.span, what).label("the other order").help(help);
        Diagnostic { related, ..finding }
    }));
}

/// `2003-07-09` among dates with the month in words.
fn iso(document: &Document, findings: &mut Findings) {
    let all = || document.dates().map(|(_, date)| date);
    let is_in_words = |date: &&Date| matches!(date.form, Form::DayMonth | Form::MonthDay | Form::Dashed);
    let (iso, words) = (|| all().filter(|date| date.form == Form::Iso), || all().filter(is_in_words));
    let Some(model) = words().next().filter(|_| iso().count() < words().count()) else { return };
    let written = iso().filter(|date| !document.is_metadata(date.span));
    findings.extend(written.map(|date| {
        Diagnostic::new(date.span, "the date is all digits, but most dates have the month in words")
            .label("year, month, day")
            .see(model.span, "month in words")
            .help("write the month in words, or all dates in digits")
    }));
}
