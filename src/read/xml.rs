//! XML as a tree of elements and texts. What a document does not need but an attacker uses is refused.

use quick_xml::Reader;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};

/// The deepest nesting of elements.
const DEPTH: usize = 256;

/// Why a file is not read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub message: String,
    /// Byte offset into the text.
    pub offset: usize,
}

/// A whole document.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) root: Element,
    /// Comments, anywhere.
    pub(super) comments: usize,
    /// Processing instructions inside the root; those before it are about the file.
    pub(super) instructions: usize,
}

/// An element with its content. Names are without prefix.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Child>,
    /// The offset of its tag.
    pub(super) offset: usize,
}

/// The content of an element.
#[derive(Debug)]
pub(super) enum Child {
    Element(Element),
    Text(String),
}

impl Element {
    /// The value of an attribute, by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
    /// The elements directly inside.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }
    /// The first element of a name directly inside.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }
    /// The elements of a name anywhere inside, in order.
    pub(super) fn all<'e>(&'e self, name: &'e str) -> Vec<&'e Element> {
        let mut found = Vec::new();
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            }
            found.extend(element.all(name));
        }
        found
    }
    /// The number of elements inside.
    pub(super) fn count(&self) -> usize {
        self.elements().map(|element| 1 + element.count()).sum()
    }
    /// All text inside, with white space normalised.
    pub(super) fn words(&self) -> String {
        let mut text = String::new();
        self.collect(&mut text);
        crate::source::fold(&text).into_owned()
    }

    fn collect(&self, text: &mut String) {
        for child in &self.children {
            match child {
                Child::Element(element) => element.collect(text),
                Child::Text(part) => text.push_str(part),
            }
        }
    }
    fn push_text(&mut self, text: &str) {
        match self.children.last_mut() {
            Some(Child::Text(before)) => before.push_str(text),
            _ => self.children.push(Child::Text(text.to_string())),
        }
    }
}

/// Encodings that a declaration may name: those that files are decoded from. The others are one-byte encodings.
const UNICODE: [&str; 4] = ["utf-8", "utf-16", "utf-16le", "utf-16be"];
const ONE_BYTE: [&str; 5] = ["iso-8859-1", "windows-1252", "us-ascii", "latin1", "ascii"];

/// Reads a complete document; `one_byte` means that it was not Unicode and was decoded as Windows-1252.
pub(super) fn parse(xml: &str, one_byte: bool) -> Result<Parsed, Refusal> {
    let mark = if xml.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut tree = Tree { one_byte, ..Tree::default() };
    let mut reader = Reader::from_str(&xml[mark..]);
    loop {
        let position = |offset: u64| mark + usize::try_from(offset).unwrap_or(xml.len());
        tree.at = position(reader.buffer_position());
        let event = reader.read_event().map_err(|error| Refusal {
            message: format!("not well-formed XML: {error}"),
            offset: position(reader.error_position()),
        })?;
        if matches!(event, Event::Eof) {
            return tree.finish();
        }
        tree.take(event)?;
    }
}

/// A document being read.
#[derive(Default)]
struct Tree {
    /// The elements that are open, outermost first.
    open: Vec<Element>,
    root: Option<Element>,
    comments: usize,
    instructions: usize,
    /// The offset of the event.
    at: usize,
    /// Whether the file still has to name a one-byte encoding.
    one_byte: bool,
}

impl Tree {
    fn take(&mut self, event: Event) -> Result<(), Refusal> {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::Empty(tag) => {
                self.start(&tag)?;
                self.end()
            }
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => self.text(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let c = self.reference(&name)?;
                self.text(c.encode_utf8(&mut [0; 4]))
            }
            Event::DocType(text) => self.doctype(&text),
            Event::Decl(declaration) => self.declared(&declaration),
            Event::Comment(_) => {
                self.comments += 1;
                Ok(())
            }
            Event::PI(_) => {
                self.instructions += usize::from(!self.open.is_empty());
                Ok(())
            }
            Event::Eof => Ok(()),
        }
    }

    fn declared(&mut self, declaration: &BytesDecl) -> Result<(), Refusal> {
        let Some(Ok(encoding)) = declaration.encoding() else { return Ok(()) };
        let name = encoding.to_lowercase();
        let known = |names: &[&str]| names.contains(&name.as_str());
        if known(&ONE_BYTE) {
            self.one_byte = false;
        } else if !known(&UNICODE) {
            return self.refuse(format!("unsupported encoding `{encoding}`: use UTF-8"));
        }
        Ok(())
    }

    fn start(&mut self, tag: &BytesStart) -> Result<(), Refusal> {
        if self.one_byte {
            return self.refuse("the bytes are not UTF-8, and the XML declaration names no other encoding");
        }
        if self.open.len() == DEPTH {
            return self.refuse(format!("elements are nested deeper than {DEPTH}"));
        }
        if self.open.is_empty() && self.root.is_some() {
            return self.refuse("not well-formed XML: a second root element");
        }
        let name = tag.local_name().as_ref().to_string();
        let mut element = Element { name, offset: self.at, ..Element::default() };
        for attribute in tag.attributes() {
            let attribute =
                attribute.or_else(|error| self.refuse(format!("not well-formed XML: {error}")))?;
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
            let value = value.or_else(|error| self.refuse(format!("invalid attribute: {error}")))?;
            element.attributes.push((attribute.key.local_name().as_ref().to_string(), value.into_owned()));
        }
        self.open.push(element);
        Ok(())
    }

    fn end(&mut self) -> Result<(), Refusal> {
        let Some(element) = self.open.pop() else {
            return self.refuse("not well-formed XML: an end tag without a start tag");
        };
        match self.open.last_mut() {
            Some(parent) => parent.children.push(Child::Element(element)),
            None => self.root = Some(element),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Refusal> {
        match self.open.last_mut() {
            Some(element) => element.push_text(text),
            None if text.trim().is_empty() => {}
            None => return self.refuse("not well-formed XML: text outside the root element"),
        }
        Ok(())
    }

    /// The character of a reference: a number, or one of the five names that XML defines.
    fn reference(&self, name: &BytesRef) -> Result<char, Refusal> {
        let written = name.xml10_content();
        match name.resolve_char_ref() {
            Ok(Some(c)) if legal(c) => return Ok(c),
            Ok(None) => {}
            _ => return self.refuse(format!("not well-formed XML: &{written}; is not a character")),
        }
        match &*written {
            "lt" => Ok('<'),
            "gt" => Ok('>'),
            "amp" => Ok('&'),
            "quot" => Ok('"'),
            "apos" => Ok('\''),
            name => self.refuse(format!("unsupported entity `{name}`: write the character itself")),
        }
    }

    fn doctype(&self, text: &str) -> Result<(), Refusal> {
        if text.contains('[') {
            return self.refuse("the document declares entities or elements of its own (DOCTYPE with [ ])");
        }
        if text.split_whitespace().nth(1).is_some() {
            return self.refuse("the document uses an external DTD: remove the DOCTYPE");
        }
        Ok(())
    }

    fn finish(self) -> Result<Parsed, Refusal> {
        match (self.root, self.open.first()) {
            (Some(root), None) => {
                Ok(Parsed { root, comments: self.comments, instructions: self.instructions })
            }
            (_, Some(open)) => Err(Refusal {
                message: format!("not well-formed XML: <{}> is not closed", open.name),
                offset: open.offset,
            }),
            (None, None) => Err(Refusal { message: "not XML: there is no element".into(), offset: self.at }),
        }
    }

    fn refuse<T>(&self, message: impl Into<String>) -> Result<T, Refusal> {
        Err(Refusal { message: message.into(), offset: self.at })
    }
}

/// Whether XML 1.0 allows the character in a document.
const fn legal(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(xml: &str) -> Refusal {
        parse(xml, false).expect_err(xml)
    }

    #[test]
    fn documents_become_trees() {
        let root = parse("\u{feff}<?xml version=\"1.0\"?><!DOCTYPE t><t:a xml:id='x' n=\"&lt;&#10;\"><b/>1&amp;\r\n<![CDATA[<2>]]>&#13;<!-- c --></t:a>\n", false).expect("XML").root;
        assert_eq!(
            (root.name.as_str(), root.attribute("id"), root.attribute("n")),
            ("a", Some("x"), Some("<\n"))
        );
        assert!(matches!(&root.children[1], Child::Text(text) if text == "1&\n<2>\r"), "{root:?}");
    }

    #[test]
    fn what_an_attacker_needs_is_refused() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
        assert!(refused(bomb).message.contains("declares entities"));
        assert!(refused("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>").message.contains("external DTD"));
        assert_eq!(refused("<a>\n&eacute;</a>").offset, 4);
        assert!(refused("<a b='&x;'/>").message.contains("attribute"));
        let deep = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
        assert!(parse(&deep(DEPTH), false).is_ok());
        assert_eq!(refused(&deep(DEPTH + 1)).offset, 3 * DEPTH);
        assert!(refused(&"<a>".repeat(1_000_000)).message.contains("deeper"));
    }

    #[test]
    fn encodings_are_named_or_unicode() {
        assert!(refused("<?xml version='1.0' encoding='Shift_JIS'?><a/>").message.contains("Shift_JIS"));
        assert!(parse("<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>", true).is_ok());
        assert!(parse("<?xml version='1.0' encoding='UTF-8'?><a>é</a>", true).is_err());
    }

    #[test]
    fn what_is_no_xml_is_refused() {
        for xml in [
            "",
            " ",
            "text",
            "<a>",
            "<a></b>",
            "</a>",
            "<a/><b/>",
            "<a/>x",
            "<a b='1' b='2'/>",
            "<a>&#0;</a>",
            "<a>&",
            "<a",
            "<a><![CDATA[",
        ] {
            refused(xml);
        }
    }
}
