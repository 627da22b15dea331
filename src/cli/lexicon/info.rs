//! `doclint lexicon info`: where the built-in word lists come from.

use std::io::Write;

use clap::Args;

use crate::cli::streams::Streams;
use crate::cli::{CliError, Outcome};
use crate::lexicon::lists;

/// Print the built-in word lists: source, version, licence, size
#[derive(Debug, Args)]
pub(super) struct Info {}

impl Info {
    #[expect(clippy::unused_self, reason = "every command runs in the same way")]
    pub(super) fn run(&self, streams: &mut Streams) -> Result<Outcome, CliError> {
        for list in lists() {
            let (entries, bytes) = (list.entries, list.bytes);
            writeln!(streams.out, "{}", list.name)?;
            writeln!(streams.out, "  source   {} {}", list.source, list.version)?;
            writeln!(streams.out, "  licence  {}", list.licence)?;
            writeln!(streams.out, "  size     {entries} entries, {bytes} bytes")?;
        }
        Ok(Outcome::Clean)
    }
}
