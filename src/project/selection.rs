//! Which rules run.

use crate::error::{Error, unknown};
use crate::rule::{Level, Rule};
use crate::rules::RULES;
use crate::settings::{Settings, names};

/// The rules that run: by default all that the configuration does not turn off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleSelection {
    /// Names and categories of the only rules that run; all if it is empty.
    pub select: Vec<String>,
    /// Names and categories of rules that do not run.
    pub ignore: Vec<String>,
}

impl RuleSelection {
    /// Checks that all names are known.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let mut names = self.select.iter().chain(&self.ignore);
        names.try_for_each(|name| known(name))
    }
    /// Changes levels. A rule that is off and selected by name gets its own level, or gives warnings.
    pub(crate) fn apply(&self, settings: &mut Settings) {
        for rule in RULES {
            if let Some(level) = self.level(rule, settings.level(rule)) {
                settings.levels.insert(rule.name.to_string(), level);
            }
        }
    }
    /// The level that replaces another one for a rule, if any.
    pub(crate) fn level(&self, rule: &Rule, level: Level) -> Option<Level> {
        if !self.runs(rule) {
            return Some(Level::Off);
        }
        let raised = level == Level::Off && self.select.iter().any(|name| name == rule.name);
        raised.then(|| if rule.level == Level::Off { Level::Warn } else { rule.level })
    }
    /// Whether a rule is selected, or nothing is, and it is not ignored.
    pub(crate) fn runs(&self, rule: &Rule) -> bool {
        let named = |list: &[String]| list.iter().any(|name| names(name, rule));
        !named(&self.ignore) && (self.select.is_empty() || named(&self.select))
    }
}

fn known(name: &str) -> Result<(), Error> {
    if RULES.iter().any(|rule| names(name, rule)) {
        return Ok(());
    }
    let known = RULES.iter().flat_map(|rule| [rule.name, rule.category.name()]);
    Err(Error::Usage(unknown("rule or category", name, known)))
}
