//! Document types in any language, by the word classes: `Joint Press Conference by …`, `Rede des …`.

use super::super::lexis::{self, Class, Mark, PLACE};
use super::pieces::Piece;
use crate::language::WordClasses;

/// What follows the type words at the start of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// Nothing.
    Full,
    /// Somebody: `by the Prime Minister`.
    By,
    /// Something or somebody that no word tells: `of the Council`.
    Of,
    /// A matter.
    On,
    /// An occasion, addressee or place.
    At,
    /// Anything else.
    Else,
}

/// The end of a type word at the start of a piece with `by` glued to it: `Statementby NATO Secretary General`.
pub(super) fn glued(piece: &Piece<'_>) -> Option<usize> {
    let end = piece.text.find(' ')?;
    let word = piece.text[..end].strip_suffix("by")?;
    (word.starts_with(char::is_uppercase) && lexis::is(word, TYPE)).then_some(word.len())
}

/// Nouns for document types.
const TYPE: WordClasses = WordClasses::of(&[Class::Type]);

/// The type words at the start of a piece, with what follows.
pub(super) fn typed(piece: &Piece<'_>) -> Option<(usize, Typed)> {
    let end = type_words(piece, lead(piece))?;
    Some((end, behind(piece, end)))
}

/// The length of marks in front of the first word.
pub(super) fn lead(piece: &Piece<'_>) -> usize {
    piece.text.len()
        - piece.text.trim_start_matches(['"', '“', '«', '„', '(', '[', '\'', '-', '–', ' ']).len()
}

/// The type words proper that begin at a place: without articles and `full text of` in front, without the audience.
pub(super) fn core(piece: &Piece<'_>, from: usize) -> Option<(usize, usize)> {
    let end = words(piece, from, false)?;
    let mut start = from;
    while let Some(next) = opener(piece, start).map(|next| skip(piece.text, next)).filter(|next| *next < end)
    {
        start = next;
    }
    Some((start, end))
}

/// The end of an article or of `full text of` at a place, unless a type noun begins there.
fn opener(piece: &Piece<'_>, at: usize) -> Option<usize> {
    let small = WordClasses::of(&[Class::SmallWord, Class::DateConnector, Class::ReleaseNotice]);
    let here = piece
        .of(Class::TypeModifier)
        .filter(|mark| mark.start == at && mark.is_any(small) && !mark.is(Class::Type));
    here.map(|mark| mark.end).max()
}

/// Where type words end that begin at a place: modifiers, a noun, perhaps a second type, perhaps an audience.
pub(super) fn type_words(piece: &Piece<'_>, from: usize) -> Option<usize> {
    words(piece, from, true)
}

fn words(piece: &Piece<'_>, from: usize, audience: bool) -> Option<usize> {
    let mut end = one_type(piece, from)?;
    loop {
        let at = skip(piece.text, end);
        let joined =
            ending(piece, at, Class::TypeJoiner).and_then(|joiner| one_type(piece, skip(piece.text, joiner)));
        let slash = piece.text[end..].trim_start().starts_with([',', '/', '&']).then(|| {
            let behind = piece.text[end..].trim_start_matches([' ', ',', '/', '&']);
            one_type(piece, piece.text.len() - behind.len())
        });
        let addressed = || ending(piece, at, Class::Audience).filter(|_| audience);
        let more = joined.or(slash.flatten()).or_else(addressed).or_else(|| one_type(piece, at));
        match more {
            Some(next) if next > end => end = next,
            _ => return Some(end),
        }
    }
}

/// Modifiers and a noun, in either order: `Joint Press Conference`, `conférence de presse conjointe`.
fn one_type(piece: &Piece<'_>, from: usize) -> Option<usize> {
    let mut at = from;
    for _ in 0..6 {
        if let Some(end) = ending(piece, at, Class::Type) {
            return Some(end);
        }
        let modifier = ending(piece, at, Class::TypeModifier)?;
        at = skip(piece.text, modifier);
    }
    None
}

/// The end of the longest phrase of a class that begins at a place.
fn ending(piece: &Piece<'_>, at: usize, class: Class) -> Option<usize> {
    piece.of(class).filter(|mark| mark.start == at).map(|mark| mark.end).max()
}

/// Over white space, hyphens and a full stop.
fn skip(text: &str, at: usize) -> usize {
    let rest = text[at..].trim_start_matches([' ', '\u{a0}', '-', '.', '’']);
    text.len() - rest.len()
}

/// What follows type words.
fn behind(piece: &Piece<'_>, end: usize) -> Typed {
    let rest = &piece.text[end..];
    if rest.trim_matches(|c: char| !c.is_alphanumeric()).is_empty() {
        return Typed::Full;
    }
    // `(as delivered) by …`, `given by …`
    let at = skip_marks(piece.text, end);
    let quoted =
        piece.text[end..at].contains(['"', '“', '«', '„', '‘']) || piece.text[end..at].contains(" '");
    if quoted {
        return Typed::Else;
    }
    let preposition =
        ending(piece, at, Class::PersonPreposition).or_else(|| ending(piece, at, Class::BylineOpener));
    if let Some(preposition) = preposition {
        return if is_person(piece, preposition) || issuer(piece, preposition) {
            Typed::By
        } else {
            Typed::Of
        };
    }
    let labelled = piece.text[end..at].contains([':', '-', '–', '—']);
    let person = || {
        [Class::Office, Class::Honorific].into_iter().any(|class| at_office(piece, at, class))
            || is_initials(&piece.text[at..])
    };
    if !labelled && (person() || issuer(piece, at)) {
        return Typed::By;
    }
    if ending(piece, at, Class::MatterPreposition).is_some() {
        return Typed::On;
    }
    let occasion = [Class::OccasionPreposition, Class::PlacePreposition, Class::Audience];
    if occasion.into_iter().any(|class| ending(piece, at, class).is_some()) {
        return if delivered(piece, at) { Typed::By } else { Typed::At };
    }
    Typed::Else
}

/// Whether words of a byline and an office or honorific follow somewhere: `Statement to the Assembly by President Chirac`.
fn delivered(piece: &Piece<'_>, at: usize) -> bool {
    let known = WordClasses::of(&[Class::Office, Class::Honorific, Class::GivenName]);
    let opener =
        |mark: &Mark| mark.start > at && mark.is(Class::PersonPreposition) | mark.is(Class::SpeakerLabel);
    piece.of(Class::BylineOpener).filter(|mark| opener(mark)).any(|mark| {
        let next = skip(piece.text, mark.end);
        piece.marks.iter().any(|other| {
            other.start == next && other.is_any(known) && !is_possessive(&piece.text[other.end..])
        })
    })
}

/// Whether a person's office begins at a place, and not what belongs to it: `the minister's visit`.
fn at_office(piece: &Piece<'_>, at: usize, class: Class) -> bool {
    let at = ending(piece, at, Class::OfficeModifier)
        .filter(|_| ending(piece, at, class).is_none())
        .map_or(at, |end| skip(piece.text, end));
    ending(piece, at, class).is_some_and(|end| !is_possessive(&piece.text[end..]))
}

/// `'s`, or the apostrophe of a plural.
fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('\'' | '’')) && matches!(chars.next(), None | Some('s' | 'S' | ' '))
}

/// `Г.А.Зюганова`, `J. F. Kennedy`.
fn is_initials(text: &str) -> bool {
    let mut chars = text.chars();
    let initial = chars.next().is_some_and(char::is_uppercase) && chars.next() == Some('.');
    let rest = chars.as_str().trim_start();
    initial
        && rest.starts_with(char::is_uppercase)
        && rest.chars().take_while(|c| !c.is_whitespace()).count() > 2
}

/// Whether the rest is the name of a body and no day: who issued the text. With a day it is a headline.
fn issuer(piece: &Piece<'_>, at: usize) -> bool {
    let body = piece.of(Class::Institution).any(|mark| mark.start >= at && mark.start < at + 2);
    body && piece.dates.is_empty()
        && piece.text.len() < 100
        && !piece.of(Class::Type).any(|mark| mark.start > at)
}

/// Whether a matter follows behind the person: `Statement from the minister on her appointment`. The first preposition of
/// matter or occasion decides; `on the occasion of` and `on 12 May` are none.
pub(super) fn on_matter(piece: &Piece<'_>, end: usize) -> bool {
    const BOTH: WordClasses = WordClasses::of(&[Class::MatterPreposition, Class::OccasionPreposition]);
    let dated = |at: usize| piece.dates.iter().any(|date| date.start < at + 4 && date.end > at);
    let first = piece.marks.iter().find(|mark| mark.start > end + 4 && mark.is_any(BOTH) && !dated(mark.end));
    let Some(start) = first.map(|mark| mark.start) else { return false };
    let here = || piece.marks.iter().filter(|mark| mark.start == start && mark.is_any(BOTH));
    let occasion = here().max_by_key(|mark| mark.end).is_some_and(|mark| mark.is(Class::OccasionPreposition));
    // `on the` can be either, `on` cannot.
    let ambiguous = here().max_by_key(|mark| mark.end).is_some_and(|mark| mark.is(Class::MatterPreposition));
    !occasion || ambiguous && here().any(|mark| !mark.is(Class::OccasionPreposition))
}

/// Whether a piece begins with words that introduce a text: `Following is the transcript of`, `Publikujemy pełny tekst`.
pub(super) fn introduces(piece: &Piece<'_>) -> bool {
    let lead = lead(piece);
    let opener =
        |mark: &&Mark| mark.start == lead && piece.text[mark.start..mark.end].split_whitespace().count() > 2;
    let typed = |mark: &Mark| {
        piece
            .marks
            .iter()
            .any(|inner| inner.is_any(TEXTS) && inner.start > mark.start && inner.end <= mark.end)
    };
    piece.of(Class::BylineOpener).filter(opener).any(typed)
}

/// What an introduction names.
const TEXTS: WordClasses = WordClasses::of(&[Class::Type, Class::TypeModifier, Class::ReleaseNotice]);

/// Whether type words follow a possessive: `the minister's remarks`.
pub(super) fn possessed(piece: &Piece<'_>) -> bool {
    piece.of(Class::Type).any(|mark| {
        let before = piece.text[..mark.start].trim_end();
        before.ends_with("'s") || before.ends_with("’s") || before.ends_with("s'") || before.ends_with("s’")
    })
}

/// Over marks and a note in brackets.
fn skip_marks(text: &str, at: usize) -> usize {
    let rest = text[at..].trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != '[');
    let rest = match rest.chars().next() {
        Some('(') => rest.split_once(')').map_or(rest, |(_, behind)| behind),
        Some('[') => rest.split_once(']').map_or(rest, |(_, behind)| behind),
        _ => rest,
    };
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    text.len() - rest.len()
}

/// Bytes behind two capitalised words in which a noun makes them the name of something: `Foreign Affairs Committee`.
const AFTER_NAME: usize = 8;

/// What has capitals and is no person.
const OTHERS: WordClasses = WordClasses::of(&[Class::Institution, Class::Occasion, Class::Type]);

/// Whether an office, an honorific or two capitalised words stand near a place.
fn is_person(piece: &Piece<'_>, at: usize) -> bool {
    let near = at + 60;
    let rest = piece.text[at..].trim_start();
    // `of the 11th Meeting of Ministers`
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let known = WordClasses::of(&[Class::Office, Class::Honorific, Class::GivenName]);
    let in_body = |mark: &Mark| {
        piece.of(Class::Institution).any(|body| body.start < mark.start && body.end >= mark.end)
    };
    // `m.` is `Monsieur` before a name alone, a general one among many other things.
    let before_name = |mark: &Mark| {
        mark.is(Class::Office)
            || piece.text[mark.end..].trim_start_matches(['.', ' ']).starts_with(char::is_uppercase)
    };
    let person = |mark: &Mark| before_name(mark) && !is_possessive(&piece.text[mark.end..]) && !in_body(mark);
    if piece
        .marks
        .iter()
        .filter(|mark| mark.start >= at && mark.start < near && mark.is_any(known))
        .any(person)
    {
        return true;
    }
    // `PM Lee Hsien Loong`
    let mut words =
        rest.split_whitespace().skip_while(|word| word.len() < 4 && word.chars().all(char::is_uppercase));
    // In capitals a name of two words cannot be told from others, but for the number of a pope or king.
    let upper = piece
        .of(Class::NameParticle)
        .any(|mark| mark.start > at && !mark.is(Class::SmallWord) && mark.start < near)
        && !piece.text.contains(char::is_lowercase);
    let is_name = |word: Option<&str>| {
        word.is_some_and(|word| {
            let shape =
                if upper { word.chars().count() > 1 } else { word.chars().skip(1).any(char::is_lowercase) };
            word.starts_with(char::is_uppercase) && shape && !word.ends_with(':')
        })
    };
    // `of the Economic Outlook`: names of persons have no article.
    let article = piece.of(Class::SmallWord).any(|mark| {
        mark.end == at
            && piece.text[..mark.start].ends_with(' ')
            && piece.text[mark.start..at].eq_ignore_ascii_case("the")
    });
    let matter = piece.of(Class::MatterPreposition).any(|mark| mark.end == at);
    if is_initials(rest) {
        return true;
    }
    let (given, family) = (words.next(), words.next());
    let Some(last) = family.filter(|_| is_name(given) && is_name(family)) else { return false };
    let end = last.as_ptr() as usize - piece.text.as_ptr() as usize + last.len() + AFTER_NAME;
    let other = |mark: &Mark| mark.start >= at && mark.start < end && mark.is_any(OTHERS);
    !article && !matter && !piece.marks.iter().any(other)
}

/// Whether the parts between commas and dashes are all places, and whether the last one is.
pub(super) fn places(piece: &Piece<'_>) -> (bool, bool) {
    if !piece.classes.intersects(PLACE) {
        return (false, false);
    }
    let is_place = |from: usize, to: usize| {
        let at = |mark: &&Mark| mark.start == from && mark.end >= to;
        piece.marks.iter().filter(at).any(|mark| mark.is_any(PLACE))
    };
    let (mut any, mut all, mut last) = (false, true, false);
    for part in piece.text.split([',', '–', ';']).flat_map(|part| part.split(" - ")) {
        let inner = part.trim_matches([' ', '(', ')', '\u{a0}']);
        if inner.is_empty() {
            continue;
        }
        let from = inner.as_ptr() as usize - piece.text.as_ptr() as usize;
        let to = from + inner.trim_end_matches(['.', ':']).len();
        last = is_place(from, to);
        (any, all) = (true, all && last);
    }
    (any && all, last)
}

#[cfg(test)]
mod tests {
    use super::super::super::{date, lexis};
    use super::*;
    use crate::profile::{Order, Profile};

    fn piece(text: &'static str) -> Piece<'static> {
        let marks = lexis::marks(text);
        Piece {
            text,
            start: 0,
            line: 0,
            gap: 0,
            cut_left: false,
            cut_right: false,
            bullet: false,
            piped: false,
            indented: false,
            further: false,
            words: super::super::pieces::words(text),
            profile: Profile::built_in("plain").expect("built in"),
            dates: date::find(text, 0, Order::Unknown),
            classes: lexis::classes(&marks),
            marks,
        }
    }

    #[test]
    fn type_words_and_what_follows() {
        let lines = [
            ("Press Conference", Typed::Full),
            ("Joint Press Conference by the Prime Minister", Typed::By),
            ("Remarks by PM Anna Berg at the Harbour Forum", Typed::By),
            ("Presentation of the Harbour Outlook", Typed::Of),
            ("Statement of the 11th Meeting of Foreign Ministers", Typed::Of),
            ("Statement on the situation at the border", Typed::On),
            ("Intervention de Mme Jeanne Morel lors de la cérémonie", Typed::By),
            ("Ansprache beim Neujahrsempfang", Typed::At),
            ("Briefing - Secretary Smith and General Jones", Typed::Else),
            ("Speech: Prime Minister's remarks at the port", Typed::Else),
        ];
        for (line, expected) in lines {
            assert_eq!(typed(&piece(line)).map(|(_, typed)| typed), Some(expected), "{line}");
        }
    }

    #[test]
    fn type_words_lose_articles_and_audience() {
        let lines = [
            ("The speech made by the mayor", "speech"),
            ("Il discorso del Presidente", "discorso"),
            ("Le texte de l’interview donnée par la ministre", "interview"),
            ("Introductory Statement to the Board by the director", "Introductory Statement"),
            ("Transcript of the Press Conference", "Transcript of the Press Conference"),
        ];
        for (line, expected) in lines {
            let words = core(&piece(line), 0).map(|(start, end)| &line[start..end]);
            assert_eq!(words, Some(expected), "{line}");
        }
    }

    #[test]
    fn a_glued_by_is_no_part_of_the_type() {
        assert_eq!(glued(&piece("Statementby NATO Secretary General, Lord Robertson")), Some(9));
        assert_eq!(glued(&piece("Statement by the Secretary General")), None);
        assert_eq!(glued(&piece("Nearby residents are evacuated")), None);
    }

    #[test]
    fn matters_are_told_from_occasions_and_days() {
        let lines = [
            ("Statement by the Minister on the border", true),
            ("Remarks by the Minister on the occasion of the anniversary", false),
            ("Remarks by the Minister on 12 May 2015", false),
            ("Remarks by the Minister at the conference on water", false),
        ];
        for (line, expected) in lines {
            let (end, _) = typed(&piece(line)).expect("a type");
            assert_eq!(on_matter(&piece(line), end), expected, "{line}");
        }
    }
}
