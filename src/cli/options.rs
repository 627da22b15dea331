//! The options of a run.

use std::path::PathBuf;

use super::select::RuleSelection;

/// How the documents of a run are read and checked. The default is that of the command line.
#[derive(Clone, Debug, Default)]
pub(super) struct Options {
    /// Where the configuration comes from.
    pub(super) config: ConfigSource,
    /// Lexicons for all documents, instead of those in the configuration.
    pub(super) lexicons: Vec<PathBuf>,
    /// The profile of all documents, a built-in one or a file; by default that of the configuration, else it is detected.
    pub(super) profile: Option<String>,
    /// Which rules run.
    pub(super) rules: RuleSelection,
}

/// Where the configuration of the documents comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum ConfigSource {
    /// The nearest `doclint.toml` above each document.
    #[default]
    Nearest,
    /// This file for all documents.
    File(PathBuf),
    /// Nowhere: everything has its default.
    None,
}
