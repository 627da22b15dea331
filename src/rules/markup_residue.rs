//! HTML that stands in the text.

use super::prose::marks;
use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::{Block, Document, Kind, Residue};
use crate::rule::{Context, Findings, rule};
use crate::source::{Span, fold};

rule! {
    /// HTML stands in the text.
    ///
    /// `<br />` and `&nbsp;` are instructions to a browser. In plain text they are words that nobody wrote, and
    /// `Germany&rsquo;s` is not found by a search for `Germany’s`.
    ///
    /// The rule knows the tags and the entities that such pages use; other words in angle brackets, and a `&` between
    /// words, are left alone. It may be wrong about a text that speaks of HTML.
    ///
    /// The fix deletes tags, with a space in place of one that divides two words, and writes the character that an entity
    /// stands for. It wants `--unsafe-fixes`: a tag says where a paragraph ended, and that is lost.
    "markup-residue": Residue, Warn, Unsafe, since "0.1.0"
}

const TAGS: &str = " a abbr address article b big blockquote body br caption center cite code dd div dl dt em font form \
                    frame h1 h2 h3 h4 h5 h6 head hr html i iframe img input li link map meta nobr ol option p pre s \
                    script section select small span strong style sub sup table tbody td th thead title tr tt u ul ";

/// Tags inside a word or sentence; where any other one stands, a line or a paragraph ended.
const INLINE: &str = " a abbr b big cite code em font i nobr s small span strong sub sup tt u ";

const ENTITIES: [(&str, char); 42] = [
    ("nbsp", ' '),
    ("amp", '&'),
    ("quot", '"'),
    ("apos", '\''),
    ("lt", '<'),
    ("gt", '>'),
    ("rsquo", '’'),
    ("lsquo", '‘'),
    ("rdquo", '”'),
    ("ldquo", '“'),
    ("sbquo", '‚'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("bull", '•'),
    ("middot", '·'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("deg", '°'),
    ("pound", '£'),
    ("euro", '€'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("ecirc", 'ê'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("acirc", 'â'),
    ("ccedil", 'ç'),
    ("ocirc", 'ô'),
    ("oacute", 'ó'),
    ("icirc", 'î'),
    ("iacute", 'í'),
    ("ugrave", 'ù'),
    ("uuml", 'ü'),
    ("ouml", 'ö'),
    ("auml", 'ä'),
    ("szlig", 'ß'),
    ("ntilde", 'ñ'),
];

/// A tag is no longer than this: an address may be in it.
const LONGEST: usize = 400;

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    if !document.source.has_mark(b'<') && !document.source.has_mark(b'&') {
        return;
    }
    for block in &document.blocks {
        match block.kind {
            Kind::Residue(Residue::Markup) => findings.push(line(document, block)),
            Kind::Blank | Kind::Residue(_) => {}
            _ => inside(document, block.content, findings),
        }
    }
}

/// A line of nothing but tags.
fn line(document: &Document, block: &Block) -> Diagnostic {
    let text = document.source.fold(block.content);
    let short: String = text.chars().take(40).collect();
    Diagnostic::new(block.content, format!("`{short}` is HTML"))
        .label("no part of the text")
        .help("the web extraction left it; delete the line")
        .fix(Fix::replace(format!("delete the line `{short}`"), Applicability::Unsafe, block.span, ""))
}

fn inside(document: &Document, span: Span, findings: &mut Findings) {
    let text = document.text(span);
    let mut from = 0;
    for (at, _) in marks(document, span).filter(|(_, mark)| matches!(mark, '<' | '&')) {
        if at < from {
            continue;
        }
        let rest = &text[at..];
        let found = tag(rest).map(|(len, name)| (len, between(text, at, len, name))).or_else(|| entity(rest));
        let Some((len, meant)) = found else { continue };
        from = at + len;
        findings.push(written(&text[at..from], Span::new(span.start + at, span.start + from), meant));
    }
}

/// Length and name of the tag that a text begins with.
fn tag(text: &str) -> Option<(usize, &str)> {
    let inner = text.strip_prefix('<')?;
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let name = &name[..name.len() - name.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).len()];
    if !inner.starts_with("!--") && (name.is_empty() || !among(TAGS, name)) {
        return None;
    }
    let end = inner.bytes().take(LONGEST).take_while(|byte| *byte != b'<').position(|byte| byte == b'>')?;
    let rest = inner.strip_prefix('/').unwrap_or(inner)[name.len()..].chars().next();
    let closed = rest.is_some_and(|c| c.is_whitespace() || matches!(c, '>' | '/' | '!'));
    closed.then_some((end + 2, name))
}

fn among(words: &str, name: &str) -> bool {
    name.len() <= 10 && words.contains(&format!(" {} ", name.to_ascii_lowercase()))
}

/// What is left when a tag goes.
fn between(text: &str, at: usize, len: usize, name: &str) -> Option<char> {
    let divides = text[..at].ends_with(|c: char| !c.is_whitespace() && c != '>')
        && text[at + len..].starts_with(|c: char| !c.is_whitespace() && !",.;:!?<".contains(c));
    (divides && !among(INLINE, name)).then_some(' ')
}

/// Length and meaning of the entity that a text begins with.
fn entity(text: &str) -> Option<(usize, Option<char>)> {
    let inner = text.strip_prefix('&')?;
    let end = inner.bytes().take(10).position(|byte| byte == b';')?;
    let name = &inner[..end];
    if let Some(digits) = name.strip_prefix('#') {
        let code = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => digits.parse().ok()?,
        };
        // Browsers read the numbers of control characters as Windows-1252.
        let named = char::from_u32(code)?;
        let meant = super::misread::windows(named).unwrap_or(if named == '\u{a0}' { ' ' } else { named });
        return (!meant.is_control()).then_some((end + 2, Some(meant)));
    }
    let meant = ENTITIES.iter().find(|(known, _)| *known == name)?.1;
    Some((end + 2, Some(meant)))
}

fn written(html: &str, span: Span, meant: Option<char>) -> Diagnostic {
    // A comment may have lines; a message has one.
    let short: String = fold(html).chars().take(40).collect();
    let written = meant.map(String::from).unwrap_or_default();
    let title = match meant {
        Some(' ') => "write a space".to_string(),
        Some(meant) => format!("write `{meant}`"),
        None => format!("delete `{short}`"),
    };
    Diagnostic::new(span, format!("`{short}` is HTML"))
        .label("an instruction to a browser")
        .help(title.clone())
        .fix(Fix::replace(title, Applicability::Unsafe, span, written))
}
