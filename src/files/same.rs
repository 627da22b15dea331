//! One file is one document, whatever paths lead to it.
//!
//! Asking the file system about every file costs time. So named folders are resolved, each once, and documents below
//! two of them are spelled in the way that was named first; beyond that only links are examined. Hard links are
//! separate files: nothing shows which of them is the file, and a corpus with a text under two names has it twice.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ffi::OsString;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::mounts::FileMounts;
use super::place::folder_of;
use super::{Input, store, tidy};

/// The folders on the command line, with the first spelling of their paths.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    /// The spelling of each folder, by its path with links resolved.
    first: HashMap<PathBuf, PathBuf>,
    /// Folders that were resolved, by the path that was typed.
    resolved: HashMap<PathBuf, Option<PathBuf>>,
}

impl Spellings {
    /// The path of a folder with links resolved.
    pub(super) fn resolve(&mut self, folder: &Path) -> Option<&Path> {
        if !self.resolved.contains_key(folder) {
            self.resolved.insert(folder.to_path_buf(), folder.canonicalize().ok());
        }
        self.resolved.get(folder)?.as_deref()
    }

    /// Records a folder that was named, or that contains a named file.
    pub(super) fn add(&mut self, folder: &Path) {
        let Some(real) = self.resolve(folder).map(Path::to_path_buf) else { return };
        if !real.ancestors().any(|above| self.first.contains_key(above)) {
            self.first.insert(real, folder.to_path_buf());
        }
    }

    /// Whether files may be reached in more than one way.
    pub(super) fn are_many(&self) -> bool {
        self.first.len() > 1 || self.resolved.len() > 1
    }

    /// The first spelling of a folder's path, if it is within a named one.
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
        let Ok(target) = link.canonicalize() else { continue };
        if store::of(&target).is_some() {
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

/// Drops documents that were named in a different case, or another form of `é`, than the file system has, if it does
/// not distinguish them.
pub(super) fn drop_other_cases(inputs: &mut Vec<Input>) {
    let files = || inputs.iter().filter(|input| !input.is_stdin());
    let named: HashSet<u64> = files().filter(|input| input.is_named()).map(folded).collect();
    let mut alike: BTreeMap<u64, Vec<PathBuf>> = BTreeMap::new();
    for (input, folded) in files().filter(|_| inputs.len() > 1).map(|input| (input, folded(input))) {
        if named.contains(&folded) {
            alike.entry(folded).or_default().push(input.path());
        }
    }
    let mut folders = Listed::default();
    let alike = alike.into_values().filter(|alike| alike.len() > 1);
    let dropped: HashSet<PathBuf> = alike.flat_map(|alike| folders.others(alike)).collect();
    if !dropped.is_empty() {
        inputs.retain(|input| input.is_stdin() || !dropped.contains(&input.path()));
    }
}

/// Folds a name as some file systems do: letters in one case, accents decomposed.
pub fn folded_name(name: &str) -> String {
    if name.is_ascii() {
        name.to_lowercase()
    } else {
        name.nfd().collect::<String>().to_lowercase().nfd().collect()
    }
}

/// The folded path of a document, hashed: paths of many documents take much memory.
fn folded(input: &Input) -> u64 {
    let mut hasher = DefaultHasher::new();
    let text = |part: Component| folded_name(&part.as_os_str().to_string_lossy());
    input.components().for_each(|part| text(part).hash(&mut hasher));
    hasher.finish()
}

/// The names in folders, as written there.
#[derive(Default)]
struct Listed(HashMap<PathBuf, HashSet<OsString>>);

impl Listed {
    /// Among paths that differ in case, those that are another spelling of one of the others. Two files with such
    /// names, even hard links, are both listed in their folders.
    fn others(&mut self, alike: Vec<PathBuf>) -> Vec<PathBuf> {
        let (mut kept, others): (Vec<PathBuf>, Vec<_>) = alike.into_iter().partition(|path| self.has(path));
        let mut dropped = Vec::new();
        for path in others {
            let is_known = kept.iter().any(|kept| is_same_file(kept, &path));
            if is_known { &mut dropped } else { &mut kept }.push(path);
        }
        dropped
    }

    /// Whether a path and the folders in it are spelled as they are listed.
    fn has(&mut self, path: &Path) -> bool {
        path.ancestors().all(|path| match path.file_name() {
            Some(name) => self.names(folder_of(path)).contains(name),
            None => true,
        })
    }

    fn names(&mut self, folder: &Path) -> &HashSet<OsString> {
        self.0.entry(folder.to_path_buf()).or_insert_with(|| {
            let entries = std::fs::read_dir(folder).into_iter().flatten();
            entries.filter_map(|entry| Some(entry.ok()?.file_name())).collect()
        })
    }
}

/// Drops documents of folders that are mounted in two places: a path with links resolved does not show that they are
/// the same.
pub(super) fn drop_other_mounts(inputs: &mut Vec<Input>) {
    let mut first: HashMap<FileId, PathBuf> = HashMap::new();
    let mut again: HashMap<PathBuf, PathBuf> = HashMap::new();
    let folders: BTreeSet<&Path> =
        inputs.iter().filter(|input| !input.is_stdin()).map(Input::folder).collect();
    for folder in folders.into_iter().map(Path::to_path_buf) {
        let Some(id) = FileId::of(&folder) else { continue };
        match first.entry(id) {
            Entry::Vacant(entry) => drop(entry.insert(folder)),
            Entry::Occupied(entry) => drop(again.insert(folder, entry.get().clone())),
        }
    }
    let is_known = |input: &Input| {
        let folder = again.get(input.folder()).zip(input.file_name());
        folder.is_some_and(|(folder, name)| has(inputs, &tidy(&folder.join(name))))
    };
    if !again.is_empty() {
        let known = inputs.iter().filter(|input| !input.is_stdin() && is_known(input));
        let dropped: HashSet<PathBuf> = known.map(Input::path).collect();
        inputs.retain(|input| input.is_stdin() || !dropped.contains(&input.path()));
    }
}

/// Drops documents that are other documents of the run, mounted under a second name.
pub(super) fn drop_mounted_files(inputs: &mut Vec<Input>) {
    if inputs.len() < 2 {
        return;
    }
    let mounts = FileMounts::now();
    if mounts.is_empty() {
        return;
    }
    let mut alike: HashMap<FileId, Vec<PathBuf>> = HashMap::new();
    for path in inputs.iter().filter(|input| !input.is_stdin()).map(Input::path) {
        if let Some(id) = FileId::of(&path).filter(|id| mounts.have(id)) {
            alike.entry(id).or_default().push(path);
        }
    }
    let others = |alike: Vec<PathBuf>| {
        let (mounted, own): (Vec<PathBuf>, Vec<_>) = alike.into_iter().partition(|path| mounts.are_at(path));
        // The name under which the file is in its own folder goes first.
        mounted.into_iter().skip(usize::from(own.is_empty()))
    };
    let dropped: HashSet<PathBuf> = alike.into_values().flat_map(others).collect();
    if !dropped.is_empty() {
        inputs.retain(|input| input.is_stdin() || !dropped.contains(&input.path()));
    }
}

/// Identifies the file or folder of a path, with links followed. Hard links have the same identity.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct FileId(#[cfg(unix)] (u64, u64), #[cfg(not(unix))] PathBuf);

impl FileId {
    /// Device and inode: a folder that is mounted twice has two resolved paths.
    #[cfg(unix)]
    pub(super) fn of(path: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        std::fs::metadata(path).ok().map(|data| Self((data.dev(), data.ino())))
    }

    /// The path with links resolved.
    #[cfg(not(unix))]
    pub(super) fn of(path: &Path) -> Option<Self> {
        path.canonicalize().ok().map(Self)
    }
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    FileId::of(one).is_some_and(|one| Some(one) == FileId::of(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_alike_are_folded_to_the_same() {
        for (one, other) in
            [("A.txt", "a.txt"), ("caf\u{e9}", "CAFE\u{301}"), ("\u{1e69}", "s\u{307}\u{323}")]
        {
            assert_eq!(folded_name(one), folded_name(other), "{one}");
        }
        assert_ne!(folded_name("cafe"), folded_name("caf\u{e9}"));
        assert_ne!(folded_name("a"), folded_name("b"));
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
