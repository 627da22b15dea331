//! The only list of rules.

use crate::rule::Rule;

mod ambiguous_date;
mod dropped_field;
mod impossible_date;
mod malformed_date;
mod mismatched_quotation;
mod missing_field;
mod missing_final_newline;
mod misspelling;
mod navigation_residue;
mod no_break_space;
mod stray_label;
mod two_digit_year;
mod unbalanced_quotation;
mod unnamed_office;
mod update_before_event;
mod weekday_mismatch;

#[cfg(test)]
mod tests;

// What rules share.
mod mended_date;
mod months;
mod quotations;

/// Every rule, sorted by name.
pub const RULES: &[&Rule] = &[
    &ambiguous_date::RULE,
    &dropped_field::RULE,
    &impossible_date::RULE,
    &malformed_date::RULE,
    &mismatched_quotation::RULE,
    &missing_field::RULE,
    &missing_final_newline::RULE,
    &misspelling::RULE,
    &navigation_residue::RULE,
    &no_break_space::RULE,
    &stray_label::RULE,
    &two_digit_year::RULE,
    &unbalanced_quotation::RULE,
    &unnamed_office::RULE,
    &update_before_event::RULE,
    &weekday_mismatch::RULE,
];

/// The rule of this name.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}
