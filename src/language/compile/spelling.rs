//! Other spellings of a phrase: without accents, as in capitals and on old pages, and German without umlauts.

use super::super::code::Language;

/// The languages whose pages leave accents out, in capitals or for want of them.
const PLAIN: [&str; 8] = ["mul", "fr", "de", "es", "it", "pt", "ca", "ro"];

/// A phrase of fewer letters keeps its accents: `à` is not `a`, `où` is not `ou`.
const SHORTEST: usize = 5;

/// The phrase, and its other spellings.
pub(super) fn all(phrase: &str, language: Language) -> Vec<String> {
    let mut all = vec![phrase.to_string()];
    if PLAIN.contains(&language.code()) && phrase.chars().count() >= SHORTEST {
        let plain = plain(phrase, if language.code() == "de" { umlaut } else { letter });
        all.extend((plain != phrase).then_some(plain));
    }
    all
}

/// The phrase with its letters replaced where there is a replacement.
fn plain(phrase: &str, replacement: fn(char) -> Option<&'static str>) -> String {
    let mut plain = String::with_capacity(phrase.len());
    for c in phrase.chars() {
        match replacement(c) {
            Some(letters) => plain.push_str(letters),
            None => plain.push(c),
        }
    }
    plain
}

/// How a German letter is written where it is not available.
const fn umlaut(c: char) -> Option<&'static str> {
    Some(match c {
        'ä' => "ae",
        'ö' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        _ => return None,
    })
}

/// A Latin letter without its accent.
const fn letter(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' => "i",
        'ķ' => "k",
        'ĺ' | 'ľ' | 'ł' | 'ļ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ő' | 'ø' => "o",
        'ŕ' | 'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ť' | 'ţ' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'œ' => "oe",
        'æ' => "ae",
        _ => return None,
    })
}
