//! What must hold of every output.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use doclint::diagnostic::Diagnostic;
use doclint::document::Document;
use doclint::emit::{Format, Options, emit};
use doclint::read::{self, Read};
use doclint::source::Source;
use roxmltree::Node;
use serde_json::Value;

const XML: &str = "http://www.w3.org/XML/1998/namespace";
const POINTERS: [&str; 6] = ["ref", "who", "target", "scheme", "resp", "ana"];

/// The output as text.
pub(crate) fn emitted(document: &Document, format: Format) -> String {
    let mut out = Vec::new();
    emit(document, None, format, &Options::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The JSON is as its schema says, and texts stand where their spans say.
pub(crate) fn json(document: &Document) {
    let value: Value = serde_json::from_str(&emitted(document, Format::Json)).unwrap();
    against_schema("document", &value);
    texts(document, &value);
}

/// Every object with `text` and `span` has the text of its span.
fn texts(document: &Document, value: &Value) {
    if let (Some(text), Some([start, end])) =
        (value["text"].as_str(), value["span"].as_array().map(Vec::as_slice))
    {
        let [start, end] = [start, end].map(|offset| offset.as_u64().unwrap() as usize);
        assert_eq!(text, doclint::source::fold(&document.source.text()[start..end]));
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| texts(document, value)),
        Value::Object(object) => object.values().for_each(|value| texts(document, value)),
        _ => {}
    }
}

/// The value is as the published schema of this name says.
pub(crate) fn against_schema(name: &str, value: &Value) {
    static VALIDATORS: LazyLock<HashMap<&str, jsonschema::Validator>> = LazyLock::new(|| {
        let validator = |name| {
            let schema = serde_json::from_str(doclint::schema::published(name).unwrap()).unwrap();
            (name, jsonschema::draft202012::new(&schema).unwrap())
        };
        doclint::schema::names().map(validator).collect()
    });
    if let Err(error) = VALIDATORS[name].validate(value) {
        panic!("{error} at {}", error.instance_path());
    }
}

/// The TEI is well-formed, gives the source back, marks every line, has each id once and no pointer to nowhere.
pub(crate) fn tei(document: &Document) {
    tei_with(document, &[]);
}

/// The same of TEI with findings.
pub(crate) fn tei_with(document: &Document, findings: &[Diagnostic]) -> String {
    let mut out = Vec::new();
    emit(document, Some(findings), Format::Tei, &Options::default(), &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    if let Some(folder) = std::env::var_os("DOCLINT_KEEP_TEI") {
        keep(std::path::Path::new(&folder), &text);
    }
    let xml = roxmltree::Document::parse(&text).unwrap();
    let root = xml.root_element();
    let body = root.children().find(|node| node.has_tag_name("text")).unwrap();
    let mut source = String::new();
    characters(&xml, body, &mut source);
    assert_eq!(source, document.source.text());
    comes_back(document, &text);
    lines(document, body);
    identifiers(root);
    counts(root, body);
    text
}

/// doclint itself reads the source out of it, byte for byte and in its encoding.
fn comes_back(document: &Document, tei: &str) {
    let own = read_back(tei, false);
    assert!(own.intact);
    assert_eq!(own.source.bytes(), document.source.bytes());
    assert_eq!(own.source.encoding(), document.source.encoding());
    let name = document.source.file_name();
    if name.bytes().all(|byte| byte.is_ascii_graphic()) && !name.is_empty() {
        assert_eq!(own.source.file_name(), name);
    }
}

/// The source of TEI that doclint wrote.
pub(crate) fn read_back(tei: &str, corrections: bool) -> read::Own {
    let file = Source::from_text("a.xml", tei);
    match read::tei(&file, corrections) {
        Ok(Read::Own(own)) => own,
        other => panic!("{other:?}\n{tei}"),
    }
}

/// Keeps a document, to be validated with jing by hand: `DOCLINT_KEEP_TEI=folder cargo test --test emit`.
fn keep(folder: &std::path::Path, text: &str) {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    std::fs::write(folder.join(format!("{number:05}.xml")), text).unwrap();
}

fn characters(xml: &roxmltree::Document, node: Node, out: &mut String) {
    for child in node.children() {
        if child.is_text() {
            out.push_str(child.text().unwrap());
        } else if child.has_tag_name("g") {
            let id = child.attribute("ref").unwrap().strip_prefix('#').unwrap();
            let character = xml.descendants().find(|node| node.attribute((XML, "id")) == Some(id)).unwrap();
            let mapping = character.children().find(|node| node.has_tag_name("mapping")).unwrap();
            let code = mapping.text().unwrap().strip_prefix("U+").unwrap();
            out.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        } else {
            characters(xml, child, out);
        }
    }
}

/// `lb` stands once for every line that is not blank, a byte order mark not counted.
fn lines(document: &Document, body: Node) {
    let beginnings = body.descendants().filter(|node| node.has_tag_name("lb"));
    let marked: Vec<usize> = beginnings.map(|node| node.attribute("n").unwrap().parse().unwrap()).collect();
    let space: &[char] = &[' ', '\t', '\r', '\n'];
    let written =
        |line: &str| !line.trim_matches(space).trim_start_matches('\u{feff}').trim_matches(space).is_empty();
    let lines = document.source.text().split('\n').enumerate();
    let want: HashSet<usize> = lines.filter(|(_, line)| written(line)).map(|(index, _)| index + 1).collect();
    assert!(marked.is_sorted_by(|a, b| a < b), "{marked:?}");
    assert!(want.iter().all(|line| marked.contains(line)), "{want:?} {marked:?}");
}

fn identifiers(root: Node) {
    let mut ids = HashSet::new();
    for node in root.descendants() {
        if let Some(id) = node.attribute((XML, "id")) {
            assert!(id.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_'), "{id}");
            assert!(ids.insert(id), "{id} twice");
        }
    }
    for attribute in root.descendants().flat_map(|node| node.attributes()) {
        if POINTERS.contains(&attribute.name()) {
            for pointer in attribute.value().split(' ') {
                match pointer.strip_prefix('#') {
                    Some(id) => assert!(ids.contains(id), "nothing is {id}"),
                    None => assert!(pointer.contains("#line="), "{pointer}"),
                }
            }
        }
    }
}

fn counts(root: Node, body: Node) {
    let mut found: HashMap<&str, usize> = HashMap::new();
    for node in body.descendants().filter(Node::is_element) {
        *found.entry(node.tag_name().name()).or_default() += 1;
    }
    let usages = root.descendants().filter(|node| node.has_tag_name("tagUsage"));
    let told = |node: Node<'_, '_>| node.attribute("occurs").unwrap().parse::<usize>().unwrap();
    let mut number = 0;
    for usage in usages {
        assert_eq!(found[usage.attribute("gi").unwrap()], told(usage));
        number += 1;
    }
    assert_eq!(number, found.len());
}
