//! A summary of the run in Markdown, for the page of a CI job: rules, worst documents, first findings.

use std::fmt::Write;

use super::place::relative;
use super::statistics::Statistics;
use super::{summary_line, visible};
use crate::diagnostic::{Diagnostic, Summary};
use crate::rule::Rule;
use crate::source::Source;

/// Findings that are listed: enough to see what is the matter. All are in the other reports.
pub(super) const FIRST: usize = 20;

/// A row of the first findings.
pub(super) fn finding(source: &Source, diagnostic: &Diagnostic, root: Option<&str>) -> String {
    let position = source.position(diagnostic.span.start);
    let place = format!("{}:{}:{}", relative(source.path(), root), position.line, position.column);
    let (severity, rule) = (diagnostic.severity.name(), diagnostic.rule);
    format!("| {} | {severity} | `{rule}` | {} |\n", code(&place), prose(&diagnostic.message))
}

/// The whole page.
pub(super) fn page(summary: &Summary, statistics: &Statistics, rules: &[&Rule], first: &[String]) -> String {
    let mut page = format!("## doclint\n\n{}\n", prose(&summary_line(summary)));
    if summary.errors + summary.warnings + summary.infos > 0 {
        page.push_str(&tables(statistics, rules));
    }
    if !first.is_empty() {
        page.push_str("\n### First findings\n\n| place | severity | rule | what is wrong |\n| --- | --- | --- | --- |\n");
        page.extend(first.iter().map(String::as_str));
    }
    page
}

/// Rules, categories and worst documents.
pub(super) fn tables(statistics: &Statistics, rules: &[&Rule]) -> String {
    let mut tables = "\n| rule | severity | findings | fixable |\n| --- | --- | ---: | ---: |\n".to_string();
    for row in statistics.rules() {
        let (rule, severity, count, fixable) = (row.rule, row.severity.name(), row.count, row.fixable);
        writeln!(tables, "| `{rule}` | {severity} | {count} | {fixable} |")
            .expect("a string takes everything");
    }
    tables.push_str("\n| category | findings |\n| --- | ---: |\n");
    for row in statistics.categories(rules) {
        writeln!(tables, "| {} | {} |", row.category, row.count).expect("a string takes everything");
    }
    tables.push_str("\n### Worst documents\n\n");
    tables.push_str("| document | errors | warnings | infos |\n| --- | ---: | ---: | ---: |\n");
    for row in statistics.documents() {
        let (file, errors, warnings, infos) = (code(&row.file), row.errors, row.warnings, row.infos);
        writeln!(tables, "| {file} | {errors} | {warnings} | {infos} |").expect("a string takes everything");
    }
    tables
}

/// A message: what stands between backticks stays code, all else is plain text.
fn prose(text: &str) -> String {
    let text = visible(text);
    let parts: Vec<&str> = text.split('`').collect();
    let paired = parts.len() % 2 == 1;
    let part = |(n, part): (usize, &&str)| match (paired, n % 2) {
        (true, 1) => code(part),
        _ => plain(part),
    };
    let separator = if paired { "" } else { "\\`" };
    parts.iter().enumerate().map(part).collect::<Vec<_>>().join(separator)
}

/// Code in a cell of a table, where `|` has to be escaped even so.
fn code(text: &str) -> String {
    let text = visible(text).replace('|', "\\|");
    let fence = if text.contains('`') { "``" } else { "`" };
    let gap = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{gap}{text}{gap}{fence}")
}

fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '#') {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_cannot_write_markdown() {
        assert_eq!(prose("`a|b` is no <img> *x*"), "`a\\|b` is no \\<img\\> \\*x\\*");
        assert_eq!(prose("one ` only"), "one \\` only");
        assert_eq!(code("a`b\nc"), "``a`b␊c``");
    }
}
