//! The only list of rules.

use crate::rule::Rule;

/// Every rule, sorted by name.
pub const RULES: &[&Rule] = &[];

/// The rule of this name.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}
