//! The tables of other one-byte encodings, for text that was decoded with the wrong one.

use encoding_rs::Encoding;

/// A one-byte encoding that files are not decoded with, but have been elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// Windows-1252, western Europe.
    Windows1252,
    /// Mac OS Roman, western Europe.
    MacRoman,
    /// Windows-1250, central Europe.
    Windows1250,
    /// ISO 8859-2, central Europe.
    Latin2,
    /// Windows-1251, Cyrillic.
    Windows1251,
    /// KOI8-R, Cyrillic.
    Koi8R,
}

impl Table {
    /// The IANA name, as `iconv` has it.
    pub const fn name(self) -> &'static str {
        match self {
            Table::Windows1252 => "windows-1252",
            Table::MacRoman => "macintosh",
            Table::Windows1250 => "windows-1250",
            Table::Latin2 => "iso-8859-2",
            Table::Windows1251 => "windows-1251",
            Table::Koi8R => "koi8-r",
        }
    }

    const fn encoding(self) -> &'static Encoding {
        match self {
            Table::Windows1252 => encoding_rs::WINDOWS_1252,
            Table::MacRoman => encoding_rs::MACINTOSH,
            Table::Windows1250 => encoding_rs::WINDOWS_1250,
            Table::Latin2 => encoding_rs::ISO_8859_2,
            Table::Windows1251 => encoding_rs::WINDOWS_1251,
            Table::Koi8R => encoding_rs::KOI8_R,
        }
    }

    /// The bytes of a text; `None` when the table does not have one of its characters.
    pub fn encode(self, text: &str) -> Option<Vec<u8>> {
        let (bytes, _, is_lossy) = self.encoding().encode(text);
        (!is_lossy).then(|| bytes.into_owned())
    }

    /// The characters of these bytes.
    pub fn decode(self, bytes: &[u8]) -> String {
        self.encoding().decode_without_bom_handling(bytes).0.into_owned()
    }
}
