//! Spaces before punctuation.

use std::cell::OnceCell;

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::language::WordLists;
use crate::lexicon::Lexicon;
use crate::rule::{Context, Findings, Legibility, rule};
use crate::source::Span;

use super::shared::passage::is_unknown;
use super::shared::prose::{is_clear, is_french, is_small_french, marks, prose, within};

rule! {
    /// Spaces before a comma, colon, full stop or possessive ending.
    ///
    /// Web extraction leaves the space where a word was a link: `Ukraine ’s`. Word lists then count an `s`, and a name
    /// at the end of a line is separated from its mark.
    ///
    /// The rule leaves alone French, which writes a space before `:`, `;`, `!` and `?`, ellipses, numbers such as
    /// `3 : 1`, colons in a document that sets a space before most of them, file types such as `.MP3`, smileys, and dates and speaker labels, which have rules of their own.
    ///
    /// The fix deletes the space. It is safe between two ordinary words outside quotations, except for `:`, `;`, `!`
    /// and `?` in a paragraph that is not clearly English, or after French words: `Merci !` is right. It is not safe where a
    /// word is missing (`Pursuant to ,`) or a full stop is inside a sentence.
    "space-before-punctuation": Typography, Warn, Safe, since "0.1.0", needs Letters
}

fn check(document: &Document, context: &Context, findings: &mut Findings) {
    let lists = document.profile.words();
    let labels = OnceCell::new();
    for (_, span, text) in prose(document) {
        let (mut french, mut own) = (None, None);
        for (end, _) in marks(document, span).filter(|(at, _)| text[..*at].ends_with(' ')) {
            let at = text[..end].trim_end_matches(' ').len();
            let Some(mark) = stray(&text[..at], &text[end..]) else { continue };
            let place = within(span.start, at, end);
            let is_style =
                || mark == ":" && *labels.get_or_init(|| has_spaced_colons(document.source.text()));
            let is_foreign = || may_be_french(mark) && context.legibility(place) == Legibility::Foreign;
            if !lists.spaced_marks.has(mark)
                && !*french.get_or_insert_with(|| is_french(text, lists))
                && !is_style()
                && !is_foreign()
            {
                let mut is_own = || *own.get_or_insert_with(|| is_clear(text, lists));
                let trust = if may_be_french(mark)
                    && (!is_own() || is_french_end(context.lexicon, &text[..at]))
                    || is_gap(mark, &text[..at], lists)
                    || is_speck(mark, &text[end..])
                {
                    Applicability::Unsafe
                } else {
                    Applicability::Safe
                };
                findings.push(found(mark, place, trust));
            }
        }
    }
}

/// The mark with a wrong space before it.
fn stray<'t>(before: &str, after: &'t str) -> Option<&'t str> {
    let last = before.chars().next_back()?;
    let mark = after.chars().next()?;
    let next = after[mark.len_utf8()..].chars().next();
    let is_end = next.is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '”' | ')'));
    let is_stray = match mark {
        ',' => (last.is_alphanumeric() || matches!(last, ')' | '”' | '"')) && is_end,
        '.' | ':' | ';' | '?' | '!' => (last.is_alphabetic() || matches!(last, ')' | '”')) && is_end,
        '\'' | '’' => last.is_alphabetic() && is_possessive(after, mark),
        _ => false,
    };
    let is_ellipsis = mark == '.' && after[1..].trim_start().starts_with('.');
    // `Communications . 5643`: a leader between an entry and its page.
    let is_leader =
        mark == '.' && after[1..].trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit());
    let length = if matches!(mark, '\'' | '’') { mark.len_utf8() + 1 } else { mark.len_utf8() };
    let is_smiley = matches!(mark, ':' | ';') && after[1..].trim_start_matches('-').starts_with([')', '(']);
    (is_stray && !is_ellipsis && !is_leader && !is_smiley).then(|| &after[..length])
}

/// `’s` and nothing more. A straight mark also opens quotations, so a space must follow.
fn is_possessive(after: &str, mark: char) -> bool {
    let rest = after[mark.len_utf8()..].strip_prefix('s');
    rest.is_some_and(|rest| {
        let next = rest.chars().next();
        next == Some(' ') || mark == '’' && next.is_none_or(|c| !c.is_alphanumeric() && c != '-')
    })
}

/// Whether a comma or a full stop follows a word that needs another after it: `Pursuant to ,`. What was there is lost, and
/// the space is what is left of it.
fn is_gap(mark: &str, before: &str, lists: &WordLists) -> bool {
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    matches!(mark, "," | ".") && (lists.never_last.has(last) || lists.seldom_last.has(last))
}

/// Whether a full stop is in the middle of a sentence, where a speck on the paper was read as one: `the . harbour`.
fn is_speck(mark: &str, after: &str) -> bool {
    mark == "." && after[1..].trim_start().starts_with(char::is_lowercase)
}

/// Whether most colons at the end of a word have a space before them: a French habit, or that of a typist.
fn has_spaced_colons(text: &str) -> bool {
    const ENOUGH: usize = 3;
    let (mut spaced, mut all) = (0, 0);
    for (at, _) in text.match_indices(':') {
        if text[at + 1..].chars().next().is_none_or(char::is_whitespace) {
            all += 1;
            spaced += usize::from(text[..at].ends_with(' '));
        }
    }
    spaced >= ENOUGH && spaced * 2 > all
}

/// Marks that French writes with a space before them: `Merci !` is too short to look like French.
fn may_be_french(mark: &str) -> bool {
    matches!(mark, ":" | ";" | "!" | "?")
}

/// Whether one of the last three words is French, or not an English word: `his slogan was Vive la paix !`
fn is_french_end(lexicon: &Lexicon, before: &str) -> bool {
    let last = before.split_whitespace().rev().take(3);
    let mut words =
        last.map(|token| token.trim_matches(|c: char| !c.is_alphabetic() && c != '\'' && c != '’'));
    words.any(|word| word.ends_with(['\'', '’']) || is_small_french(word) || is_unknown(lexicon, word))
}

fn found(mark: &str, span: Span, trust: Applicability) -> Diagnostic {
    Diagnostic::new(span, format!("space before `{mark}`"))
        .label("unexpected space")
        .help("delete the space")
        .fix(Fix::replace("delete the space", trust, span, ""))
}
