//! Markdown left in plain text.

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::document::{Block, Document, Kind};
use crate::rule::{Context, Findings, rule};
use crate::source::{Span, fold};

rule! {
    /// Markdown left in plain text: `**bold**`, `# Heading`, `[text](address)`, `\[`.
    ///
    /// A page that was converted to Markdown and saved as text has marks that nobody wrote. They are glued to words, and
    /// a search for `Statement [sic]` does not find `Statement \[sic\]`.
    ///
    /// The rule reports pairs of asterisks around words, number signs before a heading, links with their address, and
    /// backslashes before a punctuation mark. Files whose names end with `.md` are Markdown and are left alone. It may be
    /// wrong about a text that is about Markdown.
    ///
    /// The fix deletes the marks, and of a link the address. It needs `--unsafe-fixes`: bold may mean something, and so
    /// may an address.
    "markdown-residue": Residue, Warn, Unsafe, since "0.1.0"
}

/// A longer address or a longer text is something else, in bytes.
const LONGEST: usize = 1000;

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let has = |mark| document.source.has_mark(mark);
    let is_markdown = [".md", ".markdown"].iter().any(|ending| document.source.path().ends_with(ending));
    if is_markdown || ![b'*', b'#', b'[', b'\\'].into_iter().any(has) {
        return;
    }
    for block in &document.blocks {
        if !matches!(block.kind, Kind::Blank | Kind::Residue(_) | Kind::FrontMatter) {
            inside(document, block, findings);
        }
    }
}

fn inside(document: &Document, block: &Block, findings: &mut Findings) {
    let text = document.text(block.content);
    let mut from = 0;
    for (mark, c) in document.source.marks(block.content) {
        let at = mark - block.content.start;
        if at < from {
            continue;
        }
        let found = match c {
            '*' => emphasis(text, at),
            '#' => heading(text, at),
            '[' => link(text, at),
            '\\' => escape(text, at),
            _ => None,
        };
        // A run of marks that is no Markdown is not looked at again from its second mark on.
        let run = text[at..].len() - text[at..].trim_start_matches(c).len();
        from = at + found.as_ref().map_or(run, |found| found.len);
        findings.extend(found.map(|found| found.diagnostic(text, mark, at)));
    }
}

/// A piece of Markdown.
struct Markup {
    /// Of all of it, in bytes.
    len: usize,
    /// The marks to delete, as offsets from its beginning.
    marks: Vec<(usize, usize)>,
    what: &'static str,
}

impl Markup {
    fn diagnostic(self, text: &str, start: usize, at: usize) -> Diagnostic {
        let short: String = fold(&text[at..at + self.len]).chars().take(40).collect();
        let edits = self.marks.iter().map(|(from, to)| {
            let span = Span::new(start + from, start + to);
            Edit { span, text: String::new() }
        });
        let fix = Fix {
            title: format!("delete {}", self.what),
            applicability: Applicability::Unsafe,
            edits: edits.collect(),
        };
        Diagnostic::new(Span::new(start, start + self.len), format!("`{short}` is Markdown"))
            .label("not part of the text")
            .help(format!("delete {}", self.what))
            .fix(fix)
    }
}

/// `**bold**`, `***both***`
fn emphasis(text: &str, at: usize) -> Option<Markup> {
    let rest = &text[at..];
    let open = rest.len() - rest.trim_start_matches('*').len();
    if !matches!(open, 2 | 3) {
        return None;
    }
    let inner = &rest[open..];
    let len = inner[..inner.len().min(floor(inner, LONGEST))].find(&rest[..open])?;
    let words = &inner[..len];
    let is_closed = !inner[len + open..].starts_with('*');
    let has_words = words.contains(char::is_alphanumeric) && !words.contains('*');
    let len = open + len;
    (is_closed && has_words).then(|| Markup {
        len: len + open,
        marks: vec![(0, open), (len, len + open)],
        what: "the asterisks",
    })
}

/// `## Heading`
fn heading(text: &str, at: usize) -> Option<Markup> {
    let is_first = text[..at].chars().next_back().is_none_or(|c| c == '\n');
    let rest = &text[at..];
    let signs = rest.len() - rest.trim_start_matches('#').len();
    let words = rest[signs..].trim_start_matches(' ');
    let len = rest.len() - words.len();
    let is_heading = len > signs && words.starts_with(char::is_alphabetic) && signs <= 6;
    (is_first && is_heading).then(|| Markup { len, marks: vec![(0, len)], what: "the number signs" })
}

/// `[text](address)`
fn link(text: &str, at: usize) -> Option<Markup> {
    let rest = &text[at..];
    let rest = &rest[..floor(rest, LONGEST)];
    let close = rest.find(']')?;
    let address = rest[close + 1..].strip_prefix('(')?;
    let end = address.find(')')?;
    let is_address =
        address[..end].contains("://") || address.starts_with(['/', '#']) || address.starts_with("mailto:");
    let has_words = rest[1..close].contains(char::is_alphanumeric) && !rest[1..close].contains('[');
    let len = close + 2 + end + 1;
    (is_address && has_words && !address[..end].contains(char::is_whitespace)).then(|| Markup {
        len,
        marks: vec![(0, 1), (close, len)],
        what: "the brackets and the address",
    })
}

/// `\[`, `\###`
fn escape(text: &str, at: usize) -> Option<Markup> {
    let rest = &text[at + 1..];
    let is_escaped = rest
        .starts_with(['#', '*', '_', '[', ']', '(', ')', '<', '>', '.', '!', '-', '+', '~', '|', '$', '&']);
    let is_path = text[..at].ends_with(['\\', ':', '/']);
    (is_escaped && !is_path).then(|| Markup { len: 2, marks: vec![(0, 1)], what: "the backslash" })
}

/// The largest boundary of a character that is at most this far.
fn floor(text: &str, most: usize) -> usize {
    let mut at = most.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
