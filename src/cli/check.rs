//! `doclint check`: what is wrong with the documents, and mending it.

use std::io::Write;
use std::time::Instant;

use clap::{Args, ValueEnum};

use super::mend::{Mended, mend};
use super::outputs::{Output, Outputs, Parts, Reports};
use super::profiles::Profiles;
use super::select::Select;
use super::streams::{Streams, Voice};
use super::{Outcome, Paths, Reading, Stop};
use crate::corpus::{self, Input};
use crate::diagnostic::{Applicability, Diagnostic, Severity, Summary};
use crate::error::Error;
use crate::fix;
use crate::lexicon::Lexicon;
use crate::lint::lint;
use crate::parse::parse;
use crate::report::{Statistics, counted, summary_line, visible};
use crate::settings::Settings;
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
    select: Select,
    #[command(flatten)]
    output: Output,
    /// The least severity that makes the exit code 1
    #[arg(long, value_name = "SEVERITY", default_value = "error", help_heading = "Output")]
    fail_on: Gate,
    /// Exit with 0 whatever is found
    #[arg(long, help_heading = "Output")]
    exit_zero: bool,
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Gate {
    /// Only errors
    Error,
    /// Warnings and errors
    Warning,
    /// Any finding
    Info,
    /// Nothing
    Never,
}

impl Gate {
    const fn severity(self) -> Option<Severity> {
        match self {
            Gate::Error => Some(Severity::Error),
            Gate::Warning => Some(Severity::Warning),
            Gate::Info => Some(Severity::Info),
            Gate::Never => None,
        }
    }
}

/// What every document of a run is checked with.
struct Bench<'a> {
    check: &'a Check,
    profiles: Profiles,
    settings: Settings,
    lexicon: &'static Lexicon,
    reports: Reports,
}

/// What came of one document.
#[derive(Default)]
struct Checked {
    /// The findings that are left, as the reports write them.
    parts: Parts,
    summary: Summary,
    statistics: Statistics,
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
    fixes: usize,
    mended: usize,
}

impl Check {
    pub(super) fn run(&self, streams: &mut Streams) -> Result<Outcome, Stop> {
        let start = Instant::now();
        let bench = self.bench(streams)?;
        let (inputs, mut outcome) = self.paths.find(Some("."), streams)?;
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
        self.note(&total, written, start, &mut streams.voice);
        Ok(outcome.max(self.outcome(&total)))
    }

    fn bench(&self, streams: &Streams) -> Result<Bench<'_>, Error> {
        Ok(Bench {
            check: self,
            profiles: self.reading.profiles()?,
            settings: self.select.settings()?,
            lexicon: Lexicon::built_in(),
            reports: self.output.reports(streams)?,
        })
    }

    /// Whether documents are rewritten.
    fn mends(&self) -> bool {
        (self.fix || self.unsafe_fixes) && !self.diff
    }

    fn outcome(&self, total: &Total) -> Outcome {
        let found = if self.diff {
            total.fixes > 0
        } else {
            self.fail_on.severity().is_some_and(|gate| total.summary.at_least(gate) > 0)
        };
        if found && !self.exit_zero { Outcome::Found } else { Outcome::Clean }
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
    /// Checks one document, and mends it if that is wanted.
    fn document(&self, input: &Input) -> Result<Checked, Error> {
        let source = input.read()?;
        if self.check.diff {
            return self.diff(source);
        }
        if !self.check.mends() {
            return Ok(self.checked(&source));
        }
        let mended = self.mend(source)?;
        let mut checked = Checked { fixes: mended.fixes, ..self.checked(&mended.source) };
        if input.is_stdin() {
            checked.text = mended.source.bytes().to_vec();
        } else if mended.fixes > 0 {
            corpus::write_by_rename(input.path(), mended.source.bytes())?;
        }
        Ok(checked)
    }

    fn find(&self, source: &Source) -> Vec<Diagnostic> {
        let document = parse(source, self.profiles.of(source));
        lint(&document, self.lexicon, &self.settings)
    }

    fn checked(&self, source: &Source) -> Checked {
        let mut checked =
            Checked { summary: Summary { documents: 1, ..Summary::default() }, ..Checked::default() };
        let findings = self.find(source);
        for finding in &findings {
            checked.summary.count(finding.severity, finding.fix.as_ref());
        }
        checked.statistics = Statistics::of(source.path(), &findings);
        checked.parts = self.reports.document(source, &findings);
        checked
    }

    fn mend(&self, source: Source) -> Result<Mended, Error> {
        let least = if self.check.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
        mend(source, least, |source| self.find(source))
    }

    fn diff(&self, source: Source) -> Result<Checked, Error> {
        let old = source.text().to_string();
        let mended = self.mend(source)?;
        let mut checked = Checked { fixes: mended.fixes, ..Checked::default() };
        if mended.fixes > 0 {
            checked.text = fix::diff(mended.source.path(), &old, mended.source.text()).into_bytes();
        }
        Ok(checked)
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
    fn take(&mut self, checked: Checked, total: &mut Total) -> Result<(), Stop> {
        total.summary.merge(checked.summary);
        total.statistics.merge(checked.statistics);
        total.fixes += checked.fixes;
        total.mended += usize::from(checked.fixes > 0);
        if self.bench.check.diff && self.streams.is_terminal() {
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
