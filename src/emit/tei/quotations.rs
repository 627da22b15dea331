//! Quotations in one paragraph, including the marks: only those that clearly open and close.

/// The quotations of a text as ranges. They are not nested, and a text with an unmatched mark has none.
pub(super) fn quotations(text: &str) -> Vec<(usize, usize)> {
    // `“` ends with 0x9C in UTF-8, which few other characters of a text do.
    if memchr::memchr2(b'"', 0x9c, text.as_bytes()).is_none() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    let mut marks = text.char_indices().peekable();
    while let Some((at, c)) = marks.next() {
        let after = marks.peek().map_or(' ', |(_, c)| *c);
        match (c, open) {
            ('“', None) => open = Some((at, '”')),
            ('"', None) if opens(before, after) => open = Some((at, '"')),
            ('”', Some((start, '”'))) => {
                found.push((start, at + c.len_utf8()));
                open = None;
            }
            ('"', Some((start, '"'))) if closes(before, after) => {
                found.push((start, at + 1));
                open = None;
            }
            ('“' | '”' | '"', _) => return Vec::new(),
            _ => {}
        }
        before = c;
    }
    if open.is_some() { Vec::new() } else { found }
}

fn opens(before: char, after: char) -> bool {
    (before.is_whitespace() || matches!(before, '(' | '[' | '-' | '–' | '—')) && !after.is_whitespace()
}

fn closes(before: char, after: char) -> bool {
    !before.is_whitespace() && !after.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::quotations;

    #[test]
    fn pairs_are_quotations() {
        let found = |text| -> Vec<&str> {
            quotations(text).into_iter().map(|(start, end): (usize, usize)| &text[start..end]).collect()
        };
        assert_eq!(found("The \"twenty\" said: “Yes,” and “no”."), ["\"twenty\"", "“Yes,”", "“no”"]);
        for text in ["a “b", "a” b", "“a “b” c”", "\"a” b", "six \" wide", "none", "5\" and 6\""]
        {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
