//! Ligatures and full-width letters.

use unicode_normalization::UnicodeNormalization;
use unicode_script::{Script, UnicodeScript};

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

rule! {
    /// Ligatures and full-width letters in place of plain letters.
    ///
    /// `ﬁrst` with the ligature U+FB01 looks right, but no search for `first` finds it. Ligatures come from PDF files,
    /// full-width letters (`ＮＡＴＯ`) from East Asian input methods.
    ///
    /// The rule reports each word with one of the seven Latin ligatures (`ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ`), and full-width letters and
    /// digits in a document without Chinese, Japanese or Korean letters. `œ` and `æ` are letters and are left alone.
    ///
    /// The fix writes the letters that Unicode gives for the character (NFKC). It is safe for ligatures inside words and
    /// needs `--unsafe-fixes` for the rest.
    "ligature": Encoding, Warn, Safe, since "0.1.0"
}

/// First byte in UTF-8 of ligatures and full-width letters.
const FIRST_BYTE: u8 = 0xef;

const fn is_ligature(c: char) -> bool {
    matches!(c, '\u{fb00}'..='\u{fb06}')
}

const fn is_full_width(c: char) -> bool {
    matches!(c, '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}')
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    if !document.source.has_mark(FIRST_BYTE) {
        return;
    }
    let text = document.source.text();
    let is_wrong = |c| is_ligature(c) || is_full_width(c);
    let (mut from, mut is_east_asian) = (0, None);
    for (at, c) in document.source.marks(Span::new(0, text.len())) {
        if at < from || !is_wrong(c) {
            continue;
        }
        let is_part = |c: char| c.is_alphanumeric();
        let start = from.max(text[from..at].trim_end_matches(is_part).len() + from);
        let word = Span::new(start, text.len() - text[at..].trim_start_matches(is_part).len());
        from = word.end;
        if is_ligature(c) || !*is_east_asian.get_or_insert_with(|| text.chars().any(is_east_asian_letter)) {
            findings.push(found(text, word, is_wrong));
        }
    }
}

fn is_east_asian_letter(c: char) -> bool {
    matches!(
        c.script(),
        Script::Han | Script::Hiragana | Script::Katakana | Script::Hangul | Script::Bopomofo
    )
}

fn found(text: &str, word: Span, is_wrong: impl Fn(char) -> bool) -> Diagnostic {
    let written = &text[word.start..word.end];
    let wrong = written.char_indices().filter(|(_, c)| is_wrong(*c));
    let edits: Vec<Edit> = wrong
        .map(|(at, c)| {
            let start = word.start + at;
            Edit { span: Span::new(start, start + c.len_utf8()), text: c.nfkc().collect() }
        })
        .collect();
    let plain: String =
        written.chars().flat_map(|c| if is_wrong(c) { c.nfkc().collect() } else { vec![c] }).collect();
    let has_full_width = written.chars().any(is_full_width);
    let is_inside = written.chars().count() > edits.len();
    let trust = if is_inside && !has_full_width { Applicability::Safe } else { Applicability::Unsafe };
    let what = if has_full_width { "full-width characters" } else { "a ligature" };
    Diagnostic::new(word, format!("`{written}` has {what} in place of letters"))
        .label("no search finds it")
        .help(format!("write `{plain}`"))
        .fix(Fix { title: format!("replace with `{plain}`"), applicability: trust, edits })
}
