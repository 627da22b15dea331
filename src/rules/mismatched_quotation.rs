//! Quotations that open with one kind of mark and close with another.

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::document::Document;
use crate::rule::{Context, Findings, rule};

use super::shared::quotations::{Mark, Quotation, quotations};

rule! {
    /// Quotations with different opening and closing marks.
    ///
    /// Programs that turn quotations into markup look for pairs. `"areas,”` is not a pair and swallows the text up to
    /// the next straight mark.
    ///
    /// The rule pairs double marks paragraph by paragraph and is silent where a pairing is in doubt. It also reports a
    /// curly mark that faces the wrong way.
    ///
    /// The fix writes the matching curly mark. It is safe if the paragraph has no other double mark and needs
    /// `--unsafe-fixes` elsewhere.
    "mismatched-quotation": Typography, Warn, Safe, since "0.1.0", needs Letters
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    for quotation in quotations(document) {
        if let Quotation::Paired { open, close, lonely } = quotation {
            findings.extend(mismatch(open, close, lonely));
        }
    }
}

fn mismatch(open: Mark, close: Mark, lonely: bool) -> Option<Diagnostic> {
    let (wrong, right, label) = match (open.sign, close.sign) {
        ('"', '”') => (open, "“", "a straight mark opens"),
        ('“', '"') => (close, "”", "a straight mark closes"),
        ('“', '“') => (close, "”", "an opening mark closes"),
        ('”', '”') => (open, "“", "a closing mark opens"),
        ('"', '“') | ('”', '"') | ('”', '“') => return Some(both(open, close)),
        _ => return None,
    };
    let other = if wrong == open { close } else { open };
    let trust = if lonely { Applicability::Safe } else { Applicability::Unsafe };
    let title = format!("replace `{}` with `{right}`", wrong.sign);
    let finding = Diagnostic::new(wrong.span, "the opening and closing quotation marks do not match");
    let finding = finding.label(label).see(other.span, "the other mark").help(format!("write `{right}`"));
    Some(finding.fix(Fix::replace(title, trust, wrong.span, right)))
}

/// Neither mark is right.
fn both(open: Mark, close: Mark) -> Diagnostic {
    let edits = [(open, "“"), (close, "”")].map(|(mark, text)| Edit { span: mark.span, text: text.into() });
    let title = format!("replace `{}` and `{}` with `“` and `”`", open.sign, close.sign);
    Diagnostic::new(open.span, "the opening and closing quotation marks do not match")
        .label("opens")
        .see(close.span, "closes")
        .help("write `“` and `”`")
        .fix(Fix { title, applicability: Applicability::Unsafe, edits: edits.into() })
}
