//! Allowances that match nothing: their cause is gone, or they were never right.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::config::{LoadedConfig, ProjectConfig};
use super::note::Note;
use super::selection::RuleSelection;
use crate::files::{Input, absolute};
use crate::rules;
use crate::settings::Unused;

/// Notes on the allowances that matched nothing, if the run has seen everything they apply to.
pub(crate) fn notes(config: &ProjectConfig, named: &[PathBuf], inputs: &[Input]) -> Vec<Note> {
    let mut seen: Option<HashSet<PathBuf>> = None;
    let mut notes = Vec::new();
    for file in config.files() {
        for unused in file.policy.unused().filter(|unused| all_run(unused, &config.rules)) {
            let seen = seen.get_or_insert_with(|| covered(named, inputs));
            let bases = unused.bases.iter().map(|base| file.path.with_file_name("").join(base));
            if bases.into_iter().all(|base| base.ancestors().any(|at| seen.contains(at))) {
                notes.push(Note::warning(message(file, &unused)));
            }
        }
    }
    notes
}

fn all_run(unused: &Unused, rules: &RuleSelection) -> bool {
    unused.rules.iter().all(|rule| rules::find(rule).is_some_and(|rule| rules.runs(rule)))
}

/// The paths on the command line, made absolute: everything in them has been checked.
fn covered(named: &[PathBuf], inputs: &[Input]) -> HashSet<PathBuf> {
    let files = inputs.iter().filter(|input| input.is_named() && input.is_file()).map(Input::path);
    let named = named.iter().filter(|path| *path != Path::new("-")).cloned();
    named.chain(files).map(|path| absolute(&path)).collect()
}

fn message(file: &LoadedConfig, unused: &Unused) -> String {
    let place = file.place(unused.span.start);
    let about = unused.text.map(|text| format!(" for `{text}`")).unwrap_or_default();
    format!("{place}: the allowance of `{}`{about} matches nothing; remove it", unused.rule)
}
