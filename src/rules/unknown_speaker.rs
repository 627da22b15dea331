//! Speakers of whom the document gives no more than a surname.

use std::collections::HashSet;

use crate::diagnostic::Diagnostic;
use crate::document::{Document, Kind};
use crate::rule::{Context, Findings, rule};

use super::labels::{is_part, key};

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
    let mut named = None;
    for person in &document.persons {
        let Some(first) = person.labels.first().copied() else { continue };
        let name = document.text(person.name);
        let key = key(name, document.profile);
        let is_surname = key.len() == 1 || PARTICLES.contains(&key[0].as_str());
        let is_whole = !person.labels.contains(&person.name);
        if !is_surname || is_whole || person.role.is_some() || is_part(name, document.profile) {
            continue;
        }
        let named = named.get_or_insert_with(|| named_in(document));
        if key.last().is_some_and(|word| named.contains(word.as_str())) {
            continue;
        }
        let message = format!("the document does not say who `{}` is", document.source.fold(first));
        let help = "the full name stands in no label and not in the header; compare with the original";
        findings.push(Diagnostic::new(first, message).label("only a surname").help(help));
    }
}

/// The words of the header, and the words of the body that a capitalised word stands before, all in small letters.
fn named_in(document: &Document) -> HashSet<String> {
    let mut named = HashSet::new();
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
                named.insert(bare.trim_end_matches("’s").trim_end_matches("'s").to_lowercase());
            }
            follows_name = (is_capital && bare.len() > 1 && word.ends_with(char::is_alphanumeric))
                || (follows_name && PARTICLES.contains(&bare));
        }
    }
    named
}
