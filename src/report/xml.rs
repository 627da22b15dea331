//! Text that is valid anywhere in XML, including attributes.

use super::visible;

/// The text with markup escaped, and what XML 1.0 forbids or would normalise in an attribute made visible.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in visible(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_can_be_read_again() {
        let all: String = (0..=0x1_ffff).filter_map(char::from_u32).collect();
        let xml = format!("<a b=\"{0}\">{0}</a>", escaped(&all));
        let read = roxmltree::Document::parse(&xml).unwrap();
        assert_eq!(read.root_element().attribute("b"), read.root_element().text());
    }
}
