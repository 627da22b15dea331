//! `doclint convert`: documents as data that others can use.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::configured::{Config, Configured};
use super::select::Select;
use super::streams::{STANDARD_OUTPUT, Streams, Voice};
use super::survey::survey;
use super::{Outcome, Paths, Reading, Stop};
use crate::corpus::{self, Input, Replacement};
use crate::emit::{self, Joined};
use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::lint::lint_among;
use crate::parse::parse;
use crate::report::counted;
use crate::survey::Survey;

mod tei;

/// Convert documents to TEI or JSON
///
/// One document goes to standard output, or to the file of -o. Several documents become one JSON array or one line of
/// JSON each; with -o FOLDER each becomes a file of its own, in the folders that the documents are in.
#[derive(Debug, Args)]
pub(super) struct Convert {
    #[command(flatten)]
    paths: Paths,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    config: Config,
    /// What the documents become
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    to: Format,
    /// Where the result goes
    ///
    /// A folder if it exists as one or ends with `/`, and for several documents also if it has no extension; a file
    /// otherwise. A result is never written over one of the documents.
    #[arg(short, long, value_name = "FILE|FOLDER", help_heading = "Output")]
    output: Option<PathBuf>,
    /// Put what `doclint check` finds into the result
    #[arg(long, help_heading = "Output")]
    findings: bool,
    #[command(flatten)]
    tei: tei::Tei,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A JSON object for each document, as `doclint schema document` describes it
    Json,
    /// The same, one line each
    Jsonl,
    /// TEI P5, which holds the text of the document to the last character
    Tei,
}

impl Format {
    const fn emitted(self) -> emit::Format {
        match self {
            Format::Json => emit::Format::Json,
            Format::Jsonl => emit::Format::Jsonl,
            Format::Tei => emit::Format::Tei,
        }
    }
}

/// Where results go.
enum Target {
    StandardOutput,
    File(PathBuf),
    /// A file for each document.
    Folder(PathBuf),
}

/// What every document of a run is converted with.
struct Press<'a> {
    format: emit::Format,
    options: emit::Options,
    configured: Configured,
    lexicon: &'static Lexicon,
    survey: Option<Survey>,
    findings: bool,
    tei: tei::Printer<'a>,
}

impl Convert {
    pub(super) fn run(&self, streams: &mut Streams) -> Result<Outcome, Stop> {
        let (inputs, outcome) = self.paths.find(None, streams)?;
        let profile = self.reading.profile.as_deref();
        let configured = self.config.read(&inputs, profile, &Select::default())?;
        let surveyed = || survey(&inputs, self.reading.threads(), &configured);
        let fixes = self.to.emitted() == emit::Format::Tei && self.tei.wants_fixes();
        let survey = if self.findings || fixes { surveyed()? } else { None };
        let press = Press {
            format: self.to.emitted(),
            options: emit::Options::default(),
            configured,
            lexicon: Lexicon::built_in(),
            survey,
            findings: self.findings,
            tei: tei::Printer::new(&self.tei, self.findings),
        };
        press.tei.permitted(&press.configured, &inputs)?;
        let target = self.target(&inputs)?;
        self.tei.check(press.format, matches!(target, Target::Folder(_)))?;
        let done = match target {
            Target::Folder(folder) => self.to_folder(&press, &inputs, &folder, &mut streams.voice)?,
            Target::File(file) => self.to_file(&press, &inputs, &file, &mut streams.voice)?,
            Target::StandardOutput => {
                let out = (Path::new(STANDARD_OUTPUT), &mut streams.out as &mut dyn Write);
                self.to_stream(&press, &inputs, out, &mut streams.voice)?
            }
        };
        Ok(outcome.max(done))
    }

    fn target(&self, inputs: &[Input]) -> Result<Target, Error> {
        let many = inputs.len() > 1;
        let target = match &self.output {
            None => Target::StandardOutput,
            Some(path) if is_folder(path) || self.tei.is_corpus() || many && path.extension().is_none() => {
                Target::Folder(path.clone())
            }
            Some(path) => Target::File(path.clone()),
        };
        let one_stream = !matches!(target, Target::Folder(_));
        if many && one_stream && !self.to.emitted().holds_many() {
            let advice = "a file holds one document of this format: give a folder with -o FOLDER/";
            return Err(Error::Usage(format!("{} documents, and {advice}", inputs.len())));
        }
        Ok(target)
    }

    /// Whether the user named one document: then the result is that document, not a list of one.
    fn is_single(&self, inputs: &[Input]) -> bool {
        self.paths.paths.len() == 1 && inputs.len() == 1 && inputs[0].is_named()
            || !self.to.emitted().holds_many()
    }

    fn to_folder(
        &self,
        press: &Press<'_>,
        inputs: &[Input],
        folder: &Path,
        voice: &mut Voice,
    ) -> Result<Outcome, Stop> {
        let place = |input: &Input| folder.join(input.relative()).with_extension(press.format.extension());
        let mut places: HashMap<PathBuf, &Input> = HashMap::with_capacity(inputs.len());
        for input in inputs {
            if let Some(other) = places.insert(place(input), input) {
                return Err(clash(other, input, &place(input)).into());
            }
        }
        if self.tei.is_corpus() {
            for name in emit::tei::Corpus::FILES {
                if let Some(input) = places.get(&folder.join(name)) {
                    let message = "the corpus has a file of this name of its own";
                    return Err(Error::Usage(format!("{}: {message}", input.path().display())).into());
                }
            }
        }
        let same =
            |input: &&Input| input.path().extension().is_some_and(|had| had == press.format.extension());
        let risky: Vec<Input> = inputs.iter().filter(same).cloned().collect();
        let convert = |input: &Input| {
            let place = place(input);
            refuse(&risky, &place)?;
            corpus::write_by_rename(&place, &press.converted(input)?)
        };
        let (mut outcome, mut converted) = (Outcome::Clean, 0);
        corpus::for_each(inputs, self.reading.threads(), convert, |done| {
            match done {
                Ok(()) => converted += 1,
                Err(error) => {
                    voice.error(&error);
                    outcome = Outcome::Failed;
                }
            }
            Ok::<(), Stop>(())
        })?;
        press.tei.finish((&press.configured, inputs), folder, &press.options)?;
        voice.note(&format!("{} converted to {}", counted(converted, "document"), folder.display()));
        Ok(outcome)
    }

    fn to_file(
        &self,
        press: &Press<'_>,
        inputs: &[Input],
        file: &Path,
        voice: &mut Voice,
    ) -> Result<Outcome, Stop> {
        refuse(inputs, file)?;
        let mut replacement = Replacement::create(file)?;
        let outcome = self.to_stream(press, inputs, (file, &mut replacement), voice)?;
        if outcome == Outcome::Clean || inputs.len() > 1 {
            replacement.commit()?;
        }
        Ok(outcome)
    }

    fn to_stream(
        &self,
        press: &Press<'_>,
        inputs: &[Input],
        (name, out): (&Path, &mut dyn Write),
        voice: &mut Voice,
    ) -> Result<Outcome, Stop> {
        let written = |error| Error::Write(name.to_path_buf(), error);
        // Lines are joined with nothing around them, and so is one document of any format.
        let joint = if self.is_single(inputs) { emit::Format::Jsonl } else { press.format };
        let mut joined = Joined::new(out, joint);
        let mut outcome = Outcome::Clean;
        corpus::for_each(
            inputs,
            self.reading.threads(),
            |input| press.converted(input),
            |converted| {
                match converted {
                    Ok(bytes) => joined.add(&bytes).map_err(written)?,
                    Err(error) => {
                        voice.error(&error);
                        outcome = Outcome::Failed;
                    }
                }
                Ok::<(), Stop>(())
            },
        )?;
        joined.finish().map_err(written)?;
        Ok(outcome)
    }
}

impl Press<'_> {
    /// The document as it is written. All that conversion asks of other rooms is asked here.
    fn converted(&self, input: &Input) -> Result<Vec<u8>, Error> {
        let source = input.read()?;
        let applied = self.configured.of(input);
        let document = parse(&source, applied.profile(&source));
        let found = || {
            let survey = self.survey.as_ref();
            applied.unaccepted(&source, lint_among(&document, self.lexicon, survey, &applied.settings))
        };
        let tei = self.format == emit::Format::Tei;
        let findings = (self.findings || tei && self.tei.wants_fixes()).then(found);
        if tei {
            return Ok(self.tei.print((input, &applied), &document, findings, &self.options));
        }
        let mut bytes = Vec::with_capacity(2 * source.text().len() + 4096);
        emit::emit(&document, findings.as_deref(), self.format, &self.options, &mut bytes)
            .expect("memory takes everything");
        Ok(bytes)
    }
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

fn refuse(inputs: &[Input], output: &Path) -> Result<(), Error> {
    match corpus::collision(inputs, output) {
        None => Ok(()),
        Some(input) => {
            let (output, input) = (output.display(), input.path().display());
            Err(Error::Usage(format!(
                "{output}: the result would stand in the place of the document {input}"
            )))
        }
    }
}

fn clash(one: &Input, other: &Input, place: &Path) -> Error {
    let (one, other, place) = (one.path().display(), other.path().display(), place.display());
    Error::Usage(format!("{one} and {other} would both be written to {place}"))
}
