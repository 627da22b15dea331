//! Identifiers of a TEI document: every one begins with that of the document, so that a corpus has each once.

use std::fmt::Write;

/// Makes the `xml:id`s of one document.
pub(super) struct Ids {
    prefix: String,
}

impl Ids {
    /// The identifiers of the document with this id, which may be any file name.
    ///
    /// ASCII letters, digits, `-`, `.` and `_` stand for themselves and any other character for its code, `_x0020_`;
    /// an underscore goes before what is no letter, as `xml:id` may not begin with a digit. So two files share an
    /// identifier only if one of them is named after the other's code.
    pub(super) fn new(id: &str) -> Self {
        let mut prefix = String::with_capacity(id.len() + 1);
        if !id.starts_with(|c: char| c.is_ascii_alphabetic()) {
            prefix.push('_');
        }
        for c in id.chars() {
            if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_') {
                prefix.push(c);
            } else {
                let _ = write!(prefix, "_x{:04X}_", u32::from(c));
            }
        }
        Self { prefix }
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
    /// Of a person, by the place in the list.
    pub(super) fn person(&self, index: usize) -> String {
        format!("{}.p{}", self.prefix, index + 1)
    }
    /// Of a character that XML forbids.
    pub(super) fn character(&self, c: char) -> String {
        format!("{}.u{:04x}", self.prefix, u32::from(c))
    }
    /// Of a finding, by the place in the list.
    pub(super) fn finding(&self, index: usize) -> String {
        format!("{}.f{}", self.prefix, index + 1)
    }
    /// Of the taxonomy of rules.
    pub(super) fn rules(&self) -> String {
        format!("{}.lint", self.prefix)
    }
    /// Of one rule.
    pub(super) fn rule(&self, name: &str) -> String {
        format!("{}.lint.{name}", self.prefix)
    }
    /// Of the taxonomy of genres.
    pub(super) fn genres(&self) -> String {
        format!("{}.genre", self.prefix)
    }
    /// Of one genre.
    pub(super) fn genre(&self, name: &str) -> String {
        format!("{}.genre.{name}", self.prefix)
    }
}

/// The pointer to an identifier of the same document.
pub(super) fn pointer(id: &str) -> String {
    format!("#{id}")
}

#[cfg(test)]
mod tests {
    use super::Ids;

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
}
