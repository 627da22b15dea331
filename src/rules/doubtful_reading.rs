//! Header fields whose reading is open to doubt.

use crate::diagnostic::Diagnostic;
use crate::document::{Certainty, Confidence, Document};
use crate::profile::Field;
use crate::rule::{Context, Findings, rule};

rule! {
    /// Header fields that may have been read wrongly.
    ///
    /// A model reads the header and knows how certain it is. A value that is about as likely to be wrong as right is given
    /// with low certainty. Look at it before you build on it: a menu entry that is taken for the title ends up in every list
    /// and citation.
    ///
    /// The finding names the field and what the words would be otherwise. In documents of organisations that the model has
    /// not seen, about half of these values are wrong; the others are right and unusual. Values that are less likely still are
    /// left out: `doclint inspect` shows them, and `doclint inspect --features` shows what decided.
    ///
    /// There is no fix, because the text may be right and only its reading wrong. Words in a profile make the model more certain.
    "doubtful-reading": Header, Info, Never, since "0.1.0"
}

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    for field in Field::ALL {
        let doubt = document.header.doubt(field).filter(|doubt| doubt.certainty == Certainty::Low);
        findings.extend(doubt.and_then(|doubt| doubtful(document, field, doubt)));
    }
}

fn doubtful(document: &Document, field: Field, doubt: &Confidence) -> Option<Diagnostic> {
    let span = document.header.spans(field).into_iter().next()?;
    let text = document.source.fold(span);
    let short: String = text.chars().take(SHOWN).collect();
    let (name, otherwise) = (field.name(), doubt.otherwise);
    let finding = Diagnostic::new(span, format!("`{short}` may not be the {name} (otherwise: {otherwise})"));
    Some(finding.label(format!("the {name} is doubtful")).help(HELP))
}

/// Characters of a value that are shown.
const SHOWN: usize = 60;

const HELP: &str = "compare with the original page; `doclint inspect --features` shows what decided";
