//! Files and folders as a list of documents: find, read, process in parallel, replace atomically.

use std::convert::Infallible;
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

use crate::error::Error;
use crate::source::{spelled, unspelled};

mod attributes;
mod backup;
mod blobs;
mod changed;
mod exclude;
mod extension;
mod find;
mod git;
mod identify;
mod inplace;
mod input;
mod mounts;
mod order;
mod pattern;
mod place;
mod program;
mod reach;
mod recover;
mod regular;
mod same;
mod seen;
mod store;
mod stream;
mod target;
mod temporary;
mod tree;
mod write;

pub use changed::{Changed, Lines};
pub use extension::{Extensions, List as ExtensionList, patterns};
pub use find::{Found, Request, find};
pub use identify::{Identifiers, Scheme};
pub use input::Input;
pub use order::MOST_THREADS;
use order::{Pace, in_order};
pub use place::{CONFIGURATION, Places, absolute, from_folder, place_of, shown};

pub use reach::Reach;
pub use recover::{Recovery, interrupted, recover};
pub use same::folded_name;
pub use seen::Seen;
pub use stream::is_file;
pub use target::{OutputFolder, Sources, is_below, is_standard_output, leads_inside, refuse_link};
pub use write::{HardLinks, Replacement, rewrite, write_again, write_by_rename};

/// Reads a text that is not a document: a profile, a list of files.
///
/// # Errors
/// [`Error::NotFound`] if there is no such file, [`Error::Read`] if it cannot be read, is not a regular file or is far
/// too large, [`Error::Undecodable`] if it is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, Error> {
    text(path, regular::read_named(path))
}

/// The same for a text that will be [rewritten](rewrite), or that decides what a run does not report: nothing is read
/// from a folder, a device or a pipe.
///
/// # Errors
/// Those of [`read_text`].
pub fn read_text_to_rewrite(path: &Path) -> Result<(String, Seen), Error> {
    match Seen::read(path, |path| regular::read_found(path, regular::MOST_BYTES)) {
        Ok((bytes, seen)) => Ok((text(path, Ok(bytes))?, seen)),
        Err(error) => Err(unread(path, error)),
    }
}

/// Whether a path exists, even as a dangling link.
pub fn is_there(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok()
}

fn text(path: &Path, bytes: std::io::Result<Vec<u8>>) -> Result<String, Error> {
    let bytes = bytes.map_err(|error| unread(path, error))?;
    String::from_utf8(bytes).map_err(|_| Error::Undecodable(path.to_path_buf(), "is not UTF-8".into()))
}

fn unread(path: &Path, error: std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::NotFound => Error::NotFound(path.to_path_buf()),
        _ => Error::Read(path.to_path_buf(), error),
    }
}

/// Processes the inputs, documents or anything derived from them, on this many threads, 0 for one per processor, and
/// passes on the results in the order of the inputs, on the caller's thread.
///
/// Only a few dozen results are in memory at a time, however long the list. When `then` returns an error, no further
/// input is processed.
///
/// # Errors
/// The first that `then` returns.
pub fn for_each<I: Sync, T: Send, E>(
    inputs: &[I],
    threads: usize,
    work: impl Fn(&I) -> T + Sync,
    then: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    in_order(inputs, threads, Pace { batch: 4, ahead: 4 }, work, then)
}

/// The number of documents surveyed in one piece. The pieces do not depend on the number of threads, and neither does
/// the result.
const PIECE: usize = 256;

/// Processes the inputs in pieces and passes on the result of each piece, in the order of the inputs, on the caller's
/// thread.
pub fn gather<T: Default + Send>(
    inputs: &[Input],
    threads: usize,
    add: impl Fn(&mut T, &Input) + Sync,
    mut then: impl FnMut(T),
) {
    let gathered = |piece: &[Input]| {
        let mut all = T::default();
        piece.iter().for_each(|input| add(&mut all, input));
        all
    };
    // This keeps all threads busy even with few documents.
    let piece = (inputs.len() / 16).clamp(8, PIECE);
    let pieces: Vec<&[Input]> = inputs.chunks(piece).collect();
    let then = |all| {
        then(all);
        Ok(())
    };
    let done: Result<(), Infallible> =
        in_order(&pieces, threads, Pace { batch: 1, ahead: 2 }, |piece| gathered(piece), then);
    let Ok(()) = done;
}

/// The document on standard input, if it has to be read twice.
static HELD: OnceLock<Vec<u8>> = OnceLock::new();

/// Keeps the document on standard input, so that it can be read again. An error is left to the readers.
pub fn hold_stdin(inputs: &[Input]) {
    if inputs.iter().any(Input::is_stdin)
        && HELD.get().is_none()
        && let Ok(bytes) = read_stdin()
    {
        HELD.get_or_init(|| bytes);
    }
}

fn read_document_on_stdin() -> std::io::Result<Vec<u8>> {
    HELD.get().map_or_else(read_stdin, |held| Ok(held.clone()))
}

fn read_stdin() -> std::io::Result<Vec<u8>> {
    regular::limited(std::io::stdin().lock(), regular::LARGEST_DOCUMENT, Vec::new())
}

/// A path without `.` in the middle, so that `seeds` and `./seeds/` name the same files; `.` itself stays.
fn tidy(path: &Path) -> PathBuf {
    let tidied: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    if tidied.as_os_str().is_empty() { PathBuf::from(".") } else { tidied }
}

/// A path as shown in reports, different for each path: `/` between folders on every system.
pub fn slashed(path: &Path) -> String {
    let text = spelled(path.as_os_str().as_encoded_bytes());
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// The path that reports show in this way.
pub fn path_of(text: &str) -> PathBuf {
    find::path_from(&unspelled(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with files that hold one letter.
    #[cfg(unix)]
    pub(super) fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder can be made");
        for name in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("folders can be made");
            std::fs::write(path, "x").expect("files can be written");
        }
        folder
    }

    #[test]
    fn paths_are_tidied() {
        assert_eq!(tidy(Path::new("./seeds/./a.txt")), Path::new("seeds/a.txt"));
        assert_eq!(tidy(Path::new("./")), Path::new("."));
    }

    #[test]
    fn results_come_in_the_order_of_the_inputs() {
        let inputs: Vec<Input> = (0..1000).map(|n| Input::file(format!("{n:04}").into(), 0)).collect();
        let mut names = Vec::new();
        for_each(
            &inputs,
            3,
            |input| slashed(&input.path()),
            |name| {
                names.push(name);
                Ok::<_, Error>(())
            },
        )
        .unwrap();
        assert!(names.is_sorted() && names.len() == 1000);
    }
}
