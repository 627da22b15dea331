//! Files that are old or new, never half: written beside their place, then renamed into it.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{File, OpenOptions, Permissions, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};

use tempfile::NamedTempFile;

use crate::error::Error;

/// Replaces a file, or makes it. The mode of a file that exists is kept, and of a link the target is replaced.
///
/// # Errors
/// [`Error::Write`]; the file is then as it was.
pub fn write_by_rename(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    filled(path, bytes)?.commit()
}

/// The same for one of many files that can be made again. It does not wait for the disk: whatever becomes of the run, the
/// file is old or new, but a power cut may leave it empty on a file system that keeps no order between the bytes of a
/// file and its name (ext4 and Btrfs do where one file replaces another). Waiting takes milliseconds a file: 2,000
/// documents were converted again in 11 seconds, and in 3 when there was nothing to replace.
///
/// # Errors
/// [`Error::Write`]; the file is then as it was.
pub fn write_again(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let Replacement { named, place } = filled(path, bytes)?;
    place.commit(false).map_err(|error| Error::Write(named, error))
}

fn filled(path: &Path, bytes: &[u8]) -> Result<Replacement, Error> {
    let mut replacement = Replacement::create(path)?;
    replacement.write_all(bytes).map_err(|error| Error::Write(path.to_path_buf(), error))?;
    Ok(replacement)
}

/// A file in the making, which takes its place when it is [committed](Replacement::commit) and leaves no trace when not.
#[derive(Debug)]
pub struct Replacement {
    named: PathBuf,
    place: Place,
}

#[derive(Debug)]
enum Place {
    /// A regular file, or none yet.
    Rename { file: BufWriter<NamedTempFile>, target: PathBuf, old: Option<Permissions> },
    /// A device or pipe such as `/dev/stdout`: a rename would put a file in its place.
    Direct(BufWriter<File>),
}

impl Replacement {
    /// Begins a file that will stand at `path`; folders above it are made.
    ///
    /// # Errors
    /// [`Error::Write`] when the file is write-protected, or nothing can be written beside it.
    pub fn create(path: &Path) -> Result<Self, Error> {
        let place = Place::open(path).map_err(|error| Error::Write(path.to_path_buf(), error))?;
        Ok(Self { named: path.to_path_buf(), place })
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// [`Error::Write`]; what was in its place is still there.
    pub fn commit(self) -> Result<(), Error> {
        self.place.commit(true).map_err(|error| Error::Write(self.named, error))
    }
}

impl Place {
    fn open(path: &Path) -> io::Result<Self> {
        let old = path.metadata().ok();
        if old.as_ref().is_some_and(|old| !old.is_file()) {
            let file = OpenOptions::new().write(true).open(path)?;
            return Ok(Place::Direct(BufWriter::new(file)));
        }
        if old.as_ref().is_some_and(|old| old.permissions().readonly()) {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is write-protected"));
        }
        let target = if old.is_some() { path.canonicalize()? } else { path.to_path_buf() };
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let file = BufWriter::new(temporary_in_new(folder)?);
        Ok(Place::Rename { file, target, old: old.map(|old| old.permissions()) })
    }

    /// `durable` waits for the disk if a file is replaced, so that a power cut too leaves it old or new.
    fn commit(self, durable: bool) -> io::Result<()> {
        match self {
            Place::Direct(mut file) => file.flush(),
            Place::Rename { file, target, old } => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                if let Some(old) = old {
                    // Most files have the mode that any new file has, and then there is nothing to set.
                    if file.as_file().metadata()?.permissions() != old {
                        file.as_file().set_permissions(old)?;
                    }
                    // Where nothing is replaced nothing can be lost; and waiting for the disk at every new file would
                    // make converting a corpus many times slower.
                    if durable {
                        file.as_file().sync_all()?;
                    }
                }
                file.persist(target).map(drop).map_err(|error| error.error)
            }
        }
    }

    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Place::Direct(file) => file,
            Place::Rename { file, .. } => file,
        }
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.place.writer().write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.place.writer().flush()
    }
}

/// How the names of temporary files begin, go on and end. It is not to be taken for a name that a person would give.
const PREFIX: &str = ".doclint-";
const RANDOM: usize = 12;
const SUFFIX: &str = ".part";

/// Another run may take a new file for one that was left, and delete it, before it is locked. Once is unlikely.
const ATTEMPTS: usize = 8;

/// A temporary file in a folder that may have to be made. It is looked for only when it is missed: asking before every
/// file would be a call or two more for each.
fn temporary_in_new(folder: &Path) -> io::Result<NamedTempFile> {
    temporary(folder).or_else(|_| {
        std::fs::create_dir_all(folder)?;
        temporary(folder)
    })
}

/// A hidden file that is locked as long as its run lives. What a run that was killed has left goes away first.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    sweep_once(folder);
    for _ in 0..ATTEMPTS {
        let file = unlocked(folder)?;
        // A file system without locks cannot tell what was left from what is in use, so that nothing is swept there.
        let lost =
            matches!(file.as_file().try_lock(), Err(TryLockError::WouldBlock)) || !file.path().exists();
        if !lost {
            return Ok(file);
        }
    }
    Err(io::Error::other("other runs delete the temporary files of this one"))
}

/// A hidden file with the mode of any new file: the crate's own default is for secrets, 0600.
fn unlocked(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).rand_bytes(RANDOM).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Sweeps a folder when this process first writes to it.
fn sweep_once(folder: &Path) {
    static SWEPT: LazyLock<Mutex<HashSet<PathBuf>>> = LazyLock::new(Mutex::default);
    let first = SWEPT.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_path_buf());
    if first {
        sweep(folder);
    }
}

/// Deletes the temporary files of runs that were killed: those that nobody has locked. What cannot be deleted stays;
/// it is in nobody's way.
fn sweep(folder: &Path) {
    for entry in folder.read_dir().into_iter().flatten().flatten() {
        // Asked of the entry and not of its target: a link is not ours, and opening a pipe would wait for ever.
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
    fn mode_and_link_survive() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a.txt"), folder.path().join("link.txt"));
        std::fs::write(&file, "old").unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
        symlink("a.txt", &link).unwrap();
        write_by_rename(&link, b"new").unwrap();
        assert_eq!(std::fs::read(&file).unwrap(), b"new");
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o640);
        assert!(link.symlink_metadata().unwrap().is_symlink());
    }

    #[test]
    fn what_is_not_committed_leaves_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let mut replacement = Replacement::create(&folder.path().join("a.json")).unwrap();
        replacement.write_all(b"half").unwrap();
        drop(replacement);
        assert_eq!(folder.path().read_dir().unwrap().count(), 0);
    }

    #[test]
    fn what_a_killed_run_left_is_swept_and_what_is_in_use_stays() {
        let folder = tempfile::tempdir().unwrap();
        let other = temporary(folder.path()).unwrap();
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
    fn a_protected_file_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        std::fs::write(&file, "old").unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o444)).unwrap();
        assert!(matches!(write_by_rename(&file, b"new"), Err(Error::Write(..))));
        assert_eq!(std::fs::read(&file).unwrap(), b"old");
    }
}
