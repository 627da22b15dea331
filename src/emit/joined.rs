//! Several documents in one file.

use std::io::{self, Write};

use super::format::{Format, Sharing};

/// Begins and ends an array.
const BRACKETS: (&str, &str) = ("[\n", "\n]\n");

/// Joins documents that [`emit`](super::emit) wrote into one file of a format that
/// [holds many](Format::holds_many).
#[derive(Debug)]
pub struct Joined<W> {
    out: W,
    sharing: Sharing,
    empty: bool,
}

impl<W: Write> Joined<W> {
    /// A file without documents yet.
    pub const fn new(out: W, format: &Format) -> Self {
        Self { out, sharing: format.sharing, empty: true }
    }
    /// A file for one document, unchanged.
    pub const fn single(out: W) -> Self {
        Self { out, sharing: Sharing::Alone, empty: true }
    }
    /// Whether no document was added.
    pub const fn is_empty(&self) -> bool {
        self.empty
    }

    /// Adds one document as [`emit`](super::emit) wrote it in this format.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn add(&mut self, emitted: &[u8]) -> io::Result<()> {
        let first = std::mem::replace(&mut self.empty, false);
        let bare = |begin: &str, end: &str| {
            let begun = emitted.strip_prefix(begin.as_bytes()).unwrap_or(emitted);
            begun.strip_suffix(end.as_bytes()).unwrap_or(begun)
        };
        let piece = match self.sharing {
            Sharing::Alone | Sharing::Lines => return self.out.write_all(emitted),
            Sharing::Table(head) => return self.out.write_all(if first { emitted } else { bare(head, "") }),
            Sharing::Array => bare("", "\n"),
            Sharing::List => bare(BRACKETS.0, BRACKETS.1),
        };
        self.out.write_all(if first { b"[\n" } else { b",\n" })?;
        self.out.write_all(piece)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn finish(mut self) -> io::Result<W> {
        match (self.sharing, self.empty) {
            (Sharing::Array | Sharing::List, false) => self.out.write_all(b"\n]\n")?,
            (Sharing::Array | Sharing::List, true) => self.out.write_all(b"[]\n")?,
            (Sharing::Table(head), true) => self.out.write_all(head.as_bytes())?,
            _ => {}
        }
        Ok(self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::{csl, json, jsonl, tsv};

    fn join(documents: &[&str], format: &Format) -> String {
        let mut joined = Joined::new(Vec::new(), format);
        for document in documents {
            joined.add(document.as_bytes()).expect("writing to memory cannot fail");
        }
        String::from_utf8(joined.finish().expect("writing to memory cannot fail")).expect("UTF-8")
    }

    #[test]
    fn joined_json_is_an_array() {
        assert_eq!(join(&[], &json::FORMAT), "[]\n");
        assert_eq!(join(&["1\n", "2\n"], &json::FORMAT), "[\n1,\n2\n]\n");
        assert_eq!(join(&["[\n1\n]\n", "[\n2\n]\n"], &csl::FORMAT), "[\n1,\n2\n]\n");
    }

    #[test]
    fn joined_lines_follow_each_other() {
        assert_eq!(join(&[], &jsonl::FORMAT), "");
        assert_eq!(join(&["1\n", "2\n"], &jsonl::FORMAT), "1\n2\n");
    }

    #[test]
    fn joined_tables_have_one_head() {
        let Sharing::Table(head) = tsv::FORMAT.sharing else { panic!("a table") };
        let row = "a\t1\t\t\t\tx\n";
        assert_eq!(join(&[], &tsv::FORMAT), head);
        assert_eq!(
            join(&[&format!("{head}{row}"), &format!("{head}{row}")], &tsv::FORMAT),
            format!("{head}{row}{row}")
        );
    }
}
