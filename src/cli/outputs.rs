//! Where findings go: standard output in one format, and files in others, all in one run.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser;

use super::Stop;
use super::streams::{Streams, is_github};
use crate::corpus::{self, Input, Replacement};
use crate::diagnostic::{Diagnostic, Summary};
use crate::error::{Error, unknown};
use crate::report::{Format, Page, Part, Report, Statistics};
use crate::rules::RULES;
use crate::source::Source;
use crate::visible::Escape;

/// How findings are written, and where.
#[derive(Debug, Args)]
pub(super) struct Output {
    /// How findings are written: `human` on a terminal, `github` in GitHub Actions, `concise` elsewhere if not said
    #[arg(long, value_name = "FORMAT", help_heading = "Output", value_parser = formats())]
    pub(super) format: Option<Format>,
    /// Write all findings to a file too, in a format of its own; may be given several times
    #[arg(long, value_name = "FORMAT=FILE", help_heading = "Output", conflicts_with = "diff", value_parser = target)]
    output: Vec<Target>,
    /// Write no more than so many findings to standard output; all are counted
    #[arg(long, value_name = "N", help_heading = "Output")]
    max_findings: Option<usize>,
    /// Write how often each rule found something, and in which documents most, in place of the findings
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

fn named(name: &str) -> Option<Format> {
    Format::ALL.into_iter().find(|format| format.name() == name)
}

/// `sarif=out.sarif`
fn target(text: &str) -> Result<Target, String> {
    let (name, path) = text.split_once('=').ok_or("say the format and the file: `sarif=out.sarif`")?;
    let format = named(name).ok_or_else(|| unknown("format", name, Format::ALL.map(Format::name)))?;
    if path.is_empty() || path == "-" {
        return Err("name a file after `=`; `--format` is for standard output".to_string());
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

/// The reports of a run in the making.
pub(super) struct Outputs<'a> {
    main: Page<'a>,
    /// What stands in place of the main report.
    statistics: Option<&'a Report>,
    files: Vec<File<'a>>,
}

struct File<'a> {
    page: Page<'a>,
    file: Replacement,
    path: &'a Path,
}

/// What one document contributes to each report.
#[derive(Default)]
pub(super) struct Parts {
    main: Part,
    files: Vec<Part>,
}

impl Output {
    /// The formats that are wanted; `configured` is what the configuration says.
    ///
    /// # Errors
    /// [`Error::Usage`] when two reports would stand in one place, or statistics in a format that has none.
    pub(super) fn reports(&self, configured: Option<Format>, streams: &Streams) -> Result<Reports, Error> {
        let mut places = BTreeSet::new();
        if let Some(twice) = self.output.iter().find(|target| !places.insert(&target.path)) {
            let path = twice.path.display();
            return Err(Error::Usage(format!("{path}: two reports cannot go to one file")));
        }
        let root = std::env::current_dir().ok().map(|root| root.to_string_lossy().replace('\\', "/"));
        let report = |format, color| Report::new(format, color, RULES).below(root.clone());
        let format = self.format.or(configured).unwrap_or_else(|| preset(streams));
        let main = report(format, streams.color());
        if self.statistics && main.statistics(&Statistics::default()).is_none() {
            let name = format.name();
            return Err(Error::Usage(format!("--statistics cannot be written as {name}; as json it can")));
        }
        let files = self.output.iter().map(|target| (report(target.format, false), target.path.clone()));
        let limit = self.max_findings.unwrap_or(usize::MAX);
        Ok(Reports { main, statistics: self.statistics, limit, files: files.collect() })
    }
}

/// A terminal gets pictures. A pipe gets one line for each finding: that is what grep, editors and logs can use, and a
/// large corpus would give megabytes of pictures. GitHub makes annotations of its own kind of line.
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
    /// One document in all formats.
    pub(super) fn document(&self, source: &Source, findings: &[Diagnostic]) -> Parts {
        let main = if self.statistics { Part::default() } else { self.main.document(source, findings) };
        let files = self.files.iter().map(|(report, _)| report.document(source, findings));
        Parts { main, files: files.collect() }
    }
    /// Opens the files.
    ///
    /// # Errors
    /// [`Error::Usage`] when a report would take the place of a document, [`Error::Write`] when it cannot be written.
    pub(super) fn open(&self, inputs: &[Input]) -> Result<Outputs<'_>, Error> {
        let files = self.files.iter().map(|(report, path)| File::create(report, path, inputs));
        Ok(Outputs {
            main: Page::new(&self.main, self.limit),
            statistics: self.statistics.then_some(&self.main),
            files: files.collect::<Result<_, Error>>()?,
        })
    }
}

impl<'a> File<'a> {
    fn create(report: &'a Report, path: &'a Path, inputs: &[Input]) -> Result<Self, Error> {
        refuse(inputs, path)?;
        Ok(File { page: Page::new(report, usize::MAX), file: Replacement::create(path)?, path })
    }
}

fn refuse(inputs: &[Input], path: &Path) -> Result<(), Error> {
    match corpus::collision(inputs, path) {
        None => Ok(()),
        Some(input) => {
            let (path, input) = (path.display(), input.path());
            let input = input.display();
            Err(Error::Usage(format!("{path}: the report would take the place of the document {input}")))
        }
    }
}

impl Outputs<'_> {
    /// How many findings went to standard output.
    pub(super) fn written(&self) -> usize {
        self.main.written()
    }
    /// Begins all reports.
    pub(super) fn begin(&mut self, out: &mut dyn Write) -> Result<(), Stop> {
        for File { page, file, path } in &mut self.files {
            page.begin(file).map_err(|error| Error::Write(path.to_path_buf(), error))?;
        }
        if self.statistics.is_none() {
            self.main.begin(out)?;
        }
        Ok(())
    }
    /// Adds a document to all reports.
    pub(super) fn take(&mut self, parts: Parts, out: &mut dyn Write) -> Result<(), Stop> {
        for (File { page, file, path }, part) in self.files.iter_mut().zip(parts.files) {
            page.take(part, file).map_err(|error| Error::Write(path.to_path_buf(), error))?;
        }
        if self.statistics.is_none() {
            self.main.take(parts.main, out)?;
        }
        Ok(())
    }
    /// Ends all reports, and puts the files in their places.
    pub(super) fn end(
        self,
        summary: &Summary,
        statistics: &Statistics,
        out: &mut dyn Write,
    ) -> Result<(), Stop> {
        for File { page, mut file, path } in self.files {
            page.end(summary, statistics, &mut file)
                .map_err(|error| Error::Write(path.to_path_buf(), error))?;
            file.commit()?;
        }
        if let Some(report) = self.statistics {
            let tables = report.statistics(statistics).unwrap_or_default();
            out.write_all(tables.as_bytes())?;
        } else {
            self.main.end(summary, statistics, out)?;
        }
        Ok(())
    }
}
