//! The only list of rules.

use crate::rule::Rule;

mod ambiguous_date;
mod byte_order_mark;
mod caption_residue;
mod control_character;
mod dropped_field;
mod impossible_date;
mod invalid_encoding;
mod lost_character;
mod malformed_date;
mod malformed_media;
mod malformed_number;
mod markup_residue;
mod mismatched_quotation;
mod misplaced_field;
mod missing_field;
mod missing_final_newline;
mod misspelling;
mod mixed_line_endings;
mod mojibake;
mod navigation_residue;
mod no_break_space;
mod placeholder_text;
mod repeated_blank_line;
mod repeated_line;
mod series_genre_mismatch;
mod stray_label;
mod table_residue;
mod trailing_space;
mod truncated_field;
mod two_digit_year;
mod unbalanced_quotation;
mod unknown_header_line;
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
    &caption_residue::RULE,
    &control_character::RULE,
    &dropped_field::RULE,
    &impossible_date::RULE,
    &invalid_encoding::RULE,
    &lost_character::RULE,
    &malformed_date::RULE,
    &malformed_media::RULE,
    &malformed_number::RULE,
    &markup_residue::RULE,
    &mismatched_quotation::RULE,
    &misplaced_field::RULE,
    &missing_field::RULE,
    &missing_final_newline::RULE,
    &misspelling::RULE,
    &mixed_line_endings::RULE,
    &mojibake::RULE,
    &navigation_residue::RULE,
    &no_break_space::RULE,
    &placeholder_text::RULE,
    &repeated_blank_line::RULE,
    &repeated_line::RULE,
    &series_genre_mismatch::RULE,
    &stray_label::RULE,
    &table_residue::RULE,
    &trailing_space::RULE,
    &truncated_field::RULE,
    &two_digit_year::RULE,
    &unbalanced_quotation::RULE,
    &unknown_header_line::RULE,
    &unnamed_office::RULE,
    &update_before_event::RULE,
    &weekday_mismatch::RULE,
];

/// The rule of this name.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}
