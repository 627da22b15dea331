//! What the configuration means: the level of each rule.

use std::collections::BTreeMap;

use crate::rule::{Level, Rule};

/// What applies to a document.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Levels that differ from the rules' own, by rule name.
    pub levels: BTreeMap<String, Level>,
}

impl Settings {
    /// The level at which a rule runs.
    pub fn level(&self, rule: &Rule) -> Level {
        self.levels.get(rule.name).copied().unwrap_or(rule.level)
    }
}
