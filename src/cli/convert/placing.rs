//! Where in the folder of -o each document goes: its place below the folder that was named, with other folders only
//! where two documents would meet.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};

use crate::corpus::{Input, folded_name};

/// The places that are not those below the folder that was named: few, if any.
#[derive(Default)]
pub(super) struct Placing(HashMap<PathBuf, PathBuf>);

impl Placing {
    /// The places of these documents. Those that would meet go into the folders of their identifiers.
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

    /// The place of a document with this extension, from the folder of results.
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

/// A place as the least exact file systems compare it: results of one machine are copied to others.
pub(super) fn folded(place: &Path) -> String {
    folded_name(&place.to_string_lossy())
}
