//! `doclint check`: find and fix what is wrong with documents.

use std::io::Write;
use std::sync::Arc;
use std::time::Instant;

use clap::Args;

use super::flags::{BaselineArguments, Config, GateArguments, Rewriting, Select, Since};
use super::outputs::{Output, Outputs, Parts, Reports};
use super::streams::{Notices, Streams};
use super::{CliError, Outcome, Paths, Reading, settings};
use crate::diagnostic::{Applicability, Severity};
use crate::error::Error;
use crate::files::Input;
use crate::fix::{self, ByRule};
use crate::project::recovery::{interrupted, recover};
use crate::project::{Change, CheckOptions, CheckRun, Counts, Fixes, Options, Project, Totals};
use crate::report::{change, counted, summary_line, visible};
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
    /// List what --fix changed, or with --diff would change: the fixes of each document by rule
    #[arg(long, help_heading = "Fixes")]
    show_fixes: bool,
    #[command(flatten, next_help_heading = "Fixes")]
    rewriting: Rewriting,
}

/// The findings of a run as far as standard output is concerned.
struct Printed {
    /// The fixes of each document, if they are listed.
    fixes: Vec<(String, ByRule)>,
    /// Number of findings that were written, or folded into those.
    written: usize,
    /// Number of findings that were left out because of their severity.
    hidden: usize,
}

/// What is written of one document.
struct Written {
    /// Name of the document.
    name: String,
    /// The findings that remain, as the reports write them.
    parts: Parts,
    counts: Counts,
    /// The fixed document or its diff, if that goes to standard output.
    text: Vec<u8>,
}

impl Check {
    pub(super) fn run(&self, streams: &mut Streams) -> Result<Outcome, CliError> {
        let start = Instant::now();
        let (project, found) = self.project(streams)?;
        if self.show_settings {
            let flags = (self.gate.fail_on(), self.output.format, self.output.min_severity);
            streams.report_as(Escape::Unicode);
            settings::show(&project, flags, &mut streams.out)?;
            return Ok(found);
        }
        self.reading.note_threads(&mut streams.notices);
        streams.outlive_reader();
        let reports =
            self.output.reports((project.config().format()?, project.config().min_severity()), streams)?;
        let plan = streams.notices.noting(|notes| project.plan(&self.options(), notes))?;
        reports.spare(&plan.sources())?;
        let outputs = reports.open()?;
        let run = plan.start()?;
        let color = streams.is_shown() && streams.color();
        streams.report_as(match self.diff {
            true if color => Escape::Styled,
            true => Escape::Visible,
            false => reports.escape(),
        });
        let writer = Writer { check: self, run: &run, reports: &reports, shown: streams.is_shown(), color };
        let (totals, outcome, printed) = writer.write(outputs, found, streams)?;
        self.close(&run, totals, printed, start, &mut streams.notices).map(|judged| outcome.max(judged))
    }

    /// The documents with their configuration, and whether all were found.
    fn project(&self, streams: &mut Streams) -> Result<(Project, Outcome), CliError> {
        let (request, inputs, outcome) = self.paths.find(Some("."), self.config.extensions(), streams)?;
        streams.notices.print(if self.rewrites() { recover(&inputs) } else { interrupted(&inputs) });
        let options = Options { rules: self.select.rules(), ..self.reading.options(&self.config) };
        Ok((Project::of(&request, inputs, &options)?, outcome))
    }

    fn options(&self) -> CheckOptions {
        let least = if self.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
        let fixes = match (self.diff, self.fix) {
            (true, _) => Fixes::Preview(least),
            (false, true) => Fixes::Apply(least),
            (false, false) => Fixes::None,
        };
        CheckOptions {
            fixes,
            hard_links: self.rewriting.links(),
            baseline: self.baseline.baseline.clone(),
            write_baseline: self.baseline.write_baseline,
            since: self.since.since.clone(),
            fail_on: self.gate.fail_on(),
            never_fails: self.gate.exit_zero,
        }
    }

    /// Whether documents are rewritten.
    fn rewrites(&self) -> bool {
        self.fix && !self.diff
    }

    /// Ends the run, and prints its notes and a summary.
    fn close(
        &self,
        run: &CheckRun,
        mut totals: Totals,
        printed: Printed,
        start: Instant,
        notices: &mut Notices,
    ) -> Result<Outcome, CliError> {
        let outcome = notices.noting(|notes| run.finish(&mut totals, notes))?;
        notices.print(totals.skipped_links());
        if self.unsafe_fixes && !self.fix && !self.diff {
            notices.warning("--unsafe-fixes changes nothing by itself; use it with --fix or --diff");
        }
        notices.print(run.habits());
        if self.show_fixes && !self.fix && !self.diff {
            notices.warning("--show-fixes lists nothing by itself; use it with --fix or --diff");
        }
        self.summarize(&totals, &printed, start, notices);
        notices.print(run.unfixed());
        Ok(outcome)
    }

    fn summarize(&self, totals: &Totals, printed: &Printed, start: Instant, notices: &mut Notices) {
        let fixes = counted(totals.fixes, "fix").replace("fixs", "fixes");
        let documents = counted(totals.fixed, "document");
        let time = format!(" in {:.2} s", start.elapsed().as_secs_f64());
        let time = if notices.is_watched() { time.as_str() } else { "" };
        if self.diff {
            notices.note(&format!("{fixes} for {documents}{time}"));
            return list(&printed.fixes, notices);
        }
        if self.rewrites() {
            notices.note(&format!("{fixes} applied to {documents}"));
            list(&printed.fixes, notices);
        }
        let shown = printed.written + printed.hidden;
        let cut = totals.summary.at_least(Severity::Info).saturating_sub(shown);
        if cut > 0 && !self.output.statistics {
            notices.note(&format!("{} not shown", counted(cut, "more finding")));
        }
        notices.note(&format!("{}{time}", summary_line(&totals.summary, printed.hidden)));
    }
}

/// Lists the fixes of each document, those of the most frequent rule first.
fn list(fixes: &[(String, ByRule)], notices: &mut Notices) {
    for (name, by_rule) in fixes {
        notices.note(&format!("- {name}:"));
        let mut rules: Vec<_> = by_rule.iter().collect();
        rules.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        rules.iter().for_each(|(rule, count)| notices.note(&format!("    {count} × {rule}")));
    }
}

/// Writes the results of a run, document by document.
struct Writer<'a> {
    check: &'a Check,
    run: &'a CheckRun<'a>,
    reports: &'a Reports,
    /// Whether a diff is for people and not for `patch`.
    shown: bool,
    /// Whether it is in colour.
    color: bool,
}

impl Writer<'_> {
    /// Writes all reports, and returns the totals, whether all documents could be checked, and how many findings went
    /// to standard output.
    fn write(
        &self,
        outputs: Outputs,
        found: Outcome,
        streams: &mut Streams,
    ) -> Result<(Totals, Outcome, Printed), CliError> {
        let (mut totals, mut outcome) = (Totals::default(), found);
        let aside = self.check.rewrites() && self.run.documents().iter().any(Input::is_stdin);
        let mut sink = ReportSink { writer: self, outputs, aside, streams, fixes: Vec::new() };
        sink.open()?;
        let work = |input: &Input| self.document(input).map_err(|error| (input.name(), error));
        self.run.for_each(work, |written| {
            match written {
                Ok(written) => sink.take(written, &mut totals)?,
                Err((name, error)) => {
                    sink.fail(&name, &error)?;
                    outcome = Outcome::Failed;
                }
            }
            sink.go_on(outcome, &totals)
        })?;
        let printed = sink.close(&totals)?;
        streams.out.flush()?;
        if streams.is_closed() && !self.has_other_work() {
            streams.notices.hush();
        }
        Ok((totals, outcome, printed))
    }

    fn document(&self, input: &Input) -> Result<Written, Arc<Error>> {
        if self.check.diff {
            let Change { versions, counts } = self.run.preview(input)?;
            let text = versions.map(|versions| self.diff(input, &versions)).unwrap_or_default();
            return Ok(Written { name: input.name(), parts: Parts::default(), counts, text });
        }
        let checked = self.run.check(input)?;
        let fails = |finding: &_| self.run.fails(&checked, finding);
        let parts = self.reports.document(&checked.source, &checked.findings, &fails);
        let is_printed = self.check.rewrites() && input.is_stdin();
        let text = if is_printed { checked.source.bytes().to_vec() } else { Vec::new() };
        Ok(Written { name: input.name(), parts, counts: checked.counts, text })
    }

    /// The diff is of bytes, for `patch`; people see the text.
    fn diff(&self, input: &Input, versions: &[Source; 2]) -> Vec<u8> {
        if self.color {
            let [old, new] = versions;
            return change(old.path(), old.text(), new.text()).into_bytes();
        }
        let [old, new] =
            versions.each_ref().map(|it| if self.shown { it.text().as_bytes() } else { it.bytes() });
        let path = if input.is_stdin() { input.name().into() } else { input.path() };
        fix::diff(path.as_os_str().as_encoded_bytes(), old, new)
    }

    /// Whether the run does more than print, and continues when the output is closed.
    fn has_other_work(&self) -> bool {
        self.check.rewrites() || self.check.baseline.write_baseline || self.reports.has_files()
    }
}

/// Where results go, document by document.
struct ReportSink<'a> {
    writer: &'a Writer<'a>,
    outputs: Outputs<'a>,
    /// Whether the report goes elsewhere, because a fixed document goes to standard output.
    aside: bool,
    streams: &'a mut Streams,
    /// The fixes of each document so far, if they are listed.
    fixes: Vec<(String, ByRule)>,
}

impl ReportSink<'_> {
    fn open(&mut self) -> Result<(), CliError> {
        self.outputs.begin(sink(self.writer.check, self.aside, self.streams))
    }

    fn take(&mut self, written: Written, totals: &mut Totals) -> Result<(), CliError> {
        if self.writer.check.show_fixes && !written.counts.fixes.is_empty() {
            self.fixes.push((written.name, written.counts.fixes.clone()));
        }
        totals.add(written.counts);
        if self.writer.check.diff && self.writer.color {
            self.streams.out.write_all(&written.text)?;
        } else if self.writer.check.diff && self.writer.shown {
            self.streams.out.write_all(visible_lines(&written.text).as_bytes())?;
        } else {
            self.streams.out.document().write_all(&written.text)?;
        }
        self.outputs.take(written.parts, sink(self.writer.check, self.aside, self.streams))
    }

    /// Reports a document that could not be checked, here and in the reports.
    fn fail(&mut self, name: &str, error: &Error) -> Result<(), CliError> {
        self.streams.notices.error(error);
        self.outputs.failed(name, error, sink(self.writer.check, self.aside, self.streams))
    }

    /// Ends the run when the output is closed and nothing is left to find out.
    fn go_on(&self, outcome: Outcome, totals: &Totals) -> Result<(), CliError> {
        let idle = self.streams.is_closed() && !self.writer.has_other_work();
        if idle && self.writer.run.is_decided(totals) {
            return Err(CliError::Decided(outcome.max(Outcome::Found)));
        }
        Ok(())
    }

    /// Ends the reports, and returns how many findings were written.
    fn close(self, totals: &Totals) -> Result<Printed, CliError> {
        let (written, hidden) = (self.outputs.written(), self.outputs.hidden());
        let printed = Printed { fixes: self.fixes, written, hidden };
        let breaches = self.writer.run.breaches(totals);
        let out = sink(self.writer.check, self.aside, self.streams);
        self.outputs.end((&totals.summary, &totals.statistics), &breaches, out)?;
        Ok(printed)
    }
}

/// Where the report goes: not to standard output if documents or diffs go there.
fn sink<'s>(check: &Check, aside: bool, streams: &'s mut Streams) -> &'s mut dyn Write {
    if check.diff {
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
