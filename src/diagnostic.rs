//! Diagnostics and fixes: plain data that every report and fix reads.

use serde::{Deserialize, Serialize};

use crate::source::Span;

mod category;
mod finding;
pub use category::Category;
pub use finding::{FINDINGS_SCHEMA, Finding, FindingsReport, Related, Summary};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Severity {
    /// Worth knowing; nothing needs to be done.
    Info,
    /// Probably wrong; a person should look.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// `info`, `warning` or `error`.
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// How safe a fix is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Applicability {
    /// A suggestion for people; never applied.
    DisplayOnly,
    /// Probably right; applied with `--fix --unsafe-fixes`.
    Unsafe,
    /// Certainly right; applied with `--fix`.
    Safe,
}

/// One replacement: the bytes of `span` become `text`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Edit {
    /// What is replaced; an empty span inserts.
    pub span: Span,
    /// The new text; empty to delete.
    pub text: String,
}

/// A way to fix a finding.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fix {
    /// What the fix does, as a command: ``replace `Allaince` with `Alliance` ``.
    pub title: String,
    /// How safe it is.
    pub applicability: Applicability,
    /// The edits, in source order, not overlapping.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A fix of one edit.
    pub fn replace(
        title: impl Into<String>,
        applicability: Applicability,
        span: Span,
        text: impl Into<String>,
    ) -> Self {
        Self { title: title.into(), applicability, edits: vec![Edit { span, text: text.into() }] }
    }
}

/// Another place that helps to understand a finding.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is there.
    pub text: String,
}

/// One finding of one rule in one document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// Name of the rule.
    pub rule: &'static str,
    /// The category of the rule; `None` until a rule has reported it.
    pub category: Option<Category>,
    /// How much it matters here.
    pub severity: Severity,
    /// What is wrong, in the reader's words, lower case, no full stop.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What was found there; shown under the span.
    pub label: String,
    /// What to do, and the evidence for it.
    pub help: Option<String>,
    /// What may have been meant, the most likely first: the texts that the help proposes for the span.
    pub suggestions: Vec<String>,
    /// Other places that matter.
    pub related: Vec<Label>,
    /// How to fix it.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding with its message; rules add label, help and fix with the methods below.
    ///
    /// Rule name, category and severity are set by [`crate::lint`]: a rule cannot report under another's name, and the severity
    /// is that of the rule's level, or lower if the rule asked for it with [`Diagnostic::at_most`].
    pub fn new(span: Span, message: impl Into<String>) -> Self {
        Self {
            rule: "",
            category: None,
            severity: Severity::Error,
            message: message.into(),
            span,
            label: String::new(),
            help: None,
            suggestions: Vec::new(),
            related: Vec::new(),
            fix: None,
        }
    }
    /// Keeps the severity of this finding at `severity` or below, for cases that the rule is less sure of.
    #[must_use]
    pub fn at_most(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
    /// Adds the label of the span: what was found.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label = text.into();
        self
    }
    /// Adds what to do, and the evidence for it.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }
    /// Adds what may have been meant, the most likely first.
    #[must_use]
    pub fn suggest(mut self, texts: impl IntoIterator<Item = String>) -> Self {
        self.suggestions.extend(texts);
        self
    }
    /// Points to another place.
    #[must_use]
    pub fn see(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label { span, text: text.into() });
        self
    }
    /// Adds a fix.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }
}
