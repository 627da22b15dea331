//! Quotations in single quotation marks, which look like apostrophes.

use crate::source::Span;

/// The quotations in single quotation marks, line by line. A mark counts as an apostrophe only if it cannot begin or end a
/// quotation: a missed quotation could cause a wrong fix, a false one only prevents a fix.
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
    /// The quotation if it ends before this offset. An unclosed straight mark is an apostrophe: `'90s`.
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

/// Punctuation after which a quotation may end.
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
