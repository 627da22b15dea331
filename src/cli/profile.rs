//! `doclint profile`: the families of documents, and a draft of one's own.

use clap::{Args, Subcommand};

use super::streams::Streams;
use super::{CliError, Outcome};

mod draft;
mod list;
mod show;

/// Families of documents: list and print profiles, draft one's own
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(super) struct Profile {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Draft(draft::Draft),
    List(list::List),
    Show(show::Show),
}

impl Profile {
    pub(super) fn run(&self, streams: &mut Streams) -> Result<Outcome, CliError> {
        match &self.command {
            Command::Draft(draft) => draft.run(streams),
            Command::List(list) => list.run(streams),
            Command::Show(show) => show.run(streams),
        }
    }
}
