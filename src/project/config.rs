//! The settings of each document: defaults, then its `doclint.toml`, then the flags.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::options::{ConfigSource, Options};
use super::profiles::{self, Profiles};
use super::selection::RuleSelection;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::{Error, Fault, unknown};
use crate::files::{Input, Places, Scheme, is_there, read_text, shown};
use crate::lexicon::Lexicon;
use crate::lexicon::facts::Facts;
use crate::profile::Profile;
use crate::report::Format;
use crate::rule::RuleOption;
use crate::rules::RULES;
use crate::settings::{Policy, Settings};
use crate::source::Source;

/// The lexicon that is used by default if it is next to the configuration.
const LEXICON: &str = "lexicon.toml";

const PROFILE_HELP: &str = "give a built-in profile, or a file relative to the configuration";

/// The settings of the documents of a run.
pub(crate) struct ProjectConfig {
    places: Places,
    files: Vec<LoadedConfig>,
    /// The profile for all documents, if there is one.
    profiles: Profiles,
    /// Its name or file, which overrides every configuration.
    pub(crate) profile: Option<String>,
    /// Which rules run.
    pub(crate) rules: RuleSelection,
    /// The settings where there is no file.
    defaults: Arc<Settings>,
    /// The lexicons for all documents, which override every configuration.
    lexicon: Option<Lexicon>,
    /// The files that all this was read from.
    read: Vec<PathBuf>,
}

/// A configuration file that was read.
pub(crate) struct LoadedConfig {
    /// The file as shown to the user.
    pub(crate) name: String,
    /// Its full path.
    pub(crate) path: PathBuf,
    pub(crate) text: String,
    pub(crate) policy: Policy,
    /// The profiles that it names.
    profiles: HashMap<String, Profiles>,
    /// Those that are recognised beside the built-in ones, if it names any.
    recognised: Option<Profiles>,
    /// The built-in lexicons, and those that it names.
    lexicon: Lexicon,
    /// The effect of overrides, by their path lists.
    effects: Mutex<HashMap<Vec<usize>, Effect>>,
    /// The byte offsets of its lines.
    lines: Vec<usize>,
    /// The file itself, and the profiles and lexicons that it names.
    read: Vec<PathBuf>,
}

/// A profile that a configuration names.
pub(crate) struct OwnProfile<'a> {
    /// Its file.
    pub(crate) file: String,
    pub(crate) profile: &'a Profile,
    /// Whether it is set for documents, and not recognised.
    pub(crate) is_set: bool,
}

/// Why a profile cannot be used: the configuration is wrong, or the profile.
enum Refusal {
    Fault(Fault),
    Error(Error),
}

/// A configuration with its overrides applied.
#[derive(Clone)]
struct Effect {
    settings: Arc<Settings>,
    /// The profile, if one is set.
    profile: Option<String>,
}

/// The settings of one document.
pub struct DocumentConfig<'a> {
    /// The configuration file with its number.
    pub(crate) file: Option<(usize, &'a LoadedConfig)>,
    /// The path of the document relative to it.
    pub(crate) path: String,
    /// The path lists of overrides and allowances that match it.
    pub(crate) lists: Vec<usize>,
    pub(crate) settings: Arc<Settings>,
    /// Words, names and offices.
    pub(crate) lexicon: &'a Lexicon,
    profiles: &'a Profiles,
}

impl ProjectConfig {
    /// Reads the settings of these documents.
    pub(crate) fn read(inputs: &[Input], options: &Options) -> Result<Self, Error> {
        options.rules.check()?;
        let places = match &options.config {
            ConfigSource::None => Places::default(),
            ConfigSource::File(file) => Places::fixed(inputs, file),
            ConfigSource::Nearest => Places::above(inputs),
        };
        let profile = options.profile.as_deref();
        let mut defaults = Settings::default();
        options.rules.apply(&mut defaults);
        let files: Vec<LoadedConfig> =
            places.files().iter().map(|path| LoadedConfig::read(path)).collect::<Result<_, _>>()?;
        let read = files.iter().flat_map(|file| file.read.iter().cloned());
        let profile_file = profile.filter(|name| Profile::built_in(name).is_none()).map(PathBuf::from);
        let read = read.chain(options.lexicons.iter().cloned()).chain(profile_file).collect();
        Ok(Self {
            read,
            files,
            places,
            profiles: Profiles::named(profile)?,
            profile: options.profile.clone(),
            rules: options.rules.clone(),
            defaults: Arc::new(defaults),
            lexicon: if options.lexicons.is_empty() { None } else { Some(lexicon(&options.lexicons)?) },
        })
    }
    /// The settings of a document.
    pub(crate) fn of(&self, input: &Input) -> DocumentConfig<'_> {
        let lexicon = self.lexicon.as_ref();
        let Some((number, path)) = self.places.of(input) else {
            let lexicon = lexicon.unwrap_or_else(|| Lexicon::built_in());
            let settings = Arc::clone(&self.defaults);
            let (path, lists) = (String::new(), Vec::new());
            return DocumentConfig { file: None, path, lists, settings, lexicon, profiles: &self.profiles };
        };
        let file = &self.files[number];
        let lists = file.policy.lists(&path);
        let Effect { settings, profile } = file.effect(&lists, &self.rules);
        let named = profile.filter(|_| self.profile.is_none());
        let named = named.and_then(|name| file.profiles.get(&name));
        let recognised = file.recognised.as_ref().filter(|_| self.profile.is_none());
        let profiles = named.or(recognised).unwrap_or(&self.profiles);
        let lexicon = lexicon.unwrap_or(&file.lexicon);
        DocumentConfig { file: Some((number, file)), path, lists, settings, lexicon, profiles }
    }
    /// The configuration files, lexicons and profiles of the run.
    pub(crate) fn read_from(&self) -> Vec<PathBuf> {
        self.read.clone()
    }
    /// How a document is identified in results. Cheaper than all its settings, as it is needed for all documents first.
    pub(crate) fn scheme(&self, input: &Input) -> Scheme<'_> {
        let Some((number, _)) = self.places.of(input) else { return Scheme::default() };
        let file = &self.files[number];
        let said = file.policy.configuration().corpus.id.as_ref();
        (said.map(|said| *said.get_ref()).unwrap_or_default(), file.path.parent())
    }
    /// The files that apply to some document.
    pub(crate) fn files(&self) -> &[LoadedConfig] {
        &self.files
    }
    /// The lowest value of an option for any document, for rules that search all documents at once.
    pub(crate) fn lowest(&self, option: &RuleOption) -> f64 {
        let lowest = self.files.iter().map(|file| file.policy.lowest(option));
        lowest.reduce(f64::min).unwrap_or(option.default)
    }
    /// The lowest severity that is printed for people, set by the first file that sets one.
    pub(crate) fn min_severity(&self) -> Option<Severity> {
        self.files.iter().find_map(LoadedConfig::min_severity)
    }
    /// The format set by the first file that sets one.
    pub(crate) fn format(&self) -> Result<Option<Format>, Error> {
        let formats = self.files.iter().map(LoadedConfig::format);
        formats.collect::<Result<Vec<_>, _>>().map(|formats| formats.into_iter().flatten().next())
    }
}

impl LoadedConfig {
    fn read(path: &Path) -> Result<Self, Error> {
        let text = read_text(path)?;
        let name = shown(path);
        let fault = |fault: Fault| Error::Configuration(Box::new(fault.within(&name, &text)));
        let policy = Policy::read(&text, RULES).map_err(fault)?;
        let mut profiles = HashMap::new();
        for named in policy.profiles() {
            let found = profile(named.get_ref(), path).map_err(|why| match why {
                Error::Usage(message) => fault(Fault::new(message, Some(named.span())).help(PROFILE_HELP)),
                other => other,
            })?;
            profiles.insert(named.get_ref().clone(), found);
        }
        let recognised = recognised(&policy, path).map_err(|refusal| match refusal {
            Refusal::Fault(why) => fault(why),
            Refusal::Error(error) => error,
        })?;
        let lexicons = lexicons(&policy, path).map_err(fault)?;
        let own = profiles.keys().filter(|name| Profile::built_in(name).is_none());
        let own = own.chain(policy.configuration().profiles.iter().map(|name| name.get_ref()));
        let own = own.map(|name| path.with_file_name("").join(name));
        let read = own.chain([path.to_path_buf()]).chain(lexicons.clone()).collect();
        Ok(Self {
            path: path.to_path_buf(),
            policy,
            lexicon: lexicon(&lexicons)?,
            profiles,
            recognised,
            read,
            effects: Mutex::default(),
            name,
            lines: [0].into_iter().chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect(),
            text,
        })
    }

    /// The effect of the overrides with these path lists.
    fn effect(&self, lists: &[usize], rules: &RuleSelection) -> Effect {
        let key = self.policy.overriding(lists);
        let mut known = self.effects.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(key).or_insert_with_key(|lists| self.new_effect(lists, rules)).clone()
    }

    fn new_effect(&self, lists: &[usize], rules: &RuleSelection) -> Effect {
        let overrides = self.policy.overrides(lists);
        let mut settings = Settings::default();
        for rule in RULES {
            if let Some(level) = self.policy.level(rule, &overrides) {
                settings.levels.insert(rule.name.to_string(), *level.get_ref());
            }
            for option in rule.options {
                if let Some(value) = self.policy.option(option, &overrides) {
                    settings.options.set(option, *value.get_ref());
                }
            }
        }
        rules.apply(&mut settings);
        let profile = self.policy.profile(&overrides).map(|name| name.get_ref().clone());
        Effect { settings: Arc::new(settings), profile }
    }

    /// The profiles of files that it names, each with its file: first those that are recognised.
    pub(crate) fn own_profiles(&self) -> Vec<OwnProfile<'_>> {
        let listed = self.policy.configuration().profiles.iter();
        let recognised = match &self.recognised {
            Some(Profiles::Among(own)) => &own[..],
            _ => &[],
        };
        let listed = listed.zip(recognised);
        let mut own: Vec<OwnProfile<'_>> = listed
            .map(|(file, profile)| OwnProfile { file: self.beside(file.get_ref()), profile, is_set: false })
            .collect();
        for name in self.policy.profiles() {
            let file = self.beside(name.get_ref());
            if let Some(Profiles::Own(profile)) = self.profiles.get(name.get_ref())
                && own.iter().all(|known| known.file != file)
            {
                own.push(OwnProfile { file, profile, is_set: true });
            }
        }
        own
    }

    fn beside(&self, name: &str) -> String {
        shown(&self.path.with_file_name("").join(name))
    }

    /// The lowest severity that the file sets.
    fn min_severity(&self) -> Option<Severity> {
        self.policy.configuration().report.min_severity.as_ref().map(|said| *said.get_ref())
    }
    /// The format set by the file.
    pub(crate) fn format(&self) -> Result<Option<Format>, Error> {
        let Some(said) = &self.policy.configuration().output.format else { return Ok(None) };
        let found = Format::ALL.into_iter().find(|format| format.name() == said.get_ref());
        found.map(Some).ok_or_else(|| {
            let message = unknown("format", said.get_ref(), Format::ALL.map(Format::name));
            self.fault(Fault::new(message, Some(said.span())))
        })
    }

    /// An error in this file.
    pub(crate) fn fault(&self, fault: Fault) -> Error {
        Error::Configuration(Box::new(fault.within(&self.name, &self.text)))
    }
    /// A position in this file as shown to the user: `doclint.toml:3`.
    pub(crate) fn place(&self, offset: usize) -> String {
        let line = self.lines.partition_point(|start| *start <= offset);
        format!("{}:{line}", self.name)
    }
}

/// The lexicons that a configuration names, or the one next to it.
fn lexicons(policy: &Policy, file: &Path) -> Result<Vec<PathBuf>, Fault> {
    let beside = |name: &str| file.parent().map_or(PathBuf::from(name), |folder| folder.join(name));
    let Some(named) = &policy.configuration().lexicon else {
        return Ok([beside(LEXICON)].into_iter().filter(|path| is_there(path)).collect());
    };
    let path = |name: &String| {
        let path = beside(name);
        let help = "give a path relative to the configuration; `doclint lexicon learn` drafts a lexicon";
        let missing = || Fault::new(format!("there is no lexicon `{name}`"), Some(named.span())).help(help);
        if path.is_file() { Ok(path) } else { Err(missing()) }
    };
    named.get_ref().all().iter().map(path).collect()
}

/// The built-in lexicons and these files.
fn lexicon(files: &[PathBuf]) -> Result<Lexicon, Error> {
    let facts = |path: &PathBuf| {
        let text = read_text(path)?;
        let fault = |fault: Fault| Error::Configuration(Box::new(fault.within(&shown(path), &text)));
        Facts::read(&text).map_err(fault)
    };
    Ok(Lexicon::with(files.iter().map(facts).collect::<Result<_, _>>()?))
}

/// The profile that a file names: a built-in one, or a file relative to it.
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

/// The profiles that a configuration lists to be recognised, none if it lists none.
fn recognised(policy: &Policy, file: &Path) -> Result<Option<Profiles>, Refusal> {
    let mut own: Vec<Profile> = Vec::new();
    for named in &policy.configuration().profiles {
        let name = named.get_ref();
        let refuse = |message: String, help: &str| {
            Err(Refusal::Fault(Fault::new(message, Some(named.span())).help(help)))
        };
        let path = file.parent().map_or(PathBuf::from(name), |folder| folder.join(name));
        if !path.is_file() {
            let help = "give a path relative to the configuration; `doclint profile draft` drafts a profile";
            return refuse(format!("there is no profile `{name}`"), help);
        }
        let profile = profiles::read(&shown(&path)).map_err(Refusal::Error)?;
        if !profile.is_recognisable() {
            let help = "give its `signature` phrases with a weight of 2 or more, or set it with `profile`";
            return refuse(format!("`{name}` has no signature, so no document is recognised by it"), help);
        }
        let is_taken = own.iter().any(|known| known.name == profile.name)
            || Profile::names().any(|known| known == profile.name);
        if is_taken {
            let message = format!("`{name}` has the name of another profile, `{}`", profile.name);
            return refuse(message, "give each profile a `name` of its own");
        }
        own.push(profile);
    }
    Ok(Some(own).filter(|own| !own.is_empty()).map(Profiles::Among))
}

impl DocumentConfig<'_> {
    /// The profile to read the document with.
    pub fn profile(&self, source: &Source) -> &Profile {
        self.profiles.of(source)
    }
    /// The findings that no allowance accepts.
    pub(crate) fn unaccepted(&self, source: &Source, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if let Some((_, file)) = self.file.filter(|(_, file)| file.policy.accepts_any()) {
            let mut acceptance = file.policy.acceptance(&self.lists);
            findings.retain(|finding| !acceptance.accepts(finding.rule, &source.fold(finding.span)));
        }
        findings
    }
}
