//! Reads files that may be something else: endless devices, pipes without a writer, folders.

use std::fs::{File, FileType, Metadata};
use std::io::{Error, ErrorKind, Read, Result};
use std::path::Path;

/// The most bytes of a file that is not a document: 256 MiB, about two million lines of a baseline.
pub(super) const MOST_BYTES: u64 = 1 << 28;

/// The most bytes of a document: 1 GiB. A sparse file takes no room on disk, but all of it in memory.
pub(super) const LARGEST_DOCUMENT: u64 = 1 << 30;

/// Reads a document. A named pipe is read to its end.
///
/// # Errors
/// If it cannot be read, is a folder or a device, or is larger than [`LARGEST_DOCUMENT`].
pub(super) fn read(path: &Path) -> Result<Vec<u8>> {
    let data = look(path)?;
    if !data.is_file() && !is_pipe(data.file_type()) && !is_null(path) {
        return Err(refused(&data));
    }
    if data.len() > LARGEST_DOCUMENT {
        return Err(too_large(LARGEST_DOCUMENT));
    }
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(usize::try_from(data.len()).unwrap_or(usize::MAX)).map_err(Error::other)?;
    limited(File::open(path)?, LARGEST_DOCUMENT, bytes)
}

/// Reads a file that the user named. Below `/dev` or `/proc` it may be a pipe, such as `/dev/stdin` or `<(command)` in
/// a shell; anything else must be a regular file.
///
/// # Errors
/// If it cannot be read, is something else or is longer than [`MOST_BYTES`].
pub(super) fn read_named(path: &Path) -> Result<Vec<u8>> {
    if ["/dev", "/proc"].iter().any(|folder| path.starts_with(folder)) && !path.is_dir() {
        return bounded(path, MOST_BYTES);
    }
    read_found(path, MOST_BYTES)
}

/// Reads a file that was found, and that anyone may have put there: it must be a regular file, or a link to one.
///
/// # Errors
/// If it cannot be read, is something else or is longer than `most` bytes.
pub(super) fn read_found(path: &Path, most: u64) -> Result<Vec<u8>> {
    let data = look(path)?;
    if data.is_file() { bounded(path, most) } else { Err(refused(&data)) }
}

/// Reads at most this many bytes. The length reported by the file system may be wrong.
fn bounded(path: &Path, most: u64) -> Result<Vec<u8>> {
    limited(File::open(path)?, most, Vec::new())
}

/// Reads to the end what has at most this many bytes.
pub(super) fn limited(reader: impl Read, most: u64, mut bytes: Vec<u8>) -> Result<Vec<u8>> {
    reader.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(too_large(most)) } else { Ok(bytes) }
}

fn too_large(most: u64) -> Error {
    Error::other(format!("larger than the limit of {most} bytes"))
}

/// The type of a path, with links followed.
fn look(path: &Path) -> Result<Metadata> {
    std::fs::metadata(path).map_err(|error| match std::fs::symlink_metadata(path) {
        Ok(data) if data.is_symlink() && error.kind() == ErrorKind::NotFound => {
            Error::other("a dangling link")
        }
        _ => error,
    })
}

/// Why something is not read.
pub(super) fn refused(data: &Metadata) -> Error {
    Error::other(format!("not a regular file but {}", kind(data.file_type())))
}

fn kind(kind: FileType) -> &'static str {
    match kind {
        kind if kind.is_dir() => "a folder",
        kind if kind.is_symlink() => "a link",
        kind if is_pipe(kind) => "a pipe",
        _ => "a device or socket",
    }
}

/// The content of `/dev/null` is known: nothing.
fn is_null(path: &Path) -> bool {
    path.canonicalize().is_ok_and(|path| path == Path::new("/dev/null"))
}

#[cfg(unix)]
fn is_pipe(kind: FileType) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&kind)
}

#[cfg(not(unix))]
fn is_pipe(_: FileType) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, "abc").unwrap();
        assert_eq!(read_found(&path, 3).unwrap(), b"abc");
        assert_eq!(read_found(&path, 2).unwrap_err().to_string(), "larger than the limit of 2 bytes");
        let why = read_found(folder.path(), 2).unwrap_err().to_string();
        assert_eq!(why, "not a regular file but a folder");
    }

    #[cfg(unix)]
    #[test]
    fn devices_are_no_files() {
        let why = |path: &str| read(Path::new(path)).unwrap_err().to_string();
        assert_eq!(why("/dev/zero"), "not a regular file but a device or socket");
        assert_eq!(read(Path::new("/dev/null")).unwrap(), b"");
        assert_eq!(read_named(Path::new("/dev/null")).unwrap(), b"");
        assert!(read_found(Path::new("/dev/null"), 1).is_err());
    }
}
