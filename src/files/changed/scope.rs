//! Which deleted files would be documents of a run over the same paths.
//!
//! A file that was never checked, because it was hidden, excluded or elsewhere, passes nothing on to a document that
//! now has its text.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::compare::is_same;
use super::links::Folders;
use crate::files::exclude::{Excluded, FILES};
use crate::files::extension::is_like;
use crate::files::tree::{Entry, Tree};
use crate::files::{Input, regular};

/// A longer ignore file counts as changed: 8 MiB.
const LONGEST: u64 = 1 << 23;

/// The scope of the check.
#[derive(Debug)]
pub(super) struct Scope {
    /// The folders on the command line, with links resolved.
    folders: BTreeSet<PathBuf>,
    /// A document of each extension that was found in them.
    samples: Vec<PathBuf>,
    excluded: Excluded,
    /// Whether the ignore files of a folder are those of the revision.
    as_before: HashMap<PathBuf, bool>,
}

impl Scope {
    /// The folders on the command line. A single named file says nothing about others next to it.
    pub(super) fn of(inputs: &[Input], folders: &Folders) -> Self {
        let named = inputs.iter().filter(|input| !input.is_named());
        let named = named.filter_map(|input| folders.get(&input.named_folder()));
        let folders = named.filter(|folder| !folder.is_changed).map(|folder| folder.path.clone()).collect();
        Self { folders, samples: samples(inputs), excluded: Excluded::default(), as_before: HashMap::new() }
    }

    /// Whether a file of a revision would have been a document, according to the ignore files of then and now.
    pub(super) fn held(&mut self, root: &Path, tree: &Tree, path: &Path) -> bool {
        let file = root.join(path);
        let Self { folders, samples, excluded, .. } = self;
        let mut around = folders.iter().filter(|folder| is_visible_below(folder, &file));
        is_like(path, samples.iter().map(PathBuf::as_path))
            && around.any(|folder| !excluded.excludes_below(folder, &file))
            && path.ancestors().skip(1).all(|folder| self.is_as_before(root, tree, folder))
    }

    /// Whether a folder still has the ignore files that it had.
    fn is_as_before(&mut self, root: &Path, tree: &Tree, folder: &Path) -> bool {
        let known = self.as_before.entry(root.join(folder));
        *known.or_insert_with(|| FILES.iter().all(|name| is_unchanged(root, tree, &folder.join(name))))
    }
}

fn samples(inputs: &[Input]) -> Vec<PathBuf> {
    let found = inputs.iter().filter(|input| !input.is_named());
    let mut seen = HashSet::new();
    let is_new = |input: &&Input| {
        let extension = input.file_name().and_then(|name| Path::new(name).extension());
        seen.insert(extension.map(std::ffi::OsStr::to_ascii_lowercase))
    };
    found.filter(is_new).map(|input| input.path().to_path_buf()).collect()
}

/// Whether a walk through a folder would reach a file, as far as hidden names are concerned.
fn is_visible_below(folder: &Path, file: &Path) -> bool {
    let is_hidden = |part: &std::ffi::OsStr| part.as_encoded_bytes().starts_with(b".");
    file.strip_prefix(folder).is_ok_and(|inside| !inside.iter().any(is_hidden))
}

fn is_unchanged(root: &Path, tree: &Tree, path: &Path) -> bool {
    let file = root.join(path);
    match tree.get(path) {
        None => std::fs::symlink_metadata(&file).is_err(),
        Some(Entry::File(oid)) => regular::read_found(&file, LONGEST).is_ok_and(|bytes| is_same(oid, &bytes)),
        Some(_) => false,
    }
}
