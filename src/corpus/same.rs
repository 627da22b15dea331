//! One file is one document, under however many paths it was reached.
//!
//! Asking the file system for every file costs time. So folders that were named are resolved, each once, and documents
//! below two of them are spelled in the way that was named first; beyond that only links are looked at. Hard links are
//! files of their own: nothing tells which of them is the file, and a corpus that has a text under two names has it twice.

use std::collections::{HashMap, HashSet};
use std::path::{Component, Path, PathBuf};

use super::{Input, tidy};

/// The folders that were named, and how their paths were spelled first.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    /// The spelling of each folder, by its path without links.
    first: HashMap<PathBuf, PathBuf>,
    /// Folders that were resolved, by the path that was typed.
    resolved: HashMap<PathBuf, Option<PathBuf>>,
}

impl Spellings {
    /// The path of a folder without links.
    pub(super) fn resolve(&mut self, folder: &Path) -> Option<&Path> {
        if !self.resolved.contains_key(folder) {
            self.resolved.insert(folder.to_path_buf(), folder.canonicalize().ok());
        }
        self.resolved.get(folder)?.as_deref()
    }

    /// Takes note of a folder that was named, or that holds a file that was.
    pub(super) fn add(&mut self, folder: &Path) {
        let Some(real) = self.resolve(folder).map(Path::to_path_buf) else { return };
        if !real.ancestors().any(|above| self.first.contains_key(above)) {
            self.first.insert(real, folder.to_path_buf());
        }
    }

    /// Whether files may be reached in more ways than one.
    pub(super) fn are_many(&self) -> bool {
        self.first.len() > 1 || self.resolved.len() > 1
    }

    /// How the path of a folder was spelled first, if it is in one that was named.
    pub(super) fn of(&self, real: &Path) -> Option<PathBuf> {
        let (above, spelling) = real.ancestors().find_map(|above| Some((above, self.first.get(above)?)))?;
        real.strip_prefix(above).ok().map(|rest| tidy(&spelling.join(rest)))
    }
}

/// Drops links to files that are documents of the run, and second links to the same file.
///
/// `links` are in the order in which they were named or found, `inputs` in that of their paths.
pub(super) fn drop_links(inputs: &mut Vec<Input>, links: Vec<PathBuf>, spellings: &Spellings) {
    let (mut targets, mut dropped) = (HashSet::new(), HashSet::new());
    for link in links {
        let (Ok(said), Ok(target)) = (std::fs::read_link(&link), link.canonicalize()) else { continue };
        if is_stored(&said) {
            continue;
        }
        let spelled = target.parent().and_then(|folder| spellings.of(folder)).zip(target.file_name());
        let spelled = spelled.map(|(folder, name)| tidy(&folder.join(name)));
        if spelled.is_some_and(|path| has(inputs, &path)) || !targets.insert(target) {
            dropped.insert(link);
        }
    }
    if !dropped.is_empty() {
        inputs.retain(|input| input.is_stdin() || !dropped.contains(&input.path()));
    }
}

fn has(inputs: &[Input], path: &Path) -> bool {
    inputs.binary_search_by(|input| input.components().cmp(path.components())).is_ok()
}

/// Whether a link leads into a store of git-annex or DVC, where files are named after their contents: the link is the
/// document there, and two links to the same contents are two documents that are alike.
pub(super) fn is_stored(target: &Path) -> bool {
    let parts: Vec<&std::ffi::OsStr> = target.components().map(Component::as_os_str).collect();
    parts.windows(2).any(|pair| pair == [".git", "annex"] || pair == [".dvc", "cache"])
}

/// Drops documents that were named in other letters than the file system has, where it does not tell `A.txt` from
/// `a.txt`.
pub(super) fn drop_other_cases(inputs: &mut Vec<Input>) {
    let files = || inputs.iter().filter(|input| !input.is_stdin());
    let folders: HashSet<&Path> = files().filter(|input| input.is_named()).map(Input::folder).collect();
    let mut alike: HashMap<(&Path, String), Vec<&Input>> = HashMap::new();
    for input in files().filter(|input| folders.contains(input.folder())) {
        let name = input.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        alike.entry((input.folder(), name)).or_default().push(input);
    }
    let alike = alike.into_iter().filter(|(_, alike)| alike.len() > 1);
    let dropped: HashSet<PathBuf> =
        alike.flat_map(|((folder, _), alike)| other_cases(folder, alike)).collect();
    if !dropped.is_empty() {
        inputs.retain(|input| input.is_stdin() || !dropped.contains(&input.path()));
    }
}

/// The documents of a folder that are others in other letters.
fn other_cases(folder: &Path, alike: Vec<&Input>) -> Vec<PathBuf> {
    let listed = listed(folder);
    let is_listed = |input: &&Input| input.file_name().is_some_and(|name| listed.contains(name));
    let (own, others): (Vec<&Input>, Vec<_>) = alike.into_iter().partition(is_listed);
    let is_other = |input: &&Input| own.iter().any(|own| is_same_file(&own.path(), &input.path()));
    others.into_iter().filter(is_other).map(Input::path).collect()
}

/// The names in a folder, as they are written there.
fn listed(folder: &Path) -> HashSet<std::ffi::OsString> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    entries.filter_map(|entry| Some(entry.ok()?.file_name())).collect()
}

#[cfg(unix)]
fn is_same_file(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let number = |path: &Path| std::fs::metadata(path).ok().map(|data| (data.dev(), data.ino()));
    number(one).is_some_and(|one| Some(one) == number(other))
}

#[cfg(not(unix))]
fn is_same_file(one: &Path, other: &Path) -> bool {
    one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stores_are_known() {
        assert!(is_stored(Path::new("../.git/annex/objects/0x/1y/SHA256E-s5--ab.txt")));
        assert!(is_stored(Path::new("/x/.dvc/cache/files/md5/ab/cd")));
        assert!(!is_stored(Path::new("../.git/a.txt")) && !is_stored(Path::new("annex/a.txt")));
    }

    #[test]
    fn the_first_spelling_of_a_folder_is_kept() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path().canonicalize().unwrap();
        std::fs::create_dir_all(root.join("a/b")).unwrap();
        let mut spellings = Spellings::default();
        let odd = root.join("a/../a/b");
        spellings.add(&odd);
        spellings.add(&root.join("a"));
        spellings.add(&root.join("a/b"));
        assert_eq!(spellings.of(&root.join("a/b")).unwrap(), odd);
        assert_eq!(spellings.of(&root.join("a/c")).unwrap(), root.join("a/c"));
        assert_eq!(spellings.of(&root), None);
    }
}
