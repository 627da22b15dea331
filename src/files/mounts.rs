//! Files that are mounted individually, and so have a second name that is not a link.
//!
//! Only Linux has a list of mounts that can be read without asking each file system.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::same::FileId;

/// The list of mounts of Linux.
const LIST: &str = "/proc/self/mountinfo";

/// The files that are mounted individually.
#[derive(Debug, Default)]
pub(super) struct FileMounts {
    places: HashSet<PathBuf>,
    files: HashSet<FileId>,
}

impl FileMounts {
    /// The current mounts.
    pub(super) fn now() -> Self {
        let list =
            if cfg!(target_os = "linux") { std::fs::read(LIST).unwrap_or_default() } else { Vec::new() };
        let mut mounts = Self::default();
        for place in list.split(|byte| *byte == b'\n').filter_map(place) {
            if place.symlink_metadata().is_ok_and(|data| data.is_file()) {
                mounts.files.extend(FileId::of(&place));
                mounts.places.insert(place);
            }
        }
        mounts
    }

    /// Whether no file is mounted individually.
    pub(super) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Whether a file is mounted, under any name.
    pub(super) fn have(&self, file: &FileId) -> bool {
        self.files.contains(file)
    }

    /// Whether a path leads to the place of a mount, not to the file itself.
    pub(super) fn are_at(&self, path: &Path) -> bool {
        path.canonicalize().is_ok_and(|place| self.places.contains(&place))
    }
}

/// The place in a line of the list, unless a whole file system is mounted there: its root is a folder, and asking a file
/// system that does not answer would block.
fn place(line: &[u8]) -> Option<PathBuf> {
    let mut fields = line.split(|byte| *byte == b' ').skip(3);
    let (root, place) = (fields.next()?, fields.next()?);
    (root != b"/").then(|| super::find::path_from(&unescaped(place)))
}

/// A field of the list, with white space and backslashes as octal numbers: `\040`.
fn unescaped(field: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(field.len());
    let mut rest = field;
    while let [first, after @ ..] = rest {
        let number =
            after.get(..3).filter(|_| *first == b'\\').and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = number.and_then(|digits| u8::from_str_radix(digits, 8).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[3..] } else { after };
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_list_are_read() {
        let of = |line: &str| place(line.as_bytes());
        let line = r"47 29 254:1 /home/a/b\040c.txt /srv/b\040c\134d\0.txt rw,relatime - ext4 /dev/root rw";
        assert_eq!(of(line), Some(PathBuf::from(r"/srv/b c\d\0.txt")));
        assert_eq!(of("48 29 0:50 / /srv/far rw - nfs4 far:/ rw"), None, "a whole file system");
        assert_eq!((of(""), of("48 29")), (None, None));
    }
}
