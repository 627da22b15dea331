//! A language file: `src/languages/CODE.toml`.

use serde::{Deserialize, Serialize};

use super::class::{Genre, Tables};
use super::lists::TextTables;

/// The words of one language.
///
/// An entry is in lower case, with the accents of the language, an ASCII apostrophe and single spaces. Abbreviations of
/// months and weekdays have no full stop.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LanguageFile {
    /// The code of the language: ISO 639.
    pub code: String,
    /// The name of the language, in English.
    pub name: String,
    /// The whole names of the months, January first, each in all forms that a date shows.
    #[serde(default)]
    pub months: Vec<Vec<String>>,
    /// The abbreviated names of the months, January first.
    #[serde(default)]
    pub month_abbreviations: Vec<Vec<String>>,
    /// The whole names of the weekdays, Monday first.
    #[serde(default)]
    pub weekdays: Vec<Vec<String>>,
    /// The abbreviated names of the weekdays, Monday first.
    #[serde(default)]
    pub weekday_abbreviations: Vec<Vec<String>>,
    /// Nouns that name the type of a document.
    #[serde(default)]
    pub types: Types,
    /// The words of the other classes.
    #[serde(default)]
    pub words: Tables,
    /// The words that texts are read with, beside those of headers.
    #[serde(default)]
    pub text: TextTables,
}

impl LanguageFile {
    /// What is not as the format asks, in words: lists of the wrong length, and entries that are not in lower case, not
    /// trimmed, out of order or repeated.
    pub fn disorder(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        let numbered = [
            (&self.months, 12),
            (&self.month_abbreviations, 12),
            (&self.weekdays, 7),
            (&self.weekday_abbreviations, 7),
        ];
        for (lists, length) in numbered {
            if !lists.is_empty() && lists.len() != length {
                wrong.push(format!("{} lists for {length}", lists.len()));
            }
            lists.iter().for_each(|list| disorder_of(list, &mut wrong));
        }
        self.types.lists().iter().for_each(|(_, list)| disorder_of(list, &mut wrong));
        self.words.lists().iter().for_each(|(_, list)| disorder_of(list, &mut wrong));
        self.text.lists().iter().for_each(|(_, list)| disorder_of(list, &mut wrong));
        wrong
    }
}

/// Adds what is wrong with one list.
fn disorder_of(list: &[String], wrong: &mut Vec<String>) {
    let entries = list.iter().filter(|entry| !is_entry(entry));
    wrong.extend(entries.map(|entry| format!("`{entry}` is not in the form of an entry")));
    let pairs = list.windows(2).filter(|pair| pair[0] >= pair[1]);
    wrong.extend(pairs.map(|pair| format!("`{}` is not before `{}`", pair[0], pair[1])));
}

/// Whether an entry is in lower case, with single spaces and an ASCII apostrophe.
fn is_entry(entry: &str) -> bool {
    let words: Vec<&str> = entry.split_whitespace().collect();
    !entry.is_empty() && words.join(" ") == entry && !entry.contains('’') && entry == entry.to_lowercase()
}

/// Type nouns by the genre that each names.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Types {
    /// Questions of the press are answered: `press conference`.
    pub briefing: Vec<String>,
    /// Somebody speaks to an audience: `speech`.
    pub speech: Vec<String>,
    /// A position is stated: `statement`.
    pub statement: Vec<String>,
    /// Several parties agree on a text: `communiqué`.
    pub communique: Vec<String>,
    /// Somebody is interviewed: `interview`.
    pub interview: Vec<String>,
    /// The press is informed: `press release`.
    pub news: Vec<String>,
    /// Any other document: `letter`.
    pub document: Vec<String>,
}

impl Types {
    /// The nouns of each genre.
    pub fn lists(&self) -> [(Genre, &[String]); 7] {
        [
            (Genre::Briefing, &self.briefing),
            (Genre::Speech, &self.speech),
            (Genre::Statement, &self.statement),
            (Genre::Communique, &self.communique),
            (Genre::Interview, &self.interview),
            (Genre::News, &self.news),
            (Genre::Document, &self.document),
        ]
    }
}
