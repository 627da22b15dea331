//! Capitalised words where they stand, with the capitalised words beside them.

use std::borrow::Cow;
use std::collections::HashSet;

use foldhash::fast::RandomState;

use super::reading::{Reading, name};
use crate::document::Document;
use crate::source::Span;

/// A capitalised word in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands, without a possessive ending.
    pub span: Span,
    /// The form, as the survey counts it.
    pub form: String,
    /// Whether it stands inside a sentence of a paragraph.
    pub inside: bool,
    /// The capitalised word directly before it: `Hoop` of `Scheffer`.
    pub before: Option<String>,
    /// The capitalised word directly after it: `Scheffer` of `Hoop`.
    pub after: Option<String>,
}

/// The capitalised words of a document that `wanted` asks for, in order; no acronyms.
///
/// `wanted` is asked once for each spelling, and the words are gone through only when it wants one.
pub fn mentions(document: &Document, wanted: impl Fn(&str) -> bool) -> Vec<Mention> {
    let spellings = document.words().spellings().iter().map(|spelling| document.text(spelling.first));
    let names = spellings.flat_map(|word| word.split('-')).filter_map(name);
    let wanted: HashSet<Cow<str>, RandomState> = names.filter(|form| wanted(form)).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let reading = Reading::new(document);
    let mut mentions: Vec<Mention> = Vec::new();
    let mut is_open = false;
    reading.each(|place| {
        if place.part.is_name {
            let (span, form) = (place.span, place.part.form.to_string());
            let mut mention = Mention { span, form, inside: place.inside, before: None, after: None };
            if let Some(last) = mentions.last_mut().filter(|_| is_open && place.follows) {
                last.after = Some(mention.form.clone());
                mention.before = Some(last.form.clone());
            }
            mentions.push(mention);
        }
        is_open = place.part.is_name;
    });
    mentions.retain(|mention| wanted.contains(&*mention.form));
    mentions
}
