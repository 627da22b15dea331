//! HTML and LaTeX left in the text.

use super::shared::prose::marks;
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::document::{Block, Document, Kind, Residue};
use crate::rule::{Context, Findings, rule};
use crate::source::{Span, fold};

rule! {
    /// HTML tags and entities, and quotation marks of LaTeX, left in the text.
    ///
    /// `<br />` and `&nbsp;` are instructions to a browser. In plain text they are words that nobody wrote, and a
    /// search for `Germany’s` does not find `Germany&rsquo;s`. Quotation marks that are written as two backticks and two
    /// apostrophes are those of LaTeX, which typesets them.
    ///
    /// The rule knows the tags and entities that such pages use. Other words in angle brackets, and an `&` between
    /// words, are left alone. It may be wrong about a text that is about HTML.
    ///
    /// Tags around struck-out words have no fix: without them, what the page withdraws would stand.
    ///
    /// The fix deletes tags, writing a space for one that separates two words, and replaces an entity with its
    /// character. Of the two marks of a LaTeX quotation it makes quotation marks, curved if the document has such. It needs `--unsafe-fixes`: a tag marks where a paragraph ended, and that is lost.
    "markup-residue": Residue, Warn, Unsafe, since "0.1.0"
}

const TAGS: &str = " a abbr address article b big blockquote body br caption center cite code dd del div dl dt em font form \
                    frame h1 h2 h3 h4 h5 h6 head hr html i iframe img input li link map meta nobr ol option p pre s \
                    script section select small span strike strong style sub sup table tbody td th thead title tr tt u ul ";

/// Tags inside a word or sentence; any other tag ends a line or a paragraph.
const INLINE: &str = " a abbr b big cite code em font i nobr s small span strong sub sup tt u ";

/// Tags around words that are struck out.
const STRUCK: &str = " s strike del ";

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

/// The longest tag, which may contain an address.
const LONGEST: usize = 400;

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    if !document.source.has_mark(b'<') && !document.source.has_mark(b'&') && !document.source.has_mark(b'`') {
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

/// A line with nothing but tags.
fn line(document: &Document, block: &Block) -> Diagnostic {
    let text = document.source.fold(block.content);
    let short: String = text.chars().take(40).collect();
    Diagnostic::new(block.content, format!("`{short}` is HTML"))
        .label("not part of the text")
        .help("left behind by web extraction; delete the line")
        .fix(Fix::replace(format!("delete the line `{short}`"), Applicability::Unsafe, block.span, ""))
}

fn inside(document: &Document, span: Span, findings: &mut Findings) {
    let text = document.text(span);
    findings.extend(latex_quotations(text).map(|(open, close)| latex(document, span.start, open, close)));
    let mut from = 0;
    for (at, _) in marks(document, span).filter(|(_, mark)| matches!(mark, '<' | '&')) {
        if at < from {
            continue;
        }
        let rest = &text[at..];
        let found = tag(rest).map(|(len, name)| (len, between(text, at, len, name))).or_else(|| entity(rest));
        let Some((len, meant)) = found else { continue };
        from = at + len;
        if tag(rest).is_some_and(|(_, name)| among(STRUCK, name)) {
            findings.push(struck(&text[at..from], Span::new(span.start + at, span.start + from)));
            continue;
        }
        findings.push(written(&text[at..from], Span::new(span.start + at, span.start + from), meant));
    }
}

/// The places of two backticks and of the two apostrophes that close them.
fn latex_quotations(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let opened = text.match_indices("``").filter(|(at, _)| !text[at + 2..].starts_with(['`', ' ']));
    opened.filter_map(|(open, _)| {
        // Another quotation that opens first closes none.
        let inner = text[open + 2..].split("``").next().unwrap_or_default();
        let close = inner.find("''")?;
        let ends = !inner[close + 2..].starts_with(['\'', '\u{2019}']);
        (close > 0 && ends).then_some((open, open + 2 + close))
    })
}

fn latex(document: &Document, start: usize, open: usize, close: usize) -> Diagnostic {
    let is_curved = document.source.text().contains('“');
    let marks = if is_curved { ["“", "”"] } else { ["\"", "\""] };
    let edits = [open, close].into_iter().zip(marks).map(|(at, mark)| {
        let span = Span::new(start + at, start + at + 2);
        Edit { span, text: mark.to_string() }
    });
    let title = format!("write `{}` and `{}`", marks[0], marks[1]);
    Diagnostic::new(Span::new(start + open, start + open + 2), "quotation marks of LaTeX")
        .label("two backticks")
        .help(title.clone())
        .fix(Fix { title, applicability: Applicability::Unsafe, edits: edits.collect() })
}

/// The length and name of the tag at the start of a text.
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
    // `<b yate >` is no tag: what follows the name are attributes, and hardly any has no value.
    let attributes = inner.get(..end).unwrap_or_default().trim_start_matches('/').get(name.len()..);
    let attributes = attributes.unwrap_or_default().trim_matches(|c: char| c.is_whitespace() || c == '/');
    let is_tag = inner.starts_with("!--") || attributes.is_empty() || attributes.contains(['=', '!', '"']);
    (closed && is_tag).then_some((end + 2, name))
}

fn among(words: &str, name: &str) -> bool {
    name.len() <= 10 && words.contains(&format!(" {} ", name.to_ascii_lowercase()))
}

/// Struck-out words are what the page withdraws: without the tags they would be said again.
fn struck(html: &str, span: Span) -> Diagnostic {
    Diagnostic::new(span, format!("`{}` is HTML", fold(html)))
        .label("words that the page strikes out")
        .help("delete the tags with the words between them, or keep both")
}

/// What remains of a deleted tag.
fn between(text: &str, at: usize, len: usize, name: &str) -> Option<char> {
    let divides = text[..at].ends_with(|c: char| !c.is_whitespace() && c != '>')
        && text[at + len..].starts_with(|c: char| !c.is_whitespace() && !",.;:!?<".contains(c));
    (divides && !among(INLINE, name)).then_some(' ')
}

/// The length and meaning of the entity at the start of a text.
fn entity(text: &str) -> Option<(usize, Option<char>)> {
    let inner = text.strip_prefix('&')?;
    let end = inner.bytes().take(10).position(|byte| byte == b';')?;
    let name = &inner[..end];
    if let Some(digits) = name.strip_prefix('#') {
        let code = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => digits.parse().ok()?,
        };
        // Browsers decode the numbers of control characters as Windows-1252.
        let named = char::from_u32(code)?;
        let meant =
            super::shared::misread::windows(named).unwrap_or(if named == '\u{a0}' { ' ' } else { named });
        return (!meant.is_control()).then_some((end + 2, Some(meant)));
    }
    let meant = ENTITIES.iter().find(|(known, _)| *known == name)?.1;
    Some((end + 2, Some(meant)))
}

fn written(html: &str, span: Span, meant: Option<char>) -> Diagnostic {
    // A comment may span lines; a message is one line.
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
