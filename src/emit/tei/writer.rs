//! A thin writer that ensures well-formed XML: every start has its end, every character is legal.
//!
//! quick-xml decides what is escaped and how. Its events are not used: each has its own buffer, and a tag made that way
//! cost 2,700 instructions, a quarter of a conversion.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{Display, Write};
use std::io;

use quick_xml::escape::partial_escape;
use quick_xml::events::attributes::Attribute;

/// The number of times each element was written.
pub(super) type Counts = BTreeMap<&'static str, usize>;

/// A start tag: a name with its attributes.
pub(super) struct Element {
    name: &'static str,
    /// As written, each preceded by a space.
    attributes: String,
}

/// Capacity for the attributes of nearly every element, so that it is allocated once.
const ATTRIBUTES: usize = 96;

impl Element {
    /// An element without attributes.
    pub(super) const fn new(name: &'static str) -> Self {
        Self { name, attributes: String::new() }
    }
    /// The element with one more attribute.
    pub(super) fn with(mut self, name: &'static str, value: impl Display) -> Self {
        if self.attributes.capacity() == 0 {
            self.attributes.reserve(ATTRIBUTES);
        }
        self.attributes.push(' ');
        self.attributes.push_str(name);
        self.attributes.push_str("=\"");
        let start = self.attributes.len();
        write!(self.attributes, "{value}").expect(INVARIANT);
        if !is_plain_value(&self.attributes[start..]) {
            let raw = self.attributes.split_off(start);
            let escaped = legal(&raw);
            self.attributes.push_str(&Attribute::from((name, escaped.as_ref())).value);
        }
        self.attributes.push('"');
        self
    }
}

/// XML in memory. Only [`Xml::block`] and [`Xml::line`] add white space, and neither is used in running text.
pub(super) struct Xml {
    out: String,
    open: Vec<&'static str>,
    /// The number of times each element was written; a name that occurs in two places of the program may be here twice.
    counts: Vec<(&'static str, usize)>,
    /// The depth at which a fragment will be appended.
    depth: usize,
    /// Whether a line break precedes what comes next.
    due: bool,
}

/// A string reports no errors.
const INVARIANT: &str = "writing to memory cannot fail";

impl Xml {
    /// A document, with its declaration.
    pub(super) fn document(capacity: usize) -> Self {
        let mut xml = Self::fragment(capacity);
        xml.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        xml
    }
    /// A part of a document, to be [appended](Xml::append) to it.
    pub(super) fn fragment(capacity: usize) -> Self {
        Self {
            out: String::with_capacity(capacity),
            open: Vec::new(),
            counts: Vec::new(),
            depth: 0,
            due: false,
        }
    }
    /// A part of a document that will be appended inside `depth` elements.
    pub(super) fn part(capacity: usize, depth: usize) -> Self {
        Self { depth, ..Self::fragment(capacity) }
    }
    /// The number of times each element was written.
    pub(super) fn counts(&self) -> Counts {
        let mut counts = Counts::new();
        for (name, count) in &self.counts {
            *counts.entry(*name).or_default() += count;
        }
        counts
    }
    /// The bytes; open elements are closed.
    pub(super) fn finish(self) -> Vec<u8> {
        self.closed().into_bytes()
    }
    /// Writes everything, with a finished part as the last thing on lines of its own: that part is most of a document,
    /// and is not copied again.
    pub(super) fn finish_with(mut self, last: Xml, out: &mut dyn io::Write) -> io::Result<()> {
        self.line_break();
        out.write_all(self.out.as_bytes())?;
        out.write_all(last.closed().as_bytes())?;
        self.out.clear();
        while !self.open.is_empty() {
            self.line_end();
        }
        out.write_all(self.out.as_bytes())
    }
    fn closed(mut self) -> String {
        while !self.open.is_empty() {
            self.end();
        }
        self.out
    }

    /// Starts an element.
    pub(super) fn start(&mut self, element: Element) {
        self.settle();
        self.open.push(element.name);
        self.tag(&element, ">");
    }
    /// Ends the element started last.
    pub(super) fn end(&mut self) {
        if let Some(name) = self.open.pop() {
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
    }
    /// Writes an element without content.
    pub(super) fn empty(&mut self, element: Element) {
        self.settle();
        self.tag(&element, "/>");
    }
    /// Writes text; a character that XML forbids becomes U+FFFD.
    pub(super) fn text(&mut self, text: &str) {
        if !self.plain_text(text) {
            self.settle();
            self.out.push_str(&partial_escape(legal(text).as_ref()));
        }
    }
    /// Writes text if it needs no escaping; returns whether it did.
    pub(super) fn plain_text(&mut self, text: &str) -> bool {
        let is_plain = is_plain_text(text);
        if is_plain {
            self.settle();
            self.out.push_str(text);
        }
        is_plain
    }

    /// Writes an element that contains text only.
    pub(super) fn leaf(&mut self, element: Element, text: &str) {
        if text.is_empty() {
            return self.empty(element);
        }
        self.start(element);
        self.text(text);
        self.end();
    }

    /// Writes an element on lines of its own, its content between them.
    pub(super) fn block(&mut self, element: Element, content: impl FnOnce(&mut Xml)) {
        self.line_break();
        self.start(element);
        content(self);
        self.line_end();
    }
    /// Writes an element that contains text only, or nothing, on a line of its own.
    pub(super) fn line(&mut self, element: Element, text: &str) {
        self.line_break();
        self.leaf(element, text);
    }
    /// Writes an element on a line of its own.
    pub(super) fn inline(&mut self, element: Element, content: impl FnOnce(&mut Xml)) {
        self.line_break();
        self.start(element);
        content(self);
        self.end();
    }
    /// Starts an element on a line of its own.
    pub(super) fn line_start(&mut self, element: Element) {
        self.line_break();
        self.start(element);
    }
    /// Ends the element started last, on a line of its own.
    pub(super) fn line_end(&mut self) {
        let name = self.open.pop();
        self.line_break();
        self.open.extend(name);
        self.end();
    }
    /// Adds a finished part on a line of its own.
    pub(super) fn append(&mut self, part: Xml) {
        self.line_break();
        self.out.push_str(&part.closed());
    }

    /// Puts what comes next on a line of its own.
    pub(super) const fn soft_break(&mut self) {
        self.due = true;
    }
    fn settle(&mut self) {
        if std::mem::take(&mut self.due) {
            self.line_break();
        }
    }
    fn line_break(&mut self) {
        self.out.push('\n');
        (0..self.depth + self.open.len()).for_each(|_| self.out.push_str("  "));
    }
    fn tag(&mut self, element: &Element, close: &str) {
        self.count(element.name);
        self.out.push('<');
        self.out.push_str(element.name);
        self.out.push_str(&element.attributes);
        self.out.push_str(close);
    }
    /// A document has about twenty different elements: searching a list of them by address is faster than a tree.
    fn count(&mut self, name: &'static str) {
        match self.counts.iter_mut().find(|(counted, _)| std::ptr::eq(*counted, name)) {
            Some((_, count)) => *count += 1,
            None => self.counts.push((name, 1)),
        }
    }
}

/// Whether XML 1.0 cannot represent the character, not even as a reference.
pub(super) const fn forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether XML treats the character as white space, which is allowed between elements.
pub(super) const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// Whether some byte of a text has a property. All are tested, without a branch for each, which processors do for many
/// at a time; nearly every text has none.
fn any(text: &str, kind: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(false, |found, byte| found | kind(byte))
}

/// Whether a text has none of the characters that XML forbids. Besides controls these are two that begin with 0xEF in
/// UTF-8, as few others do.
pub(super) fn is_legal(text: &str) -> bool {
    let suspect = |byte| (byte < b' ') & (byte != b'\t') & (byte != b'\n') & (byte != b'\r') | (byte == 0xef);
    !any(text, suspect) || !text.contains(forbidden)
}

/// Whether a text is legal and needs no escaping.
fn is_plain_text(text: &str) -> bool {
    !any(text, |byte| {
        let control = (byte < b' ') & (byte != b'\t') & (byte != b'\n');
        control | (byte == 0xef) | (byte == b'<') | (byte == b'>') | (byte == b'&')
    })
}

/// Whether an attribute value is legal and needs no escaping.
fn is_plain_value(text: &str) -> bool {
    !any(text, |byte| {
        let quote = (byte == b'"') | (byte == b'\'');
        (byte < b' ') | (byte == 0xef) | (byte == b'<') | (byte == b'>') | (byte == b'&') | quote
    })
}

fn legal(text: &str) -> Cow<'_, str> {
    if is_legal(text) { text.into() } else { text.replace(forbidden, "\u{fffd}").into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_written_can_be_read() {
        let mut xml = Xml::document(0);
        xml.block(Element::new("a").with("n", "<\n\"\u{1}&"), |xml| xml.text("]]> & <b> \r\u{0}\u{fffe}"));
        xml.start(Element::new("never").with("xml:id", "x"));
        let bytes = xml.finish();
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert_eq!(
            text,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a n=\"&lt;&#10;&quot;\u{fffd}&amp;\">]]&gt; &amp; &lt;b&gt; \
             &#13;\u{fffd}\u{fffd}\n</a><never xml:id=\"x\"></never>"
        );
    }
}
