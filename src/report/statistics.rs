//! How often each rule found something, for a first look at a large corpus.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use crate::diagnostic::{Applicability, Diagnostic, Severity};

/// Numbers of findings by rule and severity.
#[derive(Clone, Debug, Default)]
pub struct Statistics {
    rules: BTreeMap<(&'static str, Severity), Count>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    found: usize,
    fixable: usize,
}

#[derive(Serialize)]
struct Row {
    rule: &'static str,
    severity: Severity,
    count: usize,
    fixable: usize,
}

impl Statistics {
    /// Counts one finding.
    pub fn add(&mut self, diagnostic: &Diagnostic) {
        let count = self.rules.entry((diagnostic.rule, diagnostic.severity)).or_default();
        let safe = |fix: &crate::diagnostic::Fix| fix.applicability == Applicability::Safe;
        count.found += 1;
        count.fixable += usize::from(diagnostic.fix.as_ref().is_some_and(safe));
    }
    /// Adds the numbers of other documents.
    pub fn merge(&mut self, other: &Statistics) {
        for (key, count) in &other.rules {
            let sum = self.rules.entry(*key).or_default();
            sum.found += count.found;
            sum.fixable += count.fixable;
        }
    }
    /// A table for people, the most frequent first.
    pub(super) fn table(&self) -> String {
        let rows = self.rows();
        let wide = rows.first().map_or(0, |row| row.count.to_string().len());
        rows.iter().fold(String::new(), |mut table, row| {
            let Row { rule, severity, count, fixable } = row;
            write!(table, "{count:>wide$}  {:<7}  {rule}", severity.name())
                .expect("a string takes everything");
            table.push_str(&if *fixable > 0 { format!(" ({fixable} fixable)\n") } else { "\n".to_string() });
            table
        })
    }
    /// The same as JSON, schema `doclint-statistics/1`.
    pub(super) fn json(&self) -> String {
        let rules = serde_json::to_string(&self.rows()).expect("names and numbers are JSON");
        format!("{{\"schema\":\"doclint-statistics/1\",\"rules\":{rules}}}\n")
    }
    fn rows(&self) -> Vec<Row> {
        let row = |(&(rule, severity), &Count { found, fixable }): (&(_, _), &_)| Row {
            rule,
            severity,
            count: found,
            fixable,
        };
        let mut rows: Vec<Row> = self.rules.iter().map(row).collect();
        rows.sort_by(|a, b| b.count.cmp(&a.count).then(a.rule.cmp(b.rule)));
        rows
    }
}
