//! The grammar of front matter, as far as site generators write it: keys with scalars and lists of scalars. An entry is a key
//! with the source of its value; nothing is decoded.

use super::super::line::Line;
use crate::text::offset_in;

/// The maximum number of lines of front matter.
const MOST: usize = 200;

/// The maximum length of a key in bytes.
const KEY: usize = 40;

/// The keys of a nested mapping whose values are names.
const NAMES: [&str; 4] = ["name", "literal", "label", "title"];

/// The language of the metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Language {
    /// `---`, `title: Words`, `---` or `...`
    Yaml,
    /// `+++`, `title = "Words"`, `+++`
    Toml,
}

/// A key with its values as offsets in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    /// The key as written.
    pub(super) key: &'a str,
    /// The scalars of its value, without quotation marks and markers of lists.
    pub(super) values: Vec<(usize, usize)>,
}

/// The entries of the front matter at the start of a text, and the number of its lines. `None` if the lines between the
/// two rules contain anything but metadata.
pub(super) fn read<'a>(text: &'a str, lines: &[Line<'a>]) -> Option<(Vec<Entry<'a>>, usize)> {
    let first = lines.first().filter(|line| line.indent() == 0)?;
    let language = match first.text {
        "---" => Language::Yaml,
        "+++" => Language::Toml,
        _ => return None,
    };
    let mut open = Open { text, language, entries: Vec::new(), value: None, indent: 0 };
    for (number, line) in lines.iter().enumerate().skip(1).take(MOST) {
        if line.indent() == 0 && closes(line.text, language) {
            open.close();
            return Some((open.entries, number + 1)).filter(|(entries, _)| !entries.is_empty());
        }
        open.line(line)?;
    }
    None
}

fn closes(line: &str, language: Language) -> bool {
    match language {
        Language::Yaml => matches!(line, "---" | "..."),
        Language::Toml => line == "+++",
    }
}

/// The state of the reader.
struct Open<'a> {
    text: &'a str,
    language: Language,
    entries: Vec<Entry<'a>>,
    /// The value that may continue on the next line.
    value: Option<(usize, usize)>,
    /// The indentation of the line in which the value began.
    indent: usize,
}

impl<'a> Open<'a> {
    /// Reads a line; `None` if it is not metadata.
    fn line(&mut self, line: &Line<'a>) -> Option<()> {
        if self.is_block() && line.indent() > self.indent {
            return self.part(line, line.text);
        }
        let goes_on = !self.entries.is_empty() && (line.indent() > 0 || self.is_unfinished());
        if line.is_blank() || line.text.starts_with('#') && !self.is_unfinished() {
            return Some(());
        }
        if let Some(item) = item(line.text).filter(|_| self.language == Language::Yaml) {
            self.entries.last()?;
            self.close();
            return self.part(line, item);
        }
        if goes_on {
            return self.part(line, line.text);
        }
        let (key, value) = self.key(line.text)?;
        self.close();
        self.entries.push(Entry { key, values: Vec::new() });
        self.open(line, value);
        Some(())
    }

    /// `title: Words`, `title = "Words"`, `[section]`
    fn key(&self, line: &'a str) -> Option<(&'a str, &'a str)> {
        let (key, value) = match self.language {
            Language::Yaml => {
                let at = line.find(": ").or_else(|| line.strip_suffix(':').map(str::len))?;
                (&line[..at], &line[at + 1..])
            }
            Language::Toml if line.starts_with('[') => (line, ""),
            Language::Toml => line.split_once('=')?,
        };
        let key = key.trim().trim_matches(['"', '\'']);
        let name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | ' ' | '[' | ']');
        (!key.is_empty() && key.len() <= KEY && key.chars().all(name)).then_some((key, value))
    }

    /// A further line of a value: an item, a key of a nested mapping, or the continuation of a scalar.
    fn part(&mut self, line: &Line<'a>, rest: &'a str) -> Option<()> {
        let at = line.start + offset_in(line.text, rest);
        match &mut self.value {
            Some((_, end)) => *end = at + rest.len(),
            None => match self.key(rest).filter(|_| !rest.starts_with(['"', '\''])) {
                // A nested mapping: the name of a person counts, not the address.
                Some((key, value)) if NAMES.contains(&key) => {
                    self.open(line, value);
                    self.close_unless_unfinished();
                }
                Some(_) => {}
                None => {
                    self.open(line, rest);
                    if item(line.text).is_some() {
                        self.close_unless_unfinished();
                    }
                }
            },
        }
        Some(())
    }

    fn open(&mut self, line: &Line<'a>, value: &'a str) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let start = line.start + offset_in(line.text, value);
        self.value = Some((start, start + value.len()));
        self.indent = line.indent();
    }

    /// Whether the value is a block scalar: `>-`.
    fn is_block(&self) -> bool {
        self.value.is_some_and(|(start, _)| self.text[start..].starts_with(['|', '>']))
    }

    /// Whether a quotation mark or a bracket is still open.
    fn is_unfinished(&self) -> bool {
        let Some((start, end)) = self.value else { return false };
        let value = &self.text[start..end];
        let open = |mark: char, close: char| {
            value.starts_with(mark) && (value.len() == mark.len_utf8() || !value.ends_with(close))
        };
        value.starts_with("\"\"\"") && (value.len() < 6 || !value.ends_with("\"\"\""))
            || open('"', '"') && !value[1..].contains('"')
            || open('\'', '\'') && !value[1..].contains('\'')
            || open('[', ']') && !value.contains(']')
    }

    fn close_unless_unfinished(&mut self) {
        if !self.is_unfinished() && !self.is_block() {
            self.close();
        }
    }

    /// Completes the open value.
    fn close(&mut self) {
        let (Some((start, end)), Some(entry)) = (self.value.take(), self.entries.last_mut()) else { return };
        let value = &self.text[start..end];
        let at = |part: &str| {
            let from = start + offset_in(value, part);
            (from, from + part.len())
        };
        entry.values.extend(scalars(value).filter(|scalar| !scalar.is_empty()).map(at));
    }
}

/// The text after the marker of a list.
fn item(line: &str) -> Option<&str> {
    if line == "-" { Some(&line[1..]) } else { line.strip_prefix("- ").map(str::trim_start) }
}

/// The scalars of a value: one, or those of `[a, "b"]`.
fn scalars(value: &str) -> impl Iterator<Item = &str> {
    let list = value.strip_prefix('[').and_then(|list| list.trim_end().strip_suffix(']'));
    let (list, one) = (list.map(|list| divided(list).into_iter()), list.is_none().then_some(value));
    list.into_iter().flatten().chain(one).map(bare)
}

/// The items of a list in brackets, separated by commas outside quotation marks.
fn divided(list: &str) -> Vec<&str> {
    let (mut items, mut from, mut quote) = (Vec::new(), 0, None);
    for (at, c) in list.char_indices() {
        match (c, quote) {
            ('"' | '\'', None) if list[from..at].trim().is_empty() => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            (',', None) => {
                items.push(list[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
    }
    items.push(list[from..].trim());
    items
}

/// A scalar without quotation marks, comment or block indicator: `"Words"`, `Words # why`, `>-`.
fn bare(value: &str) -> &str {
    for mark in ["\"\"\"", "\"", "'"] {
        if let Some(rest) = value.strip_prefix(mark) {
            let end = rest
                .find(mark)
                .map_or(rest.len(), |first| rest.trim_end().strip_suffix(mark).map_or(first, str::len));
            return rest[..end].trim();
        }
    }
    if value.starts_with(['|', '>']) {
        return value.split_once('\n').map_or("", |(_, block)| block.trim());
    }
    let value = value.split(" #").next().unwrap_or(value).trim();
    if matches!(value, "~" | "null" | "Null" | "NULL") { "" } else { value }
}

#[cfg(test)]
mod tests {
    use super::super::super::line::lines;
    use super::*;

    /// `key=value;value` of each entry.
    fn entries(text: &str) -> Option<(Vec<String>, usize)> {
        let (entries, end) = read(text, &lines(text, 0))?;
        let words = |(start, end): &(usize, usize)| {
            text[*start..*end].split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let entry = |entry: &Entry<'_>| {
            format!("{}={}", entry.key, entry.values.iter().map(words).collect::<Vec<_>>().join(";"))
        };
        Some((entries.iter().map(entry).collect(), end))
    }

    #[test]
    fn scalars_and_lists() {
        let cases = [
            ("---\ntitle: Words: more\n---\n", "title=Words: more"),
            ("---\ntitle: \"Words # here\" # why\n---\n", "title=Words # here"),
            ("---\ntitle: 'It is'\n...\n", "title=It is"),
            ("---\r\ntitle: Words # why\r\n---\r\nText", "title=Words"),
            ("---\ntitle: >-\n  One\n  two\n---\n", "title=One two"),
            ("---\nx:\n  - |-\n    # \"a\"\n    - b\n  - c\n---\n", "x=# \"a\" - b;c"),
            ("---\ntitle: One\n  two\n---\n", "title=One two"),
            ("---\ntitle: \"One\n  two\"\n---\n", "title=One two"),
            ("---\nauthors: [A. B., \"C, D\"]\n---\n", "authors=A. B.;C, D"),
            ("---\nauthors:\n- A B\n- 'C D'\n---\n", "authors=A B;C D"),
            ("---\nauthors:\n  - name: A B\n    mail: x\n  - name: C D\n---\n", "authors=A B;C D"),
            ("---\ntitle:\nurl: ~\n---\n", "title= url="),
            ("---\n# why\n\ntitle: A\n---\n", "title=A"),
            ("+++\ntitle = \"A = B\"\n[more]\nx = ['a',\n 'b']\n+++\n", "title=A = B [more]= x=a;b"),
        ];
        for (text, want) in cases {
            let (got, _) = entries(text).unwrap_or_default();
            assert_eq!(got.join(" "), want, "{text:?}");
        }
    }

    #[test]
    fn rules_around_a_text_are_no_front_matter() {
        for text in [
            "---\nThe Minister spoke.\n---\n",
            "---\n\n---\n",
            "---\ntitle: A\n",
            "\n---\ntitle: A\n---\n",
            "----\ntitle: A\n---\n",
            " ---\ntitle: A\n---\n",
            "---\ntitle: A\nOslo, 17 May 2019\n---\n",
            "---\n- title: A\n---\n",
            "+++ Archive +++\ntitle = A\n+++\n",
        ] {
            assert_eq!(entries(text), None, "{text:?}");
        }
    }
}
