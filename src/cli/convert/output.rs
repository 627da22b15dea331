//! Output formats and where results go.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};

use clap::Args;

use super::origin::Origin;
use super::placing::{Placing, folded};
use crate::emit::{self, Format, Syntax, tei};
use crate::error::Error;
use crate::files::{Input, OutputFolder, is_below, is_standard_output};
use crate::visible::Escape;

/// Formats and destinations.
#[derive(Debug, Args)]
pub(super) struct Output {
    /// Output format; several with -o FOLDER. By default the extension of -o FILE decides
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', help_heading = "Output")]
    to: Vec<&'static Format>,
    /// Where to write the result
    ///
    /// A folder if it exists or ends with `/`, and also for several documents or formats if it has no extension;
    /// otherwise a file; `-` is standard output. Never overwrites one of the documents, and never writes through a
    /// symbolic link.
    #[arg(short, long, value_name = "FILE|FOLDER", help_heading = "Output")]
    output: Option<PathBuf>,
}

/// Where results go.
pub(super) enum Target {
    StandardOutput,
    File(PathBuf),
    /// A file for each document and format.
    Folder(PathBuf),
}

impl Output {
    /// The formats, without duplicates; at least one.
    pub(super) fn formats(&self, origin: &Origin) -> Result<Vec<&'static Format>, Error> {
        let said = if self.to.is_empty() { vec![self.inferred()?] } else { self.to.clone() };
        let mut formats: Vec<&'static Format> = Vec::new();
        for format in said.into_iter().map(|format| origin.meant(format)) {
            if !formats.contains(&format) {
                formats.push(format);
            }
        }
        Ok(formats)
    }

    fn inferred(&self) -> Result<&'static Format, Error> {
        let names = emit::FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
        let file = self.output.as_ref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy());
        let found = file.as_deref().and_then(Format::from_file_name);
        found.ok_or_else(|| {
            let extension = file.as_deref().map(Path::new).and_then(Path::extension);
            Error::Usage(
                match extension.map(|extension| extension.to_string_lossy().to_lowercase()).as_deref() {
                    Some(extension) => {
                        format!("no format ends in `.{extension}`: give --to FORMAT, one of {names}")
                    }
                    None => format!("no format: give --to FORMAT, one of {names}"),
                },
            )
        })
    }

    /// Where these documents go in these formats.
    ///
    /// A corpus goes into a folder even if it has only one document.
    pub(super) fn target(
        &self,
        formats: &[&'static Format],
        inputs: &[Input],
        is_corpus: bool,
    ) -> Result<Target, Error> {
        let many = inputs.len() > 1 || formats.len() > 1 || is_corpus;
        let target = match &self.output {
            None => Target::StandardOutput,
            Some(path) if is_standard_output(path) => Target::StandardOutput,
            Some(path) if is_folder(path) || many && path.extension().is_none() => {
                Target::Folder(path.clone())
            }
            Some(path) => Target::File(path.clone()),
        };
        match target {
            Target::Folder(_) => Ok(target),
            _ if formats.len() > 1 => {
                Err(Error::Usage(format!("{} formats: give a folder with -o FOLDER/", formats.len())))
            }
            _ if inputs.len() > 1 && !formats[0].holds_many() => {
                let advice = "a file holds one document of this format: give a folder with -o FOLDER/";
                Err(Error::Usage(format!("{} documents, and {advice}", inputs.len())))
            }
            _ => Ok(target),
        }
    }
}

/// How standard output escapes results in a format; not at all if a result is a document for people, or is read by a
/// program. JSON is always escaped, since its readers see no difference.
pub(super) const fn escape(format: &Format, is_terminal: bool) -> Option<Escape> {
    match format.syntax {
        Syntax::Json => Some(Escape::Unicode),
        Syntax::Xml | Syntax::Html if is_terminal => Some(Escape::Xml),
        Syntax::Table if is_terminal => Some(Escape::Visible),
        _ => None,
    }
}

/// The paths in a folder, each for one document in one format.
pub(super) struct Places<'a> {
    folder: &'a Path,
    /// The folder with what must not be overwritten.
    output: OutputFolder<'a>,
    placing: &'a Placing,
}

impl<'a> Places<'a> {
    /// The paths of these documents; an error if two results would have the same one.
    pub(super) fn new(
        (folder, placing): (&'a Path, &'a Placing),
        formats: &[&'static Format],
        inputs: &[Input],
    ) -> Result<Self, Error> {
        let extension = formats[0].extension;
        if let Some(input) = inputs.iter().find(|input| !is_below(&placing.of(input, extension))) {
            let name = input.path();
            let name = name.display();
            return Err(Error::Usage(format!("{name}: this name leads out of the output folder")));
        }
        let endings: Vec<String> = formats.iter().map(|format| format!(".{}", format.extension)).collect();
        let places = Self { folder, placing, output: OutputFolder::new(folder, inputs, &endings) };
        places.distinct(formats, inputs)?;
        Ok(places)
    }
    /// Refuses two results with one path. Hashes distinguish nearly all paths: the paths of a million results would
    /// take more memory than the whole conversion.
    fn distinct(&self, formats: &[&'static Format], inputs: &[Input]) -> Result<(), Error> {
        let results = || inputs.iter().flat_map(|input| formats.iter().map(move |format| (input, *format)));
        let state = RandomState::new();
        let hash =
            |(input, format): (&Input, &'static Format)| state.hash_one(folded(&self.of(input, format)));
        let mut hashes: Vec<u64> = results().map(hash).collect();
        hashes.sort_unstable();
        let twice = hashes.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]);
        let twice: HashSet<u64> = twice.collect();
        self.no_folder_is_a_file(results(), |place| hashes.binary_search(&state.hash_one(place)).is_ok())?;
        if twice.is_empty() {
            return Ok(());
        }
        let mut taken: HashMap<String, (&Input, &'static Format)> = HashMap::new();
        for (input, format) in results().filter(|result| twice.contains(&hash(*result))) {
            let place = self.of(input, format);
            if let Some(other) = taken.insert(folded(&place), (input, format)) {
                return Err(clash(other, (input, format), &place));
            }
        }
        Ok(())
    }
    /// Refuses a result in a folder that is the file of another result. `may_be_taken` has occasional false positives.
    fn no_folder_is_a_file<'i>(
        &self,
        results: impl Iterator<Item = (&'i Input, &'static Format)> + Clone,
        may_be_taken: impl Fn(&str) -> bool,
    ) -> Result<(), Error> {
        let mut last = PathBuf::new();
        for result in results.clone() {
            let place = self.of(result.0, result.1);
            // Documents of one folder are consecutive.
            if place.parent() == Some(&last) {
                continue;
            }
            last = place.parent().unwrap_or(self.folder).to_path_buf();
            let folders = last.ancestors().take_while(|folder| *folder != self.folder).map(folded);
            for folder in folders.filter(|folder| may_be_taken(folder)) {
                let file = results.clone().find(|(input, format)| folded(&self.of(input, format)) == folder);
                if let Some(file) = file {
                    return Err(within(result.0, file.0, &self.of(file.0, file.1)));
                }
            }
        }
        Ok(())
    }
    /// The path of a document in a format.
    pub(super) fn of(&self, input: &Input, format: &'static Format) -> PathBuf {
        self.folder.join(self.placing.of(input, format.extension))
    }
    /// Refuses documents whose TEI would replace a file of the corpus.
    pub(super) fn reserve(&self, inputs: &[Input], files: &[&str]) -> Result<(), Error> {
        let own = |input: &&Input| {
            let place = folded(&self.of(input, &tei::FORMAT));
            let is_own =
                |at: &Path| files.iter().any(|file| at == Path::new(&folded(&self.folder.join(file))));
            Path::new(&place).ancestors().any(is_own)
        };
        match inputs.iter().find(own) {
            None => Ok(()),
            Some(input) => {
                let message = "the corpus writes a file of this name itself";
                Err(Error::Usage(format!("{}: {message}", input.path().display())))
            }
        }
    }
    /// The folder of all results.
    pub(super) fn folder(&self) -> &Path {
        self.folder
    }
    /// Refuses the path of a document, or one that a link leads to.
    pub(super) fn spare(&self, place: &Path) -> Result<(), Error> {
        self.output.spare(place)
    }
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

fn within(inner: &Input, file: &Input, place: &Path) -> Error {
    let (inner, file, place) = (inner.path(), file.path(), place.display());
    let (inner, file) = (inner.display(), file.display());
    Error::Usage(format!("{file} would be written to {place}, which the result of {inner} needs as a folder"))
}

fn clash(one: (&Input, &Format), other: (&Input, &Format), place: &Path) -> Error {
    let place = place.display();
    let (first, second) = if one.0.path() == other.0.path() {
        (one.1.name.to_string(), other.1.name.to_string())
    } else {
        (one.0.path().display().to_string(), other.0.path().display().to_string())
    };
    Error::Usage(format!("{first} and {second} would both be written to {place}"))
}
