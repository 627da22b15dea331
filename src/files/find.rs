//! Finds the documents that the user means: named files, folders walked, lists of paths, standard input.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ignore::{DirEntry, Walk, WalkBuilder};

use super::exclude::Excluded;
use super::extension::{Extensions, List, Wanted, has};
use super::place::folder_of;
use super::same::{self, Spellings};
use super::{Input, read_stdin, regular, tidy};
use crate::error::Error;

/// The requested documents.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Files and folders; `-` is standard input.
    pub paths: Vec<PathBuf>,
    /// A file with one path per line, or NUL-separated; `-` is standard input.
    pub files_from: Option<PathBuf>,
    /// The name of the document on standard input.
    pub stdin_filename: Option<PathBuf>,
    /// Whether ignore files apply to named files too.
    pub force_exclude: bool,
    /// Which files of a folder are read.
    pub extensions: Extensions,
}

/// The documents that were found, and the problems on the way.
#[derive(Debug, Default)]
pub struct Found {
    /// The documents, sorted by path, without duplicates.
    pub inputs: Vec<Input>,
    /// Paths that do not exist and folders that cannot be read.
    pub errors: Vec<Error>,
    /// Named folders without documents, with the extensions that documents would have there.
    pub empty: Vec<(PathBuf, List)>,
    /// Further notes for the user: ignore files that do not count.
    pub notes: Vec<String>,
    /// Documents that wait for others of their folder, with the number of path components that were typed.
    waiting: Vec<(PathBuf, usize)>,
}

/// The name of a document on standard input if the user gives none.
const STDIN: &str = "stdin";

/// The most documents that wait: a path takes five times the memory of a document.
const MOST_WAITING: usize = 1 << 14;

/// Finds the documents of a request.
pub fn find(request: &Request) -> Found {
    let mut search = Search::of(request);
    let listed = request.files_from.as_deref().map(list).transpose();
    let listed = listed.unwrap_or_else(|error| {
        search.found.errors.push(error);
        None
    });
    for path in request.paths.iter().cloned().chain(listed.into_iter().flatten()) {
        if path.as_os_str() == "-" {
            let name = request.stdin_filename.as_deref().unwrap_or(Path::new(STDIN));
            search.found.inputs.push(Input::stdin(name));
        } else {
            search.add(&tidy(&path));
        }
    }
    search.end()
}

/// A search for documents.
struct Search<'r> {
    request: &'r Request,
    found: Found,
    /// Shared with the folder walks.
    excluded: Arc<Mutex<Excluded>>,
    wanted: Wanted,
    spellings: Spellings,
    /// Documents that are links, in the order in which they were found.
    links: Vec<PathBuf>,
}

impl<'r> Search<'r> {
    fn of(request: &'r Request) -> Self {
        let (excluded, links) = (Arc::default(), Vec::new());
        let (found, wanted) = (Found::default(), Wanted::of(&request.extensions));
        Self { request, found, excluded, wanted, spellings: Spellings::default(), links }
    }

    fn add(&mut self, path: &Path) {
        let metadata = std::fs::symlink_metadata(path).and_then(|data| {
            let is_link = data.is_symlink();
            Ok((if is_link { std::fs::metadata(path)? } else { data }, is_link))
        });
        let (metadata, is_link) = match metadata {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return self.found.errors.push(Error::NotFound(path.to_path_buf()));
            }
            Err(error) => return self.found.errors.push(Error::Read(path.to_path_buf(), error)),
        };
        if self.request.force_exclude && excluded(&self.excluded).holds(path, metadata.is_dir()) {
            return;
        }
        if !metadata.is_dir() {
            return self.add_file(path, is_link);
        }
        let so_far = |found: &Found| (found.inputs.len() + found.waiting.len(), found.errors.len());
        let before = so_far(&self.found);
        self.walk(path);
        if before == so_far(&self.found) {
            // The configuration may name other extensions, so what is wrong with it matters here.
            self.found.errors.extend(self.wanted.fault());
            self.found.empty.push((path.to_path_buf(), self.wanted.at(path)));
        }
    }

    /// Adds a named file.
    fn add_file(&mut self, path: &Path, is_link: bool) {
        let folder = folder_of(path);
        self.spellings.add(folder);
        let spelled = self.spelled(folder);
        let path =
            path.file_name().zip(spelled).map_or(path.to_path_buf(), |(name, at)| tidy(&at.join(name)));
        let typed = path.components().count();
        self.push(path, typed, is_link);
    }

    /// The first spelling of a folder's path.
    fn spelled(&mut self, folder: &Path) -> Option<PathBuf> {
        let real = self.spellings.resolve(folder)?.to_path_buf();
        self.spellings.of(&real)
    }

    fn push(&mut self, path: PathBuf, typed: usize, is_link: bool) {
        if is_link {
            self.links.push(path.clone());
        }
        self.found.push(path, typed);
    }

    /// Adds the documents of a folder.
    fn walk(&mut self, folder: &Path) {
        self.spellings.add(folder);
        let real = self.spellings.resolve(folder).unwrap_or(folder).to_path_buf();
        let mut below = Below::of(folder, &real, &self.spellings);
        for entry in walker(folder, &real, &self.excluded) {
            match entry {
                Ok(entry) if is_document(&entry, &mut self.wanted) => {
                    let (path, typed) = below.spelled(entry.path(), &self.spellings);
                    self.push(path, typed, entry.path_is_symlink());
                }
                Ok(_) => {}
                Err(error) => self.found.errors.push(unreadable(folder, error)),
            }
        }
        let mut excluded = excluded(&self.excluded);
        self.found.errors.append(&mut excluded.errors);
        self.found.notes.append(&mut excluded.notes);
    }

    fn end(mut self) -> Found {
        let mut excluded = excluded(&self.excluded);
        self.found.errors.append(&mut excluded.errors);
        self.found.notes.append(&mut excluded.notes);
        drop(excluded);
        self.found.pack();
        let inputs = &mut self.found.inputs;
        inputs.sort();
        inputs.dedup_by(|b, a| a.is_same(b));
        same::drop_links(inputs, self.links, &self.spellings);
        same::drop_other_cases(inputs);
        same::drop_other_mounts(inputs);
        same::drop_mounted_files(inputs);
        self.found
    }
}

fn excluded(excluded: &Mutex<Excluded>) -> MutexGuard<'_, Excluded> {
    excluded.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Walks a folder, skipping hidden and excluded files. `real` is its path with links resolved.
fn walker(folder: &Path, real: &Path, shared: &Arc<Mutex<Excluded>>) -> Walk {
    let (folder, real, shared) = (folder.to_path_buf(), real.to_path_buf(), Arc::clone(shared));
    let mut walk = WalkBuilder::new(&folder);
    // The crate would read any file with the name of an ignore file, and those above a repository too.
    walk.standard_filters(false).hidden(true);
    let is_taken = move |entry: &DirEntry| {
        let Ok(inside) = entry.path().strip_prefix(&folder) else { return true };
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        entry.depth() == 0 || !excluded(&shared).excludes(&real.join(inside), is_folder)
    };
    walk.filter_entry(is_taken);
    walk.build()
}

/// The documents below a named folder, and how their paths are spelled.
struct Below<'f> {
    folder: &'f Path,
    real: &'f Path,
    /// Components of the path as typed.
    typed: usize,
    /// Whether the path of a document may have been spelled differently before.
    is_told: bool,
    /// The last folder with documents, with its spelling.
    last: Option<(PathBuf, PathBuf)>,
}

impl<'f> Below<'f> {
    fn of(folder: &'f Path, real: &'f Path, spellings: &Spellings) -> Self {
        let typed = components(folder);
        Self { folder, real, typed, is_told: !spellings.are_many(), last: None }
    }

    /// The path of a document in its first spelling, and how many of its components were typed.
    fn spelled(&mut self, path: &Path, spellings: &Spellings) -> (PathBuf, usize) {
        let natural = || (tidy(path), self.typed);
        if self.is_told {
            return natural();
        }
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return natural() };
        if self.last.as_ref().is_none_or(|(last, _)| last != folder) {
            let inside = folder.strip_prefix(self.folder).unwrap_or(folder);
            let spelled = spellings.of(&self.real.join(inside)).unwrap_or_else(|| folder.to_path_buf());
            self.last = Some((folder.to_path_buf(), spelled));
        }
        let Some((_, spelled)) = &self.last else { return natural() };
        let spelled = tidy(&spelled.join(name));
        if spelled == tidy(path) { natural() } else { (spelled.clone(), components(folder_of(&spelled))) }
    }
}

/// The components of a path that name something.
fn components(path: &Path) -> usize {
    tidy(path).components().filter(|part| part.as_os_str() != ".").count()
}

impl Found {
    fn push(&mut self, path: PathBuf, typed: usize) {
        self.waiting.push((path, typed));
        if self.waiting.len() >= MOST_WAITING {
            self.pack();
        }
    }

    /// Packs the waiting documents.
    fn pack(&mut self) {
        self.inputs.extend(Input::files(std::mem::take(&mut self.waiting)));
    }
}

/// A regular file with the right extension, or a link to one: corpora kept with git-annex or DVC are all links. Links
/// to folders are not followed; devices and pipes are skipped.
fn is_document(entry: &DirEntry, wanted: &mut Wanted) -> bool {
    entry.depth() > 0
        && has(entry.path(), &wanted.at(folder_of(entry.path())))
        && entry.file_type().is_some_and(|kind| {
            kind.is_file()
                || kind.is_symlink() && std::fs::metadata(entry.path()).is_ok_and(|data| data.is_file())
        })
}

fn unreadable(folder: &Path, error: ignore::Error) -> Error {
    let path = path_of(&error).unwrap_or(folder).to_path_buf();
    let message = error.to_string();
    Error::Read(path, error.into_io_error().unwrap_or_else(|| std::io::Error::other(message)))
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

/// The paths in a list: one per line, or NUL-separated as `find -print0` and `git ls-files -z` write them.
fn list(path: &Path) -> Result<Vec<PathBuf>, Error> {
    let bytes = if path.as_os_str() == "-" { read_stdin() } else { regular::read_named(path) };
    let bytes = bytes.map_err(|error| Error::Read(path.to_path_buf(), error))?;
    let separator = if memchr::memchr(0, &bytes).is_some() { 0 } else { b'\n' };
    let lines = bytes.split(|byte| *byte == separator);
    let lines = lines.map(|line| if separator == b'\n' { line.trim_ascii_end() } else { line });
    Ok(lines.filter(|line| !line.is_empty()).map(path_from).collect())
}

#[cfg(unix)]
pub(super) fn path_from(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
pub(super) fn path_from(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corpus(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        folder
    }

    fn names(folder: &tempfile::TempDir, request: &Request) -> Vec<String> {
        let found = find(request);
        assert!(found.errors.is_empty(), "{:?}", found.errors);
        let name = |input: &Input| super::super::slashed(input.path().strip_prefix(folder.path()).unwrap());
        found.inputs.iter().map(name).collect()
    }

    #[test]
    fn folders_give_their_documents_sorted() {
        let files = [
            ("b.txt", ""),
            ("a/z.TXT", ""),
            ("a/y.text", ""),
            ("a/y.xml", ""),
            (".hidden.txt", ""),
            ("out/c.txt", ""),
            ("draft.txt", ""),
            (".git/HEAD", ""),
            (".gitignore", "out/\n"),
            (".doclintignore", "draft*\n"),
        ];
        let folder = corpus(&files);
        let request = Request { paths: vec![folder.path().into()], ..Request::default() };
        assert_eq!(names(&folder, &request), ["a/y.text", "a/z.TXT", "b.txt"]);
    }

    #[test]
    fn named_files_are_documents_unless_exclusion_is_forced() {
        let folder = corpus(&[("draft.md", ""), ("old/b.txt", ""), (".doclintignore", "draft*\nold/\n")]);
        let paths = vec![folder.path().join("draft.md"), folder.path().join("old/b.txt")];
        let mut request = Request { paths, ..Request::default() };
        assert_eq!(names(&folder, &request), ["draft.md", "old/b.txt"]);
        request.force_exclude = true;
        assert_eq!(names(&folder, &request), [] as [&str; 0]);
    }

    #[test]
    fn a_document_is_found_once() {
        let folder = corpus(&[("a/b.txt", "")]);
        let root = folder.path();
        let paths = vec![root.join("a"), root.join("a/./b.txt"), root.join("a/../a/b.txt")];
        assert_eq!(find(&Request { paths, ..Request::default() }).inputs.len(), 1);
    }

    #[test]
    fn lists_hold_lines_or_nul() {
        let folder = corpus(&[("lines", "a b.txt\r\nc.txt\n"), ("nul", "a\nb.txt\0c.txt\0")]);
        let read = |name: &str| list(&folder.path().join(name)).unwrap();
        assert_eq!(read("lines"), [PathBuf::from("a b.txt"), PathBuf::from("c.txt")]);
        assert_eq!(read("nul"), [PathBuf::from("a\nb.txt"), PathBuf::from("c.txt")]);
    }

    #[test]
    fn what_stands_in_the_way_is_told() {
        let folder = corpus(&[("empty/readme.md", "")]);
        let paths = vec![folder.path().join("empty"), folder.path().join("nowhere.txt")];
        let found = find(&Request { paths, ..Request::default() });
        let [(empty, extensions)] = &found.empty[..] else { panic!("{:?}", found.empty) };
        assert_eq!(
            (empty, &extensions[..]),
            (&folder.path().join("empty"), &["txt".into(), "text".into()][..])
        );
        assert!(matches!(&found.errors[..], [Error::NotFound(path)] if path.ends_with("nowhere.txt")));
    }
}
