//! The options of a run.

use std::path::PathBuf;

use super::selection::RuleSelection;

/// How the documents of a run are read and checked. The default is that of the command line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    /// Where the configuration comes from.
    pub(crate) config: ConfigSource,
    /// Lexicons for all documents, instead of those in the configuration.
    pub(crate) lexicons: Vec<PathBuf>,
    /// The profile of all documents, a built-in one or a file; by default that of the configuration, else it is detected.
    pub(crate) profile: Option<String>,
    /// Which rules run.
    pub(crate) rules: RuleSelection,
}

/// Where the configuration of the documents comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum ConfigSource {
    /// The nearest `doclint.toml` above each document.
    #[default]
    Nearest,
    /// This file for all documents.
    File(PathBuf),
    /// Nowhere: everything has its default.
    None,
}
