//! The options of a run.

use std::path::PathBuf;

use super::selection::RuleSelection;
use crate::diagnostic::Applicability;
use crate::files::{Extensions, HardLinks};
use crate::settings::FailOn;

/// How the documents of a project are read. The default is that of the command line.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where the configuration comes from.
    pub config: ConfigSource,
    /// Lexicons for all documents, instead of those in the configuration.
    pub lexicons: Vec<PathBuf>,
    /// The profile of all documents, a built-in one or a file; by default that of the configuration, else it is detected.
    pub profile: Option<String>,
    /// Which rules run.
    pub rules: RuleSelection,
    /// The number of threads; 0 is one per processor.
    pub threads: usize,
}

/// Where the configuration of the documents comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ConfigSource {
    /// The nearest `doclint.toml` above each document.
    #[default]
    Nearest,
    /// This file for all documents.
    File(PathBuf),
    /// Nowhere: everything has its default.
    None,
}

impl ConfigSource {
    /// Where the extensions of documents come from.
    pub fn extensions(&self) -> Extensions {
        match self {
            Self::Nearest => Extensions::Nearest,
            Self::File(file) => Extensions::File(file.clone()),
            Self::None => Extensions::text(),
        }
    }
}

/// How documents are checked. The default is that of the command line.
#[derive(Clone, Debug, Default)]
pub struct CheckOptions {
    /// What becomes of fixes.
    pub fixes: Fixes,
    /// What to do with files that have several hard links when they are rewritten.
    pub hard_links: HardLinks,
    /// The baseline of all documents, instead of those in the configuration.
    pub baseline: Option<PathBuf>,
    /// Whether all findings are written to the baseline, so that they are known from then on.
    pub write_baseline: bool,
    /// Only lines changed since this git revision have findings.
    pub since: Option<String>,
    /// The lowest severity that fails the run, instead of that in the configuration.
    pub fail_on: Option<FailOn>,
    /// Whether the run passes whatever is found.
    pub never_fails: bool,
}

/// What becomes of fixes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fixes {
    /// They are only part of the findings.
    #[default]
    None,
    /// Those that are at least this safe are applied. Files are rewritten; other documents are fixed in memory.
    Apply(Applicability),
    /// They are applied in memory, and no file changes.
    Preview(Applicability),
}

impl Fixes {
    /// The least safe fixes that are applied, if any are.
    pub(super) fn least(self) -> Option<Applicability> {
        match self {
            Fixes::None => None,
            Fixes::Apply(least) | Fixes::Preview(least) => Some(least),
        }
    }

    /// Whether files are rewritten.
    pub(super) fn rewrites(self) -> bool {
        matches!(self, Fixes::Apply(_))
    }
}
