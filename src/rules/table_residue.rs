//! Remains of layout tables and pictures.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::{Block, Document, Kind, Residue};
use crate::rule::{Context, Findings, rule};
use crate::source::Span;
use crate::text::offset_in;

use super::shared::scanned::is_pronoun;

rule! {
    /// Bars of a layout table, or picture markers, left in the text.
    ///
    /// A page laid out as a table leaves `|` at the ends of lines and `• |` between them; a picture leaves `![]()` or
    /// its file name. These are not words, and a program that looks at the last character of a paragraph finds a bar.
    ///
    /// The rule looks at lines of nothing else, and at bars at the start and end of other lines. Bars between words
    /// (`14-Oct-2004 | NATO Speeches`) are left alone: they separate fields. It may be wrong about a bar with a
    /// meaning, for example in a formula. A bar that a scanner read in place of `I` is reported by `ocr-confusion`.
    ///
    /// The fix deletes the line or the bars. It needs `--unsafe-fixes`: the bars are evidence of the page's layout.
    "table-residue": Residue, Warn, Unsafe, since "0.1.0", needs Letters
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let has_bars = document.source.has_mark(b'|');
    for block in &document.blocks {
        match block.kind {
            Kind::Residue(Residue::Table) => findings.push(line(document, block, "a bar of a layout table")),
            Kind::Residue(Residue::Image) => findings.push(line(document, block, "a picture marker")),
            Kind::Blank | Kind::Residue(_) => {}
            _ if has_bars => findings.extend(bars(document, block)),
            _ => {}
        }
    }
}

/// A line with nothing else.
fn line(document: &Document, block: &Block, what: &str) -> Diagnostic {
    let text = document.source.fold(block.content);
    let short: String = text.chars().take(40).collect();
    Diagnostic::new(block.content, format!("`{short}` is {what}"))
        .label("not part of the text")
        .help("left behind by web extraction; delete the line")
        .fix(Fix::replace(format!("delete the line `{short}`"), Applicability::Unsafe, block.span, ""))
}

/// Bars at the ends of the lines of a block.
fn bars<'d>(document: &'d Document, block: &Block) -> impl Iterator<Item = Diagnostic> + 'd {
    let text = document.text(block.content);
    let start = block.content.start;
    // Few texts have one.
    let lines = text.contains('|').then(|| text.split('\n')).into_iter().flatten();
    lines
        .filter(move |line| {
            let at = offset_in(text, line);
            let (first, last) = (line.len() - line.trim_start().len(), line.trim_end().len());
            let is_first = line.trim_start().starts_with('|') && is_pronoun(line, first);
            // `The session is long. |` and `wish you well` in the next line.
            let is_last = line.trim_end().ends_with(" |") && is_pronoun(text, at + last - 1);
            !is_first && !is_last
        })
        .flat_map(move |line| {
            let at = start + offset_in(text, line);
            ends(line.trim_end_matches('\r'), at)
        })
}

/// The bars at the start and end of a line, with the spaces between them and its text.
fn ends(line: &str, at: usize) -> impl Iterator<Item = Diagnostic> + use<> {
    let inner = line.trim_start_matches(['|', ' ', '\u{a0}']);
    let front = Span::new(at, at + line.len() - inner.len());
    let kept = line.trim_end_matches(['|', ' ', '\u{a0}']);
    let back = Span::new(at + kept.len(), at + line.len());
    let found = |span: Span, bars: &str| {
        let shown = bars.trim();
        let spaces = bars.len() - bars.trim_start().len();
        shown.contains('|').then(|| {
            Diagnostic::new(
                Span::new(span.start + spaces, span.start + spaces + shown.len()),
                "bar of a layout table left in the text",
            )
            .label("not part of the text")
            .help("left behind by web extraction; delete it")
            .fix(Fix::replace(format!("delete `{shown}`"), Applicability::Unsafe, span, ""))
        })
    };
    let (first, last) = (&line[..line.len() - inner.len()], &line[kept.len().min(line.len())..]);
    // A line with nothing but bars is one finding.
    let first = if inner.is_empty() { None } else { found(front, first) };
    [first, found(back, last)].into_iter().flatten()
}
