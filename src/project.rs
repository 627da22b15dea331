//! A run over the documents of a project: its configuration, checking and fixing, baselines and the gate.
//!
//! The command line is one caller. This module reads flags from nobody and prints nothing: results are values, and what
//! there is to say besides findings is a list of [notes](Note).
//!
//! # Examples
//!
//! Check a folder as its `doclint.toml` says, with the rules that compare documents, and fix what is safe to fix. Each
//! file keeps its encoding:
//!
//! ```
//! use doclint::Applicability;
//! use doclint::project::{Options, Outcome, Project};
//!
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path();
//! # std::fs::write(path.join("doclint.toml"), "[levels]\nmissing-field = \"off\"\n")?;
//! # std::fs::write(path.join("talk.txt"), b"Talks\n\nThe caf\xe9 opened , and the ministers met .\n")?;
//! let project = Project::open(&[path], &Options::default())?;
//! let report = project.fix(Applicability::Safe, |document, checked| match checked {
//!     Ok(checked) => {
//!         for finding in &checked.findings {
//!             let position = checked.source.position(finding.span.start);
//!             println!("{}:{}: {}", document.name(), position.line, finding.message);
//!         }
//!     }
//!     Err(error) => eprintln!("{error}"),
//! })?;
//! assert_eq!(report.outcome, Outcome::Clean);
//! # assert!(report.totals.fixes >= 2, "{report:?}");
//! # assert_eq!(std::fs::read(path.join("talk.txt"))?, b"Talks\n\nThe caf\xe9 opened, and the ministers met.\n");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::path::{Path, PathBuf};

use crate::diagnostic::Applicability;
use crate::error::Error;
use crate::files::{self, Input, Request, Sources};
use crate::source::Source;

mod baselines;
mod changed_lines;
mod check;
pub(crate) mod config;
mod corpus_pass;
mod drafts;
mod fix;
mod gates;
mod note;
mod options;
mod profiles;
pub(crate) mod recovery;
mod rounds;
mod selection;
mod unused;

pub use check::{Change, CheckPlan, CheckRun, Checked, Counts, Totals};
pub use config::DocumentConfig;
pub(crate) use corpus_pass::CorpusPass;
pub use note::{Note, NoteKind};
pub use options::{CheckOptions, ConfigSource, Fixes, Options};
pub use selection::RuleSelection;

/// Documents with their configuration.
pub struct Project {
    inputs: Vec<Input>,
    /// The files and folders that were named to find them.
    paths: Vec<PathBuf>,
    /// The file that lists them.
    files_from: Option<PathBuf>,
    config: config::ProjectConfig,
    threads: usize,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Nothing at or above the gate.
    Clean,
    /// Something at or above the gate.
    Found,
    /// The job failed, in whole or in part.
    Failed,
}

/// The end of a run.
#[derive(Debug)]
pub struct RunReport {
    /// How it ended.
    pub outcome: Outcome,
    /// What was found and fixed in all documents.
    pub totals: Totals,
    /// What else there is to say, in order.
    pub notes: Vec<Note>,
}

impl Project {
    /// The documents in these files and folders, with their configuration.
    ///
    /// # Errors
    /// [`Error::NotFound`] or [`Error::Read`] for a path without documents; otherwise the first error in a
    /// configuration, a profile or a lexicon.
    pub fn open(paths: &[impl AsRef<Path>], options: &Options) -> Result<Self, Error> {
        let paths = paths.iter().map(|path| path.as_ref().to_path_buf()).collect();
        let request = Request { paths, extensions: options.config.extensions(), ..Request::default() };
        let found = files::find(&request);
        match found.errors.into_iter().next() {
            Some(error) => Err(error),
            None => Self::of(&request, found.inputs, options),
        }
    }

    /// Documents in memory, with the configuration of their paths unless the options say otherwise. Nothing is written:
    /// what a fix gives is passed on. Paths must differ.
    ///
    /// # Errors
    /// The first error in a configuration, a profile or a lexicon.
    pub fn in_memory(sources: impl IntoIterator<Item = Source>, options: &Options) -> Result<Self, Error> {
        let inputs = sources.into_iter().map(Input::in_memory).collect();
        Self::of(&Request::default(), inputs, options)
    }

    /// The documents that were found for a request, with their configuration.
    ///
    /// # Errors
    /// The first error in a configuration, a profile or a lexicon.
    pub fn of(request: &Request, inputs: Vec<Input>, options: &Options) -> Result<Self, Error> {
        let config = config::ProjectConfig::read(&inputs, options)?;
        let Request { paths, files_from, .. } = request.clone();
        Ok(Self { inputs, paths, files_from, config, threads: options.threads })
    }

    /// The documents, by path.
    pub fn documents(&self) -> &[Input] {
        &self.inputs
    }

    /// The configuration of a document.
    pub fn config_of(&self, document: &Input) -> DocumentConfig<'_> {
        self.config.of(document)
    }

    /// Does work for each document, in parallel, and passes on the results in the order of the documents.
    ///
    /// # Errors
    /// The first that `then` returns; no further document is begun.
    pub fn for_each<T: Send, E>(
        &self,
        work: impl Fn(&Input) -> T + Sync,
        then: impl FnMut(T) -> Result<(), E>,
    ) -> Result<(), E> {
        files::for_each(&self.inputs, self.threads, work, then)
    }

    /// Checks the documents and passes on the result of each, in their order.
    ///
    /// # Errors
    /// What stops the run; not what is wrong with a single document.
    pub fn check(
        &self,
        options: &CheckOptions,
        mut each: impl FnMut(&Input, Result<&Checked, &Error>),
    ) -> Result<RunReport, Error> {
        let rewrites = options.fixes.rewrites();
        let mut notes =
            if rewrites { recovery::recover(&self.inputs) } else { recovery::interrupted(&self.inputs) };
        let run = self.plan(options, &mut notes)?.start()?;
        let (mut totals, mut outcome) = (Totals::default(), Outcome::Clean);
        let work = |input: &Input| (input.clone(), run.check(input));
        run.for_each(work, |(input, checked)| {
            each(&input, checked.as_ref().map_err(AsRef::as_ref));
            match checked {
                Ok(checked) => totals.add(checked.counts),
                Err(_) => outcome = Outcome::Failed,
            }
            Ok::<(), Error>(())
        })?;
        outcome = outcome.max(run.finish(&mut totals, &mut notes)?);
        notes.extend(totals.skipped_links().into_iter().chain(run.unfixed()));
        Ok(RunReport { outcome, totals, notes })
    }

    /// Applies the fixes that are at least this safe, and passes on what is left in each document.
    ///
    /// # Errors
    /// Those of [`Project::check`].
    pub fn fix(
        &self,
        least: Applicability,
        each: impl FnMut(&Input, Result<&Checked, &Error>),
    ) -> Result<RunReport, Error> {
        self.check(&CheckOptions { fixes: Fixes::Apply(least), ..CheckOptions::default() }, each)
    }

    /// A check in steps, for a caller that writes while it runs. Notes go to `notes`, even before an error.
    ///
    /// # Errors
    /// [`Error::Usage`] if the check would overwrite what it reads; otherwise those of reading a baseline, or of git.
    pub fn plan(&self, options: &CheckOptions, notes: &mut Vec<Note>) -> Result<CheckPlan<'_>, Error> {
        CheckPlan::new(self, options, notes)
    }

    /// What the documents have in common.
    pub(crate) fn first_pass(&self) -> Result<CorpusPass, Error> {
        CorpusPass::over(&self.inputs, self.threads, &self.config, &drafts::Drafts::default())
    }

    /// The configuration of all documents.
    pub(crate) fn config(&self) -> &config::ProjectConfig {
        &self.config
    }

    /// What a run reads, and nothing may overwrite.
    pub fn sources(&self) -> Sources<'_> {
        Sources::new(&self.inputs, self.config.read_from()).and(self.files_from.as_deref())
    }
}
