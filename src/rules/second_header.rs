//! A second document in the same file.

use crate::diagnostic::Diagnostic;
use crate::document::{AnnotationKind, Block, Date, Document, Kind};
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

rule! {
    /// A second header in the text: two documents in one file.
    ///
    /// When pages are saved one after the other, a file may get two. Everything after the second header counts as part of
    /// the first document, with its date and its speaker.
    ///
    /// The rule looks for a date on a line of its own, below a paragraph, whose day is not that of the header, and beside
    /// it in the same group of short lines for an update stamp, or for what the header of the document has: its series,
    /// its type or its title. A paragraph must follow. The rule may be wrong about a chronology in which each day begins
    /// with the same line.
    ///
    /// There is no fix: divide the file.
    "second-header": Header, Warn, Never, since "0.1.0"
}

/// A header has at most this many lines above its date, and below: a longer group of short lines is a list.
const MOST: usize = 12;

/// Lines of a header are short.
const LONGEST: usize = 100;

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let body: Vec<&Block> = document.blocks.iter().filter(|block| block.kind.is_body()).collect();
    let mut from = 0;
    for annotation in &document.annotations {
        let AnnotationKind::Date(date) = &annotation.kind else { continue };
        let block = &document.blocks[annotation.block];
        if annotation.block < from || !is_alone(document, block, date) || is_of_header(document, date) {
            continue;
        }
        let at = body.partition_point(|one| one.span.start < block.span.start);
        let is_line = |block: &&&Block| is_line(document, block);
        let above = body[..at].iter().rev().take(MOST).take_while(is_line).count();
        let below = body[at..].iter().take(MOST).take_while(is_line).count();
        let lines = &body[at - above..at + below];
        let is_between = at > above && body.get(at + below).is_some_and(|block| is_prose(document, block));
        let Some(sign) = lines.iter().find(|line| is_sign(document, line)).filter(|_| is_between) else {
            continue;
        };
        from = document.blocks.partition_point(|one| one.span.start < lines[lines.len() - 1].span.end);
        findings.push(
            Diagnostic::new(lines[0].content, "a second header in the text")
                .label("another document begins here")
                .see(sign.content, "as in a header")
                .see(date.span, "its date")
                .help("divide the file: each document belongs in its own"),
        );
    }
}

/// Whether a block is a date and nothing else.
fn is_alone(document: &Document, block: &Block, date: &Date) -> bool {
    let rest = |span: Span| document.text(span).trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
    date.first.year.is_some()
        && date.first.day.is_some()
        && rest(Span::new(block.content.start, date.span.start))
        && rest(Span::new(date.span.end, block.content.end))
}

fn is_of_header(document: &Document, date: &Date) -> bool {
    let header = &document.header;
    header.date.iter().chain(&header.updated).any(|known| known.first == date.first)
}

/// Whether a block may be a line of a header.
fn is_line(document: &Document, block: &Block) -> bool {
    let text = document.text(block.content).trim_end();
    block.kind != Kind::Utterance && text.len() <= LONGEST && !text.ends_with(['.', '!', '?', ':', ';'])
}

fn is_prose(document: &Document, block: &Block) -> bool {
    !is_line(document, block)
}

/// Whether a line is an update stamp, or one that the header has.
fn is_sign(document: &Document, line: &Block) -> bool {
    let text = document.source.fold(line.content);
    let is_stamp = || {
        let labels = &document.profile.update.labels;
        labels.like(&text).any(|label| {
            text.strip_prefix(label.as_str()).is_some_and(|rest| rest.contains(|c: char| c.is_ascii_digit()))
        })
    };
    let header = &document.header;
    let known = [header.series, header.genre.map(|genre| genre.span), header.title];
    known.into_iter().flatten().any(|span| document.source.fold(span).eq_ignore_ascii_case(&text))
        || is_stamp()
}
