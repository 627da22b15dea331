//! Dates that are written in another way than the rest of the document.

use crate::diagnostic::{Diagnostic, Label};
use crate::document::{Date, Document, Form};
use crate::rule::{Context, Findings, rule};
use crate::survey::Majority;

rule! {
    /// A date is written in another way than the rest of the document.
    ///
    /// Two styles in one document show where the text was put together, and a search for `11 September` does not find
    /// `September 11`.
    ///
    /// The rule counts the dates with a month in words, and reports those of the rarer order; where both are as many it is
    /// silent, unless nearly all of at least 20 documents of the run have the same order. A date such as `2003-07-09` is
    /// reported where the document has more dates with a month in words, unless it stands in front matter. It may be wrong
    /// about `September 11` where that is the name of an event, and about words that are quoted.
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
    // Where the document is undecided, the corpus may not be.
    let is_tie = day_first.len() == month_first.len();
    let majority = context.corpus().filter(|_| is_tie).and_then(|survey| survey.house().dates.majority());
    let is_month_first = majority.map_or(day_first.len() < month_first.len(), |majority| !majority.is_first);
    let (rare, usual, what) = if is_month_first {
        (day_first, month_first, "the day stands before the month, where most dates name the month first")
    } else {
        (month_first, day_first, "the month stands before the day, where most dates name the day first")
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

/// `2003-07-09` among dates with a month in words.
fn iso(document: &Document, findings: &mut Findings) {
    let all = || document.dates().map(|(_, date)| date);
    let is_in_words = |date: &&Date| matches!(date.form, Form::DayMonth | Form::MonthDay | Form::Dashed);
    let (iso, words) = (|| all().filter(|date| date.form == Form::Iso), || all().filter(is_in_words));
    let Some(model) = words().next().filter(|_| iso().count() < words().count()) else { return };
    let written = iso().filter(|date| !document.is_metadata(date.span));
    findings.extend(written.map(|date| {
        Diagnostic::new(date.span, "a date is all digits, where most dates have a month in words")
            .label("year, month, day")
            .see(model.span, "a month in words")
            .help("write the month in words, or all dates in digits")
    }));
}
