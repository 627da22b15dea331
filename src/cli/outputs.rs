//! Where findings go: standard output in one format and files in others, all in one run.

use std::collections::BTreeSet;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser;

use super::CliError;
use super::streams::{Streams, is_github};
use crate::diagnostic::{Diagnostic, Severity, Summary};
use crate::error::{Error, unknown};
use crate::files::{Replacement, Sources, is_standard_output, place_of, slashed};
use crate::report::{Format, Page, Part, Report, Statistics};
use crate::rules::RULES;
use crate::source::Source;
use crate::visible::Escape;

/// How findings are written, and where.
#[derive(Debug, Args)]
pub(super) struct Output {
    /// Output format; by default `human` on a terminal, `github` in GitHub Actions, `concise` elsewhere
    #[arg(long, value_name = "FORMAT", help_heading = "Output", value_parser = formats())]
    pub(super) format: Option<Format>,
    /// Also write all findings to a file, in a format of its own; may be given several times
    ///
    /// `-` as the file is standard output, like --format. Never overwrites a file that the run reads, and never writes
    /// through a symbolic link.
    #[arg(long, value_name = "FORMAT=FILE", help_heading = "Output", conflicts_with = "diff", value_parser = target)]
    output: Vec<Target>,
    /// Lowest severity that is printed; all are counted. By default `warning` in `human` and `concise`, which people
    /// read, and `info` in other formats. Findings that fail the run are always printed
    #[arg(long, value_name = "SEVERITY", help_heading = "Output", value_parser = severities())]
    pub(super) min_severity: Option<Severity>,
    /// Print at most N findings to standard output; all are counted
    #[arg(long, value_name = "N", help_heading = "Output")]
    max_findings: Option<usize>,
    /// Print counts by rule, and the documents with most findings, instead of the findings
    #[arg(long, help_heading = "Output", conflicts_with = "diff")]
    pub(super) statistics: bool,
}

/// A file that findings go to.
#[derive(Clone, Debug)]
struct Target {
    format: Format,
    path: PathBuf,
}

fn formats() -> impl TypedValueParser<Value = Format> {
    let names = PossibleValuesParser::new(Format::ALL.map(Format::name));
    names.map(|name| named(&name).expect("only these names are possible"))
}

fn severities() -> impl TypedValueParser<Value = Severity> {
    let all = [Severity::Error, Severity::Warning, Severity::Info];
    let names = PossibleValuesParser::new(all.map(Severity::name));
    names.map(move |name| {
        all.into_iter().find(|one| one.name() == name).expect("only these names are possible")
    })
}

fn named(name: &str) -> Option<Format> {
    Format::ALL.into_iter().find(|format| format.name() == name)
}

/// `sarif=out.sarif`
fn target(text: &str) -> Result<Target, String> {
    let (name, path) = text.split_once('=').ok_or("expected a format and a file: `sarif=out.sarif`")?;
    let format = named(name).ok_or_else(|| unknown("format", name, Format::ALL.map(Format::name)))?;
    if path.is_empty() {
        return Err("expected a file after `=`, or `-` for standard output".to_string());
    }
    Ok(Target { format, path: path.into() })
}

/// The formats of a run, which threads render documents in.
pub(super) struct Reports {
    /// For standard output.
    main: Report,
    statistics: bool,
    limit: usize,
    files: Vec<(Report, PathBuf)>,
}

/// The reports of a run in progress.
pub(super) struct Outputs<'a> {
    main: Page<'a>,
    /// What replaces the main report.
    statistics: Option<&'a Report>,
    files: Vec<File<'a>>,
}

struct File<'a> {
    page: Page<'a>,
    file: Replacement,
    path: &'a Path,
    /// Whether the file is a pipe that was closed at the other end.
    closed: bool,
}

/// What one document contributes to each report.
#[derive(Default)]
pub(super) struct Parts {
    main: Part,
    files: Vec<Part>,
}

impl Output {
    /// The requested formats; `configured` is what the configuration says of format and lowest severity.
    ///
    /// # Errors
    /// [`Error::Usage`] for two reports in one file, or statistics in a format without them.
    pub(super) fn reports(
        &self,
        configured: (Option<Format>, Option<Severity>),
        streams: &Streams,
    ) -> Result<Reports, Error> {
        let mut places = BTreeSet::new();
        if let Some(twice) = self.files().find(|target| !places.insert(place_of(&target.path))) {
            let path = twice.path.display();
            return Err(Error::Usage(format!("{path}: two reports cannot go to one file")));
        }
        let root = std::env::current_dir().ok().map(|root| slashed(&root));
        let report = |format, color| Report::new(format, color, RULES).below(root.clone());
        let format = self.on_standard_output()?.or(configured.0).unwrap_or_else(|| preset(streams));
        let preset = if format.is_for_people() { Severity::Warning } else { Severity::Info };
        let least = self.min_severity.or(configured.1.filter(|_| format.is_for_people())).unwrap_or(preset);
        let main = report(format, streams.color()).at_least(least);
        if self.statistics && main.statistics(&Statistics::default()).is_none() {
            let name = format.name();
            return Err(Error::Usage(format!("--statistics cannot be written as {name}; use json")));
        }
        let files = self.files().map(|target| (report(target.format, false), target.path.clone()));
        let limit = self.max_findings.unwrap_or(usize::MAX);
        Ok(Reports { main, statistics: self.statistics, limit, files: files.collect() })
    }
}

impl Output {
    /// The reports that go to files.
    fn files(&self) -> impl Iterator<Item = &Target> {
        self.output.iter().filter(|target| !is_standard_output(&target.path))
    }

    /// The format of standard output, if the flags set one: `--format json` or `--output json=-`.
    fn on_standard_output(&self) -> Result<Option<Format>, Error> {
        let targets = self.output.iter().filter(|target| is_standard_output(&target.path));
        let said: Vec<Format> = targets.map(|target| target.format).chain(self.format).collect();
        match said[..] {
            [] => Ok(None),
            [format] => Ok(Some(format)),
            _ => Err(Error::Usage("--output: two reports cannot go to standard output".to_string())),
        }
    }
}

/// A terminal gets pictures. A pipe gets one line per finding: that is what grep, editors and logs can use, and a large
/// corpus would give megabytes of pictures. GitHub turns lines of its own form into annotations.
fn preset(streams: &Streams) -> Format {
    if is_github() {
        Format::Github
    } else if streams.is_terminal() {
        Format::Human
    } else {
        Format::Concise
    }
}

impl Reports {
    /// How standard output escapes what the report forgot to escape.
    pub(super) fn escape(&self) -> Escape {
        self.main.escape(self.statistics)
    }
    /// One document in all formats; `fails` tells which findings fail the run.
    pub(super) fn document(
        &self,
        source: &Source,
        findings: &[Diagnostic],
        fails: &dyn Fn(&Diagnostic) -> bool,
    ) -> Parts {
        let part = |report: &Report| report.judged(source, findings, fails);
        let main = if self.statistics { Part::default() } else { part(&self.main) };
        Parts { main, files: self.files.iter().map(|(report, _)| part(report)).collect() }
    }
    /// Whether there are reports in files.
    pub(super) fn has_files(&self) -> bool {
        !self.files.is_empty()
    }
    /// Refuses to write a report over a file that the run reads.
    ///
    /// # Errors
    /// [`Error::Usage`].
    pub(super) fn spare(&self, sources: &Sources) -> Result<(), Error> {
        sources.spare_all(self.files.iter().map(|(_, path)| path.as_path()))
    }
    /// Opens the files.
    ///
    /// # Errors
    /// [`Error::Write`] when one cannot be written.
    pub(super) fn open(&self) -> Result<Outputs<'_>, Error> {
        let files = self.files.iter().map(|(report, path)| File::create(report, path));
        Ok(Outputs {
            main: Page::new(&self.main, self.limit),
            statistics: self.statistics.then_some(&self.main),
            files: files.collect::<Result<_, Error>>()?,
        })
    }
}

impl<'a> File<'a> {
    fn create(report: &'a Report, path: &'a Path) -> Result<Self, Error> {
        let page = Page::new(report, usize::MAX);
        Ok(File { page, file: Replacement::create(path)?, path, closed: false })
    }

    /// Writes to the file. A pipe that is closed at the other end ends this report, not the job.
    fn put(
        &mut self,
        write: impl FnOnce(&mut Page, &mut Replacement) -> std::io::Result<()>,
    ) -> Result<(), Error> {
        if self.closed {
            return Ok(());
        }
        match write(&mut self.page, &mut self.file) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => self.closed = true,
            Err(error) => return Err(Error::Write(self.path.to_path_buf(), error)),
            Ok(()) => {}
        }
        Ok(())
    }

    fn commit(self) -> Result<(), Error> {
        match self.file.commit() {
            Err(Error::Write(_, error)) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            done => done,
        }
    }
}

impl Outputs<'_> {
    /// Number of findings written to standard output.
    pub(super) fn written(&self) -> usize {
        self.main.written()
    }
    /// Number of findings kept from standard output because of their severity.
    pub(super) fn hidden(&self) -> usize {
        self.main.hidden()
    }
    /// Begins all reports.
    pub(super) fn begin(&mut self, out: &mut dyn Write) -> Result<(), CliError> {
        self.all(out, |page, out| page.begin(out))
    }
    /// Adds a document to all reports.
    pub(super) fn take(&mut self, parts: Parts, out: &mut dyn Write) -> Result<(), CliError> {
        for (file, part) in self.files.iter_mut().zip(parts.files) {
            file.put(|page, out| page.take(part, out))?;
        }
        if self.statistics.is_none() {
            self.main.take(parts.main, out)?;
        }
        Ok(())
    }
    /// Adds a document that could not be checked, to the reports that support it.
    pub(super) fn failed(&mut self, name: &str, why: &Error, out: &mut dyn Write) -> Result<(), CliError> {
        let why = why.to_string();
        self.all(out, |page, out| page.failed(name, &why, out))
    }
    /// Ends all reports, and moves the files into place. `breaches` are the limits that fail the run.
    pub(super) fn end(
        mut self,
        (summary, statistics): (&Summary, &Statistics),
        breaches: &[String],
        out: &mut dyn Write,
    ) -> Result<(), CliError> {
        self.all(out, |page, out| {
            page.breaches(breaches, out)?;
            page.end(summary, statistics, out)
        })?;
        self.files.into_iter().try_for_each(File::commit)?;
        if let Some(report) = self.statistics {
            let tables = report.statistics(statistics).unwrap_or_default();
            out.write_all(tables.as_bytes())?;
        }
        Ok(())
    }

    /// The same for all reports.
    fn all(
        &mut self,
        out: &mut dyn Write,
        write: impl Fn(&mut Page, &mut dyn Write) -> std::io::Result<()>,
    ) -> Result<(), CliError> {
        for file in &mut self.files {
            file.put(|page, out| write(page, out))?;
        }
        if self.statistics.is_none() {
            write(&mut self.main, out)?;
        }
        Ok(())
    }
}
