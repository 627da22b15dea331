//! The only list of rules. A rule imports no other: what several need is in `shared`.

use crate::rule::Rule;

mod ambiguous_date;
mod anachronistic_office;
mod backtick_apostrophe;
mod byte_order_mark;
mod caption_residue;
mod case_slip;
mod control_character;
mod dash_style;
mod date_style;
mod dates_disagree;
mod digit_in_word;
mod doubled_punctuation;
mod doubled_space;
mod doubtful_reading;
mod dropped_field;
mod duplicate_document;
mod duplicate_id;
mod ellipsis_length;
mod empty_document;
mod error_page;
mod glued_words;
mod impossible_date;
mod inconsistent_speaker;
mod invalid_encoding;
mod invisible_character;
mod label_in_paragraph;
mod late_update;
mod ligature;
mod lost_character;
mod malformed_date;
mod malformed_media;
mod malformed_number;
mod malformed_speaker_label;
mod markdown_residue;
mod markup_residue;
mod mismatched_quotation;
mod misplaced_field;
mod missing_field;
mod missing_final_newline;
mod missing_space;
mod missing_year;
mod misspelling;
mod mixed_line_endings;
mod mixed_quotation_style;
mod mixed_script;
mod mixed_variety;
mod mojibake;
mod name_variant;
mod navigation_residue;
mod near_duplicate;
mod no_break_space;
mod ocr_confusion;
mod ocr_text;
mod old_line_endings;
mod page_furniture;
mod placeholder_text;
mod rejected_name;
mod repeated_blank_line;
mod repeated_line;
mod repeated_word;
mod reversed_date_range;
mod second_header;
mod series_genre_mismatch;
mod space_before_punctuation;
mod split_word;
mod stray_label;
mod table_residue;
mod trailing_space;
mod transcriber_doubt;
mod truncated_field;
mod truncated_text;
mod two_digit_year;
mod unbalanced_quotation;
mod unclosed_stage_note;
mod unknown_header_line;
mod unknown_speaker;
mod unnamed_office;
mod update_before_event;
mod weekday_mismatch;

#[cfg(test)]
mod tests;

mod shared;

pub use near_duplicate::SIMILARITY;

/// Every rule, sorted by name.
pub const RULES: &[&Rule] = &[
    &ambiguous_date::RULE,
    &anachronistic_office::RULE,
    &backtick_apostrophe::RULE,
    &byte_order_mark::RULE,
    &caption_residue::RULE,
    &case_slip::RULE,
    &control_character::RULE,
    &dash_style::RULE,
    &date_style::RULE,
    &dates_disagree::RULE,
    &digit_in_word::RULE,
    &doubled_punctuation::RULE,
    &doubled_space::RULE,
    &doubtful_reading::RULE,
    &dropped_field::RULE,
    &duplicate_document::RULE,
    &duplicate_id::RULE,
    &ellipsis_length::RULE,
    &empty_document::RULE,
    &error_page::RULE,
    &glued_words::RULE,
    &impossible_date::RULE,
    &inconsistent_speaker::RULE,
    &invalid_encoding::RULE,
    &invisible_character::RULE,
    &label_in_paragraph::RULE,
    &late_update::RULE,
    &ligature::RULE,
    &lost_character::RULE,
    &malformed_date::RULE,
    &malformed_media::RULE,
    &malformed_number::RULE,
    &malformed_speaker_label::RULE,
    &markdown_residue::RULE,
    &markup_residue::RULE,
    &mismatched_quotation::RULE,
    &misplaced_field::RULE,
    &missing_field::RULE,
    &missing_final_newline::RULE,
    &missing_space::RULE,
    &missing_year::RULE,
    &misspelling::RULE,
    &mixed_line_endings::RULE,
    &mixed_quotation_style::RULE,
    &mixed_script::RULE,
    &mixed_variety::RULE,
    &mojibake::RULE,
    &name_variant::RULE,
    &navigation_residue::RULE,
    &near_duplicate::RULE,
    &no_break_space::RULE,
    &ocr_confusion::RULE,
    &ocr_text::RULE,
    &old_line_endings::RULE,
    &page_furniture::RULE,
    &placeholder_text::RULE,
    &rejected_name::RULE,
    &repeated_blank_line::RULE,
    &repeated_line::RULE,
    &repeated_word::RULE,
    &reversed_date_range::RULE,
    &second_header::RULE,
    &series_genre_mismatch::RULE,
    &space_before_punctuation::RULE,
    &split_word::RULE,
    &stray_label::RULE,
    &table_residue::RULE,
    &trailing_space::RULE,
    &transcriber_doubt::RULE,
    &truncated_field::RULE,
    &truncated_text::RULE,
    &two_digit_year::RULE,
    &unbalanced_quotation::RULE,
    &unclosed_stage_note::RULE,
    &unknown_header_line::RULE,
    &unknown_speaker::RULE,
    &unnamed_office::RULE,
    &update_before_event::RULE,
    &weekday_mismatch::RULE,
];

/// The rule of this name.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}
