//! Persons with an office in a text: `NATO Secretary General Lord Robertson`, `Javier Solana, Secretary General`.

use jiff::civil::Date;

use crate::document::Document;
use crate::language::WordLists;
use crate::lexicon::facts::{Office, Term, at_start, is_name_end};
use crate::profile::Profile;
use crate::source::Span;

/// A person to whom the text gives an office.
#[derive(Clone, Copy, Debug)]
pub(in crate::rules) struct Claim<'a> {
    /// The office as written, with its organisation.
    pub(in crate::rules) office: Span,
    /// The name as written.
    pub(in crate::rules) name: Span,
    /// The lexicon's entry for the office.
    pub(in crate::rules) of: &'a Office,
    /// One of the person's terms in this office.
    pub(in crate::rules) term: &'a Term,
}

/// The days of the document's event, if the header gives them with certainty.
pub(in crate::rules) fn event(document: &Document) -> Option<(Date, Date)> {
    let header = &document.header;
    let date = header.date.as_ref().filter(|date| !date.unsure)?;
    let (first, last) = (date.first_day()?, date.last_day()?);
    let updated = header.updated.as_ref().and_then(crate::document::Date::last_day);
    // If the two dates cannot both be right, there is no telling which one is.
    (first <= last && updated.is_none_or(|updated| first <= updated)).then_some((first, last))
}

/// The claims in a text at `offset`, for the persons that the lexicon knows as holders of these offices.
pub(in crate::rules) fn claims<'a>(
    text: &str,
    offset: usize,
    offices: &[&'a Office],
    profile: &Profile,
) -> Vec<Claim<'a>> {
    let mut claims = Vec::new();
    let (capitals, lists) = (capitals(text), profile.words());
    for office in offices {
        for (start, end) in mentions(text, &capitals, office, lists) {
            let found =
                name_after(text, end, office, profile).or_else(|| name_before(text, start, office, lists));
            let Some((name, term)) = found else { continue };
            let (office_span, name) = (shifted(start..end, offset), shifted(name, offset));
            claims.push(Claim { office: office_span, name, of: office, term });
        }
    }
    claims
}

fn shifted(range: std::ops::Range<usize>, offset: usize) -> Span {
    Span::new(offset + range.start, offset + range.end)
}

/// The position of each capital in a text, and which letter it is.
fn capitals(text: &str) -> Vec<(usize, char)> {
    text.char_indices().filter(|(_, c)| c.is_uppercase()).collect()
}

/// The positions of an office that is held now, with or without its organisation. `capitals` are the positions where a
/// name may begin: searching a line again for each of about sixty names takes ten times as long.
fn mentions<'t>(
    text: &'t str,
    capitals: &'t [(usize, char)],
    office: &'t Office,
    lists: &'t WordLists,
) -> impl Iterator<Item = (usize, usize)> + 't {
    office.names.iter().flat_map(move |name| {
        let word = name.split_whitespace().next().unwrap_or(name);
        let initial = word.chars().next().and_then(|first| first.to_uppercase().next());
        let begins = move |with: fn(&str, &str) -> bool| {
            // Among ten capitals and sixty names, few have the same first letter.
            let alike = capitals.iter().filter(move |(_, capital)| Some(*capital) == initial);
            alike.map(|(at, _)| *at).filter(move |at| with(&text[*at..], word))
        };
        let is_small = !word.starts_with(char::is_uppercase);
        let small = is_small.then(|| text.match_indices(word).map(|(at, _)| at)).into_iter().flatten();
        let places = small.chain(begins(|text, word| text.starts_with(word))).chain(begins(is_in_capitals));
        places.filter_map(move |at| mention(text, at, name, office, lists))
    })
}

/// Whether a text begins with a word in capitals that the lexicon does not write in capitals.
fn is_in_capitals(text: &str, word: &str) -> bool {
    let mut written = text.chars();
    let mut capitals = word.chars().flat_map(char::to_uppercase);
    capitals.all(|letter| written.next() == Some(letter)) && !text.starts_with(word)
}

fn mention(text: &str, at: usize, name: &str, office: &Office, lists: &WordLists) -> Option<(usize, usize)> {
    at_start(&text[at..], name)?;
    let start = begin(text, at, office, lists)?;
    let end = start + office.at_start(&text[start..])?;
    // The longest name of the office counts: `Chairman of the Military Committee`, not its beginning.
    let is_held = !text[end..]
        .trim_start_matches([' ', ',', '-', '–', '('])
        .split(|c: char| !c.is_alphabetic())
        .next()
        .is_some_and(|word| lists.office_qualifiers.has(word))
        && !text[end..].starts_with(['-', '/', '\'', '’']);
    (is_held && end > at).then_some((start, end))
}

/// The start of the office with its organisation; `None` if it is another office, or not held now.
fn begin(text: &str, at: usize, office: &Office, lists: &WordLists) -> Option<usize> {
    let start =
        office.of.iter().filter_map(|of| ends_with_name(text[..at].trim_end(), of)).min().unwrap_or(at);
    let before = text[..start].trim_end();
    if text[..start].len() == before.len() && before.ends_with(|c: char| c.is_alphanumeric() || c == '-') {
        return None;
    }
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '-').next().unwrap_or_default();
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let is_other = bare.starts_with(char::is_uppercase)
        && !bare.eq_ignore_ascii_case("the")
        && word.ends_with(char::is_alphanumeric)
        && !text[..start].ends_with('\n');
    let is_the = bare.eq_ignore_ascii_case("the");
    let earlier = before[..before.len() - word.len()].trim_end();
    let earlier = earlier.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_past = lists.office_qualifiers.has(bare) || is_the && lists.office_qualifiers.has(earlier);
    (!is_other || lists.name_openers.has(bare)).then_some(start).filter(|_| !is_past)
}

/// The start of a name at the end of a text; a possessive ending may follow it.
fn ends_with_name(text: &str, name: &str) -> Option<usize> {
    let text = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text);
    let words = name.split_whitespace().count();
    let mut start = text.len();
    for _ in 0..words {
        let before = text[..start].trim_end();
        start = before
            .rfind(char::is_whitespace)
            .map_or(0, |space| space + before[space..].chars().next().map_or(0, char::len_utf8));
    }
    let rest = &text[start..];
    let inner = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let length = at_start(inner, name)?;
    (length == inner.len()).then_some(text.len() - inner.len())
}

/// The holder whose name follows an office: `Secretary General, Lord Robertson`, `Secretary General Dr. Javier Solana`.
fn name_after<'a>(
    text: &str,
    end: usize,
    office: &'a Office,
    profile: &Profile,
) -> Option<(std::ops::Range<usize>, &'a Term)> {
    let rest = text[end..].trim_start();
    let mut rest = rest.strip_prefix([',', ':', '-', '–']).unwrap_or(rest).trim_start();
    loop {
        let start = text.len() - rest.len();
        if start == end {
            return None;
        }
        if let Some((length, term)) = holder_at(rest, office) {
            let goes_on =
                rest[length..].strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_uppercase));
            return (!goes_on).then_some((start..start + length, term));
        }
        let title = profile.byline.honorifics.iter().filter_map(|title| {
            let title = title.trim_end_matches('.');
            at_start(rest, title)
        });
        let title = title.max()?;
        rest = rest[title..].trim_start_matches('.').trim_start();
    }
}

/// The term of the holder whose name a text begins with, and the length of the name.
fn holder_at<'a>(text: &str, office: &'a Office) -> Option<(usize, &'a Term)> {
    let found = office.terms.iter().filter_map(|term| {
        let length = term.spellings.iter().find_map(|name| at_start(text, name))?;
        Some((length, term))
    });
    found.max_by_key(|(length, _)| *length)
}

/// The holder whose name precedes an office: `Lord Robertson, Secretary General`, `Lord Robertson (Secretary General)`.
fn name_before<'a>(
    text: &str,
    start: usize,
    office: &'a Office,
    lists: &WordLists,
) -> Option<(std::ops::Range<usize>, &'a Term)> {
    let before = text[..start].trim_end();
    let before = before.strip_suffix("the").map_or(before, str::trim_end);
    let before = before.strip_suffix([',', '(', '-', '–'])?.trim_end();
    let found = office.terms.iter().filter_map(|term| {
        let begin = term.spellings.iter().filter_map(|name| ends_with_name(before, name)).min()?;
        Some((begin, term))
    });
    let (begin, term) = found.min_by_key(|(begin, _)| *begin)?;
    // `Pat Robertson` is not `Robertson`; a title or a sentence may come before a name.
    let word = text[..begin].trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_longer = word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphabetic);
    let is_title = word.len() <= 4 || lists.titles.has_capitalised(word);
    (is_name_end(&text[before.len()..]) && (!is_longer || is_title)).then_some((begin..before.len(), term))
}
