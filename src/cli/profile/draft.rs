//! `doclint profile draft`: a profile from what recurs in the documents of a folder.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::flags::Config;
use crate::cli::streams::Streams;
use crate::cli::{CliError, Outcome};
use crate::error::Error;
use crate::files::{self, Input, Request, Sources, is_standard_output, shown};
use crate::learn::{Choice, FamilyDraft, Recurring};
use crate::parse::parse;
use crate::profile::Profile;
use crate::project::Project;
use crate::report::counted;
use crate::visible::Escape;

/// Draft a profile from what recurs in the documents of a folder
///
/// Lines at the beginning and at the end, labels of dates, formats of numbers and speaker labels, each with the number of
/// documents that have it. The draft extends the built-in profile that most documents belong to.
#[derive(Debug, Args)]
pub(super) struct Draft {
    /// The folder
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// Write to this file, which gives the profile its name; `-` is standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    /// Overwrite an existing file
    #[arg(long, help_heading = "Output")]
    force: bool,
    /// Minimum number of documents that have a line; by default one in fifty, and at least 3
    #[arg(long, value_name = "N", help_heading = "Output")]
    min_count: Option<usize>,
    #[command(flatten)]
    config: Config,
}

/// The fewest documents in which something can recur.
const FEWEST: usize = 2;

/// The most documents that show which draft is best.
const SAMPLE: usize = 200;

/// Documents read with a draft.
#[derive(Debug, Default)]
struct Reread {
    all: Recurring,
    /// Those that its signature recognises.
    recognised: usize,
}

impl Draft {
    pub(super) fn run(&self, streams: &mut Streams) -> Result<Outcome, CliError> {
        let found = self.found()?;
        found.notes.iter().for_each(|note| streams.notices.warning(note));
        let request = Request { paths: vec![self.folder.clone()], ..Request::default() };
        let project = Project::of(&request, found.inputs, &self.config.options(None))?;
        if let Some(path) = self.file() {
            let configurations = project.config().files().iter().map(|file| file.path.clone()).collect();
            Sources::new(project.documents(), configurations).spare(path)?;
        }
        let (all, outcome) = collect(&project, streams)?;
        let before = all.fields();
        self.enough(all.documents())?;
        let choice = self.best(&all, &project)?;
        let (_, profile) = self.drafted(&all, choice)?;
        let after = reread(&project, &profile, 1)?;
        let (recognised, fields, documents) = (after.recognised, after.all.fields(), all.documents());
        // What a document is expected to have is what is read with the draft.
        let (draft, _) = self.drafted(&all.with_fields_of(after.all), choice)?;
        match self.file() {
            Some(path) => files::write_by_rename(path, draft.text.as_bytes())?,
            None => {
                streams.report_as(Escape::Unicode);
                streams.out.write_all(draft.text.as_bytes())?;
            }
        }
        let (entries, documents) = (counted(draft.entries, "phrase"), counted(documents, "document"));
        let name = self.file().map_or_else(|| self.name(), shown);
        streams.notices.note(&format!(
            "{name}: {entries} from {documents}, of which it recognises {recognised}; \
             header fields read: {before} before, {fields} with it"
        ));
        if fields < before {
            let hint = "the documents are of several families: draft one from a folder of each";
            streams.notices.warning(&format!("{name}: fewer header fields are read with it; {hint}"));
        }
        Ok(outcome)
    }

    /// The fullest draft of those with which most header fields are read in a sample of the documents.
    fn best(&self, all: &Recurring, project: &Project) -> Result<Choice, CliError> {
        let every = project.documents().len().div_ceil(SAMPLE);
        let mut best = None;
        let mut tried: Vec<String> = Vec::new();
        for choice in Choice::all() {
            let Ok((draft, profile)) = self.drafted(all, choice) else { continue };
            if tried.contains(&draft.text) {
                continue;
            }
            tried.push(draft.text);
            let fields = reread(project, &profile, every)?.all.fields();
            if best.is_none_or(|(most, _)| fields > most) {
                best = Some((fields, choice));
            }
        }
        let fullest = Choice::all().next().expect("there are choices");
        Ok(best.map_or(fullest, |(_, choice)| choice))
    }

    /// The documents of the folder.
    fn found(&self) -> Result<files::Found, Error> {
        let folder = self.folder.display();
        if is_standard_output(&self.folder) || self.folder.exists() && !self.folder.is_dir() {
            return Err(Error::Usage(format!("profile draft {folder}: not a folder")));
        }
        if let Some(path) = self.file() {
            if path.exists() && !self.force {
                let name = shown(path);
                return Err(Error::Usage(format!("{name}: already exists; --force overwrites it")));
            }
            files::refuse_link(path)?;
        }
        let extensions = self.config.extensions();
        let paths = vec![self.folder.clone()];
        let mut found = files::find(&Request { paths, extensions, ..Request::default() });
        if !found.errors.is_empty() {
            return Err(found.errors.remove(0));
        }
        if let Some((_, extensions)) = found.empty.first() {
            let names = files::patterns(extensions);
            return Err(Error::Usage(format!("{folder}: no documents ({names}) in this folder")));
        }
        self.enough(found.inputs.len())?;
        Ok(found)
    }

    fn enough(&self, documents: usize) -> Result<(), Error> {
        let folder = self.folder.display();
        match documents {
            0 => Err(Error::Usage(format!("{folder}: no documents (*.txt, *.text) in this folder"))),
            FEWEST.. => Ok(()),
            _ => Err(Error::Usage(format!("{folder}: one document; what recurs shows in two or more"))),
        }
    }

    fn drafted(&self, all: &Recurring, choice: Choice) -> Result<(FamilyDraft, Profile), Error> {
        let documents = all.documents();
        let fewest = if documents < 6 { FEWEST } else { 3 };
        let least = self.min_count.unwrap_or((documents / 50).max(fewest));
        let title = format!("Documents of {}", self.name());
        let nothing = || {
            let folder = self.folder.display();
            Error::Usage(format!("{folder}: nothing recurs in {least} or more of its {documents} documents"))
        };
        let draft = all.draft(&self.name(), &title, least, choice).ok_or_else(nothing)?;
        let profile = Profile::read(&self.name(), &draft.text)?;
        Ok((draft, profile))
    }

    /// The file to write; `None` for standard output.
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| !is_standard_output(path))
    }

    /// The name of the profile: that of the file, or else of the folder, in kebab-case.
    fn name(&self) -> String {
        let folder = files::absolute(&self.folder);
        let named = self.file().and_then(Path::file_stem).or_else(|| folder.file_name());
        let named = named.map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        let words = named.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let name = words.collect::<Vec<_>>().join("-");
        match name.as_str() {
            "" => "own".to_string(),
            known if Profile::names().any(|name| name == known) => format!("own-{known}"),
            _ => name,
        }
    }
}

/// What recurs in the documents as they are read now.
fn collect(project: &Project, streams: &mut Streams) -> Result<(Recurring, Outcome), CliError> {
    let look = |input: &Input| {
        let source = input.read()?;
        let config = project.config_of(input);
        Ok::<_, Error>(Recurring::of(&parse(&source, config.profile(&source))))
    };
    let (mut all, mut outcome) = (Recurring::default(), Outcome::Clean);
    project.for_each(look, |seen| {
        match seen {
            Ok(seen) => all.merge(seen),
            Err(error) => {
                streams.notices.error(&error);
                outcome = Outcome::Failed;
            }
        }
        Ok::<(), CliError>(())
    })?;
    Ok((all, outcome))
}

/// What is read with a profile in one of so many documents.
fn reread(project: &Project, profile: &Profile, every: usize) -> Result<Reread, CliError> {
    let sample: Vec<&Input> = project.documents().iter().step_by(every.max(1)).collect();
    let look = |input: &&Input| {
        // Errors are reported when the documents are first read.
        let source = input.read().ok()?;
        let recognised = Profile::recognise_among(std::slice::from_ref(profile), source.text());
        Some((Recurring::of(&parse(&source, profile)), recognised.name == profile.name))
    };
    let mut reread = Reread::default();
    files::for_each(&sample, 0, look, |seen| {
        if let Some((seen, is_recognised)) = seen {
            reread.all.merge(seen);
            reread.recognised += usize::from(is_recognised);
        }
        Ok::<(), CliError>(())
    })?;
    Ok(reread)
}
