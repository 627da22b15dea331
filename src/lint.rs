//! Runs the rules over a document.

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::rule::{Context, Findings};
use crate::rules::RULES;
use crate::settings::Settings;

/// Everything that the rules find, sorted by place, then by rule.
pub fn lint(document: &Document, lexicon: &Lexicon, settings: &Settings) -> Vec<Diagnostic> {
    let context = Context::new(document, lexicon);
    let mut all = Vec::new();
    for rule in RULES {
        let Some(severity) = settings.level(rule).severity() else { continue };
        let mut findings = Findings::default();
        (rule.check)(document, &context, &mut findings);
        all.extend(findings.into_inner().into_iter().map(|mut diagnostic| {
            diagnostic.rule = rule.name;
            diagnostic.severity = diagnostic.severity.min(severity);
            diagnostic
        }));
    }
    all.sort_by(|a, b| (a.span, a.rule, &a.message).cmp(&(b.span, b.rule, &b.message)));
    all
}
