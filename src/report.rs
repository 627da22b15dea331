//! Writes findings for people and for programs.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Severity, Summary};
use crate::rule::Rule;
use crate::source::Source;
use crate::visible::{Escape, Visible};

mod change;
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
pub use change::change;
pub use fault::marked;
pub use page::{Page, Part};
pub(crate) use statistics::DocumentRow;
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

impl Format {
    /// Whether people read it: they need not see the same finding on every line.
    pub const fn is_for_people(self) -> bool {
        matches!(self, Format::Human | Format::Concise)
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
    least: Severity,
}

impl Report {
    /// A report of the findings of these rules; colour is for people only.
    pub fn new(format: Format, color: bool, rules: &'static [&'static Rule]) -> Self {
        Self { format, human: human::Human::new(color), rules, root: None, least: Severity::Info }
    }
    /// Shows files below this folder relative to it, in formats for services that identify files this way.
    #[must_use]
    pub fn below(self, root: Option<String>) -> Self {
        Self { root, ..self }
    }
    /// Leaves out findings below a severity, unless they fail the run.
    #[must_use]
    pub fn at_least(self, least: Severity) -> Self {
        Self { least, ..self }
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
        let is_shown = |finding: &&Diagnostic| finding.severity >= self.least || fails(finding);
        let shown: Vec<&Diagnostic> = findings.iter().filter(is_shown).collect();
        let hidden = findings.len() - shown.len();
        if self.format == Format::Junit {
            return Part { hidden, ..junit::document(source, &shown, fails, self.root()) };
        }
        let mut fingerprints = Fingerprints::default();
        if self.format.is_for_people() {
            let folded = folded(&shown);
            let beside = shown.len() - folded.len();
            let findings = folded.into_iter().map(|(finding, times)| match self.format {
                Format::Human => self.human.finding(source, finding, times),
                _ => concise::finding(source, finding, times),
            });
            return Part { findings: findings.collect(), beside, hidden, ..Part::default() };
        }
        let finding = |finding: &&Diagnostic| self.finding(source, finding, &mut fingerprints);
        Part { findings: shown.iter().map(finding).collect(), hidden, ..Part::default() }
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
            Format::Human => self.human.finding(source, finding, 1),
            Format::Concise => concise::finding(source, finding, 1),
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

/// The findings of a document, those that say the same and are fixed in the same way once, with their number, if there are
/// more than a few.
fn folded<'d>(findings: &[&'d Diagnostic]) -> Vec<(&'d Diagnostic, usize)> {
    /// So many are read one by one.
    const FEW: usize = 3;
    let key = |finding: &Diagnostic| {
        let title = finding.fix.as_ref().map(|fix| (fix.title.clone(), fix.applicability));
        (finding.rule, finding.severity, finding.message.clone(), title)
    };
    let mut times: HashMap<_, usize> = HashMap::new();
    findings.iter().for_each(|finding| *times.entry(key(finding)).or_default() += 1);
    let folded = findings.iter().filter_map(|finding| match times.get_mut(&key(finding)) {
        // The first one stands for all.
        Some(0) => None,
        Some(count) if *count > FEW => Some((*finding, std::mem::take(count))),
        _ => Some((*finding, 1)),
    });
    folded.collect()
}

/// The message with what to do, if that is a fix or a suggestion: other help explains, and a line is no place for it.
fn remedied(diagnostic: &Diagnostic) -> String {
    let help = diagnostic.help.as_deref();
    // A value stands in backticks: `write `x``. Without one, the title of the fix says more.
    let remedy = match &diagnostic.fix {
        Some(fix) => Some(help.filter(|help| help.contains('`')).unwrap_or(&fix.title)),
        None => help.filter(|help| help.starts_with("did you mean")),
    };
    match remedy {
        Some(remedy) => format!("{}: {remedy}", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

/// What is said of a finding that stands for several: ` (1,016 times)`.
fn times(count: usize) -> String {
    if count > 1 { format!(" ({} times)", grouped(count)) } else { String::new() }
}

/// A number with commas between its thousands.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// The findings of a run in one line for people; `hidden` were not printed because of their severity.
pub fn summary_line(summary: &Summary, hidden: usize) -> String {
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
    let how = if hidden > 0 { " (--min-severity info shows all)" } else { "" };
    format!("{documents}: {}{how}{fixes}", found.join(", "))
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
        assert_eq!(summary_line(&summary, 0), "1 document: nothing found");
        let more = Summary { documents: 4, errors: 2, infos: 1, fixable: 1, unsafe_fixable: 1, ..summary };
        summary.merge(more);
        assert_eq!(
            summary_line(&summary, 1),
            "5 documents: 2 errors, 1 info (--min-severity info shows all); 1 can be fixed with --fix --unsafe-fixes"
        );
    }
}
