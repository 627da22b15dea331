//! Website navigation left in the text.

use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::document::{Block, Document, Kind, Residue};
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

rule! {
    /// Website navigation left in the text.
    ///
    /// `Go to Homepage Go to Index` is the last line of thousands of documents. It makes different documents look alike
    /// to a program that compares them, and counts as words of the speaker.
    ///
    /// The rule looks at the footer and at the menu lines that the profile knows. Phone numbers and addresses are left
    /// alone. Links to the page in another language are information. It may be wrong about a last sentence that begins
    /// like a link.
    ///
    /// The fix deletes the lines. It needs `--unsafe-fixes`, since deleted text cannot be checked again.
    "navigation-residue": Residue, Warn, Unsafe, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    for block in &document.blocks {
        match block.kind {
            Kind::Footer => findings.extend(footer(document, block)),
            Kind::Residue(Residue::Navigation) => findings.push(found(document, block.content, block.span)),
            Kind::Residue(Residue::Language) => {
                let text = document.source.fold(block.content);
                let message = format!("`{text}` links to the page in another language");
                let finding = found(document, block.content, block.span).at_most(Severity::Info);
                findings.push(Diagnostic { message, ..finding });
            }
            _ => {}
        }
    }
}

/// The lines of a footer that are links.
fn footer<'d>(document: &'d Document, block: &'d Block) -> impl Iterator<Item = Diagnostic> + 'd {
    let lines = document.text(block.span).split_inclusive('\n').scan(block.span.start, |start, line| {
        let span = Span::new(*start, *start + line.len());
        *start = span.end;
        Some((span, line))
    });
    lines.filter(|(_, line)| is_link(document, line)).map(|(span, line)| {
        let start = span.start + (line.len() - line.trim_start().len());
        found(document, Span::new(start, start + line.trim().len()), span)
    })
}

fn is_link(document: &Document, line: &str) -> bool {
    let line = line.trim().to_lowercase();
    // A speaker may end with `Back to work, as they say: …`.
    if line.ends_with(['.', '!', '?', '…']) {
        return false;
    }
    let known = document.profile.residue.navigation.iter().map(|words| words.to_lowercase());
    let lists = document.profile.words();
    let is_opened = |opener: &str| line.strip_prefix(opener).is_some_and(|rest| rest.starts_with(' '));
    lists.link_openers.iter().any(is_opened)
        || lists.navigation_links.at_start(&line).is_some()
        || known.into_iter().any(|words| line.starts_with(&words))
}

fn found(document: &Document, content: Span, lines: Span) -> Diagnostic {
    let text = document.source.fold(content);
    let short: String = text.chars().take(60).collect();
    Diagnostic::new(content, "website navigation left in the text")
        .label("not part of the document")
        .help("left behind by web extraction; delete the line")
        .fix(Fix::replace(format!("delete `{short}`"), Applicability::Unsafe, lines, ""))
}
