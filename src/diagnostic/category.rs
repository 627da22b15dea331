//! The groups that rules, and so their findings, are listed under.

use serde::{Deserialize, Serialize};

/// Groups of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "RuleCategory"))]
pub enum Category {
    /// Bytes, characters, line ends.
    Encoding,
    /// Fields of the header.
    Header,
    /// What web extraction left behind.
    Residue,
    /// Dates.
    Date,
    /// Speaker labels and stage notes.
    Speech,
    /// Words and names.
    Spelling,
    /// Quotation marks, dashes, spaces.
    Typography,
    /// Several documents at once.
    Corpus,
}

impl Category {
    /// The name in lower case.
    pub const fn name(self) -> &'static str {
        match self {
            Category::Encoding => "encoding",
            Category::Header => "header",
            Category::Residue => "residue",
            Category::Date => "date",
            Category::Speech => "speech",
            Category::Spelling => "spelling",
            Category::Typography => "typography",
            Category::Corpus => "corpus",
        }
    }
}
