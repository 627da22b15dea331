//! Moved documents: a new one with half of the text of a deleted one.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::files::blobs::Blobs;
use crate::files::regular;
use crate::files::tree::{Oid, Tree};

/// The most bytes of deleted documents that are compared with new ones: 64 MiB.
const MOST_BYTES: usize = 1 << 26;

/// A line that more documents share than this says nothing about where a document was.
const MOST_OWNERS: usize = 8;

/// The files that the revision has and the work tree does not, if they have the extensions of new ones.
pub(super) fn gone<'a>(root: &Path, tree: &Tree, new: impl Iterator<Item = &'a Path>) -> Vec<(PathBuf, Oid)> {
    let extensions: std::collections::HashSet<_> =
        new.map(|path| path.extension().map(ToOwned::to_owned)).collect();
    let alike = |path: &Path| extensions.contains(&path.extension().map(ToOwned::to_owned));
    let files = tree.files().filter(|(path, _)| alike(path));
    files.filter(|(path, _)| std::fs::symlink_metadata(root.join(path)).is_err()).collect()
}

/// New documents with their old content from before they moved. A deleted document was moved once; the others are
/// copies.
pub(super) fn pairs<'a>(
    gone: &[(PathBuf, Oid)],
    new: impl Iterator<Item = &'a Path>,
    blobs: &mut Blobs,
) -> Vec<(PathBuf, Vec<u8>)> {
    let mut by_oid: HashMap<Oid, Vec<usize>> = HashMap::new();
    gone.iter().enumerate().rev().for_each(|(at, (_, oid))| by_oid.entry(*oid).or_default().push(at));
    let (mut pairs, mut rest, mut taken) = (Vec::new(), Vec::new(), vec![false; gone.len()]);
    for path in new {
        let Ok(bytes) = regular::read(path) else { continue };
        let same = gone.first().map(|(_, oid)| oid.like(&bytes));
        match same.and_then(|oid| by_oid.get_mut(&oid)?.pop()) {
            Some(at) => {
                taken[at] = true;
                pairs.push((path.to_path_buf(), bytes));
            }
            None => rest.push(path.to_path_buf()),
        }
    }
    let left = gone.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|((_, oid), _)| *oid);
    if !rest.is_empty() {
        pairs.extend(alike(rest, texts(left, blobs)));
    }
    pairs
}

/// The contents of deleted documents, as far as they are compared.
fn texts(oids: impl Iterator<Item = Oid>, blobs: &mut Blobs) -> Vec<Vec<u8>> {
    let mut bytes = 0;
    let texts = oids.filter_map(|oid| blobs.get(oid)).take_while(|text| {
        bytes += text.len();
        bytes <= MOST_BYTES
    });
    texts.collect()
}

/// New documents with the texts that they share most with, if that is half of both.
fn alike(new: Vec<PathBuf>, mut gone: Vec<Vec<u8>>) -> Vec<(PathBuf, Vec<u8>)> {
    let mut owners: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, text) in gone.iter().enumerate() {
        for (line, _) in hashed(text) {
            let owners = owners.entry(line).or_default();
            if owners.last() != Some(&at) && owners.len() <= MOST_OWNERS {
                owners.push(at);
            }
        }
    }
    owners.retain(|_, owners| owners.len() <= MOST_OWNERS);
    let mut pairs = Vec::new();
    for path in new {
        let Ok(text) = regular::read(&path) else { continue };
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for (line, length) in hashed(&text) {
            for at in owners.get(&line).into_iter().flatten() {
                *shared.entry(*at).or_default() += length;
            }
        }
        let best = shared.into_iter().max_by_key(|(at, bytes)| (*bytes, std::cmp::Reverse(*at)));
        let best =
            best.filter(|(at, bytes)| !gone[*at].is_empty() && bytes * 2 >= gone[*at].len().max(text.len()));
        pairs.extend(best.map(|(at, _)| (path, std::mem::take(&mut gone[at]))));
    }
    pairs
}

/// The lines of a text without surrounding white space, hashed, with their lengths in the text.
fn hashed(text: &[u8]) -> impl Iterator<Item = (u64, usize)> {
    text.split_inclusive(|byte| *byte == b'\n').map(|line| {
        let mut hasher = DefaultHasher::new();
        line.trim_ascii().hash(&mut hasher);
        (hasher.finish(), line.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_known_by_half_of_their_lines() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        let gone = || [b"one\ntwo\nthree\nfour\n".to_vec(), b"five\nsix\nseven\neight\n".to_vec()].to_vec();
        let (moved, other) =
            (write("a", "six\r\nfive\r\nseven\r\nnine\r\n"), write("b", "one\nx x x x x x x x x\n"));
        assert_eq!(alike(vec![moved.clone(), other], gone()), [(moved.clone(), gone()[1].clone())]);
        let copy = write("c", "five\nsix\nseven\neight\n");
        assert_eq!(alike(vec![moved, copy], gone()).len(), 1, "what is gone was moved once");
    }
}
