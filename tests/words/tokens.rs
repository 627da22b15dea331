//! Rust as far as it is needed to find strings: names, strings, brackets and signs, without comments.

/// A piece of a source file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// A name or keyword; that of a macro with its exclamation mark.
    Name(String),
    /// What is between the quotation marks of a string, escaped line breaks taken out.
    Text(String),
    /// A bracket or semicolon.
    Mark(char),
    /// Any other sign: `==`, `|`, `,`.
    Sign(String),
}

/// The tokens of a text, each with its line.
pub(crate) fn tokens(text: &str) -> Vec<(usize, Token)> {
    let mut found = Vec::new();
    let (mut rest, mut line) = (text, 1);
    while let Some(c) = rest.chars().next() {
        let (length, token) = next(rest, c);
        found.extend(token.map(|token| (line, token)));
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    found
}

/// The length of what a text begins with, and the token that it is.
fn next(text: &str, c: char) -> (usize, Option<Token>) {
    if text.starts_with("//") {
        return (text.find('\n').unwrap_or(text.len()), None);
    }
    if let Some((length, string)) = string(text) {
        return (length, Some(Token::Text(string)));
    }
    if c == '\'' {
        return (character(text), None);
    }
    if c.is_alphanumeric() || c == '_' {
        let length = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
        let is_macro = text[length..].starts_with('!') && !text[length..].starts_with("!=");
        let length = length + usize::from(is_macro);
        return (length, Some(Token::Name(text[..length].to_string())));
    }
    if matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | ';') {
        return (1, Some(Token::Mark(c)));
    }
    let double = ["=>", "==", "!=", "||", "&&", "::", "->"].iter().find(|sign| text.starts_with(**sign));
    let length = double.map_or(c.len_utf8(), |sign| sign.len());
    // A reference changes nothing: `&["a"]`, `= &"a"`.
    let is_sign = !c.is_whitespace() && (c != '&' || double.is_some());
    (length, is_sign.then(|| Token::Sign(text[..length].to_string())))
}

/// A string, plain, raw or of bytes: its length and what is in it.
fn string(text: &str) -> Option<(usize, String)> {
    let start = text.strip_prefix('b').unwrap_or(text);
    if let Some(raw) = start.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let inner = raw[hashes..].strip_prefix('"')?;
        let end = format!("\"{}", &raw[..hashes]);
        let length = inner.find(&end)?;
        let before = text.len() - inner.len();
        return Some((before + length + end.len(), inner[..length].to_string()));
    }
    let inner = start.strip_prefix('"')?;
    let mut escaped = false;
    let end = inner.find(|c: char| {
        let is_end = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        is_end
    })?;
    Some((text.len() - inner.len() + end + 1, inner[..end].replace("\\\n", "\n")))
}

/// The length of a character in single quotation marks, or of a lifetime.
fn character(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    let first = chars.next().map(|(_, c)| c);
    match (first, chars.next(), chars.next()) {
        (Some('\\'), ..) => text[2..].find('\'').filter(|at| *at < 12).map_or(1, |at| {
            // `'\''`
            if text[2..].starts_with("'''") || text[2..].starts_with("''") { 4 } else { at + 3 }
        }),
        (Some(_), Some((at, '\'')), _) => at + 1,
        _ => 1,
    }
}
