//! Counts of findings by rule and document, for a first look at a large corpus.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use super::json;
use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity, Summary};
use crate::rule::Rule;

/// The most documents listed. A corpus may have a million, and only the worst are of interest.
const WORST: usize = 10;

/// Counts of findings by rule and severity, and of the worst documents.
#[derive(Clone, Debug, Default)]
pub struct Statistics {
    rules: BTreeMap<(&'static str, Severity), Count>,
    /// The worst documents, worst first.
    documents: Vec<DocumentRow>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    found: usize,
    fixable: usize,
}

/// A rule with its findings at one severity.
#[derive(Debug, Serialize)]
pub(super) struct RuleRow {
    pub(super) rule: &'static str,
    pub(super) severity: Severity,
    pub(super) count: usize,
    pub(super) fixable: usize,
}

/// A category with the findings of its rules.
#[derive(Debug, Serialize)]
pub(super) struct CategoryRow {
    pub(super) category: &'static str,
    pub(super) count: usize,
}

/// A document with its findings.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DocumentRow {
    pub(crate) file: String,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) infos: usize,
}

impl Statistics {
    /// The counts of one document.
    pub fn of(file: &str, findings: &[Diagnostic]) -> Self {
        let mut statistics = Self::default();
        let mut summary = Summary::default();
        for finding in findings {
            summary.count(finding.severity, finding.fix.as_ref());
            statistics.add(finding);
        }
        if !findings.is_empty() {
            let Summary { errors, warnings, infos, .. } = summary;
            statistics.documents.push(DocumentRow { file: file.to_string(), errors, warnings, infos });
        }
        statistics
    }
    /// Adds the counts of other documents.
    pub fn merge(&mut self, other: Statistics) {
        for (key, count) in &other.rules {
            let sum = self.rules.entry(*key).or_default();
            sum.found += count.found;
            sum.fixable += count.fixable;
        }
        other.documents.into_iter().for_each(|row| row.rank(&mut self.documents, WORST));
    }
    fn add(&mut self, diagnostic: &Diagnostic) {
        let count = self.rules.entry((diagnostic.rule, diagnostic.severity)).or_default();
        let safe = |fix: &Fix| fix.applicability == Applicability::Safe;
        count.found += 1;
        count.fixable += usize::from(diagnostic.fix.as_ref().is_some_and(safe));
    }
    /// Tables for people, the most frequent first.
    pub(super) fn tables(&self, rules: &[&Rule]) -> String {
        let counts = self.rules().into_iter().map(|row| (row.count, row.described()));
        let categories = self.categories(rules).into_iter().map(|row| (row.count, row.category.to_string()));
        let documents = self.documents.iter().map(|row| (row.count(), row.described()));
        let tables = [table(counts.collect()), table(categories.collect()), table(documents.collect())];
        tables.into_iter().filter(|table| !table.is_empty()).collect::<Vec<_>>().join("\n")
    }
    /// The same as JSON, schema `doclint-statistics/1`.
    pub(super) fn json(&self, rules: &[&Rule]) -> String {
        let (rows, categories) = (self.rules(), self.categories(rules));
        format!(
            "{{\"schema\":\"doclint-statistics/1\",\"rules\":{},\"categories\":{},\"documents\":{}}}\n",
            json::text(&rows),
            json::text(&categories),
            json::text(&self.documents),
        )
    }
    /// The rules with findings, the most frequent first.
    pub(super) fn rules(&self) -> Vec<RuleRow> {
        let row = |(&(rule, severity), &Count { found, fixable }): (&(_, _), &_)| RuleRow {
            rule,
            severity,
            count: found,
            fixable,
        };
        let mut rows: Vec<RuleRow> = self.rules.iter().map(row).collect();
        rows.sort_by(|a, b| b.count.cmp(&a.count).then(a.rule.cmp(b.rule)));
        rows
    }
    /// Their categories, the most frequent first.
    pub(super) fn categories(&self, rules: &[&Rule]) -> Vec<CategoryRow> {
        let category = |name: &str| {
            let rule = rules.iter().find(|rule| rule.name == name);
            rule.map_or("other", |rule| rule.category.name())
        };
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        for ((rule, _), count) in &self.rules {
            *counts.entry(category(rule)).or_default() += count.found;
        }
        let mut rows: Vec<CategoryRow> =
            counts.into_iter().map(|(category, count)| CategoryRow { category, count }).collect();
        rows.sort_by(|a, b| b.count.cmp(&a.count).then(a.category.cmp(b.category)));
        rows
    }
    /// The worst documents, worst first.
    pub(super) fn documents(&self) -> &[DocumentRow] {
        &self.documents
    }
}

impl RuleRow {
    fn described(&self) -> String {
        let fixable = if self.fixable > 0 { format!(" ({} fixable)", self.fixable) } else { String::new() };
        format!("{:<7}  {}{fixable}", self.severity.name(), self.rule)
    }
}

impl DocumentRow {
    /// Puts the document in its place among the worst, of which at most so many are kept.
    pub(crate) fn rank(self, worst: &mut Vec<Self>, most: usize) {
        let after = worst.partition_point(|worse| worse.is_worse_than(&self));
        if after < most {
            worst.insert(after, self);
            worst.truncate(most);
        }
    }
    fn count(&self) -> usize {
        self.errors + self.warnings + self.infos
    }
    fn described(&self) -> String {
        let severities = [(self.errors, "error"), (self.warnings, "warning"), (self.infos, "info")];
        let found = severities.iter().filter(|(count, _)| *count > 0);
        let found: Vec<String> = found.map(|(count, noun)| super::counted(*count, noun)).collect();
        format!("{} ({})", super::visible(&self.file), found.join(", "))
    }
    /// By errors, then warnings, then infos; on a tie by name.
    fn is_worse_than(&self, other: &DocumentRow) -> bool {
        let numbers = |row: &DocumentRow| (row.errors, row.warnings, row.infos);
        numbers(self).cmp(&numbers(other)).then_with(|| other.file.cmp(&self.file)).is_gt()
    }
}

/// Lines with their counts in one column.
fn table(rows: Vec<(usize, String)>) -> String {
    let wide = rows.iter().map(|(count, _)| count.to_string().len()).max().unwrap_or(0);
    rows.iter().fold(String::new(), |mut table, (count, text)| {
        writeln!(table, "{count:>wide$}  {text}").expect("writing to a string cannot fail");
        table
    })
}
