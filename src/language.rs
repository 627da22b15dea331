//! Words of press headers in many languages: months, document types, offices, labels, places and more.
//!
//! The words are data. `src/languages/CODE.toml` has those of one language, `src/languages/places.txt` the names of
//! countries and cities. Both are compiled into a table of hashes (`words.table`) and one of senses (`words.senses`), which
//! are opened without being parsed: looking a word up costs its hash and a glance at the records of one bucket.
//! `UPDATE=1 cargo test --test generated` compiles them anew.
//!
//! Beside the words of headers stand the [lists](WordLists) that the rest of the program asks for in the language of a
//! document's family: particles of names, abbreviations, words of stage notes and so on.
//!
//! ```
//! use doclint::language::{WordClass, phrases};
//!
//! let found = phrases("Rede der Bundeskanzlerin");
//! let office = found.iter().find(|found| found.entry.has(WordClass::Office)).expect("an office is named");
//! assert_eq!((office.start, office.end), (9, 24));
//! ```

pub mod compile;
pub mod file;

mod class;
mod code;
mod entry;
mod fold;
mod guess;
mod list;
mod lists;
mod scan;
mod table;
#[cfg(test)]
mod tests;
mod token;

pub use class::{Genre, WordClass, WordClasses};
pub use code::{CODES, Language, Languages};
pub use entry::{Entry, Sense};
pub use guess::{guess, guess_prose};
pub use list::WordList;
pub use lists::{TextTables, WordLists};
pub use scan::{Match, lookup, phrases, visit};

/// No phrase is longer, in bytes of its folded form: this bounds the walk from each word.
pub const LONGEST: usize = 120;
