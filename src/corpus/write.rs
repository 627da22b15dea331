//! Files that are old or new, never half: written beside their place, then renamed into it.

use std::fs::{File, OpenOptions, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::Input;
use crate::error::Error;

/// Replaces a file, or makes it. The mode of a file that exists is kept, and of a link the target is replaced.
///
/// # Errors
/// [`Error::Write`]; the file is then as it was.
pub fn write_by_rename(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut replacement = Replacement::create(path)?;
    replacement.write_all(bytes).map_err(|error| Error::Write(path.to_path_buf(), error))?;
    replacement.commit()
}

/// The document, if it is one of these, whose place an output would take.
pub fn collision<'a>(inputs: &'a [Input], output: &Path) -> Option<&'a Input> {
    if inputs.is_empty() {
        return None;
    }
    let output = output.canonicalize().ok()?;
    inputs.iter().find(|input| {
        let same_name = input.path().file_name() == output.file_name();
        !input.is_stdin() && same_name && input.path().canonicalize().is_ok_and(|path| path == output)
    })
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
        self.place.commit().map_err(|error| Error::Write(self.named, error))
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
        std::fs::create_dir_all(folder)?;
        let file = BufWriter::new(temporary(folder)?);
        Ok(Place::Rename { file, target, old: old.map(|old| old.permissions()) })
    }

    fn commit(self) -> io::Result<()> {
        match self {
            Place::Direct(mut file) => file.flush(),
            Place::Rename { file, target, old } => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                if let Some(old) = old {
                    file.as_file().set_permissions(old)?;
                    // Only what replaces a document has to outlive a power cut; waiting for the disk at every
                    // new file would make converting a corpus many times slower.
                    file.as_file().sync_all()?;
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

/// A hidden file with the mode of any new file: the crate's own default is for secrets, 0600.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".doclint-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
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
    fn a_protected_file_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        std::fs::write(&file, "old").unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o444)).unwrap();
        assert!(matches!(write_by_rename(&file, b"new"), Err(Error::Write(..))));
        assert_eq!(std::fs::read(&file).unwrap(), b"old");
    }
}
