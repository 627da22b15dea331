//! An error in a configuration file, and where in its text.

use std::ops::Range;

/// An error in the text of a file, with everything needed to show it in place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fault {
    /// The file as the user knows it.
    pub path: String,
    /// The text of the file.
    pub text: String,
    /// What is wrong.
    pub message: String,
    /// Where in the text, if known.
    pub span: Option<Range<usize>>,
    /// What to do.
    pub help: Option<String>,
}

impl Fault {
    /// An error at a position in a text that has no name yet; see [`Fault::within`].
    pub fn new(message: impl Into<String>, span: Option<Range<usize>>) -> Self {
        Self { message: message.into(), span, ..Self::default() }
    }
    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
    /// Adds the file.
    #[must_use]
    pub fn within(self, path: &str, text: &str) -> Self {
        Self { path: path.to_string(), text: text.to_string(), ..self }
    }
    /// Line and column of the error, from 1.
    pub fn position(&self) -> Option<(usize, usize)> {
        let before = self.text.get(..self.span.as_ref()?.start)?;
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Some((line, column))
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.path)?;
        if let Some((line, column)) = self.position() {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_says_where() {
        let fault =
            Fault::new("unknown key `levls`", Some(9..14)).within("doclint.toml", "# é\n\n  [levls]\n");
        assert_eq!(fault.to_string(), "doclint.toml:3:4: unknown key `levls`");
        assert_eq!(Fault::new("is empty", None).within("a", "").to_string(), "a: is empty");
    }
}
