//! Words that are known to be misspelt.

use std::cell::{OnceCell, RefCell};
use std::collections::HashSet;

use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::document::Document;
use crate::lexicon::{Corrections, split_possessive};
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::prose::is_foreign;

rule! {
    /// A word is misspelt.
    ///
    /// A search for `Alliance` does not find `Allaince`, and a word list counts it as a word of its own.
    ///
    /// The rule knows slips, not languages: a word is reported when it stands in a list of about 95,000 known
    /// misspellings, and passed over otherwise. It leaves alone speaker labels, short words in capitals, paragraphs that
    /// are not in English, and the spellings of any variety of English. It may be wrong about a name: a capitalised word
    /// is an error only when the right word stands elsewhere in the document, or the slip is two swapped letters; else it
    /// is a warning, or information inside a sentence.
    ///
    /// The fix keeps the case and the apostrophe of the word. It is safe where there is one correction and the word is no
    /// name; names and less certain words want `--unsafe-fixes`; a word with several corrections has no fix.
    "misspelling": Spelling, Error, Safe, since "0.1.0"
}

/// More suggestions help nobody.
const MOST_SUGGESTIONS: usize = 3;

fn check(document: &Document, context: &Context, findings: &mut Findings) {
    let facts = Facts { document, stems: OnceCell::new(), foreign: RefCell::new(None) };
    let words = document.words();
    for spelling in words.spellings() {
        let word = document.text(spelling.first);
        for part in parts(word, 0) {
            let Some(corrections) = context.lexicon.corrections(&word[part.start..part.end]) else {
                continue;
            };
            for place in words.places(*spelling) {
                let part = Span::new(place.start + part.start, place.start + part.end);
                if !is_left_alone(&facts, part) {
                    findings.push(misspelt(&facts, part, corrections));
                }
            }
        }
    }
}

/// What the rule asks about the whole document and its blocks, found out once: a file of a megabyte may hold one
/// misspelling a hundred thousand times.
struct Facts<'d> {
    document: &'d Document<'d>,
    /// The words of the document and of its family in lower case, without possessive endings.
    stems: OnceCell<HashSet<String>>,
    /// The block asked about last, and whether it is in another language.
    foreign: RefCell<Option<(usize, bool)>>,
}

impl Facts<'_> {
    /// Whether the right word stands in the document or among the words of the family.
    fn occurs(&self, correction: &str) -> bool {
        self.stems.get_or_init(|| stems(self.document)).contains(&correction.to_ascii_lowercase())
    }
    /// Whether a span stands in a block that is in another language.
    fn is_foreign(&self, span: Span) -> bool {
        let blocks = &self.document.blocks;
        let at = blocks.partition_point(|block| block.span.end <= span.start);
        match *self.foreign.borrow() {
            Some((known, is_foreign)) if known == at => return is_foreign,
            _ => {}
        }
        let is_it = blocks.get(at).is_some_and(|block| is_foreign(self.document.text(block.prose())));
        self.foreign.replace(Some((at, is_it)));
        is_it
    }
}

fn stems(document: &Document) -> HashSet<String> {
    let profile = document.profile;
    let phrases = profile.genres.heads.iter().chain(&profile.genres.phrases).map(|phrase| &phrase.text);
    let known = phrases
        .chain(&profile.byline.offices)
        .chain(&profile.byline.honorifics)
        .chain(&profile.genres.modifiers);
    let known = known.flat_map(|phrase| phrase.split_whitespace());
    let words = document.words().spellings().iter().map(|word| document.text(word.first));
    words.chain(known).map(|word| split_possessive(word).0.to_ascii_lowercase()).collect()
}

/// The parts of a word between hyphens.
fn parts(word: &str, start: usize) -> impl Iterator<Item = Span> {
    word.split('-').scan(start, |at, part| {
        let span = Span::new(*at, *at + part.len());
        *at = span.end + 1;
        Some(span)
    })
}

/// Whether a known slip is none here: an acronym, a part of an address, a word of another language.
fn is_left_alone(facts: &Facts, part: Span) -> bool {
    let document = facts.document;
    let text = document.source.text();
    let (stem, _) = split_possessive(document.text(part));
    let is_acronym = stem.len() <= 5 && stem.chars().all(char::is_uppercase);
    let is_address = text[..part.start].ends_with(['@', '/', '.', '_', '\\'])
        || text[part.end..].starts_with(['@', '/', '_', '\\'])
        || text[part.end..].strip_prefix('.').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    is_acronym || is_address || facts.is_foreign(part)
}

fn misspelt(facts: &Facts, part: Span, corrections: Corrections) -> Diagnostic {
    let text = facts.document.text(part);
    let suggestions: Vec<String> =
        corrections.iter().take(MOST_SUGGESTIONS).map(|correction| written_like(text, correction)).collect();
    let finding = Diagnostic::new(part, format!("`{text}` is misspelt"));
    let Some(correction) = corrections.only() else {
        let help = format!("did you mean {}", listed(&suggestions));
        return finding.at_most(Severity::Warning).label("a known slip").help(help);
    };
    let suggestion = &suggestions[0];
    let (severity, trust, evidence) = judged(facts, part, correction);
    finding
        .at_most(severity)
        .label("a known slip")
        .help(format!("write `{suggestion}`{evidence}"))
        .fix(Fix::replace(format!("replace `{text}` with `{suggestion}`"), trust, part, suggestion.as_str()))
}

/// How sure it is that the word is a slip and no name.
fn judged(facts: &Facts, part: Span, correction: &str) -> (Severity, Applicability, &'static str) {
    let (stem, _) = split_possessive(facts.document.text(part));
    let is_name = correction.starts_with(char::is_uppercase);
    let is_capitalised = stem.starts_with(char::is_uppercase);
    let trust = if is_name { Applicability::Unsafe } else { Applicability::Safe };
    if !is_capitalised && !is_name {
        (Severity::Error, trust, "")
    } else if facts.occurs(correction) {
        (Severity::Error, trust, ", as elsewhere in the document")
    } else if has_swapped_letters(stem, correction) {
        (Severity::Error, trust, ": two letters changed places")
    } else if is_name || begins_sentence(facts.document, part) {
        (Severity::Warning, Applicability::Unsafe, "")
    } else {
        (Severity::Info, Applicability::Unsafe, ", unless it is a name")
    }
}

/// Two neighbours swapped in a word of some length: no name is made so.
fn has_swapped_letters(word: &str, right: &str) -> bool {
    let (word, right) = (word.to_ascii_lowercase(), right.to_ascii_lowercase());
    let differ = |(at, (a, b)): (usize, (u8, u8))| (a != b).then_some((at, a, b));
    let mut differing = word.bytes().zip(right.bytes()).enumerate().filter_map(differ);
    let two = (differing.next(), differing.next(), differing.next());
    word.len() >= 7
        && word.len() == right.len()
        && matches!(two, (Some((i, a, b)), Some((j, c, d)), None) if i + 1 == j && a == d && b == c)
}

fn begins_sentence(document: &Document, part: Span) -> bool {
    let before = document.source.text()[..part.start].trim_end_matches([' ', '“', '"', '(', '‘', '\'']);
    before.is_empty() || before.ends_with(['.', '!', '?', '…', ':', '\n', '\r'])
}

/// The correction in the case of the word, with the word's own possessive ending.
fn written_like(word: &str, correction: &str) -> String {
    let (stem, possessive) = split_possessive(word);
    let mut letters = correction.chars();
    let cased = if stem.len() > 1 && stem.chars().all(char::is_uppercase) {
        correction.to_uppercase()
    } else if stem.starts_with(char::is_uppercase) {
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
    } else {
        correction.to_string()
    };
    cased + possessive
}

/// `` `a`, `b` or `c` ``
fn listed(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corrections_are_written_like_the_word() {
        assert_eq!(written_like("Allaince’s", "alliance"), "Alliance’s");
        assert_eq!(written_like("ALLAINCE'S", "alliance"), "ALLIANCE'S");
        assert_eq!(written_like("kazakstan", "Kazakhstan"), "Kazakhstan");
    }

    #[test]
    fn swapped_letters_are_seen() {
        assert!(has_swapped_letters("Allaince", "alliance"));
        assert!(!has_swapped_letters("Kazakstan", "Kazakhstan"));
        assert!(!has_swapped_letters("Thier", "their"), "too short to be sure");
    }
}
