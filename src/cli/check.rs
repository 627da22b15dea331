//! `doclint check`: find and fix what is wrong with documents.

use std::io::Write;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Instant;

use clap::Args;

use super::flags::{BaselineArguments, Config, GateArguments, Rewriting, Select, Since};
use super::outputs::{Output, Outputs, Parts, Reports};
use super::streams::{Notices, Streams};
use super::{CliError, Outcome, Paths, Reading, settings};
use crate::diagnostic::{Applicability, Diagnostic, Severity, Summary};
use crate::error::Error;
use crate::files::{self, Input, Reach, Seen, Sources};
use crate::fix;
use crate::lint::lint_among;
use crate::parse::parse;
use crate::project::baselines::{BaselineDiff, BaselineTotals, Baselines};
use crate::project::changed_lines::ChangedLines;
use crate::project::config::{DocumentConfig, ProjectConfig};
use crate::project::corpus_pass::survey;
use crate::project::drafts::Drafts;
use crate::project::fix::{FixedFile, fix_file};
use crate::project::gates::{Gates, Tallies};
use crate::project::note::Note;
use crate::project::options::Options;
use crate::project::recovery::{interrupted, recover};
use crate::project::rounds::{Rounds, Step};
use crate::project::unused;
use crate::report::{Statistics, counted, summary_line, visible};
use crate::source::Source;
use crate::visible::Escape;

/// Find problems in documents
///
/// Findings go to standard output, sorted by file and position; a summary goes to standard error. Without a path, the
/// documents of the current folder are checked.
#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    paths: Paths,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    config: Config,
    #[command(flatten)]
    select: Select,
    #[command(flatten)]
    since: Since,
    #[command(flatten)]
    baseline: BaselineArguments,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    gate: GateArguments,
    /// Print the settings of a document and their origin as a configuration file, and check nothing
    #[arg(long, help_heading = "Configuration")]
    show_settings: bool,
    /// Apply safe fixes to the files; standard input is fixed to standard output
    ///
    /// A symbolic link found in a folder is not followed out of the files and folders named on the command line.
    #[arg(long, help_heading = "Fixes")]
    fix: bool,
    /// Include unsafe fixes, which are probably right, in --fix and --diff; changes nothing by itself
    #[arg(long, help_heading = "Fixes")]
    unsafe_fixes: bool,
    /// Show what --fix would change without changing it, even with --fix; exit with 1 if there is anything
    #[arg(long, help_heading = "Fixes")]
    diff: bool,
    #[command(flatten, next_help_heading = "Fixes")]
    rewriting: Rewriting,
}

/// The settings that every document of a run is checked with.
struct CheckRun<'a> {
    check: &'a Check,
    config: &'a ProjectConfig,
    baselines: Baselines,
    fresh: ChangedLines,
    /// The fixes, and what the documents of the run have in common.
    rounds: OnceLock<Rounds>,
    gates: Gates,
    reports: Reports,
    /// How far links are followed when documents are rewritten.
    reach: Reach,
    /// Whether a diff is for people and not for `patch`.
    shown: bool,
}

/// The outcome for one document.
#[derive(Default)]
struct Checked {
    /// The remaining findings, as the reports write them.
    parts: Parts,
    summary: Summary,
    statistics: Statistics,
    tallies: Tallies,
    diff: Option<BaselineDiff>,
    /// The fixed document or its diff, if that goes to standard output.
    text: Vec<u8>,
    /// Fixes that were applied, or would be.
    fixes: usize,
    /// The document as a link, if fixes do not follow it.
    link: Option<PathBuf>,
}

/// The outcome for all documents.
#[derive(Default)]
struct Total {
    summary: Summary,
    statistics: Statistics,
    tallies: Tallies,
    baselines: BaselineTotals,
    fixes: usize,
    fixed: usize,
    /// Links that fixes did not follow.
    links: Vec<PathBuf>,
}

impl Check {
    pub(super) fn run(&self, streams: &mut Streams) -> Result<Outcome, CliError> {
        let start = Instant::now();
        let (mut inputs, mut outcome) = self.paths.find(Some("."), streams)?;
        let left = if self.rewrites() { recover(&inputs) } else { interrupted(&inputs) };
        streams.notices.print(left);
        let options =
            Options { rules: self.select.rules(), ..self.config.options(self.reading.profile.as_deref()) };
        let config = ProjectConfig::read(&inputs, &options)?;
        if self.show_settings {
            let flags = (self.gate.fail_on(), self.output.format);
            streams.report_as(Escape::Unicode);
            settings::show(&inputs, &config, flags, &mut streams.out)?;
            return Ok(outcome);
        }
        self.reading.note_threads(&mut streams.notices);
        streams.outlive_reader();
        let run = self.set_up(&config, &inputs, streams)?;
        let since = self.since.since.as_deref();
        let fresh = ChangedLines::since(since, &mut inputs, self.reading.threads())?;
        let run = CheckRun { fresh, ..run };
        let outputs = run.reports.open()?;
        let rounds = self.rounds(&run, &inputs)?;
        let rounds = run.rounds.get_or_init(|| rounds);
        streams.report_as(if self.diff { Escape::Visible } else { run.reports.escape() });
        let mut total = Total::default();
        let aside = self.rewrites() && inputs.iter().any(Input::is_stdin);
        let mut reports = ReportSink { run: &run, outputs, aside, streams };
        reports.open()?;
        files::for_each(
            &inputs,
            self.reading.threads(),
            |input| run.document(input).map_err(|error| (input.clone(), error)),
            |checked| {
                match checked {
                    Ok(checked) => reports.take(checked, &mut total)?,
                    Err((input, error)) => {
                        let error = error.as_ref().or_else(|| rounds.failed.get(&input));
                        error.map(|error| reports.fail(&input.name(), error)).transpose()?;
                        outcome = Outcome::Failed;
                    }
                }
                reports.go_on(outcome, &total)
            },
        )?;
        let written = reports.close(&total)?;
        streams.out.flush()?;
        if streams.is_closed() && !run.has_other_work() {
            streams.notices.hush();
        }
        let judged = self.judge(&run, &inputs, &mut total, &mut streams.notices)?;
        self.note(&total, written, start, &mut streams.notices);
        streams.notices.print(rounds.notes());
        Ok(outcome.max(judged))
    }

    /// Surveys the documents, and fixes them if asked to.
    fn rounds(&self, run: &CheckRun, inputs: &[Input]) -> Result<Rounds, Error> {
        let threads = self.reading.threads();
        let survey = |drafts: &Drafts| survey(inputs, threads, run.config, drafts);
        if !self.rewrites() && !self.diff {
            return Ok(Rounds::of(survey(&Drafts::default())?));
        }
        Rounds::run(inputs, threads, survey, |input, rounds| run.fix(input, rounds))
    }

    /// The settings for the check, unless the run would overwrite what it reads.
    fn set_up<'a>(
        &'a self,
        config: &'a ProjectConfig,
        inputs: &[Input],
        streams: &mut Streams,
    ) -> Result<CheckRun<'a>, Error> {
        let BaselineArguments { baseline, write_baseline } = &self.baseline;
        let open =
            |notes: &mut Vec<Note>| Baselines::open(baseline.as_deref(), *write_baseline, config, notes);
        let baselines = streams.notices.noting(open)?;
        let reports = self.output.reports(config.format()?, streams)?;
        let sources = Sources::new(inputs, config.read_from()).and(self.paths.files_from.as_deref());
        baselines.spare(&sources)?;
        reports.spare(&baselines.paths().fold(sources, |sources, path| sources.and(Some(&path))))?;
        Ok(CheckRun {
            check: self,
            config,
            baselines,
            fresh: ChangedLines::default(),
            rounds: OnceLock::new(),
            gates: Gates::new(config, self.gate.fail_on(), self.gate.exit_zero),
            reports,
            reach: Reach::new(&self.named(), inputs),
            shown: streams.is_shown(),
        })
    }

    /// Whether documents are rewritten.
    fn rewrites(&self) -> bool {
        self.fix && !self.diff
    }

    /// The paths on the command line.
    fn named(&self) -> Vec<PathBuf> {
        let none = self.paths.paths.is_empty() && self.paths.files_from.is_none();
        if none { vec![PathBuf::from(".")] } else { self.paths.paths.clone() }
    }

    /// Prints the notes of the baselines, the allowances and the gate.
    fn judge(
        &self,
        run: &CheckRun,
        inputs: &[Input],
        total: &mut Total,
        notices: &mut Notices,
    ) -> Result<Outcome, Error> {
        if self.since.since.is_none() {
            notices.print(unused::notes(run.config, &self.named(), inputs));
        }
        if self.diff {
            let found = total.fixes > 0 && !self.gate.exit_zero;
            return Ok(if found { Outcome::Found } else { Outcome::Clean });
        }
        let (known, links) = (std::mem::take(&mut total.baselines), self.rewriting.links());
        notices.noting(|notes| run.baselines.close(known, links, notes))?;
        let breaches = run.gates.breaches(&total.tallies, run.config);
        breaches.iter().for_each(|breach| notices.note(&format!("gate: {breach}")));
        Ok(if run.gates.passes(&total.tallies) { Outcome::Clean } else { Outcome::Found })
    }

    /// Prints a summary.
    fn note(&self, total: &Total, written: usize, start: Instant, notices: &mut Notices) {
        let fixes = counted(total.fixes, "fix").replace("fixs", "fixes");
        let documents = counted(total.fixed, "document");
        let time = format!(" in {:.2} s", start.elapsed().as_secs_f64());
        let time = if notices.is_watched() { time.as_str() } else { "" };
        note_links(&total.links, notices);
        if self.unsafe_fixes && !self.fix && !self.diff {
            notices.warning("--unsafe-fixes changes nothing by itself; use it with --fix or --diff");
        }
        if self.diff {
            return notices.note(&format!("{fixes} for {documents}{time}"));
        }
        if self.rewrites() {
            notices.note(&format!("{fixes} applied to {documents}"));
        }
        let hidden = total.summary.at_least(Severity::Info).saturating_sub(written);
        if hidden > 0 && !self.output.statistics {
            notices.note(&format!("{} not shown", counted(hidden, "more finding")));
        }
        notices.note(&format!("{}{time}", summary_line(&total.summary)));
    }
}

impl CheckRun<'_> {
    /// The findings that remain in a document after fixing; no error of its own if fixing has failed.
    fn document(&self, input: &Input) -> Result<Checked, Option<Error>> {
        if self.rounds().failed.contains_key(input) { Err(None) } else { self.left_of(input).map_err(Some) }
    }

    fn left_of(&self, input: &Input) -> Result<Checked, Error> {
        let rounds = self.rounds();
        let is_rewritten = self.check.rewrites() || self.check.diff;
        let link = (is_rewritten && !self.reach.holds(input)).then(|| input.path());
        if self.check.diff {
            let checked = if link.is_none() { self.diff(input)? } else { Checked::default() };
            return Ok(Checked { link, ..checked });
        }
        let source = rounds.drafts.read(input)?;
        let checked = self.checked(input, &source, &self.config.of(input));
        let is_printed = self.check.rewrites() && input.is_stdin();
        let text = if is_printed { source.bytes().to_vec() } else { Vec::new() };
        Ok(Checked { fixes: rounds.applied_to(input), link, text, ..checked })
    }

    /// The fixes, once applied.
    fn rounds(&self) -> &Rounds {
        self.rounds.get().expect("documents are fixed before they are checked")
    }

    /// Fixes one document as one of those that were surveyed.
    fn fix(&self, input: &Input, rounds: &Rounds) -> Result<Step, Error> {
        if !self.reach.holds(input) {
            return Ok(Step::default());
        }
        let is_draft = self.check.diff || input.is_stdin();
        let (source, seen) = match is_draft {
            true => (rounds.drafts.read(input)?, Seen::nothing()),
            false => input.read_to_rewrite()?,
        };
        let FixedFile { source, fixes, left_out } = self.fix_file(source, input, rounds)?;
        if fixes > 0 && !is_draft {
            files::rewrite(&input.path(), source.bytes(), &seen, self.check.rewriting.links())?;
        }
        let draft = (fixes > 0 && is_draft).then(|| source.bytes().to_vec());
        Ok(Step { applied: fixes, left_out, draft })
    }

    /// The findings that no allowance accepts: those that fixes may change.
    fn find(&self, source: &Source, document_config: &DocumentConfig, rounds: &Rounds) -> fix::Reading {
        let document = parse(source, document_config.profile(source));
        let found =
            lint_among(&document, document_config.lexicon, rounds.survey.as_ref(), &document_config.settings);
        fix::Reading::of(&document, document_config.unaccepted(source, found))
    }

    /// The findings that are not in a baseline and are on the requested lines.
    fn left(
        &self,
        input: &Input,
        source: &Source,
        document_config: &DocumentConfig,
    ) -> (Vec<Diagnostic>, Option<BaselineDiff>) {
        let found = self.find(source, document_config, self.rounds()).findings;
        let (mut left, diff) = self.baselines.sift(input, document_config, source, found);
        self.fresh.keep(input, source, &mut left);
        (left, diff)
    }

    fn checked(&self, input: &Input, source: &Source, document_config: &DocumentConfig) -> Checked {
        let (findings, diff) = self.left(input, source, document_config);
        let tallies = Tallies::of(document_config, &findings);
        let mut checked = Checked {
            summary: Summary { documents: 1, ..Summary::default() },
            tallies,
            diff,
            ..Checked::default()
        };
        // Fixes that will never be applied are not advertised.
        let reached = self.reach.holds(input);
        for finding in &findings {
            checked.summary.count(finding.severity, finding.fix.as_ref().filter(|_| reached));
        }
        checked.statistics = Statistics::of(source.path(), &findings);
        checked.parts =
            self.reports.document(source, &findings, &|finding| self.gates.fails(document_config, finding));
        checked
    }

    /// Whether the run does more than print, and continues when the output is closed.
    fn has_other_work(&self) -> bool {
        self.check.rewrites() || self.check.baseline.write_baseline || self.reports.has_files()
    }

    /// Whether the exit code is 1 whatever the remaining documents contain.
    fn is_decided(&self, total: &Total) -> bool {
        if self.check.diff {
            return total.fixes > 0 && !self.check.gate.exit_zero;
        }
        self.gates.is_decided(&total.tallies)
    }

    fn fix_file(&self, source: Source, input: &Input, rounds: &Rounds) -> Result<FixedFile, Error> {
        let least = if self.check.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
        let document_config = self.config.of(input);
        fix_file(source, least, |source| self.find(source, &document_config, rounds))
    }

    /// The diff is of bytes, for `patch`; people see the text.
    fn diff(&self, input: &Input) -> Result<Checked, Error> {
        let fixes = self.rounds().applied_to(input);
        let [old, new] = [input.read()?, self.rounds().drafts.read(input)?];
        let [old, new] = [&old, &new].map(|it| if self.shown { it.text().as_bytes() } else { it.bytes() });
        let path = if input.is_stdin() { input.name().into() } else { input.path() };
        let text = fix::diff(path.as_os_str().as_encoded_bytes(), old, new);
        Ok(Checked { fixes, text, ..Checked::default() })
    }
}

/// Where results go, document by document.
struct ReportSink<'a> {
    run: &'a CheckRun<'a>,
    outputs: Outputs<'a>,
    /// Whether the report goes elsewhere, because a fixed document goes to standard output.
    aside: bool,
    streams: &'a mut Streams,
}

impl ReportSink<'_> {
    fn take(&mut self, mut checked: Checked, total: &mut Total) -> Result<(), CliError> {
        total.summary.merge(checked.summary);
        total.tallies.merge(&checked.tallies);
        checked.diff.take().into_iter().for_each(|diff| total.baselines.add(diff));
        total.statistics.merge(checked.statistics);
        total.fixes += checked.fixes;
        total.fixed += usize::from(checked.fixes > 0);
        total.links.extend(checked.link.take());
        if self.run.check.diff && self.run.shown {
            self.streams.out.write_all(visible_lines(&checked.text).as_bytes())?;
        } else {
            self.streams.out.document().write_all(&checked.text)?;
        }
        self.outputs.take(checked.parts, sink(self.run, self.aside, self.streams))
    }

    /// Reports a document that could not be checked, here and in the reports.
    fn fail(&mut self, name: &str, error: &Error) -> Result<(), CliError> {
        self.streams.notices.error(error);
        self.outputs.failed(name, error, sink(self.run, self.aside, self.streams))
    }

    /// Ends the run when the output is closed and nothing is left to find out.
    fn go_on(&self, outcome: Outcome, total: &Total) -> Result<(), CliError> {
        let idle = self.streams.is_closed() && !self.run.has_other_work();
        if idle && self.run.is_decided(total) {
            return Err(CliError::Decided(outcome.max(Outcome::Found)));
        }
        Ok(())
    }

    fn open(&mut self) -> Result<(), CliError> {
        self.outputs.begin(sink(self.run, self.aside, self.streams))
    }

    /// Ends the reports, and returns how many findings were written.
    fn close(self, total: &Total) -> Result<usize, CliError> {
        let written = self.outputs.written();
        let breaches = self.run.gates.failing(&total.tallies, self.run.config);
        let out = sink(self.run, self.aside, self.streams);
        self.outputs.end((&total.summary, &total.statistics), &breaches, out)?;
        Ok(written)
    }
}

/// Links that are named individually.
const LINKS: usize = 5;

/// Reports the links that fixes did not follow. A corpus kept with git-annex consists of links.
fn note_links(links: &[PathBuf], notices: &mut Notices) {
    if links.is_empty() {
        return;
    }
    let names: Vec<String> = links.iter().take(LINKS).map(|link| link.display().to_string()).collect();
    let more = links.len() - names.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let why = "not fixed: symbolic links that lead out of the paths given";
    notices.warning(&format!("{}{more}: {why}; name their targets", names.join(", ")));
}

/// Where the report goes: not to standard output if documents or diffs go there.
fn sink<'s>(run: &CheckRun, aside: bool, streams: &'s mut Streams) -> &'s mut dyn Write {
    if run.check.diff {
        streams.void()
    } else if aside {
        &mut streams.notices
    } else {
        &mut streams.out
    }
}

/// A diff as a terminal or the log of a CI service may see it. Elsewhere it stays unchanged, for `patch`.
fn visible_lines(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    text.lines().map(|line| format!("{}\n", visible(line))).collect()
}
