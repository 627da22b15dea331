//! A document's bytes as text: decoding, line starts, spans and positions. Immutable once made.

use std::borrow::Cow;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

mod damaged;
mod fold;
mod marks;
mod spelling;
mod tables;
pub use damaged::invalid_byte;
pub use fold::{each_folded, fold};
use marks::Marks;
pub use spelling::{spelled, unspelled};
pub use tables::Table;

/// A range of a source's text: byte offsets, half-open, always on character boundaries.
///
/// For a file in UTF-8 the offsets are those of the file itself, including a byte order mark. For other encodings they
/// count bytes of the text decoded to UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to but excluding `end`.
    #[inline]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }
    /// The empty span before the byte at `offset`.
    pub const fn at(offset: usize) -> Self {
        Self { start: offset, end: offset }
    }
    /// Length in bytes.
    #[inline]
    pub const fn len(self) -> usize {
        self.end - self.start
    }
    /// Whether the span is empty.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }
    /// Whether `other` is entirely inside this span.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl Serialize for Span {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [self.start, self.end].serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <[usize; 2]>::deserialize(deserializer).map(|[start, end]| Span { start, end })
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Span {
    fn schema_name() -> Cow<'static, str> {
        "Span".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Byte offsets into the UTF-8 text: start, and end (exclusive).",
            "type": "array", "items": { "type": "integer", "minimum": 0 }, "minItems": 2, "maxItems": 2
        })
    }
}

/// A position for people: line and column from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line number, from 1.
    pub line: usize,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: usize,
}

/// How the bytes of a file encode its characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 without byte order mark.
    Utf8,
    /// UTF-8 that begins with a byte order mark (U+FEFF, kept as the first character of the text).
    Utf8Bom,
    /// UTF-8 with bytes that are not UTF-8: each is one character of the text, see [`invalid_byte`].
    DamagedUtf8,
    /// UTF-16, little endian, with byte order mark.
    Utf16Le,
    /// UTF-16, big endian, with byte order mark.
    Utf16Be,
    /// Windows-1252: the file is not UTF-8 and uses 0x80 to 0x9F for quotation marks, dashes and the like.
    Windows1252,
    /// ISO 8859-1: the file is not UTF-8 and has no character between 0x80 and 0x9F.
    Latin1,
}

impl Encoding {
    /// The IANA name; a byte order mark is spelled out.
    pub const fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf8Bom => "utf-8 with byte order mark",
            Encoding::DamagedUtf8 => "utf-8 with invalid bytes",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Windows1252 => "windows-1252",
            Encoding::Latin1 => "iso-8859-1",
        }
    }

    /// The bytes that encode the text; `None` when one of its characters does not exist in the encoding.
    fn encode(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Encoding::Utf8 | Encoding::Utf8Bom => Some(text.as_bytes().to_vec()),
            Encoding::DamagedUtf8 => Some(damaged::encode(text)),
            Encoding::Utf16Le => Some(utf16(text, u16::to_le_bytes)),
            Encoding::Utf16Be => Some(utf16(text, u16::to_be_bytes)),
            Encoding::Windows1252 | Encoding::Latin1 => {
                let (bytes, _, unmappable) = encoding_rs::WINDOWS_1252.encode(text);
                let fits = self == Encoding::Windows1252 || text.chars().all(|c| c <= '\u{ff}');
                (!unmappable && fits).then(|| bytes.into_owned())
            }
        }
    }
}

/// How the lines of a file end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEnding {
    /// No line ending at all: the file is empty or one line.
    None,
    /// Line feed.
    Lf,
    /// Carriage return and line feed.
    CrLf,
    /// Carriage return, as on the Macintosh before 2001. In the text, the lines end with a line feed.
    Cr,
    /// More than one kind in one file.
    Mixed,
}

impl LineEnding {
    /// `lf`, `crlf`, `cr`, `mixed` or `none`.
    pub const fn name(self) -> &'static str {
        match self {
            LineEnding::None => "none",
            LineEnding::Lf => "lf",
            LineEnding::CrLf => "crlf",
            LineEnding::Cr => "cr",
            LineEnding::Mixed => "mixed",
        }
    }
}

/// Why bytes are not a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undecodable {
    /// A NUL byte in a file without UTF-16 byte order mark: a binary file.
    Binary,
    /// UTF-16 with a lone surrogate or half a character.
    BadUtf16,
}

impl std::fmt::Display for Undecodable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Undecodable::Binary => "is a binary file, not text",
            Undecodable::BadUtf16 => "starts with a UTF-16 byte order mark but is not valid UTF-16",
        })
    }
}

/// Distance in bytes between positions for which the number of preceding characters is stored.
const STRIDE: usize = 1024;

/// The number of characters that begin in these bytes of UTF-8.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// The number of characters before each stride, and before the end.
fn strides(bytes: &[u8]) -> Vec<usize> {
    let sums = bytes.chunks(STRIDE).scan(0, |sum, chunk| {
        *sum += beginnings(chunk);
        Some(*sum)
    });
    std::iter::once(0).chain(sums).collect()
}

/// One document as it was read: path, text, line starts, encoding and facts about the original bytes.
#[derive(Clone, Debug)]
pub struct Source {
    path: String,
    text: String,
    line_starts: Vec<usize>,
    /// The number of characters before each [`STRIDE`] of the text, counted when a long line needs a column.
    strides: OnceLock<Vec<usize>>,
    /// Found on first use.
    marks: OnceLock<Marks>,
    encoding: Encoding,
    line_ending: LineEnding,
    /// The original bytes, if they differ from the text's own.
    original: Option<Vec<u8>>,
    /// The identifier, if it is not the file name.
    id: Option<Box<str>>,
}

impl Source {
    /// A source from text that is in memory.
    pub fn from_text(path: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let encoding = utf8(&text);
        Self::new(path.into(), text, encoding, None)
    }

    /// Decodes the bytes of a file.
    ///
    /// A byte order mark decides; then valid UTF-8 is UTF-8, and so is a file that has more of it than bytes that are
    /// none; everything else is Windows-1252, called ISO 8859-1 if no byte distinguishes the two. All three give every
    /// byte a character, so nothing is lost.
    ///
    /// If no line ends with a line feed, each carriage return ends one, and is a line feed in the text.
    pub fn decode(path: impl Into<String>, bytes: Vec<u8>) -> Result<Self, Undecodable> {
        let path = path.into();
        if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            return Self::decode_utf16(path, bytes);
        }
        if memchr::memchr(0, &bytes).is_some() {
            return Err(Undecodable::Binary);
        }
        match String::from_utf8(bytes) {
            Ok(text) if has_old_lines(&text) => {
                let (encoding, bytes) = (utf8(&text), text.clone().into_bytes());
                Ok(Self::new(path, text, encoding, Some(bytes)))
            }
            Ok(text) => Ok(Self::from_text(path, text)),
            Err(error) => {
                let bytes = error.into_bytes();
                if let Some(text) = damaged::decode(&bytes) {
                    return Ok(Self::new(path, text, Encoding::DamagedUtf8, Some(bytes)));
                }
                let encoding = if bytes.iter().any(|b| (0x80..=0x9f).contains(b)) {
                    Encoding::Windows1252
                } else {
                    Encoding::Latin1
                };
                let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
                let text = text.into_owned();
                Ok(Self::new(path, text, encoding, Some(bytes)))
            }
        }
    }

    /// A source from text that was one before: as if its file had been read, in this encoding.
    ///
    /// `old_lines` says whether its lines ended with a [carriage return](LineEnding::Cr). `None` when a character does
    /// not exist in that encoding.
    pub fn restored(
        path: impl Into<String>,
        text: String,
        encoding: Encoding,
        old_lines: bool,
    ) -> Option<Self> {
        let marked = text.starts_with('\u{feff}');
        if old_lines {
            let bytes = encoding.encode(&text.replace('\n', "\r"))?;
            return Self::decode(path, bytes).ok();
        }
        match encoding {
            Encoding::Utf8 | Encoding::Utf8Bom if marked || encoding == Encoding::Utf8 => {
                Some(Self::from_text(path, text))
            }
            Encoding::Utf8Bom => Some(Self::from_text(path, format!("\u{feff}{text}"))),
            encoding => {
                let bytes = encoding.encode(&text)?;
                Some(Self::new(path.into(), text, encoding, Some(bytes)))
            }
        }
    }

    fn decode_utf16(path: String, bytes: Vec<u8>) -> Result<Self, Undecodable> {
        let (encoding, table) = if bytes[0] == 0xff {
            (Encoding::Utf16Le, encoding_rs::UTF_16LE)
        } else {
            (Encoding::Utf16Be, encoding_rs::UTF_16BE)
        };
        let text = table.decode_without_bom_handling_and_without_replacement(&bytes[2..]);
        let text = text.ok_or(Undecodable::BadUtf16)?.into_owned();
        Ok(Self::new(path, text, encoding, Some(bytes)))
    }

    fn new(path: String, mut text: String, encoding: Encoding, original: Option<Vec<u8>>) -> Self {
        let old_lines = original.is_some() && has_old_lines(&text);
        if old_lines {
            text = text.replace('\r', "\n");
        }
        let mut line_starts = Vec::with_capacity(text.len() / 64 + 2);
        line_starts.push(0);
        let (mut lf, mut crlf) = (false, false);
        for at in memchr::memchr_iter(b'\n', text.as_bytes()) {
            if at > 0 && text.as_bytes()[at - 1] == b'\r' {
                crlf = true;
            } else {
                lf = true;
            }
            line_starts.push(at + 1);
        }
        if line_starts.len() > 1 && line_starts.last() == Some(&text.len()) {
            line_starts.pop();
        }
        let line_ending = match (lf, crlf) {
            _ if old_lines => LineEnding::Cr,
            (false, false) => LineEnding::None,
            (true, false) => LineEnding::Lf,
            (false, true) => LineEnding::CrLf,
            (true, true) => LineEnding::Mixed,
        };
        let (strides, marks) = (OnceLock::new(), OnceLock::new());
        Self { path, text, line_starts, strides, marks, encoding, line_ending, original, id: None }
    }

    /// The path as the user knows it, with `/` between folders.
    pub fn path(&self) -> &str {
        &self.path
    }
    /// The same source with an identifier from the caller, which is unique where its file name is not.
    #[must_use]
    pub fn identified(self, id: impl Into<Box<str>>) -> Self {
        Self { id: Some(id.into()), ..self }
    }
    /// The document's id: the one set by the caller, else the file name without its last extension.
    pub fn id(&self) -> &str {
        self.id.as_deref().unwrap_or_else(|| self.stem())
    }
    /// The file name without folders and without its last extension.
    pub fn stem(&self) -> &str {
        id_of(&self.path)
    }
    /// The file name without folders.
    pub fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
    /// The whole text.
    #[inline]
    pub fn text(&self) -> &str {
        &self.text
    }
    /// The text of a span; a span outside the text is cut to it.
    #[inline]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or("")
    }
    /// The text of a span with every run of white space collapsed to one space and trimmed.
    pub fn fold(&self, span: Span) -> Cow<'_, str> {
        fold(self.slice(span))
    }
    /// The marks in a span with their offsets: every character but ASCII letters, digits, spaces and line feeds.
    pub fn marks(&self, span: Span) -> impl Iterator<Item = (usize, char)> {
        self.all_marks().within(span).iter().map(|(at, mark)| (*at as usize, *mark))
    }
    /// Whether the text has this ASCII mark, or a character beyond ASCII whose UTF-8 begins with this byte.
    pub fn has_mark(&self, byte: u8) -> bool {
        self.all_marks().has(byte)
    }
    fn all_marks(&self) -> &Marks {
        self.marks.get_or_init(|| Marks::of(&self.text))
    }
    /// How the file was encoded.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }
    /// How the lines end.
    pub fn line_ending(&self) -> LineEnding {
        self.line_ending
    }
    /// Length of the original file in bytes.
    pub fn byte_len(&self) -> usize {
        self.original.as_ref().map_or(self.text.len(), Vec::len)
    }
    /// The original file's bytes.
    pub fn bytes(&self) -> &[u8] {
        self.original.as_deref().unwrap_or(self.text.as_bytes())
    }
    /// SHA-256 of the original bytes, in hexadecimal.
    pub fn sha256(&self) -> String {
        use std::fmt::Write;
        let mut hex = String::with_capacity(64);
        for byte in Sha256::digest(self.bytes()) {
            let _ = write!(hex, "{byte:02x}");
        }
        hex
    }
    /// Whether the last line has a line ending. An empty file has nothing to end.
    pub fn has_final_newline(&self) -> bool {
        self.text.is_empty() || self.text.ends_with('\n')
    }
    /// Number of lines; a line ending at the end of the file does not start another line.
    pub fn line_count(&self) -> usize {
        if self.text.is_empty() { 0 } else { self.line_starts.len() }
    }
    /// The lines with their line endings, in order.
    pub fn lines(&self) -> impl Iterator<Item = Span> + '_ {
        let ends = self.line_starts.iter().skip(1).copied().chain([self.text.len()]);
        let lines = self.line_starts.iter().zip(ends).map(|(start, end)| Span::new(*start, end));
        lines.take(self.line_count())
    }
    /// The line, from 1, that contains the byte at `offset`.
    pub fn line_at(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset).max(1)
    }
    /// The span of a line, from 1, without its line ending.
    pub fn line_span(&self, line: usize) -> Span {
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        let end = self.line_starts.get(line).copied().unwrap_or(self.text.len());
        let text = &self.text[start..end];
        Span::new(start, start + text.trim_end_matches('\n').trim_end_matches('\r').len())
    }
    /// Line and column of a byte offset.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.line_at(offset);
        let start = self.line_starts[line - 1];
        Position { line, column: self.characters(start, offset) + 1 }
    }
    /// The number of characters that begin in a range of bytes. A paragraph may be a megabyte long and have ten
    /// thousand findings, so long ranges are not counted again each time.
    fn characters(&self, start: usize, end: usize) -> usize {
        let bytes = self.text.as_bytes();
        if end - start <= 2 * STRIDE {
            return beginnings(&bytes[start..end]);
        }
        let strides = self.strides.get_or_init(|| strides(bytes));
        let before = |at: usize| strides[at / STRIDE] + beginnings(&bytes[at - at % STRIDE..at]);
        before(end) - before(start)
    }
    /// The text in the original encoding of the file, and with its line endings.
    ///
    /// `None` when a character of `text` does not exist in that encoding.
    pub fn encode(&self, text: &str) -> Option<Vec<u8>> {
        match self.line_ending {
            LineEnding::Cr => self.encoding.encode(&text.replace('\n', "\r")),
            _ => self.encoding.encode(text),
        }
    }
}

/// Whether a text has lines, and all of them end with a carriage return.
fn has_old_lines(text: &str) -> bool {
    memchr::memchr(b'\r', text.as_bytes()).is_some() && memchr::memchr(b'\n', text.as_bytes()).is_none()
}

fn utf8(text: &str) -> Encoding {
    if text.starts_with('\u{feff}') { Encoding::Utf8Bom } else { Encoding::Utf8 }
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
}

/// The id of a document, by its path with `/` between folders: the file name without its last extension.
pub fn id_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters() {
        let source = Source::from_text("a.txt", "é’à x\nzwei");
        assert_eq!(source.position(8), Position { line: 1, column: 5 });
        assert_eq!(source.position(9), Position { line: 1, column: 6 });
        assert_eq!(source.position(10), Position { line: 2, column: 1 });
        assert_eq!(source.position(99), Position { line: 2, column: 5 });
    }

    #[test]
    fn columns_of_long_lines_count_characters() {
        for length in [2 * STRIDE, 5 * STRIDE, 5 * STRIDE + 1] {
            let text = format!("eins\n{}", "é’x".repeat(length));
            let source = Source::from_text("a.txt", &text);
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)).step_by(97) {
                let start = if at < 5 { 0 } else { 5 };
                assert_eq!(source.position(at).column, text[start..at].chars().count() + 1, "{at}");
            }
            assert_eq!(source.position(text.len()).column, 3 * length + 1);
        }
    }

    #[test]
    fn encodings_are_told_apart_and_come_back() {
        let cases: [(&[u8], Encoding, &str); 8] = [
            ("Prüm".as_bytes(), Encoding::Utf8, "Prüm"),
            (b"\xef\xbb\xbfabc", Encoding::Utf8Bom, "\u{feff}abc"),
            (b"\xff\xfea\0\x19\x20", Encoding::Utf16Le, "a’"),
            (b"\xfe\xff\0a\x20\x19", Encoding::Utf16Be, "a’"),
            (b"Alliance\x92s", Encoding::Windows1252, "Alliance’s"),
            (b"communiqu\xe9", Encoding::Latin1, "communiqué"),
            (b"Pr\xc3\xbcm \x96 Trier", Encoding::DamagedUtf8, "Prüm \u{ef96} Trier"),
            (b"\xef\xbb\xbfAlliance\x92s", Encoding::DamagedUtf8, "\u{feff}Alliance\u{ef92}s"),
        ];
        for (bytes, encoding, text) in cases {
            let source = Source::decode("a", bytes.to_vec()).expect("decodes");
            assert_eq!((source.encoding(), source.text()), (encoding, text));
            assert_eq!(source.encode(text).as_deref(), Some(bytes), "{}", encoding.name());
            assert_eq!(source.byte_len(), bytes.len());
        }
        assert_eq!(Source::decode("a", b"a\0b".to_vec()).err(), Some(Undecodable::Binary));
        assert_eq!(Source::decode("a", b"\xff\xfea".to_vec()).err(), Some(Undecodable::BadUtf16));
    }

    #[test]
    fn every_byte_of_a_one_byte_file_comes_back() {
        let bytes: Vec<u8> = (1..=255).collect();
        let source = Source::decode("a", bytes.clone()).expect("decodes");
        assert_eq!(source.encode(source.text()), Some(bytes));
    }

    #[test]
    fn lines_may_end_with_a_carriage_return() {
        for bytes in [&b"a\r\rb\r"[..], b"Pr\xfcm\rb", b"\xff\xfea\0\r\0b\0", b"\xef\xbb\xbfa\r"] {
            let source = Source::decode("a", bytes.to_vec()).expect("decodes");
            assert_eq!(source.line_ending(), LineEnding::Cr);
            assert!(source.line_count() > 1 || source.has_final_newline());
            assert!(!source.text().contains('\r'));
            assert_eq!((source.bytes(), source.encode(source.text()).as_deref()), (bytes, Some(bytes)));
            let again =
                Source::restored("a", source.text().to_string(), source.encoding(), true).expect("encodes");
            assert_eq!(again.bytes(), bytes);
        }
        for bytes in [&b"a\rb\n"[..], b"a\r\nb\rc"] {
            let source = Source::decode("a", bytes.to_vec()).expect("decodes");
            assert_ne!(source.line_ending(), LineEnding::Cr);
            assert_eq!(source.encode(source.text()).as_deref(), Some(bytes));
        }
    }

    #[test]
    fn ids_are_file_stems() {
        let id = |path: &str| Source::from_text(path, "").id().to_string();
        assert_eq!(id("seeds/000_7dd5.txt"), "000_7dd5");
        assert_eq!(id("s020924b.htm.txt"), "s020924b.htm");
        assert_eq!(id(".hidden"), ".hidden");
    }
}
