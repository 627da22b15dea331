//! Words that were decoded with the wrong table, mended as a whole: of a single letter nobody can say what it was.

use crate::source::Table;

/// What a word was before it was decoded with the wrong table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::rules) struct Remedy {
    /// The word as it was written.
    pub(in crate::rules) meant: String,
    /// The right encoding; `None` is UTF-8.
    pub(in crate::rules) right: Option<Table>,
    /// The encoding that it was decoded with.
    pub(in crate::rules) wrong: Table,
}

/// Most characters of a word; a run of box-drawing characters may have any length.
const LONGEST: usize = 80;

/// The word around a character: letters and everything beyond ASCII, up to white space or a mark of ASCII.
pub(in crate::rules) fn word_at(text: &str, at: usize) -> (usize, usize) {
    let is_part = |c: char| c.is_ascii_alphabetic() || !c.is_ascii() && !c.is_whitespace();
    let before = text[..at].char_indices().rev().take(LONGEST).take_while(|(_, c)| is_part(*c));
    let start = before.last().map_or(at, |(start, _)| start);
    let after = text[at..].chars().take(LONGEST).take_while(|c| is_part(*c)).map(char::len_utf8);
    (start, at + after.sum::<usize>())
}

/// UTF-8 that was decoded with another table than Windows-1252, which `mojibake` knows character by character: `‚Äô` for
/// `’`, `РѕРґРёРЅ` for `один`.
pub(in crate::rules) fn utf8(word: &str) -> Option<Remedy> {
    /// By how often they are the reason.
    const TABLES: [Table; 5] =
        [Table::MacRoman, Table::Windows1251, Table::Windows1250, Table::Latin2, Table::Koi8R];
    if !word.chars().zip(word.chars().skip(1)).any(may_be_pair) {
        return None;
    }
    TABLES.into_iter().find_map(|wrong| {
        let meant = String::from_utf8(wrong.encode(word)?).ok()?;
        // Of the alphabets that the tables are for; two characters may be a letter of any other by chance.
        let is_text = |c: char| {
            matches!(c, 'À'..='ɏ' | 'Ͱ'..='ӿ' | 'Ḁ'..='ỿ') && c.is_alphabetic()
                || matches!(c, '‘'..='”' | '–' | '—' | '…' | '«' | '»')
        };
        let beyond = || meant.chars().filter(|c| !c.is_ascii());
        (beyond().next().is_some() && beyond().all(is_text) && has_one_case(&meant)).then(|| Remedy {
            meant: meant.clone(),
            right: None,
            wrong,
        })
    })
}

/// Whether two characters may come from two bytes of one: not if they stand beside each other in words of living
/// languages.
fn may_be_pair((first, second): (char, char)) -> bool {
    let is_usual = |c: char| matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ' | 'Ͱ'..='Ͽ' | 'А'..='я');
    let is_mark = |c: char| matches!(c, '‘' | '’' | '“'..='„' | '«' | '»' | '–' | '—' | '…');
    let is_beside = is_usual(second) && (first.is_alphabetic() || is_mark(first));
    !first.is_ascii() && !second.is_ascii() && !is_beside
}

/// Cyrillic letters that were decoded as Windows-1252: `ñïàñèáî` for `спасибо`.
pub(in crate::rules) fn cyrillic(word: &str) -> Option<Remedy> {
    const SHORTEST: usize = 4;
    let is_letter = |c: char| matches!(c, 'À'..='ÿ' | '¸' | '¨');
    if word.chars().count() < SHORTEST || !word.chars().all(is_letter) {
        return None;
    }
    let bytes = Table::Windows1252.encode(word)?;
    let read = |right: Table| {
        let meant = right.decode(&bytes);
        (meant.chars().all(char::is_alphabetic) && has_one_case(&meant))
            .then(|| (frequent(&meant), Remedy { meant, right: Some(right), wrong: Table::Windows1252 }))
    };
    let both = [Table::Windows1251, Table::Koi8R].into_iter().filter_map(read);
    let (share, remedy) = both.max_by_key(|(share, _)| *share)?;
    // Half of the letters of a Russian text are among the eight most frequent ones.
    (share >= 30).then_some(remedy)
}

/// The share of the most frequent letters of Russian, Ukrainian and Bulgarian, in per cent.
fn frequent(word: &str) -> usize {
    let count = word.to_lowercase().chars().filter(|c| "оаеинтср".contains(*c)).count();
    count * 100 / word.chars().count().max(1)
}

/// A word of central Europe that was decoded as Windows-1252 or ISO 8859-1: `Wa³êsa` for `Wałęsa`.
pub(in crate::rules) fn central_european(word: &str) -> Option<Remedy> {
    let letters: Vec<char> = word.chars().collect();
    // Between small letters, such a sign is neither a superscript nor a fraction.
    let is_sign = |three: &[char]| {
        matches!(three, [before, '³' | '¿' | '±' | '¶' | '¼', after]
            if before.is_alphabetic() && after.is_lowercase())
    };
    if !letters.windows(3).any(is_sign) {
        return None;
    }
    let bytes = Table::Windows1252.encode(word)?;
    [Table::Latin2, Table::Windows1250].into_iter().find_map(|right| {
        let meant = right.decode(&bytes);
        (meant.chars().all(char::is_alphabetic) && has_one_case(&meant)).then_some(Remedy {
            meant,
            right: Some(right),
            wrong: Table::Windows1252,
        })
    })
}

/// An apostrophe, or marks around a word, of Mac OS that were decoded as Windows-1252: `donÕt`, `ÒgoodÓ`.
pub(in crate::rules) fn mac(word: &str) -> Option<Remedy> {
    let letters: Vec<char> = word.chars().collect();
    let is_apostrophe = |three: &[char]| matches!(three, [before, 'Õ', after] if before.is_ascii_lowercase() && after.is_ascii_lowercase());
    let is_quoted = matches!(letters[..], ['Ò', first, .., 'Ó'] if first.is_ascii_alphabetic());
    if !letters.windows(3).any(is_apostrophe) && !is_quoted {
        return None;
    }
    let meant = Table::MacRoman.decode(&Table::Windows1252.encode(word)?);
    let is_text = |c: char| c.is_alphabetic() || matches!(c, '‘'..='”' | '–' | '—' | '…');
    meant.chars().all(is_text).then_some(Remedy {
        meant,
        right: Some(Table::MacRoman),
        wrong: Table::Windows1252,
    })
}

/// In small letters, in capitals, or with one capital in front; other characters than letters are passed over.
fn has_one_case(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    let rest: Vec<bool> = letters.map(char::is_uppercase).collect();
    rest.iter().all(|upper| !upper) || first && rest.iter().all(|upper| *upper)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(remedy: Option<Remedy>) -> Option<(String, Option<Table>)> {
        remedy.map(|remedy| (remedy.meant, remedy.right))
    }

    #[test]
    fn utf8_comes_back_from_every_table() {
        for table in [Table::MacRoman, Table::Windows1250, Table::Latin2, Table::Windows1251, Table::Koi8R] {
            for word in ["today’s", "café", "Dvořák", "Если", "Здравствуйте"] {
                let garbled = table.decode(word.as_bytes());
                if table.encode(&garbled).is_some() && !garbled.chars().any(char::is_whitespace) {
                    assert_eq!(meant(utf8(&garbled)), Some((word.to_string(), None)), "{garbled} {table:?}");
                }
            }
        }
        for word in [
            "été",
            "Čeština",
            "Россия",
            "naïve",
            "ΕΛΛΑΔΑ",
            "PĂȘUNE",
            "Łódź",
            "–",
            "”“",
            "Øresund",
            "L’ÉTAT",
            "„Ärger“",
        ] {
            assert_eq!(utf8(word), None, "{word}");
        }
    }

    #[test]
    fn one_byte_tables_are_told_apart() {
        let (windows, koi) = (Some(Table::Windows1251), Some(Table::Koi8R));
        for (word, right) in
            [("спасибо", windows), ("Президент", windows), ("Президент", koi), ("министр", koi)]
        {
            let garbled = Table::Windows1252.decode(&right.expect("a table").encode(word).expect("Cyrillic"));
            assert_eq!(meant(cyrillic(&garbled)), Some((word.to_string(), right)), "{garbled}");
        }
        for (garbled, word) in [("Wa³êsa", "Wałęsa"), ("mo¿na", "można")] {
            assert_eq!(central_european(garbled).map(|remedy| remedy.meant).as_deref(), Some(word));
        }
        for (garbled, word) in [("donÕt", "don’t"), ("ÒgoodÓ", "“good”"), ("ministersÕs", "ministers’s")]
        {
            assert_eq!(mac(garbled).map(|remedy| remedy.meant).as_deref(), Some(word));
        }
        for word in ["ÀÁÂÃ", "m³", "km³s", "Õhtu", "PÕHJA", "ÒÓ"] {
            assert_eq!((cyrillic(word), mac(word)), (None, None), "{word}");
        }
    }
}
