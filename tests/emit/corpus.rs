//! A corpus as a whole: valid once its parts are included, every identifier once, every pointer to something.

use std::collections::{BTreeMap, HashSet};

use doclint::diagnostic::Diagnostic;
use doclint::emit::{Options, emit, tei};
use doclint::lexicon::Lexicon;
use doclint::lint::lint;
use doclint::parse::parse;
use doclint::profile::Profile;
use doclint::settings::Settings;
use doclint::source::Source;

use super::check;

const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The files of a corpus of these documents, by path.
fn corpus(documents: &[(&str, &str)]) -> BTreeMap<String, String> {
    let mut corpus = tei::Corpus::default();
    let mut files = BTreeMap::new();
    let base = tei::Options {
        corrections: tei::Corrections::Inline,
        names: check::names(),
        edition: tei::Edition { publisher: Some("A & B".to_string()), ..tei::Edition::default() },
        ..tei::Options::default()
    };
    for (path, text) in documents {
        let source =
            Source::from_text(path.replace(".xml", ".txt"), *text).identified(path.replace(".xml", ""));
        let document = parse(&source, Profile::recognise(source.text()));
        let findings: Vec<Diagnostic> = lint(&document, Lexicon::built_in(), &Settings::default());
        let member = Some(tei::Member { path: (*path).to_string() });
        let options = Options { tei: tei::Options { member, ..base.clone() }, ..Options::default() };
        let mut bytes = Vec::new();
        emit(&document, Some(&findings), &tei::FORMAT, &options, &mut bytes).unwrap();
        corpus.add((*path).to_string(), tei::Facts::of(&document, &findings, &options.tei));
        files.insert((*path).to_string(), String::from_utf8(bytes).unwrap());
    }
    let options = Options { date: Some("2026-11-22".to_string()), tei: base, ..Options::default() };
    for (name, bytes) in corpus.files(&options) {
        assert!(files.insert(name.to_string(), String::from_utf8(bytes).unwrap()).is_none());
    }
    files
}

/// The root with everything that it includes, by file names that are plain.
fn included(files: &BTreeMap<String, String>, file: &str) -> String {
    let text = files[file].split_once("?>").unwrap().1;
    let mut whole = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<xi:include href=\"") {
        let (href, after) = after.split_once("\"/>").unwrap();
        whole.push_str(before);
        whole.push_str(&included(files, &href.replace("%20", " ")));
        rest = after;
    }
    whole.push_str(rest);
    whole
}

/// The file that a pointer in another leads to, and the identifier there.
fn target(from: &str, pointer: &str) -> (String, String) {
    let (file, id) = pointer.split_once('#').unwrap();
    if file.is_empty() {
        return (from.to_string(), id.to_string());
    }
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for part in file.split('/') {
        if part == ".." { assert!(folders.pop().is_some(), "{pointer}") } else { folders.push(part) }
    }
    (folders.join("/"), id.to_string())
}

fn seeds() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut seeds: Vec<_> = entries
        .map(|path| {
            let name = path.with_extension("xml").file_name().unwrap().to_str().unwrap().to_string();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    seeds.sort();
    seeds
}

#[test]
fn a_corpus_is_valid_and_holds_together() {
    let seeds = seeds();
    let mut documents: Vec<(&str, &str)> =
        seeds.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    // Names that look like identifiers of other documents or of the shared files.
    let briefing = seeds[2].1.as_str();
    let rivals = [
        "genre.xml",
        "doclint.xml",
        "a.xml",
        "a.b1.xml",
        "a/b1.xml",
        "a b/c.xml",
        "a_x0020_b/c.xml",
        "a/b/c/d.xml",
    ];
    documents.extend(rivals.map(|path| (path, briefing)));
    let files = corpus(&documents);
    let whole = included(&files, "teiCorpus.xml");
    let xml = roxmltree::Document::parse(&whole).unwrap();
    let faults = check::schema::faults(&xml);
    assert!(faults.is_empty(), "{faults:#?}");
    let mut ids = HashSet::new();
    for id in xml.descendants().filter_map(|node| node.attribute((XML, "id"))) {
        assert!(ids.insert(id.to_string()), "{id} twice");
    }
    assert_eq!(xml.descendants().filter(|node| node.has_tag_name("TEI")).count(), documents.len());
    pointers(&files);
}

/// Every pointer leads to an identifier of the file that it names.
fn pointers(files: &BTreeMap<String, String>) {
    let mut held: HashSet<(String, String)> = HashSet::new();
    let mut pointers = Vec::new();
    for (path, text) in files {
        let xml = roxmltree::Document::parse(text).unwrap();
        for attribute in xml.descendants().flat_map(|node| node.attributes()) {
            if attribute.name() == "id" {
                held.insert((path.clone(), attribute.value().to_string()));
            } else if ["ref", "who", "target", "scheme", "resp", "ana", "sameAs"].contains(&attribute.name())
            {
                let values = attribute.value().split(' ').filter(|value| !value.contains(".txt#"));
                pointers.extend(values.map(|value| (path.clone(), value.to_string())));
            }
        }
    }
    assert!(pointers.len() > 100, "{}", pointers.len());
    for (path, pointer) in pointers {
        let target = target(&path, &pointer);
        assert!(held.contains(&target), "{pointer} in {path}");
    }
}

#[test]
fn one_person_is_one_record() {
    let seeds = seeds();
    let documents: Vec<(&str, &str)> =
        seeds.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let files = corpus(&documents);
    let persons = &files["listPerson.xml"];
    assert_eq!(persons.matches("xml:id=\"doclint.person.jaap-de-hoop-scheffer\"").count(), 1, "{persons}");
    assert!(persons.contains("<persName>Jaap de Hoop Scheffer</persName>"), "{persons}");
    assert!(files["listPlace.xml"].contains("<placeName key=\"KZ\">Kazakhstan</placeName>"));
    assert!(files["listOrg.xml"].contains("<idno type=\"URI\">https://example.org/4</idno>"));
    assert!(files["teiCorpus.xml"].contains("<publisher>A &amp; B</publisher>"));
}

#[test]
fn a_corpus_without_names_has_no_lists() {
    let files = corpus(&[("empty.xml", "")]);
    assert_eq!(files.keys().collect::<Vec<_>>(), ["empty.xml", "taxonomy.xml", "teiCorpus.xml"]);
    let whole = included(&files, "teiCorpus.xml");
    let faults = check::schema::faults(&roxmltree::Document::parse(&whole).unwrap());
    assert!(faults.is_empty(), "{faults:#?}");
}
