//! How a piece looks: length, gaps, bullets, case, marks at its ends.

use super::super::pieces::Piece;
use super::{Row, features};
use crate::parse::phrase;

features! {
    /// How a piece looks.
    Layout {
        Words "words" ["1", "2", "3", "4", "5", "6", "7-11", "12-16", "17-21", "22-26", "27 or more"],
        Gap "gap above" ["none", "one", "more", "same line"],
        CutRight "the line goes on",
        Bullet "bullet",
        Piped "piped",
        Indented "indented",
        Capitals "capitalised words" ["none", "some", "half", "most", "all"],
        NoWords "no words",
        AllCapitals "all capitals",
        SmallStart "begins with a small letter",
        Digit "has a digit",
        EndsSentence "ends like a sentence",
        EndsComma "ends with a comma",
        EndsColon "ends with a colon",
        EndsDash "ends with a dash",
        Sentences "several sentences",
        Comma "has a comma",
        Dash "has a spaced dash",
        Quoted "opens with a quotation mark",
        OpensBracket "opens with a bracket",
        Bracketed "in brackets",
        Point "numbered point",
        Question "has a question mark",
        Arrow "has an arrow",
        Address "web or mail address",
        Phone "telephone number",
        Labelled "label and value",
        LoneLabel "label alone",
        Long "more than 20 words",
        Name "looks like a name",
    }
}

/// Little words that names and titles write small.
const SMALL: [&str; 24] = [
    "of", "the", "and", "a", "an", "in", "on", "to", "for", "by", "with", "at", "from", "de", "la", "le",
    "les", "du", "des", "et", "en", "di", "del", "von",
];

/// Adds the features of a piece.
pub(super) fn add(piece: &Piece<'_>, row: &mut Row) {
    let text = piece.text;
    let words = text.split_whitespace().count();
    row.value(Layout::Words, if words < 7 { words.saturating_sub(1) } else { 6 + (words - 7) / 5 });
    row.value(Layout::Gap, if piece.cut_left { 3 } else { piece.gap.min(2) });
    row.when(Layout::CutRight, piece.cut_right);
    row.when(Layout::Bullet, piece.bullet);
    row.when(Layout::Piped, piece.piped);
    row.when(Layout::Indented, piece.indented);
    row.when(Layout::Long, words > 20);
    case(text, row);
    ends(text, row);
    inside(text, row);
}

/// Capitals.
fn case(text: &str, row: &mut Row) {
    let head = super::head(text, 200);
    let words = || {
        head.split(|c: char| !c.is_alphabetic() && c != '’' && c != '\'' && c != '.')
            .filter(|word| word.chars().any(char::is_alphabetic))
    };
    let is_small = |word: &str| SMALL.iter().any(|small| word.eq_ignore_ascii_case(small));
    let (mut all, mut big) = (0, 0);
    for word in words().filter(|word| !is_small(word)) {
        all += 1;
        big += usize::from(word.starts_with(char::is_uppercase));
    }
    match all {
        0 => row.set(Layout::NoWords),
        all => row.value(Layout::Capitals, 4 * big / all),
    }
    let capitals = phrase::is_capitals(head);
    row.when(Layout::AllCapitals, capitals);
    row.when(Layout::SmallStart, text.starts_with(char::is_lowercase));
    let name = (2..=5).contains(&all) && big == all && words().count() <= 6 && text.len() < 60 && !capitals;
    row.when(Layout::Name, name && !text.contains(|c: char| c.is_ascii_digit()));
}

/// The last mark and the first.
fn ends(text: &str, row: &mut Row) {
    row.when(Layout::EndsSentence, phrase::ends_sentence(text));
    row.when(Layout::EndsComma, text.ends_with(','));
    row.when(Layout::EndsColon, text.ends_with(':'));
    row.when(Layout::EndsDash, text.ends_with(['-', '–', '—']));
    row.when(Layout::Quoted, text.starts_with(['"', '“', '«', '„', '‘', '\'']));
    row.when(Layout::OpensBracket, text.starts_with(['(', '[']));
    row.when(Layout::Bracketed, text.starts_with(['(', '[']) && text.ends_with([')', ']']));
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    row.when(Layout::Point, (1..=3).contains(&digits) && text[digits..].starts_with(['.', ')']));
}

/// Marks inside.
fn inside(text: &str, row: &mut Row) {
    let head = super::head(text, 300);
    row.when(Layout::Digit, head.bytes().any(|byte| byte.is_ascii_digit()));
    row.when(Layout::Comma, head.contains(", "));
    row.when(Layout::Dash, [" - ", " – ", " — ", " -- "].iter().any(|dash| head.contains(dash)));
    row.when(Layout::Question, head.contains('?'));
    row.when(Layout::Arrow, head.contains(['>', '»', '›', '→']));
    row.when(Layout::Address, head.contains("http") || head.contains("www.") || head.contains('@'));
    row.when(Layout::Phone, is_phone(head));
    let sentences = head.match_indices(['.', '!', '?']).any(|(at, _)| {
        head[at + 1..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase))
    });
    row.when(Layout::Sentences, sentences);
    if let Some(at) = head.find(':').filter(|at| (2..30).contains(at)) {
        let label = head.starts_with(char::is_uppercase) && !head[..at].contains([',', '.', '(']);
        let value = head[at + 1..].trim();
        row.when(Layout::LoneLabel, label && value.is_empty());
        row.when(
            Layout::Labelled,
            label && !value.is_empty() && head[at + 1..].starts_with(char::is_whitespace),
        );
    }
}

/// Nine digits or more, with nothing but marks of telephone numbers between.
fn is_phone(text: &str) -> bool {
    let mut run = 0;
    for c in text.chars() {
        run = match c {
            '0'..='9' => run + 1,
            ' ' | '-' | '(' | ')' | '+' | '.' | '/' => run,
            _ if run >= 9 => return true,
            _ => 0,
        };
    }
    run >= 9
}
