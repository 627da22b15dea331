//! Lost accents, apostrophes and other characters.

use std::cell::OnceCell;

use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::document::Document;
use crate::lexicon::{Accented, Sign, split_possessive};
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

rule! {
    /// Characters lost in decoding: accents, apostrophes, `�`.
    ///
    /// A program left out or replaced what it could not decode: `Communiqué` became `Communiqu`, `Today’s` became
    /// `Todays`, and somewhere there is a `�`. A search does not find the words, and `NATOs` counts as a word of its
    /// own.
    ///
    /// The rule reports the replacement character, a short list of words that lost an accent and are not words without
    /// it, and a lost apostrophe where nothing else makes sense: after the name of a unique organisation, after
    /// `Today`, after a place that the profile knows. After places it is information, since there may be two of that
    /// name, and so is a question mark in place of a dash between two lower-case words. Words with a final accent that
    /// may also be plain words (`resume`, `expos`) are not on the list.
    ///
    /// The fix writes the accent, or the apostrophe that the document uses. It needs `--unsafe-fixes`. There is no fix
    /// for `�`, for the question mark, and for words that are English without the accent (`Prsident`).
    "lost-character": Encoding, Warn, Unsafe, since "0.1.0"
}

const REPLACEMENT: char = '\u{fffd}';
/// U+FFFD in UTF-8 decoded as Windows-1252.
const MISREAD: &str = "ï¿½";

fn check(document: &Document, context: &Context, findings: &mut Findings) {
    marks(document, findings);
    // Looked up once, and only if needed.
    let mark = OnceCell::new();
    let mark = || *mark.get_or_init(|| apostrophe_of(document));
    let words = document.words();
    for spelling in context.spellings(&[Sign::LostAccent, Sign::Owner]) {
        let text = document.text(spelling.first);
        if let Some(meant) = context.lexicon.accented(text) {
            findings.extend(words.places(spelling).map(|place| accent(place, document.text(place), meant)));
        } else if let Some(owner) = owner(document, text) {
            let found = |place| apostrophe(document, words.before(place), place, &owner, mark());
            findings.extend(words.places(spelling).filter_map(found));
        }
    }
    question_marks(document, findings);
}

/// `�`, in any encoding.
fn marks(document: &Document, findings: &mut Findings) {
    let text = document.source.text();
    if !document.source.has_mark(0xef) && !document.source.has_mark(0xc3) {
        return;
    }
    let marks = text.match_indices(REPLACEMENT).chain(text.match_indices(MISREAD));
    findings.extend(marks.map(|(at, mark)| {
        Diagnostic::new(Span::new(at, at + mark.len()), "a character could not be decoded and is lost")
            .label("could be any character")
            .help("look up the word in the original page")
    }));
}

fn accent(word: Span, text: &str, accented: Accented) -> Diagnostic {
    let meant = accented.word;
    let (stem, possessive) = split_possessive(text);
    let mut letters = meant.chars();
    let cased = if stem.chars().all(char::is_uppercase) {
        meant.to_uppercase()
    } else if stem.starts_with(char::is_uppercase) {
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
    } else {
        meant.to_string()
    };
    let cased = format!("{cased}{possessive}");
    if accented.is_english {
        return Diagnostic::new(word, format!("`{text}` has lost a letter"))
            .label("a character is missing")
            .help(format!("`{cased}` in French; the English word has no accent"));
    }
    lost(word, text, "an accent", cased)
}

/// The owner, if a word that ends with `s` has lost its apostrophe.
enum Owner {
    Organisation,
    Day,
    Place,
}

/// `NATOs`, `Todays`, `Ukraines`
fn owner(document: &Document, word: &str) -> Option<Owner> {
    let owner = word.strip_suffix('s').filter(|owner| owner.starts_with(char::is_uppercase))?;
    let lists = document.profile.words();
    if owner.chars().all(char::is_uppercase) && lists.one_of_a_kind.has(owner) {
        Some(Owner::Organisation)
    } else if lists.near_days.has_capitalised(owner) {
        Some(Owner::Day)
    } else {
        is_place(document, word, owner).then_some(Owner::Place)
    }
}

/// `NATOs radar`, `Todays meeting`, `Ukraines government`
fn apostrophe(
    document: &Document,
    above: Option<Span>,
    word: Span,
    owner: &Owner,
    mark: char,
) -> Option<Diagnostic> {
    let text = document.text(word);
    let behind = &document.source.text()[word.end..];
    // A possessive is followed by what is owned.
    let owned = behind.strip_prefix([' ', '\n', '\u{a0}'])?;
    if !owned.starts_with(char::is_alphabetic) {
        return None;
    }
    let meant = format!("{}{mark}s", &text[..text.len() - 1]);
    let finding = lost(word, text, "an apostrophe", meant);
    if !matches!(owner, Owner::Place) {
        return Some(finding);
    }
    // `the two Koreas agreed`, `all our Todays`
    let is_plural =
        above.is_some_and(|above| document.profile.words().plural_words.has(document.text(above)));
    (!is_plural).then(|| finding.at_most(Severity::Info))
}

/// Whether a word is a place of the profile and its `s` does not make another one: `Netherlands`.
fn is_place(document: &Document, word: &str, owner: &str) -> bool {
    let known = &document.profile.places.known;
    owner.len() > 4
        && owner.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
        && known.iter().any(|known| known == owner)
        && !known.iter().any(|known| known.split(' ').any(|part| part == word))
}

/// The apostrophe that the document uses.
fn apostrophe_of(document: &Document) -> char {
    let is_apostrophe = |c: char| matches!(c, '\'' | '’');
    document.source.text().chars().find(|c| is_apostrophe(*c)).unwrap_or('’')
}

fn lost(word: Span, text: &str, what: &str, meant: String) -> Diagnostic {
    Diagnostic::new(word, format!("`{text}` has lost {what}"))
        .label("a character is missing")
        .help(format!("write `{meant}`"))
        .fix(Fix::replace(format!("replace `{text}` with `{meant}`"), Applicability::Unsafe, word, meant))
}

/// `the council ? and its members`
fn question_marks(document: &Document, findings: &mut Findings) {
    let text = document.source.text();
    for (_, block) in document.body() {
        let prose = block.prose();
        for (mark, _) in document.source.marks(prose).filter(|(_, mark)| *mark == '?') {
            let is_spaced = text[..mark].ends_with(' ') && text[mark + 1..].starts_with(' ');
            if !is_spaced || mark == prose.start || mark + 1 == prose.end {
                continue;
            }
            let before = text[..mark - 1].ends_with(|c: char| c.is_lowercase() || c == ',');
            if before && text[mark + 2..].starts_with(|c: char| c.is_lowercase()) {
                findings.push(
                    Diagnostic::new(Span::new(mark, mark + 1), "question mark in place of a lost character")
                        .at_most(Severity::Info)
                        .label("probably a dash")
                        .help("look up the sentence in the original page"),
                );
            }
        }
    }
}
