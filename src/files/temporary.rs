//! Temporary files next to their final paths, and cleaning up what is left of them.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};

use tempfile::NamedTempFile;

/// The prefix, middle and suffix of temporary file names, chosen so that no person would use them.
pub(super) const PREFIX: &str = ".doclint-";
const RANDOM: usize = 12;
const SUFFIX: &str = ".part";

/// Before it is locked, another run may take a new file for a leftover and delete it. Twice is unlikely.
const ATTEMPTS: usize = 8;

/// Who may read a temporary file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Readers {
    /// Its owner alone: it has the content of a file that others may not be allowed to read.
    Owner,
    /// Everyone who may read any new file.
    AnyNewFile,
}

/// A temporary file in a folder that may have to be created. The folder is created only when it is missing: checking
/// before every file would cost another call or two for each.
pub(super) fn temporary_in_new(folder: &Path, readers: Readers) -> io::Result<NamedTempFile> {
    temporary(folder, readers).or_else(|_| {
        std::fs::create_dir_all(folder)?;
        temporary(folder, readers)
    })
}

/// A hidden file that is locked while its run is alive. Leftovers of killed runs are removed first.
pub(super) fn temporary(folder: &Path, readers: Readers) -> io::Result<NamedTempFile> {
    sweep_once(folder);
    for _ in 0..ATTEMPTS {
        let file = unlocked(folder, readers)?;
        // A file system without locks cannot tell leftovers from files in use, so nothing is cleaned up there.
        let lost =
            matches!(file.as_file().try_lock(), Err(TryLockError::WouldBlock)) || !file.path().exists();
        if !lost {
            return Ok(file);
        }
    }
    Err(io::Error::other("other runs delete the temporary files of this one"))
}

/// A hidden file; the crate's own default is for secrets, 0600.
fn unlocked(folder: &Path, readers: Readers) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).rand_bytes(RANDOM).suffix(SUFFIX);
    #[cfg(unix)]
    if readers == Readers::AnyNewFile {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = readers;
    builder.tempfile_in(folder)
}

/// Cleans up a folder when this process first writes to it.
pub(super) fn sweep_once(folder: &Path) {
    static SWEPT: LazyLock<Mutex<HashSet<PathBuf>>> = LazyLock::new(Mutex::default);
    let first = SWEPT.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_path_buf());
    if first {
        sweep(folder);
    }
}

/// Deletes the temporary files of killed runs: those that are not locked. What cannot be deleted stays and does no
/// harm.
fn sweep(folder: &Path) {
    for entry in folder.read_dir().into_iter().flatten().flatten() {
        // Checks the entry and not its target: a link is not ours, and opening a pipe would block forever.
        if !is_temporary(&entry.file_name()) || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        let Ok(file) = File::open(entry.path()) else { continue };
        if file.try_lock().is_ok() {
            let _stays = std::fs::remove_file(entry.path());
        }
    }
}

fn is_temporary(name: &OsStr) -> bool {
    let random = name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX));
    random.is_some_and(|random| random.len() == RANDOM && random.bytes().all(|b| b.is_ascii_alphanumeric()))
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn what_a_killed_run_left_is_swept_and_what_is_in_use_stays() {
        let folder = tempfile::tempdir().unwrap();
        let other = temporary(folder.path(), Readers::AnyNewFile).unwrap();
        for left in [".doclint-aaaaaaaaaaaa.part", ".doclint-Az09Az09Az09.part"] {
            std::fs::write(folder.path().join(left), "half").unwrap();
        }
        let link = ".doclint-linklinklink.part";
        symlink("a.txt", folder.path().join(link)).unwrap();
        std::fs::write(folder.path().join(".doclint-known.json"), "").unwrap();
        sweep(folder.path());
        let mut names: Vec<_> =
            folder.path().read_dir().unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        let mut stay =
            vec![link.into(), ".doclint-known.json".into(), other.path().file_name().unwrap().to_owned()];
        stay.sort();
        assert_eq!(names, stay);
    }

    #[test]
    fn a_file_with_old_content_is_its_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = temporary(folder.path(), Readers::Owner).unwrap();
        assert_eq!(file.as_file().metadata().unwrap().permissions().mode() & 0o7777, 0o600);
    }
}
