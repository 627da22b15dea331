//! Symbolic links on the way to a document: one that changed leads to another document.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use super::base::Bases;
use super::{Look, Place, canonical, look_at};
use crate::error::Error;
use crate::files::Input;
use crate::files::git::Repository;
use crate::files::store;
use crate::files::tree::Entry;

/// More links in a row are a cycle, as on Linux.
const MOST_LINKS: usize = 40;

/// The folders of the documents and those on the command line.
#[derive(Debug)]
pub(super) struct Folders {
    folders: HashMap<PathBuf, Folder>,
}

/// A folder with its resolved path.
#[derive(Debug)]
pub(super) struct Folder {
    /// Its path with links resolved.
    pub(super) path: PathBuf,
    pub(super) repository: Option<Repository>,
    /// The links that lead to it.
    links: Vec<PathBuf>,
    /// Whether one of the links leads, or may lead, to a different folder than it did.
    pub(super) is_changed: bool,
    /// Whether documents are directly in it, and not only in folders below.
    holds_documents: bool,
}

impl Folders {
    /// The folders of these documents.
    pub(super) fn of(inputs: &[Input]) -> Result<Self, Error> {
        let mut folders: HashMap<PathBuf, Folder> = HashMap::new();
        for input in inputs {
            let named = input.named_folder();
            for (folder, holds) in [(named.as_path(), false), (input.folder(), true)] {
                if !folders.contains_key(folder) {
                    folders.insert(folder.to_path_buf(), Folder::of(folder)?);
                }
                if let Some(folder) = folders.get_mut(folder) {
                    folder.holds_documents |= holds;
                }
            }
        }
        Ok(Self { folders })
    }

    /// A folder, by the path that the user knows.
    pub(super) fn get(&self, folder: &Path) -> Option<&Folder> {
        self.folders.get(folder)
    }

    /// The folders that contain documents, sorted.
    pub(super) fn all(&self) -> Vec<&Folder> {
        let mut all: Vec<&Folder> = self.folders.values().filter(|folder| folder.holds_documents).collect();
        all.sort_by(|one, other| one.path.cmp(&other.path));
        all
    }

    /// Finds the folders that differ from what they were. Links outside known repositories are the user's own.
    pub(super) fn compare(&mut self, bases: &mut Bases) -> Result<(), Error> {
        for folder in self.folders.values_mut() {
            for link in &folder.links {
                folder.is_changed |= is_as_it_was(link, bases)? == Some(false);
            }
        }
        Ok(())
    }
}

impl Folder {
    fn of(folder: &Path) -> Result<Self, Error> {
        let path = canonical(folder)?;
        let links = if std::path::absolute(folder).is_ok_and(|absolute| absolute == path) {
            Vec::new()
        } else {
            links_to(folder)
        };
        let repository = Repository::around(&path);
        Ok(Self { repository, path, links, is_changed: false, holds_documents: false })
    }
}

/// The links on the way to a folder, each with the folders before it resolved.
fn links_to(folder: &Path) -> Vec<PathBuf> {
    let parts = |path: &Path| path.components().rev().map(|part| part.as_os_str().into()).collect();
    let mut left: Vec<OsString> = std::path::absolute(folder).map_or(Vec::new(), |folder| parts(&folder));
    let (mut at, mut links) = (PathBuf::new(), Vec::new());
    while let Some(part) = left.pop() {
        if part == Component::ParentDir.as_os_str() {
            at.pop();
            continue;
        }
        let next = at.join(part);
        match std::fs::read_link(&next) {
            Ok(target) if links.len() < MOST_LINKS => {
                left.extend(parts(&target));
                links.push(next);
            }
            _ => at = next,
        }
    }
    links
}

/// Whether a link has the target that it had in the revision; `None` if its repository is not compared.
fn is_as_it_was(link: &Path, bases: &mut Bases) -> Result<Option<bool>, Error> {
    let Some(repository) = link.parent().and_then(Repository::around) else { return Ok(None) };
    let Some(tree) = bases.reach(&repository)? else { return Ok(None) };
    let entry = link.strip_prefix(repository.root()).ok().and_then(|path| tree.get(path));
    let said = std::fs::read_link(link).unwrap_or_default();
    let said = said.as_os_str().as_encoded_bytes();
    Ok(Some(matches!(entry, Some(Entry::Link(oid)) if oid.names(said))))
}

/// Examines the target of a link. `link` has the links of its folder resolved.
pub(super) fn follow(link: PathBuf, bases: &mut Bases) -> Result<Look, Error> {
    let mut file = link;
    for _ in 0..MOST_LINKS {
        let Ok(target) = std::fs::read_link(&file) else { break };
        if is_as_it_was(&file, bases)? != Some(true) {
            return Ok(Look::Undecided);
        }
        let Some(next) = step(&file, &target, bases)? else { return Ok(Look::Undecided) };
        if is_stored(&file, &next, bases)? {
            return Ok(Look::Same);
        }
        file = next;
    }
    let repository = file.parent().and_then(Repository::around);
    let Some(repository) = repository.filter(|_| file.is_file()) else { return Ok(Look::Undecided) };
    bases.reach(&repository)?;
    Ok(look_at(Place { repository, file }, bases))
}

/// Whether a link leads to a file in the store of its repository, which contains what its name says. A folder that git
/// tracks is not a store, whatever its name.
fn is_stored(link: &Path, file: &Path, bases: &mut Bases) -> Result<bool, Error> {
    let repository = link.parent().and_then(Repository::around);
    let (Some(store), Some(repository)) = (store::of(file), repository) else { return Ok(false) };
    if !std::fs::symlink_metadata(file).is_ok_and(|data| data.is_file()) {
        return Ok(false);
    }
    let annex = repository.root().join(".git/annex/objects").canonicalize();
    if annex.is_ok_and(|annex| annex == store) {
        return Ok(true);
    }
    Ok(store == repository.root().join(".dvc/cache") && !bases.tracks(&repository, file)?)
}

/// The target of a link, with the folder resolved; `None` if a folder on the way may have changed.
fn step(link: &Path, target: &Path, bases: &mut Bases) -> Result<Option<PathBuf>, Error> {
    let whole = link.with_file_name("").join(target);
    let (Some(folder), Some(name)) = (whole.parent(), whole.file_name()) else { return Ok(None) };
    // No repository contains a `.git`: as a link it is the user's own, such as git-annex makes in submodules.
    for link in links_to(folder).into_iter().filter(|link| !link.ends_with(".git")) {
        if is_as_it_was(&link, bases)? != Some(true) {
            return Ok(None);
        }
    }
    Ok(folder.canonicalize().ok().map(|folder| folder.join(name)))
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn links_on_the_way_are_found() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path().canonicalize().unwrap();
        std::fs::create_dir_all(root.join("a/b")).unwrap();
        symlink("a", root.join("one")).unwrap();
        symlink("one/b", root.join("two")).unwrap();
        symlink("round", root.join("round")).unwrap();
        assert_eq!(links_to(&root.join("a/b")), [] as [PathBuf; 0]);
        assert_eq!(links_to(&root.join("two/../b")), [root.join("two"), root.join("one")]);
        assert_eq!(links_to(&root.join("round")).len(), MOST_LINKS);
    }
}
