//! Finds the `doclint.toml` of a document: the nearest above it.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use super::target::is_link;
use super::{Input, is_there, slashed};

/// The name of a configuration file.
pub const CONFIGURATION: &str = "doclint.toml";

/// The configuration files of some documents, and the paths of the documents relative to them.
#[derive(Debug, Default)]
pub struct Places {
    files: Vec<PathBuf>,
    folders: HashMap<PathBuf, Place>,
}

/// The folder of a document, relative to its configuration.
#[derive(Debug)]
struct Place {
    file: usize,
    /// The path relative to the folder of the file, with `/` at its end unless it is empty.
    inside: String,
}

impl Places {
    /// The nearest files above the documents. Each folder is examined once.
    pub fn above(inputs: &[Input]) -> Self {
        let mut search = Search::default();
        Self::by_folder(inputs, |folder| search.above(folder)).with_files(search.files)
    }

    /// One file for all documents. Documents that are not below its folder are relative to the current folder, so that
    /// `1999/**` in `--config ci/doclint.toml` means what it would in a file next to the documents.
    pub fn fixed(inputs: &[Input], file: &Path) -> Self {
        Self::by_folder(inputs, |_| Some(0)).with_files(vec![absolute(file)])
    }

    /// The documents by folder, with the file of each folder and no path yet.
    fn by_folder(inputs: &[Input], mut file: impl FnMut(&Path) -> Option<usize>) -> Self {
        let mut places = Self::default();
        for input in inputs {
            let folder = input.folder();
            if !places.folders.contains_key(folder)
                && let Some(file) = file(&absolute(folder))
            {
                places.folders.insert(folder.to_path_buf(), Place { file, inside: String::new() });
            }
        }
        places
    }

    /// The same with the files, and the paths from them.
    fn with_files(mut self, files: Vec<PathBuf>) -> Self {
        self.files = files;
        for (folder, place) in &mut self.folders {
            let home = folder_of(&self.files[place.file]);
            let inside = inside(&absolute(folder), home);
            place.inside = if inside.is_empty() { inside } else { format!("{inside}/") };
        }
        self
    }

    /// The files, with absolute paths.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// The number of the file of a document, and the path of the document relative to it.
    pub fn of(&self, input: &Input) -> Option<(usize, String)> {
        if self.files.is_empty() {
            return None;
        }
        let place = self.folders.get(input.folder())?;
        let name = slashed(Path::new(input.file_name().unwrap_or_default()));
        Some((place.file, format!("{}{name}", place.inside)))
    }
}

/// The search upward, with a cache.
#[derive(Default)]
struct Search {
    files: Vec<PathBuf>,
    seen: HashMap<PathBuf, Option<usize>>,
}

impl Search {
    fn above(&mut self, folder: &Path) -> Option<usize> {
        if let Some(seen) = self.seen.get(folder) {
            return *seen;
        }
        let file = folder.join(CONFIGURATION);
        // A path that is not a file, or leads nowhere, is an error when it is read: settings that the user made are
        // missing.
        let found = if is_there(&file) {
            self.files.push(file);
            Some(self.files.len() - 1)
        } else {
            folder.parent().and_then(|parent| self.above(parent))
        };
        self.seen.insert(folder.to_path_buf(), found);
        found
    }
}

/// The folder of a path.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The absolute path, without `..`. Links stay links, except before `..`: the parent of a linked folder is that of its
/// target.
pub fn absolute(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    if !whole.components().any(|part| part == Component::ParentDir) {
        return whole;
    }
    whole.components().fold(PathBuf::new(), |mut whole, part| {
        match part {
            Component::ParentDir => {
                if is_link(&whole)
                    && let Ok(real) = whole.canonicalize()
                {
                    whole = real;
                }
                whole.pop();
            }
            part => whole.push(part),
        }
        whole
    })
}

/// A path relative to a folder, or else to the current folder, or else absolute; with `/` between folders.
fn inside(path: &Path, folder: &Path) -> String {
    let path = absolute(path);
    let here = std::env::current_dir().unwrap_or_default();
    let inside = path.strip_prefix(folder).or_else(|_| path.strip_prefix(here));
    slashed(inside.unwrap_or(&path))
}

/// The canonical form of a path: absolute, with links resolved in the folders that exist. A link at its end stays one.
pub fn place_of(path: &Path) -> PathBuf {
    let whole = absolute(path);
    let real = |folder: &Path| Some(folder.canonicalize().ok()?.join(whole.strip_prefix(folder).ok()?));
    whole.ancestors().skip(1).find_map(real).unwrap_or(whole.clone())
}

/// A path relative to a folder, with `..` if it is not below it: the same wherever the run was started.
pub fn from_folder(path: &Path, folder: &Path) -> String {
    let (whole, folder) = (absolute(path), absolute(folder));
    if let Ok(below) = whole.strip_prefix(&folder) {
        return slashed(below);
    }
    // The parent of a linked folder is that of its target, so links would change the meaning of `..`.
    let (whole, folder) = (place_of(path), place_of(&folder.join(".unused")));
    let folder = folder.parent().unwrap_or(Path::new(""));
    let same = whole.components().zip(folder.components()).take_while(|(one, other)| one == other).count();
    if same == 0 {
        return slashed(&whole);
    }
    let up = folder.components().skip(same).map(|_| Component::ParentDir);
    slashed(&up.chain(whole.components().skip(same)).collect::<PathBuf>())
}

/// A path as shown to the user: relative to the current folder, or else absolute.
pub fn shown(path: &Path) -> String {
    inside(path, &std::env::current_dir().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(path: PathBuf) -> Input {
        Input::file(path, 0)
    }

    #[test]
    fn the_nearest_file_holds() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        std::fs::create_dir_all(root.join("a/b/c")).unwrap();
        std::fs::write(root.join(CONFIGURATION), "").unwrap();
        std::fs::write(root.join("a/b").join(CONFIGURATION), "").unwrap();
        let inputs = ["x.txt", "a/x.txt", "a/b/x.txt", "a/b/c/x.txt", "a/b/../y.txt"];
        let inputs = inputs.map(|name| input(root.join(name)));
        let places = Places::above(&inputs);
        let of = |at: usize| {
            let (file, path) = places.of(&inputs[at]).unwrap();
            (places.files()[file].strip_prefix(root).unwrap().to_str().unwrap(), path)
        };
        assert_eq!(of(0), (CONFIGURATION, "x.txt".into()));
        assert_eq!(of(1), (CONFIGURATION, "a/x.txt".into()));
        assert_eq!(of(2), ("a/b/doclint.toml", "x.txt".into()));
        assert_eq!(of(3), ("a/b/doclint.toml", "c/x.txt".into()));
        assert_eq!(of(4), (CONFIGURATION, "a/y.txt".into()));
    }

    #[test]
    fn a_path_is_seen_from_a_folder() {
        let from = |path: &str, folder: &str| from_folder(Path::new(path), Path::new(folder));
        assert_eq!(from("/no/a/x.txt", "/no/a"), "x.txt");
        assert_eq!(from("/no/a/x.txt", "/no/a/ci"), "../x.txt");
        assert_eq!(from("/no/a/ci/sub/x.txt", "/no/a/ci"), "sub/x.txt");
        assert_eq!(from("/no/b/x.txt", "/no/a/ci"), "../../b/x.txt");
        assert_eq!(from("x.txt", "ci"), "../x.txt");
        assert_eq!(from("sub/x.txt", "sub/../ci"), "../sub/x.txt");
    }

    #[cfg(unix)]
    #[test]
    fn above_a_linked_folder_is_where_the_link_leads() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path().canonicalize().unwrap();
        std::fs::create_dir_all(root.join("far/away")).unwrap();
        std::os::unix::fs::symlink("far/away", root.join("l")).unwrap();
        assert_eq!(absolute(&root.join("l/../x.txt")), root.join("far/x.txt"));
        assert_eq!(absolute(&root.join("far/away/../../x.txt")), root.join("x.txt"));
        assert_eq!(absolute(&root.join("l/x.txt")), root.join("l/x.txt"));
        assert_eq!(place_of(&root.join("l/new/x.txt")), root.join("far/away/new/x.txt"));
        assert_eq!(from_folder(&root.join("x.txt"), &root.join("l")), "../../x.txt");
        assert_eq!(from_folder(&root.join("l/x.txt"), &root.join("far")), "away/x.txt");
        assert_eq!(from_folder(&root.join("l/x.txt"), &root), "l/x.txt");
    }

    #[test]
    fn a_fixed_file_holds_everywhere() {
        let inputs = [input("seeds/a.txt".into()), input("/elsewhere/a.txt".into())];
        let path = |file: &str, at: usize| Places::fixed(&inputs, Path::new(file)).of(&inputs[at]).unwrap().1;
        assert_eq!(path("seeds/doclint.toml", 0), "a.txt");
        assert_eq!(path("ci/doclint.toml", 0), "seeds/a.txt");
        assert_eq!(path("ci/doclint.toml", 1), "/elsewhere/a.txt");
    }
}
