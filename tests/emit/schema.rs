//! Validation against `schemas/doclint.rnc` and `.rng` in this process.

use std::sync::LazyLock;

use relax_ng::{
    Content, DatatypeRegistry, Element, ExpandedName, ResolveError, Schema, SchemaResolver, SchemaSource,
    SchemaSyntax,
};
use roxmltree::Node;

static COMPACT: LazyLock<Schema> =
    LazyLock::new(|| schema(include_str!("../../schemas/doclint.rnc"), SchemaSyntax::Compact));
static XML: LazyLock<Schema> =
    LazyLock::new(|| schema(include_str!("../../schemas/doclint.rng"), SchemaSyntax::Xml));

/// The schemas include nothing.
struct Alone;

impl SchemaResolver for Alone {
    fn resolve(&self, href: &str, _: &str) -> Result<SchemaSource, ResolveError> {
        Err(ResolveError::new(format!("nothing is included, not {href} either")))
    }
}

fn schema(text: &str, syntax: SchemaSyntax) -> Schema {
    Schema::compile(&SchemaSource::new(text, "memory:/doclint", syntax), &Alone).unwrap()
}

/// An element of a parsed document.
#[derive(Clone, Copy)]
struct Parsed<'a, 'x>(Node<'a, 'x>);

fn expanded(namespace: Option<&str>, local: &str) -> ExpandedName {
    ExpandedName::new(namespace, local)
}

impl Element for Parsed<'_, '_> {
    type Location = String;

    fn name(&self) -> ExpandedName {
        expanded(self.0.tag_name().namespace(), self.0.tag_name().name())
    }
    fn attributes(&self) -> impl Iterator<Item = (ExpandedName, String)> {
        let attributes = self.0.attributes();
        attributes.map(|it| (expanded(it.namespace(), it.name()), it.value().to_string()))
    }
    fn children(&self) -> impl Iterator<Item = Content<Self>> {
        let mut children: Vec<Content<Self>> = Vec::new();
        for child in self.0.children() {
            match (child.is_element(), child.text(), children.last_mut()) {
                (true, ..) => children.push(Content::Element(Parsed(child))),
                (false, Some(text), Some(Content::Text(before))) if child.is_text() => before.push_str(text),
                (false, Some(text), _) if child.is_text() => children.push(Content::Text(text.to_string())),
                _ => {}
            }
        }
        children.into_iter()
    }
    fn location(&self) -> Option<String> {
        Some(self.0.document().text_pos_at(self.0.range().start).to_string())
    }
}

fn errors(schema: &Schema, document: &roxmltree::Document) -> Vec<String> {
    let found = schema.validate(&DatatypeRegistry::new(), &Parsed(document.root_element())).unwrap();
    found.iter().map(ToString::to_string).collect()
}

/// What is wrong with a document by the compact schema.
pub(crate) fn faults(document: &roxmltree::Document) -> Vec<String> {
    errors(&COMPACT, document)
}

/// What is wrong with a document by the schema in XML syntax.
#[allow(dead_code, reason = "only one of the two tests that have this module asks for it")]
pub(crate) fn faults_by_xml_syntax(document: &roxmltree::Document) -> Vec<String> {
    errors(&XML, document)
}
