//! Words: known corrections of misspellings.

/// The words that rules ask about.
#[derive(Debug, Default)]
pub struct Lexicon {}
