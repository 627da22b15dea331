//! Words are data: no list of natural-language words stands in Rust. Those of a language are in `src/languages/`, those
//! of a family of documents in `src/profiles/`.
//!
//! A list is three or more words in one pair of square brackets, in the patterns of one `match` or `matches!`, in the
//! comparisons of one function, or between spaces in one constant. What remains is on the list in `words/allowed.rs`, with
//! a reason for each.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

#[path = "words/allowed.rs"]
mod allowed;
#[path = "words/tokens.rs"]
mod tokens;

use allowed::{ALLOWED, FOLDERS};
use tokens::{Token, tokens};

/// From how many words on a list is a list.
const LEAST: usize = 3;

/// Calls that compare a text with what is given to them.
const COMPARING: [&str; 17] = [
    "contains",
    "ends_with",
    "eq",
    "eq_ignore_ascii_case",
    "find",
    "is",
    "match_indices",
    "prefix",
    "rfind",
    "split_once",
    "starts",
    "starts_with",
    "strip_prefix",
    "strip_suffix",
    "tag",
    "tag_no_case",
    "trim_start_matches",
];

/// Words that stand together in a source.
#[derive(Debug, PartialEq, Eq)]
struct List {
    line: usize,
    words: Vec<String>,
}

/// A bracket that is open.
struct Open {
    bracket: char,
    line: usize,
    /// Whether it is the body of a function.
    is_function: bool,
    /// Whether it belongs to `matches!`.
    is_matches: bool,
    /// Whether it holds the arguments of a call.
    is_call: bool,
    /// Whether what is given in it is compared with a text.
    is_comparing: bool,
    /// The strings of a list, or the patterns of a `match`.
    words: Vec<String>,
    /// The strings that something is compared with in a function.
    compared: Vec<String>,
}

/// The lists of words in the text of a source file.
fn lists(text: &str) -> Vec<List> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut is_function = false;
    for (at, (line, token)) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &tokens[before].1);
        let after = tokens.get(at + 1).map(|(_, token)| token);
        match token {
            Token::Name(name) if name == "fn" => is_function = true,
            Token::Mark(bracket @ ('(' | '[' | '{')) => {
                let called = |names: &[&str]| matches!(before, Some(Token::Name(name)) if names.contains(&name.as_str()));
                open.push(Open {
                    bracket: *bracket,
                    line: *line,
                    is_function: *bracket == '{' && std::mem::take(&mut is_function),
                    is_matches: called(&["matches!"]),
                    is_call: matches!(before, Some(Token::Name(_))),
                    is_comparing: *bracket == '(' && called(&COMPARING),
                    words: Vec::new(),
                    compared: Vec::new(),
                });
            }
            // A function of a trait without a body.
            Token::Mark(';') if open.last().is_none_or(|open| open.bracket == '{') => is_function = false,
            Token::Mark(')' | ']' | '}') => {
                if let Some(closed) = open.pop() {
                    close(closed, open.last_mut(), &mut found);
                }
            }
            Token::Text(string) => {
                let is_mark = |token: Option<&Token>, marks: &[&str]| matches!(token, Some(Token::Sign(sign)) if marks.contains(&sign.as_str()));
                found.extend(spaced(string, &tokens[..at]).then(|| List {
                    line: *line,
                    words: string.split_whitespace().map(str::to_string).collect(),
                }));
                let Some(open) = open.last_mut() else { continue };
                let is_guarded = matches!(after, Some(Token::Name(name)) if name == "if");
                if open.bracket == '{'
                    && (is_guarded || is_mark(after, &["=>", "|"]) || is_mark(before, &["|"]))
                {
                    open.words.push(string.clone());
                } else if is_mark(before, &["==", "!="]) || open.is_comparing {
                    open.compared.push(string.clone());
                } else if open.bracket != '{' {
                    open.words.push(string.clone());
                }
            }
            _ => {}
        }
    }
    found.sort_by_key(|list| list.line);
    found
}

/// Reports what a bracket held, or hands it to the bracket around it.
fn close(closed: Open, around: Option<&mut Open>, found: &mut Vec<List>) {
    let is_list = closed.bracket != '(' || closed.is_matches;
    let mut report = |words: Vec<String>| {
        let words: Vec<String> = words.into_iter().filter(|word| is_language(word)).collect();
        if words.len() >= LEAST {
            found.push(List { line: closed.line, words });
        }
    };
    if is_list {
        report(closed.words.clone());
    }
    match around {
        Some(around) if !closed.is_function => {
            // `("a", 1)` in a list is a part of the list; the arguments of a call are none.
            if closed.bracket == '(' && !closed.is_call && around.bracket == '[' {
                around.words.extend(closed.words);
            }
            around.compared.extend(closed.compared);
        }
        _ => report(closed.compared),
    }
}

/// Whether a string may be words of a language: letters, with the marks that stand between words.
fn is_language(string: &str) -> bool {
    let is_mark =
        |c: char| matches!(c, ' ' | '-' | '\'' | '’' | '.' | ',' | ':' | '&' | '(' | ')' | '/' | '?' | '!');
    let letters = string.split(|c: char| !c.is_alphabetic()).map(|run| run.chars().count()).max();
    letters.is_some_and(|letters| letters >= 2) && string.chars().all(|c| c.is_alphanumeric() || is_mark(c))
}

/// Whether a string is a constant of words with spaces between them: a message has marks or a capital.
fn spaced(string: &str, before: &[(usize, Token)]) -> bool {
    let is_constant = match before {
        [.., (_, Token::Name(kind)), (_, Token::Sign(sign))] => kind == "str" && sign == "=",
        _ => false,
    };
    let words = string.split_whitespace().count();
    is_constant && words > LEAST && string.chars().all(|c| c.is_lowercase() || c.is_whitespace())
}

#[test]
fn no_list_of_words_stands_in_rust() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut used = vec![false; ALLOWED.len()];
    let mut wrong = Vec::new();
    each_source(&src, &mut |path, text| {
        let name = path.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
        if FOLDERS.iter().any(|(folder, _)| name.starts_with(folder)) {
            return;
        }
        for list in lists(text) {
            let is_it = |(file, first, _): &(&str, &str, &str)| *file == name && *first == list.words[0];
            match ALLOWED.iter().position(is_it) {
                Some(at) => used[at] = true,
                None => wrong.push(format!("src/{name}:{}: {:?}", list.line, list.words)),
            }
        }
    });
    let unused =
        ALLOWED.iter().zip(&used).filter(|(_, used)| !**used).map(|(entry, _)| format!("unused: {entry:?}"));
    wrong.extend(unused);
    assert!(wrong.is_empty(), "words belong to src/languages/ or src/profiles/:\n{}", wrong.join("\n"));
}

#[test]
fn every_exception_has_a_reason() {
    let reasons = ALLOWED.iter().map(|(.., reason)| reason).chain(FOLDERS.iter().map(|(_, reason)| reason));
    assert!(reasons.into_iter().all(|reason| reason.split(' ').count() > 1));
}

/// Calls a function with each source file and its text without tests; a file `tests.rs` is all tests.
fn each_source(folder: &Path, then: &mut impl FnMut(&Path, &str)) {
    let mut paths: Vec<_> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            each_source(&path, then);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let tests = text.find("#[cfg(test)]\nmod").or_else(|| text.find("#[cfg(all(test"));
            then(&path, &text[..tests.unwrap_or(text.len())]);
        }
    }
}

#[test]
fn lists_are_seen_in_all_their_forms() {
    let seen = |text: &str| lists(text).into_iter().map(|list| list.words.join("+")).collect::<Vec<_>>();
    for text in [
        "const A: [&str; 3] = [\"van\", \"von\", \"der\"];",
        "const A: &[&str] = &[\n    \"van\", // a comment, \"de\"\n    r\"von\",\n    \"der\",\n];",
        "static A: [(&str, u8); 3] = [(\"van\", 1), (\"von\", 2), (\"der\", 3)];",
        "fn a(b: &str) -> bool { matches!(b, \"van\" | \"von\" | \"der\") }",
        "fn a(b: &str) -> bool { matches!(\n    b,\n    \"van\"\n        | \"von\"\n        | \"der\"\n) }",
        "fn a(b: &str) -> u8 { match b { \"van\" | \"von\" => 1, \"der\" if c => 2, _ => 3 } }",
        "fn a(b: &str) -> bool { b == \"van\" || b == \"von\" || (c && \"a\".len() == 1 && b == \"der\") }",
        "fn a(b: &str) -> bool { b.starts_with(\"van\") || { c(b); b.contains(\"von\") } || b.eq_ignore_ascii_case(\"der\") }",
        "const A: &[&[u8]] = &[b\"van\", b\"von\", b\"der\"];",
    ] {
        assert_eq!(seen(text), ["van+von+der"], "{text}");
    }
    assert_eq!(seen("const A: &str = \"van von der de\";"), ["van+von+der+de"]);
    assert_eq!(seen("const A: &str = \"van \\\n    von der\n de\";"), ["van+von+der+de"]);
    for text in [
        "const A: [&str; 2] = [\"van\", \"von\"];",
        "const A: [&str; 3] = [\"<p>\", \"a_b\", \"c=d\"];",
        "fn a(b: &str) -> bool { b == \"van\" || b == \"von\" } fn c(b: &str) -> bool { b == \"der\" }",
        "fn a() { say(\"van\", \"von\", \"der\"); vec![c(\"van\", \"von\", \"der\")] }",
        "const A: &str = \"A message with five words.\";",
    ] {
        assert_eq!(seen(text), [""; 0], "{text}");
    }
}
