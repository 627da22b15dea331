//! `doclint convert`: documents in formats for other programs.

use std::io::Write;
use std::path::Path;

use clap::Args;

use super::flags::Config;
use super::streams::{Notices, STANDARD_OUTPUT, Streams};
use super::{CliError, Outcome, Paths, Reading};
use crate::emit::{self, Joined};
use crate::error::Error;
use crate::files::{self, Identifiers, Input, Replacement};
use crate::project::recovery::interrupted;
use crate::project::{CorpusPass, Project};

mod converter;
mod day;
mod filters;
mod format;
mod losses;
mod names;
mod origin;
mod output;
mod placing;
mod tally;
mod tei;
use converter::Converter;
use output::{Output, Target};
use placing::Placing;
use tally::Tally;

/// Convert documents to TEI, JSON, HTML and other formats
///
/// One document goes to standard output, or to the file of -o. Several documents become one file if the format allows
/// it, such as a JSON array or a table; with -o FOLDER, each becomes a file of its own in the same subfolder as the
/// document.
#[derive(Debug, Args)]
pub(super) struct Convert {
    #[command(flatten)]
    paths: Paths,
    #[command(flatten)]
    origin: origin::Origin,
    #[command(flatten)]
    filters: filters::Filters,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    config: Config,
    #[command(flatten)]
    output: Output,
    /// Include the findings of `doclint check` in the output: TEI, JSON and JSON lines
    #[arg(long, help_heading = "Output")]
    findings: bool,
    /// Leave title, byline, place and date out of `text`
    #[arg(long, help_heading = "Output")]
    no_header: bool,
    #[command(flatten)]
    day: day::Day,
    #[command(flatten)]
    tei: tei::Tei,
}

impl Convert {
    pub(super) fn run(&self, streams: &mut Streams) -> Result<Outcome, CliError> {
        self.origin.check()?;
        let (formats, filter) = (self.output.formats(&self.origin)?, self.filters.filter()?);
        let options = emit::Options {
            date: self.day.of_conversion()?,
            no_header: self.no_header,
            ..emit::Options::default()
        };
        let (request, inputs, outcome) =
            self.paths.find(None, self.origin.extensions(&self.config), streams)?;
        self.reading.note_threads(&mut streams.notices);
        streams.notices.print(interrupted(&inputs));
        let project = Project::of(&request, inputs, &self.reading.options(&self.config))?;
        let inputs = project.documents();
        let tei = formats.contains(&&emit::tei::FORMAT).then(|| tei::Printer::new(&self.tei));
        let fixes = tei.as_ref().is_some_and(tei::Printer::wants_fixes);
        let is_surveyed = (self.findings || fixes) && !self.origin.is_tei();
        let corpus = if is_surveyed { project.first_pass()? } else { CorpusPass::default() };
        let scheme = |input: &Input| project.config().scheme(input);
        let identifiers = Identifiers::new(inputs, scheme)?;
        let placing = Placing::new(inputs, |input| identifiers.of(input, scheme(input)));
        let has_its_own = self.origin.is_tei() && matches!(inputs, [input] if input.is_stdin());
        let converter = Converter {
            origin: &self.origin,
            project: &project,
            corpus,
            findings: self.findings,
            formats,
            options,
            filter,
            tei,
            placing,
            names: names::NamesOfRun::default(),
            identifiers: Some(identifiers).filter(|_| !has_its_own),
        };
        if let Some(tei) = &converter.tei {
            tei.permitted(&project, converter.options.date.as_deref())?;
        }
        let target = self.output.target(&converter.formats, inputs, self.tei.is_corpus())?;
        self.tei.check(&converter.formats, matches!(target, Target::Folder(_)))?;
        let done = match target {
            Target::Folder(folder) => self.to_folder(&converter, &folder, &mut streams.notices)?,
            Target::File(file) => self.to_file(&converter, &file, &mut streams.notices)?,
            Target::StandardOutput => {
                let is_terminal = streams.is_terminal();
                let out: &mut dyn Write = match output::escape(converter.formats[0], is_terminal) {
                    None => streams.out.document(),
                    Some(escape) => {
                        streams.out.set_escape(escape);
                        &mut streams.out
                    }
                };
                self.to_stream(&converter, (Path::new(STANDARD_OUTPUT), out), &mut streams.notices)?.outcome
            }
        };
        Ok(outcome.max(done))
    }

    /// Whether the user named one document: then the result is that document, not a list of one.
    fn is_single(&self, inputs: &[Input]) -> bool {
        self.paths.paths.len() == 1 && inputs.len() == 1 && inputs[0].is_named()
    }

    fn to_folder(
        &self,
        converter: &Converter<'_>,
        folder: &Path,
        notices: &mut Notices,
    ) -> Result<Outcome, CliError> {
        let inputs = converter.project.documents();
        let places = output::Places::new((folder, &converter.placing), &converter.formats, inputs)?;
        // In a folder of TEI, the files of an earlier corpus are not documents, which only reading them shows.
        if self.tei.is_corpus() && !self.origin.is_tei() {
            places.reserve(inputs, &emit::tei::Corpus::FILES)?;
        }
        let written = |input: &Input| {
            let mut converted = converter.converted(input)?;
            if self.tei.is_corpus() && converted.files.is_some() {
                places.reserve(std::slice::from_ref(input), &emit::tei::Corpus::FILES)?;
            }
            // Written files are not kept in memory until they are counted.
            for (format, bytes) in converter.formats.iter().zip(converted.files.iter_mut().flatten()) {
                let place = places.of(input, format);
                places.spare(&place)?;
                files::write_again(&place, &std::mem::take(bytes))?;
            }
            Ok(converted)
        };
        let convert = |input: &Input| written(input).inspect_err(|_: &Error| converter.forget(input));
        let mut tally = Tally::default();
        converter.project.for_each(convert, |converted: Result<converter::Converted, Error>| {
            tally.count(converted, notices);
            Ok::<(), CliError>(())
        })?;
        if let Some(tei) = &converter.tei {
            tei.finish(converter.project, &places, &converter.options)?;
        }
        tally.lost().iter().for_each(|lost| notices.warning(lost));
        notices.note(&tally.summary(folder));
        Ok(tally.outcome)
    }

    fn to_file(
        &self,
        converter: &Converter<'_>,
        file: &Path,
        notices: &mut Notices,
    ) -> Result<Outcome, CliError> {
        converter.project.sources().spare(file)?;
        let mut replacement = Replacement::create(file)?;
        let tally = self.to_stream(converter, (file, &mut replacement), notices)?;
        if tally.converted > 0 || converter.project.documents().len() != 1 {
            replacement.commit()?;
        }
        Ok(tally.outcome)
    }

    fn to_stream(
        &self,
        converter: &Converter<'_>,
        (name, out): (&Path, &mut dyn Write),
        notices: &mut Notices,
    ) -> Result<Tally, CliError> {
        let written = |error| Error::Write(name.to_path_buf(), error);
        let mut joined = if self.is_single(converter.project.documents()) {
            Joined::single(out)
        } else {
            Joined::new(out, converter.formats[0])
        };
        let mut tally = Tally::default();
        converter.project.for_each(
            |input| converter.converted(input),
            |converted| {
                for bytes in tally.count(converted, notices).into_iter().flatten() {
                    joined.add(&bytes).map_err(written)?;
                }
                Ok::<(), CliError>(())
            },
        )?;
        joined.finish().map_err(written)?;
        tally.lost().iter().for_each(|lost| notices.warning(lost));
        if tally.is_noteworthy() {
            notices.note(&tally.summary(name));
        }
        Ok(tally)
    }
}
