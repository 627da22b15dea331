//! Flags that several commands share, and the options that they stand for.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::files::{Extensions, HardLinks};
use crate::project::{ConfigSource, Options, RuleSelection};
use crate::settings;

/// Where the configuration comes from.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Config {
    /// Use this configuration for all documents instead of the nearest `doclint.toml` above each
    #[arg(long, value_name = "FILE", help_heading = "Configuration")]
    config: Option<PathBuf>,
    /// Use no configuration file
    #[arg(long, help_heading = "Configuration", conflicts_with = "config")]
    no_config: bool,
    /// Use these lexicons for all documents instead of those in the configuration
    #[arg(long, value_name = "FILE", help_heading = "Configuration")]
    lexicon: Vec<PathBuf>,
}

impl Config {
    fn source(&self) -> ConfigSource {
        match &self.config {
            _ if self.no_config => ConfigSource::None,
            Some(file) => ConfigSource::File(file.clone()),
            None => ConfigSource::Nearest,
        }
    }
    /// Where the extensions of documents come from.
    pub(super) fn extensions(&self) -> Extensions {
        self.source().extensions()
    }
    /// The options of a run, with this profile for all documents if there is one.
    pub(super) fn options(&self, profile: Option<&str>) -> Options {
        let config = self.source();
        let profile = profile.map(str::to_string);
        Options { config, lexicons: self.lexicon.clone(), profile, ..Options::default() }
    }
}

/// The value of `--extension`.
pub(super) fn extension(text: &str) -> Result<String, String> {
    let bare = settings::extension(text).map(str::to_string);
    bare.ok_or_else(|| "expected a file extension: `txt`".to_string())
}

/// The extensions of `--extension`, or else these.
pub(super) fn or_given(extensions: Extensions, given: &[String]) -> Extensions {
    if given.is_empty() { extensions } else { Extensions::Only(given.to_vec()) }
}

/// Which rules run.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Select {
    /// Run only these rules: names or categories, comma-separated
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    select: Vec<String>,
    /// Do not run these rules: names or categories, comma-separated
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    ignore: Vec<String>,
}

impl Select {
    pub(super) fn rules(&self) -> RuleSelection {
        RuleSelection { select: self.select.clone(), ignore: self.ignore.clone() }
    }
}

/// The lines to check.
#[derive(Debug, Args)]
pub(super) struct Since {
    /// Report only findings on lines changed since this git revision: `HEAD`, `origin/main`
    ///
    /// New files, and files that cannot be compared, count as changed as a whole. Documents without a changed line are
    /// not checked.
    #[arg(long, value_name = "REV", help_heading = "Rules", conflicts_with_all = ["fix", "diff"])]
    pub(super) since: Option<String>,
}

/// Where known findings are kept.
#[derive(Debug, Args)]
pub(super) struct BaselineArguments {
    /// Do not report the findings in this file; can also be set in `doclint.toml`
    #[arg(long, value_name = "FILE", help_heading = "Baseline")]
    pub(super) baseline: Option<PathBuf>,
    /// Write all findings to the baseline, so that they are known from now on
    ///
    /// A file that is neither empty nor a baseline is not overwritten, and a symbolic link is not followed.
    #[arg(long, help_heading = "Baseline", conflicts_with_all = ["diff", "since"])]
    pub(super) write_baseline: bool,
}

/// What makes the exit code 1.
#[derive(Debug, Args)]
pub(super) struct GateArguments {
    /// Lowest severity that makes the exit code 1; `error` by default
    #[arg(long, value_name = "SEVERITY", help_heading = "Output")]
    fail_on: Option<FailOn>,
    /// Exit with 0 whatever is found
    #[arg(long, help_heading = "Output")]
    pub(super) exit_zero: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FailOn {
    /// Only errors
    Error,
    /// Warnings and errors
    Warning,
    /// Any finding
    Info,
    /// Nothing
    Never,
}

impl GateArguments {
    pub(super) fn fail_on(&self) -> Option<settings::FailOn> {
        self.fail_on.map(|fail_on| match fail_on {
            FailOn::Error => settings::FailOn::Error,
            FailOn::Warning => settings::FailOn::Warning,
            FailOn::Info => settings::FailOn::Info,
            FailOn::Never => settings::FailOn::Never,
        })
    }
}

/// How files are rewritten.
#[derive(Debug, Args)]
pub(super) struct Rewriting {
    /// Also rewrite files with several hard links; their other names keep the old content
    #[arg(long)]
    break_hardlinks: bool,
}

impl Rewriting {
    pub(super) fn links(&self) -> HardLinks {
        if self.break_hardlinks { HardLinks::Break } else { HardLinks::Refuse }
    }
}
