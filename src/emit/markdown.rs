//! A document as Markdown with YAML front matter, for site generators, note takers and pandoc.
//!
//! Every text is escaped, so that a CommonMark reader restores it unchanged.

use std::borrow::Cow;
use std::io::{self, Write};

use super::facts::{Facts, text};
use super::{Docs, Format, Options, Sharing, Syntax};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Document, Kind, PartKind};
use crate::source::Span;

/// Markdown with YAML front matter.
pub const FORMAT: Format = Format {
    name: "markdown",
    extension: "md",
    aliases: &["markdown"],
    syntax: Syntax::Text,
    sharing: Sharing::Alone,
    identifies_names: false,
    help: "Markdown with YAML front matter",
    docs: Docs {
        readers: "site generators, note takers, pandoc",
        carries: "header facts as YAML, headings, speakers in bold, lists",
        loses: "residue, links, footers, uncertain dates",
    },
    write,
};

fn write(document: &Document, _: Option<&[Diagnostic]>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let facts = Facts::new(document);
    write!(out, "---\n{}---", front_matter(document, &facts))?;
    if let Some(title) = &facts.title {
        write!(out, "\n\n# {}", heading(title))?;
    }
    let mut before = None;
    for (_, block) in document.body() {
        let (paragraph, number) = paragraph(document, block, before);
        if !paragraph.is_empty() {
            write!(out, "\n\n{paragraph}")?;
            before = number;
        }
    }
    Ok(())
}

/// The header facts as YAML: texts and lists of texts.
fn front_matter(document: &Document, facts: &Facts) -> String {
    let mut yaml = Yaml::default();
    yaml.text("id", Some(&facts.id));
    yaml.text("title", Some(&facts.heading()));
    yaml.text("author", facts.author.as_deref());
    yaml.text("date", facts.event.as_ref().map(|days| days.first.as_str()));
    yaml.text("date_end", facts.event.as_ref().and_then(|days| days.last.as_deref()));
    yaml.text("updated", facts.updated.as_ref().map(|days| days.first.as_str()));
    yaml.text("series", facts.series.as_deref());
    yaml.text("genre", facts.genre.as_deref());
    yaml.text("category", Some(facts.category.name()));
    yaml.text("number", facts.number.as_deref());
    yaml.list("place", facts.places.iter().map(AsRef::as_ref));
    yaml.list("byline", facts.byline.iter().map(AsRef::as_ref));
    yaml.list("speakers", facts.speakers.iter().map(|speaker| speaker.name.as_ref()));
    yaml.text("lang", facts.language);
    yaml.text("file", Some(&facts.file));
    yaml.text("sha256", Some(&document.source.sha256()));
    yaml.0
}

/// Lines of a YAML mapping. Every text is quoted: unquoted ones may be read as dates, numbers or `no`.
#[derive(Default)]
struct Yaml(String);

impl Yaml {
    fn text(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.0.push_str(&format!("{key}: {}\n", quoted(value)));
        }
    }
    fn list<'t>(&mut self, key: &str, values: impl Iterator<Item = &'t str>) {
        let items: Vec<String> = values.map(|value| format!("  - {}\n", quoted(value))).collect();
        if !items.is_empty() {
            self.0.push_str(&format!("{key}:\n{}", items.concat()));
        }
    }
}

/// A YAML scalar that is always a string, as written if possible: between double or single quotation marks, or as a block
/// scalar.
fn quoted(text: &str) -> String {
    let plain = !text.is_empty() && text.trim() == text && text.chars().all(is_printed);
    if !plain || !text.contains(['"', '\\']) {
        return escaped_scalar(text);
    }
    if text.contains('\'') { format!("|-\n    {text}") } else { format!("'{text}'") }
}

/// Whether YAML 1.1 and 1.2 print a character, and take it for no line end.
const fn is_printed(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{2027}' | '\u{202f}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}' | '\u{10000}'..)
}

/// Between double quotation marks. What is not printed is named by its code.
fn escaped_scalar(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if is_printed(c) => quoted.push(c),
            c => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
        }
    }
    quoted.push('"');
    quoted
}

/// The number of a point with the mark after it.
type Number = (u32, char);

/// A block, with its number if it is a point of a numbered list; `before` is that of the previous block.
fn paragraph(document: &Document, block: &Block, before: Option<Number>) -> (String, Option<Number>) {
    let words = escaped(&text(document, block.content)).into_owned();
    let words = match block.kind {
        _ if words.is_empty() => words,
        Kind::Heading => format!("## {}", heading(&text(document, block.content))),
        Kind::Note => format!("*{words}*"),
        Kind::Item => return item(document, block, before),
        Kind::Utterance => utterance(document, block).unwrap_or(words),
        _ => words,
    };
    (words, None)
}

/// A numbered point keeps its number, any other mark becomes a bullet. Markdown numbers the points of a list itself, so
/// a number that is not the next one becomes text after a bullet.
fn item(document: &Document, block: &Block, before: Option<Number>) -> (String, Option<Number>) {
    let content = block.content;
    let marker = block.part(PartKind::Marker).filter(|marker| marker.start == content.start);
    let marker = marker.unwrap_or(Span::at(content.start));
    let words = text(document, Span::new(marker.end, content.end));
    let (marker, words) = (text(document, marker), escaped(&words));
    let next = |number: &Number| before.is_none_or(|before| (before.0 + 1, before.1) == *number);
    match number(&marker).filter(next) {
        Some((number, mark)) => (format!("{number}{mark} {words}"), Some((number, mark))),
        None if !marker.chars().all(is_bullet) => (format!("- {} {words}", escaped(&marker)), None),
        None => (format!("- {words}"), None),
    }
}

/// Whether a mark means no more than the bullet that replaces it.
const fn is_bullet(c: char) -> bool {
    matches!(c, '-' | '–' | '*' | '•' | '·' | '▪' | '.' | ')')
}

/// The number of a list point, as Markdown writes it.
fn number(marker: &str) -> Option<Number> {
    let mark = marker.chars().last().filter(|mark| matches!(mark, '.' | ')'))?;
    let digits = marker.strip_suffix(mark)?;
    let number = digits.parse().ok().filter(|number: &u32| number.to_string() == digits)?;
    (number < 1_000_000_000).then_some((number, mark))
}

/// The label with the speaker in bold, then the words. If the name does not begin the line, or touches letters,
/// asterisks would not make it bold.
fn utterance(document: &Document, block: &Block) -> Option<String> {
    let speaker = block.part(PartKind::Speaker)?;
    let name = text(document, speaker);
    let rest = document.text(Span::new(speaker.end, block.content.end));
    let bare = name.starts_with(char::is_alphanumeric) && name.ends_with(char::is_alphanumeric);
    if speaker.start != block.content.start || !bare || rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    let space = if rest.starts_with(char::is_whitespace) { " " } else { "" };
    let rest = text(document, Span::new(speaker.end, block.content.end));
    Some(format!("**{}**{space}{}", escaped(&name), escaped(&rest)))
}

/// The text of a heading. Number signs after a space at its end would close it and be dropped: a backslash keeps them.
fn heading(text: &str) -> String {
    let mut heading = escaped(text).into_owned();
    let words = heading.trim_end_matches('#').len();
    if words < heading.len() && heading[..words].ends_with(' ') {
        heading.insert(words, '\\');
    }
    heading
}

/// The text with a backslash before every character that has a meaning in Markdown or a dialect of it.
fn escaped(text: &str) -> Cow<'_, str> {
    let opens = opening(text);
    let special = |c: char| {
        matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '$' | '^' | '@' | '{' | '}'
        )
    };
    if opens.is_none() && !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        if special(c) || opens == Some(at) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    Cow::Owned(escaped)
}

/// Where a line would begin a heading, a list, a rule or a definition.
fn opening(text: &str) -> Option<usize> {
    if text.starts_with(['#', '+', '-', '=', ':', '%']) {
        return Some(0);
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && text[digits..].starts_with(['.', ')'])).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_markdown_would_read_is_escaped() {
        assert_eq!(escaped("a*b_c"), "a\\*b\\_c");
        assert_eq!(escaped("1. July"), "1\\. July");
        assert_eq!(escaped("# no heading"), "\\# no heading");
        assert_eq!(escaped("plain - text"), "plain - text");
    }

    #[test]
    fn number_signs_do_not_close_a_heading() {
        assert_eq!(heading("Room #"), "Room \\#");
        assert_eq!(heading("Room ##"), "Room \\##");
        assert_eq!(heading("##"), "\\##");
        assert_eq!(heading("In C#"), "In C#");
        assert_eq!(heading("A \\#"), "A \\\\#");
        assert_eq!(heading("Room # 4"), "Room # 4");
    }

    #[test]
    fn yaml_is_quoted() {
        assert_eq!(quoted("a: b é’😀"), "\"a: b é’😀\"");
        assert_eq!(quoted("a: \"b\" \\"), "'a: \"b\" \\'");
        assert_eq!(quoted("a's \"b\""), "|-\n    a's \"b\"");
        assert_eq!(quoted("\"\u{85}"), "\"\\\"\\u0085\"");
        assert_eq!(quoted("\u{85}\u{2028}\u{feff}\u{7f}"), "\"\\u0085\\u2028\\ufeff\\u007f\"");
    }
}
