//! `doclint init`: a commented `doclint.toml` for a corpus.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::streams::Streams;
use super::{CliError, Outcome, flags};
use crate::error::Error;
use crate::files::{self, CONFIGURATION, Extensions, Input, Request, is_standard_output};
use crate::lexicon::Lexicon;
use crate::lint::lint;
use crate::parse::parse;
use crate::profile::Profile;
use crate::report::counted;
use crate::rules;
use crate::settings::Settings;
use crate::visible::toml_string;

/// Write a commented doclint.toml for the documents of a folder
///
/// The documents are examined first: the file names the family that was detected, and the rules that have findings.
/// Nothing else is changed.
#[derive(Debug, Args)]
pub(super) struct Init {
    /// The folder
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
    /// Extension of the documents, written into the file; may be given several times
    #[arg(long, value_name = "EXT", value_parser = flags::extension)]
    extension: Vec<String>,
    /// Overwrite an existing file
    #[arg(long)]
    force: bool,
}

/// What the documents show.
#[derive(Debug, Default)]
struct Look {
    /// The extensions of the documents, if they were given.
    extensions: Vec<String>,
    documents: usize,
    /// Documents by detected profile.
    profiles: BTreeMap<&'static str, usize>,
    /// Findings by rule.
    rules: BTreeMap<&'static str, usize>,
}

impl Init {
    pub(super) fn run(&self, streams: &mut Streams) -> Result<Outcome, CliError> {
        if is_standard_output(&self.folder) {
            let folder = self.folder.display();
            return Err(Error::Usage(format!("init {folder}: not a folder")).into());
        }
        let path = self.folder.join(CONFIGURATION);
        if path.exists() && !self.force {
            let name = files::shown(&path);
            return Err(Error::Usage(format!("{name}: already exists; --force overwrites it")).into());
        }
        files::refuse_link(&path)?;
        let extensions = flags::or_given(Extensions::Nearest, &self.extension);
        let paths = vec![self.folder.clone()];
        let found = files::find(&Request { paths, extensions, ..Request::default() });
        if let Some(error) = found.errors.into_iter().next() {
            return Err(error.into());
        }
        let mut look = Look { extensions: self.extension.clone(), ..Look::default() };
        files::for_each(&found.inputs, 0, Look::at, |seen| {
            match seen {
                Ok(seen) => look.merge(&seen),
                Err(error) => streams.notices.warning(&error.to_string()),
            }
            Ok::<(), CliError>(())
        })?;
        files::write_by_rename(&path, look.file().as_bytes())?;
        streams.notices.note(&look.note(&path));
        Ok(Outcome::Clean)
    }
}

impl Look {
    fn at(input: &Input) -> Result<Self, Error> {
        let source = input.read()?;
        let profile = Profile::recognise(source.text());
        let name = Profile::names().find(|name| *name == profile.name).unwrap_or("plain");
        let mut look = Self { documents: 1, profiles: [(name, 1)].into(), ..Self::default() };
        for finding in lint(&parse(&source, profile), Lexicon::built_in(), &Settings::default()) {
            *look.rules.entry(finding.rule).or_default() += 1;
        }
        Ok(look)
    }

    fn merge(&mut self, other: &Self) {
        self.documents += other.documents;
        other.profiles.iter().for_each(|(name, count)| *self.profiles.entry(name).or_default() += count);
        other.rules.iter().for_each(|(name, count)| *self.rules.entry(name).or_default() += count);
    }

    fn findings(&self) -> usize {
        self.rules.values().sum()
    }

    fn note(&self, path: &Path) -> String {
        let (path, documents) = (files::shown(path), counted(self.documents, "document"));
        let findings = counted(self.findings(), "finding");
        format!("{path} written: {documents}, {findings}; `doclint check` uses it from now on")
    }

    /// The text of the file.
    fn file(&self) -> String {
        let (profile, levels, total) = (self.profile(), self.levels(), self.findings());
        format!(
            "# How doclint checks the documents of this folder. `doclint schema config` describes all keys,
# `doclint check --show-settings FILE` shows the settings of a document.

{profile}
# Words that are right although they look misspelt.
words = []

# {findings} now: `doclint check --write-baseline` with this line makes them known, so that only new ones are reported.
# baseline = \"doclint-baseline.json\"

# Levels by rule or category: off, info, warn or error; `doclint rule` lists them.
[levels]
{levels}
# Different settings for some documents.
# [[overrides]]
# paths = [\"1999/**\"]
# levels = {{ date = \"off\" }}

# Accepted findings, each with a reason. One that matches nothing is reported.
# [[allowances]]
# rule = \"misspelling\"
# paths = [\"1999/**\"]
# text = \"Kazakstan\"
# reason = \"the spelling of the time\"

# What makes the exit code 1.
[gate]
fail-on = \"error\"
# clean = 95 # percentage of documents that must be without errors
# limits = {{ total = {total} }} # maximum number of findings, by rule, category or in total

# [output]
# format = \"concise\"

# Extensions of the documents in folders.
{extensions}",
            findings = counted(total, "finding"),
            extensions = self.corpus(),
        )
    }

    /// The lines about extensions: set if they were given.
    fn corpus(&self) -> String {
        if self.extensions.is_empty() {
            return "# [corpus]\n# extensions = [\"txt\", \"text\"]\n".to_string();
        }
        let list: Vec<String> = self.extensions.iter().map(|one| toml_string(one)).collect();
        format!("[corpus]\nextensions = [{}]\n", list.join(", "))
    }

    /// The line about the family: set if all documents agree.
    fn profile(&self) -> String {
        let mut seen: Vec<(usize, &str)> =
            self.profiles.iter().map(|(name, count)| (*count, *name)).collect();
        seen.sort_unstable_by(|a, b| b.cmp(a));
        let names: Vec<String> = seen.iter().map(|(count, name)| format!("{name} {count}")).collect();
        let names = if names.is_empty() { "no documents yet".to_string() } else { names.join(", ") };
        let head =
            format!("# The family of the documents; detected for each document by default. Seen: {names}.\n");
        match seen[..] {
            [(_, name)] if name != "plain" => format!("{head}profile = \"{name}\"\n"),
            _ => format!("{head}# profile = \"{}\"\n", seen.first().map_or("nato", |(_, name)| name)),
        }
    }

    /// A line for each rule with findings, the most frequent first.
    fn levels(&self) -> String {
        let mut seen: Vec<(&str, usize)> = self.rules.iter().map(|(rule, count)| (*rule, *count)).collect();
        seen.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        seen.iter().fold(String::new(), |mut text, (rule, count)| {
            let level = rules::find(rule).map_or("warn", |rule| rule.level.name());
            let line = format!("# {rule} = \"{level}\"");
            writeln!(text, "{line:<40} # {}", counted(*count, "finding"))
                .expect("writing to a string cannot fail");
            text
        })
    }
}
