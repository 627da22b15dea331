//! What applies to each document: defaults, then its `doclint.toml`, then the flags.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use clap::Args;

use super::profiles::Profiles;
use super::select::Select;
use crate::corpus::{Input, Places, Scheme, is_there, read_text, shown};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Fault, unknown};
use crate::lexicon::Lexicon;
use crate::lexicon::facts::Facts;
use crate::profile::Profile;
use crate::report::Format;
use crate::rules::RULES;
use crate::settings::{Configuration, Policy, Settings};
use crate::source::Source;

/// The lexicon that is used without a word when it lies beside the configuration.
const LEXICON: &str = "lexicon.toml";

const PROFILE_HELP: &str = "give the name of a built-in profile, or a file beside the configuration";

/// Where the configuration comes from.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Config {
    /// Take this configuration for all documents, in place of the nearest `doclint.toml` above each
    #[arg(long, value_name = "FILE", help_heading = "Configuration")]
    pub(super) config: Option<PathBuf>,
    /// Take no configuration
    #[arg(long, help_heading = "Configuration", conflicts_with = "config")]
    pub(super) no_config: bool,
    /// Take these lexicons for all documents, in place of those that the configuration names
    #[arg(long, value_name = "FILE", help_heading = "Configuration")]
    pub(super) lexicon: Vec<PathBuf>,
}

/// What applies to the documents of a run.
pub(super) struct Configured {
    places: Places,
    files: Vec<File>,
    /// What `--profile` says, or nothing.
    profiles: Profiles,
    /// The name in `--profile`, which goes before every file.
    pub(super) profile: Option<String>,
    select: Select,
    /// What applies where there is no file.
    defaults: Arc<Settings>,
    /// What `--lexicon` says, which goes before every file.
    lexicon: Option<Lexicon>,
    /// The files that all this was read from.
    read: Vec<PathBuf>,
}

/// A configuration file that was read.
pub(super) struct File {
    /// The file as people know it.
    pub(super) name: String,
    /// Its whole path.
    pub(super) path: PathBuf,
    pub(super) text: String,
    pub(super) policy: Policy,
    /// The profiles that it names.
    profiles: HashMap<String, Profiles>,
    /// What is built in, and the lexicons that it names.
    lexicon: Lexicon,
    /// What was asked for, by the lists of paths of the overrides that hold.
    effects: Mutex<HashMap<Vec<usize>, Effect>>,
    /// The offsets at which the lines of its text begin.
    lines: Vec<usize>,
    /// The file itself, and the profiles and lexicons that it names.
    read: Vec<PathBuf>,
}

/// What overrides make of a configuration.
#[derive(Clone)]
struct Effect {
    settings: Arc<Settings>,
    /// The profile that is named.
    profile: Option<String>,
}

/// What applies to one document.
pub(super) struct Applied<'a> {
    /// The configuration file with its number.
    pub(super) file: Option<(usize, &'a File)>,
    /// The path of the document from there.
    pub(super) path: String,
    /// The lists of paths that hold for it, in overrides and allowances.
    pub(super) lists: Vec<usize>,
    pub(super) settings: Arc<Settings>,
    /// Words, names and offices.
    pub(super) lexicon: &'a Lexicon,
    profiles: &'a Profiles,
}

impl Config {
    /// Reads what applies to these documents.
    pub(super) fn read(
        &self,
        inputs: &[Input],
        profile: Option<&str>,
        select: &Select,
    ) -> Result<Configured, Error> {
        select.known()?;
        let places = match &self.config {
            _ if self.no_config => Places::default(),
            Some(file) => Places::fixed(inputs, file),
            None => Places::above(inputs),
        };
        let mut defaults = Settings::default();
        select.apply(&mut defaults);
        let files: Vec<File> =
            places.files().iter().map(|path| File::read(path)).collect::<Result<_, _>>()?;
        let read = files.iter().flat_map(|file| file.read.iter().cloned());
        let profile_file = profile.filter(|name| Profile::built_in(name).is_none()).map(PathBuf::from);
        let read = read.chain(self.lexicon.iter().cloned()).chain(profile_file).collect();
        Ok(Configured {
            read,
            files,
            places,
            profiles: Profiles::named(profile)?,
            profile: profile.map(str::to_string),
            select: select.clone(),
            defaults: Arc::new(defaults),
            lexicon: if self.lexicon.is_empty() { None } else { Some(lexicon(&self.lexicon)?) },
        })
    }
}

impl Configured {
    /// What applies to a document.
    pub(super) fn of(&self, input: &Input) -> Applied<'_> {
        let lexicon = self.lexicon.as_ref();
        let Some((number, path)) = self.places.of(input) else {
            let lexicon = lexicon.unwrap_or_else(|| Lexicon::built_in());
            let settings = Arc::clone(&self.defaults);
            let (path, lists) = (String::new(), Vec::new());
            return Applied { file: None, path, lists, settings, lexicon, profiles: &self.profiles };
        };
        let file = &self.files[number];
        let lists = file.policy.lists(&path);
        let Effect { settings, profile } = file.effect(&lists, &self.select);
        let named = profile.filter(|_| self.profile.is_none());
        let named = named.and_then(|name| file.profiles.get(&name));
        let profiles = named.unwrap_or(&self.profiles);
        let lexicon = lexicon.unwrap_or(&file.lexicon);
        Applied { file: Some((number, file)), path, lists, settings, lexicon, profiles }
    }
    /// The configuration files, lexicons and profiles of the run.
    pub(super) fn read_from(&self) -> Vec<PathBuf> {
        self.read.clone()
    }
    /// How a document is identified in results. Cheaper than all that applies to it, as it is asked of all documents first.
    pub(super) fn scheme(&self, input: &Input) -> Scheme<'_> {
        let Some((number, _)) = self.places.of(input) else { return Scheme::default() };
        let file = &self.files[number];
        let said = file.policy.configuration().corpus.id.as_ref();
        (said.map(|said| *said.get_ref()).unwrap_or_default(), file.path.parent())
    }
    /// The files that hold for some document.
    pub(super) fn files(&self) -> &[File] {
        &self.files
    }
    /// The least similarity that counts in any file, which is what has to be looked for.
    pub(super) fn similarity(&self) -> f64 {
        let said = self.files.iter().map(|file| file.policy.similarity());
        said.reduce(f64::min).unwrap_or(Settings::default().similarity)
    }
    /// The format that the first file with one asks for.
    pub(super) fn format(&self) -> Result<Option<Format>, Error> {
        let formats = self.files.iter().map(File::format);
        formats.collect::<Result<Vec<_>, _>>().map(|formats| formats.into_iter().flatten().next())
    }
}

impl File {
    fn read(path: &Path) -> Result<Self, Error> {
        let text = read_text(path)?;
        let name = shown(path);
        let fault = |fault: Fault| Error::Configuration(Box::new(fault.within(&name, &text)));
        let policy = Configuration::read(&text).and_then(|read| Policy::new(read, RULES)).map_err(fault)?;
        let mut profiles = HashMap::new();
        for named in policy.profiles() {
            let found = profile(named.get_ref(), path).map_err(|why| match why {
                Error::Usage(message) => fault(Fault::new(message, Some(named.span())).help(PROFILE_HELP)),
                other => other,
            })?;
            profiles.insert(named.get_ref().clone(), found);
        }
        let lexicons = lexicons(&policy, path).map_err(fault)?;
        let own = profiles.keys().filter(|name| Profile::built_in(name).is_none());
        let own = own.map(|name| path.with_file_name("").join(name));
        let read = own.chain([path.to_path_buf()]).chain(lexicons.clone()).collect();
        Ok(Self {
            path: path.to_path_buf(),
            policy,
            lexicon: lexicon(&lexicons)?,
            profiles,
            read,
            effects: Mutex::default(),
            name,
            lines: [0].into_iter().chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect(),
            text,
        })
    }

    /// What applies where these lists of paths hold.
    fn effect(&self, lists: &[usize], select: &Select) -> Effect {
        let key = self.policy.overriding(lists);
        let mut known = self.effects.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(key).or_insert_with_key(|lists| self.new_effect(lists, select)).clone()
    }

    fn new_effect(&self, lists: &[usize], select: &Select) -> Effect {
        let overrides = self.policy.overrides(lists);
        let mut settings = Settings { similarity: self.policy.similarity(), ..Settings::default() };
        for rule in RULES {
            if let Some(level) = self.policy.level(rule, &overrides) {
                settings.levels.insert(rule.name.to_string(), *level.get_ref());
            }
        }
        select.apply(&mut settings);
        let profile = self.policy.profile(&overrides).map(|name| name.get_ref().clone());
        Effect { settings: Arc::new(settings), profile }
    }

    /// The format that the file asks for.
    pub(super) fn format(&self) -> Result<Option<Format>, Error> {
        let Some(said) = &self.policy.configuration().output.format else { return Ok(None) };
        let found = Format::ALL.into_iter().find(|format| format.name() == said.get_ref());
        found.map(Some).ok_or_else(|| {
            let message = unknown("format", said.get_ref(), Format::ALL.map(Format::name));
            self.fault(Fault::new(message, Some(said.span())))
        })
    }

    /// A fault in this file.
    pub(super) fn fault(&self, fault: Fault) -> Error {
        Error::Configuration(Box::new(fault.within(&self.name, &self.text)))
    }
    /// A place in this file for people: `doclint.toml:3`.
    pub(super) fn place(&self, offset: usize) -> String {
        let line = self.lines.partition_point(|start| *start <= offset);
        format!("{}:{line}", self.name)
    }
}

/// The lexicons that a configuration names, or the one that lies beside it.
fn lexicons(policy: &Policy, file: &Path) -> Result<Vec<PathBuf>, Fault> {
    let beside = |name: &str| file.parent().map_or(PathBuf::from(name), |folder| folder.join(name));
    let Some(named) = &policy.configuration().lexicon else {
        return Ok([beside(LEXICON)].into_iter().filter(|path| is_there(path)).collect());
    };
    let path = |name: &String| {
        let path = beside(name);
        let help =
            "give a file, seen from the folder of the configuration; `doclint lexicon learn` drafts one";
        let missing = || Fault::new(format!("there is no lexicon `{name}`"), Some(named.span())).help(help);
        if path.is_file() { Ok(path) } else { Err(missing()) }
    };
    named.get_ref().all().iter().map(path).collect()
}

/// What is built in, and what these files say.
fn lexicon(files: &[PathBuf]) -> Result<Lexicon, Error> {
    let facts = |path: &PathBuf| {
        let text = read_text(path)?;
        let fault = |fault: Fault| Error::Configuration(Box::new(fault.within(&shown(path), &text)));
        Facts::read(&text).map_err(fault)
    };
    Ok(Lexicon::with(files.iter().map(facts).collect::<Result<_, _>>()?))
}

/// The profile that a file names: a built-in one, or a file beside it.
fn profile(name: &str, file: &Path) -> Result<Profiles, Error> {
    if Profile::built_in(name).is_some() {
        return Profiles::named(Some(name));
    }
    let path = file.parent().map_or(PathBuf::from(name), |folder| folder.join(name));
    if path.is_file() {
        return Profiles::named(Some(&shown(&path)));
    }
    Err(Error::Usage(unknown("profile", name, Profile::names())))
}

impl Applied<'_> {
    /// The profile to read the document with.
    pub(super) fn profile(&self, source: &Source) -> &Profile {
        self.profiles.of(source)
    }
    /// The findings that no allowance accepts.
    pub(super) fn unaccepted(&self, source: &Source, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if let Some((_, file)) = self.file.filter(|(_, file)| file.policy.accepts_any()) {
            let mut acceptance = file.policy.acceptance(&self.lists);
            findings.retain(|finding| !acceptance.accepts(finding.rule, &source.fold(finding.span)));
        }
        findings
    }
}
