//! The files of a commit, as `git ls-tree` lists them, and the names of their contents.

use std::path::{Path, PathBuf};

use sha1::Sha1;
use sha2::{Digest, Sha256};

use super::find::path_from;

mod authentic;

use authentic::Folders;

/// The name of an object: a hash of its kind, length and bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Oid {
    Sha1([u8; 20]),
    Sha256([u8; 32]),
}

impl Oid {
    /// Reads forty or sixty-four hexadecimal digits.
    pub(super) fn read(text: &str) -> Option<Self> {
        let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let pairs = text.as_bytes().chunks(2);
        let bytes: Option<Vec<u8>> =
            pairs.map(|pair| Some(digit(pair.first()?)? << 4 | digit(pair.get(1)?)?)).collect();
        let bytes = bytes?;
        let short = <[u8; 20]>::try_from(bytes.as_slice()).map(Oid::Sha1);
        short.or_else(|_| <[u8; 32]>::try_from(bytes.as_slice()).map(Oid::Sha256)).ok()
    }

    /// The name that a blob with these bytes has in the repository of this name.
    pub(super) fn like(&self, bytes: &[u8]) -> Self {
        self.of_kind("blob", bytes)
    }

    /// The name that an object of some kind with these bytes has.
    fn of_kind(&self, kind: &str, bytes: &[u8]) -> Self {
        let head = format!("{kind} {}\0", bytes.len());
        match self {
            Oid::Sha1(_) => Oid::Sha1(Sha1::new().chain_update(head).chain_update(bytes).finalize().into()),
            Oid::Sha256(_) => {
                Oid::Sha256(Sha256::new().chain_update(head).chain_update(bytes).finalize().into())
            }
        }
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Oid::Sha1(name) => name,
            Oid::Sha256(name) => name,
        }
    }

    /// Whether this is the name of a blob with these bytes.
    pub(super) fn names(&self, bytes: &[u8]) -> bool {
        *self == self.like(bytes)
    }
}

impl std::fmt::Display for Oid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.bytes().iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// What a commit has under a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// A regular file.
    File(Oid),
    /// A symbolic link; the blob is its target.
    Link(Oid),
    /// A submodule at a commit of its own.
    Submodule(Oid),
}

/// The files of a commit, sorted by their paths.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// The output of git.
    list: Vec<u8>,
    /// The positions of the paths in the list, and what is under them.
    entries: Vec<(std::ops::Range<usize>, Entry)>,
}

impl Tree {
    /// Reads the output of `git ls-tree -r -t -z`; `None` if it is something else, or does not match the names of the
    /// folders.
    pub(super) fn read(list: Vec<u8>) -> Option<Self> {
        let mut entries = Vec::new();
        let (mut folders, mut start) = (Folders::default(), 0);
        for end in memchr::memchr_iter(0, &list) {
            let tab = start + memchr::memchr(b'\t', &list[start..end])?;
            let (mode, kind, oid) = facts(std::str::from_utf8(&list[start..tab]).ok()?)?;
            folders.add(mode, kind, oid, &list[tab + 1..end])?;
            if kind != "tree" {
                entries.push((tab + 1..end, entry(mode, oid)));
            }
            start = end + 1;
        }
        folders.end()?;
        entries.sort_unstable_by(|one, other| list[one.0.clone()].cmp(&list[other.0.clone()]));
        (start == list.len()).then_some(Self { list, entries })
    }

    /// What is under a path from the root.
    pub(super) fn get(&self, path: &Path) -> Option<Entry> {
        let path = as_git_says(path);
        let found = self.entries.binary_search_by(|(place, _)| self.list[place.clone()].cmp(&path));
        found.ok().map(|at| self.entries[at].1)
    }

    /// The regular files, with their paths from the root.
    pub(super) fn files(&self) -> impl Iterator<Item = (PathBuf, Oid)> {
        self.entries.iter().filter_map(|(place, entry)| match entry {
            Entry::File(oid) => Some((path_from(&self.list[place.clone()]), *oid)),
            _ => None,
        })
    }
}

/// `100644 blob 0123…`
fn facts(text: &str) -> Option<(&str, &str, Oid)> {
    let mut parts = text.split(' ').filter(|part| !part.is_empty());
    Some((parts.next()?, parts.next()?, Oid::read(parts.next()?)?))
}

fn entry(mode: &str, oid: Oid) -> Entry {
    match mode {
        "120000" => Entry::Link(oid),
        "160000" => Entry::Submodule(oid),
        _ => Entry::File(oid),
    }
}

/// A path with `/` between folders on every system.
fn as_git_says(path: &Path) -> Vec<u8> {
    let path = path.as_os_str().as_encoded_bytes();
    if std::path::MAIN_SEPARATOR == '/' {
        return path.to_vec();
    }
    path.iter().map(|byte| if *byte == b'\\' { b'/' } else { *byte }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "78981922613b2afb6025042ff6bd878ac1994e85";

    #[test]
    fn contents_have_names() {
        let oid = Oid::read(A).unwrap();
        assert!(oid.names(b"a\n") && !oid.names(b"a"));
        assert_eq!(oid.to_string(), A);
        assert_eq!(Oid::read("12"), None);
        assert_eq!(Oid::read(&A[1..]), None);
    }

    #[test]
    fn lists_are_read() {
        let line = |mode: &str, path: &str| format!("{mode} blob {A}\t{path}\0");
        let list = [line("100644", "b/ä\n.txt"), line("120000", "a"), line("160000", "b.x")].concat();
        let tree = Tree::read(list.into_bytes()).unwrap();
        let oid = Oid::read(A).unwrap();
        assert_eq!(tree.get(Path::new("b/ä\n.txt")), Some(Entry::File(oid)));
        assert_eq!(tree.get(Path::new("a")), Some(Entry::Link(oid)));
        assert_eq!(tree.get(Path::new("b.x")), Some(Entry::Submodule(oid)));
        assert_eq!(tree.get(Path::new("b")), None);
        assert_eq!(tree.files().count(), 1);
        assert!(Tree::read(b"rubbish\0".to_vec()).is_none());
    }
}
