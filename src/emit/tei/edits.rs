//! Fixes in TEI: which edits go into the text, and in what form.

use super::ids::{self, Ids};
use super::options::{Corrections, Options};
use super::writer::{Element, Xml};
use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::source::Span;

/// An edit of a finding's fix.
pub(super) struct Change<'d> {
    pub(super) span: Span,
    /// The better reading.
    text: &'d str,
    /// The index of the finding in the list.
    pub(super) finding: usize,
    kind: Kind,
    /// How certain it is.
    cert: &'static str,
}

/// The kind of an edit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// An error: `sic` and `corr`.
    Error,
    /// A variant: `orig` and `reg`.
    Variant,
    /// An omission: `supplied`.
    Missing,
}

impl<'d> Change<'d> {
    /// The edits of a finding's fix.
    pub(super) fn of(
        finding: &'d Diagnostic,
        index: usize,
        source: &'d str,
    ) -> impl Iterator<Item = Change<'d>> {
        let fix = finding.fix.iter();
        fix.flat_map(move |fix| fix.edits.iter().map(move |edit| (fix.applicability, edit))).map(
            move |(applicability, edit)| Change {
                span: edit.span,
                text: &edit.text,
                finding: index,
                kind: kind(finding.severity, source.get(edit.span.start..edit.span.end), &edit.text),
                cert: match applicability {
                    Applicability::Safe => "high",
                    Applicability::Unsafe => "medium",
                    Applicability::DisplayOnly => "low",
                },
            },
        )
    }

    /// Whether the edit only deletes.
    pub(super) const fn deletes(&self) -> bool {
        self.text.is_empty()
    }

    /// Starts the element with the source reading.
    pub(super) fn open(&self, xml: &mut Xml, id: Option<String>) {
        let identified = |element: Element| match id {
            Some(id) => element.with("xml:id", id),
            None => element,
        };
        match self.kind {
            Kind::Missing => {}
            kind => {
                xml.start(identified(Element::new("choice")));
                xml.start(Element::new(if kind == Kind::Error { "sic" } else { "orig" }));
            }
        }
    }
    /// Ends it, and adds the better reading.
    pub(super) fn close(&self, xml: &mut Xml, ids: &Ids, id: Option<String>) {
        let better =
            |name| Element::new(name).with("resp", ids::pointer(&ids.program())).with("cert", self.cert);
        match self.kind {
            Kind::Missing => {
                let element = better("supplied").with("reason", "omitted");
                let element = match id {
                    Some(id) => element.with("xml:id", id),
                    None => element,
                };
                xml.leaf(element, self.text);
            }
            kind => {
                xml.end();
                xml.leaf(better(if kind == Kind::Error { "corr" } else { "reg" }), self.text);
                xml.end();
            }
        }
    }
}

/// A difference in letters that is an error counts as one; a difference in marks and spaces, or a matter of taste, does
/// not.
fn kind(severity: Severity, had: Option<&str>, text: &str) -> Kind {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    match had {
        None | Some("") => Kind::Missing,
        Some(had) if severity == Severity::Error && letters(had) != letters(text) => Kind::Error,
        Some(_) => Kind::Variant,
    }
}

/// The edits that belong in the text, by position: those of fixes that can be applied, without overlaps.
pub(super) fn inline<'d>(findings: &'d [Diagnostic], source: &'d str, options: &Options) -> Vec<Change<'d>> {
    if options.corrections != Corrections::Inline {
        return Vec::new();
    }
    let mut chosen: Vec<Change> = Vec::new();
    let mut taken = std::collections::BTreeMap::<usize, usize>::new();
    let free = |taken: &std::collections::BTreeMap<usize, usize>, span: Span| {
        let before = taken.range(..=span.start).next_back();
        let touches = before.is_some_and(|(start, end)| *end > span.start || *start == span.start);
        !touches && taken.range(span.start..span.end.max(span.start + 1)).next().is_none()
    };
    for applicability in [Applicability::Safe, Applicability::Unsafe] {
        for (index, finding) in findings.iter().enumerate() {
            if finding.fix.as_ref().is_none_or(|fix| fix.applicability != applicability) {
                continue;
            }
            let changes: Vec<Change> = Change::of(finding, index, source).collect();
            // A missing line is not part of the lines around it.
            if changes.iter().any(|change| change.text.contains(['\n', '\r'])) {
                continue;
            }
            if changes.iter().all(|change| free(&taken, change.span)) {
                taken.extend(changes.iter().map(|change| (change.span.start, change.span.end)));
                chosen.extend(changes);
            }
        }
    }
    chosen.sort_by_key(|change| (change.span.start, change.span.end));
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Fix;

    #[test]
    fn edits_are_errors_variants_or_missing() {
        let error = Severity::Error;
        assert!(kind(error, Some("Allaince"), "Alliance") == Kind::Error);
        assert!(kind(error, Some("\""), "“") == Kind::Variant);
        assert!(kind(Severity::Warning, Some("Kazakstan"), "Kazakhstan") == Kind::Variant);
        assert!(kind(error, Some(""), "“") == Kind::Missing);
    }

    #[test]
    fn no_edit_lies_over_another() {
        let find = |start, end, applicability| {
            let fix = Fix::replace("fix", applicability, Span::new(start, end), "x");
            Diagnostic::new(Span::new(start, end), "wrong").fix(fix)
        };
        let findings = [
            find(0, 4, Applicability::Unsafe),
            find(2, 6, Applicability::Safe),
            find(6, 6, Applicability::Safe),
            find(6, 8, Applicability::Unsafe),
            find(9, 9, Applicability::DisplayOnly),
        ];
        let inline = |corrections| {
            let options = Options { corrections, ..Options::default() };
            let changes = inline(&findings, "0123456789", &options);
            changes.iter().map(|change| change.finding).collect::<Vec<_>>()
        };
        assert_eq!(inline(Corrections::Inline), [1, 2]);
        assert!(inline(Corrections::Standoff).is_empty());
    }
}
