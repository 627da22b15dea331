//! What one header cell could be by its own words. What it is, its neighbours decide ([`super::header`]).

use super::genre::{self, Typed};
use super::line::Cell;
use super::speech::{self, Label};
use super::{date, media, number, phrase, place};
use crate::document::{Date, Residue};
use crate::profile::{Order, Profile};
use crate::source::Span;

/// The class of a cell.
#[derive(Clone, Debug)]
pub(super) enum Class {
    /// Left over by the extraction.
    Residue(Residue),
    /// An update stamp, with the series behind it.
    Update { label: Span, date: Date, series: Option<Span> },
    /// A series label alone.
    Series(Span),
    /// A date alone.
    Date(Date),
    /// A date with place, number or series on the same line.
    Composite(Composite),
    /// `25/06/2003 - NATO`
    RelatedHead { date: Date, source: Span },
    /// A number alone.
    Number(Span),
    /// A media line.
    Media,
    /// The name of a sidebar block.
    BlockName,
    /// Nothing but type words.
    Genre(Typed),
    /// Type words, then `by …`.
    GenreBy(Typed),
    /// Type words, then something else: `Statement on …`.
    GenreThen(Typed),
    /// A byline.
    Byline,
    /// Opens with a quotation mark.
    Quoted,
    /// A stage note alone.
    Note,
    /// Known words that fill no field.
    Boilerplate,
    /// Begins with a speaker label.
    Label(Label),
    /// `Ladies and Gentlemen,`
    Salutation,
    /// A bullet's or number's text.
    Point,
    /// Long, or a finite sentence.
    Sentence,
    /// Short, and nothing special.
    Short,
}

/// What stands on one line beside a date.
#[derive(Clone, Debug)]
pub(super) struct Composite {
    pub(super) date: Date,
    pub(super) number: Option<Span>,
    pub(super) series: Option<Span>,
    /// Words before the date that name a place.
    pub(super) place: Option<Span>,
}

/// Bytes of a line that may be a number and nothing else.
const LONGEST_NUMBER: usize = 200;

/// Characters from which a line is prose whatever its end.
const PROSE: usize = 150;

impl Class {
    /// Whether only a body has such a line.
    pub(super) fn is_body(&self) -> bool {
        matches!(self, Class::Label(_) | Class::Salutation | Class::Point | Class::Sentence)
    }
}

/// The class of a cell, most specific first.
pub(super) fn classify(cell: &Cell<'_>, profile: &Profile, order: Order) -> Class {
    let text = cell.text;
    residue(text, profile)
        .map(Class::Residue)
        .or_else(|| update(cell, profile, order))
        .or_else(|| media::is_media(text, &profile.media).then_some(Class::Media))
        .or_else(|| dated(cell, profile, order))
        .or_else(|| named(cell, profile))
        .or_else(|| worded(cell, profile))
        .unwrap_or_else(|| by_length(cell))
}

/// Residue that shows by itself, on any line.
pub(super) fn residue(text: &str, profile: &Profile) -> Option<Residue> {
    let first = text.chars().next()?;
    if matches!(first, '|' | '!' | '•' | '[' | '<') {
        let pipes = text.contains('|') || text.contains("![]");
        if text.chars().all(|c| "|![]()•*· \u{a0}".contains(c)) && pipes {
            return Some(if text.contains("![]") { Residue::Image } else { Residue::Table });
        }
        if text.starts_with("![") || first == '[' && image_words(text) {
            return Some(Residue::Image);
        }
        if first == '<' && is_markup(text) {
            return Some(Residue::Markup);
        }
    }
    if text.len() > 100 {
        return phrase::any_prefix(text, &profile.residue.registration).then_some(Residue::Registration);
    }
    if phrase::any_is(text, &profile.residue.labels) {
        Some(Residue::Label)
    } else if phrase::any_is(text, &profile.residue.languages) {
        Some(Residue::Language)
    } else if image_file(text) || text.starts_with("Logo ") {
        Some(Residue::Image)
    } else if phrase::any_prefix(text, &profile.residue.navigation) {
        Some(Residue::Navigation)
    } else {
        phrase::any_prefix(text, &profile.residue.registration).then_some(Residue::Registration)
    }
}

/// `[ NATO IFOR bar ]`
fn image_words(text: &str) -> bool {
    let inner = text.trim_matches(['[', ']', ' ']);
    text.ends_with(']')
        && inner.split_whitespace().any(|word| {
            ["bar", "logo", "image", "icon", "photo", "banner"].contains(&word.to_ascii_lowercase().as_str())
        })
}

/// `logoONU.gif (958 octets)`
fn image_file(text: &str) -> bool {
    memchr::memchr(b'.', text.as_bytes()).is_some()
        && [".gif", ".jpg", ".png"]
            .iter()
            .any(|kind| text.find(kind).is_some_and(|at| !text[..at].contains(' ') && text.len() - at < 24))
}

/// Nothing but tags: `<p>`, `<br />`
fn is_markup(text: &str) -> bool {
    let mut rest = text;
    while let Some(inner) = rest.strip_prefix('<') {
        let Some(end) = inner.find('>').filter(|end| *end < 40) else { return false };
        rest = inner[end + 1..].trim_start();
    }
    rest.is_empty()
}

/// The length of the label that announces an update stamp.
pub(super) fn update_label(text: &str, profile: &Profile) -> Option<usize> {
    profile.update.labels.like(text).filter_map(|label| phrase::prefix(text, label)).max()
}

/// `Updated: 06-Dec-2001 NATO Speeches`, `Last update: 26-Nov-2004 14:51 NATO Update`
fn update(cell: &Cell<'_>, profile: &Profile, order: Order) -> Option<Class> {
    let label = update_label(cell.text, profile)?;
    let behind = cell.text[label..].trim_start_matches([' ', ':', '\u{a0}', '|']);
    let (date, used) = date::date(behind, cell.part(behind).start, order)?;
    let series = behind[used..].trim_matches([' ', '|', '\u{a0}', '-', ':']);
    let series = (!series.is_empty()).then(|| cell.part(series));
    Some(Class::Update { label: cell.part(cell.text[..label].trim_end()), date, series })
}

/// Cells that are, begin or end with a date.
fn dated(cell: &Cell<'_>, profile: &Profile, order: Order) -> Option<Class> {
    let text = cell.text;
    if text.len() > 160 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if date::clock(text).is_ok_and(|(rest, _)| rest.is_empty()) {
        return Some(Class::Residue(Residue::ClockTime));
    }
    if let Some(lead) = phrase::longest(text, &profile.dates.leads) {
        let rest = text[lead..].trim_start();
        return date::date_line(rest, cell.part(rest).start, order).map(Class::Date);
    }
    let begins = date::date(text, cell.start, order);
    if let Some(date) = date::date_of_line(text, cell.start, order, begins.clone()) {
        return Some(Class::Date(date));
    }
    if let Some((date, used)) = begins
        && let Some(source) = related_source(&text[used..])
    {
        return Some(Class::RelatedHead { date, source: cell.part(source) });
    }
    composite(cell, profile, order).map(Class::Composite)
}

/// ` - NATO` behind a date; the name of an icon is no part of the source.
fn related_source(rest: &str) -> Option<&str> {
    let rest = rest.trim_start();
    let source = rest.strip_prefix(['-', '–'])?.trim();
    let source = ["Photo icon", "Audio icon", "Video icon", "icon"]
        .iter()
        .fold(source, |source, icon| source.strip_suffix(icon).unwrap_or(source).trim_end());
    (!source.is_empty() && phrase::is_within(source, 60) && !phrase::ends_sentence(source)).then_some(source)
}

/// `Poiana Brasov, Romania 14 Oct. 2004`, `Press Release (2006)093 20 July 2006`, `HC Deb 17 July 1998 vol 316 cc681-702`
fn composite(cell: &Cell<'_>, profile: &Profile, order: Order) -> Option<Composite> {
    let text = cell.text;
    let series = phrase::longest(text, &profile.series);
    let mut rest = text[series.unwrap_or(0)..].trim_start();
    let mut number = take_number(&mut rest, profile);
    let (before, date, used) = date_inside(rest, cell.part(rest).start, order)?;
    let mut behind = rest[before.len() + used..].trim_matches([' ', ',', '|', '-', '.']);
    if number.is_none() && !behind.is_empty() {
        number = take_number(&mut behind, profile);
    }
    let place = before.trim().trim_end_matches([',', '-', '–', ':', '|']).trim_end();
    let placed = place.is_empty()
        || place.len() <= 60
            && (place::looks_like(place, &profile.places) || before.trim_end().ends_with(','));
    let more = !place.is_empty() || number.is_some() || series.is_some();
    (behind.is_empty() && placed && more).then(|| Composite {
        date,
        number: number.map(|number| cell.part(number)),
        series: series.map(|len| cell.part(&text[..len])),
        place: (!place.is_empty()).then(|| cell.part(place)),
    })
}

fn take_number<'a>(rest: &mut &'a str, profile: &Profile) -> Option<&'a str> {
    let (start, end) = number::number(rest, &profile.numbers)?;
    let found = &rest[start..end];
    *rest = rest[end..].trim_start_matches([' ', ',', '-', '|']);
    Some(found)
}

/// The first date inside a line: the words before it, the date, and its length.
fn date_inside(text: &str, offset: usize, order: Order) -> Option<(&str, Date, usize)> {
    let starts = text.char_indices().filter(|(at, c)| {
        let word_start = *at == 0
            || !text[..*at]
                .ends_with(|before: char| before.is_alphanumeric() || matches!(before, '/' | '-' | '.'));
        word_start && (c.is_ascii_digit() || c.is_uppercase())
    });
    starts.map(|(at, _)| at).find_map(|at| {
        let (date, used) = date::date(&text[at..], offset + at, order)?;
        date.first.year.map(|_| (&text[..at], date, used))
    })
}

/// Cells known by their words: series, number, block name, stage note.
fn named(cell: &Cell<'_>, profile: &Profile) -> Option<Class> {
    let text = cell.text;
    let inner = text.trim_matches(['[', ']', ' ']);
    if text.len() <= 200 && phrase::any_prefix(text, &profile.boilerplate) {
        return Some(Class::Boilerplate);
    }
    let prefix = |label: &str| {
        label.strip_suffix(" *").is_some_and(|lead| {
            text.len() <= 80
                && phrase::starts(text, lead).is_some()
                && !phrase::ends_sentence(text)
                && !text.contains(':')
        })
    };
    if profile.series.like(text).any(|series| prefix(&series.label)) {
        return Some(Class::Series(cell.part(inner)));
    }
    if profile.series.like(inner).any(|series| {
        phrase::is(inner, &series.label)
            && (text.starts_with('[') || !series.label.eq_ignore_ascii_case("Press Conference"))
    }) && is_label_case(inner)
    {
        return Some(Class::Series(cell.part(inner)));
    }
    if text.len() <= LONGEST_NUMBER
        && let Some((start, end)) = number::number(text, &profile.numbers)
        && text[end..].trim_matches([' ', '|', '.']).is_empty()
    {
        return Some(Class::Number(cell.part(&text[start..end])));
    }
    if text.starts_with(char::is_uppercase) && phrase::any_is(text, &profile.block_names) {
        return Some(Class::BlockName);
    }
    is_note(text, profile).then_some(Class::Note)
}

/// A series label is written with capitals: `NATO Speeches`, `NATO SPEECHES`.
fn is_label_case(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
}

/// A stage note alone: `(As delivered)`, `(SPEAKING IN KAZAKH)`.
pub(super) fn is_note(text: &str, profile: &Profile) -> bool {
    let bracketed =
        text.starts_with('(') && text.ends_with(')') || text.starts_with('[') && text.ends_with(']');
    bracketed && is_note_text(&text[1..text.len() - 1], profile)
}

/// Whether the words inside brackets are a stage note.
pub(super) fn is_note_text(inner: &str, profile: &Profile) -> bool {
    let inner = inner.trim();
    inner.len() <= 80 && phrase::any_prefix(inner, &profile.notes)
}

/// Cells known by how they begin: genre, byline, salutation, label, point, quotation.
fn worded(cell: &Cell<'_>, profile: &Profile) -> Option<Class> {
    let text = cell.text;
    let short = phrase::is_within(text, 2 * PROSE);
    let sentence = phrase::ends_sentence(text) && !phrase::is_within(text, 60);
    if short
        && !sentence
        && let Some(class) = typed(text, profile)
    {
        return Some(class);
    }
    if short && !sentence && is_byline(text, profile) {
        return Some(Class::Byline);
    }
    if is_salutation(text, profile) {
        return Some(Class::Salutation);
    }
    if let Some(label) = speech::label(text, cell.start, profile) {
        return Some(Class::Label(label));
    }
    if point_marker(text).is_some() {
        return Some(Class::Point);
    }
    (text.starts_with(['"', '“', '«']) && phrase::is_within(text, PROSE) && !sentence)
        .then_some(Class::Quoted)
}

fn typed(text: &str, profile: &Profile) -> Option<Class> {
    let typed = genre::genre(text, &profile.genres)?;
    let rest = text[typed.len..].trim_matches([' ', '.', ',', ':', '\u{a0}', '|', '*']);
    if rest.is_empty() {
        return Some(Class::Genre(typed));
    }
    if phrase::longest(rest, &profile.byline.openers).is_some() {
        return Some(Class::GenreBy(typed));
    }
    let small = rest.starts_with(char::is_lowercase)
        || rest.starts_with(['-', '–', '"', '“', '('])
        || text[typed.len..].starts_with(':');
    small.then_some(Class::GenreThen(typed))
}

/// Whether the line begins with an opener that has no other use: `by`, `given by`; `with` and `of` have many.
pub(super) fn opens_for_sure(text: &str, profile: &Profile) -> bool {
    let openers = profile.byline.openers.like(text);
    let mut sure = openers.filter(|opener| !matches!(opener.as_str(), "with" | "of"));
    sure.any(|opener| phrase::starts(text, opener).is_some())
}

/// `by NATO Secretary General, Lord Robertson`
fn is_byline(text: &str, profile: &Profile) -> bool {
    phrase::longest(text, &profile.byline.openers).is_some_and(|used| {
        let rest = text[used..].trim_start_matches([' ', ':', '\u{a0}']);
        opens_for_sure(text, profile)
            || rest.is_empty()
            || rest.starts_with("the ")
            || rest.starts_with(char::is_uppercase)
    })
}

/// `Ladies and Gentlemen,`, `Mr Secretary General,`, `Good morning.`
pub(super) fn is_salutation(text: &str, profile: &Profile) -> bool {
    if !phrase::is_within(text, 120) {
        return false;
    }
    profile.speakers.salutations.like(text).any(|known| {
        phrase::starts(text, known).is_some_and(|used| {
            let rest = text[used..].trim();
            let closed = rest.ends_with([',', '!', ':']) || rest == ".";
            closed && !rest.contains(". ") || rest.is_empty() && known.contains(' ')
        })
    })
}

/// The length of `1. `, `- `, `(a) ` at the start of a line.
pub(super) fn point_marker(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    // `- GENERAL AFFAIRS -` is a subtitle.
    if first == '-' && text.len() > 3 && text.ends_with(" -") {
        return None;
    }
    if matches!(first, '•' | '-' | '–' | '*' | '·' | '▪' | 'o') {
        let len = first.len_utf8();
        return text[len..].starts_with([' ', '\u{a0}', '\t']).then_some(len);
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &text[digits..];
    let stop = rest.starts_with(['.', ')']) && rest[1..].starts_with([' ', '\u{a0}', '\t']);
    if (1..=3).contains(&digits) && stop {
        return Some(digits + 1);
    }
    // `a) `
    if first.is_ascii_lowercase() && text[1..].starts_with(") ") {
        return Some(2);
    }
    let inner = text.strip_prefix('(')?;
    let end = inner.find(')').filter(|end| (1..=3).contains(end))?;
    let spaced = inner[end + 1..].starts_with([' ', '\u{a0}']);
    let letters = inner[..end].chars().all(|c| c.is_ascii_lowercase())
        || inner[..end].chars().all(|c| c.is_ascii_digit());
    (letters && spaced).then_some(end + 2)
}

fn by_length(cell: &Cell<'_>) -> Class {
    let width = cell.text.chars().count();
    let words = || cell.text.split_whitespace().count();
    if width > PROSE
        || phrase::ends_sentence(cell.text) && (width > 40 || words() > 5)
        || width > 100 && cell.text.contains(". ")
    {
        Class::Sentence
    } else {
        Class::Short
    }
}
