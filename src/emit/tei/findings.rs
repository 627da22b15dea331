//! Findings as TEI stand-off annotations: each points into the file and into the source.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Write;

use super::edits::Change;
use super::header::About;
use super::ids;
use super::options::Corrections;
use super::text::{Written, characters};
use super::writer::{Element, Xml};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::document::Document;
use crate::source::{Source, Span};

/// Writes the annotations of the findings; `text` says which of them are in the text.
pub(super) fn write(xml: &mut Xml, about: &About, text: &Written) {
    if about.findings.is_empty() {
        return;
    }
    let characters = Characters::new(about.document.source);
    xml.block(Element::new("standOff").with("type", "lint"), |xml| {
        xml.block(Element::new("listAnnotation"), |xml| {
            for (index, finding) in about.findings.iter().enumerate() {
                annotation(xml, about, text, &characters, (index, finding));
            }
        });
    });
}

/// The names of the rules with findings.
pub(super) fn rules(findings: &[Diagnostic]) -> BTreeSet<&'static str> {
    findings.iter().map(|finding| finding.rule).collect()
}

fn annotation(
    xml: &mut Xml,
    about: &About,
    text: &Written,
    characters: &Characters,
    (index, finding): (usize, &Diagnostic),
) {
    let ids = about.ids;
    let first = about.changes.partition_point(|change| change.span.start < first_edit(finding));
    let mut applied: Vec<usize> = Vec::new();
    if about.changes.get(first).is_some() {
        let of_finding = |at: &usize| about.changes[*at].finding == index && text.applied[*at];
        let last = about.changes.partition_point(|change| change.span.start <= last_edit(finding));
        applied.extend((first..last).filter(of_finding));
    }
    let block = block(about.document, finding.span).filter(|block| text.identified[*block]);
    let mut target: Vec<String> = applied.iter().map(|at| ids::pointer(&ids.change(*at))).collect();
    if target.is_empty() {
        target.extend(block.map(|block| ids::pointer(&ids.block(block))));
    }
    target.push(lines(about.document.source, finding.span));
    let element = Element::new("annotation")
        .with("xml:id", ids.finding(index))
        .with("motivation", motivation(finding))
        .with("target", target.join(" "))
        .with("ana", ids.to_category(&format!("lint.{}", finding.rule)));
    xml.block(element, |xml| {
        notes(xml, about, finding);
        if about.options.tei.corrections != Corrections::None {
            let source = about.document.source.text();
            let applied: HashSet<Span> = applied.iter().map(|at| about.changes[*at].span).collect();
            for change in Change::of(finding, index, source).filter(|change| !applied.contains(&change.span))
            {
                fix(xml, about, characters, &change);
            }
        }
    });
}

fn first_edit(finding: &Diagnostic) -> usize {
    finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span.start).min().unwrap_or(usize::MAX)
}

fn last_edit(finding: &Diagnostic) -> usize {
    finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span.start).max().unwrap_or(0)
}

fn notes(xml: &mut Xml, about: &About, finding: &Diagnostic) {
    let note = Element::new("note")
        .with("type", "lint")
        .with("subtype", finding.severity.name())
        .with("resp", ids::pointer(&about.ids.program()));
    xml.line(note, &finding.message);
    if let Some(help) = &finding.help {
        xml.line(Element::new("note").with("type", "help"), help);
    }
}

/// An edit that is not in the text, with the characters of the source that it is about.
fn fix(xml: &mut Xml, about: &About, counts: &Characters, change: &Change) {
    let source = about.document.source;
    let (from, to) = (counts.at(change.span.start), counts.at(change.span.end));
    let note = Element::new("note")
        .with("type", "fix")
        .with("target", format!("{}#char={from},{to}", file(source)))
        .with("xml:space", "preserve");
    xml.inline(note, |xml| {
        change.open(xml, None);
        if !change.span.is_empty() {
            characters(xml, about.ids, source.slice(change.span));
        }
        change.close(xml, about.ids, None);
    });
}

/// A motivation of the W3C Web Annotation vocabulary.
fn motivation(finding: &Diagnostic) -> &'static str {
    match &finding.fix {
        Some(fix) if fix.applicability != Applicability::DisplayOnly => "editing",
        _ => "questioning",
    }
}

/// The block in which a finding begins.
fn block(document: &Document, span: Span) -> Option<usize> {
    let after = document.blocks.partition_point(|block| block.span.start <= span.start);
    after.checked_sub(1)
}

/// The lines of a span as a pointer into a plain text by RFC 5147, which counts the gaps between lines from 0.
fn lines(source: &Source, span: Span) -> String {
    let (first, last) =
        (source.line_at(span.start), source.line_at(span.end.saturating_sub(1).max(span.start)));
    format!("{}#line={},{last}", file(source), first - 1)
}

/// The name of the source file as a relative URL.
fn file(source: &Source) -> String {
    let name = address(source.file_name());
    // Without a name the pointer would refer to the TEI file itself.
    if name.is_empty() { ".".to_string() } else { name }
}

/// A relative path as a URL: everything but letters, digits and `-._~/` percent-encoded.
pub(super) fn address(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            address.push(char::from(byte));
        } else {
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address
}

/// Counts characters as RFC 5147 does: a line ending is one, whether it has one character or two.
struct Characters<'s> {
    text: &'s str,
    /// Offsets, one for each [`STEP`] bytes, and the characters before them, so that lookups may be in any order.
    marks: Vec<(usize, usize)>,
}

/// Bytes between two offsets with known characters.
const STEP: usize = 4096;

impl<'s> Characters<'s> {
    fn new(source: &'s Source) -> Self {
        let text = source.text();
        let mut marks = vec![(0, 0)];
        while let Some((next, end)) = marks.last().map(|(from, count)| {
            let end = mark_behind(text, from + STEP);
            ((end, count + counted(&text[*from..end])), end)
        }) && end < text.len()
        {
            marks.push(next);
        }
        Self { text, marks }
    }
    /// The number of characters before an offset.
    fn at(&self, offset: usize) -> usize {
        let behind = self.marks.partition_point(|(from, _)| *from <= offset);
        let (from, before) = self.marks[behind.saturating_sub(1)];
        before + counted(&self.text[from..offset])
    }
}

/// The first position from an offset on that splits neither a character nor a line ending.
fn mark_behind(text: &str, offset: usize) -> usize {
    let divides = |at: usize| text.is_char_boundary(at) && !text[at..].starts_with('\n');
    (offset..text.len()).find(|at| divides(*at)).unwrap_or(text.len())
}

fn counted(text: &str) -> usize {
    text.chars().count() - text.matches("\r\n").count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_end_is_one_character() {
        let source = Source::from_text("a.txt", "é\r\nab\nc");
        let characters = Characters::new(&source);
        assert_eq!([characters.at(4), characters.at(7), characters.at(2)], [2, 5, 1]);
        let long = Source::from_text("a.txt", "aé\r\n".repeat(3 * STEP));
        let characters = Characters::new(&long);
        assert!(characters.marks.len() > 10);
        let right = |offset: &usize| characters.at(*offset) == counted(&long.text()[..*offset]);
        assert!((0..long.text().len()).filter(|at| at % 5 != 2).step_by(97).all(|at| right(&at)));
        assert_eq!(address("a b/é.txt"), "a%20b/%C3%A9.txt");
    }
}
