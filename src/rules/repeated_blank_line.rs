//! More than one blank line in a row.

use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::document::{Document, Kind};
use crate::rule::{Context, Findings, rule};
use crate::source::{Source, Span};

rule! {
    /// Two or more consecutive blank lines.
    ///
    /// One blank line separates paragraphs. More of them suggest a meaning that was not intended, and a program that
    /// splits a file at blank lines counts empty paragraphs. In a header they are evidence: web extraction drops short
    /// lines and leaves the blank lines around them.
    ///
    /// In the body this is a warning. Before the body it is information, and silent if `dropped-field` reports the
    /// field that was in the gap. It may be wrong where an author separates sections with two blank lines. Lines of
    /// no-break spaces are not blank here; `no-break-space` reports them.
    ///
    /// The fix leaves one blank line, and none at the end of the file. It needs `--unsafe-fixes` in a header, where it
    /// removes the evidence, and where the reading of the body may depend on the gap: in a list of dated entries, below
    /// a label alone on its line, and in a text with few blank lines.
    "repeated-blank-line": Encoding, Warn, Safe, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let gaps = gaps(document.source);
    if gaps.iter().all(|gap| gap.lines == 1) {
        return;
    }
    let body = body(document);
    let judge = Judge { document, body, keeps_density: keeps_density(document, body, &gaps) };
    findings.extend(gaps.iter().filter(|gap| gap.lines > 1).filter_map(|gap| judge.finding(gap)));
}

/// From the first block of the body to the footer.
fn body(document: &Document) -> Span {
    let end = document.source.text().len();
    let start = document.body().next().map_or(end, |(_, block)| block.span.start);
    let footer = document.blocks.iter().find(|block| block.kind == Kind::Footer && block.span.start > start);
    Span::new(start, footer.map_or(end, |footer| footer.span.start))
}

/// Whether the body has few blank lines for its text, with or without the spare ones. The parser goes by that when it
/// reads paragraphs that follow each other without blank lines.
fn keeps_density(document: &Document, body: Span, gaps: &[Gap]) -> bool {
    let lines = document.text(body).split_inclusive('\n');
    let (mut blank, mut written) = (0, 0);
    for line in lines {
        *(if line.trim().is_empty() { &mut blank } else { &mut written }) += 1;
    }
    let inside = gaps.iter().filter(|gap| body.contains(gap.span));
    let spare: usize = inside.map(|gap| gap.lines - 1).sum();
    let few = |blank: usize| blank * 4 < written;
    few(blank) == few(blank.saturating_sub(spare + 1))
}

struct Judge<'d> {
    document: &'d Document<'d>,
    body: Span,
    keeps_density: bool,
}

impl Judge<'_> {
    fn finding(&self, gap: &Gap) -> Option<Diagnostic> {
        let text = self.document.source.text();
        if gap.span.start >= self.body.start {
            return Some(found(text, gap).fix(mend(text, gap, self.trust(gap))));
        }
        let dropped = &self.document.header.dropped;
        if dropped.iter().any(|dropped| dropped.gap.overlaps(gap.span)) {
            return None;
        }
        let help = "web extraction may have dropped a short line here; compare with the original page";
        let finding = found(text, gap).at_most(Severity::Info).help(help);
        Some(finding.fix(mend(text, gap, Applicability::Unsafe)))
    }

    fn trust(&self, gap: &Gap) -> Applicability {
        let blocks = &self.document.blocks;
        let above = blocks.partition_point(|block| block.span.start < gap.span.start).checked_sub(1);
        // A label on its own line takes the text below it, if that is close.
        let bare_label = above.is_some_and(|at| {
            let block = &blocks[at];
            block.kind == Kind::Utterance && block.prose().is_empty()
        });
        if self.keeps_density && !self.document.shape.index && !bare_label {
            Applicability::Safe
        } else {
            Applicability::Unsafe
        }
    }
}

/// Consecutive blank lines.
struct Gap {
    /// All of them, including line ends.
    span: Span,
    /// The first of them.
    first: Span,
    lines: usize,
}

fn gaps(source: &Source) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = Vec::new();
    for span in source.lines() {
        if !source.slice(span).bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')) {
            continue;
        }
        match gaps.last_mut() {
            Some(gap) if gap.span.end == span.start => {
                gap.span.end = span.end;
                gap.lines += 1;
            }
            _ => gaps.push(Gap { span, first: span, lines: 1 }),
        }
    }
    gaps
}

fn found(text: &str, gap: &Gap) -> Diagnostic {
    let spare = Span::new(gap.first.end, gap.span.end);
    let (at_end, help) = if gap.span.end == text.len() {
        (" at the end", "delete the blank lines at the end")
    } else {
        ("", "leave one blank line")
    };
    Diagnostic::new(spare, format!("{} consecutive blank lines{at_end}", gap.lines))
        .label("one is enough")
        .help(help)
}

fn mend(text: &str, gap: &Gap, trust: Applicability) -> Fix {
    let (spare, title) = if gap.span.end == text.len() {
        (gap.span, "delete the blank lines")
    } else {
        (Span::new(gap.first.end, gap.span.end), "leave one blank line")
    };
    Fix::replace(title, trust, spare, "")
}
