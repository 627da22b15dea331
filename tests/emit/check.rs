//! What must hold of every output.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use doclint::diagnostic::Diagnostic;
use doclint::document::Document;
use doclint::emit::{Format, Name, NameKind, Names, Options, emit, json, tei};
use doclint::read::{self, Read};
use doclint::source::Source;
use roxmltree::Node;
use serde_json::Value;

#[path = "schema.rs"]
pub(crate) mod schema;

const XML: &str = "http://www.w3.org/XML/1998/namespace";
const POINTERS: [&str; 7] = ["ref", "who", "target", "scheme", "resp", "ana", "sameAs"];
/// The editor's words, which are no part of the source.
const EDITORIAL: [&str; 3] = ["corr", "reg", "supplied"];

/// The output as text.
pub(crate) fn emitted(document: &Document, format: &Format) -> String {
    let mut out = Vec::new();
    emit(document, None, format, &Options::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The JSON matches its schema, and texts match their spans.
pub(crate) fn json(document: &Document) {
    let value: Value = serde_json::from_str(&emitted(document, &json::FORMAT)).unwrap();
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

/// Every way in which TEI can be written.
pub(crate) fn variants() -> Vec<tei::Options> {
    use tei::{Corrections, Layout, Options, Profile, Speech};
    let plain = Options::default;
    let member = tei::Member { path: "folder/a.b.xml".to_string() };
    vec![
        Options { corrections: Corrections::Inline, ..plain() },
        Options { corrections: Corrections::Standoff, ..plain() },
        Options { layout: Layout::Pretty, ..plain() },
        Options { layout: Layout::Pretty, corrections: Corrections::Inline, sentences: true, ..plain() },
        Options { speech: Speech::Sp, corrections: Corrections::Inline, ..plain() },
        Options { speech: Speech::P, sentences: true, ..plain() },
        Options { profile: Profile::ParlaClarin, ..plain() },
        Options { profile: Profile::ParlaMint, edition: parlamint(), ..plain() },
        Options { member: Some(member), corrections: Corrections::Inline, names: names(), ..plain() },
    ]
}

/// What ParlaMint asks the owner of a corpus.
pub(crate) fn parlamint() -> tei::Edition {
    let said = |text: &str| Some(text.to_string());
    tei::Edition {
        publisher: said("the editors"),
        licence: said("https://creativecommons.org/licenses/by/4.0/"),
        source: said("the site"),
        source_address: said("https://example.org/"),
        address: said("https://example.org/tei/"),
        ..tei::Edition::default()
    }
}

/// Names as a lexicon has them.
pub(crate) fn names() -> Names {
    let name = |kind, label: &str, key: Option<&str>| Name {
        kind,
        label: label.to_string(),
        uri: Some(format!("https://example.org/{}", label.len())),
        key: key.map(str::to_string),
    };
    Names::new([
        (name(NameKind::Place, "Kazakhstan", Some("KZ")), vec!["Kazakhstan", "Republic of Kazakhstan"]),
        (name(NameKind::Place, "Brussels", None), vec!["Brussels", "Brussel"]),
        (name(NameKind::Organisation, "NATO", None), vec!["NATO", "North Atlantic Treaty Organization"]),
        (name(NameKind::Person, "Lord Robertson", None), vec!["Lord Robertson", "LORD ROBERTSON"]),
    ])
}

/// The TEI is valid, gives the source back, marks every line, has each id once and no pointer to nowhere.
pub(crate) fn tei(document: &Document) {
    tei_with(document, &[]);
}

/// The same of TEI with findings, in the usual way and in one other, which the text decides.
pub(crate) fn tei_with(document: &Document, findings: &[Diagnostic]) -> String {
    let variants = variants();
    let variant = document.source.text().len() % variants.len();
    variant_of_tei(document, findings, variants[variant].clone());
    variant_of_tei(document, findings, tei::Options::default())
}

/// The same of TEI written in one way.
pub(crate) fn variant_of_tei(document: &Document, findings: &[Diagnostic], tei: tei::Options) -> String {
    let mut out = Vec::new();
    let is_parlamint = tei.profile == tei::Profile::ParlaMint;
    let date = is_parlamint.then(|| "2026-11-22".to_string());
    let options = Options { tei, date, ..Options::default() };
    emit(document, Some(findings), &tei::FORMAT, &options, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    if let Some(folder) = std::env::var_os("DOCLINT_KEEP_TEI") {
        keep(std::path::Path::new(&folder), &text);
    }
    let xml = roxmltree::Document::parse(&text).unwrap();
    let faults = schema::faults(&xml);
    // What ParlaMint would refuse, `lacking_for_parlamint` names.
    let is_refused = is_parlamint && !tei::lacking_for_parlamint(document).is_empty();
    assert!(faults.is_empty() || is_refused, "{faults:#?} in\n{text}");
    let root = xml.root_element();
    let body = root.children().find(|node| node.has_tag_name("text")).unwrap();
    counts(root, body);
    identifiers(root, &options.tei);
    if options.tei.profile == tei::Profile::ParlaMint {
        return text;
    }
    lines(document, body);
    if options.tei.layout == tei::Layout::Exact {
        let mut source = String::new();
        characters(&xml, body, &mut source);
        assert_eq!(source, document.source.text());
        comes_back(document, &text);
    } else {
        let mut written = vec![String::new()];
        source_lines(&xml, body, &mut written);
        lines_as_written(document, &written);
    }
    text
}

/// The characters after each `lb` in the order of lines, without the layout's line breaks.
fn source_lines(xml: &roxmltree::Document, node: Node, out: &mut Vec<String>) {
    for child in node.children() {
        if child.has_tag_name("lb") {
            let line: usize = child.attribute("n").unwrap().parse().unwrap();
            out.resize(line + 1, String::new());
        } else if child.is_text() {
            let mut pieces = child.text().unwrap().split('\n');
            let last = out.last_mut().unwrap();
            last.push_str(pieces.next().unwrap());
            pieces.for_each(|piece| last.push_str(piece.trim_start_matches([' '])));
        } else if child.has_tag_name("g") {
            let mut character = String::new();
            characters_of(xml, child, &mut character);
            out.last_mut().unwrap().push_str(&character);
        } else if !EDITORIAL.contains(&child.tag_name().name()) {
            source_lines(xml, child, out);
        }
    }
}

/// Every line that is not blank is as in the source, without its indentation.
fn lines_as_written(document: &Document, written: &[String]) {
    let space: &[char] = &[' ', '\t', '\r'];
    for (index, line) in document.source.text().split('\n').enumerate() {
        let bare = line.trim_start_matches(space);
        if bare.trim_start_matches('\u{feff}').trim_start_matches(space).is_empty() {
            continue;
        }
        let got = written.get(index + 1).map_or("", String::as_str);
        // A byte order mark precedes the line, and its beginning.
        let unmarked = |line: &str| match index {
            0 => line.trim_start_matches('\u{feff}').trim_start_matches(space).to_string(),
            _ => line.to_string(),
        };
        assert_eq!(unmarked(got), unmarked(bare));
    }
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
            characters_of(xml, child, out);
        } else if !EDITORIAL.contains(&child.tag_name().name()) {
            characters(xml, child, out);
        }
    }
}

/// The character that a `g` represents.
fn characters_of(xml: &roxmltree::Document, g: Node, out: &mut String) {
    let id = g.attribute("ref").unwrap().strip_prefix('#').unwrap();
    let character = xml.descendants().find(|node| node.attribute((XML, "id")) == Some(id)).unwrap();
    let mapping = character.children().find(|node| node.has_tag_name("mapping")).unwrap();
    let code = mapping.text().unwrap().strip_prefix("U+").unwrap();
    out.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
}

/// There is one `lb` for every line that is not blank, not counting a byte order mark.
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

fn identifiers(root: Node, options: &tei::Options) {
    let mut ids = HashSet::new();
    for node in root.descendants() {
        if let Some(id) = node.attribute((XML, "id")) {
            assert!(id.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_'), "{id}");
            assert!(ids.insert(id), "{id} twice");
        }
    }
    // The persons and taxonomies of ParlaMint are in the root of its corpus.
    if options.profile == tei::Profile::ParlaMint {
        return;
    }
    for attribute in root.descendants().flat_map(|node| node.attributes()) {
        if POINTERS.contains(&attribute.name()) {
            for pointer in attribute.value().split(' ') {
                match pointer.strip_prefix('#') {
                    Some(id) => assert!(ids.contains(id), "nothing is {id}"),
                    None => assert!(leads_out(pointer), "{pointer}"),
                }
            }
        }
    }
}

/// Whether a pointer leads into the source, into a shared file, or to a record elsewhere.
fn leads_out(pointer: &str) -> bool {
    let shared = [
        "../taxonomy.xml#doclint.",
        "../listPerson.xml#doclint.person.",
        "../listOrg.xml#doclint.org.",
        "../listPlace.xml#doclint.place.",
    ];
    pointer.contains("#line=")
        || pointer.contains("#char=")
        || pointer.starts_with("https://example.org/")
        || shared.iter().any(|file| pointer.starts_with(file))
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
