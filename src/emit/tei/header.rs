//! The teiHeader: what the document is, where it comes from, how it was encoded.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::writer::{Counts, Element, Xml, forbidden};
use super::{Ids, category, dated, findings, genre, ids, language};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Partial};
use crate::emit::{Options, reading};
use crate::profile::Category;
use crate::source::Encoding;

/// What the header tells of.
pub(super) struct About<'d> {
    pub(super) document: &'d Document<'d>,
    pub(super) ids: &'d Ids,
    pub(super) findings: &'d [Diagnostic],
    pub(super) options: &'d Options,
    /// How often each element stands in the text.
    pub(super) counts: &'d Counts,
}

/// Writes the header.
pub(super) fn write(xml: &mut Xml, about: &About) {
    xml.block(Element::new("teiHeader"), |xml| {
        about.file(xml);
        about.encoding(xml);
        about.profile(xml);
        about.revision(xml);
    });
}

impl About<'_> {
    fn program(&self) -> String {
        ids::pointer(&self.ids.program())
    }

    fn file(&self, xml: &mut Xml) {
        xml.block(Element::new("fileDesc"), |xml| {
            self.title_statement(xml);
            let edition = Element::new("edition").with("n", "1");
            xml.block(Element::new("editionStmt"), |xml| {
                xml.line(edition, "TEI edition 1 of the source file");
            });
            self.extent(xml);
            self.publication(xml);
            self.notes(xml);
            self.source(xml);
        });
    }

    fn title_statement(&self, xml: &mut Xml) {
        xml.block(Element::new("titleStmt"), |xml| {
            let title = Element::new("title").with("level", "a").with("type", "main");
            match self.document.header.title {
                Some(span) => xml.line(title, &self.document.source.fold(span)),
                None => xml.line(
                    title.with("resp", self.program()).with("cert", "medium"),
                    &self.title_from_others(),
                ),
            }
            self.author(xml);
            xml.block(Element::new("respStmt"), |xml| {
                xml.line(Element::new("resp"), "conversion from plain text to TEI");
                let name = Element::new("name").with("type", "software").with("ref", self.program());
                xml.line(name, "doclint");
            });
        });
    }

    /// What stands for a missing title: document type and byline, else the file's name.
    fn title_from_others(&self) -> String {
        let header = &self.document.header;
        let spans = header.genre.map(|genre| genre.span).into_iter().chain(header.byline.iter().copied());
        let words: Vec<_> = spans.map(|span| self.document.source.fold(span)).collect();
        if words.is_empty() { self.document.source.id().to_string() } else { words.join(" ") }
    }

    /// A speech has an author; a briefing has many speakers, and of news nothing is known.
    fn author(&self, xml: &mut Xml) {
        if !matches!(category(self.document), Category::Speech | Category::Statement) {
            return;
        }
        if let [person] = self.document.persons.as_slice() {
            let name = Element::new("persName").with("ref", ids::pointer(&self.ids.person(0)));
            let text = self.document.source.fold(person.name);
            xml.inline(Element::new("author"), |xml| xml.leaf(name, &text));
        } else if let Some(author) = self.byline() {
            xml.line(Element::new("author"), &author);
        }
    }

    /// The first line of the byline without the words that open it.
    fn byline(&self) -> Option<Cow<'_, str>> {
        let line = self.document.source.fold(*self.document.header.byline.first()?);
        let opens = |opener: &&String| {
            let begin = line.get(..opener.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(opener));
            begin && line[opener.len()..].starts_with(' ')
        };
        let openers = self.document.profile.byline.openers.iter();
        match openers.filter(opens).max_by_key(|opener| opener.len()) {
            None => Some(line),
            Some(opener) => Some(Cow::Owned(line[opener.len()..].trim().to_string())),
        }
    }

    fn extent(&self, xml: &mut Xml) {
        let source = self.document.source;
        let measures = [
            ("bytes", source.byte_len(), "bytes of the source file"),
            ("lines", source.line_count(), "lines of the source file"),
            ("words", self.document.words().spans().len(), "words, labels and residue not counted"),
        ];
        xml.block(Element::new("extent"), |xml| {
            for (unit, quantity, what) in measures {
                let measure =
                    Element::new("measure").with("unit", unit).with("quantity", quantity.to_string());
                xml.line(measure, &format!("{quantity} {what}"));
            }
        });
    }

    fn publication(&self, xml: &mut Xml) {
        xml.block(Element::new("publicationStmt"), |xml| {
            xml.line(Element::new("authority"), "not published");
            xml.line(Element::new("idno").with("type", "doclint"), self.ids.document());
            xml.block(Element::new("availability").with("status", "unknown"), |xml| {
                xml.line(Element::new("p"), "The source states no licence.");
            });
        });
    }

    /// The way back to the bytes needs the encoding, where it is not the usual one.
    fn notes(&self, xml: &mut Xml) {
        let encoding = self.document.source.encoding();
        if encoding == Encoding::Utf8 {
            return;
        }
        xml.block(Element::new("notesStmt"), |xml| {
            let note = Element::new("note").with("type", "encoding");
            xml.line(note, &format!("The source file is encoded in {}.", encoding.name()));
        });
    }

    fn source(&self, xml: &mut Xml) {
        let Document { source, header, .. } = self.document;
        xml.block(Element::new("sourceDesc"), |xml| {
            xml.block(Element::new("bibl").with("type", "webPage"), |xml| {
                let title = Element::new("title").with("level", "a");
                match header.title {
                    Some(span) => xml.line(title, &source.fold(span)),
                    None => xml.inline(title, |xml| xml.empty(Element::new("gap").with("reason", "omitted"))),
                }
                if let Some(span) = header.series {
                    xml.line(Element::new("title").with("level", "s"), &source.fold(span));
                }
                for (role, date) in [("event", &header.date), ("updated", &header.updated)] {
                    if let Some(date) = date {
                        let element = Element::new("date").with("type", role);
                        xml.line(dated(element, self.document, date), &source.fold(date.span));
                    }
                }
                if let Some(span) = header.number {
                    xml.line(Element::new("idno").with("type", "number"), &source.fold(span));
                }
                xml.line(Element::new("idno").with("type", "file"), source.file_name());
                xml.line(Element::new("idno").with("type", "sha256"), &source.sha256());
            });
        });
    }

    fn encoding(&self, xml: &mut Xml) {
        xml.block(Element::new("encodingDesc"), |xml| {
            xml.block(Element::new("projectDesc"), |xml| {
                xml.line(Element::new("p"), "Converted from a plain-text dump of one web page.");
            });
            editorial(xml);
            tags(xml, self.counts);
            self.taxonomy(xml);
            self.characters(xml);
            self.application(xml);
        });
    }

    fn taxonomy(&self, xml: &mut Xml) {
        let category = category(self.document);
        xml.block(Element::new("classDecl"), |xml| {
            xml.block(Element::new("taxonomy").with("xml:id", self.ids.genres()), |xml| {
                let id = self.ids.genre(genre(category));
                xml.block(Element::new("category").with("xml:id", id), |xml| {
                    xml.inline(Element::new("catDesc"), |xml| xml.leaf(Element::new("term"), term(category)));
                });
            });
            self.rules(xml);
        });
    }

    fn rules(&self, xml: &mut Xml) {
        let rules = findings::rules(self.findings);
        if rules.is_empty() {
            return;
        }
        xml.block(Element::new("taxonomy").with("xml:id", self.ids.rules()), |xml| {
            for rule in rules {
                xml.block(Element::new("category").with("xml:id", self.ids.rule(rule)), |xml| {
                    xml.inline(Element::new("catDesc"), |xml| xml.leaf(Element::new("term"), rule));
                });
            }
        });
    }

    /// The characters of the source that XML forbids, for the elements that stand for them.
    fn characters(&self, xml: &mut Xml) {
        let text = self.document.source.text();
        let found: BTreeSet<char> = text.chars().filter(|c| forbidden(*c)).collect();
        if found.is_empty() {
            return;
        }
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
        let application = Element::new("application")
            .with("ident", "doclint")
            .with("version", env!("CARGO_PKG_VERSION"))
            .with("xml:id", self.ids.program());
        xml.block(Element::new("appInfo"), |xml| {
            xml.block(application, |xml| {
                xml.line(Element::new("label"), "doclint");
                xml.line(Element::new("ptr").with("target", ids::pointer(self.ids.document())), "");
            });
        });
    }

    fn profile(&self, xml: &mut Xml) {
        xml.block(Element::new("profileDesc"), |xml| {
            self.creation(xml);
            xml.block(Element::new("langUsage"), |xml| {
                let (ident, name) = match language(self.document) {
                    "en" => ("en", "English"),
                    other => (other, "not determined"),
                };
                xml.line(Element::new("language").with("ident", ident), name);
            });
            situation(xml, category(self.document));
            xml.block(Element::new("textClass"), |xml| {
                let target = ids::pointer(&self.ids.genre(genre(category(self.document))));
                let scheme = ids::pointer(&self.ids.genres());
                let reference = Element::new("catRef").with("scheme", scheme).with("target", target);
                xml.line(reference, "");
            });
            self.persons(xml);
            self.setting(xml);
        });
    }

    fn creation(&self, xml: &mut Xml) {
        let header = &self.document.header;
        if header.date.is_some() || !header.place.is_empty() {
            xml.block(Element::new("creation"), |xml| self.when_and_where(xml));
        }
    }

    fn when_and_where(&self, xml: &mut Xml) {
        let Document { source, header, .. } = self.document;
        for span in &header.place {
            xml.line(Element::new("placeName"), &source.fold(reading::place(source, *span)));
        }
        if let Some(date) = &header.date {
            xml.line(dated(Element::new("date"), self.document, date), &source.fold(date.span));
        }
    }

    fn persons(&self, xml: &mut Xml) {
        if self.document.persons.is_empty() {
            return;
        }
        let source = self.document.source;
        xml.block(Element::new("particDesc"), |xml| {
            xml.block(Element::new("listPerson"), |xml| {
                for (index, person) in self.document.persons.iter().enumerate() {
                    xml.block(Element::new("person").with("xml:id", self.ids.person(index)), |xml| {
                        xml.line(Element::new("persName"), &source.fold(person.name));
                        if let Some(role) = person.role {
                            xml.line(Element::new("affiliation"), &source.fold(role));
                        }
                    });
                }
            });
        });
    }

    fn setting(&self, xml: &mut Xml) {
        if self.document.header.place.is_empty() {
            return;
        }
        xml.block(Element::new("settingDesc"), |xml| {
            xml.block(Element::new("setting"), |xml| self.when_and_where(xml));
        });
    }

    fn revision(&self, xml: &mut Xml) {
        let converted = self.options.date.as_ref().filter(|date| is_day(date));
        let updated = self.document.header.updated.as_ref().filter(|date| date.value().is_some());
        if converted.is_none() && updated.is_none() {
            return;
        }
        xml.block(Element::new("revisionDesc"), |xml| {
            if let Some(day) = converted {
                let change = Element::new("change")
                    .with("when", day.clone())
                    .with("who", self.program())
                    .with("type", "conversion");
                xml.line(change, "Converted to TEI.");
            }
            if let Some(date) = updated {
                let change = Element::new("change").with("type", "source-update");
                xml.line(dated(change, self.document, date), "The web page was updated.");
            }
        });
    }
}

/// Whether a caller's date is a day of the calendar in ISO 8601 form.
fn is_day(date: &str) -> bool {
    let mut parts = date.splitn(3, '-').map(str::parse);
    let (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    Partial::new(year, month, day).iso().is_some_and(|iso| iso == date)
}

fn editorial(xml: &mut Xml) {
    let statement = |xml: &mut Xml, element: Element, text: &str| {
        xml.inline(element, |xml| xml.leaf(Element::new("p"), text));
    };
    xml.block(Element::new("editorialDecl"), |xml| {
        statement(xml, Element::new("correction").with("status", "unknown"), "Nothing was corrected.");
        let normalization = Element::new("normalization").with("method", "markup");
        statement(xml, normalization, "Only dates are normalised, in attributes.");
        let quotation = Element::new("quotation").with("marks", "all");
        statement(xml, quotation, "Quotation marks are kept as they stand in the source.");
        let hyphenation = Element::new("hyphenation").with("eol", "all");
        statement(xml, hyphenation, "Hyphens are kept as they stand in the source.");
        let segmentation = "One paragraph, segment or item for each block of prose in the source; the number of the \
                            source line stands at the beginning of every line that is not blank.";
        statement(xml, Element::new("segmentation"), segmentation);
        let interpretation = "All text nodes of the text element, in order, with each character element taken for the \
                              character that it refers to, are the characters of the source file.";
        statement(xml, Element::new("interpretation"), interpretation);
    });
}

fn tags(xml: &mut Xml, counts: &Counts) {
    xml.block(Element::new("tagsDecl"), |xml| {
        xml.block(Element::new("namespace").with("name", "http://www.tei-c.org/ns/1.0"), |xml| {
            for (name, count) in counts {
                let usage = Element::new("tagUsage").with("gi", *name).with("occurs", count.to_string());
                xml.line(usage, "");
            }
        });
    });
}

const fn term(category: Category) -> &'static str {
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

/// How the text came about, where the category says it: a script that was read, or talk that was written down.
fn situation(xml: &mut Xml, category: Category) {
    let spoken = match category {
        Category::Speech | Category::Statement => false,
        Category::Briefing | Category::Interview => true,
        Category::Communique | Category::News | Category::Other => return,
    };
    let (mode, interaction, active, preparedness, purpose) = if spoken {
        ("sw", "complete", "plural", "spontaneous", "inform")
    } else {
        ("ws", "none", "singular", "scripted", "persuade")
    };
    let interaction = Element::new("interaction").with("type", interaction).with("active", active);
    let parts = [
        Element::new("channel").with("mode", mode),
        Element::new("constitution").with("type", "single"),
        Element::new("derivation").with("type", "original"),
        Element::new("domain").with("type", "government"),
        Element::new("factuality").with("type", "mixed"),
        interaction.with("passive", "group"),
        Element::new("preparedness").with("type", preparedness),
        Element::new("purpose").with("type", purpose),
    ];
    xml.block(Element::new("textDesc").with("n", genre(category)), |xml| {
        for part in parts {
            xml.line(part, "");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::is_day;

    #[test]
    fn only_days_of_the_calendar_are_dates_of_conversion() {
        assert!(is_day("2026-11-22"));
        for date in ["2026-02-30", "2026-1-2", "22 November 2026", "", "+2026-11-22", "2026-11-22T00:00:00"] {
            assert!(!is_day(date), "{date}");
        }
    }
}
