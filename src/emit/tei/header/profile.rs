//! profileDesc: when, where and by whom the text was made, and what kind of text it is.

use super::About;
use crate::document::{AnnotationKind, Document};
use crate::emit::cast::{Named, Speaker};
use crate::emit::names::NameKind;
use crate::emit::reading;
use crate::emit::tei::references::{self, References};
use crate::emit::tei::writer::{Element, Xml};
use crate::emit::tei::{dates, genre, said_language};
use crate::profile::{Category, Field};

impl About<'_> {
    pub(super) fn profile(&self, xml: &mut Xml) {
        xml.block(Element::new("profileDesc"), |xml| {
            self.creation(xml);
            self.languages(xml);
            situation(xml, self.category());
            xml.block(Element::new("textClass"), |xml| {
                let target = self.ids.to_category(&format!("genre.{}", genre(self.category())));
                let scheme = self.ids.to_category("genre");
                let category = Element::new("catRef").with("scheme", scheme).with("target", target);
                xml.line(self.certain(category, Field::Genre), "");
            });
            self.persons(xml);
            self.setting(xml);
        });
    }

    /// When and where the text was made. News is written after the event and before the page is published.
    fn creation(&self, xml: &mut Xml) {
        let Document { source, header, .. } = self.document;
        if header.date.is_none() && header.place.is_empty() {
            return;
        }
        xml.block(Element::new("creation"), |xml| {
            let updated = header.updated.as_ref().and_then(dates::span);
            let event = header.date.as_ref().and_then(dates::span);
            match (self.category(), event, updated) {
                (Category::News, Some((from, _)), Some((_, to))) if from < to => {
                    let date = Element::new("date").with("notBefore", from).with("notAfter", to);
                    let text = "between the event and the update of the page";
                    xml.line(date.with("cert", "high"), text);
                }
                _ => {
                    if let Some(date) = &header.date {
                        let element = dates::of_field(Element::new("date"), self.document, date, Field::Date);
                        xml.line(element, &source.fold(date.span));
                    }
                }
            }
            let references = References::new(&self.options.tei);
            for span in &header.place {
                let place = source.fold(reading::place(source, *span));
                let name = self.options.tei.names.get(&place).filter(|name| name.kind == NameKind::Place);
                let element = references.element(NameKind::Place, name, &place);
                xml.line(self.certain(element, Field::Place), &place);
            }
        });
    }

    fn languages(&self, xml: &mut Xml) {
        let (ident, name) = said_language(self.document, &self.options.tei);
        let gaps = self.document.annotations.iter().filter(|found| matches!(found.kind, AnnotationKind::Gap));
        let mut spoken: Vec<(&str, &str)> =
            gaps.filter_map(|gap| foreign(self.document.text(gap.span))).collect();
        spoken.retain(|(code, _)| *code != ident);
        spoken.sort_unstable();
        spoken.dedup();
        xml.block(Element::new("langUsage"), |xml| {
            let main = Element::new("language").with("ident", ident);
            let main = if spoken.is_empty() { main.with("usage", "100") } else { main };
            xml.line(main, name);
            for (code, name) in spoken {
                xml.line(Element::new("language").with("ident", code), &format!("{name} (not transcribed)"));
            }
        });
    }

    fn persons(&self, xml: &mut Xml) {
        if self.cast.speakers.is_empty() {
            return;
        }
        xml.block(Element::new("particDesc"), |xml| {
            xml.block(Element::new("listPerson"), |xml| {
                for (index, speaker) in self.cast.speakers.iter().enumerate() {
                    self.person(xml, index, speaker);
                }
            });
        });
    }

    fn person(&self, xml: &mut Xml, index: usize, speaker: &Speaker) {
        let name = self.fold(speaker.name);
        let role = match speaker.named {
            Named::Questioner => "questioner",
            Named::Moderator => "moderator",
            Named::Name | Named::Office => "speaker",
        };
        let mut person = Element::new("person").with("xml:id", self.ids.person(index)).with("role", role);
        if let Some(record) = self.record(speaker, &name) {
            person = person.with("sameAs", record);
        }
        xml.block(person, |xml| {
            match speaker.named {
                Named::Name => xml.line(Element::new("persName"), &name),
                _ => {
                    xml.inline(Element::new("persName"), |xml| xml.leaf(Element::new("roleName"), &name));
                }
            }
            if let Some(role) = speaker.role {
                xml.line(Element::new("affiliation"), &self.fold(role));
            }
        });
    }

    /// More about a person: in the list of the corpus, else in an external record.
    fn record(&self, speaker: &Speaker, name: &str) -> Option<String> {
        let tei = &self.options.tei;
        let known = tei.names.person(name);
        if let Some(member) = tei.member.as_ref().filter(|_| is_listed(speaker, name)) {
            let label = known.map_or(name, |known| &known.label);
            let entry = references::entry(NameKind::Person, label);
            return Some(member.shared(&format!("{}#{entry}", references::PERSONS)));
        }
        known?.uri.clone().filter(|uri| references::is_address(uri))
    }

    fn setting(&self, xml: &mut Xml) {
        let Document { source, header, .. } = self.document;
        if header.place.is_empty() && header.date.is_none() {
            return;
        }
        xml.block(Element::new("settingDesc"), |xml| {
            xml.block(Element::new("setting"), |xml| {
                for span in &header.place {
                    let place = source.fold(reading::place(source, *span));
                    let known =
                        self.options.tei.names.get(&place).filter(|name| name.kind == NameKind::Place);
                    let key = known.and_then(|name| name.key.clone()).filter(|key| references::is_word(key));
                    let name = Element::new("name").with("type", "place");
                    let name = key.into_iter().fold(name, |name, key| name.with("key", key));
                    xml.line(self.certain(name, Field::Place), &place);
                }
                if let Some(date) = &header.date {
                    let element = dates::of_field(Element::new("date"), self.document, date, Field::Date);
                    xml.line(element, &source.fold(date.span));
                }
                if let Some(genre) = header.genre {
                    let activity = self.certain(Element::new("activity"), Field::Genre);
                    xml.line(activity, &source.fold(genre.span));
                }
            });
        });
    }
}

/// Whether a speaker has a name that is the same in every document: a label of one word is not.
pub(in crate::emit::tei) fn is_listed(speaker: &Speaker, name: &str) -> bool {
    speaker.named == Named::Name && name.contains(' ')
}

/// The language that a stage note names.
fn foreign(note: &str) -> Option<(&'static str, &'static str)> {
    const LANGUAGES: [(&str, &str); 16] = [
        ("sq", "Albanian"),
        ("ar", "Arabic"),
        ("bg", "Bulgarian"),
        ("cs", "Czech"),
        ("nl", "Dutch"),
        ("fr", "French"),
        ("de", "German"),
        ("it", "Italian"),
        ("kk", "Kazakh"),
        ("pl", "Polish"),
        ("ro", "Romanian"),
        ("ru", "Russian"),
        ("sr", "Serbian"),
        ("es", "Spanish"),
        ("tr", "Turkish"),
        ("uk", "Ukrainian"),
    ];
    let note = note.to_lowercase();
    LANGUAGES.into_iter().find(|(_, name)| note.contains(&format!("in {}", name.to_lowercase())))
}

/// How the text came about, if the category shows it: a script that was read, or speech that was transcribed.
fn situation(xml: &mut Xml, category: Category) {
    let spoken = match category {
        Category::Speech | Category::Statement => false,
        Category::Briefing | Category::Interview => true,
        Category::Communique | Category::News | Category::Other => return,
    };
    let (mode, interaction, active, preparedness) = if spoken {
        ("sw", "complete", "plural", "spontaneous")
    } else {
        ("ws", "none", "singular", "scripted")
    };
    let purpose = if category == Category::Speech { "persuade" } else { "inform" };
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
