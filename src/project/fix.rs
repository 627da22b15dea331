//! Fixing a document in its own encoding.

use crate::diagnostic::Applicability;
use crate::error::Error;
use crate::fix::{ByRule, Reading, fix_all};
use crate::source::Source;

/// A fixed document.
#[derive(Debug)]
pub(crate) struct FixedFile {
    /// Its new content.
    pub(crate) source: Source,
    /// Number of fixes applied, by rule.
    pub(crate) fixes: ByRule,
    /// Number of safe fixes left out because they would change how the document is read.
    pub(crate) left_out: usize,
}

/// Applies fixes until none is left. `read` reads and checks a text as it is after a round.
///
/// A fix that needs a character missing from the encoding of the file is left out; its finding stays.
///
/// # Errors
/// [`Error::Write`] when the fixed text cannot be read back.
pub(crate) fn fix_file(
    source: Source,
    least: Applicability,
    read: impl Fn(&Source) -> Reading,
) -> Result<FixedFile, Error> {
    let mut impossible = None;
    let fixed = fix_all(source.text(), least, |text| match with_text(&source, text) {
        Ok(source) => {
            let mut reading = read(&source);
            for diagnostic in &mut reading.findings {
                diagnostic
                    .fix
                    .take_if(|fix| fix.edits.iter().any(|edit| source.encode(&edit.text).is_none()));
            }
            reading
        }
        Err(error) => {
            impossible = Some(error);
            Reading::default()
        }
    });
    match impossible {
        Some(error) => Err(error),
        None if fixed.applied == 0 => {
            Ok(FixedFile { source, fixes: fixed.by_rule, left_out: fixed.left_out })
        }
        None => Ok(FixedFile {
            source: with_text(&source, &fixed.text)?,
            fixes: fixed.by_rule,
            left_out: fixed.left_out,
        }),
    }
}

/// The source as it is when the text is written to its file and read back.
fn with_text(source: &Source, text: &str) -> Result<Source, Error> {
    let impossible = |why: String| {
        Error::Write(source.path().into(), std::io::Error::new(std::io::ErrorKind::InvalidData, why))
    };
    let bytes = source.encode(text).ok_or_else(|| {
        impossible(format!("a fix needs a character that {} does not have", source.encoding().name()))
    })?;
    Source::decode(source.path(), bytes).map_err(|why| impossible(why.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Fix};
    use crate::source::Span;

    fn replace_first(source: &Source, from: &str, to: &str) -> Vec<Diagnostic> {
        let Some(at) = source.text().find(from) else { return Vec::new() };
        let span = Span::new(at, at + from.len());
        vec![Diagnostic::new(span, "x").fix(Fix::replace("fix", Applicability::Safe, span, to))]
    }

    fn reading(findings: Vec<Diagnostic>) -> Reading {
        Reading { findings, ..Reading::default() }
    }

    #[test]
    fn the_encoding_stays() {
        let source = Source::decode("a", b"\xe9 -- b -- c".to_vec()).unwrap();
        let fixed = fix_file(source, Applicability::Safe, |source| reading(replace_first(source, "--", "-")))
            .unwrap();
        assert_eq!((fixed.source.bytes(), fixed.fixes[""]), (&b"\xe9 - b - c"[..], 2));
    }

    #[test]
    fn what_the_encoding_lacks_is_left() {
        let source = Source::decode("a", b"\xe9 -- teh".to_vec()).unwrap();
        let find = |source: &Source| {
            reading([replace_first(source, "--", "–"), replace_first(source, "teh", "the")].concat())
        };
        let fixed = fix_file(source, Applicability::Safe, find).unwrap();
        assert_eq!((fixed.source.bytes(), fixed.fixes[""]), (&b"\xe9 -- the"[..], 1));
    }
}
