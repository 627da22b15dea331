//! Characters that a scanner took for others.

use crate::language::WordLists;
use crate::lexicon::{Lexicon, split_possessive};

/// Whether the bar at an offset is the pronoun `I`: alone, before a small letter or a word in capitals, at the beginning
/// of a line or after a word.
pub(in crate::rules) fn is_pronoun(text: &str, at: usize) -> bool {
    let (before, after) = (&text[..at], &text[at + 1..]);
    let word = after.strip_prefix([' ', '\n']).unwrap_or_default();
    let next =
        word.split(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '’')).next().unwrap_or_default();
    let is_verb =
        next.starts_with(char::is_lowercase) || next.len() > 1 && next.chars().all(|c| !c.is_lowercase());
    let line = before.rsplit('\n').next().unwrap_or_default();
    let is_start = line.trim_start_matches(['“', '"', '‘', ' ']).is_empty();
    // A bar after a mark of its own may separate two fields.
    let is_inside = before.ends_with([' ', '\n'])
        && before
            .trim_end()
            .ends_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | '.' | '—' | '–'));
    is_verb && (is_start || is_inside)
}

/// An ordinal number whose letters were misread: `79'" Session`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) struct Ordinal {
    /// The length of the misread letters in bytes.
    pub(in crate::rules) len: usize,
    /// The letters that belong there: `th`.
    pub(in crate::rules) suffix: &'static str,
}

/// The misread letters at an offset, if a number precedes them and a word follows that numbers go with.
pub(in crate::rules) fn ordinal(text: &str, at: usize, words: &WordLists) -> Option<Ordinal> {
    const MARKS: [char; 9] = ['"', '“', '”', '\'', '‘', '’', '″', '™', '°'];
    let (before, after) = (&text[..at], &text[at..]);
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let is_number =
        (1..=3).contains(&digits) && !before[..before.len() - digits].ends_with(['.', ',', '\'', '’', '-']);
    let rest = after.trim_start_matches(MARKS);
    let len = after.len() - rest.len();
    // `79"h session`
    let rest = rest.strip_prefix('h').filter(|rest| len > 0 && rest.starts_with(' ')).unwrap_or(rest);
    let len = after.len() - rest.len();
    let next = rest.strip_prefix(' ')?.split(|c: char| !c.is_alphabetic()).next()?;
    let goes_with = words.ordinal_nouns.has(next) || words.months.has(next);
    let number: u32 = before[before.len() - digits..].parse().ok()?;
    (is_number && (1..=6).contains(&len) && goes_with)
        .then(|| Ordinal { len, suffix: ordinal_ending(number) })
}

/// The word that was printed, if this one is none and became one of the dictionary where a scanner takes letters for
/// others: `govemment` for `government`, `weIl` for `well`.
pub(in crate::rules) fn misread_word(lexicon: &Lexicon, lists: &WordLists, word: &str) -> Option<String> {
    const SHORTEST: usize = 4;
    // What is written with a capital may be a name, unless it is near a common word: `Parliarnent`, but not `Dornier`.
    const SHORTEST_CAPITALISED: usize = 7;
    const COMMON: usize = 1;
    let (stem, _) = split_possessive(word);
    let is_capitalised = stem.starts_with(char::is_uppercase);
    let shortest = if is_capitalised { SHORTEST_CAPITALISED } else { SHORTEST };
    if stem.len() < shortest || !stem.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let printed = |meant: String| lexicon.class(&meant.to_ascii_lowercase()).map(|class| (class, meant));
    let rest = &stem[1..];
    if rest.bytes().any(|byte| byte.is_ascii_uppercase()) {
        let only_i = rest.bytes().all(|byte| byte == b'I' || byte.is_ascii_lowercase());
        let meant = format!("{}{}", &stem[..1], rest.replace('I', "l"));
        return printed(meant).filter(|_| only_i && rest.bytes().any(|b| b != b'I')).map(|(_, meant)| meant);
    }
    let meant =
        lists.misread_letters.iter().filter_map(|pair| pair.split_once(' ')).flat_map(|(seen, meant)| {
            let one = stem
                .match_indices(seen)
                .map(move |(at, _)| format!("{}{meant}{}", &stem[..at], &stem[at + seen.len()..]));
            let all = (stem.matches(seen).count() > 1).then(|| stem.replace(seen, meant));
            one.chain(all)
        });
    let (class, meant) = meant.filter_map(printed).min()?;
    (!is_capitalised || class <= COMMON).then_some(meant)
}

/// What follows a number in English: `st`, `nd`, `rd`, `th`.
pub(in crate::rules) const fn ordinal_ending(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn bars_are_pronouns_before_verbs() {
        let place = |text: &str| text.find('|').map(|at| is_pronoun(text, at));
        for text in ["| thank you", "Today, | want", "“| am", "And | WOULD go", "end.\n| call upon"] {
            assert_eq!(place(text), Some(true), "{text}");
        }
        for text in ["| Home | News", "14-Oct-2004 | NATO Speeches", "a|b", "the table |", "News | speeches"]
        {
            assert_eq!(place(text), Some(text == "News | speeches"), "{text}");
        }
    }

    #[test]
    fn misread_words_are_words() {
        let words = Language::ENGLISH.words();
        let read = |word: &str| misread_word(Lexicon::built_in(), words, word);
        for (word, meant) in [
            ("govemment", "government"),
            ("cornmittee", "committee"),
            ("arrny", "army"),
            ("tlie", "the"),
            ("Parliarnent", "Parliament"),
            ("weIl", "well"),
            ("concem", "concern"),
        ] {
            assert_eq!(read(word).as_deref(), Some(meant), "{word}");
        }
        for word in ["Comer", "Hombach", "AIDS", "MIDI", "iPhone", "naïve", "xmxmx"] {
            assert_eq!(read(word), None, "{word}");
        }
    }

    #[test]
    fn ordinals_go_with_their_nouns() {
        let words = Language::ENGLISH.words();
        let read = |text: &str, at| ordinal(text, at, words).map(|found| (found.len, found.suffix));
        assert_eq!(read("the 79'\" Session", 6), Some((2, "th")));
        assert_eq!(read("the 22\" anniversary", 6), Some((1, "nd")));
        assert_eq!(read("on 28”h September", 5), Some((4, "th")));
        assert_eq!(read("a 30\" screen", 4), None);
        assert_eq!(read("79th Session", 2), None);
        assert_eq!(read("a 7'9\" session", 5), None);
    }
}
