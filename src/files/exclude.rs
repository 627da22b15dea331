//! Ignore files.
//!
//! `.gitignore` works as in git: in a repository, from its root down. `.doclintignore` works below its folder, with or
//! without git, and takes precedence. Of each kind, the nearest file with a matching pattern decides. A global ignore
//! file and `.git/info/exclude` do not count, so that everyone who has the corpus gets the same findings.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::{git, pattern, regular, shown};
use crate::error::{Error, Fault};
use crate::text::offset_in;

/// doclint's own ignore file.
const OURS: &str = ".doclintignore";

/// The ignore file of git.
const GITS: &str = ".gitignore";

/// Both.
pub(super) const FILES: [&str; 2] = [OURS, GITS];

/// The most bytes of all ignore files of a run: 8 MiB, about four hundred thousand names. Patterns take at least a
/// hundred times their size in memory.
const MOST_BYTES: u64 = 1 << 23;

/// The ignore files that were read so far, by folder.
#[derive(Debug)]
pub(super) struct Excluded {
    folders: HashMap<PathBuf, Arc<Level>>,
    /// The number of bytes left for further ignore files.
    left: u64,
    /// Whether a folder, or one above it, is excluded; for paths on the command line.
    known: HashMap<PathBuf, bool>,
    /// `.doclintignore` files that cannot be used. Nothing below them is read.
    pub(super) errors: Vec<Error>,
    /// `.gitignore` files that do not count.
    pub(super) notes: Vec<String>,
}

/// The ignore files of a folder, and of those above it.
#[derive(Debug, Default)]
struct Level {
    above: Option<Arc<Level>>,
    ours: Option<Gitignore>,
    gits: Option<Gitignore>,
    is_in_repository: bool,
    is_root: bool,
    /// It is unknown what is excluded here.
    is_broken: bool,
}

impl Default for Excluded {
    fn default() -> Self {
        Self {
            folders: HashMap::new(),
            left: MOST_BYTES,
            known: HashMap::new(),
            errors: Vec::new(),
            notes: Vec::new(),
        }
    }
}

impl Excluded {
    /// Whether something found in a folder is excluded; the folder is known not to be. Links in the path of the folder
    /// are resolved.
    pub(super) fn excludes(&mut self, path: &Path, is_folder: bool) -> bool {
        let Some(folder) = path.parent() else { return false };
        let level = self.level(folder);
        level.is_broken
            || level.ours(path, is_folder).or_else(|| level.gits(path, is_folder)).unwrap_or(false)
    }

    /// Whether a walk through a folder would skip a file below it. Neither the file nor the folders in between need to
    /// exist.
    pub(super) fn excludes_below(&mut self, folder: &Path, file: &Path) -> bool {
        let mut inside = file.ancestors().take_while(|path| *path != folder);
        inside.any(|path| self.excludes(path, path != file))
    }

    /// Whether a named path, or a folder above it, is excluded. Hooks name every file, so `--force-exclude` uses this.
    pub(super) fn holds(&mut self, path: &Path, is_folder: bool) -> bool {
        let Some((folder, name)) = path.parent().zip(path.file_name()) else { return false };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let Ok(folder) = folder.canonicalize() else { return false };
        self.is_excluded(&folder) || self.excludes(&folder.join(name), is_folder)
    }

    /// Whether a folder is excluded by its own name or by that of one above. The `.gitignore` of an outer repository
    /// does not exclude an inner one.
    fn is_excluded(&mut self, folder: &Path) -> bool {
        if let Some(known) = self.known.get(folder) {
            return *known;
        }
        let excluded = match folder.parent() {
            Some(above) if git::is_root(folder) => {
                self.is_excluded_by_ours(above) || self.level(above).ours(folder, true).unwrap_or(false)
            }
            Some(above) => self.is_excluded(above) || self.excludes(folder, true),
            None => false,
        };
        self.known.insert(folder.to_path_buf(), excluded);
        excluded
    }

    /// The same, by `.doclintignore` only.
    fn is_excluded_by_ours(&mut self, folder: &Path) -> bool {
        folder.ancestors().any(|folder| {
            folder.parent().is_some_and(|above| self.level(above).ours(folder, true).unwrap_or(false))
        })
    }

    fn level(&mut self, folder: &Path) -> Arc<Level> {
        if let Some(level) = self.folders.get(folder) {
            return Arc::clone(level);
        }
        let above = folder.parent().map(|above| self.level(above));
        let level = self.read(folder, above);
        self.folders.insert(folder.to_path_buf(), Arc::clone(&level));
        level
    }

    /// Reads the ignore files of a folder. Most folders have none, and inherit those above them.
    fn read(&mut self, folder: &Path, above: Option<Arc<Level>>) -> Arc<Level> {
        let is_root = git::is_root(folder);
        let is_in_repository = is_root || above.as_ref().is_some_and(|above| above.is_in_repository);
        let (ours, is_broken) = self.ours(folder);
        let gits = if is_in_repository { self.gits(folder) } else { None };
        match above {
            Some(above) if !is_root && !is_broken && ours.is_none() && gits.is_none() => above,
            above => {
                let is_broken = is_broken || above.as_ref().is_some_and(|above| above.is_broken);
                Arc::new(Level { above, ours, gits, is_in_repository, is_root, is_broken })
            }
        }
    }

    /// The `.doclintignore` of a folder, and whether it exists and cannot be used.
    fn ours(&mut self, folder: &Path) -> (Option<Gitignore>, bool) {
        match ours(folder, &mut self.left) {
            Ok(ours) => (ours, false),
            Err(error) => {
                self.errors.push(error);
                (None, true)
            }
        }
    }

    /// The `.gitignore` of a folder.
    fn gits(&mut self, folder: &Path) -> Option<Gitignore> {
        gits(folder, &mut self.left).unwrap_or_else(|why| {
            self.notes.push(format!("{}: ignored: {why}", shown(&folder.join(GITS))));
            None
        })
    }
}

impl Level {
    /// The verdict of the `.doclintignore` files.
    fn ours(&self, path: &Path, is_folder: bool) -> Option<bool> {
        let mut levels = std::iter::successors(Some(self), |level| level.above.as_deref());
        levels.find_map(|level| said(level.ours.as_ref()?, path, is_folder))
    }

    /// The verdict of the `.gitignore` files of the repository.
    fn gits(&self, path: &Path, is_folder: bool) -> Option<bool> {
        let mut levels =
            std::iter::successors(
                Some(self),
                |level| {
                    if level.is_root { None } else { level.above.as_deref() }
                },
            );
        levels.find_map(|level| said(level.gits.as_ref()?, path, is_folder))
    }
}

fn said(ignored: &Gitignore, path: &Path, is_folder: bool) -> Option<bool> {
    let answer = ignored.matched(path, is_folder);
    (!answer.is_none()).then(|| answer.is_ignore())
}

/// Reads the `.doclintignore` of a folder, if it has one.
fn ours(folder: &Path, left: &mut u64) -> Result<Option<Gitignore>, Error> {
    let path = folder.join(OURS);
    if std::fs::symlink_metadata(&path).is_err() {
        return Ok(None);
    }
    let bytes = read(&path, left);
    let bytes = bytes.map_err(|error| Error::Read(shown(&path).into(), error))?;
    let text = String::from_utf8(bytes);
    let text = text.map_err(|_| Error::Undecodable(shown(&path).into(), "is not UTF-8".into()))?;
    let mut builder = GitignoreBuilder::new(folder);
    builder.allow_unclosed_class(false);
    let fault = |why: &ignore::Error, line: &str| {
        let start = offset_in(&text, line);
        let fault =
            Fault::new(format!("not a valid pattern: {}", reason(why)), Some(start..start + line.len()));
        Error::Configuration(Box::new(fault.within(&shown(&path), &text)))
    };
    for line in text.trim_start_matches('\u{feff}').lines() {
        builder.add_line(None, &pattern::plain(line)).map_err(|why| fault(&why, line))?;
    }
    builder.build().map(Some).map_err(|why| fault(&why, &text))
}

/// The error in a pattern.
fn reason(error: &ignore::Error) -> String {
    match error {
        ignore::Error::Glob { err, .. } => err.clone(),
        error => error.to_string(),
    }
}

/// Reads an ignore file, if it is within the bytes left.
fn read(path: &Path, left: &mut u64) -> std::io::Result<Vec<u8>> {
    let bytes = regular::read_found(path, *left)?;
    *left = left.saturating_sub(bytes.len() as u64);
    Ok(bytes)
}

/// Reads the `.gitignore` of a folder, if it has one. Invalid lines match nothing, as in git.
fn gits(folder: &Path, left: &mut u64) -> std::io::Result<Option<Gitignore>> {
    let path = folder.join(GITS);
    let Ok(data) = std::fs::symlink_metadata(&path) else { return Ok(None) };
    if !data.is_file() {
        // git does not follow links here.
        return Err(regular::refused(&data));
    }
    let bytes = read(&path, left)?;
    let mut builder = GitignoreBuilder::new(folder);
    builder.allow_unclosed_class(false);
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    for line in bytes.split(|byte| *byte == b'\n').filter_map(|line| std::str::from_utf8(line).ok()) {
        let _no_pattern = builder.add_line(None, &pattern::plain(line));
    }
    builder.build().map(Some).map_err(std::io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let root = folder.path().canonicalize().unwrap();
        (folder, root)
    }

    /// Which of these paths are excluded when they are named.
    fn excluded<'p>(root: &Path, paths: &[&'p str]) -> Vec<&'p str> {
        let mut excluded = Excluded::default();
        let held = paths.iter().filter(|path| excluded.holds(&root.join(path), false)).copied().collect();
        assert!(excluded.errors.is_empty() && excluded.notes.is_empty());
        held
    }

    #[test]
    fn ignore_files_of_git_count_from_the_root_of_the_repository() {
        let (_folder, root) = folder(&[
            (".gitignore", "*\n"),
            ("a/.git/HEAD", ""),
            ("a/.gitignore", "old/\n"),
            ("a/old/x.txt", ""),
            ("a/x.txt", ""),
            ("a/old/b/.git/HEAD", ""),
            ("a/old/b/x.txt", ""),
            ("x.txt", ""),
        ]);
        let paths = ["a/old/x.txt", "a/x.txt", "a/old/b/x.txt", "x.txt"];
        assert_eq!(excluded(&root, &paths), ["a/old/x.txt"]);
        std::fs::create_dir(root.join(".git")).unwrap();
        assert_eq!(excluded(&root, &paths), ["a/old/x.txt"], "an empty folder is not a repository");
        std::fs::write(root.join(".git/HEAD"), "").unwrap();
        assert_eq!(excluded(&root, &paths), ["a/old/x.txt", "x.txt"]);
    }

    #[test]
    fn ignore_files_have_a_limit_together() {
        let (_folder, root) = folder(&[(".doclintignore", "x\n"), ("a/.doclintignore", "b\n"), ("a/b", "")]);
        let mut excluded = Excluded { left: 3, ..Excluded::default() };
        assert!(!excluded.holds(&root.join("a"), true) && excluded.errors.is_empty());
        assert!(excluded.holds(&root.join("a/c"), false));
        assert!(excluded.errors[0].to_string().ends_with("larger than the limit of 1 bytes"));
    }

    #[test]
    fn our_own_ignore_files_go_before_those_of_git() {
        let (_folder, root) = folder(&[
            (".git/HEAD", ""),
            (".doclintignore", "!keep.txt\ndrafts/\n"),
            ("a/.gitignore", "*.txt\n"),
            ("a/keep.txt", ""),
            ("a/x.txt", ""),
            ("a/drafts/.git/HEAD", ""),
            ("a/drafts/c/keep.txt", ""),
        ]);
        assert_eq!(
            excluded(&root, &["a/keep.txt", "a/x.txt", "a/drafts/c/keep.txt"]),
            ["a/x.txt", "a/drafts/c/keep.txt"]
        );
    }
}
