//! Names that are known from outside of a document: how they are written, and what they are the names of.

use std::collections::HashMap;
use std::sync::Arc;

use crate::source::Span;

/// What is known of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// What it is the name of.
    pub kind: NameKind,
    /// The form by which it is listed.
    pub label: String,
    /// The address of a record about it: `https://www.wikidata.org/entity/Q232`.
    pub uri: Option<String>,
    /// A short key of a public list: `KZ` in ISO 3166.
    pub key: Option<String>,
}

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// Somebody.
    Person,
    /// A place on earth.
    Place,
    /// An organisation.
    Organisation,
}

/// Names by their forms. Cheap to clone; empty if nothing was added.
#[derive(Clone, Debug, Default)]
pub struct Names(Arc<Known>);

#[derive(Debug, Default)]
struct Known {
    names: Vec<Name>,
    /// By the form as it is written, white space folded.
    forms: HashMap<String, usize>,
    /// The same in small letters, for what is a name as a whole: labels are often in capitals.
    lower: HashMap<String, usize>,
    /// How many words the longest form has, by the first word of the forms.
    first: HashMap<String, usize>,
}

impl Names {
    /// Names with all forms in which each may be written. The first name that claims a form has it.
    pub fn new<'f>(names: impl IntoIterator<Item = (Name, Vec<&'f str>)>) -> Self {
        let mut known = Known::default();
        for (name, forms) in names {
            for form in forms {
                let words: Vec<&str> = form.split_whitespace().collect();
                let Some(first) = words.first() else { continue };
                let whole = words.join(" ");
                known.lower.entry(whole.to_lowercase()).or_insert(known.names.len());
                // In prose a surname alone may be anybody's.
                if name.kind == NameKind::Person && words.len() == 1 {
                    continue;
                }
                let longest = known.first.entry((*first).to_string()).or_default();
                *longest = words.len().max(*longest);
                known.forms.entry(whole).or_insert(known.names.len());
            }
            known.names.push(name);
        }
        Self(Arc::new(known))
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.0.lower.is_empty()
    }

    /// What is known of a name that stands alone, as in a label, whatever its case.
    pub fn get(&self, form: &str) -> Option<&Name> {
        if self.is_empty() {
            return None;
        }
        let at = self.0.lower.get(&crate::source::fold(form).to_lowercase())?;
        Some(&self.0.names[*at])
    }

    /// What is known of a person by this name, who may have a record in a public list.
    pub fn person(&self, form: &str) -> Option<&Name> {
        self.get(form).filter(|name| name.kind == NameKind::Person)
    }

    /// The names in a text that stands at `offset`, the longest at each place.
    pub(super) fn find<'n>(&'n self, text: &str, offset: usize) -> Vec<(Span, &'n Name)> {
        let mut found = Vec::new();
        if self.is_empty() {
            return found;
        }
        let words: Vec<(usize, &str)> = words(text).collect();
        let mut at = 0;
        while at < words.len() {
            match self.longest(text, &words[at..]) {
                Some((count, end, name)) => {
                    found.push((Span::new(offset + words[at].0, offset + end), name));
                    at += count;
                }
                None => at += 1,
            }
        }
        found
    }

    /// The longest form that begins with the first word: its words, where it ends, its name.
    fn longest(&self, text: &str, words: &[(usize, &str)]) -> Option<(usize, usize, &Name)> {
        let longest = self.0.first.get(words[0].1).copied()?;
        (1..=longest.min(words.len())).rev().find_map(|count| {
            let (last, word) = words[count - 1];
            let end = last + word.len();
            let at = self.0.forms.get(crate::source::fold(&text[words[0].0..end]).as_ref())?;
            Some((count, end, &self.0.names[*at]))
        })
    }
}

/// The words of a text with their places. A word keeps its hyphens and the full stops inside of it; an apostrophe ends it.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '.')).filter_map(move |piece| {
        let word = piece.trim_matches(|c: char| !c.is_alphanumeric());
        (!word.is_empty()).then(|| (word.as_ptr() as usize - text.as_ptr() as usize, word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_form_is_found() {
        let place =
            |key: &str| Name { kind: NameKind::Place, label: key.into(), uri: None, key: Some(key.into()) };
        let names = Names::new([
            (place("BA"), vec!["Bosnia", "Bosnia and Herzegovina"]),
            (place("KZ"), vec!["Kazakhstan"]),
        ]);
        let text = "In Bosnia and Herzegovina, Bosnia and\nKazakhstan’s Kazakhstani";
        let found = names.find(text, 10);
        let found: Vec<_> = found
            .iter()
            .map(|(span, name)| (&text[span.start - 10..span.end - 10], name.key.as_deref().unwrap_or("")))
            .collect();
        assert_eq!(found, [("Bosnia and Herzegovina", "BA"), ("Bosnia", "BA"), ("Kazakhstan", "KZ")]);
        assert!(Names::default().find(text, 0).is_empty());
        assert_eq!(names.get("BOSNIA\n and  Herzegovina").map(|name| name.kind), Some(NameKind::Place));
    }

    #[test]
    fn a_surname_alone_is_a_name_only_where_a_name_is_wanted() {
        let name = Name { kind: NameKind::Person, label: "Lord Robertson".into(), uri: None, key: None };
        let names = Names::new([(name, vec!["Lord Robertson", "Robertson"])]);
        assert!(names.person("ROBERTSON").is_some());
        assert_eq!(names.find("Robertson met Lord Robertson", 0).len(), 1);
    }
}
