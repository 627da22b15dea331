//! A check: what is found in each document of a project, after fixing it if that is asked for.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

use super::baselines::{BaselineDiff, BaselineTotals, Baselines};
use super::changed_lines::ChangedLines;
use super::config::DocumentConfig;
use super::corpus_pass::CorpusPass;
use super::drafts::Drafts;
use super::fix::{FixedFile, fix_file};
use super::gates::{Gates, Tallies};
use super::note::Note;
use super::options::{CheckOptions, Fixes};
use super::rounds::{Rounds, Step};
use super::{Outcome, Project, unused};
use crate::diagnostic::{Applicability, Diagnostic, Summary};
use crate::error::Error;
use crate::files::{self, Input, Reach, Seen, Sources};
use crate::fix::{self, ByRule};
use crate::parse::parse;
use crate::report::Statistics;
use crate::rule::Level;
use crate::rules::find;
use crate::source::Source;
use crate::survey::Count;

/// A check that is ready to start: everything but the documents has been read.
pub struct CheckPlan<'p> {
    project: &'p Project,
    options: CheckOptions,
    /// The documents to check: those of the project, or those that changed.
    inputs: Cow<'p, [Input]>,
    baselines: Baselines,
    changed: ChangedLines,
    gates: Gates,
    /// How far links are followed when documents are rewritten.
    reach: Reach,
}

/// A check in progress: documents are fixed, and what they have in common is known.
pub struct CheckRun<'p> {
    plan: CheckPlan<'p>,
    rounds: Rounds,
}

/// The result for one document.
#[derive(Debug)]
pub struct Checked {
    /// The document, as it is after fixing.
    pub source: Source,
    /// The findings that remain, by position.
    pub findings: Vec<Diagnostic>,
    /// What the document adds to the totals of the run.
    pub counts: Counts,
    /// The number of its configuration file.
    config: Option<usize>,
}

/// What fixes would change in one document.
#[derive(Debug)]
pub struct Change {
    /// The document before and after; `None` if fixes do not follow it, since it is a link.
    pub versions: Option<[Source; 2]>,
    /// What the document adds to the totals of the run.
    pub counts: Counts,
}

/// What one document adds to the totals of a run.
#[derive(Debug, Default)]
pub struct Counts {
    /// Fixes that were applied, or would be, by rule.
    pub fixes: ByRule,
    /// The document as a link, if fixes do not follow it.
    pub link: Option<PathBuf>,
    summary: Summary,
    statistics: Statistics,
    tallies: Tallies,
    baseline: Option<BaselineDiff>,
}

/// The totals of a run.
#[derive(Debug, Default)]
pub struct Totals {
    /// Documents and findings.
    pub summary: Summary,
    /// Findings by rule and by document.
    pub statistics: Statistics,
    /// Fixes that were applied, or would be.
    pub fixes: usize,
    /// Documents with such fixes.
    pub fixed: usize,
    /// Links that fixes did not follow.
    links: Vec<PathBuf>,
    tallies: Tallies,
    baselines: BaselineTotals,
}

impl<'p> CheckPlan<'p> {
    /// Reads what the check needs besides documents. Notes go to `notes`, even before an error.
    ///
    /// # Errors
    /// [`Error::Usage`] if the check would overwrite what it reads; otherwise those of reading a baseline, or of git.
    pub(super) fn new(
        project: &'p Project,
        options: &CheckOptions,
        notes: &mut Vec<Note>,
    ) -> Result<Self, Error> {
        let config = &project.config;
        let baselines = Baselines::open(options.baseline.as_deref(), options.write_baseline, config, notes)?;
        baselines.spare(&project.sources())?;
        let mut inputs = Cow::Borrowed(project.documents());
        let changed = match &options.since {
            Some(revision) => ChangedLines::since(revision, inputs.to_mut(), project.threads)?,
            None => ChangedLines::all(),
        };
        Ok(Self {
            project,
            options: options.clone(),
            baselines,
            changed,
            gates: Gates::new(config, options.fail_on, options.never_fails),
            reach: Reach::new(&project.paths, &inputs),
            inputs,
        })
    }

    /// What the check reads, and nothing may overwrite.
    pub fn sources(&self) -> Sources<'_> {
        let sources = self.project.sources();
        self.baselines.paths().fold(sources, |sources, path| sources.and(Some(&path)))
    }

    /// Makes the first pass, and fixes the documents if asked to.
    ///
    /// # Errors
    /// None of a document: those are reported with it.
    pub fn start(self) -> Result<CheckRun<'p>, Error> {
        let rounds = self.rounds()?;
        Ok(CheckRun { plan: self, rounds })
    }

    fn rounds(&self) -> Result<Rounds, Error> {
        let threads = self.project.threads;
        let pass = |drafts: &Drafts| CorpusPass::over(&self.inputs, threads, &self.project.config, drafts);
        match self.options.fixes.least() {
            None => Ok(Rounds::of(pass(&Drafts::default())?)),
            Some(least) => {
                Rounds::run(&self.inputs, threads, pass, |input, rounds| self.fix(input, least, rounds))
            }
        }
    }

    /// Fixes one document as one of those of the first pass.
    fn fix(&self, input: &Input, least: Applicability, rounds: &Rounds) -> Result<Step, Error> {
        if !self.reach.holds(input) {
            return Ok(Step::default());
        }
        let is_draft = !self.options.fixes.rewrites() || !input.is_file();
        let (source, seen) = match is_draft {
            true => (rounds.drafts.read(input)?, Seen::nothing()),
            false => input.read_to_rewrite()?,
        };
        let config = self.project.config.of(input);
        let read = |source: &Source| read(source, &config, &rounds.corpus);
        let FixedFile { source, fixes, left_out } = fix_file(source, least, read)?;
        if !fixes.is_empty() && !is_draft {
            files::rewrite(&input.path(), source.bytes(), &seen, self.options.hard_links)?;
        }
        let draft = (!fixes.is_empty() && is_draft).then(|| source.bytes().to_vec());
        Ok(Step { applied: fixes, left_out, draft })
    }
}

/// A document as fixing sees it: its structure, and the findings that fixes may change.
fn read(source: &Source, config: &DocumentConfig, corpus: &CorpusPass) -> fix::Reading {
    let document = parse(source, config.profile(source));
    fix::Reading::of(&document, corpus.findings(&document, config))
}

impl CheckRun<'_> {
    /// The documents to check: those of the project, or those that changed.
    pub fn documents(&self) -> &[Input] {
        &self.plan.inputs
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
        files::for_each(&self.plan.inputs, self.plan.project.threads, work, then)
    }

    /// Checks one document, as it is after fixing.
    ///
    /// # Errors
    /// Why the document could not be read, or its fixes not be written.
    pub fn check(&self, input: &Input) -> Result<Checked, Arc<Error>> {
        self.is_fixed(input)?;
        let source = self.rounds.drafts.read(input)?;
        let project = self.plan.project;
        let config = project.config.of(input);
        let found = read(&source, &config, &self.rounds.corpus).findings;
        let (mut findings, baseline) = self.plan.baselines.sift(input, &config, &source, found);
        self.plan.changed.keep(input, &source, &mut findings);
        let link = self.skipped_link(input);
        let mut summary = Summary { documents: 1, ..Summary::default() };
        for finding in &findings {
            // Fixes that will never be applied are not advertised.
            let fix = finding.fix.as_ref().filter(|_| self.plan.reach.holds(input));
            summary.count(finding.severity, fix);
        }
        let config = config.file.map(|(number, _)| number);
        let counts = Counts {
            fixes: self.rounds.applied_to(input),
            link,
            summary,
            statistics: Statistics::of(source.path(), &findings),
            tallies: Tallies::of(config, &findings),
            baseline,
        };
        Ok(Checked { source, findings, counts, config })
    }

    /// What fixes would change in one document.
    ///
    /// # Errors
    /// Those of [`CheckRun::check`].
    pub fn preview(&self, input: &Input) -> Result<Change, Arc<Error>> {
        self.is_fixed(input)?;
        if let Some(link) = self.skipped_link(input) {
            return Ok(Change { versions: None, counts: Counts { link: Some(link), ..Counts::default() } });
        }
        let (before, after) = (input.read()?, self.rounds.drafts.read(input)?);
        let fixes = self.rounds.applied_to(input);
        Ok(Change { versions: Some([before, after]), counts: Counts { fixes, ..Counts::default() } })
    }

    /// Whether fixing a document did not fail.
    fn is_fixed(&self, input: &Input) -> Result<(), Arc<Error>> {
        self.rounds.failed.get(input).map_or(Ok(()), |error| Err(Arc::clone(error)))
    }

    /// The path of a document that is a link which fixes do not follow.
    fn skipped_link(&self, input: &Input) -> Option<PathBuf> {
        let fixes = self.plan.options.fixes != Fixes::None;
        (fixes && !self.plan.reach.holds(input)).then(|| input.path())
    }

    /// Whether a finding fails the run by itself.
    pub fn fails(&self, checked: &Checked, finding: &Diagnostic) -> bool {
        self.plan.gates.fails(checked.config, finding)
    }

    /// Whether the outcome is certain whatever the remaining documents contain.
    pub fn is_decided(&self, totals: &Totals) -> bool {
        if self.is_preview() {
            return totals.fixes > 0 && !self.plan.options.never_fails;
        }
        self.plan.gates.is_decided(&totals.tallies)
    }

    /// The limits of the gate that fail the run.
    pub fn breaches(&self, totals: &Totals) -> Vec<String> {
        self.plan.gates.failing(&totals.tallies, &self.plan.project.config)
    }

    /// Ends the run: notes unused allowances, known findings and exceeded limits, writes the baseline if that is asked
    /// for, and judges the totals.
    ///
    /// # Errors
    /// [`Error::Write`] if the baseline cannot be written. `notes` has what was noted before.
    pub fn finish(&self, totals: &mut Totals, notes: &mut Vec<Note>) -> Result<Outcome, Error> {
        let CheckPlan { project, options, inputs, baselines, gates, .. } = &self.plan;
        if options.since.is_none() {
            notes.extend(unused::notes(&project.config, &project.paths, inputs));
        }
        if self.is_preview() {
            return Ok(if self.is_decided(totals) { Outcome::Found } else { Outcome::Clean });
        }
        baselines.close(std::mem::take(&mut totals.baselines), options.hard_links, notes)?;
        let breaches = gates.breaches(&totals.tallies, &project.config);
        notes.extend(breaches.iter().map(|breach| Note::info(format!("gate: {breach}"))));
        Ok(if gates.passes(&totals.tallies) { Outcome::Clean } else { Outcome::Found })
    }

    /// Notes on what most documents lack, which no finding says of each.
    pub fn habits(&self) -> Vec<Note> {
        let is_on = |input: &Input| {
            let settings = self.plan.project.config.of(input).settings;
            find("missing-field").is_some_and(|rule| settings.level(rule) != Level::Off)
        };
        if !self.plan.inputs.iter().any(is_on) {
            return Vec::new();
        }
        self.rounds.corpus.habits()
    }

    /// The names in the text of most documents, the most frequent first: nothing if the run has a single document, or
    /// no rule that compares documents.
    pub fn names(&self, most: usize) -> Vec<(String, Count)> {
        self.rounds.corpus.names(most)
    }

    /// Notes on fixes that were not applied.
    pub fn unfixed(&self) -> Vec<Note> {
        self.rounds.notes()
    }

    fn is_preview(&self) -> bool {
        matches!(self.plan.options.fixes, Fixes::Preview(_))
    }
}

/// Links that are named individually.
const LINKS: usize = 5;

impl Totals {
    /// Adds a document.
    pub fn add(&mut self, counts: Counts) {
        let Counts { fixes, link, summary, statistics, tallies, baseline } = counts;
        self.summary.merge(summary);
        self.statistics.merge(statistics);
        self.tallies.merge(&tallies);
        self.fixes += fixes.values().sum::<usize>();
        self.fixed += usize::from(!fixes.is_empty());
        self.links.extend(link);
        baseline.into_iter().for_each(|diff| self.baselines.add(diff));
    }

    /// A note on the links that fixes did not follow. A corpus kept with git-annex consists of links.
    pub fn skipped_links(&self) -> Option<Note> {
        let names: Vec<String> =
            self.links.iter().take(LINKS).map(|link| link.display().to_string()).collect();
        let more = self.links.len() - names.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let why = "not fixed: symbolic links that lead out of the paths given";
        let text = format!("{}{more}: {why}; name their targets", names.join(", "));
        (!names.is_empty()).then(|| Note::warning(text))
    }
}
