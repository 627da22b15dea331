//! `doclint check`: what is wrong with the documents, and mending it.

use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use clap::Args;

use super::configured::{Applied, Config, Configured};
use super::drafts::Drafts;
use super::gate::{GateArguments, Tallies};
use super::known::{BaselineArguments, Baselines, Ledger, Told};
use super::mend::{Mended, mend};
use super::outputs::{Output, Outputs, Parts, Reports};
use super::rounds::{Rounds, Step};
use super::select::Select;
use super::since::{Fresh, Since};
use super::streams::{Streams, Voice};
use super::survey::survey;
use super::{Outcome, Paths, Reading, Stop, settings, unused};
use crate::corpus::{self, Input};
use crate::diagnostic::{Applicability, Diagnostic, Severity, Summary};
use crate::error::Error;
use crate::fix;
use crate::lint::lint_among;
use crate::parse::parse;
use crate::report::{Statistics, counted, summary_line, visible};
use crate::source::Source;

/// Find what is wrong with documents
///
/// Findings go to standard output, sorted by file and place; what was done goes to standard error. Without a path the
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
    /// Print what applies to a document and where it comes from, as a configuration file, and check nothing
    #[arg(long, help_heading = "Configuration")]
    show_settings: bool,
    /// Mend what can be mended without a doubt, in the files; standard input is mended to standard output
    #[arg(long, help_heading = "Fixes")]
    fix: bool,
    /// Mend also what is probably right; with --diff, show it
    #[arg(long, help_heading = "Fixes")]
    unsafe_fixes: bool,
    /// Show what --fix would change, and change nothing; exit with 1 if there is something
    #[arg(long, help_heading = "Fixes", conflicts_with = "fix")]
    diff: bool,
}

/// What every document of a run is checked with.
struct Bench<'a> {
    check: &'a Check,
    configured: &'a Configured,
    baselines: Baselines,
    fresh: Fresh,
    /// What was fixed, and what the documents of the run have in common.
    rounds: Rounds,
    reports: Reports,
    /// Whether standard output is a terminal.
    shown: bool,
}

/// What came of one document.
#[derive(Default)]
struct Checked {
    /// The findings that are left, as the reports write them.
    parts: Parts,
    summary: Summary,
    statistics: Statistics,
    tallies: Tallies,
    told: Option<Told>,
    /// The mended document or its diff, where that goes to standard output.
    text: Vec<u8>,
    /// Fixes that were applied, or would be.
    fixes: usize,
}

/// What came of all documents.
#[derive(Default)]
struct Total {
    summary: Summary,
    statistics: Statistics,
    tallies: Tallies,
    ledger: Ledger,
    fixes: usize,
    mended: usize,
}

impl Check {
    pub(super) fn run(&self, streams: &mut Streams) -> Result<Outcome, Stop> {
        let start = Instant::now();
        let (mut inputs, mut outcome) = self.paths.find(Some("."), streams)?;
        let configured = self.config.read(&inputs, self.reading.profile.as_deref(), &self.select)?;
        if self.show_settings {
            let flags = (self.gate.fail_on, self.output.format);
            settings::show(&inputs, &configured, &self.select, flags, &mut streams.out)?;
            return Ok(outcome);
        }
        let fresh = self.since.read(&mut inputs)?;
        let mut bench = self.bench(&configured, fresh, streams)?;
        bench.rounds = self.rounds(&bench, &inputs, &mut streams.voice)?;
        if !bench.rounds.failed.is_empty() {
            outcome = Outcome::Failed;
            inputs.retain(|input| !bench.rounds.failed.contains(input));
        }
        let outputs = bench.reports.open(&inputs)?;
        let mut total = Total::default();
        let aside = self.mends() && inputs.iter().any(Input::is_stdin);
        let mut desk = Desk { bench: &bench, outputs, aside, streams };
        desk.open()?;
        corpus::for_each(
            &inputs,
            self.reading.threads(),
            |input| bench.document(input),
            |checked| {
                match checked {
                    Ok(checked) => desk.take(checked, &mut total)?,
                    Err(error) => {
                        desk.streams.voice.error(&error);
                        outcome = Outcome::Failed;
                    }
                }
                Ok::<(), Stop>(())
            },
        )?;
        let written = desk.close(&total)?;
        streams.out.flush()?;
        let judged = self.judge(&bench, &inputs, &mut total, &mut streams.voice)?;
        self.note(&total, written, start, &mut streams.voice);
        bench.rounds.note(&mut streams.voice);
        Ok(outcome.max(judged))
    }

    /// Surveys the documents, and fixes them if they are to be fixed.
    fn rounds(&self, bench: &Bench, inputs: &[Input], voice: &mut Voice) -> Result<Rounds, Error> {
        let threads = self.reading.threads();
        let survey = |drafts: &Drafts| survey(inputs, threads, bench.configured, drafts);
        if !self.mends() && !self.diff {
            return Ok(Rounds::of(survey(&Drafts::default())?));
        }
        Rounds::run(inputs, threads, voice, survey, |input, rounds| bench.fix(input, rounds))
    }

    fn bench<'a>(
        &'a self,
        configured: &'a Configured,
        fresh: Fresh,
        streams: &Streams,
    ) -> Result<Bench<'a>, Error> {
        Ok(Bench {
            check: self,
            configured,
            baselines: self.baseline.read(configured, &self.select)?,
            fresh,
            rounds: Rounds::default(),
            reports: self.output.reports(configured.format()?, streams)?,
            shown: streams.is_terminal(),
        })
    }

    /// Whether documents are rewritten.
    fn mends(&self) -> bool {
        (self.fix || self.unsafe_fixes) && !self.diff
    }

    /// Says what the baselines, the allowances and the gate have to say.
    fn judge(
        &self,
        bench: &Bench,
        inputs: &[Input],
        total: &mut Total,
        voice: &mut Voice,
    ) -> Result<Outcome, Error> {
        if self.since.since.is_none() {
            let here = [PathBuf::from(".")];
            let none = self.paths.paths.is_empty() && self.paths.files_from.is_none();
            let named = if none { &here[..] } else { &self.paths.paths };
            unused::tell(bench.configured, &self.select, named, inputs, voice);
        }
        if self.diff {
            let found = total.fixes > 0 && !self.gate.exit_zero;
            return Ok(if found { Outcome::Found } else { Outcome::Clean });
        }
        bench.baselines.close(std::mem::take(&mut total.ledger), voice)?;
        Ok(self.gate.judge(&total.tallies, bench.configured, voice))
    }

    /// Says what was done.
    fn note(&self, total: &Total, written: usize, start: Instant, voice: &mut Voice) {
        let fixes = counted(total.fixes, "fix").replace("fixs", "fixes");
        let documents = counted(total.mended, "document");
        let time = format!(" in {:.2} s", start.elapsed().as_secs_f64());
        let time = if voice.is_watched() { time.as_str() } else { "" };
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
    /// What is left to say of one document after fixing.
    fn document(&self, input: &Input) -> Result<Checked, Error> {
        if self.check.diff {
            return self.diff(input);
        }
        let source = self.rounds.drafts.read(input)?;
        let mut checked = self.checked(input, &source, &self.configured.of(input));
        checked.fixes = self.rounds.applied_to(input);
        if self.check.mends() && input.is_stdin() {
            checked.text = source.bytes().to_vec();
        }
        Ok(checked)
    }

    /// Fixes one document as one of those that were surveyed.
    fn fix(&self, input: &Input, rounds: &Rounds) -> Result<Step, Error> {
        let source = rounds.drafts.read(input)?;
        let Mended { source, fixes, left_out } = self.mend(source, input, rounds)?;
        let is_draft = self.check.diff || input.is_stdin();
        if fixes > 0 && !is_draft {
            corpus::write_by_rename(&input.path(), source.bytes())?;
        }
        let draft = (fixes > 0 && is_draft).then(|| source.bytes().to_vec());
        Ok(Step { applied: fixes, left_out, draft })
    }

    /// The findings that no allowance accepts: what fixes may mend.
    fn find(&self, source: &Source, applied: &Applied, rounds: &Rounds) -> fix::Reading {
        let document = parse(source, applied.profile(source));
        let found = lint_among(&document, applied.lexicon, rounds.survey.as_ref(), &applied.settings);
        fix::Reading::of(&document, applied.unaccepted(source, found))
    }

    /// The findings that are neither known nor on lines that nobody asked about.
    fn left(&self, input: &Input, source: &Source, applied: &Applied) -> (Vec<Diagnostic>, Option<Told>) {
        let found = self.find(source, applied, &self.rounds).findings;
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
        for finding in &findings {
            checked.summary.count(finding.severity, finding.fix.as_ref());
        }
        checked.statistics = Statistics::of(source.path(), &findings);
        checked.parts = self.reports.document(source, &findings);
        checked
    }

    fn mend(&self, source: Source, input: &Input, rounds: &Rounds) -> Result<Mended, Error> {
        let least = if self.check.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
        let applied = self.configured.of(input);
        mend(source, least, |source| self.find(source, &applied, rounds))
    }

    /// The diff is of bytes, for `patch`; a terminal is shown the text.
    fn diff(&self, input: &Input) -> Result<Checked, Error> {
        let fixes = self.rounds.applied_to(input);
        let [old, new] = [input.read()?, self.rounds.drafts.read(input)?];
        let [old, new] = [&old, &new].map(|it| if self.shown { it.text().as_bytes() } else { it.bytes() });
        let path = if input.is_stdin() { input.name().into() } else { input.path() };
        let text = fix::diff(path.as_os_str().as_encoded_bytes(), old, new);
        Ok(Checked { fixes, text, ..Checked::default() })
    }
}

/// Where results are put down, document after document.
struct Desk<'a> {
    bench: &'a Bench<'a>,
    outputs: Outputs<'a>,
    /// Whether the report goes beside the results, because a mended document goes to standard output.
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
        if self.bench.check.diff && self.bench.shown {
            self.streams.out.write_all(visible_lines(&checked.text).as_bytes())?;
        } else {
            self.streams.out.write_all(&checked.text)?;
        }
        self.outputs.take(checked.parts, sink(self.bench, self.aside, self.streams))
    }

    fn open(&mut self) -> Result<(), Stop> {
        self.outputs.begin(sink(self.bench, self.aside, self.streams))
    }

    /// Ends the reports, and says how many findings were written.
    fn close(self, total: &Total) -> Result<usize, Stop> {
        let written = self.outputs.written();
        let out = sink(self.bench, self.aside, self.streams);
        self.outputs.end(&total.summary, &total.statistics, out)?;
        Ok(written)
    }
}

/// Where the report goes: not to standard output when documents or diffs do.
fn sink<'s>(bench: &Bench, aside: bool, streams: &'s mut Streams) -> &'s mut dyn Write {
    if bench.check.diff {
        streams.void()
    } else if aside {
        &mut streams.voice
    } else {
        &mut streams.out
    }
}

/// A diff as a terminal may see it. In a pipe it stays as it is, for `patch`.
fn visible_lines(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    text.lines().map(|line| format!("{}\n", visible(line))).collect()
}
