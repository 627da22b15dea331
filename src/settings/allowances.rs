//! Accepted findings: which allowance applies to which finding, and whether it was needed.
//!
//! A configuration may have as many allowances as there are findings. So they are looked up by rule, text and list of paths, and
//! not compared one by one.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

/// The allowances of a configuration.
#[derive(Debug, Default)]
pub(super) struct Allowances {
    /// In the order of the configuration.
    all: Vec<Allowed>,
    by_rule: HashMap<&'static str, OfRule>,
}

/// The subject of an allowance.
#[derive(Debug)]
pub(super) struct Allowed {
    pub(super) rules: Vec<&'static str>,
    /// The number of its list of paths.
    pub(super) list: usize,
    text: Option<String>,
}

/// The accepted findings of one rule.
#[derive(Debug, Default)]
struct OfRule {
    any: ByList,
    by_text: HashMap<String, ByList>,
}

/// Accepted findings by the number of the path list, each with whether it was needed.
#[derive(Debug, Default)]
struct ByList(HashMap<usize, AtomicBool>);

impl Allowances {
    /// Adds an allowance of these rules, for a text with its white space folded or for any.
    pub(super) fn add(&mut self, rules: Vec<&'static str>, list: usize, text: Option<String>) {
        for rule in &rules {
            let of_rule = self.by_rule.entry(rule).or_default();
            let by_list = match &text {
                Some(text) => of_rule.by_text.entry(text.clone()).or_default(),
                None => &mut of_rule.any,
            };
            by_list.0.entry(list).or_default();
        }
        self.all.push(Allowed { rules, list, text });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The allowances in the order of the configuration.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Allowed> {
        self.all.iter()
    }

    /// Whether a finding of a rule is accepted whatever its text, if these path lists match.
    pub(super) fn accept_any(&self, rule: &str, lists: &[usize]) -> bool {
        self.by_rule.get(rule).is_some_and(|of_rule| of_rule.any.need(lists))
    }

    /// Whether a finding of a rule is accepted for its text, if these path lists match.
    pub(super) fn accept_text(&self, rule: &str, text: &str, lists: &[usize]) -> bool {
        let by_list = self.by_rule.get(rule).and_then(|of_rule| of_rule.by_text.get(text));
        by_list.is_some_and(|by_list| by_list.need(lists))
    }

    /// Whether an allowance was needed.
    pub(super) fn is_used(&self, allowed: &Allowed) -> bool {
        let by_list = |rule: &&'static str| {
            let of_rule = self.by_rule.get(rule)?;
            allowed.text.as_ref().map_or(Some(&of_rule.any), |text| of_rule.by_text.get(text))
        };
        allowed.rules.iter().filter_map(by_list).any(|by_list| by_list.is_needed(allowed.list))
    }
}

impl ByList {
    /// Whether a finding is accepted if these lists match; marks the allowance as needed. The lists are sorted.
    fn need(&self, lists: &[usize]) -> bool {
        let need = |needed: &AtomicBool| needed.store(true, Ordering::Relaxed);
        // The work depends on the shorter list.
        if lists.len() <= self.0.len() {
            lists.iter().filter_map(|list| self.0.get(list)).map(need).count() > 0
        } else {
            let held = self.0.iter().filter(|(list, _)| lists.binary_search(list).is_ok());
            held.map(|(_, needed)| need(needed)).count() > 0
        }
    }

    fn is_needed(&self, list: usize) -> bool {
        self.0.get(&list).is_some_and(|needed| needed.load(Ordering::Relaxed))
    }
}
