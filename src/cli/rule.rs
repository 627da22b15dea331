//! `doclint rule`: what each rule finds, and why.

use std::io::Write;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::streams::Streams;
use super::{CliError, Outcome};
use crate::error::{Error, unknown};
use crate::rule::{Category, Fixable, Level, Reads, Rule};
use crate::rules::{RULES, find};
use crate::visible::Escape;

/// List the rules, or print the manual page of one
#[derive(Debug, Args)]
pub(super) struct Show {
    /// Rule to explain, or category to list
    name: Option<String>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A table or a page
    Human,
    /// One JSON object
    Json,
}

impl Show {
    pub(super) fn run(&self, streams: &mut Streams) -> Result<Outcome, CliError> {
        let (rules, is_list) = match &self.name {
            Some(name) => wanted(name)?,
            None => (RULES.to_vec(), true),
        };
        let text = match (self.format, &rules[..]) {
            (Format::Json, rules) => json(rules),
            (Format::Human, [rule]) if !is_list => page(rule),
            (Format::Human, rules) => table(rules),
        };
        if matches!(self.format, Format::Json) {
            streams.report_as(Escape::Unicode);
        }
        streams.out.write_all(text.as_bytes())?;
        Ok(Outcome::Clean)
    }
}

/// The rule of this name, or the rules of a category, and whether it is one.
fn wanted(name: &str) -> Result<(Vec<&'static Rule>, bool), Error> {
    let category: Vec<&Rule> = RULES.iter().copied().filter(|rule| rule.category.name() == name).collect();
    if !category.is_empty() {
        return Ok((category, true));
    }
    let names = RULES.iter().map(|rule| rule.name);
    let rule = find(name).ok_or_else(|| Error::Usage(unknown("rule", name, names)))?;
    Ok((vec![rule], false))
}

/// The manual page, below its facts.
fn page(rule: &Rule) -> String {
    let Rule { name, category, level, fixable, since, .. } = rule;
    let (category, level, fixable) = (category.name(), level.name(), fixable_name(*fixable));
    let page = rule.page();
    let reads = match rule.reads {
        Reads::Document => "",
        Reads::Corpus => ", compares all documents of a run",
    };
    format!("{name}\n\n{category}, {level}, fix: {fixable}, since {since}{reads}\n\n{page}")
}

/// One line for each rule, by category.
fn table(rules: &[&Rule]) -> String {
    let mut rules = rules.to_vec();
    rules.sort_by_key(|rule| (rule.category, rule.name));
    let wide = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let line = |rule: &&Rule| {
        let (category, level) = (rule.category.name(), rule.level.name());
        let (name, fixable, summary) = (rule.name, fixable_name(rule.fixable), rule.summary());
        format!("{category:<10}  {name:<wide$}  {level:<5}  {fixable:<10}  {summary}\n")
    };
    rules.iter().map(line).collect()
}

/// A rule as programs see it.
#[derive(Serialize)]
struct Entry {
    name: &'static str,
    category: Category,
    level: Level,
    fixable: Fixable,
    since: &'static str,
    reads: Reads,
    summary: &'static str,
    docs: String,
}

fn json(rules: &[&Rule]) -> String {
    let entry = |rule: &&Rule| Entry {
        name: rule.name,
        category: rule.category,
        level: rule.level,
        fixable: rule.fixable,
        since: rule.since,
        reads: rule.reads,
        summary: rule.summary(),
        docs: rule.page(),
    };
    let rules: Vec<Entry> = rules.iter().map(entry).collect();
    let object = serde_json::json!({ "schema": "doclint-rules/1", "rules": rules });
    format!("{object:#}\n")
}

fn fixable_name(fixable: Fixable) -> &'static str {
    match fixable {
        Fixable::Never => "none",
        Fixable::DisplayOnly => "suggestion",
        Fixable::Unsafe => "unsafe",
        Fixable::Safe => "safe",
    }
}
