//! `doclint lexicon learn`: a draft of a lexicon from the names in documents.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::flags::{Config, Rewriting};
use crate::cli::streams::Streams;
use crate::cli::{CliError, Outcome, Paths, Reading};
use crate::error::{Error, Fault};
use crate::files::{self, Seen, Sources, is_standard_output, read_text_to_rewrite, rewrite, shown};
use crate::learn::Gleaned;
use crate::parse::parse;
use crate::project::Project;
use crate::project::recovery::{interrupted, recover_beside};
use crate::report::counted;
use crate::visible::Escape;

/// Draft a lexicon.toml from the names in documents
///
/// Persons come from speaker labels, bylines and titles in the text, organisations from acronyms and long names, places
/// from headers. Spellings that belong together are in comments: you decide which is right.
#[derive(Debug, Args)]
pub(super) struct Learn {
    #[command(flatten)]
    paths: Paths,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    config: Config,
    /// Minimum number of occurrences of a name
    #[arg(long, value_name = "N", default_value_t = 3, help_heading = "Output")]
    min_count: usize,
    /// Write to this file; if it exists, only new names are added and nothing is lost; `-` is standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    #[command(flatten, next_help_heading = "Output")]
    rewriting: Rewriting,
}

impl Learn {
    pub(super) fn run(&self, streams: &mut Streams) -> Result<Outcome, CliError> {
        self.file().map(files::refuse_link).transpose()?;
        streams.notices.print(self.file().map(recover_beside).unwrap_or_default());
        let (begun, seen) = self.begun()?;
        let (request, inputs, mut outcome) = self.paths.find(Some("."), self.config.extensions(), streams)?;
        streams.notices.print(interrupted(&inputs));
        let project = Project::of(&request, inputs, &self.reading.options(&self.config))?;
        if let Some(path) = self.file() {
            // The lexicon itself is read to be extended, and may be the one in the configuration.
            let configurations = project.config().files().iter().map(|file| file.path.clone()).collect();
            Sources::new(project.documents(), configurations)
                .and(self.paths.files_from.as_deref())
                .spare(path)?;
        }
        self.reading.note_threads(&mut streams.notices);
        let glean = |input: &files::Input| {
            let source = input.read()?;
            Ok::<_, Error>(Gleaned::of(&parse(&source, project.config_of(input).profile(&source))))
        };
        let mut all = Gleaned::default();
        project.for_each(glean, |gleaned| {
            match gleaned {
                Ok(gleaned) => all.merge(gleaned),
                Err(error) => {
                    streams.notices.error(&error);
                    outcome = Outcome::Failed;
                }
            }
            Ok::<(), CliError>(())
        })?;
        let merged =
            all.draft(self.min_count).merged_into(&begun).map_err(|fault| self.fault(fault, &begun))?;
        let Some(path) = self.file() else {
            streams.report_as(Escape::Unicode);
            streams.out.write_all(merged.text.as_bytes())?;
            return Ok(outcome);
        };
        if merged.text != begun {
            rewrite(path, merged.text.as_bytes(), &seen, self.rewriting.links())?;
        }
        let (entries, documents) =
            (counted(merged.added, "entry"), counted(project.documents().len(), "document"));
        let entries = entries.replace("entrys", "entries");
        streams.notices.note(&format!("{}: {entries} added from {documents}", shown(path)));
        Ok(outcome)
    }

    /// The file to write; `None` for standard output.
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| !is_standard_output(path))
    }

    /// The text of the file to extend, or `None` if it does not exist yet.
    fn begun(&self) -> Result<(String, Seen), Error> {
        match self.file() {
            Some(path) if path.exists() => {
                let (text, seen) = read_text_to_rewrite(path)?;
                // Errors in it are reported before the documents are read.
                crate::lexicon::facts::Facts::read(&text).map_err(|fault| self.fault(fault, &text))?;
                Ok((text, seen))
            }
            _ => Ok((String::new(), Seen::nothing())),
        }
    }

    fn fault(&self, fault: Fault, text: &str) -> Error {
        let path = self.output.as_deref().map(shown).unwrap_or_default();
        Error::Configuration(Box::new(fault.within(&path, text)))
    }
}
