//! `doclint profile show`: a profile as TOML, with what it inherits.

use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

use clap::Args;

use super::list::here;
use crate::cli::flags::Config;
use crate::cli::streams::Streams;
use crate::cli::{CliError, Outcome};
use crate::error::{Error, unknown};
use crate::files::read_text;
use crate::profile::Profile;
use crate::visible::Escape;

/// Print a profile as TOML
///
/// What it inherits from another profile follows as comments. The output is a profile again, and a start for one's own.
#[derive(Debug, Args)]
pub(super) struct Show {
    /// Built-in profile, profile that the configuration names, or file
    #[arg(value_name = "NAME|FILE")]
    name: String,
    #[command(flatten)]
    config: Config,
}

impl Show {
    pub(super) fn run(&self, streams: &mut Streams) -> Result<Outcome, CliError> {
        let text = self.text()?;
        let profile = Profile::read(&self.name, &text)?;
        streams.report_as(Escape::Unicode);
        streams.out.write_all(text.as_bytes())?;
        if let Some(base) = &profile.extends {
            streams.out.write_all(inherited(base).as_bytes())?;
        }
        Ok(Outcome::Clean)
    }

    /// The text of the profile.
    fn text(&self) -> Result<String, Error> {
        if let Some(text) = Profile::toml(&self.name) {
            return Ok(text.to_string());
        }
        let project = here(&self.config)?;
        let own: Vec<_> = project.config().files().iter().flat_map(|file| file.own_profiles()).collect();
        let path = Path::new(&self.name);
        if let Some(own) = own.iter().find(|own| own.profile.name == self.name) {
            return read_text(Path::new(&own.file));
        }
        if path.exists() || path.extension().is_some() {
            return read_text(path);
        }
        let own = own.iter().map(|own| own.profile.name.clone());
        let names: Vec<String> = own.chain(Profile::names().map(str::to_string)).collect();
        let names = names.iter().map(String::as_str);
        Err(Error::Usage(unknown("profile", &self.name, names)))
    }
}

/// The profiles that this one inherits from, as comments.
fn inherited(base: &str) -> String {
    let mut text = String::new();
    let mut next = Some(base.to_string());
    while let Some(base) = next.and_then(|name| Profile::built_in(&name)) {
        let name = &base.name;
        write!(text, "\n# Inherited from `{name}`: these lists come before the ones above.\n#\n")
            .expect("writing to a string cannot fail");
        let toml = Profile::toml(name).unwrap_or_default();
        for line in toml.lines() {
            text.push_str(if line.is_empty() { "#" } else { "# " });
            text.push_str(line);
            text.push('\n');
        }
        next = base.extends.clone();
    }
    text
}
