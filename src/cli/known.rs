//! Findings that are known: `--baseline`, `--write-baseline`, and the `baseline` of a configuration file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::Args;

use super::configured::{Applied, Configured, File};
use super::rewriting::recover_beside;
use super::select::Select;
use super::streams::Voice;
use crate::baseline::{Baseline, Known};
use crate::corpus::{HardLinks, Input, Seen, absolute, inside, read_text_to_rewrite, rewrite, shown};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Fault};
use crate::report::counted;
use crate::rules;
use crate::source::Source;

/// Findings that went, which are told one by one.
const TOLD: usize = 5;

/// Where known findings are kept.
#[derive(Debug, Args)]
pub(super) struct BaselineArguments {
    /// Do not report the findings that this file knows; it may be named in `doclint.toml` too
    #[arg(long, value_name = "FILE", help_heading = "Baseline")]
    pub(super) baseline: Option<PathBuf>,
    /// Write all findings to the baseline, so that they are known from now on
    #[arg(long, help_heading = "Baseline", conflicts_with_all = ["diff", "since"])]
    pub(super) write_baseline: bool,
}

/// The baselines of a run.
pub(super) struct Baselines {
    files: Vec<Kept>,
    /// The baseline of the documents of each configuration file, and of those without one.
    of_file: BTreeMap<Option<usize>, usize>,
    writes: bool,
    select: Select,
}

/// One baseline.
struct Kept {
    name: String,
    path: PathBuf,
    baseline: Baseline,
    /// Its file, as it was read.
    seen: Seen,
}

/// What a baseline says of one document.
#[derive(Debug)]
pub(super) struct Told {
    baseline: usize,
    /// The document as the baseline names it.
    file: String,
    known: usize,
    /// What is known and not found any more.
    gone: Known,
    /// What the baseline should know from now on, if it is written.
    next: Option<Known>,
}

/// What the baselines said of all documents: no more than they hold themselves.
#[derive(Default)]
pub(super) struct Ledger {
    known: usize,
    gone: BTreeMap<(usize, String), Known>,
    next: BTreeMap<(usize, String), Known>,
    seen: BTreeSet<(usize, String)>,
}

impl BaselineArguments {
    /// Reads the baselines of these documents.
    pub(super) fn read(
        &self,
        configured: &Configured,
        select: &Select,
        voice: &mut Voice,
    ) -> Result<Baselines, Error> {
        let mut baselines = Baselines {
            files: Vec::new(),
            of_file: BTreeMap::new(),
            writes: self.write_baseline,
            select: select.clone(),
        };
        let numbers = (0..configured.files().len()).map(Some).chain([None]);
        if let Some(path) = &self.baseline {
            let missing = || Error::Usage(missing(&path.display().to_string()));
            baselines.files.push(self.open(absolute(path), missing, voice)?);
            baselines.of_file = numbers.map(|number| (number, 0)).collect();
            return Ok(baselines);
        }
        for (number, file) in configured.files().iter().enumerate() {
            let Some((path, missing)) = named(file) else { continue };
            baselines.of_file.insert(Some(number), baselines.files.len());
            baselines.files.push(self.open(path, missing, voice)?);
        }
        if self.write_baseline && baselines.files.is_empty() {
            let advice = "name its file with --baseline FILE, or with `baseline` in doclint.toml";
            return Err(Error::Usage(format!("--write-baseline: where? {advice}")));
        }
        Ok(baselines)
    }

    fn open(&self, path: PathBuf, missing: impl FnOnce() -> Error, voice: &mut Voice) -> Result<Kept, Error> {
        if self.write_baseline {
            recover_beside(&path, voice);
        }
        let name = shown(&path);
        let (text, seen) = match read_text_to_rewrite(&path) {
            Err(Error::NotFound(_)) if self.write_baseline => (None, Seen::nothing()),
            Err(Error::NotFound(_)) => return Err(missing()),
            Err(error) => return Err(error),
            Ok((text, seen)) => (Some(text), seen),
        };
        let baseline = match text {
            None => Baseline::default(),
            Some(text) => match Baseline::read(&text) {
                // What cannot be read is what --write-baseline is advised for.
                Err(_) if self.write_baseline => Baseline::default(),
                read => read.map_err(|why| Error::Usage(format!("{name}: {why}")))?,
            },
        };
        Ok(Kept { name, path, baseline, seen })
    }
}

/// The baseline that a configuration file names, and what to say when it is not there.
fn named(file: &File) -> Option<(PathBuf, impl FnOnce() -> Error)> {
    let said = file.policy.configuration().baseline.as_ref()?;
    let missing = || {
        let (what, advice) = ("this baseline does not exist", "`doclint check --write-baseline` writes it");
        file.fault(Fault::new(what, Some(said.span())).help(advice))
    };
    Some((absolute(&file.path.with_file_name("").join(said.get_ref())), missing))
}

fn missing(name: &str) -> String {
    format!("{name}: no such baseline; --write-baseline writes it")
}

impl Baselines {
    /// Takes the known findings away from those of a document.
    pub(super) fn sift(
        &self,
        input: &Input,
        applied: &Applied,
        source: &Source,
        findings: Vec<Diagnostic>,
    ) -> (Vec<Diagnostic>, Option<Told>) {
        let number = applied.file.map(|(number, _)| number);
        let Some(&baseline) = self.of_file.get(&number) else { return (findings, None) };
        let kept = &self.files[baseline];
        let file = inside(&input.path(), kept.path.parent().unwrap_or(Path::new("")));
        let text_of = |finding: &Diagnostic| source.fold(finding.span).into_owned();
        let all = self.writes.then(|| Known::from(&findings, text_of));
        let none = Known::default();
        let known = kept.baseline.of(&file).unwrap_or(&none);
        let sifted = known.sift(findings, text_of);
        let next = all.map(|all| all.and(sifted.gone.clone().only(|rule| !self.runs(rule))));
        let gone = sifted.gone.only(|rule| self.runs(rule));
        let told = Told { baseline, file, known: sifted.known, gone, next };
        (if self.writes { Vec::new() } else { sifted.new }, Some(told))
    }

    /// Whether the flags let a rule run. One that is no more there cannot find anything.
    fn runs(&self, rule: &str) -> bool {
        rules::find(rule).is_none_or(|rule| self.select.runs(rule))
    }

    /// Says what is known and what is gone, and writes what should be known.
    pub(super) fn close(&self, mut ledger: Ledger, links: HardLinks, voice: &mut Voice) -> Result<(), Error> {
        for (number, kept) in self.files.iter().enumerate() {
            for file in kept.deleted(number, &ledger.seen) {
                let known = kept.baseline.of(&file).cloned().unwrap_or_default();
                ledger.gone.insert((number, file), known);
            }
        }
        if self.writes {
            return self.write(ledger, links, voice);
        }
        if ledger.known > 0 {
            let names: Vec<&str> = self.files.iter().map(|kept| kept.name.as_str()).collect();
            voice.note(&format!("{} in {}", counted(ledger.known, "known finding"), names.join(", ")));
        }
        self.files.iter().enumerate().for_each(|(number, kept)| kept.tell_gone(number, &ledger, voice));
        Ok(())
    }

    fn write(&self, ledger: Ledger, links: HardLinks, voice: &mut Voice) -> Result<(), Error> {
        for (number, kept) in self.files.iter().enumerate() {
            let mut next = kept.baseline.clone();
            let of_this = |key: &&(usize, String)| key.0 == number;
            ledger.gone.keys().filter(of_this).for_each(|(_, file)| next.put(file, Known::default()));
            for ((_, file), known) in ledger.next.iter().filter(|(key, _)| of_this(key)) {
                next.put(file, known.clone());
            }
            rewrite(&kept.path, next.write().as_bytes(), &kept.seen, links)?;
            let gone: usize =
                ledger.gone.iter().filter(|(key, _)| of_this(key)).map(|(_, known)| known.len()).sum();
            let new = (next.len() + gone).saturating_sub(kept.baseline.len());
            voice.note(&format!(
                "{}: {}, {new} new, {gone} gone",
                kept.name,
                counted(next.len(), "known finding")
            ));
        }
        Ok(())
    }
}

impl Kept {
    /// The files that it knows findings of and that are no more there.
    fn deleted(&self, number: usize, seen: &BTreeSet<(usize, String)>) -> Vec<String> {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let unseen = self.baseline.files().filter(|file| !seen.contains(&(number, file.to_string())));
        unseen.filter(|file| !folder.join(file).exists()).map(str::to_string).collect()
    }

    fn tell_gone(&self, number: usize, ledger: &Ledger, voice: &mut Voice) {
        let gone = || ledger.gone.iter().filter(|((baseline, _), _)| *baseline == number);
        let count: usize = gone().map(|(_, known)| known.len()).sum();
        if count == 0 {
            return;
        }
        let (findings, are) = (counted(count, "known finding"), if count == 1 { "is" } else { "are" });
        let advice = "--write-baseline takes them out";
        voice.warning(&format!("{}: {findings} {are} no more there; {advice}", self.name));
        let lines = gone().flat_map(|((_, file), known)| {
            known.iter().map(move |(rule, text)| format!("  {file}: {rule} `{text}`"))
        });
        lines.take(TOLD).for_each(|line| voice.note(&crate::report::visible(&line)));
    }
}

impl Ledger {
    /// Takes what was told of one document.
    pub(super) fn add(&mut self, told: Told) {
        let Told { baseline, file, known, gone, next } = told;
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
