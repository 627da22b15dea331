//! Rewritten files: the flag for hard links, and what interrupted runs have left half written.

use std::path::Path;

use clap::Args;

use super::streams::Notices;
use crate::files::{self, HardLinks, Input, Recovery, shown};

/// How files are rewritten.
#[derive(Debug, Args)]
pub(super) struct Rewriting {
    /// Also rewrite files with several hard links; their other names keep the old content
    #[arg(long)]
    break_hardlinks: bool,
}

impl Rewriting {
    pub(super) fn links(&self) -> HardLinks {
        if self.break_hardlinks { HardLinks::Break } else { HardLinks::Refuse }
    }
}

/// Reports what interrupted runs have left of these documents.
pub(super) fn note_interrupted(inputs: &[Input], notices: &mut Notices) {
    note(files::interrupted(folders(inputs)), notices);
}

/// Restores what interrupted runs have left of these documents, before they are read.
pub(super) fn recover(inputs: &[Input], notices: &mut Notices) {
    note(files::recover(folders(inputs)), notices);
}

/// The same for one file that will be written, before it is read.
pub(super) fn recover_beside(file: &Path, notices: &mut Notices) {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    note(files::recover(std::iter::once(folder.unwrap_or(Path::new(".")))), notices);
}

fn folders(inputs: &[Input]) -> impl Iterator<Item = &Path> {
    inputs.iter().filter(|input| !input.is_stdin()).map(Input::folder)
}

fn note(found: Vec<Recovery>, notices: &mut Notices) {
    for recovery in found {
        match recovery {
            Recovery::Restored(file) => {
                let file = crate::report::visible(&shown(&file)).into_owned();
                notices.note(&format!("{file}: restored; an interrupted run had left it half written"));
            }
            Recovery::Torn(file) => {
                let advice = "`doclint check --fix` restores it";
                notices.warning(&format!("{}: half written by an interrupted run; {advice}", shown(&file)));
            }
            Recovery::Kept { backup, why } => notices.warning(&format!("{}: {why}", shown(&backup))),
        }
    }
}
