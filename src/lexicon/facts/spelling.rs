//! How spellings are compared: ignoring case, the number of spaces and the form of an apostrophe.

/// The form that equal spellings share.
pub(super) fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().map(straight).flat_map(char::to_lowercase));
    }
    key
}

fn straight(c: char) -> char {
    if c == '’' { '\'' } else { c }
}

/// The length in bytes of this spelling at the start of a text. White space in the text may be a line ending.
pub fn at_start(text: &str, spelling: &str) -> Option<usize> {
    let mut rest = text;
    for (n, word) in spelling.split_whitespace().enumerate() {
        let trimmed = rest.trim_start();
        if (n == 0) != (trimmed.len() == rest.len()) {
            return None;
        }
        rest = trimmed;
        for expected in word.chars() {
            let found = rest.chars().next()?;
            if !straight(found).to_lowercase().eq(straight(expected).to_lowercase()) {
                return None;
            }
            rest = &rest[found.len_utf8()..];
        }
    }
    let length = text.len() - rest.len();
    (length > 0 && is_name_end(rest)).then_some(length)
}

/// Whether a name may end before this text: no letter or digit follows, and no ending other than a possessive one.
pub fn is_name_end(rest: &str) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        Some('\'' | '’') => match chars.next() {
            Some('s' | 'S') => !chars.next().is_some_and(char::is_alphanumeric),
            next => !next.is_some_and(char::is_alphanumeric),
        },
        next => !next.is_some_and(char::is_alphanumeric),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_end_at_word_ends() {
        assert_eq!(at_start("LORD\nRobertson’s visit", "Lord Robertson"), Some(14));
        assert_eq!(at_start("Robertson", "Lord Robertson"), None);
        assert_eq!(at_start("Lord Robertsons", "Lord Robertson"), None);
        assert_eq!(at_start("LordRobertson", "Lord Robertson"), None);
        assert_eq!(at_start(" Lord", "Lord"), None);
        assert_eq!(at_start("O’Neill", "O'Neill"), Some(9));
        assert_eq!(key(" Lord  ROBERTSON’s "), "lord robertson's");
    }
}
