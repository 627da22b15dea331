//! Findings as TEI annotations that stand off the text: each points into the file and into the source.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::ids::{self, Ids};
use super::writer::{Element, Xml};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::document::Document;
use crate::source::{Source, Span};

/// Writes the annotations; `identified` says which blocks have an identifier in the text.
pub(super) fn write(
    xml: &mut Xml,
    document: &Document,
    ids: &Ids,
    findings: &[Diagnostic],
    identified: &[bool],
) {
    if findings.is_empty() {
        return;
    }
    xml.block(Element::new("standOff").with("type", "lint"), |xml| {
        xml.block(Element::new("listAnnotation"), |xml| {
            for (index, finding) in findings.iter().enumerate() {
                let mut target = lines(document.source, finding.span);
                if let Some(block) = block(document, finding.span).filter(|block| identified[*block]) {
                    target = format!("{} {target}", ids::pointer(&ids.block(block)));
                }
                let element = Element::new("annotation")
                    .with("xml:id", ids.finding(index))
                    .with("motivation", motivation(finding))
                    .with("target", target)
                    .with("ana", ids::pointer(&ids.rule(finding.rule)));
                xml.block(element, |xml| notes(xml, ids, finding));
            }
        });
    });
}

/// The names of the rules that found something.
pub(super) fn rules(findings: &[Diagnostic]) -> BTreeSet<&'static str> {
    findings.iter().map(|finding| finding.rule).collect()
}

fn notes(xml: &mut Xml, ids: &Ids, finding: &Diagnostic) {
    let note = Element::new("note")
        .with("type", "lint")
        .with("subtype", finding.severity.name())
        .with("resp", ids::pointer(&ids.program()));
    xml.line(note, &finding.message);
    if let Some(help) = &finding.help {
        xml.line(Element::new("note").with("type", "help"), help);
    }
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
    let mut pointer = String::new();
    for byte in source.file_name().bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            pointer.push(char::from(byte));
        } else {
            let _ = write!(pointer, "%{byte:02X}");
        }
    }
    // Without a name the pointer would be one into the TEI file itself.
    let name = if pointer.is_empty() { "." } else { &pointer };
    format!("{name}#line={},{last}", first - 1)
}
