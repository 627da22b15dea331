//! The position of a finding for programs: a path relative to the folder of the run, lines and columns.

use std::fmt::Write;

use crate::source::{Position, Source, Span, unspelled};

/// A span by lines and columns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) start: Position,
    pub(super) end: Position,
}

impl Place {
    pub(super) fn new(source: &Source, span: Span) -> Self {
        Self { start: source.position(span.start), end: source.position(span.end) }
    }
}

/// The path relative to a folder, if it is below it: services identify files by their path in the repository.
pub(super) fn relative<'a>(path: &'a str, root: Option<&str>) -> &'a str {
    let path = path.strip_prefix("./").unwrap_or(path);
    let below = root.and_then(|root| path.strip_prefix(root)?.strip_prefix('/'));
    below.filter(|path| !path.is_empty()).unwrap_or(path)
}

/// Whether a path is absolute, on any system.
pub(super) fn is_absolute(path: &str) -> bool {
    path.starts_with('/') || path.as_bytes().get(1..3).is_some_and(|drive| drive == b":/")
}

/// A path as a URI (RFC 3986): relative, or with `file:` when it is absolute.
pub(super) fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len() + 8);
    if is_absolute(path) {
        uri.push_str(if path.starts_with('/') { "file://" } else { "file:///" });
    }
    for byte in unspelled(path).iter() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(*byte as char)
            }
            _ => write!(uri, "%{byte:02X}").expect("writing to a string cannot fail"),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_of_the_repository() {
        assert_eq!(relative("/work/a/b.txt", Some("/work")), "a/b.txt");
        assert_eq!(relative("/workshop/b.txt", Some("/work")), "/workshop/b.txt");
        assert_eq!(relative("./a/b.txt", None), "a/b.txt");
    }

    #[test]
    fn uris_are_encoded() {
        assert_eq!(uri("a b/Prüm#1%.txt"), "a%20b/Pr%C3%BCm%231%25.txt");
        assert_eq!(uri("a%FF.txt"), "a%FF.txt", "a name that is not UTF-8 has its own bytes");
        assert_eq!(uri("a%25FF.txt"), "a%25FF.txt");
        assert_eq!(uri("a:b.txt"), "a%3Ab.txt");
        assert_eq!(uri("/a.txt"), "file:///a.txt");
    }
}
