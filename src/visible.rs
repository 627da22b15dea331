//! Output that is displayed and not interpreted: the only place where untrusted text is escaped for terminals, logs and
//! programs.

use std::borrow::Cow;
use std::fmt::{self, Write};

use memchr::{memchr_iter, memchr3_iter};

mod commands;
mod writer;

pub use writer::Escaping;

/// How characters are escaped that a terminal or a log would interpret or hide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escape {
    /// For people: control characters as their pictures (`␛`), others by number (`⟨202E⟩`).
    Visible,
    /// The same around colours (SGR sequences), for text whose parts are already [`Visible`](struct@Visible).
    Styled,
    /// As in strings of JSON and TOML: `\u009b`. Programs read the character itself.
    Unicode,
    /// As in XML and HTML: `&#x9b;`.
    Xml,
    /// The same as [`Escape::Visible`], for output that consists of commands to a CI service.
    Commands,
}

impl Escape {
    /// Adds one character in its escaped form.
    fn push(self, text: &mut String, c: char) {
        match self {
            Escape::Unicode => push_unicode(text, c),
            // XML 1.0 has no reference to a control character of ASCII.
            Escape::Xml if !c.is_ascii_control() => {
                write!(text, "&#x{:X};", u32::from(c)).expect("writing to a string cannot fail");
            }
            _ if needs_escape(c) => push_visible(text, c),
            _ => push_number(text, c),
        }
    }
}

/// One line of text without anything that a terminal would interpret or hide. Only [`visible`] can make one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visible<'a>(Cow<'a, str>);

/// Makes everything visible that a terminal would interpret or hide: control characters as their pictures (`␛`),
/// including line endings, invisible and direction-changing ones by number (`⟨202E⟩`).
pub fn visible(text: &str) -> Visible<'_> {
    if is_inert(text) {
        return Visible(Cow::Borrowed(text));
    }
    let mut shown = String::with_capacity(text.len() + 16);
    text.chars().for_each(|c| push_visible(&mut shown, c));
    Visible(Cow::Owned(shown))
}

impl Visible<'_> {
    /// The text, independent of what it was made from.
    pub fn into_owned(self) -> Visible<'static> {
        Visible(Cow::Owned(self.0.into_owned()))
    }
    /// The text as a string.
    pub fn into_string(self) -> String {
        self.0.into_owned()
    }
    /// Several lines, one below the other.
    pub(crate) fn lines(lines: &[Self]) -> Visible<'static> {
        let lines: Vec<&str> = lines.iter().map(|line| &**line).collect();
        Visible(Cow::Owned(lines.join("\n")))
    }
}

impl std::ops::Deref for Visible<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Visible<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// A JSON or TOML text whose strings no terminal interprets: what [`visible`] makes visible is written `\u009b`, so
/// that a program reads the character of the document, and a person who looks at the text is not deceived. Line endings
/// and tabs between the strings stay.
pub fn in_strings(text: String) -> String {
    if is_inert_but_for(&text, is_layout) {
        return text;
    }
    let mut inert = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if needs_escape(c) && !is_layout(c) {
            push_unicode(&mut inert, c);
        } else {
            inert.push(c);
        }
    }
    inert
}

/// A text as a TOML string, with nothing in it that a terminal would interpret.
pub fn toml_string(text: &str) -> String {
    let escape = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if needs_escape(c) && u32::from(c) > 0xffff => format!("\\U{:08X}", u32::from(c)),
        c if needs_escape(c) => format!("\\u{:04X}", u32::from(c)),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

/// A text in which no bracket completes the start of a command to a CI service, as in `##[command]`: such a bracket is
/// shown by its number.
pub(crate) fn without_brackets(text: &str) -> String {
    let mut commands = commands::Commands::default();
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if commands.completes(c) && c == '[' { push_number(&mut shown, c) } else { shown.push(c) }
    }
    shown
}

/// Adds one character as [`visible`] shows it.
pub(crate) fn push_visible(shown: &mut String, c: char) {
    match c {
        '\0'..='\x1f' => {
            shown.push(char::from_u32(0x2400 + c as u32).expect("U+2400 to U+241F are characters"));
        }
        '\x7f' => shown.push('␡'),
        _ if needs_escape(c) => push_number(shown, c),
        _ => shown.push(c),
    }
}

fn push_number(shown: &mut String, c: char) {
    write!(shown, "⟨{:X}⟩", u32::from(c)).expect("writing to a string cannot fail");
}

fn push_unicode(text: &mut String, c: char) {
    for unit in c.encode_utf16(&mut [0; 2]) {
        write!(text, "\\u{unit:04x}").expect("writing to a string cannot fail");
    }
}

/// Characters that structure a text of several lines.
fn is_layout(c: char) -> bool {
    matches!(c, '\n' | '\t')
}

/// Whether a text has no characters to escape.
pub(crate) fn is_inert(text: &str) -> bool {
    is_inert_but_for(text, |_| false)
}

/// The same with some ASCII control characters allowed. Only bytes that begin an escaped character in UTF-8 are
/// examined closely.
fn is_inert_but_for(text: &str, allowed: impl Fn(char) -> bool) -> bool {
    let bytes = text.as_bytes();
    let is_control = |byte: &u8| byte.is_ascii_control() & !allowed(char::from(*byte));
    // Without a branch for each byte.
    let has_control = bytes.iter().fold(false, |found, byte| found | is_control(byte));
    let doubtful = memchr3_iter(0xc2, 0xe2, 0xef, bytes).chain(memchr3_iter(0xd8, 0xe1, 0xf3, bytes));
    let mut doubtful = doubtful.chain(memchr_iter(0xee, bytes));
    !has_control && !doubtful.any(|at| text[at..].chars().next().is_some_and(needs_escape))
}

/// Whether a terminal, a log or an editor would interpret the character, or not show it: ASCII and C1 controls, line
/// separators, direction changes, zero-width characters, tags, and bytes that could not be decoded.
pub(crate) fn needs_escape(c: char) -> bool {
    if c < '\x7f' {
        return c < ' ';
    }
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '\u{e0000}'..='\u{e007f}')
        // Bytes that could not be decoded.
        || matches!(c, '\u{ef80}'..='\u{efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal_that_it_would_obey() {
        let shown = visible("a\u{1b}[31m\tb\n\u{7f}\u{9b}\u{202e}\u{feff}\u{e0041}");
        assert_eq!(&*shown, "a␛[31m␉b␊␡⟨9B⟩⟨202E⟩⟨FEFF⟩⟨E0041⟩");
        assert!(matches!(visible("“Prüm” – 12\u{a0}000"), Visible(Cow::Borrowed(_))));
    }

    #[test]
    fn no_character_that_is_escaped_is_overlooked() {
        for c in (char::MIN..=char::MAX).filter(|c| needs_escape(*c)) {
            assert!(!is_inert(&format!("a{c}b")), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn texts_are_written_as_toml_reads_them() {
        let hostile = "a\"\\\n\u{9b}\u{e0041}";
        assert_eq!(toml_string(hostile), "\"a\\\"\\\\\\u000A\\u009B\\U000E0041\"");
        let read: toml::Table = toml::from_str(&format!("a = {}", toml_string(hostile))).unwrap();
        assert_eq!(read["a"].as_str(), Some(hostile));
    }

    #[test]
    fn programs_read_what_was_escaped() {
        let hostile = "a\u{9b}31m\u{7f}\u{202e}\u{e0041}";
        let json = in_strings(format!("{{\n\t\"{hostile}\": 1\n}}"));
        assert_eq!(json, "{\n\t\"a\\u009b31m\\u007f\\u202e\\udb40\\udc41\": 1\n}");
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read[hostile], 1);
    }
}
