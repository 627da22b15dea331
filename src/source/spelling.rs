//! Paths as text. Reports, baselines and results name documents by text, and two documents must not share a name, but a
//! path may be any bytes.

use std::borrow::Cow;
use std::fmt::Write as _;

/// After this many rounds of decoding, a path counts as one that must be encoded.
const ROUNDS: usize = 16;

/// A path as text that no other path has. Bytes that are not UTF-8 are percent-encoded. So is the `%` of a name that
/// would otherwise look like an encoded one; all other names stay unchanged, even `caf%C3%A9`.
pub fn spelled(path: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(path) {
        Ok(text) if !is_ambiguous(text) => Cow::Borrowed(text),
        _ => Cow::Owned(encoded(path)),
    }
}

/// The bytes of a path that is [spelled] as text.
pub fn unspelled(text: &str) -> Cow<'_, [u8]> {
    if is_ambiguous(text) { Cow::Owned(decoded(text.as_bytes())) } else { Cow::Borrowed(text.as_bytes()) }
}

/// Whether this may be the spelling of a path that is not UTF-8, or of one whose own spelling had to be encoded.
fn is_ambiguous(text: &str) -> bool {
    let mut bytes = Cow::Borrowed(text.as_bytes());
    for _ in 0..ROUNDS {
        let next = decoded(&bytes);
        if next.len() == bytes.len() {
            return false;
        }
        if std::str::from_utf8(&next).is_err() {
            return true;
        }
        bytes = Cow::Owned(next);
    }
    true
}

fn encoded(path: &[u8]) -> String {
    let mut text = String::with_capacity(path.len() + 8);
    for chunk in path.utf8_chunks() {
        for (at, c) in chunk.valid().char_indices() {
            text.push(c);
            if c == '%' && code(&chunk.valid().as_bytes()[at + 1..]).is_some() {
                text.push_str("25");
            }
        }
        chunk
            .invalid()
            .iter()
            .for_each(|byte| write!(text, "%{byte:02X}").expect("writing to a string cannot fail"));
    }
    text
}

fn decoded(bytes: &[u8]) -> Vec<u8> {
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        let code = code(&bytes[at + 1..]).filter(|_| byte == b'%');
        out.push(code.unwrap_or(byte));
        at += if code.is_some() { 3 } else { 1 };
    }
    out
}

/// The byte that a percent sign before this text encodes: the sign itself, or one that is not ASCII.
fn code(text: &[u8]) -> Option<u8> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    };
    let byte = digit(*text.first()?)? * 16 + digit(*text.get(1)?)?;
    (byte == b'%' || !byte.is_ascii()).then_some(byte)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_that_are_text_stay_as_they_are() {
        for name in ["a.txt", "100 %", "a%20b", "caf%C3%A9.txt", "a%25b", "\u{fffd}", "%", "%%", "%f"] {
            assert_eq!(spelled(name.as_bytes()), name);
            assert_eq!(unspelled(name), name.as_bytes());
        }
        assert_eq!(spelled(b"a\xff.txt"), "a%FF.txt");
        assert_eq!(spelled(b"a%FF.txt"), "a%25FF.txt");
    }

    /// All strings of up to five of these pieces.
    #[test]
    fn no_two_paths_are_spelled_alike() {
        let pieces: [&[u8]; 8] = [b"%", b"25", b"FF", b"\xff", b"%25", b"C3", b"A9", b"\xc3"];
        let (mut all, mut last): (HashSet<Vec<u8>>, _) = (HashSet::new(), vec![Vec::new()]);
        for _ in 0..5 {
            last = last.iter().flat_map(|path| pieces.map(|piece| [path, piece].concat())).collect();
            all.extend(last.iter().cloned());
        }
        let spellings: HashSet<Cow<str>> = all.iter().map(|path| spelled(path)).collect();
        assert_eq!(spellings.len(), all.len());
        assert!(all.iter().all(|path| unspelled(&spelled(path)) == path.as_slice()));
    }

    #[test]
    fn a_sign_that_is_encoded_many_times_ends() {
        for length in [10, 15, 16, 17, 1000] {
            let name = format!("%{}FF", "25".repeat(length));
            assert_eq!(unspelled(&spelled(name.as_bytes())), name.as_bytes());
        }
    }
}
