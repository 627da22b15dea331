//! Misspelt words.

use std::cell::{OnceCell, RefCell};

use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::document::{Document, Spelling};
use crate::lexicon::{Corrections, Sign, Suspect, is_place, split_possessive};
use crate::rule::{Context, Findings, rule};
use crate::source::{Span, invalid_byte};

use super::shared::glued::joint_of_small;
use super::shared::passage::Passage;
use super::shared::pieces::{divided, is_lone_letter};
use super::shared::prose::{is_foreign, is_small_french, within};
use super::shared::scanned::misread_word;
use super::shared::slip::{self, Place};
use super::shared::vocabulary::Vocabulary;
use super::shared::wording::{begins_sentence, listed, written_like};

rule! {
    /// Misspelt words.
    ///
    /// A search for `Alliance` does not find `Allaince`, and a word list counts it as a word of its own.
    ///
    /// The rule knows about 95,000 misspellings with their corrections, and 118,000 English words in every variety. A
    /// lower-case word that is neither is reported if it is likely to be a typo: the keys are next to each other,
    /// letters are swapped or sound alike, or the intended word is common or occurs elsewhere in the document. It is
    /// ignored if no known word is close, if it is made of known words (`homeownership`), if it is repeated, or if the
    /// sentence or quotation around it is in another language. A part of a word with a Markdown mark inside is left alone.
    /// Names are left alone: a capitalised word is reported if
    /// it is a known misspelling, or if it begins a sentence and is clearly a typo for a common word. Speaker labels,
    /// addresses and short words in capitals are skipped, and words that the lexicon accepts or rejects are left to it.
    /// The rule may be wrong about technical terms that no dictionary has.
    ///
    /// The fix keeps the case and the apostrophe of the word. It is safe only for a known misspelling whose single
    /// correction is not a name and also occurs in another sentence of the document, outside quotations; and only in a
    /// sentence that contains an English function word, outside quotations, code and text about words. It is not safe
    /// for a word that is capitalised inside a sentence, follows a name, or touches a hyphen or a dash. Other fixes
    /// need `--unsafe-fixes`, and there is none if two corrections are about equally likely. A word before `[sic]` is
    /// left alone.
    "misspelling": Spelling, Error, Safe, since "0.1.0", needs Words
}

/// A text with more unknown words may be in another language, or not be prose: checking its blocks first pays off.
const MANY_SUSPECTS: usize = 100;

/// More suggestions do not help.
const MOST_SUGGESTIONS: usize = 3;

fn check(document: &Document, context: &Context, findings: &mut Findings) {
    let facts = Facts { document, context, vocabulary: OnceCell::new(), foreign: RefCell::default() };
    let suspects = || context.spellings(&[Sign::Suspect]);
    let are_many = suspects().nth(MANY_SUSPECTS).is_some();
    for spelling in suspects() {
        if !are_many || document.words().places(spelling).any(|place| !facts.is_foreign(place)) {
            check_parts(&facts, spelling, findings);
        }
    }
}

fn check_parts(facts: &Facts, spelling: Spelling, findings: &mut Findings) {
    let Facts { document, context, .. } = facts;
    let word = document.text(spelling.first);
    for part in parts(word) {
        let text = &word[part.start..part.end];
        let Some(suspect) = context.lexicon.suspect(text) else { continue };
        let places = document.words().places(spelling);
        let places = places.map(|place| within(place.start, part.start, part.end));
        let is_settled = context.known.accepts(text) || context.known.rejects(text);
        // `govemment` is left to ocr-confusion.
        let is_misread = || {
            suspect.corrections.is_none()
                && misread_word(context.lexicon, document.profile.words(), text).is_some()
        };
        if is_settled || !facts.is_possible(&suspect, text) || is_misread() {
            continue;
        }
        for part in places.filter(|part| !is_left_alone(facts, *part)) {
            findings.extend(misspelt(facts, part, &suspect));
        }
    }
}

/// What the rule asks about the whole document and its blocks, computed once: a file of a megabyte may contain one
/// misspelling a hundred thousand times.
struct Facts<'d> {
    document: &'d Document<'d>,
    context: &'d Context<'d>,
    vocabulary: OnceCell<Vocabulary<'d>>,
    /// For each block, whether it is in another language, as far as known yet.
    foreign: RefCell<Vec<Option<bool>>>,
}

impl<'d> Facts<'d> {
    fn vocabulary(&self) -> &Vocabulary<'d> {
        self.vocabulary.get_or_init(|| Vocabulary::of(self.document, self.context))
    }
    /// Whether a word may be reported at any of its places: most names are not examined further.
    fn is_possible(&self, suspect: &Suspect, part: &str) -> bool {
        // `ofthe` is left to glued-words.
        let is_glued = || joint_of_small(self.context.lexicon, self.document.profile.words(), part).is_some();
        suspect.corrections.is_some() || slip::is_plausible(suspect, part, self.vocabulary()) && !is_glued()
    }
    /// Whether a span is in a block in another language.
    fn is_foreign(&self, span: Span) -> bool {
        let blocks = &self.document.blocks;
        let at = blocks.partition_point(|block| block.span.end <= span.start);
        let Some(block) = blocks.get(at) else { return false };
        let mut known = self.foreign.borrow_mut();
        known.resize(blocks.len(), None);
        *known[at].get_or_insert_with(|| {
            is_foreign(self.document.text(block.prose()), self.document.profile.words())
        })
    }
}

/// The parts of a word between hyphens, as spans in it.
fn parts(word: &str) -> impl Iterator<Item = Span> {
    word.split('-').scan(0, |at, part| {
        let span = Span::new(*at, *at + part.len());
        *at = span.end + 1;
        Some(span)
    })
}

/// Whether an apparent misspelling is not one: an acronym, part of an address, a foreign word.
fn is_left_alone(facts: &Facts, part: Span) -> bool {
    let document = facts.document;
    let text = document.source.text();
    let (stem, _) = split_possessive(document.text(part));
    let (before, after) = (&text[..part.start], &text[part.end..]);
    let is_acronym = stem.len() <= 5 && stem.chars().all(char::is_uppercase);
    let is_address = before.ends_with(['@', '/', '.', '_', '\\', '#'])
        || after.starts_with(['@', '/', '_', '\\'])
        || after.strip_prefix('.').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    let is_damaged = before.chars().next_back().and_then(invalid_byte).is_some()
        || after.chars().next().and_then(invalid_byte).is_some();
    is_acronym
        || is_address
        || is_marked_inside(before, after)
        || is_damaged
        || is_confirmed(after)
        || is_piece(facts, part)
        || facts.is_foreign(part)
}

/// Whether a Markdown mark is inside the word, which is only a part of it: `i**ntegration`.
fn is_marked_inside(before: &str, after: &str) -> bool {
    const MARKS: [char; 5] = ['*', '_', '~', '`', '\\'];
    let (left, right) = (before.trim_end_matches(MARKS), after.trim_start_matches(MARKS));
    left.len() < before.len() && left.ends_with(char::is_alphabetic)
        || right.len() < after.len() && right.starts_with(char::is_alphabetic)
}

/// Whether a word is only a piece of one: the speaker broke off (`To trea- — well`), the word goes on in the next line, or
/// a space divides it (`w hich`), which is left to split-word.
fn is_piece(facts: &Facts, part: Span) -> bool {
    let text = facts.document.source.text();
    let (before, after) = (&text[..part.start], &text[part.end..]);
    let is_cut = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\n', '\r', '—', '–']);
    let is_second = before.trim_end_matches([' ', '\r', '\n']).ends_with('-') && before.ends_with('\n');
    after.strip_prefix('-').is_some_and(is_cut)
        || is_second
        || divided(facts.document, facts.context, part).is_some()
        || is_beside_letter(before, after)
}

/// Whether a letter that is no word stands beside a word: the rest of it may be further away.
fn is_beside_letter(before: &str, after: &str) -> bool {
    let beside = [
        before.strip_suffix(' ').and_then(|before| before.rsplit(char::is_whitespace).next()),
        after.strip_prefix(' ').and_then(|after| after.split(char::is_whitespace).next()),
    ];
    beside.into_iter().flatten().any(is_lone_letter)
}

/// Whether a word is the beginning of the suggested one, where a speaker may have broken off.
fn is_beginning(facts: &Facts, part: Span, suggestion: &str) -> bool {
    let text = facts.document.source.text();
    suggestion.starts_with(&text[part.start..part.end]) && may_break_off(&text[part.end..])
}

/// Whether a speaker may have broken off here: `the Presid— the chairman`, `the Presid...`.
fn may_break_off(after: &str) -> bool {
    let after = after.trim_start_matches(' ');
    ["-", "—", "–", "…", "..."].iter().any(|mark| after.starts_with(mark))
}

/// Whether an editor has marked the word as in the original: `recieve [sic]`, `“recieve” (sic!)`.
fn is_confirmed(after: &str) -> bool {
    let after = after.trim_start_matches([' ', '”', '"', '’', '\'', '\\']);
    after
        .strip_prefix(['[', '('])
        .and_then(|inner| inner.get(..3))
        .is_some_and(|mark| mark.eq_ignore_ascii_case("sic"))
}

fn misspelt(facts: &Facts, part: Span, suspect: &Suspect) -> Option<Diagnostic> {
    let passage = Passage::around(facts.document, facts.context.lexicon, part);
    if passage.is_foreign() {
        return None;
    }
    if let Some(owner) = owner(facts, part) {
        let text = facts.document.text(part);
        let words =
            suspect.corrections.iter().flat_map(Corrections::iter).map(|word| written_like(text, word));
        let plural = words.filter(|word| word.ends_with("ies") || word.ends_with("IES"));
        let suggestions: Vec<String> = std::iter::once(owner).chain(plural.take(1)).collect();
        return Some(
            Diagnostic::new(part, format!("`{text}` is misspelt"))
                .at_most(Severity::Warning)
                .label("neither a plural nor a possessive")
                .help(format!("did you mean {}", listed(&suggestions)))
                .suggest(suggestions),
        );
    }
    match &suspect.corrections {
        Some(corrections) => known(facts, part, suspect, corrections, passage),
        None => guessed(facts, part, suspect, passage),
    }
}

/// The possessive of a word that has lost its apostrophe: `communitys`. Its plural ends with `-ies`.
fn owner(facts: &Facts, part: Span) -> Option<String> {
    let text = facts.document.text(part);
    let word = text.strip_suffix('s').filter(|word| word.ends_with('y'))?;
    let is_word = word.len() >= 4
        && !word.trim_end_matches('y').ends_with(['a', 'e', 'o', 'u'])
        && facts.context.lexicon.class(&word.to_lowercase()).is_some();
    is_word.then(|| format!("{word}'s"))
}

/// A known misspelling.
fn known(
    facts: &Facts,
    part: Span,
    suspect: &Suspect,
    corrections: &Corrections,
    passage: Passage,
) -> Option<Diagnostic> {
    let text = facts.document.text(part);
    let finding = Diagnostic::new(part, format!("`{text}` is misspelt")).label("known misspelling");
    let Some(correction) = corrections.only() else {
        if facts.is_name(part, corrections.iter()) {
            return None;
        }
        let likely = slip::by_likelihood(suspect, corrections, facts.vocabulary());
        let suggestions: Vec<String> =
            likely.iter().take(MOST_SUGGESTIONS).map(|word| written_like(text, word)).collect();
        let help = format!("did you mean {}", listed(&suggestions));
        return Some(finding.at_most(Severity::Warning).help(help).suggest(suggestions));
    };
    let suggestion = written_like(text, correction);
    if is_beginning(facts, part, &suggestion) {
        return None;
    }
    if let Some(pair) = with_article(facts, text, correction) {
        let help = format!("did you mean `{pair}` or `{suggestion}`");
        return Some(finding.at_most(Severity::Warning).help(help).suggest([pair, suggestion]));
    }
    let (severity, trust, evidence) = judged(facts, part, correction)?;
    // `La pression monte` is too short to look foreign, and nothing in it looks English.
    let (severity, trust) = if passage.is_clear && passage.has_unknown_neighbour {
        (severity, Applicability::Unsafe)
    } else if passage.is_clear {
        (severity, trust)
    } else {
        (severity.min(Severity::Warning), Applicability::Unsafe)
    };
    let fix = Fix::replace(format!("replace `{text}` with `{suggestion}`"), trust, part, suggestion.as_str());
    let help = format!("write `{suggestion}`{evidence}");
    Some(finding.at_most(severity).help(help).suggest([suggestion]).fix(fix))
}

/// How certain it is that the word is a typo and not a name.
fn judged(facts: &Facts, part: Span, correction: &str) -> Option<(Severity, Applicability, &'static str)> {
    let (stem, _) = split_possessive(facts.document.text(part));
    let is_name = correction.starts_with(char::is_uppercase);
    let is_capitalised = stem.starts_with(char::is_uppercase);
    let trust = if is_name { Applicability::Unsafe } else { Applicability::Safe };
    Some(if !is_capitalised && !is_name {
        (Severity::Error, trust, "")
    } else if facts.vocabulary().times(correction) > 0 {
        (Severity::Error, trust, ", as elsewhere in the document")
    } else if has_swapped_letters(stem, correction) {
        (Severity::Error, trust, ": two letters are swapped")
    } else if is_name && is_capitalised && is_in_region(facts, part) || is_beside_french(facts, part) {
        return None;
    } else if is_name || begins_sentence(facts.document, part) {
        (Severity::Warning, Applicability::Unsafe, "")
    } else if facts.is_name(part, std::iter::once(correction)) {
        return None;
    } else {
        (Severity::Info, Applicability::Unsafe, ", unless it is a name")
    })
}

/// Whether a capitalised word is a place in a region that is not a country: `Argentia, Newfoundland`.
fn is_in_region(facts: &Facts, part: Span) -> bool {
    let after = &facts.document.source.text()[part.end..];
    let region = after.strip_prefix(", ").and_then(|after| after.split(|c: char| !c.is_alphabetic()).next());
    region.is_some_and(|region| {
        region.starts_with(char::is_uppercase)
            && !is_place(region)
            && facts.context.lexicon.class(&region.to_lowercase()).is_none()
    })
}

/// Whether a French function word is next to a word, which may have lost an accent: `Universite de Montclair`.
fn is_beside_french(facts: &Facts, part: Span) -> bool {
    let beside = facts.document.words().beside(part);
    beside.into_iter().flatten().any(|(word, _)| is_small_french(facts.document.text(word)))
}

impl Facts<'_> {
    /// Whether a capitalised word is probably a name: it is repeated or short, and the word it may be a typo for does
    /// not occur.
    fn is_name<'w>(&self, part: Span, mut corrections: impl Iterator<Item = &'w str>) -> bool {
        /// Names of one or two syllables are close to every other word.
        const SHORT: usize = 6;
        let (stem, _) = split_possessive(self.document.text(part));
        stem.starts_with(char::is_uppercase)
            && (stem.len() <= SHORT || self.vocabulary().is_always_capitalised(stem))
            && !corrections.any(|correction| self.vocabulary().times(correction) > 0)
    }
}

impl Facts<'_> {
    /// Whether several documents of the run have the word, and usually without the word it may be a typo for.
    fn is_term(&self, text: &str, right: &str) -> bool {
        const DOCUMENTS: u32 = 3;
        const RARE: u32 = 100;
        let (stem, _) = split_possessive(text);
        self.context.corpus().is_some_and(|corpus| {
            corpus.documents(stem) >= DOCUMENTS
                && corpus.occurrences(stem).saturating_mul(RARE) >= corpus.occurrences(right)
        })
    }
}

/// A word that is likely to be a typo.
fn guessed(facts: &Facts, part: Span, suspect: &Suspect, passage: Passage) -> Option<Diagnostic> {
    let document = facts.document;
    let text = document.text(part);
    let place = Place::of(document, part, passage);
    let guesses = slip::guesses(suspect, text, place, facts.vocabulary())?;
    if facts.is_term(text, guesses.words[0]) {
        return None;
    }
    let suggestions: Vec<String> =
        guesses.words.iter().take(MOST_SUGGESTIONS).map(|word| written_like(text, word)).collect();
    if is_beginning(facts, part, &suggestions[0]) {
        return None;
    }
    if let Some(pair) = with_article(facts, text, guesses.words[0]) {
        let finding = Diagnostic::new(part, format!("`{text}` looks misspelt"))
            .at_most(Severity::Warning)
            .label("not in the dictionary");
        let help = format!("did you mean `{pair}` or {}", listed(&suggestions));
        return Some(finding.help(help).suggest(std::iter::once(pair).chain(suggestions)));
    }
    let evidence =
        if facts.vocabulary().times(guesses.words[0]) > 0 { ", as elsewhere in the document" } else { "" };
    let finding = Diagnostic::new(part, format!("`{text}` looks misspelt"))
        .at_most(Severity::Warning)
        .label("not in the dictionary")
        .help(match suggestions.as_slice() {
            [one] => format!("write `{one}`{evidence}"),
            _ => format!("did you mean {}", listed(&suggestions)),
        });
    let suggestion = &suggestions[0];
    let title = format!("replace `{text}` with `{suggestion}`");
    let fix = Fix::replace(title, Applicability::Unsafe, part, suggestion.as_str());
    let finding = finding.suggest(suggestions);
    Some(if guesses.is_clear { finding.fix(fix) } else { finding })
}

/// The article and a word that were written as one, if that is no rarer than the correction: `anormal` may be `a normal`,
/// and `sucha` is `such a`, but `adress` is `address`.
fn with_article(facts: &Facts, text: &str, correction: &str) -> Option<String> {
    /// Before an article stand the most common words only: `such a`, `and a`, not `idea` or `area`.
    const MOST_COMMON: usize = 0;
    let lexicon = facts.context.lexicon;
    let is_word = |word: &str, rarest| lexicon.class(word).is_some_and(|class| class <= rarest);
    let rarest = lexicon.class(&correction.to_lowercase())?;
    let behind =
        text.strip_prefix('a').filter(|word| word.len() >= 4 && !word.starts_with(['a', 'e', 'i', 'o', 'u']));
    let is_it = |word: &str| word == correction || rarest > 0 && is_word(word, rarest - 1);
    let behind = behind.filter(|word| is_it(word)).map(|word| format!("a {word}"));
    let before = || text.strip_suffix('a').filter(|word| word.len() >= 3 && is_word(word, MOST_COMMON));
    behind.or_else(|| before().map(|word| format!("{word} a")))
}

/// Two adjacent letters swapped in a long enough word: no name differs from a word in this way.
fn has_swapped_letters(word: &str, right: &str) -> bool {
    let (word, right) = (word.to_ascii_lowercase(), right.to_ascii_lowercase());
    let differ = |(at, (a, b)): (usize, (u8, u8))| (a != b).then_some((at, a, b));
    let mut differing = word.bytes().zip(right.bytes()).enumerate().filter_map(differ);
    let two = (differing.next(), differing.next(), differing.next());
    word.len() >= 7
        && word.len() == right.len()
        && matches!(two, (Some((i, a, b)), Some((j, c, d)), None) if i + 1 == j && a == d && b == c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swapped_letters_are_seen() {
        assert!(has_swapped_letters("Allaince", "alliance"));
        assert!(!has_swapped_letters("Kazakstan", "Kazakhstan"));
        assert!(!has_swapped_letters("Thier", "their"), "too short to be sure");
    }
}
