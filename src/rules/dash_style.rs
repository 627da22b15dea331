//! Dashes written in two ways.

use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

use super::shared::prose::{marks, prose, within};

rule! {
    /// Double hyphens used as dashes in a document with real dashes.
    ///
    /// A program that looks for asides does not find one that opens with one kind of dash and closes with another.
    /// Elsewhere, two styles in one document show where the text was put together.
    ///
    /// An unmatched pair of dashes in one sentence is a warning; `--` in a document that also has dashes is
    /// information. A document that always writes `--` has its own style. Rules made of hyphens and ranges of numbers
    /// are left alone. A warning may be wrong where a sentence has two dashes that are not a pair.
    ///
    /// The fix writes the dash of the pair, or the one that the document uses. It needs `--unsafe-fixes`.
    "dash-style": Typography, Warn, Unsafe, since "0.1.0", needs Letters
}

/// The first byte of dashes.
const DASH: u8 = 0xe2;

/// A dash between words.
#[derive(Clone, Copy)]
struct Dash<'d> {
    span: Span,
    sign: &'d str,
    /// Number of the sentence, counted over the document.
    sentence: usize,
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    if !document.source.has_mark(b'-') || !document.source.has_mark(DASH) {
        return;
    }
    let dashes = dashes(document);
    let Some(usual) = dashes.iter().find(|dash| dash.sign != "--") else { return };
    for sentence in dashes.chunk_by(|a, b| a.sentence == b.sentence) {
        let pair = match sentence {
            [open, close] if open.sign != close.sign => Some((open, close)),
            _ => None,
        };
        for dash in sentence.iter().filter(|dash| dash.sign == "--") {
            findings.push(match pair {
                Some((open, close)) => unlike(dash, if dash.span == open.span { close } else { open }),
                None => hyphens(dash, usual),
            });
        }
    }
}

fn dashes<'d>(document: &'d Document) -> Vec<Dash<'d>> {
    let mut dashes = Vec::new();
    let mut sentence = 0;
    for (_, span, text) in prose(document) {
        sentence += 1;
        let mut counted = 0;
        for (at, mark) in marks(document, span) {
            let sign = match mark {
                '-' if text[at..].starts_with("--")
                    && !text[..at].ends_with('-')
                    && !text[at + 2..].starts_with('-') =>
                {
                    "--"
                }
                '–' => "–",
                '—' => "—",
                _ => continue,
            };
            let end = at + sign.len();
            if is_dash(&text[..at], &text[end..], sign) {
                let between = within(span.start, counted, at);
                sentence += document.sentences(between).count().saturating_sub(1);
                counted = at;
                dashes.push(Dash { span: within(span.start, at, end), sign, sentence });
            }
        }
        sentence += 1;
    }
    dashes
}

/// Whether there are words on both sides.
fn is_dash(before: &str, after: &str, sign: &str) -> bool {
    let is_spaced = before.ends_with(' ') && after.starts_with(' ');
    let (left, right) = (before.trim_end_matches(' '), after.trim_start_matches(' '));
    let is_word =
        |c: char| c.is_alphanumeric() || matches!(c, '"' | '“' | '”' | '‘' | '’' | '\'' | '(' | ')' | ',');
    (is_spaced
        || sign != "–" && left.ends_with(char::is_alphabetic) && right.starts_with(char::is_alphabetic))
        && left.ends_with(is_word)
        && right.starts_with(is_word)
}

fn unlike(dash: &Dash, other: &Dash) -> Diagnostic {
    let verb = if dash.span.start < other.span.start { "opens" } else { "closes" };
    replaced(
        Diagnostic::new(
            dash.span,
            format!("an aside {verb} with `--` but has `{}` at its other end", other.sign),
        )
        .label(format!("{verb} the aside"))
        .see(other.span, "the other end"),
        dash,
        other.sign,
    )
}

fn hyphens(dash: &Dash, usual: &Dash) -> Diagnostic {
    let finding =
        Diagnostic::new(dash.span, format!("`--` is used as a dash, but the document has `{}`", usual.sign));
    let finding = finding.at_most(Severity::Info).label("two hyphens").see(usual.span, "a dash");
    replaced(finding, dash, usual.sign)
}

fn replaced(finding: Diagnostic, dash: &Dash, sign: &str) -> Diagnostic {
    let title = format!("replace `--` with `{sign}`");
    finding.help(format!("write `{sign}`")).fix(Fix::replace(title, Applicability::Unsafe, dash.span, sign))
}
