//! git patterns in the syntax of the crate that matches them: it reads braces as alternatives, does not support
//! `[[:alpha:]]`, and trims all kinds of white space at the end.

use std::iter::Peekable;
use std::str::Chars;

/// The POSIX classes with their members, in ASCII as in git. None begins with `!`, which would negate a class.
const CLASSES: [(&str, &str); 12] = [
    ("alnum", "a-zA-Z0-9"),
    ("alpha", "a-zA-Z"),
    ("blank", " \t"),
    ("cntrl", "\0-\x1f\x7f"),
    ("digit", "0-9"),
    ("graph", "\"-~!"),
    ("lower", "a-z"),
    ("print", " -~"),
    ("punct", "\"-/!:-@[-`{-~"),
    ("space", "\t-\r "),
    ("upper", "A-Z"),
    ("xdigit", "0-9a-fA-F"),
];

/// A line of an ignore file that means the same to the crate as to git.
pub(super) fn plain(line: &str) -> String {
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.starts_with('#') {
        return String::new();
    }
    let mut plain = String::with_capacity(line.len());
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' => {
                plain.push(c);
                plain.extend(rest.next());
            }
            '[' => class(&mut rest, &mut plain),
            '{' | '}' => plain.extend(['\\', c]),
            c if c != ' ' && c.is_whitespace() => plain.extend(['[', c, ']']),
            c => plain.push(c),
        }
    }
    plain
}

/// The text after a bracket, up to the closing one. A closing bracket that comes first is a member.
fn class(rest: &mut Peekable<Chars>, plain: &mut String) {
    plain.push('[');
    plain.extend(rest.next_if(|c| ['!', '^'].contains(c)));
    plain.extend(rest.next_if_eq(&']'));
    while let Some(c) = rest.next() {
        if let Some((name, members)) = named(c, rest) {
            plain.push_str(members);
            let _last = rest.nth(name.len() + 2);
            continue;
        }
        plain.push(c);
        if c == ']' {
            return;
        }
    }
}

/// The POSIX class that begins with this character.
fn named(c: char, rest: &Peekable<Chars>) -> Option<&'static (&'static str, &'static str)> {
    let rest: String = rest.clone().take("[:xdigit:]".len()).collect();
    let rest = rest.strip_prefix(':').filter(|_| c == '[')?;
    CLASSES.iter().find(|(name, _)| rest.strip_prefix(name).is_some_and(|rest| rest.starts_with(":]")))
}

#[cfg(test)]
mod tests {
    use ignore::gitignore::GitignoreBuilder;

    use super::*;

    fn ignores(pattern: &str, name: &str) -> bool {
        let mut builder = GitignoreBuilder::new("/");
        builder.allow_unclosed_class(false);
        let _no_pattern = builder.add_line(None, &plain(pattern));
        builder.build().unwrap().matched(name, false).is_ignore()
    }

    #[test]
    fn patterns_mean_what_they_mean_to_git() {
        for (pattern, name) in [
            ("{bad,x}.txt", "{bad,x}.txt"),
            ("a{1..3}.txt", "a{1..3}.txt"),
            (r"\{a\}", "{a}"),
            ("[{a]b", "{b"),
            ("[[:alpha:]]x", "ax"),
            ("[![:digit:]_]x", "ax"),
            ("[^[:digit:]]x", "ax"),
            ("[]a]x", "]x"),
            ("[[:punct:]]x", "[x"),
            ("[[:alpha:][:digit:]]x", "7x"),
            ("[[:graph:]]x", "!x"),
            ("a.txt \r", "a.txt"),
            ("a\t", "a\t"),
            (r"\#a", "#a"),
            ("a?[b-d]*", "axc."),
        ] {
            assert!(ignores(pattern, name), "{pattern:?} {name:?} {:?}", plain(pattern));
        }
        for (pattern, name) in [
            ("{bad,x}.txt", "bad.txt"),
            ("*.{txt,md}", "a.txt"),
            ("[[:alpha:]]x", ":x"),
            ("[[:alpha:]]x", "7x"),
            ("[![:digit:]_]x", "_x"),
            ("a\t", "a"),
            ("a[", "a["),
            ("#{a}", "#{a}"),
        ] {
            assert!(!ignores(pattern, name), "{pattern:?} {name:?} {:?}", plain(pattern));
        }
    }
}
