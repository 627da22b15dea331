//! Invisible characters inside the text.

use unicode_script::{Script, UnicodeScript};

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

rule! {
    /// Invisible characters: soft hyphens, zero-width spaces, direction marks.
    ///
    /// A search for `government` does not find `govern` + U+00AD + `ment`, word counts take it for another word, and a
    /// direction override shows a text in another order than programs read it. They come from web pages and word
    /// processors.
    ///
    /// The rule is silent where such a character does its work: joiners inside emoji and in scripts that need them,
    /// zero-width spaces in scripts without spaces, variation selectors after the character that they vary, direction
    /// marks in a line that has letters written from right to left. `byte-order-mark` and `control-character` report
    /// theirs.
    ///
    /// The fix deletes the characters of a word. It is safe for a soft hyphen, word joiner or zero-width joiner between
    /// two letters, and for zero-width characters and direction marks beside a space or a punctuation mark. It needs
    /// `--unsafe-fixes` for a zero-width space between two letters, which may separate two words, for a soft hyphen that
    /// divided a word at the end of a line, for direction overrides, and for line and paragraph separators, which become line breaks.
    "invisible-character": Encoding, Warn, Safe, since "0.1.0"
}

/// What an invisible character is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    SoftHyphen,
    /// It allows a line break between two characters, or separates their shapes.
    ZeroWidthSpace,
    /// It forbids a line break between two characters, or joins their shapes.
    Joiner,
    /// A mark, embedding or isolate that changes the direction of the text.
    Direction,
    /// It shows characters in another order than they are stored.
    Override,
    /// A line or paragraph separator.
    Separator,
    /// A variation selector.
    Selector,
    /// Tags, invisible operators and others that no text needs.
    Other,
}

impl Sort {
    /// The sort of an invisible character; `None` for others, and for those of other rules.
    const fn of(c: char) -> Option<Self> {
        Some(match c {
            '\u{ad}' => Sort::SoftHyphen,
            '\u{200b}' | '\u{200c}' => Sort::ZeroWidthSpace,
            '\u{200d}' | '\u{2060}' => Sort::Joiner,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202c}' | '\u{2066}'..='\u{2069}' => {
                Sort::Direction
            }
            '\u{202d}' | '\u{202e}' => Sort::Override,
            '\u{2028}' | '\u{2029}' => Sort::Separator,
            '\u{fe00}'..='\u{fe0f}' => Sort::Selector,
            '\u{2061}'..='\u{2064}'
            | '\u{206a}'..='\u{206f}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0001}'..='\u{e007f}' => Sort::Other,
            _ => return None,
        })
    }
}

/// What a character is called in messages.
const fn name(c: char, sort: Sort) -> &'static str {
    match sort {
        Sort::SoftHyphen => "soft hyphen",
        Sort::ZeroWidthSpace if c == '\u{200c}' => "zero-width non-joiner",
        Sort::ZeroWidthSpace => "zero-width space",
        Sort::Joiner if c == '\u{2060}' => "word joiner",
        Sort::Joiner => "zero-width joiner",
        Sort::Direction => "direction mark",
        Sort::Override => "direction override",
        Sort::Separator if c == '\u{2029}' => "paragraph separator",
        Sort::Separator => "line separator",
        Sort::Selector => "variation selector",
        Sort::Other => "invisible character",
    }
}

/// First bytes in UTF-8 of the characters of [`Sort::of`].
const FIRST_BYTES: [u8; 5] = [0xc2, 0xd8, 0xe2, 0xef, 0xf3];

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    if !FIRST_BYTES.iter().any(|byte| document.source.has_mark(*byte)) {
        return;
    }
    let text = document.source.text();
    let mut lines = Lines::of(text);
    let mut from = 0;
    for (at, c) in document.source.marks(Span::new(0, text.len())) {
        if at >= from && Sort::of(c).is_some() {
            let (hidden, end) = hidden_in_word(&mut lines, at);
            from = end;
            findings.extend(found(text, &hidden));
        }
    }
}

/// An invisible character that has nothing to do where it is.
struct Hidden {
    span: Span,
    sort: Sort,
}

/// The characters to report from `at` on that have only letters and digits between them, and where that ends.
fn hidden_in_word(lines: &mut Lines, at: usize) -> (Vec<Hidden>, usize) {
    let mut hidden = Vec::new();
    let text = lines.text;
    for (offset, c) in text[at..].char_indices() {
        let span = Span::new(at + offset, at + offset + c.len_utf8());
        match Sort::of(c) {
            Some(sort) if !belongs(lines, span, sort) => hidden.push(Hidden { span, sort }),
            Some(_) => {}
            None if c.is_alphanumeric() => {}
            None => return (hidden, span.start),
        }
    }
    (hidden, text.len())
}

/// The lines of a text from the first on: whether one has letters that are written from right to left is found out once.
struct Lines<'t> {
    text: &'t str,
    line: Span,
    has_right_to_left: bool,
}

impl<'t> Lines<'t> {
    const fn of(text: &'t str) -> Self {
        Self { text, line: Span::at(0), has_right_to_left: false }
    }

    fn has_right_to_left(&mut self, at: usize) -> bool {
        if at >= self.line.end {
            let start = self.text[..at].rfind('\n').map_or(0, |before| before + 1);
            let end = self.text[at..].find('\n').map_or(self.text.len(), |after| at + after);
            self.line = Span::new(start, end);
            self.has_right_to_left = self.text[start..end].chars().any(is_right_to_left);
        }
        self.has_right_to_left
    }
}

fn is_right_to_left(c: char) -> bool {
    let is_of = |script| {
        matches!(script, Script::Hebrew | Script::Arabic | Script::Syriac | Script::Thaana | Script::Nko)
    };
    !c.is_ascii() && c.is_alphabetic() && is_of(c.script())
}

/// Whether a character does its work where it is.
fn belongs(lines: &mut Lines, span: Span, sort: Sort) -> bool {
    let (before, after) = (&lines.text[..span.start], lines.text[span.end..].chars().next());
    match sort {
        Sort::ZeroWidthSpace => before.chars().next_back().into_iter().chain(after).any(is_joining),
        // Emoji are joined to one, and so are letters of many scripts.
        Sort::Joiner => {
            let base = before.chars().rev().find(|c| Sort::of(*c) != Some(Sort::Selector));
            base.is_some_and(|c| is_joining(c) || is_symbol(c)) && after.is_some_and(|c| !c.is_ascii())
        }
        Sort::Direction => lines.has_right_to_left(span.start),
        // `#️⃣` is a mark of ASCII with its selector.
        Sort::Selector => {
            before.ends_with(|c: char| !c.is_ascii() || c.is_ascii_digit() || matches!(c, '#' | '*'))
        }
        // The flag of a region is a black flag and at most seven tags.
        Sort::Other => before.chars().rev().take(8).find(|c| Sort::of(*c) != Some(Sort::Other)) == Some('🏴'),
        Sort::SoftHyphen | Sort::Override | Sort::Separator => false,
    }
}

/// A letter of a script that joins or stacks its letters, or writes no space between words.
fn is_joining(c: char) -> bool {
    c.is_alphabetic()
        && !matches!(c.script(), Script::Latin | Script::Greek | Script::Cyrillic | Script::Armenian)
}

fn is_symbol(c: char) -> bool {
    !c.is_ascii() && !c.is_alphanumeric() && !c.is_whitespace()
}

fn found(text: &str, hidden: &[Hidden]) -> Option<Diagnostic> {
    if let [only] = hidden
        && let Some(divided) = divided_word(text, only)
    {
        return Some(divided);
    }
    if let [only] = hidden
        && let Some(dash) = dash(text, only)
    {
        return Some(dash);
    }
    let (first, last) = (hidden.first()?, hidden.last()?);
    let span = Span::new(first.span.start, last.span.end);
    let trust = hidden.iter().map(|hidden| trust(text, hidden)).min()?;
    let c = text[first.span.start..].chars().next()?;
    let (name, code) = (name(c, first.sort), format!("U+{:04X}", u32::from(c)));
    let (word, is_separator) = (word_around(text, span), first.sort == Sort::Separator);
    let place = if word.is_empty() || is_separator { "the text".to_string() } else { format!("`{word}`") };
    let help = match place.as_str() {
        _ if is_separator => "write a line break",
        "the text" => "delete it",
        _ => "delete it: no search for the word finds it here",
    };
    let title = match hidden.len() {
        _ if is_separator => format!("replace the {name} with a line break"),
        1 => format!("delete the {name}"),
        number => format!("delete {number} invisible characters"),
    };
    let written = |sort| if sort == Sort::Separator { "\n" } else { "" };
    let edits =
        hidden.iter().map(|hidden| Edit { span: hidden.span, text: written(hidden.sort).to_string() });
    let fix = Fix { title, applicability: trust, edits: edits.collect() };
    Some(Diagnostic::new(span, format!("{name} {code} in {place}")).label("invisible").help(help).fix(fix))
}

/// `the port \u{ad} and the harbour`: a soft hyphen between two spaces was a dash.
fn dash(text: &str, hidden: &Hidden) -> Option<Diagnostic> {
    let before = text[..hidden.span.start].strip_suffix(' ')?;
    // Letters that stand apart have other gaps, too.
    let is_word = before.chars().rev().take(2).filter(|c| c.is_alphanumeric()).count() == 2;
    let is_apart = is_word && text[hidden.span.end..].starts_with(' ');
    (hidden.sort == Sort::SoftHyphen && is_apart).then(|| {
        Diagnostic::new(hidden.span, "soft hyphen U+00AD in place of a dash")
            .label("invisible")
            .help("write `–`")
            .fix(Fix::replace(
                "replace the soft hyphen with `–`",
                Applicability::Unsafe,
                hidden.span,
                "–".to_string(),
            ))
    })
}

/// `IMPLEM\u{ad} ENTED`: the word was divided at the end of a line, and the lines were joined.
fn divided_word(text: &str, hidden: &Hidden) -> Option<Diagnostic> {
    let is_part = |c: char| c.is_alphabetic();
    let before = &text[..hidden.span.start];
    let start = before.trim_end_matches(is_part).len();
    let rest = text[hidden.span.end..].strip_prefix(' ')?;
    let len = rest.len() - rest.trim_start_matches(is_part).len();
    if hidden.sort != Sort::SoftHyphen || start == before.len() || len == 0 {
        return None;
    }
    let joint = Span::new(hidden.span.start, hidden.span.end + 1);
    let (first, second) = (&before[start..], &rest[..len]);
    let title = format!("join `{first}` and `{second}`");
    Some(
        Diagnostic::new(hidden.span, format!("soft hyphen U+00AD divides `{first}{second}`"))
            .label("invisible")
            .help(format!(
                "the word was divided at the end of a line; write `{first}{second}` or `{first}-{second}`"
            ))
            .fix(Fix::replace(title, Applicability::Unsafe, joint, "")),
    )
}

/// The word around a span without its invisible characters; empty if there is none.
fn word_around(text: &str, span: Span) -> String {
    let is_part = |c: char| c.is_alphanumeric() || Sort::of(c).is_some_and(|sort| sort != Sort::Separator);
    let start = text[..span.start].trim_end_matches(is_part).len();
    let end = text.len() - text[span.end..].trim_start_matches(is_part).len();
    text[start..end].chars().filter(|c| c.is_alphanumeric()).collect()
}

fn trust(text: &str, hidden: &Hidden) -> Applicability {
    let before = text[..hidden.span.start].chars().next_back();
    let after = text[hidden.span.end..].chars().next();
    let [is_after, is_before] = [before, after].map(|c| c.is_some_and(char::is_alphanumeric));
    let is_safe = match hidden.sort {
        Sort::SoftHyphen => is_after && is_before,
        Sort::ZeroWidthSpace => !(is_after && is_before),
        Sort::Joiner | Sort::Direction => true,
        Sort::Override | Sort::Separator | Sort::Selector | Sort::Other => false,
    };
    if is_safe { Applicability::Safe } else { Applicability::Unsafe }
}
