//! Document numbers: `(2003)065`, `PR/CP (2006)150`, `SG/SM/11428-SC/9255`, as the profile's patterns say.

use super::phrase;
use crate::profile::Numbers;

/// The number at the start of a text, after optional words such as `Press Release`: its start and end.
pub(super) fn number(text: &str, words: &Numbers) -> Option<(usize, usize)> {
    let lead = phrase::longest(text, &words.leads).map_or(0, |len| len + spaces(&text[len..]));
    let has_digit = |start: usize| text[start..].bytes().any(|byte| byte.is_ascii_digit());
    let at = |start: usize| longest(&text[start..], has_digit(start), words).map(|len| (start, start + len));
    at(lead).or_else(|| (lead > 0).then(|| at(0)).flatten())
}

/// The first number in a line: its start and end, without the words before it.
pub(super) fn find(text: &str, words: &Numbers) -> Option<(usize, usize)> {
    if text.len() > 200 {
        return None;
    }
    let last = text.bytes().rposition(|byte| byte.is_ascii_digit())?;
    let starts = text.char_indices().filter(|(at, c)| {
        let inside = text[..*at]
            .ends_with(|before: char| before.is_alphanumeric() || matches!(before, '/' | '-' | '.'));
        !inside && (c.is_alphanumeric() || matches!(c, '(' | '#' | '№'))
    });
    starts.map(|(at, _)| at).find_map(|at| {
        let end = at + longest(&text[at..], at <= last, words)?;
        // `16/07` of a date, `9A` of a word.
        let more = text[end..].starts_with(['/', '-', '.'])
            && text[end + 1..].starts_with(|c: char| c.is_alphanumeric());
        (!more).then_some((at, end))
    })
}

/// The longest number at the start of a text. A pattern begins with the first letter of the text, or with a placeholder
/// for it.
fn longest(text: &str, has_digit: bool, words: &Numbers) -> Option<usize> {
    let stands_for_it = match text.as_bytes().first()? {
        b'0'..=b'9' => "9",
        b'A'..=b'Z' => "A",
        _ => "",
    };
    let patterns = words.patterns.like(text).chain(words.patterns.like(stands_for_it));
    let patterns = patterns.filter(|pattern| has_digit || !pattern.contains('9'));
    patterns.filter_map(|pattern| matches(text, pattern)).max()
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\u{a0}', ':', '\t']).len()
}

/// The length of a pattern's match: `9` is a run of digits, `A` of capitals, a space any white space or none, other
/// characters themselves without case.
fn matches(text: &str, pattern: &str) -> Option<usize> {
    // Most patterns begin with a bracket or a letter, and most texts with another one.
    let (first, wanted) = (text.as_bytes().first()?, pattern.as_bytes().first()?);
    let may_begin = match wanted {
        b'9' => first.is_ascii_digit(),
        b'A' => first.is_ascii_uppercase(),
        b' ' => true,
        _ => first.eq_ignore_ascii_case(wanted),
    };
    if !may_begin {
        return None;
    }
    let mut at = 0;
    for wanted in pattern.bytes() {
        let rest = &text.as_bytes()[at..];
        let run = match wanted {
            b'9' => rest.iter().take_while(|byte| byte.is_ascii_digit()).count(),
            b'A' => rest.iter().take_while(|byte| byte.is_ascii_uppercase()).count(),
            b' ' => {
                at = text.len() - text[at..].trim_start().len();
                continue;
            }
            _ => usize::from(rest.first().is_some_and(|byte| byte.eq_ignore_ascii_case(&wanted))),
        };
        if run == 0 {
            return None;
        }
        at += run;
    }
    let glued = pattern.ends_with(['9', 'A']) && text[at..].starts_with(char::is_alphanumeric);
    (!glued).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Profile;

    fn read<'a>(profile: &str, text: &'a str) -> Option<&'a str> {
        number(text, &Profile::built_in(profile).expect("built in").numbers)
            .map(|(start, end)| &text[start..end])
    }

    #[test]
    fn numbers_of_the_survey() {
        for text in [
            "(2001) 135",
            "(2003)065",
            "(20001) 060",
            "M-NAC-2 (97)155",
            "PR/CP (2006)150",
            "PR/CP(2007)120",
            "M-NAC-D-2(98)152 152",
        ] {
            assert_eq!(read("nato", text), Some(text));
        }
        assert_eq!(read("nato", "Press Release (2006)093 20 July 2006"), Some("(2006)093"));
        assert_eq!(read("nato", "NATO Media Advisory (2008)023"), Some("(2008)023"));
        assert_eq!(read("nato", "Press Release (96)2"), Some("(96)2"));
        assert_eq!(read("united-nations", "SG/SM/11428-SC/9255"), Some("SG/SM/11428-SC/9255"));
        assert_eq!(read("plain", "6294/04 (Presse 49)"), Some("6294/04 (Presse 49)"));
        assert_eq!(read("nato", "(1) today"), None);
        assert_eq!(read("nato", "26 nations"), None);
    }
}
