//! `doclint schema`: the JSON Schemas of what doclint reads and writes.

use std::io::Write;

use clap::Args;

use super::streams::Streams;
use super::{CliError, Outcome};
use crate::error::{Error, unknown};
use crate::schema::{names, published};
use crate::visible::Escape;

/// Print the JSON Schema of a format: config, document, findings, language, lexicon or profile
///
/// Without a name, lists the names.
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// Schema to print
    name: Option<String>,
}

impl Schema {
    pub(super) fn run(&self, streams: &mut Streams) -> Result<Outcome, CliError> {
        let Some(name) = &self.name else {
            names().try_for_each(|name| writeln!(streams.out, "{name}"))?;
            return Ok(Outcome::Clean);
        };
        let schema = published(name).ok_or_else(|| Error::Usage(unknown("schema", name, names())))?;
        streams.report_as(Escape::Unicode);
        streams.out.write_all(schema.as_bytes())?;
        Ok(Outcome::Clean)
    }
}
