//! Wrongly decoded characters and their originals.

/// The Windows-1252 characters for the bytes 0x80 to 0x9F; five bytes have none.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', //
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The byte that Windows-1252 or ISO 8859-1 decodes as this character.
pub(in crate::rules) fn byte_of(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return Some(byte);
    }
    let at = WINDOWS.iter().position(|known| *known == c)?;
    u8::try_from(0x80 + at).ok()
}

/// The Windows-1252 character for a byte of 0x80 to 0x9F, if there is one.
pub(in crate::rules) fn windows(c: char) -> Option<char> {
    let at = u32::from(c).checked_sub(0x80)?;
    WINDOWS.get(usize::try_from(at).ok()?).copied().filter(|meant| *meant != c)
}

/// The character for a byte from 0x80 in Windows-1252, if there is one.
pub(in crate::rules) fn windows_character(byte: u8) -> Option<char> {
    windows(char::from(byte)).or((byte >= 0xa0).then_some(char::from(byte)))
}

/// A UTF-8 character whose bytes were decoded one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) struct Misread {
    /// The length of its current form, in bytes.
    pub(in crate::rules) len: usize,
    /// The original character.
    pub(in crate::rules) meant: char,
}

/// The wrongly decoded character at the start of a text: `é` of `Ã©`, `’` of `â€™`.
pub(in crate::rules) fn misread(text: &str) -> Option<Misread> {
    let mut chars = text.chars();
    let lead = u32::from(chars.next()?);
    let count = match lead {
        0xc2..=0xdf => 2,
        0xe2 | 0xef => 3,
        _ => return None,
    };
    let (mut code, mut len) = (if count == 2 { lead & 0x1f } else { lead & 0x0f }, 2);
    for _ in 1..count {
        let c = chars.next()?;
        let byte = u32::from(byte_of(c).filter(|byte| (0x80..=0xbf).contains(byte))?);
        code = code << 6 | byte & 0x3f;
        len += c.len_utf8();
    }
    char::from_u32(code).map(|meant| Misread { len, meant })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_8_read_as_windows_1252_comes_back() {
        for (text, meant) in
            [("Ã©t", 'é'), ("â€™s", '’'), ("â\u{80}\u{99}", '’'), ("ï»¿", '\u{feff}'), ("Â£", '£')]
        {
            assert_eq!(misread(text).map(|found| found.meant), Some(meant), "{text}");
        }
        for text in ["été", "â la", "Âge", "Ã", "a", ""] {
            assert_eq!(misread(text), None, "{text}");
        }
        assert_eq!((windows('\u{92}'), windows('\u{81}'), windows('a')), (Some('’'), None, None));
    }
}
