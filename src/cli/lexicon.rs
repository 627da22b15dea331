//! `doclint lexicon`: the word lists that rules use.

use clap::{Args, Subcommand};

use super::streams::Streams;
use super::{CliError, Outcome};

mod info;
mod learn;

/// Word lists and names that rules use
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(super) struct Lexicon {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Info(info::Info),
    Learn(Box<learn::Learn>),
}

impl Lexicon {
    pub(super) fn run(&self, streams: &mut Streams) -> Result<Outcome, CliError> {
        match &self.command {
            Command::Info(info) => info.run(streams),
            Command::Learn(learn) => learn.run(streams),
        }
    }
}
