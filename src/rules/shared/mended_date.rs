//! A written date with one of its anomalies corrected.

use crate::document::Slip;
use crate::language::Language;

use super::months;
use super::scanned::ordinal_ending;

/// The date with one anomaly corrected.
pub(in crate::rules) fn mended(text: &str, slip: Slip) -> Option<String> {
    match slip {
        Slip::MissingSpace => Some(spaced(text)),
        Slip::SpacedDot => Some(text.split('.').map(str::trim_end).collect::<Vec<_>>().join(".")),
        Slip::DoubledDot => Some(single_dot(text)),
        Slip::NeedlessDot => months::word(text).map(|month| text.replacen(&format!("{month}."), month, 1)),
        Slip::MissingDot => months::word(text).map(|month| text.replacen(month, &format!("{month}."), 1)),
        Slip::Ordinal => Some(with_right_ordinals(text)),
        Slip::SameDayRange => same_halves(text).map(str::to_string),
        Slip::UnpaddedDay => Some(format!("0{text}")),
        _ => None,
    }
}

/// A space between a digit and the letter or full stop beside it: `7Sept.2006`.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 2);
    let mut before = ' ';
    for c in text.chars() {
        let meet = (before.is_ascii_digit() && c.is_alphabetic())
            || ((before.is_alphabetic() || matches!(before, '.' | ',')) && c.is_ascii_digit());
        if meet {
            spaced.push(' ');
        }
        spaced.push(c);
        before = c;
    }
    spaced
}

/// One full stop for each run of them, including the spaces between them: `7 Oct. . 2005`.
fn single_dot(text: &str) -> String {
    let mut pieces = text.split('.');
    let mut single = pieces.next().unwrap_or_default().to_string();
    let rest: Vec<&str> = pieces.collect();
    for (at, piece) in rest.iter().enumerate() {
        if at == 0 {
            single.push('.');
        }
        if at + 1 == rest.len() || !piece.trim().is_empty() {
            single.push_str(piece);
        }
    }
    single
}

/// The date with the ending that each of its ordinal numbers has in English: `22nd` for `22th`.
fn with_right_ordinals(text: &str) -> String {
    let words = text.split_inclusive(char::is_whitespace).map(|word| {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let written = word[digits..].trim_end_matches(|c: char| c == ',' || c.is_whitespace());
        let is_ordinal = Language::ENGLISH.words().ordinal_suffixes.has(written);
        let number = word[..digits].parse().ok().filter(|_| is_ordinal);
        match number.map(ordinal_ending) {
            Some(right) if !right.eq_ignore_ascii_case(written) => word.replacen(written, right, 1),
            _ => word.to_string(),
        }
    });
    words.collect()
}

/// One half of a range with equal halves: `07 Dec. 2007 - 07 Dec. 2007`.
fn same_halves(text: &str) -> Option<&str> {
    text.match_indices(['-', '–']).find_map(|(at, dash)| {
        let (first, last) = (text[..at].trim(), text[at + dash.len()..].trim());
        (first == last).then_some(first)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_mended() {
        let cases = [
            (Slip::MissingSpace, "7Sept. 2006", "7 Sept. 2006"),
            (Slip::MissingSpace, "7 Sept.2006", "7 Sept. 2006"),
            (Slip::SpacedDot, "8 Dec . 2005", "8 Dec. 2005"),
            (Slip::DoubledDot, "7 Oct. . 2005", "7 Oct. 2005"),
            (Slip::DoubledDot, "7 Oct.. 2005", "7 Oct. 2005"),
            (Slip::NeedlessDot, "28 May. 2018", "28 May 2018"),
            (Slip::MissingDot, "5 Sept 2001", "5 Sept. 2001"),
            (Slip::Ordinal, "22th April 1996", "22nd April 1996"),
            (Slip::Ordinal, "May 30st, 1995", "May 30th, 1995"),
            (Slip::Ordinal, "Monday,\n18TH MARCH 1996", "Monday,\n18TH MARCH 1996"),
            (Slip::SameDayRange, "07 Dec. 2007 - 07 Dec. 2007", "07 Dec. 2007"),
            (Slip::UnpaddedDay, "8/07/2003", "08/07/2003"),
        ];
        for (slip, text, fixed) in cases {
            assert_eq!(mended(text, slip).as_deref(), Some(fixed));
        }
    }
}
