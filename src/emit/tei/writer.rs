//! A thin writer over quick-xml that keeps what XML asks for: every start has its end, every character is legal.

use std::borrow::Cow;
use std::collections::BTreeMap;

use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// How often each element was written.
pub(super) type Counts = BTreeMap<&'static str, usize>;

/// A start tag: a name with its attributes.
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, Cow<'static, str>)>,
}

impl Element {
    /// An element without attributes.
    pub(super) const fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::new() }
    }
    /// The element with one more attribute.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }
}

/// XML in memory. Only [`Xml::block`] and [`Xml::line`] add white space, and neither is used in running text.
pub(super) struct Xml {
    out: quick_xml::Writer<Vec<u8>>,
    open: Vec<&'static str>,
    counts: Counts,
    /// How deep the place is at which a fragment will be appended.
    depth: usize,
    /// A line break is to be written before what comes next.
    due: bool,
}

/// quick-xml reports errors of its sink only, and this one has none.
const INVARIANT: &str = "memory takes everything";

impl Xml {
    /// A document, with its declaration.
    pub(super) fn document() -> Self {
        let mut xml = Self::fragment(0);
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }
    /// A part of a document, to be [appended](Xml::append) to it.
    pub(super) fn fragment(capacity: usize) -> Self {
        let out = quick_xml::Writer::new(Vec::with_capacity(capacity));
        Self { out, open: Vec::new(), counts: Counts::new(), depth: 0, due: false }
    }
    /// A part of a document that will be appended inside `depth` elements.
    pub(super) fn part(capacity: usize, depth: usize) -> Self {
        Self { depth, ..Self::fragment(capacity) }
    }
    /// How often each element was written.
    pub(super) const fn counts(&self) -> &Counts {
        &self.counts
    }
    /// The bytes; what is open is ended.
    pub(super) fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.end();
        }
        self.out.into_inner()
    }

    /// Starts an element.
    pub(super) fn start(&mut self, element: Element) {
        self.settle();
        self.open.push(element.name);
        let tag = self.tag(element);
        self.event(Event::Start(tag));
    }
    /// Ends the element that was started last.
    pub(super) fn end(&mut self) {
        if let Some(name) = self.open.pop() {
            self.event(Event::End(BytesEnd::new(name)));
        }
    }
    /// Writes an element without content.
    pub(super) fn empty(&mut self, element: Element) {
        self.settle();
        let tag = self.tag(element);
        self.event(Event::Empty(tag));
    }
    /// Writes text; a character that XML forbids becomes U+FFFD.
    pub(super) fn text(&mut self, text: &str) {
        self.settle();
        let text = legal(text);
        self.event(Event::Text(BytesText::from_escaped(partial_escape(text.as_ref()))));
    }
    /// Writes an element that holds text only.
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
    /// Writes an element that holds text only, or nothing, on a line of its own.
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
    /// Ends the element that was started last, on a line of its own.
    pub(super) fn line_end(&mut self) {
        let name = self.open.pop();
        self.line_break();
        self.open.extend(name);
        self.end();
    }
    /// Adds a finished part on a line of its own.
    pub(super) fn append(&mut self, part: Xml) {
        self.line_break();
        self.out.get_mut().extend(part.finish());
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
        let indent = "  ".repeat(self.depth + self.open.len());
        self.event(Event::Text(BytesText::from_escaped(format!("\n{indent}"))));
    }
    fn tag(&mut self, element: Element) -> BytesStart<'static> {
        *self.counts.entry(element.name).or_default() += 1;
        let mut tag = BytesStart::new(element.name);
        for (name, value) in &element.attributes {
            tag.push_attribute((*name, legal(value).as_ref()));
        }
        tag
    }
    fn event(&mut self, event: Event) {
        self.out.write_event(event).expect(INVARIANT);
    }
}

/// Whether XML 1.0 has no way to hold the character, not even as a reference.
pub(super) const fn forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether XML takes the character for white space, which may stand between elements.
pub(super) const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

fn legal(text: &str) -> Cow<'_, str> {
    if text.contains(forbidden) { text.replace(forbidden, "\u{fffd}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_written_can_be_read() {
        let mut xml = Xml::document();
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
