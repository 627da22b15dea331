//! Runs the rules over a document.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::rule::{Context, Findings, Legibility, Needs};
use crate::rules::RULES;
use crate::settings::Settings;
use crate::source::{Span, fold};
use crate::survey::Survey;

mod caution;

/// All findings of the rules in a single document, sorted by position, then by rule.
///
/// # Examples
/// ```
/// use doclint::{Lexicon, Profile, Settings, Source, lint, parse};
///
/// let source = Source::from_text("a.txt", "The ministers met on 31 June 2003.\n");
/// let document = parse(&source, Profile::plain());
/// let findings = lint(&document, Lexicon::built_in(), &Settings::default());
/// assert!(findings.iter().any(|finding| finding.rule == "impossible-date"));
/// ```
pub fn lint(document: &Document, lexicon: &Lexicon, settings: &Settings) -> Vec<Diagnostic> {
    lint_among(document, lexicon, None, settings)
}

/// The same for a document of a run, whose survey says what the documents have in common.
pub fn lint_among(
    document: &Document,
    lexicon: &Lexicon,
    corpus: Option<&Survey>,
    settings: &Settings,
) -> Vec<Diagnostic> {
    let context = Context::new(document, lexicon, corpus).with_options(settings.options.clone());
    let mut all = Vec::new();
    let evidence = caution::Evidence::of(document);
    for rule in RULES {
        let Some(severity) = settings.level(rule).severity() else { continue };
        let mut findings = Findings::default();
        (rule.check)(document, &context, &mut findings);
        all.extend(findings.into_inner().into_iter().filter_map(|mut diagnostic| {
            diagnostic.rule = rule.name;
            diagnostic.category = Some(rule.category);
            let most = believed(rule.needs, &context, diagnostic.span)?;
            diagnostic.severity = diagnostic.severity.min(severity).min(most);
            in_single_lines(&mut diagnostic);
            caution::hold_back(&evidence, rule, &mut diagnostic);
            Some(diagnostic)
        }));
    }
    all.sort_by(|a, b| (a.span, a.rule, &a.message).cmp(&(b.span, b.rule, &b.message)));
    all
}

/// The highest severity that a finding can have in the text around it; `None` if it means nothing there.
fn believed(needs: Needs, context: &Context, place: Span) -> Option<Severity> {
    if needs == Needs::Nothing {
        return Some(Severity::Error);
    }
    match (context.legibility(place), needs) {
        (Legibility::Illegible | Legibility::Apart, _) | (Legibility::Foreign, Needs::Words) => None,
        (Legibility::Noisy, Needs::Words) => Some(Severity::Info),
        _ => Some(Severity::Error),
    }
}

/// Puts every text of a finding on one line: what a rule quotes may contain a line break, and reports are read by line.
fn in_single_lines(diagnostic: &mut Diagnostic) {
    let Diagnostic { message, label, help, related, fix, .. } = diagnostic;
    let related = related.iter_mut().map(|label| &mut label.text);
    let said =
        [message, label].into_iter().chain(help).chain(related).chain(fix.as_mut().map(|fix| &mut fix.title));
    for text in said.filter(|text| text.contains('\n')) {
        *text = fold(text).into_owned();
    }
}
