//! Which documents the user means: named files, folders walked, lists of paths, standard input.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};

use super::exclude::Excluded;
use super::{Input, read_stdin, tidy};
use crate::error::Error;

/// The ignore file that is only ours.
pub(super) const IGNORE_FILE: &str = ".doclintignore";

/// Which files of a folder are documents, by their extensions. A file that is named is one whatever its name.
#[derive(Clone, Copy, Debug, Default)]
pub enum FileKind {
    /// `*.txt` and `*.text`.
    #[default]
    Text,
    /// `*.xml` and `*.tei`.
    Xml,
}

impl FileKind {
    /// The extensions, without the dot.
    pub const fn extensions(self) -> [&'static str; 2] {
        match self {
            FileKind::Text => ["txt", "text"],
            FileKind::Xml => ["xml", "tei"],
        }
    }
}

/// Which documents are asked for.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Files and folders; `-` is standard input.
    pub paths: Vec<PathBuf>,
    /// A file with one path a line, or separated by NUL; `-` is standard input.
    pub files_from: Option<PathBuf>,
    /// The name of the document on standard input.
    pub stdin_filename: Option<PathBuf>,
    /// Whether ignore files hold for named files too.
    pub force_exclude: bool,
    /// Which files of a folder are taken.
    pub files: FileKind,
}

/// The documents that were found, and what stood in the way.
#[derive(Debug, Default)]
pub struct Found {
    /// The documents, sorted by path, each once.
    pub inputs: Vec<Input>,
    /// Paths that do not exist and folders that cannot be read.
    pub errors: Vec<Error>,
    /// Folders that were named and hold no document.
    pub empty: Vec<PathBuf>,
    /// Documents that wait for others of their folder, with the number of components that were typed.
    waiting: Vec<(PathBuf, usize)>,
}

/// What a document on standard input is called when the user gives it no name.
const STDIN: &str = "stdin";

/// So many documents wait: a path takes five times the memory of a document.
const MOST_WAITING: usize = 1 << 14;

/// Finds the documents of a request.
pub fn find(request: &Request) -> Found {
    let mut found = Found::default();
    let mut excluded = request.force_exclude.then(Excluded::default);
    let listed = request.files_from.as_deref().map(list).transpose();
    let listed = listed.unwrap_or_else(|error| {
        found.errors.push(error);
        None
    });
    for path in request.paths.iter().cloned().chain(listed.into_iter().flatten()) {
        if path.as_os_str() == "-" {
            found.inputs.push(Input::stdin(request.stdin_filename.as_deref().unwrap_or(Path::new(STDIN))));
        } else {
            found.add(&tidy(&path), excluded.as_mut(), request.files);
        }
    }
    found.pack();
    found.inputs.sort();
    found.inputs.dedup_by(|b, a| a.is_same(b));
    drop_second_names(request, &mut found.inputs);
    found
}

impl Found {
    fn add(&mut self, path: &Path, excluded: Option<&mut Excluded>, files: FileKind) {
        let metadata = match std::fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return self.errors.push(Error::NotFound(path.to_path_buf()));
            }
            Err(error) => return self.errors.push(Error::Read(path.to_path_buf(), error)),
        };
        if excluded.is_some_and(|excluded| excluded.holds(path, metadata.is_dir())) {
            return;
        }
        if !metadata.is_dir() {
            let named = path.components().count();
            return self.push(path.to_path_buf(), named);
        }
        let so_far = |found: &Self| (found.inputs.len() + found.waiting.len(), found.errors.len());
        let before = so_far(self);
        self.walk(path, files);
        if before == so_far(self) {
            self.empty.push(path.to_path_buf());
        }
    }

    fn push(&mut self, path: PathBuf, typed: usize) {
        self.waiting.push((path, typed));
        if self.waiting.len() >= MOST_WAITING {
            self.pack();
        }
    }

    /// Packs the documents that wait.
    fn pack(&mut self) {
        self.inputs.extend(Input::files(std::mem::take(&mut self.waiting)));
    }

    /// Adds the documents of a folder.
    ///
    /// Ignore files of the corpus hold, also outside of git repositories; those of the user's machine do not, so that
    /// everybody who has the corpus gets the same findings.
    fn walk(&mut self, folder: &Path, files: FileKind) {
        let typed = tidy(folder).components().filter(|part| part.as_os_str() != ".").count();
        let walk = WalkBuilder::new(folder)
            .ignore(false)
            .git_global(false)
            .git_exclude(false)
            .require_git(false)
            .add_custom_ignore_filename(IGNORE_FILE)
            .build();
        for entry in walk {
            match entry {
                Ok(entry) if is_document(&entry, files) => {
                    self.push(tidy(entry.path()), typed);
                }
                Ok(_) => {}
                Err(error) => self.errors.push(unreadable(folder, error)),
            }
        }
    }
}

/// A regular file with the right extension, or a link to one: corpora kept with git-annex or DVC are all links.
/// Links to folders are not followed, devices and pipes are passed over.
fn is_document(entry: &DirEntry, files: FileKind) -> bool {
    let extension = entry.path().extension().and_then(|extension| extension.to_str());
    let named = extension.is_some_and(|extension| {
        files.extensions().iter().any(|known| known.eq_ignore_ascii_case(extension))
    });
    named
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

/// The paths in a list: one a line, or separated by NUL as `find -print0` and `git ls-files -z` write them.
fn list(path: &Path) -> Result<Vec<PathBuf>, Error> {
    let bytes = if path.as_os_str() == "-" { read_stdin() } else { std::fs::read(path) };
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

/// Keeps a document once when it was reached under two names. Asking the file system for every file costs time, so
/// only a request that can name a file twice (`seeds /home/me/seeds`, `a ../x/a`) pays for it.
fn drop_second_names(request: &Request, inputs: &mut Vec<Input>) {
    let paths = request.paths.len() + usize::from(request.files_from.is_some());
    let odd = inputs.iter().any(|input| {
        let mut parts = input.components();
        parts.any(|part| !matches!(part, std::path::Component::Normal(_) | std::path::Component::CurDir))
    });
    if paths < 2 || !odd {
        return;
    }
    let mut seen = HashSet::new();
    inputs.retain(|input| {
        let path = input.path();
        input.is_stdin() || seen.insert(std::path::absolute(&path).map_or(path, resolve))
    });
}

/// The path with its folder's links and `..` resolved. The file's own link stays: two links are two documents.
fn resolve(path: PathBuf) -> PathBuf {
    let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
    match (folder, path.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => path,
    }
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
        assert_eq!(found.empty, [folder.path().join("empty")]);
        assert!(matches!(&found.errors[..], [Error::NotFound(path)] if path.ends_with("nowhere.txt")));
    }
}
