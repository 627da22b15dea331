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
    let (text, words) = (piece.text, piece.words);
    row.value(Layout::Words, if words < 7 { words.saturating_sub(1) } else { 6 + (words - 7) / 5 });
    row.value(Layout::Gap, if piece.cut_left { 3 } else { piece.gap.min(2) });
    row.when(Layout::CutRight, piece.cut_right);
    row.when(Layout::Bullet, piece.bullet);
    row.when(Layout::Piped, piece.piped);
    row.when(Layout::Indented, piece.indented);
    row.when(Layout::Long, words > 20);
    if !piece.further {
        case(text, row);
    }
    row.when(Layout::SmallStart, text.starts_with(char::is_lowercase));
    ends(text, row);
    inside(text, row);
}

/// Bytes of a piece that its case is told by.
const CASE: usize = 120;

/// Capitals.
fn case(text: &str, row: &mut Row) {
    let head = super::head(text, CASE);
    let is_part = |c: char| c.is_alphabetic() || matches!(c, '’' | '\'' | '.');
    let (mut words, mut all, mut big, mut small) = (0, 0, 0, false);
    for word in head.split(|c: char| !is_part(c)).filter(|word| !word.is_empty()) {
        let Some(first) = word.chars().find(|c| c.is_alphabetic()) else { continue };
        words += 1;
        small = small || word.contains(char::is_lowercase);
        if !is_small(word) {
            all += 1;
            big += usize::from(first.is_uppercase() && word.starts_with(first));
        }
    }
    match all {
        0 => row.set(Layout::NoWords),
        all => row.value(Layout::Capitals, 4 * big / all),
    }
    let capitals = !small && phrase::is_capitals(head);
    row.when(Layout::AllCapitals, capitals);
    let name = (2..=5).contains(&all) && big == all && words <= 6 && text.len() < 60 && !capitals;
    row.when(Layout::Name, name && !text.contains(|c: char| c.is_ascii_digit()));
}

/// Whether names and titles write a word small.
fn is_small(word: &str) -> bool {
    word.len() <= 4 && SMALL.iter().any(|small| word.eq_ignore_ascii_case(small))
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

/// Bytes of a piece in which marks are looked for.
const INSIDE: usize = 200;

/// Marks inside. Nearly all pieces lack nearly all of them: which bytes there are rules out the search.
fn inside(text: &str, row: &mut Row) {
    let head = super::head(text, INSIDE);
    let bytes = Bytes::of(head);
    let digit = bytes.any(b"0123456789");
    row.when(Layout::Digit, digit);
    row.when(Layout::Comma, bytes.any(b",") && head.contains(", "));
    let dashes = if bytes.any(b"-") || bytes.any(&[0xe2]) {
        [" - ", " – ", " — ", " -- "].as_slice()
    } else {
        &[]
    };
    row.when(Layout::Dash, dashes.iter().any(|dash| head.contains(dash)));
    row.when(Layout::Question, bytes.any(b"?"));
    row.when(Layout::Arrow, bytes.any(&[b'>', 0xc2, 0xe2]) && head.contains(['>', '»', '›', '→']));
    let address = bytes.any(b"@")
        || bytes.any(b":") && head.contains("http:")
        || bytes.any(b":") && head.contains("https:")
        || bytes.any(b"w") && bytes.any(b".") && head.contains("www.");
    row.when(Layout::Address, address);
    row.when(Layout::Phone, digit && is_phone(head));
    row.when(Layout::Sentences, bytes.any(b".!?") && has_sentences(head));
    if let Some(at) = head.find(':').filter(|at| bytes.any(b":") && (2..30).contains(at)) {
        let label = head.starts_with(char::is_uppercase) && !head[..at].contains([',', '.', '(']);
        let value = head[at + 1..].trim();
        row.when(Layout::LoneLabel, label && value.is_empty());
        row.when(
            Layout::Labelled,
            label && !value.is_empty() && head[at + 1..].starts_with(char::is_whitespace),
        );
    }
}

/// A sentence begins behind the end of another.
fn has_sentences(text: &str) -> bool {
    text.match_indices(['.', '!', '?']).any(|(at, _)| {
        text[at + 1..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase))
    })
}

/// The bytes that a text has.
struct Bytes([u64; 4]);

impl Bytes {
    fn of(text: &str) -> Self {
        let mut held = [0; 4];
        text.bytes().for_each(|byte| held[usize::from(byte / 64)] |= 1 << (byte % 64));
        Self(held)
    }

    /// Whether it has one of some bytes.
    fn any(&self, bytes: &[u8]) -> bool {
        bytes.iter().any(|byte| self.0[usize::from(byte / 64)] >> (byte % 64) & 1 == 1)
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
