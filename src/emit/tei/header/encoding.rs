//! encodingDesc: how the text was marked up, how often each element occurs, what its categories mean.

use std::collections::BTreeSet;

use super::About;
use crate::emit::tei::findings;
use crate::emit::tei::options::{Corrections, Layout, Speech};
use crate::emit::tei::writer::{Counts, Element, Xml, forbidden, is_legal};
use crate::emit::tei::{genre, ids};
use crate::profile::Category;

impl About<'_> {
    pub(super) fn encoding(&self, xml: &mut Xml) {
        xml.block(Element::new("encodingDesc"), |xml| {
            xml.block(Element::new("projectDesc"), |xml| {
                xml.line(Element::new("p"), "Converted from a plain-text dump of one web page.");
            });
            self.editorial(xml);
            tags(xml, self.counts);
            if self.options.tei.member.is_none() {
                self.taxonomies(xml);
            }
            self.characters(xml);
            self.application(xml);
        });
    }

    fn editorial(&self, xml: &mut Xml) {
        let tei = &self.options.tei;
        let statement = |xml: &mut Xml, element: Element, text: &str| {
            xml.inline(element, |xml| xml.leaf(Element::new("p"), text));
        };
        xml.block(Element::new("editorialDecl"), |xml| {
            let correction = Element::new("correction");
            let (correction, text) = match tei.corrections {
                Corrections::Inline => (
                    correction.with("method", "markup").with("status", "high"),
                    "Errors are in choice with the source reading in sic, omissions in supplied.",
                ),
                Corrections::Standoff => (
                    correction.with("method", "markup").with("status", "high"),
                    "Errors are recorded with the annotations in standOff; the text is as in the source.",
                ),
                Corrections::None => (correction.with("status", "unknown"), "Nothing was corrected."),
            };
            statement(xml, correction, text);
            let normalization = if tei.corrections == Corrections::Inline {
                "Variants, quotation marks and spaces are in choice with the source reading in orig; dates are \
                 normalised in attributes only."
            } else {
                "Only dates are normalised, in attributes."
            };
            statement(xml, Element::new("normalization").with("method", "markup"), normalization);
            let quotation = "Quotation marks are kept as in the source, inside q if both are present.";
            statement(xml, Element::new("quotation").with("marks", "all"), quotation);
            let hyphenation = Element::new("hyphenation").with("eol", "all");
            statement(xml, hyphenation, "Hyphens are kept as in the source.");
            statement(xml, Element::new("segmentation"), segmentation(tei.speech));
            statement(xml, Element::new("interpretation"), interpretation(tei.layout));
        });
    }

    fn taxonomies(&self, xml: &mut Xml) {
        let kind = self.category();
        xml.block(Element::new("classDecl"), |xml| {
            taxonomy(xml, self.ids.category("genre"), |xml| {
                category(xml, self.ids.category(&format!("genre.{}", genre(kind))), term(kind), None);
            });
            if !self.cast.speakers.is_empty() && self.options.tei.speech != Speech::P {
                taxonomy(xml, self.ids.category("speaker"), |xml| {
                    for (name, description) in SPEAKERS {
                        category(xml, self.ids.category(&format!("speaker.{name}")), name, Some(description));
                    }
                });
            }
            let rules = findings::rules(self.findings);
            if !rules.is_empty() {
                taxonomy(xml, self.ids.category("lint"), |xml| {
                    for rule in rules {
                        let description = self.options.tei.describe(rule);
                        category(xml, self.ids.category(&format!("lint.{rule}")), rule, description);
                    }
                });
            }
        });
    }

    /// The characters of the source that XML forbids, for the elements that represent them.
    fn characters(&self, xml: &mut Xml) {
        let text = self.document.source.text();
        if is_legal(text) {
            return;
        }
        let found: BTreeSet<char> = text.chars().filter(|c| forbidden(*c)).collect();
        xml.block(Element::new("charDecl"), |xml| {
            for c in found {
                xml.block(Element::new("char").with("xml:id", self.ids.character(c)), |xml| {
                    let code = format!("U+{:04X}", u32::from(c));
                    xml.line(Element::new("mapping").with("type", "codepoint"), &code);
                });
            }
        });
    }

    fn application(&self, xml: &mut Xml) {
        application(xml, self.ids.program(), self.ids.document());
    }
}

/// The roles of speakers.
pub(in crate::emit::tei) const SPEAKERS: [(&str, &str); 3] = [
    ("chair", "who chairs the event, or is the only speaker"),
    ("regular", "who speaks by name or office"),
    ("guest", "who asks questions"),
];

/// The program that wrote the file.
pub(in crate::emit::tei) fn application(xml: &mut Xml, id: String, target: &str) {
    let application = Element::new("application")
        .with("ident", "doclint")
        .with("version", env!("CARGO_PKG_VERSION"))
        .with("xml:id", id);
    xml.block(Element::new("appInfo"), |xml| {
        xml.block(application, |xml| {
            xml.line(Element::new("label"), "doclint");
            xml.line(Element::new("ptr").with("target", ids::pointer(target)), "");
        });
    });
}

fn taxonomy(xml: &mut Xml, id: String, content: impl FnOnce(&mut Xml)) {
    xml.block(Element::new("taxonomy").with("xml:id", id), content);
}

/// A category with its name and meaning.
pub(in crate::emit::tei) fn category(xml: &mut Xml, id: String, name: &str, description: Option<&str>) {
    xml.block(Element::new("category").with("xml:id", id), |xml| {
        describe(xml, name, description);
    });
}

/// The name and meaning of a category.
pub(in crate::emit::tei) fn describe(xml: &mut Xml, name: &str, description: Option<&str>) {
    xml.inline(Element::new("catDesc"), |xml| {
        xml.leaf(Element::new("term"), name);
        if let Some(description) = description {
            xml.text(&format!(": {description}"));
        }
    });
}

const fn segmentation(speech: Speech) -> &'static str {
    match speech {
        Speech::U => {
            "One p for each paragraph, one u for each speaker turn with a seg for each of its paragraphs; the speaker \
             label stands in note before it; lb gives the number of the source line."
        }
        Speech::Sp => {
            "One p for each paragraph; one sp for each speaker turn, the label in speaker; lb gives the number of the \
             source line."
        }
        Speech::P => {
            "One p for each paragraph, the speaker label in note before it; lb gives the number of the source line."
        }
    }
}

const fn interpretation(layout: Layout) -> &'static str {
    match layout {
        Layout::Exact => {
            "All text nodes of text, in order, without the content of corr, reg and supplied and with each g taken for the \
             character that it refers to, are the characters of the source file."
        }
        Layout::Pretty => {
            "The text between one lb and the next, without the content of corr, reg and supplied and without line breaks \
             and the white space after them, is the source line that lb/@n names, without its indentation."
        }
    }
}

/// The number of occurrences of each element in the text.
pub(in crate::emit::tei) fn tags(xml: &mut Xml, counts: &Counts) {
    xml.block(Element::new("tagsDecl"), |xml| {
        xml.block(Element::new("namespace").with("name", "http://www.tei-c.org/ns/1.0"), |xml| {
            for (name, count) in counts {
                let usage = Element::new("tagUsage").with("gi", name).with("occurs", count);
                xml.line(usage, "");
            }
        });
    });
}

/// The name of a genre for people.
pub(in crate::emit::tei) const fn term(category: Category) -> &'static str {
    match category {
        Category::Briefing => "Briefing with questions",
        Category::Speech => "Speech",
        Category::Statement => "Statement",
        Category::Communique => "Communiqué",
        Category::Interview => "Interview",
        Category::News => "News item",
        Category::Other => "Document",
    }
}
