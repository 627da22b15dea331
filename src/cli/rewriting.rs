//! Rewritten files: the flag for hard links, and what interrupted runs have left half written.

use std::path::Path;

use clap::Args;

use super::streams::Voice;
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
pub(super) fn tell_interrupted(inputs: &[Input], voice: &mut Voice) {
    tell(files::interrupted(folders(inputs)), voice);
}

/// Restores what interrupted runs have left of these documents, before they are read.
pub(super) fn recover(inputs: &[Input], voice: &mut Voice) {
    tell(files::recover(folders(inputs)), voice);
}

/// The same for one file that will be written, before it is read.
pub(super) fn recover_beside(file: &Path, voice: &mut Voice) {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    tell(files::recover(std::iter::once(folder.unwrap_or(Path::new(".")))), voice);
}

fn folders(inputs: &[Input]) -> impl Iterator<Item = &Path> {
    inputs.iter().filter(|input| !input.is_stdin()).map(Input::folder)
}

fn tell(found: Vec<Recovery>, voice: &mut Voice) {
    for recovery in found {
        match recovery {
            Recovery::Restored(file) => {
                let file = crate::report::visible(&shown(&file)).into_owned();
                voice.note(&format!("{file}: restored; an interrupted run had left it half written"));
            }
            Recovery::Torn(file) => {
                let advice = "`doclint check --fix` restores it";
                voice.warning(&format!("{}: half written by an interrupted run; {advice}", shown(&file)));
            }
            Recovery::Kept { backup, why } => voice.warning(&format!("{}: {why}", shown(&backup))),
        }
    }
}
