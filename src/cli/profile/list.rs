//! `doclint profile list`: the built-in profiles and those of the configuration.

use std::fmt::Write as _;
use std::io::Write;

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::cli::flags::Config;
use crate::cli::streams::Streams;
use crate::cli::{CliError, Outcome};
use crate::error::Error;
use crate::profile::Profile;
use crate::project::Project;
use crate::report::visible;
use crate::source::Source;
use crate::visible::Escape;

/// List the built-in profiles and those that the configuration names
#[derive(Debug, Args)]
pub(super) struct List {
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    #[command(flatten)]
    config: Config,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A table
    Human,
    /// One JSON object
    Json,
}

/// How a document comes to be read with a profile.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum Recognised {
    /// By its signature.
    Signature,
    /// It is set in the configuration.
    Configuration,
    /// No other fits.
    Fallback,
}

impl Recognised {
    fn name(self) -> &'static str {
        match self {
            Recognised::Signature => "by signature",
            Recognised::Configuration => "set in doclint.toml",
            Recognised::Fallback => "if no other fits",
        }
    }
}

/// A profile as programs see it.
#[derive(Serialize)]
struct Entry {
    name: String,
    title: String,
    language: &'static str,
    /// The profile that it extends.
    extends: Option<String>,
    /// Its file; none if it is built in.
    file: Option<String>,
    recognised: Recognised,
    /// The phrases by which it is recognised.
    signature: Vec<String>,
}

impl List {
    pub(super) fn run(&self, streams: &mut Streams) -> Result<Outcome, CliError> {
        let entries = entries(&here(&self.config)?);
        let text = match self.format {
            Format::Human => table(&entries),
            Format::Json => {
                streams.report_as(Escape::Unicode);
                let list = serde_json::json!({ "profiles": entries });
                serde_json::to_string_pretty(&list).expect("texts are JSON") + "\n"
            }
        };
        streams.out.write_all(text.as_bytes())?;
        Ok(Outcome::Clean)
    }
}

/// The current folder as a project without documents of its own: only its configuration matters.
pub(super) fn here(config: &Config) -> Result<Project, Error> {
    Project::in_memory([Source::from_text("profile", "")], &config.options(None))
}

/// Own profiles first: they are recognised first.
fn entries(project: &Project) -> Vec<Entry> {
    let own = project.config().files().iter().flat_map(|file| file.own_profiles());
    let own = own.map(|own| {
        let recognised = if own.is_set { Recognised::Configuration } else { Recognised::Signature };
        entry(own.profile, Some(own.file), recognised)
    });
    let built_in = Profile::names().filter_map(Profile::built_in).map(|profile| {
        let is_last = profile.signature.is_empty();
        entry(profile, None, if is_last { Recognised::Fallback } else { Recognised::Signature })
    });
    own.chain(built_in).collect()
}

fn entry(profile: &Profile, file: Option<String>, recognised: Recognised) -> Entry {
    Entry {
        name: profile.name.clone(),
        title: profile.title.clone(),
        language: profile.language().code(),
        extends: profile.extends.clone(),
        file,
        recognised,
        signature: profile.signature.iter().map(|phrase| phrase.text.clone()).collect(),
    }
}

/// One line for each profile.
fn table(entries: &[Entry]) -> String {
    let wide = entries.iter().map(|entry| entry.name.chars().count()).max().unwrap_or(0);
    let recognised = entries.iter().map(|entry| entry.recognised.name().len()).max().unwrap_or(0);
    entries.iter().fold(String::new(), |mut text, entry| {
        let Entry { name, language, title, .. } = entry;
        let how = entry.recognised.name();
        let file = entry.file.as_ref().map(|file| format!(" ({file})")).unwrap_or_default();
        let line = format!("{name:<wide$}  {language:<3}  {how:<recognised$}  {title}{file}");
        writeln!(text, "{}", visible(&line)).expect("writing to a string cannot fail");
        text
    })
}
