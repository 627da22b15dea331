//! Quotations in single marks, which apostrophes look like.

use crate::source::Span;

/// The quotations in single marks of a text, in its lines. A mark is taken for an apostrophe only where it cannot begin or end
/// a quotation: what is quoted is left alone, and what is not costs a fix that is safe.
pub(super) fn quotations(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<Open> = None;
    let mut before = None;
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let after = rest.peek().map(|(_, c)| *c);
        if matches!(c, '\n' | '\r') {
            found.extend(open.take().and_then(|open| open.ended(at)));
        } else if begins(before, c, after) {
            found.extend(open.replace(Open { at, mark: c, end: None }).and_then(|open| open.ended(at)));
        } else if ends(before, c, after)
            && let Some(open) = &mut open
        {
            // A later mark may be the one that closes it: `‘the ministers’ meeting’`.
            open.end = Some(at + c.len_utf8());
        }
        before = Some(c);
    }
    found.extend(open.and_then(|open| open.ended(text.len())));
    found
}

/// A quotation that has begun.
struct Open {
    at: usize,
    mark: char,
    /// Where it may end.
    end: Option<usize>,
}

impl Open {
    /// The quotation if nothing more of it comes after a place. A straight mark that none closes is an apostrophe: `'90s`.
    fn ended(self, at: usize) -> Option<Span> {
        let end = self.end.or((!matches!(self.mark, '\'' | '`')).then_some(at))?;
        Some(Span::new(self.at, end))
    }
}

fn begins(before: Option<char>, mark: char, after: Option<char>) -> bool {
    matches!(mark, '\'' | '`' | '‘' | '‚' | '‹')
        && before.is_none_or(|c| !c.is_alphanumeric() && !is_closing(c))
        && after.is_some_and(|c| !c.is_whitespace())
}

fn ends(before: Option<char>, mark: char, after: Option<char>) -> bool {
    matches!(mark, '\'' | '’' | '‘' | '›')
        && before.is_some_and(|c| !c.is_whitespace())
        && after.is_none_or(|c| !c.is_alphanumeric())
}

/// Marks that a quotation may end behind.
fn is_closing(c: char) -> bool {
    matches!(c, '.' | ',' | '!' | '?' | ';' | '…' | ')' | '\'' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        quotations(text).iter().map(|span| &text[span.start..span.end]).collect()
    }

    #[test]
    fn quotations_are_told_from_apostrophes() {
        for (text, quoted) in [
            ("it's NATO’s, don't, the ministers' and allies’", &[][..]),
            ("the '90s were 'a decade' of change", &["'a decade'"]),
            ("he wrote ‘recieve’. And ‘more.’", &["‘recieve’", "‘more.’"]),
            ("“he wrote ‘the ministers’ meeting’ there”", &["‘the ministers’ meeting’"]),
            ("('recieve it,' he said) it's", &["'recieve it,'"]),
            ("a ‘quotation that\ngoes’ on", &["‘quotation that"]),
            ("‚so‘ or ‹so› or `so'", &["‚so‘", "‹so›", "`so'"]),
            ("Note:'so'", &["'so'"]),
            ("'Tis so", &[]),
        ] {
            assert_eq!(found(text), quoted, "{text}");
        }
    }
}
