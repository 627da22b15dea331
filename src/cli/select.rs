//! Which rules run, as `--select` and `--ignore` say it.

use clap::Args;

use crate::error::{Error, unknown};
use crate::rule::{Level, Rule};
use crate::rules::RULES;
use crate::settings::Settings;

/// Which rules run.
#[derive(Debug, Default, Args)]
pub(super) struct Select {
    /// Run only these rules: names or categories, separated by commas
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    pub(super) select: Vec<String>,
    /// Do not run these rules: names or categories, separated by commas
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    pub(super) ignore: Vec<String>,
}

impl Select {
    /// The level of each rule. A rule that is off by default and selected by its name gives warnings.
    pub(super) fn settings(&self) -> Result<Settings, Error> {
        self.select.iter().chain(&self.ignore).try_for_each(|name| known(name))?;
        let mut settings = Settings::default();
        for rule in RULES {
            if self.ignore.iter().any(|name| names(name, rule))
                || !self.select.is_empty() && !self.select.iter().any(|name| names(name, rule))
            {
                settings.levels.insert(rule.name.to_string(), Level::Off);
            } else if rule.level == Level::Off && self.select.iter().any(|name| name == rule.name) {
                settings.levels.insert(rule.name.to_string(), Level::Warn);
            }
        }
        Ok(settings)
    }
}

fn names(name: &str, rule: &Rule) -> bool {
    name == rule.name || name == rule.category.name()
}

fn known(name: &str) -> Result<(), Error> {
    if RULES.iter().any(|rule| names(name, rule)) {
        return Ok(());
    }
    let known = RULES.iter().flat_map(|rule| [rule.name, rule.category.name()]);
    Err(Error::Usage(unknown("rule or category", name, known)))
}
