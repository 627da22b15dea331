//! Files that an interrupted run has left half written, restored from their backups.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io;
use std::path::{Path, PathBuf};

use super::backup::{Candidate, Left, candidates, look, path_of};
use super::inplace::fill;
use super::seen::{open_itself, whole};
use super::temporary::sweep_once;

/// The outcome for a file that a run was interrupted at while writing it in place.
#[derive(Debug, PartialEq, Eq)]
pub enum Recovery {
    /// It has its old content again.
    Restored(PathBuf),
    /// It is half written; [`recover`] would restore it.
    Torn(PathBuf),
    /// It was not restored, and its backup is still there.
    Kept {
        /// The backup.
        backup: PathBuf,
        /// Why, as the end of a sentence about the backup.
        why: String,
    },
}

/// Restores what interrupted runs have left half written in these folders, before it is read.
pub fn recover<'p>(folders: impl Iterator<Item = &'p Path>) -> Vec<Recovery> {
    in_each(folders, |folder| {
        sweep_once(folder);
        candidates(folder).iter().filter_map(|path| restore(path)).collect()
    })
}

/// What [`recover`] would restore, or could not.
pub fn interrupted<'p>(folders: impl Iterator<Item = &'p Path>) -> Vec<Recovery> {
    in_each(folders, |folder| candidates(folder).iter().filter_map(|path| report(path)).collect())
}

fn in_each<'p>(
    folders: impl Iterator<Item = &'p Path>,
    each: impl Fn(&Path) -> Vec<Recovery>,
) -> Vec<Recovery> {
    let (mut distinct, mut last) = (BTreeSet::new(), None);
    for folder in folders {
        // Documents of a folder are consecutive and share its path, which makes comparing a million of them cheap.
        if last.is_none_or(|last: &Path| !std::ptr::eq(last, folder)) {
            distinct.insert(folder);
        }
        last = Some(folder);
    }
    distinct.into_iter().flat_map(each).collect()
}

/// The state of a file, as far as a backup can tell.
enum State {
    /// The run was interrupted before it began to write, or after it had written everything.
    Complete,
    Torn,
    /// It was changed, or deleted, after the run.
    Other,
}

impl Left {
    fn state(&self) -> io::Result<State> {
        let file = match open_itself(&self.target, OpenOptions::new().read(true)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(State::Other),
            opened => opened?,
        };
        let now = whole(&file)?;
        Ok(match now {
            now if now == self.old || now == self.new => State::Complete,
            now if self.explains(&now) => State::Torn,
            _ => State::Other,
        })
    }

    /// Writes the old content back. The backup is removed once that is on disk.
    fn restore(self) -> io::Result<()> {
        let mut file = open_itself(&self.target, OpenOptions::new().read(true).write(true))?;
        fill(&mut file, &self.old, true)?;
        self.remove()
    }

    fn kept(&self, why: &str) -> Recovery {
        let target = self.target.display();
        Recovery::Kept { backup: self.path.clone(), why: format!("has the old content of {target}, {why}") }
    }
}

/// Examines a file whose name is that of a backup, and restores the file that it belongs to.
fn restore(path: &Path) -> Option<Recovery> {
    let left = match left_at(path) {
        Ok(left) => left?,
        Err(kept) => return Some(kept),
    };
    let kept = left.kept("which cannot be restored: ");
    let target = left.target.clone();
    let done = match left.state() {
        Ok(State::Complete) => left.remove().map(|()| None),
        Ok(State::Torn) => left.restore().map(|()| Some(Recovery::Restored(target))),
        Ok(State::Other) => Ok(Some(changed(&left))),
        Err(error) => Err(error),
    };
    done.unwrap_or_else(|error| Some(kept.with(&error)))
}

/// The same, without writing anything.
fn report(path: &Path) -> Option<Recovery> {
    let left = match left_at(path) {
        Ok(left) => left?,
        Err(kept) => return Some(kept),
    };
    match left.state() {
        Ok(State::Complete) => None,
        Ok(State::Torn) => Some(Recovery::Torn(left.target)),
        Ok(State::Other) => Some(changed(&left)),
        Err(error) => Some(left.kept("which cannot be read: ").with(&error)),
    }
}

fn changed(left: &Left) -> Recovery {
    left.kept("which was changed or deleted after a run was interrupted; delete the backup if that is right")
}

/// The backup at this path, if a run has left it; otherwise why it cannot be examined.
fn left_at(path: &Path) -> Result<Option<Left>, Recovery> {
    let kept = |why: String| Err(Recovery::Kept { backup: path.to_path_buf(), why });
    match look(path) {
        Candidate::Left(left) => Ok(Some(left)),
        Candidate::Gone | Candidate::InUse => Ok(None),
        Candidate::Foreign => kept("has the name of a backup, but is not one; it is left alone".to_string()),
        Candidate::Unreadable(error) => {
            kept(format!("belongs to another user's run, which is active or was interrupted: {error}"))
        }
    }
}

impl Recovery {
    fn with(self, error: &io::Error) -> Self {
        match self {
            Recovery::Kept { backup, why } => Recovery::Kept { backup, why: format!("{why}{error}") },
            other => other,
        }
    }
}

/// Ensures that no run is, or was, in the middle of writing a file that is to be replaced.
///
/// # Errors
/// If one is, or if the file that was read is not the one that an interrupted run should have left.
pub(super) fn settle(target: &Path, was_read: bool) -> io::Result<()> {
    let path = path_of(target);
    if path.symlink_metadata().is_err() {
        return Ok(());
    }
    match look(&path) {
        Candidate::Left(left) if was_read => match left.state()? {
            State::Complete => left.remove(),
            // It was read half written. Most files were restored before, but not those that only a link leads to.
            State::Torn => {
                left.restore()?;
                let what = "an interrupted run had left it half written; its old content is restored";
                Err(io::Error::other(format!("{what}, and the next run fixes it")))
            }
            State::Other => {
                let what = "an interrupted run left a backup; delete it if the file is right";
                Err(io::Error::other(format!("{what}: {}", path.display())))
            }
        },
        Candidate::Left(left) => left.remove(),
        Candidate::InUse => Err(io::Error::other("another run is writing it")),
        Candidate::Unreadable(error) => {
            let why = "another user's run is writing it, or was interrupted while doing so";
            Err(io::Error::other(format!("{why}: {}: {error}", path.display())))
        }
        Candidate::Gone | Candidate::Foreign => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::backup::Backup;

    const OLD: &str = "Teh first line of a text, and teh second";
    const NEW: &str = "The first line of a text";

    /// A folder with a file, and the backup that an interrupted run has left of it.
    fn left(now: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        std::fs::write(&file, now).unwrap();
        drop(Backup::create(&file, OLD.as_bytes(), NEW.as_bytes(), true).unwrap());
        (folder, file)
    }

    fn recovered(folder: &tempfile::TempDir) -> Vec<Recovery> {
        recover([folder.path()].into_iter())
    }

    fn is_alone(file: &Path) -> bool {
        file.parent().unwrap().read_dir().unwrap().count() == 1
    }

    #[test]
    fn a_file_that_was_half_written_is_restored_whatever_was_written() {
        for end in 1..NEW.len() {
            let torn = format!("{}{}", &NEW[..end], &OLD[end..]);
            if torn == OLD {
                continue;
            }
            let (folder, file) = left(&torn);
            let torn = vec![Recovery::Torn(file.clone())];
            assert_eq!(interrupted([folder.path()].into_iter()), torn, "a check says so, and writes nothing");
            assert_eq!(recovered(&folder), [Recovery::Restored(file.clone())]);
            assert_eq!(std::fs::read_to_string(&file).unwrap(), OLD);
            assert!(is_alone(&file));
        }
    }

    #[test]
    fn of_a_complete_file_the_backup_goes() {
        for now in [OLD, NEW] {
            let (folder, file) = left(now);
            assert_eq!(recovered(&folder), []);
            assert_eq!(std::fs::read_to_string(&file).unwrap(), now);
            assert!(is_alone(&file));
        }
    }

    #[test]
    fn what_a_person_wrote_afterwards_stays() {
        let (folder, file) = left("The first line of a text, as a person wrote it");
        assert!(matches!(recovered(&folder)[..], [Recovery::Kept { .. }]));
        assert!(std::fs::read_to_string(&file).unwrap().ends_with("wrote it") && !is_alone(&file));
        std::fs::remove_file(&file).unwrap();
        assert!(matches!(recovered(&folder)[..], [Recovery::Kept { .. }]), "it was deleted");
        assert!(!file.exists());
    }

    /// Windows gives a recreated file the age of the one that had its name a moment ago.
    #[cfg(unix)]
    #[test]
    fn a_copy_of_a_backup_is_not_one() {
        let (folder, file) = left(&OLD.replace("Teh", "The"));
        let backup = path_of(&file);
        let bytes = std::fs::read(&backup).unwrap();
        // The inode of a deleted file may be used again at once.
        std::fs::rename(&backup, folder.path().join("kept")).unwrap();
        std::fs::write(&backup, bytes).unwrap();
        let found = recovered(&folder);
        assert!(
            matches!(&found[..], [Recovery::Kept { why, .. }] if why.contains("left alone")),
            "{found:?}"
        );
        assert_eq!(std::fs::read_to_string(&file).unwrap(), OLD.replace("Teh", "The"));
        settle(&file, true).unwrap();
    }

    #[test]
    fn the_backup_of_a_run_that_goes_on_is_left_alone() {
        let (folder, file) = left(NEW);
        std::fs::remove_file(path_of(&file)).unwrap();
        let backup = Backup::create(&file, OLD.as_bytes(), NEW.as_bytes(), true).unwrap();
        std::fs::write(&file, &NEW[..7]).unwrap();
        assert_eq!(recovered(&folder), []);
        assert!(settle(&file, true).unwrap_err().to_string().contains("another run"));
        backup.remove().unwrap();
        assert!(is_alone(&file));
    }

    #[test]
    fn a_file_that_was_read_half_is_not_rewritten() {
        let (_folder, file) = left(&OLD.replace("Teh", "The"));
        assert!(settle(&file, true).unwrap_err().to_string().contains("half written"));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), OLD);
        assert!(is_alone(&file));
        let (_folder, file) = left(&OLD.replace("Teh", "The"));
        settle(&file, false).unwrap();
        assert!(is_alone(&file), "a result is written anew, whatever it was");
    }

    #[cfg(unix)]
    #[test]
    fn backups_that_others_can_write_and_links_are_not_followed() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let torn = OLD.replace("Teh", "The");
        let (folder, file) = left(&torn);
        let backup = path_of(&file);
        std::fs::set_permissions(&backup, std::fs::Permissions::from_mode(0o660)).unwrap();
        assert!(matches!(recovered(&folder)[..], [Recovery::Kept { .. }]));
        std::fs::set_permissions(&backup, std::fs::Permissions::from_mode(0o600)).unwrap();
        std::fs::rename(&file, folder.path().join("b.txt")).unwrap();
        symlink("b.txt", &file).unwrap();
        assert!(matches!(recovered(&folder)[..], [Recovery::Kept { .. }]), "the document is a link");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), torn);
    }
}
