//! A writer that escapes everything written to it.

use std::io::{self, Write};

use super::commands::Commands;
use super::{Escape, is_inert_but_for, is_layout, needs_escape};

/// A stream that people or a CI service read. Everything written to it is escaped, even if the caller forgot;
/// documents, which must stay unchanged, go to [`Escaping::document`].
///
/// Each write must consist of complete characters, as those of `write!` and of strings do.
#[derive(Debug)]
pub struct Escaping<W> {
    out: W,
    escape: Escape,
    /// Commands to the CI service that reads the stream.
    commands: Option<Commands>,
    buffer: String,
}

impl<W: Write> Escaping<W> {
    /// A text stream for people. `is_log`: whether a CI service executes commands in it.
    pub fn new(out: W, is_log: bool) -> Self {
        let commands = is_log.then(Commands::default);
        Self { out, escape: Escape::Visible, commands, buffer: String::new() }
    }
    /// Escapes in this way from now on.
    pub fn set_escape(&mut self, escape: Escape) {
        self.escape = escape;
    }
    /// The stream without any escaping, for documents and patches.
    pub fn document(&mut self) -> &mut W {
        &mut self.out
    }
    /// The stream itself.
    pub fn get_ref(&self) -> &W {
        &self.out
    }

    fn push(&mut self, text: &str) {
        self.buffer.clear();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let style = if self.escape == Escape::Styled { style(rest) } else { "" };
            let taken = if style.is_empty() { c.len_utf8() } else { style.len() };
            if style.is_empty() {
                self.push_one(c)
            } else {
                self.buffer.push_str(style)
            }
            rest = &rest[taken..];
        }
    }

    fn push_one(&mut self, c: char) {
        let is_escaped = needs_escape(c) && !is_layout(c);
        let seen = if is_escaped { '␛' } else { c };
        let completes = self.commands.as_mut().is_some_and(|commands| commands.completes(seen));
        if is_escaped || (completes && self.escape != Escape::Commands) {
            self.escape.push(&mut self.buffer, c);
        } else {
            self.buffer.push(c);
        }
    }
}

/// The colour sequence that the text begins with: `ESC [ 1 ; 31 m`.
fn style(text: &str) -> &str {
    let Some(parameters) = text.strip_prefix("\u{1b}[") else { return "" };
    let end = parameters.find(|c: char| !c.is_ascii_digit() && c != ';');
    match end.filter(|end| parameters[*end..].starts_with('m')) {
        Some(end) => &text[..2 + end + 1],
        None => "",
    }
}

impl<W: Write> Write for Escaping<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes);
        if self.commands.is_none() && is_inert_but_for(&text, is_layout) {
            self.out.write_all(text.as_bytes())?;
        } else {
            self.push(&text);
            self.out.write_all(self.buffer.as_bytes())?;
        }
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(escape: Escape, is_log: bool, pieces: &[&str]) -> String {
        let mut stream = Escaping::new(Vec::new(), is_log);
        stream.set_escape(escape);
        pieces.iter().for_each(|piece| stream.write_all(piece.as_bytes()).unwrap());
        String::from_utf8(stream.out).unwrap()
    }

    #[test]
    fn what_was_forgotten_is_escaped() {
        let hostile = ["a\t\u{1b}[31m\u{9b}\r\n", "\u{202e}"];
        assert_eq!(written(Escape::Visible, false, &hostile), "a\t␛[31m⟨9B⟩␍\n⟨202E⟩");
        assert_eq!(written(Escape::Styled, false, &hostile), "a\t\u{1b}[31m⟨9B⟩␍\n⟨202E⟩");
        assert_eq!(written(Escape::Styled, false, &["\u{1b}[2J\u{1b}]0;x\u{1b}["]), "␛[2J␛]0;x␛[");
        assert_eq!(written(Escape::Unicode, false, &hostile), "a\t\\u001b[31m\\u009b\\u000d\n\\u202e");
        assert_eq!(written(Escape::Xml, false, &hostile), "a\t␛[31m&#x9B;␍\n&#x202E;");
    }

    #[test]
    fn a_log_has_no_commands_of_others() {
        let hostile = ["a\n :", ":error::\n", "b ##[x]\n"];
        assert_eq!(written(Escape::Visible, true, &hostile), "a\n :⟨3A⟩error::\nb ##⟨5B⟩x]\n");
        assert_eq!(written(Escape::Unicode, true, &hostile), "a\n :\\u003aerror::\nb ##\\u005bx]\n");
        assert_eq!(written(Escape::Xml, true, &hostile), "a\n :&#x3A;error::\nb ##&#x5B;x]\n");
        assert_eq!(written(Escape::Commands, true, &hostile), hostile.concat());
        assert_eq!(written(Escape::Visible, false, &hostile), hostile.concat());
    }

    #[test]
    fn half_a_character_is_no_way_out() {
        let mut stream = Escaping::new(Vec::new(), false);
        b"\xc2\x9b".iter().for_each(|byte| stream.write_all(&[*byte]).unwrap());
        assert_eq!(String::from_utf8(stream.out).unwrap(), "\u{fffd}\u{fffd}");
    }
}
