//! `doclint check`: find and fix what is wrong with documents.

use std::io::Write;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Instant;

use clap::Args;

use super::configured::{Applied, Config, Configured};
use super::drafts::Drafts;
use super::gate::{GateArguments, Gates, Tallies};
use super::known::{BaselineArguments, Baselines, Ledger, Told};
use super::mend::{Mended, mend};
use super::outputs::{Output, Outputs, Parts, Reports};
use super::rewriting::{Rewriting, recover, tell_interrupted};
use super::rounds::{Rounds, Step};
use super::select::Select;
use super::since::{Fresh, Since};
use super::streams::{Streams, Voice};
use super::survey::survey;
use super::{Outcome, Paths, Reading, Stop, settings, unused};
use crate::diagnostic::{Applicability, Diagnostic, Severity, Summary};
use crate::error::Error;
use crate::files::{self, Input, Reach, Seen, Sources};
use crate::fix;
use crate::lint::lint_among;
use crate::parse::parse;
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
struct Bench<'a> {
    check: &'a Check,
    configured: &'a Configured,
    baselines: Baselines,
    fresh: Fresh,
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
    told: Option<Told>,
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
    ledger: Ledger,
    fixes: usize,
    mended: usize,
    /// Links that fixes did not follow.
    links: Vec<PathBuf>,
}

impl Check {
    pub(super) fn run(&self, streams: &mut Streams) -> Result<Outcome, Stop> {
        let start = Instant::now();
        let (mut inputs, mut outcome) = self.paths.find(Some("."), streams)?;
        if self.mends() {
            recover(&inputs, &mut streams.voice);
        } else {
            tell_interrupted(&inputs, &mut streams.voice);
        }
        let configured = self.config.read(&inputs, self.reading.profile.as_deref(), &self.select)?;
        if self.show_settings {
            let flags = (self.gate.fail_on, self.output.format);
            streams.report_as(Escape::Unicode);
            settings::show(&inputs, &configured, &self.select, flags, &mut streams.out)?;
            return Ok(outcome);
        }
        self.reading.tell_threads(&mut streams.voice);
        streams.outlive_reader();
        let bench = self.bench(&configured, &inputs, streams)?;
        let fresh = self.since.read(&mut inputs, self.reading.threads())?;
        let bench = Bench { fresh, ..bench };
        let outputs = bench.reports.open()?;
        let rounds = self.rounds(&bench, &inputs)?;
        let rounds = bench.rounds.get_or_init(|| rounds);
        streams.report_as(if self.diff { Escape::Visible } else { bench.reports.escape() });
        let mut total = Total::default();
        let aside = self.mends() && inputs.iter().any(Input::is_stdin);
        let mut desk = Desk { bench: &bench, outputs, aside, streams };
        desk.open()?;
        files::for_each(
            &inputs,
            self.reading.threads(),
            |input| bench.document(input).map_err(|error| (input.clone(), error)),
            |checked| {
                match checked {
                    Ok(checked) => desk.take(checked, &mut total)?,
                    Err((input, error)) => {
                        let error = error.as_ref().or_else(|| rounds.failed.get(&input));
                        error.map(|error| desk.fail(&input.name(), error)).transpose()?;
                        outcome = Outcome::Failed;
                    }
                }
                desk.go_on(outcome, &total)
            },
        )?;
        let written = desk.close(&total)?;
        streams.out.flush()?;
        if streams.is_closed() && !bench.has_other_work() {
            streams.voice.hush();
        }
        let judged = self.judge(&bench, &inputs, &mut total, &mut streams.voice)?;
        self.note(&total, written, start, &mut streams.voice);
        rounds.note(&mut streams.voice);
        Ok(outcome.max(judged))
    }

    /// Surveys the documents, and fixes them if asked to.
    fn rounds(&self, bench: &Bench, inputs: &[Input]) -> Result<Rounds, Error> {
        let threads = self.reading.threads();
        let survey = |drafts: &Drafts| survey(inputs, threads, bench.configured, drafts);
        if !self.mends() && !self.diff {
            return Ok(Rounds::of(survey(&Drafts::default())?));
        }
        Rounds::run(inputs, threads, survey, |input, rounds| bench.fix(input, rounds))
    }

    /// The settings for the check, unless the run would overwrite what it reads.
    fn bench<'a>(
        &'a self,
        configured: &'a Configured,
        inputs: &[Input],
        streams: &mut Streams,
    ) -> Result<Bench<'a>, Error> {
        let baselines = self.baseline.read(configured, &self.select, &mut streams.voice)?;
        let reports = self.output.reports(configured.format()?, streams)?;
        let sources = Sources::new(inputs, configured.read_from()).and(self.paths.files_from.as_deref());
        baselines.spare(&sources)?;
        reports.spare(&baselines.paths().fold(sources, |sources, path| sources.and(Some(&path))))?;
        Ok(Bench {
            check: self,
            configured,
            baselines,
            fresh: Fresh::default(),
            rounds: OnceLock::new(),
            gates: self.gate.gates(configured),
            reports,
            reach: Reach::new(&self.named(), inputs),
            shown: streams.is_shown(),
        })
    }

    /// Whether documents are rewritten.
    fn mends(&self) -> bool {
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
        bench: &Bench,
        inputs: &[Input],
        total: &mut Total,
        voice: &mut Voice,
    ) -> Result<Outcome, Error> {
        if self.since.since.is_none() {
            unused::tell(bench.configured, &self.select, &self.named(), inputs, voice);
        }
        if self.diff {
            let found = total.fixes > 0 && !self.gate.exit_zero;
            return Ok(if found { Outcome::Found } else { Outcome::Clean });
        }
        bench.baselines.close(std::mem::take(&mut total.ledger), self.rewriting.links(), voice)?;
        Ok(bench.gates.judge(&total.tallies, bench.configured, voice))
    }

    /// Prints a summary.
    fn note(&self, total: &Total, written: usize, start: Instant, voice: &mut Voice) {
        let fixes = counted(total.fixes, "fix").replace("fixs", "fixes");
        let documents = counted(total.mended, "document");
        let time = format!(" in {:.2} s", start.elapsed().as_secs_f64());
        let time = if voice.is_watched() { time.as_str() } else { "" };
        tell_links(&total.links, voice);
        if self.unsafe_fixes && !self.fix && !self.diff {
            voice.warning("--unsafe-fixes changes nothing by itself; use it with --fix or --diff");
        }
        if self.diff {
            return voice.note(&format!("{fixes} for {documents}{time}"));
        }
        if self.mends() {
            voice.note(&format!("{fixes} applied to {documents}"));
        }
        let hidden = total.summary.at_least(Severity::Info).saturating_sub(written);
        if hidden > 0 && !self.output.statistics {
            voice.note(&format!("{} not shown", counted(hidden, "more finding")));
        }
        voice.note(&format!("{}{time}", summary_line(&total.summary)));
    }
}

impl Bench<'_> {
    /// The findings that remain in a document after fixing; no error of its own if fixing has failed.
    fn document(&self, input: &Input) -> Result<Checked, Option<Error>> {
        if self.rounds().failed.contains_key(input) { Err(None) } else { self.left_of(input).map_err(Some) }
    }

    fn left_of(&self, input: &Input) -> Result<Checked, Error> {
        let rounds = self.rounds();
        let is_rewritten = self.check.mends() || self.check.diff;
        let link = (is_rewritten && !self.reach.holds(input)).then(|| input.path());
        if self.check.diff {
            let checked = if link.is_none() { self.diff(input)? } else { Checked::default() };
            return Ok(Checked { link, ..checked });
        }
        let source = rounds.drafts.read(input)?;
        let checked = self.checked(input, &source, &self.configured.of(input));
        let is_printed = self.check.mends() && input.is_stdin();
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
        let Mended { source, fixes, left_out } = self.mend(source, input, rounds)?;
        if fixes > 0 && !is_draft {
            files::rewrite(&input.path(), source.bytes(), &seen, self.check.rewriting.links())?;
        }
        let draft = (fixes > 0 && is_draft).then(|| source.bytes().to_vec());
        Ok(Step { applied: fixes, left_out, draft })
    }

    /// The findings that no allowance accepts: those that fixes may change.
    fn find(&self, source: &Source, applied: &Applied, rounds: &Rounds) -> fix::Reading {
        let document = parse(source, applied.profile(source));
        let found = lint_among(&document, applied.lexicon, rounds.survey.as_ref(), &applied.settings);
        fix::Reading::of(&document, applied.unaccepted(source, found))
    }

    /// The findings that are not in a baseline and are on the requested lines.
    fn left(&self, input: &Input, source: &Source, applied: &Applied) -> (Vec<Diagnostic>, Option<Told>) {
        let found = self.find(source, applied, self.rounds()).findings;
        let (mut left, told) = self.baselines.sift(input, applied, source, found);
        self.fresh.keep(input, source, &mut left);
        (left, told)
    }

    fn checked(&self, input: &Input, source: &Source, applied: &Applied) -> Checked {
        let (findings, told) = self.left(input, source, applied);
        let tallies = Tallies::of(applied, &findings);
        let mut checked = Checked {
            summary: Summary { documents: 1, ..Summary::default() },
            tallies,
            told,
            ..Checked::default()
        };
        // Fixes that will never be applied are not advertised.
        let reached = self.reach.holds(input);
        for finding in &findings {
            checked.summary.count(finding.severity, finding.fix.as_ref().filter(|_| reached));
        }
        checked.statistics = Statistics::of(source.path(), &findings);
        checked.parts =
            self.reports.document(source, &findings, &|finding| self.gates.fails(applied, finding));
        checked
    }

    /// Whether the run does more than print, and continues when the output is closed.
    fn has_other_work(&self) -> bool {
        self.check.mends() || self.check.baseline.write_baseline || self.reports.has_files()
    }

    /// Whether the exit code is 1 whatever the remaining documents contain.
    fn is_decided(&self, total: &Total) -> bool {
        if self.check.diff {
            return total.fixes > 0 && !self.check.gate.exit_zero;
        }
        self.gates.is_decided(&total.tallies)
    }

    fn mend(&self, source: Source, input: &Input, rounds: &Rounds) -> Result<Mended, Error> {
        let least = if self.check.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
        let applied = self.configured.of(input);
        mend(source, least, |source| self.find(source, &applied, rounds))
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
struct Desk<'a> {
    bench: &'a Bench<'a>,
    outputs: Outputs<'a>,
    /// Whether the report goes elsewhere, because a fixed document goes to standard output.
    aside: bool,
    streams: &'a mut Streams,
}

impl Desk<'_> {
    fn take(&mut self, mut checked: Checked, total: &mut Total) -> Result<(), Stop> {
        total.summary.merge(checked.summary);
        total.tallies.merge(&checked.tallies);
        checked.told.take().into_iter().for_each(|told| total.ledger.add(told));
        total.statistics.merge(checked.statistics);
        total.fixes += checked.fixes;
        total.mended += usize::from(checked.fixes > 0);
        total.links.extend(checked.link.take());
        if self.bench.check.diff && self.bench.shown {
            self.streams.out.write_all(visible_lines(&checked.text).as_bytes())?;
        } else {
            self.streams.out.document().write_all(&checked.text)?;
        }
        self.outputs.take(checked.parts, sink(self.bench, self.aside, self.streams))
    }

    /// Reports a document that could not be checked, here and in the reports.
    fn fail(&mut self, name: &str, error: &Error) -> Result<(), Stop> {
        self.streams.voice.error(error);
        self.outputs.failed(name, error, sink(self.bench, self.aside, self.streams))
    }

    /// Ends the run when the output is closed and nothing is left to find out.
    fn go_on(&self, outcome: Outcome, total: &Total) -> Result<(), Stop> {
        let idle = self.streams.is_closed() && !self.bench.has_other_work();
        if idle && self.bench.is_decided(total) {
            return Err(Stop::Decided(outcome.max(Outcome::Found)));
        }
        Ok(())
    }

    fn open(&mut self) -> Result<(), Stop> {
        self.outputs.begin(sink(self.bench, self.aside, self.streams))
    }

    /// Ends the reports, and returns how many findings were written.
    fn close(self, total: &Total) -> Result<usize, Stop> {
        let written = self.outputs.written();
        let breaches = self.bench.gates.failing(&total.tallies, self.bench.configured);
        let out = sink(self.bench, self.aside, self.streams);
        self.outputs.end((&total.summary, &total.statistics), &breaches, out)?;
        Ok(written)
    }
}

/// Links that are named individually.
const LINKS: usize = 5;

/// Reports the links that fixes did not follow. A corpus kept with git-annex consists of links.
fn tell_links(links: &[PathBuf], voice: &mut Voice) {
    if links.is_empty() {
        return;
    }
    let names: Vec<String> = links.iter().take(LINKS).map(|link| link.display().to_string()).collect();
    let more = links.len() - names.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let why = "not fixed: symbolic links that lead out of the paths given";
    voice.warning(&format!("{}{more}: {why}; name their targets", names.join(", ")));
}

/// Where the report goes: not to standard output if documents or diffs go there.
fn sink<'s>(bench: &Bench, aside: bool, streams: &'s mut Streams) -> &'s mut dyn Write {
    if bench.check.diff {
        streams.void()
    } else if aside {
        &mut streams.voice
    } else {
        &mut streams.out
    }
}

/// A diff as a terminal or the log of a CI service may see it. Elsewhere it stays unchanged, for `patch`.
fn visible_lines(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    text.lines().map(|line| format!("{}\n", visible(line))).collect()
}
