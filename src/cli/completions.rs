//! `doclint completions`: what a shell needs to complete the command line.

use std::io::Write;

use clap::Args;
use clap_complete::{Shell, generate};

use super::streams::Streams;
use super::{CliError, Outcome, command};

/// Print the completions of a shell
///
/// For bash, `doclint completions bash > ~/.local/share/bash-completion/completions/doclint`; for zsh, a file `_doclint` in a
/// folder of `$fpath`; for fish, `~/.config/fish/completions/doclint.fish`.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// Shell to complete in
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, streams: &mut Streams) -> Result<Outcome, CliError> {
        let mut script = Vec::new();
        generate(self.shell, &mut command(), "doclint", &mut script);
        streams.out.document().write_all(&script)?;
        Ok(Outcome::Clean)
    }
}
