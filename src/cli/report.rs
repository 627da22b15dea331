//! `doclint report`: a corpus at a glance.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::flags::{Config, Select};
use super::streams::Streams;
use super::{CliError, Outcome, Paths, Reading};
use crate::error::Error;
use crate::files::{self, Input};
use crate::overview::{Entry, Layout, Overview, Pages};
use crate::parse::parse;
use crate::project::recovery::interrupted;
use crate::project::{CheckOptions, CheckRun, Options, Project};
use crate::report::counted;
use crate::visible::Escape;

/// Show a corpus at a glance: its documents, years, headers, findings, speakers and names
///
/// Without -o, figures go to standard output. With `-o report.html`, they become one page with charts and all
/// documents, their parts coloured and their findings marked; with `-o FOLDER`, each document has a page of its own,
/// which suits a large corpus. Findings never make the exit code 1.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  doclint report seeds/\n  doclint report seeds/ --format json\n  doclint report seeds/ -o report.html"
)]
pub(super) struct Report {
    #[command(flatten)]
    paths: Paths,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    config: Config,
    #[command(flatten)]
    select: Select,
    /// Write to this file instead; a page if it ends in `.html`, a folder of pages if it has no extension
    #[arg(short, long, value_name = "FILE|FOLDER", help_heading = "Output")]
    output: Option<PathBuf>,
    /// Output format; that of the file's extension by default
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    format: Option<Format>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tables for people
    Human,
    /// One JSON object
    Json,
    /// A page, or a folder of pages
    Html,
}

/// The most names in the text that are listed.
const NAMES: usize = 30;

impl Report {
    pub(super) fn run(&self, streams: &mut Streams) -> Result<Outcome, CliError> {
        let format = self.format()?;
        let (request, inputs, found) = self.paths.find(Some("."), self.config.extensions(), streams)?;
        self.reading.note_threads(&mut streams.notices);
        streams.notices.print(interrupted(&inputs));
        let options = Options { rules: self.select.rules(), ..self.reading.options(&self.config) };
        let project = Project::of(&request, inputs, &options)?;
        if found == Outcome::Failed && project.documents().is_empty() {
            // What was named is not there: an older report is worth more than an empty one.
            return Ok(found);
        }
        if let Some(path) = &self.output {
            project.sources().spare(path)?;
        }
        let never_fails = CheckOptions { never_fails: true, ..CheckOptions::default() };
        let plan = streams.notices.noting(|notes| project.plan(&never_fails, notes))?;
        let run = plan.start()?;
        let layout = match &self.output {
            Some(path) if is_folder(path) => Layout::Folder,
            _ => Layout::Single,
        };
        let mut pages = (format == Format::Html).then(|| Pages::new(layout));
        let (overview, outcome) = self.collect(&project, &run, &mut pages, streams)?;
        let text = match (&pages, format) {
            (Some(pages), _) => pages.index(&overview, &self.title()),
            (None, Format::Json) => overview.json(),
            (None, _) => overview.table(),
        };
        self.write(text.as_bytes(), format, streams)?;
        if let Some(path) = &self.output {
            let documents = counted(run.documents().len(), "document");
            streams.notices.note(&format!("{}: report on {documents} written", files::shown(path)));
        }
        Ok(found.max(outcome))
    }

    /// The figures of all documents. Each page is written, or kept, as soon as its document is read.
    fn collect(
        &self,
        project: &Project,
        run: &CheckRun,
        pages: &mut Option<Pages>,
        streams: &mut Streams,
    ) -> Result<(Overview, Outcome), CliError> {
        let has_pages = pages.is_some();
        let look = |input: &Input| {
            let checked = run.check(input).map_err(|error| error.to_string())?;
            let config = project.config_of(input);
            let document = parse(&checked.source, config.profile(&checked.source));
            let entry = Entry::new(&document, &checked.findings);
            let article = has_pages.then(|| Pages::article(&document, &checked.findings, &entry));
            Ok::<_, String>((entry, article))
        };
        let (mut overview, mut outcome) = (Overview::default(), Outcome::Clean);
        run.for_each(look, |looked| {
            match looked {
                Err(error) => {
                    streams.notices.warning(&format!("not in the report: {error}"));
                    outcome = Outcome::Failed;
                }
                Ok((entry, article)) => {
                    overview.add(&entry);
                    if let (Some(pages), Some(article)) = (pages.as_mut(), article)
                        && let Some((place, page)) = pages.add(&entry, article)
                    {
                        let folder = self.output.as_deref().unwrap_or(Path::new("."));
                        files::write_again(&folder.join(place), page.as_bytes())?;
                    }
                }
            }
            Ok::<(), CliError>(())
        })?;
        overview.close();
        Ok((overview.naming(run.names(NAMES)), outcome))
    }

    fn format(&self) -> Result<Format, Error> {
        let extension =
            self.output.as_deref().map(|path| path.extension().map(|it| it.to_string_lossy().to_lowercase()));
        let format = match (self.format, extension) {
            (Some(format), _) => format,
            (None, None) => Format::Human,
            (None, Some(extension)) => match extension.as_deref() {
                None | Some("html" | "htm") => Format::Html,
                Some("json") => Format::Json,
                Some("txt") => Format::Human,
                Some(other) => {
                    let problem =
                        format!("-o: no report is known for .{other}; use .html, .json, .txt or --format");
                    return Err(Error::Usage(problem));
                }
            },
        };
        Ok(format)
    }

    /// The names of what was asked for.
    fn title(&self) -> String {
        let names: Vec<String> = self.paths.paths.iter().map(|path| files::shown(path).to_string()).collect();
        if names.is_empty() { ".".to_string() } else { names.join(", ") }
    }

    fn write(&self, text: &[u8], format: Format, streams: &mut Streams) -> Result<(), CliError> {
        let Some(path) = &self.output else {
            streams.report_as(match format {
                Format::Human => Escape::Visible,
                Format::Json => Escape::Unicode,
                Format::Html => Escape::Xml,
            });
            streams.out.write_all(text)?;
            return Ok(());
        };
        let file =
            if format == Format::Html && is_folder(path) { path.join("index.html") } else { path.clone() };
        Ok(files::write_by_rename(&file, text)?)
    }
}

/// Whether pages go to a folder.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.extension().is_none() || path.as_os_str().as_encoded_bytes().ends_with(b"/")
}
