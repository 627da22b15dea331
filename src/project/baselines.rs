//! Known findings: the baselines that a run reads and writes.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use super::config::{DocumentConfig, LoadedConfig, ProjectConfig};
use super::note::Note;
use super::recovery::recover_beside;
use super::selection::RuleSelection;
use crate::baseline::{Baseline, Known};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Fault};
use crate::files::{
    HardLinks, Input, Seen, Sources, absolute, from_folder, is_standard_output, leads_inside, path_of,
    read_text_to_rewrite, refuse_link, rewrite, shown,
};
use crate::report::counted;
use crate::rules;
use crate::source::Source;

/// Number of fixed findings that are listed individually.
const LISTED: usize = 5;

/// The baselines of a run.
pub(crate) struct Baselines {
    files: Vec<LoadedBaseline>,
    /// The baseline for the documents of each configuration file, and for those without one.
    of_file: BTreeMap<Option<usize>, usize>,
    writes: bool,
    rules: RuleSelection,
}

/// One baseline.
struct LoadedBaseline {
    name: String,
    path: PathBuf,
    baseline: Baseline,
    /// Its file, as it was read.
    seen: Seen,
}

/// The effect of a baseline on one document.
#[derive(Debug)]
pub(crate) struct BaselineDiff {
    baseline: usize,
    /// The document as named in the baseline.
    file: String,
    known: usize,
    /// Findings that are known but no longer found.
    gone: Known,
    /// The findings for the new baseline, if it is written.
    next: Option<Known>,
}

/// The totals of the baselines over all documents: no more than they contain themselves.
#[derive(Debug, Default)]
pub(crate) struct BaselineTotals {
    known: usize,
    gone: BTreeMap<(usize, String), Known>,
    next: BTreeMap<(usize, String), Known>,
    seen: BTreeSet<(usize, String)>,
}

impl Baselines {
    /// Reads the baselines of these documents: this file, or else those that the configuration names.
    pub(crate) fn open(
        file: Option<&Path>,
        writes: bool,
        config: &ProjectConfig,
        notes: &mut Vec<Note>,
    ) -> Result<Self, Error> {
        let mut baselines =
            Self { files: Vec::new(), of_file: BTreeMap::new(), writes, rules: config.rules.clone() };
        match file {
            Some(path) => baselines.share(path, config, notes)?,
            None => baselines.open_configured(config, notes)?,
        }
        if writes && baselines.files.is_empty() {
            let advice = "name its file with --baseline FILE, or with `baseline` in doclint.toml";
            return Err(Error::Usage(format!("--write-baseline: where? {advice}")));
        }
        Ok(baselines)
    }

    /// Uses one file for all documents.
    fn share(&mut self, path: &Path, config: &ProjectConfig, notes: &mut Vec<Note>) -> Result<(), Error> {
        let shown = path.display();
        if is_standard_output(path) {
            return Err(Error::Usage(format!("--baseline {shown}: a baseline is a file; give its name")));
        }
        let missing = || Error::Usage(format!("{shown}: no such baseline; --write-baseline creates it"));
        self.add(absolute(path), missing, notes)?;
        self.of_file = (0..config.files().len()).map(Some).chain([None]).map(|number| (number, 0)).collect();
        Ok(())
    }

    fn open_configured(&mut self, config: &ProjectConfig, notes: &mut Vec<Note>) -> Result<(), Error> {
        let mut by_path: HashMap<PathBuf, usize> = HashMap::new();
        for (number, file) in config.files().iter().enumerate() {
            let Some((path, missing)) = named(file)? else { continue };
            // If two files name the same baseline, it is shared, so that neither overwrites the other's entries.
            let next = self.files.len();
            let at = *by_path.entry(path.clone()).or_insert(next);
            self.of_file.insert(Some(number), at);
            if at == next {
                self.add(path, missing, notes)?;
            }
        }
        Ok(())
    }

    fn add(
        &mut self,
        path: PathBuf,
        missing: impl FnOnce() -> Error,
        notes: &mut Vec<Note>,
    ) -> Result<(), Error> {
        if self.writes {
            notes.extend(recover_beside(&path));
        }
        let name = shown(&path);
        let read = if self.writes { replaceable(&path) } else { read(&path) };
        let (baseline, seen) = match read {
            Err(Error::NotFound(_)) => return Err(missing()),
            read => read?,
        };
        self.files.push(LoadedBaseline { name, path, baseline, seen });
        Ok(())
    }
}

/// The baseline in a file. A file that is not a baseline may be anything, and does not count as an empty one.
fn read(path: &Path) -> Result<(Baseline, Seen), Error> {
    let (text, seen) = read_text_to_rewrite(path)?;
    Ok((parsed(path, &text)?, seen))
}

fn parsed(path: &Path, text: &str) -> Result<Baseline, Error> {
    Baseline::read(text).map_err(|why| Error::Usage(format!("{}: {why}", shown(path))))
}

/// The baseline in a file that may be replaced: one that does not exist, is empty, or is a baseline.
fn replaceable(path: &Path) -> Result<(Baseline, Seen), Error> {
    refuse_link(path)?;
    match read_text_to_rewrite(path) {
        Err(Error::NotFound(_)) => Ok((Baseline::default(), Seen::nothing())),
        // A file made by `mktemp` or `touch` is there to be filled.
        Ok((text, seen)) if text.is_empty() => Ok((Baseline::default(), seen)),
        read => read.and_then(|(text, seen)| Ok((parsed(path, &text)?, seen))),
    }
}

/// The baseline that a configuration file names, and the error if it does not exist.
fn named(file: &LoadedConfig) -> Result<Option<(PathBuf, impl FnOnce() -> Error)>, Error> {
    let Some(said) = file.policy.configuration().baseline.as_ref() else { return Ok(None) };
    let fault = |what, advice| file.fault(Fault::new(what, Some(said.span())).help(advice));
    if is_standard_output(Path::new(said.get_ref())) {
        return Err(fault("a baseline is a file", "give the path of a file, relative to this one"));
    }
    let folder = file.path.with_file_name("");
    let path = absolute(&folder.join(said.get_ref()));
    // A corpus may come from anywhere, and its configuration must not decide which files outside it are rewritten.
    if !leads_inside(&path, &folder) {
        let advice = "give a path below the folder of this file; `--baseline FILE` accepts any path";
        return Err(fault("this baseline is not below the folder of the configuration", advice));
    }
    let missing =
        move || fault("this baseline does not exist", "`doclint check --write-baseline` creates it");
    Ok(Some((path, missing)))
}

impl Baselines {
    /// Removes the known findings from those of a document.
    pub(crate) fn sift(
        &self,
        input: &Input,
        document_config: &DocumentConfig,
        source: &Source,
        findings: Vec<Diagnostic>,
    ) -> (Vec<Diagnostic>, Option<BaselineDiff>) {
        let number = document_config.file.map(|(number, _)| number);
        let Some(&baseline) = self.of_file.get(&number) else { return (findings, None) };
        let loaded = &self.files[baseline];
        let file = from_folder(&input.path(), loaded.folder());
        let text_of = |finding: &Diagnostic| source.fold(finding.span).into_owned();
        let all = self.writes.then(|| Known::from(&findings, text_of));
        let none = Known::default();
        let known = loaded.baseline.of(&file).unwrap_or(&none);
        let sifted = known.sift(findings, text_of);
        let next = all.map(|all| all.and(sifted.gone.clone().only(|rule| !self.runs(rule))));
        let gone = sifted.gone.only(|rule| self.runs(rule));
        let diff = BaselineDiff { baseline, file, known: sifted.known, gone, next };
        (if self.writes { Vec::new() } else { sifted.new }, Some(diff))
    }

    /// The files that the run reads.
    pub(crate) fn paths(&self) -> impl Iterator<Item = PathBuf> {
        self.files.iter().map(|loaded| loaded.path.clone())
    }

    /// Refuses to write a baseline over a file that the run reads.
    pub(crate) fn spare(&self, sources: &Sources) -> Result<(), Error> {
        sources.spare_all(self.files.iter().filter(|_| self.writes).map(|loaded| loaded.path.as_path()))
    }

    /// Whether the flags let a rule run. A rule that no longer exists cannot find anything.
    fn runs(&self, rule: &str) -> bool {
        rules::find(rule).is_none_or(|rule| self.rules.runs(rule))
    }

    /// Notes what is known and what is gone, and writes the new baseline.
    pub(crate) fn close(
        &self,
        mut totals: BaselineTotals,
        links: HardLinks,
        notes: &mut Vec<Note>,
    ) -> Result<(), Error> {
        for (number, loaded) in self.files.iter().enumerate() {
            for file in loaded.deleted(number, &totals.seen) {
                let known = loaded.baseline.of(&file).cloned().unwrap_or_default();
                totals.gone.insert((number, file), known);
            }
        }
        if self.writes {
            return self.write(totals, links, notes);
        }
        if totals.known > 0 {
            let names: Vec<&str> = self.files.iter().map(|loaded| loaded.name.as_str()).collect();
            let count = counted(totals.known, "known finding");
            notes.push(Note::info(format!("{count} in {}", names.join(", "))));
        }
        self.files.iter().enumerate().for_each(|(number, loaded)| loaded.note_gone(number, &totals, notes));
        Ok(())
    }

    fn write(&self, totals: BaselineTotals, links: HardLinks, notes: &mut Vec<Note>) -> Result<(), Error> {
        for (number, loaded) in self.files.iter().enumerate() {
            let mut next = loaded.baseline.clone();
            of(&totals.gone, number).for_each(|(file, _)| next.put(file, Known::default()));
            for (file, known) in of(&totals.next, number) {
                next.put(file, known.clone());
            }
            // A link may have been created while the documents were checked.
            refuse_link(&loaded.path)?;
            rewrite(&loaded.path, next.write().as_bytes(), &loaded.seen, links)?;
            let gone: usize = of(&totals.gone, number).map(|(_, known)| known.len()).sum();
            let new = (next.len() + gone).saturating_sub(loaded.baseline.len());
            let known = counted(next.len(), "known finding");
            notes.push(Note::info(format!("{}: {known}, {new} new, {gone} gone", loaded.name)));
        }
        Ok(())
    }
}

impl LoadedBaseline {
    /// The files with known findings that no longer exist.
    fn deleted(&self, number: usize, seen: &BTreeSet<(usize, String)>) -> Vec<String> {
        let unseen = self.baseline.files().filter(|file| !seen.contains(&(number, file.to_string())));
        unseen.filter(|file| !self.folder().join(path_of(file)).exists()).map(str::to_string).collect()
    }

    /// The folder that document paths are relative to.
    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    fn note_gone(&self, number: usize, totals: &BaselineTotals, notes: &mut Vec<Note>) {
        let gone = || of(&totals.gone, number);
        let count: usize = gone().map(|(_, known)| known.len()).sum();
        if count == 0 {
            return;
        }
        let (findings, are) = (counted(count, "known finding"), if count == 1 { "is" } else { "are" });
        let advice = "--write-baseline removes them";
        notes.push(Note::warning(format!("{}: {findings} {are} gone; {advice}", self.name)));
        let lines = gone().flat_map(|(file, known)| {
            known.iter().map(move |(rule, text)| format!("  {file}: {rule} `{text}`"))
        });
        notes.extend(lines.take(LISTED).map(Note::info));
    }
}

/// What was said of the files of one baseline.
fn of(said: &BTreeMap<(usize, String), Known>, number: usize) -> impl Iterator<Item = (&String, &Known)> {
    said.range((number, String::new())..(number + 1, String::new())).map(|((_, file), known)| (file, known))
}

impl BaselineTotals {
    /// Adds the result of one document.
    pub(crate) fn add(&mut self, diff: BaselineDiff) {
        let BaselineDiff { baseline, file, known, gone, next } = diff;
        self.known += known;
        let key = (baseline, file);
        if known > 0 || !gone.is_empty() {
            self.seen.insert(key.clone());
        }
        if let Some(next) = next {
            self.next.insert(key.clone(), next);
        }
        if !gone.is_empty() {
            self.gone.insert(key, gone);
        }
    }
}
