//! Which files that are gone were documents of a run over what is named now.
//!
//! A file that was never checked, since it was hidden, excluded or elsewhere, passes nothing on to a document that has its
//! text now.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use super::compare::is_same;
use super::links::Folders;
use crate::corpus::exclude::{Excluded, FILES};
use crate::corpus::tree::{Entry, Tree};
use crate::corpus::{FileKind, Input, regular};

/// An ignore file that is longer is taken for one that changed: 8 MiB.
const LONGEST: u64 = 1 << 23;

/// What is checked.
#[derive(Debug)]
pub(super) struct Scope {
    /// The folders that were named, without links.
    folders: BTreeSet<PathBuf>,
    excluded: Excluded,
    /// Whether the ignore files of a folder are those of the revision.
    as_before: HashMap<PathBuf, bool>,
}

impl Scope {
    /// The folders that were named. A single file that was named says nothing of others beside it.
    pub(super) fn of(inputs: &[Input], folders: &Folders) -> Self {
        let named = inputs.iter().filter(|input| !input.is_named());
        let named = named.filter_map(|input| folders.get(&input.named_folder()));
        let folders = named.filter(|folder| !folder.is_changed).map(|folder| folder.path.clone()).collect();
        Self { folders, excluded: Excluded::default(), as_before: HashMap::new() }
    }

    /// Whether a file that a revision has would have been a document, by the ignore files of then and now.
    pub(super) fn held(&mut self, root: &Path, tree: &Tree, path: &Path) -> bool {
        let file = root.join(path);
        let Self { folders, excluded, .. } = self;
        let mut around = folders.iter().filter(|folder| is_visible_below(folder, &file));
        FileKind::default().has(path)
            && around.any(|folder| !excluded.excludes_below(folder, &file))
            && path.ancestors().skip(1).all(|folder| self.is_as_before(root, tree, folder))
    }

    /// Whether a folder has the ignore files that it had.
    fn is_as_before(&mut self, root: &Path, tree: &Tree, folder: &Path) -> bool {
        let known = self.as_before.entry(root.join(folder));
        *known.or_insert_with(|| FILES.iter().all(|name| is_unchanged(root, tree, &folder.join(name))))
    }
}

/// Whether a walk through a folder would come to a file, as far as hidden names go.
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
