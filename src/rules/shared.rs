//! What several rules need: places in the text, dates, names, quotations, and how findings are worded.

pub(super) mod dated_path;
pub(super) mod edits;
pub(super) mod glued;
pub(super) mod labels;
pub(super) mod mended_date;
pub(super) mod misread;
pub(super) mod months;
pub(super) mod offices;
pub(super) mod passage;
pub(super) mod pieces;
pub(super) mod prose;
pub(super) mod quotations;
pub(super) mod repetitions;
pub(super) mod scanned;
pub(super) mod slip;
pub(super) mod tables;
pub(super) mod twins;
pub(super) mod vocabulary;
pub(super) mod wording;
pub(super) mod written_date;
