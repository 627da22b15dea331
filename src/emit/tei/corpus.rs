//! A corpus: a root that includes its documents, and the taxonomy and the lists of names that they share.

use std::collections::{BTreeMap, BTreeSet};

use super::header::{self, SPEAKERS};
use super::options::Options;
use super::references::{self, ORGANISATIONS, PERSONS, PLACES, TAXONOMY};
use super::writer::{Element, Xml};
use super::{Ids, NAMESPACE, findings, genre, marks, said_language};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Kind};
use crate::emit;
use crate::emit::cast::Cast;
use crate::emit::facts::category;
use crate::emit::names::{Name, NameKind};
use crate::profile::Category;

/// The name of the root's file.
const ROOT: &str = "teiCorpus.xml";

/// What the documents of a corpus have in common, collected one by one.
#[derive(Debug, Default)]
pub struct Corpus {
    /// The paths of the documents, in the order in which they were added.
    paths: Vec<String>,
    lists: BTreeMap<(NameKind, String), Entry>,
    rules: BTreeSet<&'static str>,
    languages: BTreeMap<String, String>,
    speeches: usize,
    words: usize,
    /// The first and the last day of an event.
    days: Option<(String, String)>,
}

/// The facts that a corpus takes from one document.
#[derive(Debug)]
pub struct Facts {
    names: Vec<(NameKind, String, Entry)>,
    rules: BTreeSet<&'static str>,
    language: (String, String),
    speeches: usize,
    words: usize,
    days: Option<(String, String)>,
}

/// The facts about a name in all documents.
#[derive(Debug, Default)]
struct Entry {
    label: Option<String>,
    forms: BTreeSet<String>,
    roles: BTreeSet<String>,
    uri: Option<String>,
    key: Option<String>,
}

impl Facts {
    /// The facts of a document that is written with these findings and options.
    pub fn of(document: &Document, findings: &[Diagnostic], options: &Options) -> Self {
        let cast = Cast::of(document, category(document));
        let utterances = document.blocks.iter().filter(|block| block.kind == Kind::Utterance).count();
        let (ident, name) = said_language(document, options);
        Self {
            names: names(document, &cast, options),
            rules: findings::rules(findings),
            language: (ident.to_string(), name.to_string()),
            speeches: if cast.sole { 1 } else { utterances },
            words: document.word_count(),
            days: document.header.date.as_ref().and_then(super::dates::span),
        }
    }
}

/// All names of a document that point into a list, each with its attributes.
fn names(document: &Document, cast: &Cast, options: &Options) -> Vec<(NameKind, String, Entry)> {
    let mut found = Vec::new();
    let mut add = |kind: NameKind, text: &str, known: Option<&Name>, role: Option<String>| {
        let form = crate::source::fold(text).into_owned();
        let label = known.map_or(&form, |known| &known.label);
        let entry = Entry {
            label: known.map(|known| known.label.clone()),
            roles: role.into_iter().collect(),
            uri: known.and_then(|known| known.uri.clone()),
            key: known.and_then(|known| known.key.clone()),
            forms: BTreeSet::from([form.clone()]),
        };
        found.push((kind, references::entry(kind, label), entry));
    };
    for speaker in &cast.speakers {
        let name = document.source.fold(speaker.name);
        if header::is_listed(speaker, &name) {
            let known = options.names.person(&name);
            let role = speaker.role.map(|role| document.source.fold(role).into_owned());
            add(NameKind::Person, &name, known, role);
        }
    }
    for mark in marks::collect(document, cast, &[], options) {
        if let marks::MarkKind::Name(kind, known) = mark.kind {
            add(kind, document.text(mark.span), known, None);
        }
    }
    for span in &document.header.place {
        let place = document.text(emit::reading::place(document.source, *span));
        let known = options.names.get(place).filter(|known| known.kind == NameKind::Place);
        add(NameKind::Place, place, known, None);
    }
    found
}

impl Corpus {
    /// Names that no document may have, since the corpus has files with these names.
    pub const FILES: [&'static str; 5] = [ROOT, TAXONOMY, PERSONS, ORGANISATIONS, PLACES];

    /// Adds a document with this path in the folder of the corpus, with `/` between folders.
    pub fn add(&mut self, path: String, facts: Facts) {
        self.paths.push(path);
        for (kind, id, entry) in facts.names {
            let known = self.lists.entry((kind, id)).or_default();
            known.label = known.label.take().or(entry.label);
            known.forms.extend(entry.forms);
            known.roles.extend(entry.roles);
            known.uri = known.uri.take().or(entry.uri);
            known.key = known.key.take().or(entry.key);
        }
        self.rules.extend(facts.rules);
        let (ident, name) = facts.language;
        self.languages.insert(ident, name);
        self.speeches += facts.speeches;
        self.words += facts.words;
        if let Some((from, to)) = facts.days {
            let (first, last) = self.days.get_or_insert_with(|| (from.clone(), to.clone()));
            *first = from.min(first.clone());
            *last = to.max(last.clone());
        }
    }

    /// The shared files of the corpus with their names; lists without entries are left out.
    pub fn files(&self, options: &emit::Options) -> Vec<(&'static str, Vec<u8>)> {
        let mut files = vec![(TAXONOMY, self.taxonomy(&options.tei))];
        for kind in [NameKind::Organisation, NameKind::Person, NameKind::Place] {
            if self.has(kind) {
                files.push((references::list(kind), self.list(kind, &options.tei)));
            }
        }
        files.push((ROOT, self.root(options)));
        files.iter_mut().for_each(|(_, bytes)| bytes.push(b'\n'));
        files
    }

    fn has(&self, kind: NameKind) -> bool {
        self.lists.keys().any(|(of, _)| *of == kind)
    }

    fn taxonomy(&self, options: &Options) -> Vec<u8> {
        let ids = Ids::shared();
        let mut xml = Xml::document(0);
        let root = Element::new("taxonomy").with("xmlns", NAMESPACE).with("xml:id", ids.category("taxonomy"));
        let group = |xml: &mut Xml, name: &str, title: &str, content: &mut dyn FnMut(&mut Xml)| {
            xml.block(Element::new("category").with("xml:id", ids.category(name)), |xml| {
                header::describe(xml, title, None);
                content(xml);
            });
        };
        xml.block(root.with("xml:lang", "en"), |xml| {
            xml.line(Element::new("desc"), "Genres, speakers and lint rules of doclint");
            group(xml, "genre", "Genre", &mut |xml| {
                for kind in Category::ALL {
                    let id = ids.category(&format!("genre.{}", genre(kind)));
                    header::write_category(xml, id, header::term(kind), None);
                }
            });
            group(xml, "speaker", "Speaker", &mut |xml| {
                for (name, description) in SPEAKERS {
                    let id = ids.category(&format!("speaker.{name}"));
                    header::write_category(xml, id, name, Some(description));
                }
            });
            group(xml, "lint", "Lint rule", &mut |xml| {
                for rule in &self.rules {
                    let id = ids.category(&format!("lint.{rule}"));
                    header::write_category(xml, id, rule, options.describe(rule));
                }
            });
        });
        xml.finish()
    }

    fn list(&self, kind: NameKind, options: &Options) -> Vec<u8> {
        let (list, head, entry) = match kind {
            NameKind::Person => ("listPerson", "Persons of the corpus", "person"),
            NameKind::Organisation => ("listOrg", "Organisations of the corpus", "org"),
            NameKind::Place => ("listPlace", "Places of the corpus", "place"),
        };
        let mut xml = Xml::document(0);
        let root = Element::new(list)
            .with("xmlns", NAMESPACE)
            .with("xml:id", Ids::shared().category(list))
            .with("xml:lang", self.language(options));
        xml.block(root, |xml| {
            xml.line(Element::new("head"), head);
            for ((_, id), known) in self.lists.iter().filter(|((of, _), _)| *of == kind) {
                xml.block(Element::new(entry).with("xml:id", id), |xml| known.write(xml, kind));
            }
        });
        xml.finish()
    }

    /// The language that the caller sets, else that of all documents.
    fn language(&self, options: &Options) -> String {
        let said = options.edition.language.as_deref().filter(|language| references::is_language(language));
        let only = self.languages.keys().next().filter(|_| self.languages.len() == 1);
        said.or(only.map(String::as_str)).unwrap_or("und").to_string()
    }

    fn root(&self, options: &emit::Options) -> Vec<u8> {
        let ids = Ids::shared();
        let mut xml = Xml::document(0);
        let root = Element::new("teiCorpus")
            .with("xmlns", NAMESPACE)
            .with("xmlns:xi", "http://www.w3.org/2001/XInclude")
            .with("xml:id", ids.category("corpus"))
            .with("xml:lang", self.language(&options.tei));
        xml.block(root, |xml| {
            xml.block(Element::new("teiHeader"), |xml| {
                self.file(xml, options);
                xml.block(Element::new("encodingDesc"), |xml| {
                    let text = "Each document was converted from a plain-text dump of one web page.";
                    xml.block(Element::new("projectDesc"), |xml| xml.line(Element::new("p"), text));
                    xml.block(Element::new("classDecl"), |xml| include(xml, TAXONOMY));
                    header::application(xml, ids.category("software"), &ids.category("corpus"));
                });
                self.profile(xml);
                if let Some(day) = header::day(options) {
                    xml.block(Element::new("revisionDesc"), |xml| {
                        header::change(xml, day, super::ids::pointer(&ids.category("software")));
                    });
                }
            });
            self.paths.iter().for_each(|path| include(xml, &findings::address(path)));
        });
        xml.finish()
    }

    fn file(&self, xml: &mut Xml, options: &emit::Options) {
        let edition = &options.tei.edition;
        let count = self.paths.len();
        let title = edition.title.clone().unwrap_or_else(|| format!("A corpus of {count} documents"));
        xml.block(Element::new("fileDesc"), |xml| {
            xml.block(Element::new("titleStmt"), |xml| {
                xml.line(Element::new("title").with("type", "main"), &title);
                xml.block(Element::new("respStmt"), |xml| {
                    xml.line(Element::new("resp"), "conversion from plain text to TEI");
                    let program = super::ids::pointer(&Ids::shared().category("software"));
                    let name = Element::new("name").with("type", "software").with("ref", program);
                    xml.line(name, "doclint");
                });
            });
            xml.block(Element::new("editionStmt"), |xml| {
                xml.line(Element::new("edition").with("n", "1"), "TEI edition 1");
            });
            xml.block(Element::new("extent"), |xml| {
                for (unit, quantity) in [("texts", count), ("speeches", self.speeches), ("words", self.words)]
                {
                    let measure = Element::new("measure").with("unit", unit);
                    let measure = measure.with("quantity", quantity);
                    xml.line(measure, &format!("{quantity} {unit}"));
                }
            });
            xml.block(Element::new("publicationStmt"), |xml| {
                header::publisher(xml, edition);
                header::availability(xml, edition, "The sources state no licence.");
                header::published(xml, options);
            });
            xml.block(Element::new("sourceDesc"), |xml| {
                xml.block(Element::new("bibl").with("type", "website"), |xml| {
                    xml.line(Element::new("title"), "Pages of a press site");
                    if let Some(publisher) = &edition.source {
                        xml.line(Element::new("publisher"), publisher);
                    }
                    if let Some((from, to)) = &self.days {
                        let date = Element::new("date").with("from", from).with("to", to);
                        xml.line(date, &format!("{from} to {to}"));
                    }
                });
            });
        });
    }

    fn profile(&self, xml: &mut Xml) {
        xml.block(Element::new("profileDesc"), |xml| {
            xml.block(Element::new("langUsage"), |xml| {
                for (ident, name) in &self.languages {
                    xml.line(Element::new("language").with("ident", ident), name);
                }
            });
            let lists = [NameKind::Organisation, NameKind::Person];
            if lists.iter().any(|kind| self.has(*kind)) {
                xml.block(Element::new("particDesc"), |xml| {
                    lists.iter().filter(|kind| self.has(**kind)).for_each(|kind| {
                        include(xml, references::list(*kind));
                    });
                });
            }
            if self.has(NameKind::Place) {
                xml.block(Element::new("settingDesc"), |xml| include(xml, PLACES));
            }
        });
    }
}

impl Entry {
    fn write(&self, xml: &mut Xml, kind: NameKind) {
        let name = references::element(kind);
        // If there is a form that is not in capitals, it is the name.
        let first = self.forms.iter().min_by_key(|form| !form.contains(char::is_lowercase));
        let label = self.label.as_ref().or(first);
        if let Some(form) = label {
            let element = Element::new(name);
            let key = self.key.as_ref().filter(|key| references::is_word(key) && kind == NameKind::Place);
            xml.line(key.into_iter().fold(element, |element, key| element.with("key", key)), form);
        }
        for form in self.forms.iter().filter(|form| Some(*form) != label) {
            xml.line(Element::new(name).with("type", "variant"), form);
        }
        for role in &self.roles {
            xml.line(Element::new("affiliation"), role);
        }
        if let Some(uri) = &self.uri {
            xml.line(Element::new("idno").with("type", "URI"), uri);
        }
    }
}

/// The reference to another file.
fn include(xml: &mut Xml, file: &str) {
    xml.line(Element::new("xi:include").with("href", file), "");
}
