//! Speakers of whom the document gives no more than a surname.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use crate::diagnostic::Diagnostic;
use crate::document::{Document, Kind, Person};
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::labels::Names;

rule! {
    /// The document does not say who a speaker is.
    ///
    /// A transcript names its speakers in full once, in a label or in the byline, and later by surname. Of a surname alone
    /// nobody knows for certain whose words these are.
    ///
    /// The rule looks at labels of one word, honorifics and particles aside, that end no full label, have no role, and are
    /// named neither in the header nor by first name and surname in the text before. Parts such as `MODERATOR` are no
    /// persons. It may be wrong where the family of documents never names its speakers in full.
    ///
    /// There is no fix: compare with the original, where the lines that named the speaker may still stand.
    "unknown-speaker": Speech, Info, Never, since "0.1.0"
}

const PARTICLES: [&str; 12] =
    ["de", "van", "von", "der", "den", "del", "della", "di", "da", "al", "bin", "la"];

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let bare = bare(document);
    if bare.is_empty() {
        return;
    }
    let named = named_in(document, bare.iter().map(|(surname, _)| surname.as_str()).collect());
    for (_, first) in bare.iter().filter(|(surname, _)| !named.contains(surname.as_str())) {
        let message = format!("the document does not say who `{}` is", document.source.fold(*first));
        let help = "the full name stands in no label and not in the header; compare with the original";
        findings.push(Diagnostic::new(*first, message).label("only a surname").help(help));
    }
}

/// The surnames that stand alone in labels, in small letters, each with the first label.
fn bare(document: &Document) -> Vec<(String, Span)> {
    let names = Names::new(document.profile);
    let surname = |person: &Person| {
        let first = person.labels.first().copied()?;
        let is_whole = !person.labels.contains(&person.name);
        if is_whole || person.role.is_some() {
            return None;
        }
        let name = document.text(person.name);
        let mut key = names.key(name);
        let is_surname = key.len() == 1 || PARTICLES.contains(&key[0].as_str());
        (is_surname && !names.is_part(name)).then_some((key.pop()?, first))
    };
    document.persons.iter().filter_map(surname).collect()
}

/// Which surnames are words of the header, or stand in the body behind a capitalised word.
fn named_in<'s>(document: &Document, surnames: HashSet<&'s str, RandomState>) -> HashSet<&'s str, RandomState> {
    let mut named = HashSet::default();
    for block in &document.blocks {
        let is_body = block.kind.is_body();
        if !is_body && matches!(block.kind, Kind::Blank | Kind::Residue(_) | Kind::Footer) {
            continue;
        }
        let text = document.text(if is_body { block.prose() } else { block.content });
        let mut follows_name = false;
        for word in text.split_whitespace() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let is_capital = bare.starts_with(char::is_uppercase);
            if !is_body || is_capital && follows_name {
                let lower = bare.trim_end_matches("’s").trim_end_matches("'s").to_lowercase();
                named.extend(surnames.get(lower.as_str()));
            }
            follows_name = (is_capital && bare.len() > 1 && word.ends_with(char::is_alphanumeric))
                || (follows_name && PARTICLES.contains(&bare));
        }
    }
    named
}
