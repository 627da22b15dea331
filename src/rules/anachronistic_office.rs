//! Offices given to a person who held them at another time.

use crate::diagnostic::Diagnostic;
use crate::document::{Document, Kind};
use crate::language::WordLists;
use crate::lexicon::facts::{Office, Term};
use crate::profile::Category;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::shared::labels::labels;
use super::shared::months::in_words;
use super::shared::offices::{Claim, claims, event};

rule! {
    /// Offices given to a person who did not hold them on the day of the document.
    ///
    /// The date, the name or the office is wrong, and anyone who sorts the corpus by speaker and year gets a person in
    /// the wrong place. This happens in headers that were adapted from the previous page.
    ///
    /// The rule looks the office up in the lexicon: your own `lexicon.toml`, and the one of the document's family. It
    /// reports only persons who held this very office at another time, when the header has a certain date, another
    /// person held the office on that day, and the date is at least two weeks from the change. It reads bylines and
    /// speaker labels. In the body it reads only headings and sentences of news and statements that are plainly about
    /// the present: those that contain `today` or `yesterday`, no other year, and no word such as `former`, `then`,
    /// `acting` or `designate`. It may be wrong where an old title is kept out of courtesy.
    ///
    /// There is no fix: the document does not show which of the three is wrong.
    "anachronistic-office": Spelling, Warn, Never, since "0.1.0"
}

fn check(document: &Document, context: &Context, findings: &mut Findings) {
    if !context.known.has_offices() {
        return;
    }
    let Some((first, last)) = event(document) else { return };
    let texts: Vec<Span> = texts(document).collect();
    if texts.is_empty() {
        return;
    }
    let offices = context.known.offices();
    let mut told: Vec<(&str, &str)> = Vec::new();
    for text in texts {
        for claim in claims(document.text(text), text.start, &offices, document.profile) {
            let Claim { of, term, .. } = claim;
            let key = (of.names[0].as_str(), term.holder.as_str());
            let held = of.terms.iter().any(|other| other.holder == term.holder && other.touches(first, last));
            let Some(holder) = of.holders(first, last).next() else { continue };
            if !held && !told.contains(&key) {
                told.push(key);
                findings.push(anachronism(document, claim, holder, (first, last)));
            }
        }
    }
}

fn anachronism(
    document: &Document,
    claim: Claim,
    holder: &Term,
    (first, last): (jiff::civil::Date, jiff::civil::Date),
) -> Diagnostic {
    let name = document.source.fold(claim.name);
    let office = &claim.of.names[0];
    let of = claim.of.of.first().map(|of| format!("{of} ")).unwrap_or_default();
    let day =
        if first == last { in_words(first) } else { format!("{} to {}", in_words(first), in_words(last)) };
    let times = times(claim.of, &claim.term.holder);
    let source = holder.source.as_ref().map(|source| format!(" ({source})")).unwrap_or_default();
    let help = format!(
        "{} was {of}{office} {}, {} {times}{source}: the date, the name or the office is wrong",
        holder.holder,
        holder.time(),
        claim.term.holder,
    );
    let span = Span::new(claim.office.start.min(claim.name.start), claim.office.end.max(claim.name.end));
    let mut finding = Diagnostic::new(span, format!("`{name}` was not {of}{office} on {day}"))
        .label(format!("{} was", holder.holder))
        .help(help);
    if let Some(date) = &document.header.date {
        finding = finding.see(date.span, "the date of the document");
    }
    finding
}

/// The times of a person in an office: `from 1994 to 1995 and from 1999 to 2003`.
fn times(office: &Office, holder: &str) -> String {
    let terms = office.terms.iter().filter(|term| term.holder == holder);
    terms.map(Term::time).collect::<Vec<_>>().join(" and ")
}

/// The texts about the present: the byline, speaker labels, and what is plainly so in the body.
fn texts<'d>(document: &'d Document) -> impl Iterator<Item = Span> + 'd {
    let byline = &document.header.byline;
    let byline = byline.first().zip(byline.last()).map(|(first, last)| Span::new(first.start, last.end));
    let labels = labels(document).filter(|label| label.role.is_some() || has_capital_office(label.name));
    let labels = labels.map(|label| label.span);
    byline.into_iter().chain(labels).chain(body(document))
}

/// Whether a label is long enough for an office and a name.
fn has_capital_office(name: &str) -> bool {
    name.split_whitespace().nth(1).is_some()
}

/// The headings and sentences of news that are about the present.
fn body<'d>(document: &'d Document) -> impl Iterator<Item = Span> + 'd {
    let is_news =
        matches!(document.shape.category, Category::News | Category::Statement | Category::Communique);
    let blocks = document
        .blocks
        .iter()
        .filter(move |block| is_news && matches!(block.kind, Kind::Heading | Kind::Paragraph));
    let year = document.header.date.as_ref().and_then(|date| date.first.year);
    // A document has a few hundred sentences, and few mention its day.
    let lists = document.profile.words();
    let is_of_today = is_news && names_today(document);
    blocks.filter(move |_| is_of_today).flat_map(move |block| {
        let is_present = move |sentence: &Span| is_present(document.text(*sentence), year, lists);
        document.sentences(block.content).filter(is_present)
    })
}

/// Whether any word refers to the day of the text.
fn names_today(document: &Document) -> bool {
    let words = document.words().spellings().iter().map(|spelling| document.text(spelling.first));
    let days = &document.profile.words().near_days;
    let shortest = days.iter().map(str::len).min().unwrap_or(usize::MAX);
    let mut long = words.filter(|word| word.len() >= shortest);
    long.any(|word| days.has(word) || word.split(|c: char| !c.is_alphanumeric()).any(|word| days.has(word)))
}

fn is_present(sentence: &str, year: Option<u32>, lists: &WordLists) -> bool {
    let words = || sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_other_year = |word: &str| {
        let number = word.parse::<u32>().ok().filter(|_| word.len() == 4);
        number.is_some_and(|number| (1900..2100).contains(&number) && Some(number) != year)
    };
    words().any(|word| lists.near_days.has(word))
        && !words().any(|word| lists.other_times.has(word) || is_other_year(word))
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_the_plain_present_counts() {
        let words = crate::language::Language::ENGLISH.words();
        let is_present = |sentence, year| super::is_present(sentence, year, words);
        assert!(is_present("Secretary General Solana met the President today", Some(1998)));
        assert!(!is_present("Secretary General Solana met the President", Some(1998)));
        assert!(!is_present("Today we remember what Secretary General Solana did", Some(2003)));
        assert!(!is_present("What Secretary General Solana said in 1998 holds today", Some(2003)));
    }
}
