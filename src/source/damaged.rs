//! UTF-8 with bytes that are not UTF-8: two files joined, a line pasted from elsewhere, a file cut in a character.
//!
//! Such a byte becomes a character of its own, so that the rest is read as what it is and every byte can be written again.

/// The first of the characters that stand for invalid bytes; it is the one for the byte 0x80.
///
/// U+EF80 to U+EFFF are in the private use area, and the convention for raw octets of the OPTU-8 encoding of MirBSD.
const FIRST: u32 = 0xef80;

/// The invalid byte that a character stands for, in the text of a file that is
/// [damaged UTF-8](super::Encoding::DamagedUtf8).
pub fn invalid_byte(c: char) -> Option<u8> {
    let offset = u8::try_from(u32::from(c).checked_sub(FIRST)?).ok()?;
    (offset < 0x80).then(|| 0x80 + offset)
}

fn character(byte: u8) -> char {
    char::from_u32(FIRST + u32::from(byte) - 0x80).expect("the private use area has no gaps")
}

/// The text of bytes that are UTF-8 for the most part.
///
/// `None` if they are something else: if there are more invalid bytes than [evidence] for UTF-8, or if a character
/// occurs that would stand for an invalid byte.
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    let mut text = String::with_capacity(bytes.len() + 16);
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        if chunk.valid().contains(|c| invalid_byte(c).is_some()) {
            return None;
        }
        valid += chunk.valid().chars().map(evidence).sum::<usize>();
        text.push_str(chunk.valid());
        invalid += chunk.invalid().len();
        text.extend(chunk.invalid().iter().map(|byte| character(*byte)));
    }
    (valid > invalid).then_some(text)
}

/// How much a valid character shows that bytes are UTF-8. In a one-byte encoding, two valid bytes are rare, rarer if the
/// first is `Â` or `Ã`, and three hardly ever occur.
const fn evidence(c: char) -> usize {
    match c {
        '\0'..='\x7f' => 0,
        '\u{80}'..='ÿ' => 2,
        'Ā'..='\u{7ff}' => 1,
        _ => 10,
    }
}

/// The bytes that [`decode`] made this text from.
pub(super) fn encode(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, c)) = rest.char_indices().find(|(_, c)| invalid_byte(*c).is_some()) {
        bytes.extend(&rest.as_bytes()[..at]);
        bytes.extend(invalid_byte(c));
        rest = &rest[at + c.len_utf8()..];
    }
    bytes.extend(rest.as_bytes());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_invalid_byte_comes_back() {
        let mut bytes = "— “Česko” — ".repeat(40).into_bytes();
        for byte in 0x80..=0xff {
            bytes.extend([b'a', byte]);
        }
        let text = decode(&bytes).expect("mostly UTF-8");
        assert_eq!(encode(&text), bytes);
        assert_eq!(text.chars().filter_map(invalid_byte).count(), 128);
    }

    #[test]
    fn one_byte_encodings_are_not_utf_8() {
        let refused: [&[u8]; 5] = [
            b"\xc9t\xe9 \xe0 Orl\xe9ans: \xabCAF\xc9\xbb",
            b"\x93Alliance\x94",
            b"caf\xe9",
            "one character beyond ASCII: é, and \u{ef92} \u{fffd}".as_bytes(),
            b"\xc9\x92\x94\x96",
        ];
        for bytes in refused {
            let with_byte = [bytes, b"\xff"].concat();
            assert_eq!(decode(&with_byte), None, "{bytes:?}");
        }
    }
}
