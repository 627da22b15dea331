//! What is left of layout tables and pictures.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::{Block, Document, Kind, Residue};
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

rule! {
    /// Bars of a layout table, or the place of a picture, stand in the text.
    ///
    /// A page that was laid out as a table leaves `|` at the ends of lines and `• |` between them, a picture leaves
    /// `![]()` or the name of its file. They are no words, and a program that takes the last character of a paragraph for
    /// its end mark finds a bar.
    ///
    /// The rule looks at lines of nothing else, and at bars at the beginning and end of other lines. Bars between words
    /// (`14-Oct-2004 | NATO Speeches`) are left alone: they divide fields. It may be wrong about a bar that means something, in a
    /// formula, say.
    ///
    /// The fix deletes the line or the bars. It wants `--unsafe-fixes`: the bars are what shows how the page was laid out.
    "table-residue": Residue, Warn, Unsafe, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let has_bars = document.source.has_mark(b'|');
    for block in &document.blocks {
        match block.kind {
            Kind::Residue(Residue::Table) => findings.push(line(document, block, "a bar of a layout table")),
            Kind::Residue(Residue::Image) => findings.push(line(document, block, "the place of a picture")),
            Kind::Blank | Kind::Residue(_) => {}
            _ if has_bars => findings.extend(bars(document, block)),
            _ => {}
        }
    }
}

/// A line of nothing else.
fn line(document: &Document, block: &Block, what: &str) -> Diagnostic {
    let text = document.source.fold(block.content);
    let short: String = text.chars().take(40).collect();
    Diagnostic::new(block.content, format!("`{short}` is {what}"))
        .label("no part of the text")
        .help("the web extraction left it; delete the line")
        .fix(Fix::replace(format!("delete the line `{short}`"), Applicability::Unsafe, block.span, ""))
}

/// Bars at the ends of the lines of a block.
fn bars<'d>(document: &'d Document, block: &Block) -> impl Iterator<Item = Diagnostic> + 'd {
    let text = document.text(block.content);
    let start = block.content.start;
    // Hardly any text has one.
    let lines = text.contains('|').then(|| text.split('\n')).into_iter().flatten();
    lines.flat_map(move |line| {
        let at = start + (line.as_ptr() as usize - text.as_ptr() as usize);
        ends(line.trim_end_matches('\r'), at)
    })
}

/// The bars at the beginning and the end of a line, with the spaces that divide them from its text.
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
                "a bar of a layout table stands in the text",
            )
            .label("no part of the text")
            .help("the web extraction left it; delete it")
            .fix(Fix::replace(format!("delete `{shown}`"), Applicability::Unsafe, span, ""))
        })
    };
    let (first, last) = (&line[..line.len() - inner.len()], &line[kept.len().min(line.len())..]);
    // A line of nothing but bars is one finding.
    let first = if inner.is_empty() { None } else { found(front, first) };
    [first, found(back, last)].into_iter().flatten()
}
