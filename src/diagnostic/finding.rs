//! A diagnostic as data for other programs: with its file, its position and its text.

use serde::Serialize;

use super::{Applicability, Category, Diagnostic, Fix, Label, Severity};
use crate::source::{Source, Span};

/// The name and version of the findings format.
pub const FINDINGS_SCHEMA: &str = "doclint-findings/1";

/// One finding, complete without the source.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding<'a> {
    /// Path of the document, with `/` between folders.
    pub file: &'a str,
    /// Name of the rule.
    pub rule: &'a str,
    /// Category of the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong.
    pub message: &'a str,
    /// Where.
    pub span: Span,
    /// Line of the first character, from 1.
    pub line: usize,
    /// Column of the first character, in characters, from 1.
    pub column: usize,
    /// Line of the end.
    pub end_line: usize,
    /// Column after the last character.
    pub end_column: usize,
    /// The text of the span in the source.
    pub text: &'a str,
    /// What was found there.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub label: &'a str,
    /// Other places that matter.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related<'a>>,
    /// What to do, and the evidence for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<&'a str>,
    /// What may have been meant, the most likely first: texts for the span.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub suggestions: &'a [String],
    /// How to fix it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<&'a Fix>,
}

/// Another place that helps to understand a finding.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Related<'a> {
    /// Where.
    pub span: Span,
    /// Line of the first character, from 1.
    pub line: usize,
    /// Column of the first character, in characters, from 1.
    pub column: usize,
    /// Line of the end.
    pub end_line: usize,
    /// Column after the last character.
    pub end_column: usize,
    /// The text of the span in the source.
    pub text: &'a str,
    /// What is there.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub label: &'a str,
}

impl<'a> Related<'a> {
    fn new(source: &'a Source, Label { span, text }: &'a Label) -> Self {
        let (start, end) = (source.position(span.start), source.position(span.end));
        Self {
            span: *span,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            text: source.slice(*span),
            label: text,
        }
    }
}

impl<'a> Finding<'a> {
    /// The diagnostic of a source as data.
    pub fn new(source: &'a Source, diagnostic: &'a Diagnostic) -> Self {
        let (start, end) = (source.position(diagnostic.span.start), source.position(diagnostic.span.end));
        Self {
            file: source.path(),
            rule: diagnostic.rule,
            category: diagnostic.category,
            severity: diagnostic.severity,
            message: &diagnostic.message,
            span: diagnostic.span,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            text: source.slice(diagnostic.span),
            label: &diagnostic.label,
            related: diagnostic.related.iter().map(|label| Related::new(source, label)).collect(),
            help: diagnostic.help.as_deref(),
            suggestions: &diagnostic.suggestions,
            fix: diagnostic.fix.as_ref(),
        }
    }
}

/// The findings of a run.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FindingsReport<'a> {
    /// Name and version of this format.
    #[cfg_attr(feature = "schema", schemars(extend("const" = FINDINGS_SCHEMA)))]
    pub schema: &'static str,
    /// The findings, by file and place.
    pub findings: Vec<Finding<'a>>,
    /// The number of documents and findings.
    pub summary: Summary,
}

impl<'a> FindingsReport<'a> {
    /// The report of these findings in this many documents.
    pub fn new(findings: Vec<Finding<'a>>, documents: usize) -> Self {
        let mut summary = Summary { documents, ..Summary::default() };
        for finding in &findings {
            summary.count(finding.severity, finding.fix);
        }
        Self { schema: FINDINGS_SCHEMA, findings, summary }
    }
}

/// Counts of documents and findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Summary {
    /// Documents that were checked.
    pub documents: usize,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are information.
    pub infos: usize,
    /// Findings with a fix that can be applied, safe or unsafe.
    pub fixable: usize,
    /// Those of them whose fix is unsafe.
    #[serde(skip)]
    pub unsafe_fixable: usize,
}

impl Summary {
    /// Counts one finding with its severity and its fix.
    pub fn count(&mut self, severity: Severity, fix: Option<&Fix>) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
        let applicability = fix.map(|fix| fix.applicability);
        self.fixable += usize::from(applicability > Some(Applicability::DisplayOnly));
        self.unsafe_fixable += usize::from(applicability == Some(Applicability::Unsafe));
    }
    /// Adds the counts of other documents.
    pub fn merge(&mut self, other: Summary) {
        self.documents += other.documents;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.fixable += other.fixable;
        self.unsafe_fixable += other.unsafe_fixable;
    }
    /// The number of findings with this severity or higher.
    pub const fn at_least(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.errors + self.warnings,
            Severity::Info => self.errors + self.warnings + self.infos,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_says_where_in_characters() {
        let source = Source::from_text("a/b.txt", "é\nthe Allaince’s");
        let span = Span::new(7, 15);
        let fix = Fix::replace("replace it", Applicability::Safe, span, "Alliance");
        let diagnostic = Diagnostic::new(span, "misspelt").fix(fix);
        let finding = Finding::new(&source, &diagnostic);
        assert_eq!((finding.text, finding.line, finding.column, finding.end_column), ("Allaince", 2, 5, 13));
        let report = FindingsReport::new(vec![finding], 1);
        let want = Summary { documents: 1, errors: 1, fixable: 1, ..Summary::default() };
        assert_eq!(report.summary, want);
    }
}
