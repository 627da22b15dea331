//! The only list of rules.

use crate::rule::Rule;

mod ambiguous_date;
mod byte_order_mark;
mod control_character;
mod dropped_field;
mod impossible_date;
mod invalid_encoding;
mod malformed_date;
mod mismatched_quotation;
mod missing_field;
mod missing_final_newline;
mod misspelling;
mod mixed_line_endings;
mod mojibake;
mod navigation_residue;
mod no_break_space;
mod repeated_blank_line;
mod stray_label;
mod trailing_space;
mod two_digit_year;
mod unbalanced_quotation;
mod unnamed_office;
mod update_before_event;
mod weekday_mismatch;

#[cfg(test)]
mod tests;

// What rules share.
mod mended_date;
mod misread;
mod months;
mod quotations;

/// Every rule, sorted by name.
pub const RULES: &[&Rule] = &[
    &ambiguous_date::RULE,
    &byte_order_mark::RULE,
    &control_character::RULE,
    &dropped_field::RULE,
    &impossible_date::RULE,
    &invalid_encoding::RULE,
    &malformed_date::RULE,
    &mismatched_quotation::RULE,
    &missing_field::RULE,
    &missing_final_newline::RULE,
    &misspelling::RULE,
    &mixed_line_endings::RULE,
    &mojibake::RULE,
    &navigation_residue::RULE,
    &no_break_space::RULE,
    &repeated_blank_line::RULE,
    &stray_label::RULE,
    &trailing_space::RULE,
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
