//! Capitalised words where they stand, with the capitalised words beside them.

use super::{is_capitalised, reading};
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

/// All capitalised words of a document, in order; no acronyms.
pub fn mentions(document: &Document) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    for block in &document.blocks {
        let mut is_open = false;
        reading::words(document, block, |word| {
            let is_name = word.is_word && is_capitalised(word.form);
            if is_name {
                let (span, form) = (word.span, word.form.to_string());
                let mut mention = Mention { span, form, inside: word.inside, before: None, after: None };
                if let Some(last) = mentions.last_mut().filter(|_| is_open && word.follows) {
                    last.after = Some(mention.form.clone());
                    mention.before = Some(last.form.clone());
                }
                mentions.push(mention);
            }
            is_open = is_name;
        });
    }
    mentions
}
