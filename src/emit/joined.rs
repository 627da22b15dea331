//! Several documents in one file.

use std::io::{self, Write};

use super::format::{Format, Sharing};
use super::{csl, tsv};

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
    pub const fn new(out: W, format: Format) -> Self {
        Self { out, sharing: format.sharing(), empty: true }
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
            Sharing::Table => return self.out.write_all(if first { emitted } else { bare(tsv::HEAD, "") }),
            Sharing::Array => bare("", "\n"),
            Sharing::List => bare(csl::BRACKETS.0, csl::BRACKETS.1),
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
            (Sharing::Table, true) => self.out.write_all(tsv::HEAD.as_bytes())?,
            _ => {}
        }
        Ok(self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(documents: &[&str], format: Format) -> String {
        let mut joined = Joined::new(Vec::new(), format);
        for document in documents {
            joined.add(document.as_bytes()).expect("writing to memory cannot fail");
        }
        String::from_utf8(joined.finish().expect("writing to memory cannot fail")).expect("UTF-8")
    }

    #[test]
    fn joined_json_is_an_array() {
        assert_eq!(join(&[], Format::Json), "[]\n");
        assert_eq!(join(&["1\n", "2\n"], Format::Json), "[\n1,\n2\n]\n");
        assert_eq!(join(&["[\n1\n]\n", "[\n2\n]\n"], Format::Csl), "[\n1,\n2\n]\n");
    }

    #[test]
    fn joined_lines_follow_each_other() {
        assert_eq!(join(&[], Format::Jsonl), "");
        assert_eq!(join(&["1\n", "2\n"], Format::Jsonl), "1\n2\n");
    }

    #[test]
    fn joined_tables_have_one_head() {
        let (head, row) = (tsv::HEAD, "a\t1\t\t\t\tx\n");
        assert_eq!(join(&[], Format::Tsv), head);
        assert_eq!(
            join(&[&format!("{head}{row}"), &format!("{head}{row}")], Format::Tsv),
            format!("{head}{row}{row}")
        );
    }
}
