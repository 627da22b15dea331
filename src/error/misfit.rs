//! Translates serde's messages about a TOML text for users.

use std::ops::Range;

use super::{Fault, nearest};

/// What serde expects, and how it is written in TOML.
const FORMS: [(&str, &str); 9] = [
    ("a string or a list", "expected a file or a list of files: `\"a\"`, `[\"a\", \"b\"]`"),
    ("a sequence", "expected a list: `[\"a\", \"b\"]`"),
    ("a string", "expected text in quotation marks: `\"a\"`"),
    ("string or table", "expected one word in quotation marks: `\"a\"`"),
    ("a boolean", "expected `true` or `false`"),
    ("f64", "expected a number: `95`"),
    ("usize", "expected a whole number, 0 or more: `10`"),
    ("a map", "expected a table: `{ key = \"value\" }`"),
    ("struct ", "expected a table: `{ key = \"value\" }`"),
];

/// The error that serde reports, in the user's words, with the closest valid name.
pub fn misfit(message: &str, span: Option<Range<usize>>) -> Fault {
    let mut names = message.split('`').skip(1).step_by(2);
    let first = names.next().unwrap_or_default();
    let what = match message.split('`').next().unwrap_or_default() {
        "unknown field " => "key",
        "unknown variant " => "value",
        "missing field " => return Fault::new(format!("the key `{first}` is missing"), span),
        _ => return wrong_value(message, span),
    };
    let known: Vec<&str> = names.collect();
    let elsewhere = ELSEWHERE.iter().find(|(key, _)| *key == first && what == "key");
    let help = match nearest(first, known.iter().copied()) {
        _ if elsewhere.is_some() => elsewhere.map(|(_, help)| help.to_string()).unwrap_or_default(),
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("expected one of: {}", known.join(", ")),
    };
    Fault::new(format!("unknown {what} `{first}`"), span).help(help)
}

/// Keys that other tools have, and what does the same here.
const ELSEWHERE: [(&str, &str); 4] = [
    ("exclude", "list files to leave out in `.doclintignore`, with the patterns of `.gitignore`"),
    ("ignore", "turn a rule off in `[levels]`, and list files to leave out in `.doclintignore`"),
    ("select", "turn rules on and off in `[levels]`"),
    ("format", "write it in `[output]`"),
];

/// A value of the wrong type, or a text that is not TOML.
fn wrong_value(message: &str, span: Option<Range<usize>>) -> Fault {
    let message = message.trim();
    let wanted = message.split_once(", expected ").or_else(|| message.split_once("wanted "));
    let form = wanted.and_then(|(_, wanted)| FORMS.iter().find(|(name, _)| wanted.starts_with(name)));
    match form {
        Some((_, help)) => Fault::new("wrong type of value", span).help(*help),
        None => Fault::new(message, span).help("write TOML: `key = \"value\"`, `[table]`"),
    }
}
