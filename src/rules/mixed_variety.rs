//! American words in a British text, and the reverse.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::{Document, Spelling};
use crate::lexicon::{Sign, Variety, split_possessive};
use crate::rule::{Context, Findings, rule};
use crate::source::Span;
use crate::survey::Majority;

use super::shared::passage::Passage;
use super::shared::wording::written_like;

rule! {
    /// American spelling in a British text, or the reverse.
    ///
    /// A search for `travelled` does not find `traveled`, and a study of spelling takes one writer for two.
    ///
    /// The variety of the document is that of most words that are only British (`defence`, `programme`) or only
    /// American (`traveled`, `center`): at least three times as many as of the other, and at least two different ones.
    /// The others are reported, with the majority as evidence. An undecided document is compared with the run, if
    /// nearly all such words of the other documents are of one variety. Capitalised words are names and titles
    /// (`Department of Defense`, `World Trade Center`, `Ministry of Defence`): they are left alone and are not
    /// evidence. `-ize` is British too, in Oxford spelling, and Canadians have words of both: in a document that names
    /// Canada or Canadians three times, nothing is reported. The rule may be wrong about a quotation that keeps the
    /// spelling of its source.
    ///
    /// The fix writes the word in the document's variety. It needs `--unsafe-fixes`.
    "mixed-variety": Spelling, Warn, Unsafe, since "0.1.0", reads Corpus, needs Words
}

/// The words of one variety must outnumber those of the other this many times.
const MAJORITY: u32 = 3;

/// Number of words shown as evidence.
const MOST_EVIDENCE: usize = 3;

/// A word of one variety.
struct Marked<'d> {
    spelling: Spelling,
    /// Its span in the spelling, which may have several parts between hyphens.
    part: Span,
    variety: Variety,
    text: &'d str,
    other: &'static str,
}

fn check(document: &Document, context: &Context, findings: &mut Findings) {
    let marked = marked(document, context);
    if marked.is_empty() || is_varied(document) {
        return;
    }
    let own = majority(&marked)
        .map(|variety| (variety, format!("the document has {}", evidence(&marked, variety))));
    let Some((majority, evidence)) = own.or_else(|| of_corpus(context)) else { return };
    for exception in marked.iter().filter(|word| word.variety != majority) {
        for place in document.words().places(exception.spelling) {
            let start = place.start + exception.part.start;
            let part = Span::new(start, start + exception.part.len());
            if !Passage::around(document, context.lexicon, part).is_foreign() {
                findings.push(found(part, exception, majority, &evidence));
            }
        }
    }
}

/// Whether a document is about a country that has a variety of its own: Canadians write `defence` and `fulfill`.
fn is_varied(document: &Document) -> bool {
    const ENOUGH: u32 = 3;
    let countries = &document.profile.words().varied_countries;
    let named = document.words().spellings().iter();
    let named = named.filter(|spelling| countries.has(document.text(spelling.first)));
    named.map(|spelling| spelling.times).sum::<u32>() >= ENOUGH
}

/// The lower-case words that belong to one variety only.
fn marked<'d>(document: &'d Document, context: &Context) -> Vec<Marked<'d>> {
    let mut marked = Vec::new();
    for spelling in context.spellings(&[Sign::OneVariety]) {
        let word = document.text(spelling.first);
        let mut start = 0;
        for text in word.split('-') {
            let (stem, _) = split_possessive(text);
            let is_small = stem.bytes().all(|letter| letter.is_ascii_lowercase());
            let variety = if is_small { context.lexicon.variety(stem) } else { None };
            if let Some((variety, other)) = variety {
                let part = Span::new(start, start + text.len());
                marked.push(Marked { spelling, part, variety, text, other });
            }
            start += text.len() + 1;
        }
    }
    marked
}

/// The variety of most words, if the majority is clear.
fn majority(marked: &[Marked]) -> Option<Variety> {
    let of = |variety| marked.iter().filter(move |word| word.variety == variety);
    let times = |variety| of(variety).map(|word| word.spelling.times).sum::<u32>();
    let rivals = [(Variety::British, Variety::American), (Variety::American, Variety::British)];
    let (majority, _) = rivals.into_iter().find(|(one, other)| {
        times(*one) >= times(*other) * MAJORITY
            && of(*one).map(|word| word.text).collect::<BTreeSet<_>>().len() >= 2
    })?;
    Some(majority)
}

/// The variety of the documents of the run, if nearly all words are of one, and how many are.
fn of_corpus(context: &Context) -> Option<(Variety, String)> {
    let Majority { is_first, agreeing, all } = context.corpus()?.varieties().majority()?;
    let variety = if is_first { Variety::British } else { Variety::American };
    Some((variety, format!("{agreeing} of {all} such words in the documents are")))
}

/// The most common words of the majority, with their counts.
fn evidence(marked: &[Marked], majority: Variety) -> String {
    let mut times: BTreeMap<&str, u32> = BTreeMap::new();
    for word in marked.iter().filter(|word| word.variety == majority) {
        *times.entry(split_possessive(word.text).0).or_default() += word.spelling.times;
    }
    let mut words: Vec<(&str, u32)> = times.into_iter().collect();
    words.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    let shown = words.iter().take(MOST_EVIDENCE).map(|(word, times)| match times {
        1 => format!("`{word}`"),
        times => format!("`{word}` {times} times"),
    });
    shown.collect::<Vec<_>>().join(", ")
}

fn found(part: Span, word: &Marked, majority: Variety, evidence: &str) -> Diagnostic {
    let (text, right) = (word.text, written_like(word.text, word.other));
    let title = format!("replace `{text}` with `{right}`");
    Diagnostic::new(part, format!("`{text}` is {} in {} text", name(word.variety), a(majority)))
        .label(format!("{} spelling", name(word.variety)))
        .help(format!("write `{right}`, as {evidence}"))
        .fix(Fix::replace(title, Applicability::Unsafe, part, right))
}

const fn name(variety: Variety) -> &'static str {
    match variety {
        Variety::American => "American",
        Variety::British => "British",
    }
}

const fn a(variety: Variety) -> &'static str {
    match variety {
        Variety::American => "an American",
        Variety::British => "a British",
    }
}
