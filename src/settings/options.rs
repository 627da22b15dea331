//! The options of rules in a configuration.

use toml::Spanned;

use super::configuration::OptionTables;
use crate::error::{Fault, unknown};
use crate::rule::{Rule, RuleOption};

/// Refuses options that no rule has, and values that an option may not have.
pub(super) fn check(tables: &OptionTables, rules: &[&'static Rule]) -> Result<(), Fault> {
    for (name, table) in tables {
        let rule = rule(name, rules)?;
        for (key, value) in table {
            let option = rule.option(key.get_ref()).ok_or_else(|| no_option(rule, key))?;
            in_range(option, value)?;
        }
    }
    Ok(())
}

fn rule(name: &Spanned<String>, rules: &[&'static Rule]) -> Result<&'static Rule, Fault> {
    let found = rules.iter().find(|rule| rule.name == name.get_ref());
    let missing = || unknown("rule", name.get_ref(), rules.iter().map(|rule| rule.name));
    found.copied().ok_or_else(|| {
        let fault = Fault::new(missing(), Some(name.span()));
        // `[rules]` with a level in it is a table of levels under another name.
        fault.help("`[rules.NAME]` has the options of one rule; levels are in `[levels]`")
    })
}

fn no_option(rule: &Rule, key: &Spanned<String>) -> Fault {
    let message = if rule.options.is_empty() {
        format!("the rule `{}` has no options", rule.name)
    } else {
        unknown("option", key.get_ref(), rule.options.iter().map(|option| option.name))
    };
    Fault::new(message, Some(key.span()))
}

fn in_range(option: &RuleOption, value: &Spanned<f64>) -> Result<(), Fault> {
    let RuleOption { name, range, why, .. } = option;
    if range.contains(value.get_ref()) {
        return Ok(());
    }
    let message = format!("expected a {name} from {} to {}", range.start(), range.end());
    Err(Fault::new(message, Some(value.span())).help(*why))
}

/// The value of an option in tables.
pub(super) fn value_in<'t>(tables: &'t OptionTables, option: &RuleOption) -> Option<&'t Spanned<f64>> {
    let (_, table) = tables.iter().find(|(name, _)| name.get_ref() == option.rule)?;
    table.iter().find(|(key, _)| key.get_ref() == option.name).map(|(_, value)| value)
}

/// The fault of an unknown key; if it is an option that is outside the table of its rule, it names the table.
pub(super) fn placed(fault: Fault, rules: &[&'static Rule]) -> Fault {
    let options = rules.iter().flat_map(|rule| rule.options);
    let is_meant = |option: &&&RuleOption| fault.message == format!("unknown key `{}`", option.name);
    let place = |option: &&RuleOption| {
        format!(
            "it is an option of a rule: write `{} = {}` under `[rules.{}]`",
            option.name, option.default, option.rule
        )
    };
    match options.clone().find(is_meant).map(place) {
        Some(help) => fault.help(help),
        None => fault,
    }
}
