//! `doclint lexicon`: the words that rules ask about.

use clap::{Args, Subcommand};

use super::streams::Streams;
use super::{Outcome, Stop};

mod info;
mod learn;

/// The words and names that rules ask about
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
    pub(super) fn run(&self, streams: &mut Streams) -> Result<Outcome, Stop> {
        match &self.command {
            Command::Info(info) => info.run(streams),
            Command::Learn(learn) => learn.run(streams),
        }
    }
}
