//! What serde says of a TOML text, in the words of the user.

use std::ops::Range;

use super::{Fault, nearest};

/// What serde wants, and how it is written in TOML.
const FORMS: [(&str, &str); 9] = [
    ("a string or a list", "a file or a list of files is wanted here: `\"a\"`, `[\"a\", \"b\"]`"),
    ("a sequence", "a list is wanted here: `[\"a\", \"b\"]`"),
    ("a string", "text is wanted here, in quotation marks: `\"a\"`"),
    ("string or table", "one word is wanted here, in quotation marks: `\"a\"`"),
    ("a boolean", "`true` or `false` is wanted here"),
    ("f64", "a number is wanted here: `95`"),
    ("usize", "a whole number from 0 is wanted here: `10`"),
    ("a map", "a table is wanted here: `{ key = \"value\" }`"),
    ("struct ", "a table is wanted here: `{ key = \"value\" }`"),
];

/// The fault that serde speaks of, in the words of the user, with the nearest right name.
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
    let help = match nearest(first, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known here: {}", known.join(", ")),
    };
    Fault::new(format!("unknown {what} `{first}`"), span).help(help)
}

/// A value of the wrong type, or a text that is no TOML.
fn wrong_value(message: &str, span: Option<Range<usize>>) -> Fault {
    let message = message.trim();
    let wanted = message.split_once(", expected ").or_else(|| message.split_once("wanted "));
    let form = wanted.and_then(|(_, wanted)| FORMS.iter().find(|(name, _)| wanted.starts_with(name)));
    match form {
        Some((_, help)) => Fault::new("this value does not fit here", span).help(*help),
        None => Fault::new(message, span).help("the file is TOML: `key = \"value\"`, `[table]`"),
    }
}
