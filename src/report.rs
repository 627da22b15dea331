//! Writes findings for people and for programs.

use crate::diagnostic::{Diagnostic, Summary};
use crate::rule::Rule;
use crate::source::Source;
use crate::visible::{Escape, Visible};

mod concise;
mod excerpt;
mod fault;
mod fingerprint;
mod github;
mod gitlab;
mod human;
mod json;
mod jsonl;
mod junit;
mod markdown;
mod page;
mod place;
mod sarif;
mod statistics;
mod xml;

use fingerprint::Fingerprints;

pub use crate::visible::visible;
pub use fault::marked;
pub use page::{Page, Part};
pub use statistics::Statistics;

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// With an excerpt of the text, for people.
    Human,
    /// One line each: `path:line:column: severity[rule] message`.
    Concise,
    /// One JSON object.
    Json,
    /// One JSON object per line.
    Jsonl,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// A code quality report of GitLab.
    Gitlab,
    /// JUnit XML, for test reports in CI services.
    Junit,
    /// A summary for the page of a CI job.
    Markdown,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 9] = [
        Format::Human,
        Format::Concise,
        Format::Json,
        Format::Jsonl,
        Format::Sarif,
        Format::Github,
        Format::Gitlab,
        Format::Junit,
        Format::Markdown,
    ];
    /// The name in lower case.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Human => "human",
            Format::Concise => "concise",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Sarif => "sarif",
            Format::Github => "github",
            Format::Gitlab => "gitlab",
            Format::Junit => "junit",
            Format::Markdown => "markdown",
        }
    }
}

/// Writes findings in one format. Documents are rendered separately, so that threads can do it; a [`Page`] puts the
/// parts together.
#[derive(Debug)]
pub struct Report {
    format: Format,
    human: human::Human,
    rules: &'static [&'static Rule],
    root: Option<String>,
}

impl Report {
    /// A report of the findings of these rules; colour is for people only.
    pub fn new(format: Format, color: bool, rules: &'static [&'static Rule]) -> Self {
        Self { format, human: human::Human::new(color), rules, root: None }
    }
    /// Shows files below this folder relative to it, in formats for services that identify files this way.
    #[must_use]
    pub fn below(self, root: Option<String>) -> Self {
        Self { root, ..self }
    }
    /// One document whose findings all fail the run.
    pub fn document(&self, source: &Source, findings: &[Diagnostic]) -> Part {
        self.judged(source, findings, &|_| true)
    }
    /// One document, with those of its findings that fail the run: the failures of JUnit.
    pub fn judged(
        &self,
        source: &Source,
        findings: &[Diagnostic],
        fails: &dyn Fn(&Diagnostic) -> bool,
    ) -> Part {
        if self.format == Format::Junit {
            return junit::document(source, findings, fails, self.root());
        }
        let mut fingerprints = Fingerprints::default();
        let finding = |finding: &Diagnostic| self.finding(source, finding, &mut fingerprints);
        Part { findings: findings.iter().map(finding).collect(), ..Part::default() }
    }
    /// The counts that replace the findings; `None` if the format has no place for them.
    pub fn statistics(&self, statistics: &Statistics) -> Option<String> {
        match self.format {
            Format::Human | Format::Concise | Format::Github => Some(statistics.tables(self.rules)),
            Format::Json => Some(statistics.json(self.rules)),
            Format::Markdown => Some(markdown::tables(statistics, self.rules)),
            Format::Jsonl | Format::Sarif | Format::Gitlab | Format::Junit => None,
        }
    }
    /// How a stream escapes what this report forgot to escape; `statistics` if it has counts instead of findings.
    pub fn escape(&self, statistics: bool) -> Escape {
        match self.format {
            Format::Json | Format::Jsonl | Format::Sarif | Format::Gitlab => Escape::Unicode,
            Format::Junit => Escape::Xml,
            Format::Human if !statistics => Escape::Styled,
            Format::Github if !statistics => Escape::Commands,
            Format::Human | Format::Concise | Format::Github | Format::Markdown => Escape::Visible,
        }
    }
    fn root(&self) -> Option<&str> {
        self.root.as_deref()
    }
    /// The text before the first document.
    fn head(&self) -> String {
        match self.format {
            Format::Json => json::head(),
            Format::Sarif => sarif::head(self.rules),
            Format::Gitlab => gitlab::HEAD.to_string(),
            Format::Junit => junit::HEAD.to_string(),
            _ => String::new(),
        }
    }
    fn finding(&self, source: &Source, finding: &Diagnostic, fingerprints: &mut Fingerprints) -> String {
        let mut fingerprint = || fingerprints.next(source, finding);
        match self.format {
            Format::Human => self.human.finding(source, finding),
            Format::Concise => concise::finding(source, finding),
            Format::Json => json::finding(source, finding),
            Format::Jsonl => jsonl::finding(source, finding),
            Format::Sarif => sarif::finding(source, finding, fingerprint(), self.rules, self.root()),
            Format::Github => github::finding(source, finding, self.root()),
            Format::Gitlab => gitlab::finding(source, finding, fingerprint(), self.root()),
            Format::Junit => junit::failure(source, finding),
            Format::Markdown => markdown::finding(source, finding, self.root()),
        }
    }
    /// The separator between two findings.
    fn separator(&self) -> &'static str {
        match self.format {
            Format::Human => "\n",
            Format::Json => json::SEPARATOR,
            Format::Sarif => sarif::SEPARATOR,
            Format::Gitlab => gitlab::SEPARATOR,
            _ => "",
        }
    }
    /// The text after the last document.
    fn tail(&self, summary: &Summary, statistics: &Statistics, first: &[String]) -> String {
        match self.format {
            Format::Json => json::tail(summary),
            Format::Sarif => sarif::TAIL.to_string(),
            Format::Gitlab => gitlab::TAIL.to_string(),
            Format::Junit => junit::TAIL.to_string(),
            Format::Markdown => markdown::page(summary, statistics, self.rules, first),
            _ => String::new(),
        }
    }
}

/// The findings of a run in one line for people.
pub fn summary_line(summary: &Summary) -> String {
    let documents = counted(summary.documents, "document");
    let parts = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.infos, "info")];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let found: Vec<String> = parts.map(|(count, noun)| counted(*count, noun)).collect();
    let fixes = match (summary.fixable - summary.unsafe_fixable, summary.unsafe_fixable) {
        (0, 0) => String::new(),
        (0, guesses) => format!("; {guesses} can be fixed with --fix --unsafe-fixes"),
        (safe, 0) => format!("; {safe} can be fixed with --fix"),
        (safe, guesses) => {
            format!("; {safe} can be fixed with --fix, {guesses} more with --fix --unsafe-fixes")
        }
    };
    if found.is_empty() {
        return format!("{documents}: nothing found");
    }
    format!("{documents}: {}{fixes}", found.join(", "))
}

/// A number with its noun: `1 document`, `2 documents`.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_says_only_what_is_there() {
        let mut summary = Summary { documents: 1, ..Summary::default() };
        assert_eq!(summary_line(&summary), "1 document: nothing found");
        let more = Summary { documents: 4, errors: 2, infos: 1, fixable: 1, unsafe_fixable: 1, ..summary };
        summary.merge(more);
        assert_eq!(
            summary_line(&summary),
            "5 documents: 2 errors, 1 info; 1 can be fixed with --fix --unsafe-fixes"
        );
    }
}
