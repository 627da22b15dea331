//! What interrupted runs have left half written.

use std::path::Path;

use super::note::Note;
use crate::files::{self, Input, Recovery, shown};
use crate::report::visible;

/// Notes on what interrupted runs have left of these documents.
pub(crate) fn interrupted(inputs: &[Input]) -> Vec<Note> {
    notes(files::interrupted(folders(inputs)))
}

/// Restores what interrupted runs have left of these documents, before they are read.
pub(crate) fn recover(inputs: &[Input]) -> Vec<Note> {
    notes(files::recover(folders(inputs)))
}

/// The same for one file that will be written, before it is read.
pub(crate) fn recover_beside(file: &Path) -> Vec<Note> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    notes(files::recover(std::iter::once(folder.unwrap_or(Path::new(".")))))
}

fn folders(inputs: &[Input]) -> impl Iterator<Item = &Path> {
    inputs.iter().filter(|input| input.is_file()).map(Input::folder)
}

fn notes(found: Vec<Recovery>) -> Vec<Note> {
    found.into_iter().map(note).collect()
}

fn note(recovery: Recovery) -> Note {
    match recovery {
        Recovery::Restored(file) => {
            let file = visible(&shown(&file)).into_owned();
            Note::info(format!("{file}: restored; an interrupted run had left it half written"))
        }
        Recovery::Torn(file) => {
            let advice = "`doclint check --fix` restores it";
            Note::warning(format!("{}: half written by an interrupted run; {advice}", shown(&file)))
        }
        Recovery::Kept { backup, why } => Note::warning(format!("{}: {why}", shown(&backup))),
    }
}
