//! A document with its fixes applied.

use super::doors::fix;
use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::error::Error;
use crate::source::Source;

/// Rounds after which mending gives up: a rule would have to undo what another does.
const ROUNDS: usize = 10;

/// Applies fixes until none is left, for a fix can wait for another that it overlaps.
///
/// `find` reads and checks the text of a round. The result is encoded as the source was.
///
/// # Errors
/// [`Error::Write`] when a fix needs a character that the encoding of the file does not have.
pub(super) fn mend(
    source: Source,
    least: Applicability,
    find: impl Fn(&Source) -> Vec<Diagnostic>,
) -> Result<Mended, Error> {
    let mut mended = Mended { fixes: 0, source };
    for _ in 0..ROUNDS {
        let found = find(&mended.source);
        let fixes: Vec<&Fix> = found.iter().filter_map(|finding| finding.fix.as_ref()).collect();
        let fixes: Vec<&Fix> = fixes.into_iter().filter(|fix| fix.applicability >= least).collect();
        let (text, applied) = fix::apply(mended.source.text(), &fixes);
        if applied == 0 || text == mended.source.text() {
            break;
        }
        mended.fixes += applied;
        mended.source = with_text(&mended.source, &text)?;
    }
    Ok(mended)
}

/// A mended document.
#[derive(Debug)]
pub(super) struct Mended {
    /// What it is now.
    pub(super) source: Source,
    /// How many fixes were applied.
    pub(super) fixes: usize,
}

/// The source as it is when the text is written to its file and read again.
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
    use crate::source::Span;

    fn replace_first(source: &Source, from: &str, to: &str) -> Vec<Diagnostic> {
        let Some(at) = source.text().find(from) else { return Vec::new() };
        let span = Span::new(at, at + from.len());
        vec![Diagnostic::new(span, "x").fix(Fix::replace("mend", Applicability::Safe, span, to))]
    }

    #[test]
    fn rounds_go_on_until_nothing_is_left() {
        let source = Source::decode("a", b"\xe9 -- b -- c".to_vec()).unwrap();
        let mended = mend(source, Applicability::Safe, |source| replace_first(source, "--", "-")).unwrap();
        assert_eq!((mended.source.bytes(), mended.fixes), (&b"\xe9 - b - c"[..], 2));
    }

    #[test]
    fn what_the_encoding_lacks_is_an_error() {
        let source = Source::decode("a", b"\xe9 -- b".to_vec()).unwrap();
        let mended = mend(source, Applicability::Safe, |source| replace_first(source, "--", "–"));
        assert!(matches!(mended, Err(Error::Write(..))));
    }

    #[test]
    fn unsafe_fixes_wait_for_leave() {
        let unsafe_fix = |source: &Source| {
            let mut found = replace_first(source, "a", "b");
            for fix in found.iter_mut().filter_map(|finding| finding.fix.as_mut()) {
                fix.applicability = Applicability::Unsafe;
            }
            found
        };
        let text = |least| {
            let mended = mend(Source::from_text("x", "a"), least, unsafe_fix).unwrap();
            mended.source.text().to_string()
        };
        assert_eq!((text(Applicability::Safe), text(Applicability::Unsafe)), ("a".into(), "b".into()));
    }
}
