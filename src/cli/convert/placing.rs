//! The path of each document in the folder of -o: its path below the folder on the command line, with more folders only
//! where two documents would collide.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};

use crate::files::{Input, folded_name};

/// The paths that differ from those below the named folder: few, if any.
#[derive(Default)]
pub(super) struct Placing(HashMap<PathBuf, PathBuf>);

impl Placing {
    /// The paths of these documents. Those that would collide go into the folders of their identifiers.
    pub(super) fn new(inputs: &[Input], id: impl Fn(&Input) -> String) -> Self {
        let place = |input: &Input| folded(&with_extension(&input.relative(), ""));
        let state = RandomState::new();
        let mut hashes: Vec<u64> = inputs.iter().map(|input| state.hash_one(place(input))).collect();
        hashes.sort_unstable();
        let twice = hashes.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]);
        let twice: HashSet<u64> = twice.collect();
        let meet = inputs.iter().filter(|input| twice.contains(&state.hash_one(place(input))));
        Self(meet.map(|input| (input.path(), PathBuf::from(id(input)))).collect())
    }

    /// The path of a document with this extension, relative to the output folder.
    pub(super) fn of(&self, input: &Input, extension: &str) -> PathBuf {
        match self.0.get(&input.path()) {
            None => with_extension(&input.relative(), extension),
            Some(place) => {
                let mut name = place.clone().into_os_string();
                name.push(".");
                name.push(extension);
                PathBuf::from(name)
            }
        }
    }
}

/// The path with another extension; empty if the path has no name. Not `Path::with_extension`, which makes `..` of `..txt`.
fn with_extension(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_os_string();
    if name.is_empty() {
        return PathBuf::new();
    }
    name.push(".");
    name.push(extension);
    path.with_file_name(name)
}

/// A path as the least exact file systems compare it: results of one machine are copied to others.
pub(super) fn folded(place: &Path) -> String {
    folded_name(&place.to_string_lossy())
}
