//! Which lines of a file differ from its old content.

use std::path::Path;

use super::Lines;
use crate::files::regular;
use crate::files::tree::Oid;
use crate::fix::new_lines;
use crate::source::{Encoding, LineEnding, Source};

/// Whether a file has the bytes of a blob, or those that git writes for it with CRLF line endings.
pub(super) fn is_same(oid: Oid, bytes: &[u8]) -> bool {
    oid.names(bytes) || without_returns(bytes).is_some_and(|bytes| oid.names(&bytes))
}

/// The bytes with line feeds only, if all their lines end with CRLF.
fn without_returns(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut ends = memchr::memchr_iter(b'\n', bytes).peekable();
    ends.peek()?;
    let mut plain = Vec::with_capacity(bytes.len());
    let mut start = 0;
    for end in ends {
        plain.extend(bytes[start..end].strip_suffix(b"\r")?);
        start = end;
    }
    plain.extend(&bytes[start..]);
    Some(plain)
}

/// The changed lines of a file; `None` if there are none, all if it cannot be determined.
pub(super) fn file(old: Vec<u8>, file: &Path) -> Option<Lines> {
    let new = regular::read(file).ok().and_then(|new| Source::decode("", new).ok());
    match (Source::decode("", old), new) {
        (Ok(old), Some(new)) if family(old.encoding()) == family(new.encoding()) => lines(&old, &new),
        _ => Some(Lines::whole()),
    }
}

/// Encodings that can replace each other without changing any character.
fn family(encoding: Encoding) -> u8 {
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Bom | Encoding::DamagedUtf8 => 0,
        Encoding::Windows1252 | Encoding::Latin1 => 1,
        Encoding::Utf16Le => 2,
        Encoding::Utf16Be => 3,
    }
}

/// git may be configured to write other line endings than it stores: if all lines of both texts end alike, the kind of
/// ending is not a change.
fn lines(old: &Source, new: &Source) -> Option<Lines> {
    let plain = [old, new].iter().all(|source| source.line_ending() != LineEnding::Mixed);
    let [from, to] = [old, new].map(|source| {
        let lines = source.text().split_inclusive('\n');
        lines.map(|line| if plain { ended(line) } else { (line, true) }).collect::<Vec<_>>()
    });
    if from == to {
        return None;
    }
    let ranges = new_lines(&from, &to).into_iter().map(|lines| (lines.start + 1, lines.end));
    Some(Lines { ranges: ranges.collect() })
}

/// A line without its ending, and whether it has one.
fn ended(line: &str) -> (&str, bool) {
    match line.strip_suffix('\n') {
        Some(line) => (line.strip_suffix('\r').unwrap_or(line), true),
        None => (line, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(old: &[u8], new: &[u8]) -> Option<Lines> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, new).unwrap();
        file(old.to_vec(), &path)
    }

    fn lines(ranges: &[(usize, usize)]) -> Option<Lines> {
        Some(Lines { ranges: ranges.to_vec() })
    }

    #[test]
    fn line_ends_of_another_system_are_no_change() {
        assert_eq!(of(b"a\nb\n", b"a\r\nb\r\n"), None);
        assert_eq!(of(b"a\r\nb", b"a\nb"), None);
        assert_eq!(of(b"a\nb\n", b"a\r\nc\r\n"), lines(&[(2, 2)]));
        assert_eq!(of(b"a\nb\n", b"a\r\nb\n"), lines(&[(1, 1)]), "a mixture is a change");
        assert_eq!(of(b"a\r\nb\n", b"a\r\nb\r\n"), lines(&[(2, 2)]));
        assert_eq!(of(b"a\nb\n", b"a\nb"), lines(&[(2, 2)]), "a missing line end is a change");
    }

    #[test]
    fn other_encodings_and_binary_files_are_new_as_a_whole() {
        assert_eq!(of("é\nb\n".as_bytes(), b"\xe9\nb\n"), Some(Lines::whole()));
        assert_eq!(of(b"a\0", b"a\n"), Some(Lines::whole()));
        assert_eq!(of(b"\xe9\nb\n", b"\xe9\n\x93b\n"), lines(&[(2, 2)]));
        assert_eq!(of(b"a\nb\n", b"\xef\xbb\xbfa\nb\n"), lines(&[(1, 1)]));
    }

    #[test]
    fn names_of_blobs_know_line_ends() {
        let oid = Oid::read("78981922613b2afb6025042ff6bd878ac1994e85").unwrap();
        assert!(is_same(oid, b"a\n") && is_same(oid, b"a\r\n"));
        assert!(!is_same(oid, b"a\r\r\n") && !is_same(oid, b"a"));
    }
}
