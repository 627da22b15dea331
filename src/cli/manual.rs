//! `doclint man`: the manual pages of the program and its commands.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use clap_mangen::Man as ManualPage;

use super::streams::Streams;
use super::{CliError, Outcome, command};
use crate::error::{Error, unknown};
use crate::files::Replacement;

/// Print a manual page, for `man -l -` and for packages
///
/// `doclint man | man -l -` shows that of the program, `doclint man check | man -l -` that of a command.
#[derive(Debug, Args)]
pub(super) struct Man {
    /// Command to explain; the program by default
    command: Option<String>,
    /// Write the pages of the program and all commands to this folder, which must exist
    #[arg(long, value_name = "FOLDER", conflicts_with = "command")]
    output: Option<PathBuf>,
}

impl Man {
    pub(super) fn run(&self, streams: &mut Streams) -> Result<Outcome, CliError> {
        let pages = pages();
        if let Some(folder) = &self.output {
            for page in &pages {
                let path = folder.join(format!("{}.1", page.name));
                let mut file = Replacement::create(&path)?;
                file.write_all(&page.text).map_err(|error| Error::Write(path, error))?;
                file.commit()?;
            }
            return Ok(Outcome::Clean);
        }
        let wanted = self.command.as_ref().map_or("doclint".to_string(), |name| format!("doclint-{name}"));
        let page = pages.iter().find(|page| page.name == wanted).ok_or_else(|| {
            let names = pages.iter().filter_map(|page| page.name.strip_prefix("doclint-"));
            Error::Usage(unknown("command", self.command.as_deref().unwrap_or_default(), names))
        })?;
        streams.out.document().write_all(&page.text)?;
        Ok(Outcome::Clean)
    }
}

/// A manual page in roff.
struct Page {
    /// `doclint`, `doclint-check`.
    name: String,
    text: Vec<u8>,
}

/// The pages of the program and its commands.
fn pages() -> Vec<Page> {
    let mut program = command().disable_help_subcommand(true);
    program.build();
    let commands: Vec<clap::Command> = program.get_subcommands().cloned().collect();
    let page = |command: clap::Command, name: String| {
        let mut text = Vec::new();
        ManualPage::new(command).title(&name).render(&mut text).expect("writing to memory cannot fail");
        Page { name, text }
    };
    let commands = commands.into_iter().map(|command| {
        let name = format!("doclint-{}", command.get_name());
        page(command, name)
    });
    let commands: Vec<Page> = commands.collect();
    std::iter::once(page(program, "doclint".to_string())).chain(commands).collect()
}
