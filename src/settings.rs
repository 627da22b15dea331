//! The meaning of the configuration: the level of each rule, accepted findings, and the gate.

use std::collections::BTreeMap;

use crate::rule::{Level, OptionValues, Rule};

mod allowances;
mod configuration;
mod gate;
mod options;
mod paths;
mod policy;
#[cfg(test)]
mod tests;

pub use configuration::{
    Allowance, Configuration, CorpusTable, FailOn, Files, GateTable, IdScheme, Levels, OptionTables, Output,
    Override,
};
pub use gate::{Breach, Gate, Tally, Verdict};
pub use policy::{Acceptance, Policy, Unused};

/// The settings of a document.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Levels that differ from the rules' own, by rule name.
    pub levels: BTreeMap<String, Level>,
    /// Options of rules that differ from their defaults.
    pub options: OptionValues,
}

impl Settings {
    /// The level at which a rule runs.
    pub fn level(&self, rule: &Rule) -> Level {
        self.levels.get(rule.name).copied().unwrap_or(rule.level)
    }
}

/// A file extension without the dot that it may be written with; `None` if it is none.
pub fn extension(text: &str) -> Option<&str> {
    let bare = text.strip_prefix('.').unwrap_or(text);
    let is_plain = !bare.contains(['/', '\\', '*', '?', '[', '{']) && bare.trim() == bare;
    (is_plain && !bare.is_empty() && !bare.starts_with('.') && !bare.ends_with('.')).then_some(bare)
}

/// Whether a name is that of a rule or of its category.
pub fn names(name: &str, rule: &Rule) -> bool {
    name == rule.name || name == rule.category.name()
}
