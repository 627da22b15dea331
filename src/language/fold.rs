//! One form for the ways in which a phrase is written: case, apostrophes, hyphens, white space, ligatures.

/// The bytes of one character, or run of white space, in folded form.
pub(super) struct Folded {
    bytes: [u8; CAPACITY],
    len: usize,
}

/// A character has at most three others in lower case, of four bytes each.
const CAPACITY: usize = 12;

impl Folded {
    fn ascii(byte: u8) -> Self {
        let mut bytes = [0; CAPACITY];
        bytes[0] = byte;
        Self { bytes, len: 1 }
    }

    fn of(chars: impl Iterator<Item = char>) -> Self {
        let mut folded = Self { bytes: [0; CAPACITY], len: 0 };
        for c in chars {
            folded.len += c.encode_utf8(&mut folded.bytes[folded.len..]).len();
        }
        folded
    }

    /// The folded bytes. A soft hyphen has none.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

/// The folded form of what the text begins with, and the bytes of the text that it covers.
///
/// Spaces and tabs in a row are one space; a line break is none and stays what it is.
pub(super) fn first(text: &str) -> Option<(Folded, usize)> {
    let byte = *text.as_bytes().first()?;
    if byte.is_ascii() && !is_space(char::from(byte)) {
        return Some((Folded::ascii(byte.to_ascii_lowercase()), 1));
    }
    let c = text.chars().next()?;
    if is_space(c) {
        return Some((Folded::ascii(b' '), text.len() - text.trim_start_matches(is_space).len()));
    }
    Some((char(c), c.len_utf8()))
}

/// The folded bytes of letters.
pub(super) fn bytes(letters: &str) -> impl Iterator<Item = u8> {
    letters.chars().flat_map(folded)
}

/// The folded bytes of a letter.
pub(super) fn folded(c: char) -> impl Iterator<Item = u8> {
    let Folded { bytes, len } = char(c);
    bytes.into_iter().take(len)
}

/// The whole text in folded form.
pub(super) fn text(mut text: &str) -> String {
    let mut folded = Vec::with_capacity(text.len());
    while let Some((part, len)) = first(text) {
        folded.extend_from_slice(part.bytes());
        text = &text[len..];
    }
    String::from_utf8_lossy(&folded).into_owned()
}

/// White space within a line, also the kinds that keep words together.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A character in folded form.
pub(super) fn char(c: char) -> Folded {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{b4}' => Folded::ascii(b'\''),
        '\u{2010}' | '\u{2011}' => Folded::ascii(b'-'),
        '\u{ad}' => Folded::of(std::iter::empty()),
        'ﬁ' => Folded::of("fi".chars()),
        'ﬂ' => Folded::of("fl".chars()),
        'ﬀ' => Folded::of("ff".chars()),
        'ﬃ' => Folded::of("ffi".chars()),
        'ﬄ' => Folded::of("ffl".chars()),
        _ if c.is_ascii() => Folded::ascii(c.to_ascii_lowercase() as u8),
        _ => Folded::of(c.to_lowercase().map(letter)),
    }
}

/// One letter for those that are written in place of each other: final sigma, Romanian letters with a cedilla for a
/// comma, Russian е for ё.
const fn letter(c: char) -> char {
    match c {
        'ς' => 'σ',
        'ș' => 'ş',
        'ț' => 'ţ',
        'ё' => 'е',
        _ => c,
    }
}

/// Whether a character belongs to a word: letters, digits and combining marks.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_and_signs() {
        assert_eq!(text("L’AMBASSADEUR"), "l'ambassadeur");
        assert_eq!(text("Secretary\u{2011}\u{a0} \tGeneral"), "secretary- general");
        assert_eq!(text("İzmir ΟΔΟΣ ﬁnal"), "i\u{307}zmir οδοσ final");
        assert_eq!(text("Presse\u{ad}mitteilung"), "pressemitteilung");
        assert_eq!(text("a\r\nb"), "a\r\nb");
        assert_eq!(text("conferință Королёв"), "conferinţă королев");
    }
}
