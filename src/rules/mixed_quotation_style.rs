//! Straight quotation marks in a document of curly ones, and the reverse.

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::survey::Majority;

use super::shared::quotations::{Mark, Quotation, quotations};

rule! {
    /// Straight quotation marks in a document of curly ones, or the reverse.
    ///
    /// Two styles in one document show where it was put together, and a program that knows only one of them finds half
    /// of the quotations.
    ///
    /// The rule counts quotations in double marks and reports those in the rarer style. On a tie these are the straight
    /// ones, unless nearly all of at least 20 documents of the run use straight ones. A quotation whose two marks
    /// differ is left to [mismatched-quotation]. Apostrophes do not count. A document that always uses straight marks
    /// has its own style.
    ///
    /// The fix writes both marks in the style of the document. It needs `--unsafe-fixes`.
    ///
    /// [mismatched-quotation]: mismatched-quotation.md
    "mixed-quotation-style": Typography, Info, Unsafe, since "0.1.0", reads Corpus, needs Letters
}

fn check(document: &Document, context: &Context, findings: &mut Findings) {
    let pairs = quotations(document).into_iter().filter_map(|quotation| match quotation {
        Quotation::Paired { open, close, .. } => Some((open, close)),
        _ => None,
    });
    let pairs = pairs.filter(|(open, close)| (open.sign == '"') == (close.sign == '"'));
    let (straight, curly): (Vec<_>, Vec<_>) = pairs.partition(|(open, _)| open.sign == '"');
    if straight.is_empty() || curly.is_empty() {
        return;
    }
    // If the document is undecided, the corpus may not be.
    let is_tie = straight.len() == curly.len();
    let majority =
        context.corpus().filter(|_| is_tie).and_then(|survey| survey.house().quotations.majority());
    let is_curly = majority.map_or(straight.len() <= curly.len(), |majority| !majority.is_first);
    let (rare, common, style) = if is_curly {
        (&straight, curly.len(), ["“", "”"])
    } else {
        (&curly, straight.len(), ["\"", "\""])
    };
    let evidence =
        majority.map(|Majority { agreeing, all, .. }| format!(", as {agreeing} of {all} documents do"));
    findings.extend(rare.iter().map(|(open, close)| {
        let finding = exception(*open, *close, common, style);
        let help = finding.help.as_deref().unwrap_or_default();
        let help = format!("{help}{}", evidence.as_deref().unwrap_or_default());
        finding.help(help)
    }));
}

fn exception(open: Mark, close: Mark, common: usize, style: [&str; 2]) -> Diagnostic {
    let (found, other) = if open.sign == '"' { ("straight", "curly") } else { ("curly", "straight") };
    let [opens, closes] = style;
    let edits =
        [(open, opens), (close, closes)].map(|(mark, text)| Edit { span: mark.span, text: text.into() });
    let title = format!("write `{opens}` and `{closes}`");
    let message = format!("the quotation has {found} marks, but {common} others have {other} ones");
    let message = if common == 1 { message.replace("1 others have", "another has") } else { message };
    Diagnostic::new(open.span, message)
        .label("opens")
        .see(close.span, "closes")
        .help(title.clone())
        .fix(Fix { title, applicability: Applicability::Unsafe, edits: edits.into() })
}
