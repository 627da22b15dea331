//! Identifiers of a TEI document: each begins with that of the document, so that it is unique in a corpus.

use std::fmt::Write;

/// Makes the `xml:id`s of one document.
pub(super) struct Ids {
    prefix: String,
    /// Where the taxonomies are: in the document, or in a file that the corpus shares.
    shared: Option<String>,
}

impl Ids {
    /// The identifiers of the document with this id, which may be any file name.
    ///
    /// ASCII letters, digits, `-`, `.` and `_` represent themselves and any other character is written as its code,
    /// `_x0020_`; an underscore precedes anything but a letter, since `xml:id` must not begin with a digit. What looks
    /// like a code is itself encoded, so that no two ids become one.
    pub(super) fn new(id: &str) -> Self {
        Self { prefix: escaped(id, |c, next| c == '.' || is_plain(c, next)), shared: None }
    }
    /// The identifiers of a document of a corpus, with the URL of the taxonomies.
    ///
    /// Full stops are encoded here, so that no document has the identifier of another's part, which follows a full
    /// stop.
    pub(super) fn member(id: &str, taxonomy: String) -> Self {
        Self { prefix: escaped(id, is_plain), shared: Some(taxonomy) }
    }
    /// Of the document.
    pub(super) fn document(&self) -> &str {
        &self.prefix
    }
    /// Of the program that wrote it.
    pub(super) fn program(&self) -> String {
        format!("{}.doclint", self.prefix)
    }
    /// Of a block, by its index: the same as in JSON.
    pub(super) fn block(&self, index: usize) -> String {
        format!("{}.b{index}", self.prefix)
    }
    /// Of a speaker turn, by the index of its first block.
    pub(super) fn turn(&self, index: usize) -> String {
        format!("{}.turn{index}", self.prefix)
    }
    /// Of a person, by the position in the list.
    pub(super) fn person(&self, index: usize) -> String {
        format!("{}.p{}", self.prefix, index + 1)
    }
    /// Of a character that XML forbids.
    pub(super) fn character(&self, c: char) -> String {
        format!("{}.u{:04x}", self.prefix, u32::from(c))
    }
    /// Of a finding, by the position in the list.
    pub(super) fn finding(&self, index: usize) -> String {
        format!("{}.f{}", self.prefix, index + 1)
    }
    /// Of a correction, by its number.
    pub(super) fn change(&self, number: usize) -> String {
        format!("{}.e{}", self.prefix, number + 1)
    }
    /// Of a category of a taxonomy: `genre`, `genre.news`, `lint.misspelling`.
    pub(super) fn category(&self, name: &str) -> String {
        format!("{}.{name}", self.prefix)
    }
    /// The pointer to a category, which may be in a file of the corpus.
    pub(super) fn to_category(&self, name: &str) -> String {
        match &self.shared {
            Some(taxonomy) => format!("{taxonomy}#{}", Self::shared().category(name)),
            None => pointer(&self.category(name)),
        }
    }
    /// The shared identifiers of a corpus: no document has one like them, since a full stop follows the first word.
    pub(super) fn shared() -> Self {
        Self { prefix: "doclint".to_string(), shared: None }
    }
}

/// Whether a character represents itself: an underscore only if it does not begin what looks like a code.
fn is_plain(c: char, next: Option<char>) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_' && next != Some('x')
}

/// The text with all special characters as codes, and an underscore before anything but a letter.
fn escaped(id: &str, plain: impl Fn(char, Option<char>) -> bool) -> String {
    let mut prefix = String::with_capacity(id.len() + 1);
    if !id.starts_with(|c: char| c.is_ascii_alphabetic()) {
        prefix.push('_');
    }
    let mut characters = id.chars().peekable();
    while let Some(c) = characters.next() {
        if plain(c, characters.peek().copied()) {
            prefix.push(c);
        } else {
            let _ = write!(prefix, "_x{:04X}_", u32::from(c));
        }
    }
    prefix
}

/// A name as a part of an identifier: lower case, hyphens for spaces, anything else but letters and digits as its code.
pub(super) fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in crate::source::fold(name).chars().flat_map(char::to_lowercase) {
        match c {
            ' ' => slug.push('-'),
            c if c.is_ascii_alphanumeric() => slug.push(c),
            c => {
                let _ = write!(slug, "_x{:04X}_", u32::from(c));
            }
        }
    }
    slug
}

/// The pointer to an identifier of the same document.
pub(super) fn pointer(id: &str) -> String {
    format!("#{id}")
}

#[cfg(test)]
mod tests {
    use super::{Ids, slug};

    #[test]
    fn any_file_name_gives_an_identifier() {
        let cases = [
            ("nato-000", "nato-000"),
            ("000_7dd5", "_000_7dd5"),
            ("_000_7dd5", "__000_7dd5"),
            ("two words", "two_x0020_words"),
            ("a:b&<\u{1}>", "a_x003A_b_x0026__x003C__x0001__x003E_"),
            ("été", "__x00E9_t_x00E9_"),
            ("", "_"),
        ];
        for (id, want) in cases {
            assert_eq!(Ids::new(id).document(), want);
        }
    }
    #[test]
    fn no_two_paths_of_a_corpus_share_an_identifier() {
        let paths = ["a", "a.b1", "a/b1", "a_x002E_b1", "_a", "__a", "000", "_000", "été", "doclint", "a b"];
        let ids: std::collections::HashSet<_> =
            paths.iter().map(|path| Ids::member(path, String::new()).prefix).collect();
        assert_eq!(ids.len(), paths.len());
        assert!(ids.iter().all(|id| !id.contains('.')));
        assert_eq!(slug("Jaap  de Hoop-Scheffer"), "jaap-de-hoop_x002D_scheffer");
    }
}
