//! The only list of rules.

use crate::rule::Rule;

mod ambiguous_date;
mod backtick_apostrophe;
mod dash_style;
mod date_style;
mod dates_disagree;
mod doubled_punctuation;
mod doubled_space;
mod dropped_field;
mod ellipsis_length;
mod impossible_date;
mod inconsistent_speaker;
mod label_in_paragraph;
mod late_update;
mod malformed_date;
mod malformed_speaker_label;
mod mismatched_quotation;
mod missing_field;
mod missing_final_newline;
mod missing_space;
mod missing_year;
mod misspelling;
mod mixed_quotation_style;
mod navigation_residue;
mod no_break_space;
mod repeated_word;
mod reversed_date_range;
mod space_before_punctuation;
mod stray_label;
mod transcriber_doubt;
mod two_digit_year;
mod unbalanced_quotation;
mod unclosed_stage_note;
mod unknown_speaker;
mod unnamed_office;
mod update_before_event;
mod weekday_mismatch;

#[cfg(test)]
mod tests;

// What rules share.
mod dated_path;
mod labels;
mod mended_date;
mod months;
mod prose;
mod quotations;
mod written_date;

/// Every rule, sorted by name.
pub const RULES: &[&Rule] = &[
    &ambiguous_date::RULE,
    &backtick_apostrophe::RULE,
    &dash_style::RULE,
    &date_style::RULE,
    &dates_disagree::RULE,
    &doubled_punctuation::RULE,
    &doubled_space::RULE,
    &dropped_field::RULE,
    &ellipsis_length::RULE,
    &impossible_date::RULE,
    &inconsistent_speaker::RULE,
    &label_in_paragraph::RULE,
    &late_update::RULE,
    &malformed_date::RULE,
    &malformed_speaker_label::RULE,
    &mismatched_quotation::RULE,
    &missing_field::RULE,
    &missing_final_newline::RULE,
    &missing_space::RULE,
    &missing_year::RULE,
    &misspelling::RULE,
    &mixed_quotation_style::RULE,
    &navigation_residue::RULE,
    &no_break_space::RULE,
    &repeated_word::RULE,
    &reversed_date_range::RULE,
    &space_before_punctuation::RULE,
    &stray_label::RULE,
    &transcriber_doubt::RULE,
    &two_digit_year::RULE,
    &unbalanced_quotation::RULE,
    &unclosed_stage_note::RULE,
    &unknown_speaker::RULE,
    &unnamed_office::RULE,
    &update_before_event::RULE,
    &weekday_mismatch::RULE,
];

/// The rule of this name.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}
