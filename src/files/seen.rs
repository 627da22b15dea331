//! The state of a file when it was read, so that one that has changed since is not replaced.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read, Seek};
use std::path::Path;
use std::time::SystemTime;

/// What was at a path when it was read: a file with its content, or no file, as for a device.
#[derive(Debug)]
pub struct Seen(Option<(Stamp, Vec<u8>)>);

/// The file's metadata. It costs one call, while comparing the content costs reading it.
#[derive(Debug, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// Device and inode, where the system has them.
    identity: Option<(u64, u64)>,
}

/// The state of a file since it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Since {
    /// It is the same file with the same bytes.
    Unchanged,
    /// It already has the new content.
    Done,
    /// It is another file, has other content, or is gone.
    Changed,
}

impl Seen {
    /// No file: one that appears before it is written counts as a change.
    pub fn nothing() -> Self {
        Self(None)
    }

    /// Whether there was a file.
    pub(super) fn is_file(&self) -> bool {
        self.0.is_some()
    }

    /// Reads a file with `read`. The stamp is taken before the content, so that a change during reading counts as one.
    pub(super) fn read(
        path: &Path,
        read: impl FnOnce(&Path) -> io::Result<Vec<u8>>,
    ) -> io::Result<(Vec<u8>, Self)> {
        let metadata = std::fs::metadata(path)?;
        let bytes = read(path)?;
        let seen = metadata.is_file().then(|| (Stamp::of(&metadata), bytes.clone()));
        Ok((bytes, Self(seen)))
    }

    /// The state of the file at this path, which is not a link; `new` is its intended content.
    pub(super) fn since(&self, path: &Path, new: &[u8]) -> io::Result<Since> {
        match path.symlink_metadata() {
            Ok(metadata) if metadata.is_file() => {
                self.since_in(&open_itself(path, OpenOptions::new().read(true))?, new)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound && self.0.is_none() => Ok(Since::Unchanged),
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(Since::Changed),
        }
    }

    /// The same for a file that is open.
    pub(super) fn since_in(&self, file: &File, new: &[u8]) -> io::Result<Since> {
        let stamp = Stamp::of(&file.metadata()?);
        let now = whole(file)?;
        let same = self.0.as_ref().is_some_and(|(seen, bytes)| *seen == stamp && *bytes == now);
        Ok(match same {
            true => Since::Unchanged,
            // Two runs that fix the same documents get the same result.
            false if now == new => Since::Done,
            false => Since::Changed,
        })
    }
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        let identity = {
            use std::os::unix::fs::MetadataExt;
            Some((metadata.dev(), metadata.ino()))
        };
        #[cfg(not(unix))]
        let identity = None;
        Self { length: metadata.len(), modified: metadata.modified().ok(), identity }
    }
}

/// Whether an open file is still the one at this path, and was not replaced or deleted since.
pub(super) fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    match path.symlink_metadata() {
        Ok(metadata) => Ok(metadata.is_file() && Stamp::of(&metadata) == Stamp::of(&file.metadata()?)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// The full content of a file, from its first byte.
pub(super) fn whole(mut file: &File) -> io::Result<Vec<u8>> {
    file.rewind()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Opens a regular file: not the target of a link, and without blocking on a pipe.
pub(super) fn open_itself(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;

        use rustix::fs::OFlags;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    #[cfg(not(unix))]
    if path.symlink_metadata()?.is_symlink() {
        return Err(io::Error::other("it is a link"));
    }
    let file = options.open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::other("it is not a regular file")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn since(change: impl FnOnce(&Path)) -> Since {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "old text").unwrap();
        let (bytes, seen) = Seen::read(&path, |path| std::fs::read(path)).unwrap();
        assert_eq!(bytes, b"old text");
        change(&path);
        seen.since(&path, b"new text").unwrap()
    }

    /// Writes to the file and restores its modification time.
    fn edit_in_the_same_instant(path: &Path, text: &str) {
        let modified = path.metadata().unwrap().modified().unwrap();
        let mut file = OpenOptions::new().write(true).truncate(true).open(path).unwrap();
        io::Write::write_all(&mut file, text.as_bytes()).unwrap();
        file.set_modified(modified).unwrap();
    }

    #[test]
    fn a_file_that_stayed_is_unchanged() {
        assert_eq!(since(|_| {}), Since::Unchanged);
    }

    #[test]
    fn any_difference_is_a_change() {
        assert_eq!(since(|path| std::fs::write(path, "old text and more").unwrap()), Since::Changed);
        assert_eq!(since(|path| std::fs::remove_file(path).unwrap()), Since::Changed);
        assert_eq!(since(|path| edit_in_the_same_instant(path, "odd text")), Since::Changed, "only bytes");
        let touch = |path: &Path| {
            let file = OpenOptions::new().write(true).open(path).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        };
        assert_eq!(since(touch), Since::Changed, "only the time");
    }

    #[cfg(unix)]
    #[test]
    fn another_file_with_the_same_content_is_a_change() {
        let replace = |path: &Path| {
            let modified = path.metadata().unwrap().modified().unwrap();
            let other = path.with_file_name("b.txt");
            std::fs::write(&other, "old text").unwrap();
            OpenOptions::new().write(true).open(&other).unwrap().set_modified(modified).unwrap();
            std::fs::rename(other, path).unwrap();
        };
        assert_eq!(since(replace), Since::Changed);
    }

    #[test]
    fn what_is_written_already_is_done() {
        assert_eq!(since(|path| std::fs::write(path, "new text").unwrap()), Since::Done);
    }

    #[test]
    fn a_file_that_appeared_is_a_change() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        assert_eq!(Seen::nothing().since(&path, b"new").unwrap(), Since::Unchanged);
        std::fs::write(&path, "old").unwrap();
        assert_eq!(Seen::nothing().since(&path, b"new").unwrap(), Since::Changed);
    }
}
