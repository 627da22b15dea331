//! The ParlaMint profile: utterances and notes of plain text, and a header of a few fixed facts.
//!
//! Its schema has no place for names, dates and corrections in the text, so this profile loses them, and the white
//! space of the source too. `@ana` points to categories of the taxonomies that every ParlaMint corpus includes. Persons
//! belong to the root of the corpus, with forenames and surnames that no document states: a pointer in `@who` would be
//! dangling, so a turn has the words of its label in `@n`.

use super::header;
use super::options::Edition;
use super::references::is_address;
use super::writer::{Counts, Element, Xml, forbidden};
use super::{Ids, NAMESPACE, notes, said_language};
use crate::document::{Block, Document, Kind, PartKind};
use crate::emit::Options;
use crate::emit::cast::{Cast, Named};
use crate::emit::facts::Days;
use crate::emit::facts::category;
use crate::source::{Span, fold};

/// The licence that the ParlaMint schema fixes.
const LICENCE: &str = "http://creativecommons.org/licenses/by/4.0/";

/// The category of all ParlaMint documents that are not in a special subcorpus.
const SUBCORPUS: &str = "#reference";
/// The category of the legislature taxonomy that any meeting has.
const MEETING: &str = "#parla.meeting";

/// What a ParlaMint document needs that the configuration does not set, as lines of `[corpus]`.
pub(super) fn missing(edition: &Edition) -> Vec<&'static str> {
    let free = edition.licence.as_deref().is_some_and(is_the_licence);
    let wants = [
        (free, "licence = \"https://creativecommons.org/licenses/by/4.0/\""),
        (edition.publisher.is_some(), "publisher = \"who publishes the corpus\""),
        (edition.source.is_some(), "source = \"who published the documents\""),
        (is_on_the_web(edition.address.as_deref()), "address = \"https://...\""),
        (is_on_the_web(edition.source_address.as_deref()), "source-address = \"https://...\""),
    ];
    wants.into_iter().filter(|(said, _)| !said).map(|(_, want)| want).collect()
}

/// Whether there is a URL that `idno` accepts: `https?://.+`.
fn is_on_the_web(address: Option<&str>) -> bool {
    let bare = |at: &str| at.strip_prefix("https://").or(at.strip_prefix("http://")).map(str::to_string);
    address.is_some_and(|at| is_address(at) && bare(at).is_some_and(|rest| !rest.is_empty()))
}

/// What ParlaMint requires and the document does not state. An ambiguous date does not count: ParlaMint has no place
/// for the doubt.
pub(super) fn lacking(document: &Document, cast: &Cast) -> Vec<&'static str> {
    let has_place = document.header.place.iter().any(|span| !place(document, *span).is_empty());
    let facts = [
        (event(document).is_some(), "an unambiguous date of the event"),
        (has_place, "a place of the event"),
        (first_turn(document, cast) < document.blocks.len(), "a speaker"),
    ];
    facts.into_iter().filter(|(stated, _)| !stated).map(|(_, fact)| fact).collect()
}

fn event(document: &Document) -> Option<Days> {
    Days::sure(document, document.header.date.as_ref()?)
}

fn place(document: &Document, span: Span) -> String {
    plain(document, crate::emit::reading::place(document.source, span))
}

/// The text of a span with white space normalised, without characters that XML cannot contain.
fn plain(document: &Document, span: Span) -> String {
    fold(document.text(span)).chars().map(|c| if forbidden(c) { '\u{fffd}' } else { c }).collect()
}

/// The index of the block with which the debate begins; the number of blocks if there is no speaker.
fn first_turn(document: &Document, cast: &Cast) -> usize {
    let speaks = |block: &Block| match cast.sole {
        true => matches!(block.kind, Kind::Paragraph | Kind::Item),
        false => block.kind == Kind::Utterance && speaker(block, cast).is_some(),
    };
    document.blocks.iter().position(speaks).unwrap_or(document.blocks.len())
}

fn speaker(block: &Block, cast: &Cast) -> Option<usize> {
    cast.of_label(block.part(PartKind::Speaker)?)
}

fn is_the_licence(licence: &str) -> bool {
    let bare = |text: &str| {
        text.trim_start_matches("https:").trim_start_matches("http:").trim_end_matches('/').to_string()
    };
    bare(licence) == bare(LICENCE)
}

/// The complete document.
pub(super) fn document(document: &Document, ids: &Ids, cast: &Cast, options: &Options) -> Xml {
    let script = Script { document, ids, cast, options };
    let body = script.body();
    let mut xml = Xml::document(0);
    let root = Element::new("TEI")
        .with("xmlns", NAMESPACE)
        .with("xml:id", ids.document())
        .with("xml:lang", said_language(document, &options.tei).0)
        .with("ana", SUBCORPUS);
    xml.block(root, |xml| {
        script.header(xml, &body.counts());
        xml.append(body);
    });
    xml
}

struct Script<'d> {
    document: &'d Document<'d>,
    ids: &'d Ids,
    cast: &'d Cast,
    options: &'d Options,
}

impl Script<'_> {
    fn fold(&self, span: Span) -> String {
        plain(self.document, span)
    }
    fn title(&self) -> String {
        let header = &self.document.header;
        let title = header.title.or(header.genre.map(|genre| genre.span)).map(|span| self.fold(span));
        let title = title.filter(|title| !title.is_empty());
        title.unwrap_or_else(|| header::term(category(self.document)).to_string())
    }
    fn address(&self) -> String {
        let address = self.options.tei.edition.address.as_deref().unwrap_or_default();
        format!("{address}{}", self.ids.document())
    }

    fn header(&self, xml: &mut Xml, counts: &Counts) {
        xml.block(Element::new("teiHeader"), |xml| {
            xml.block(Element::new("fileDesc"), |xml| {
                self.titles(xml);
                xml.block(Element::new("editionStmt"), |xml| xml.line(Element::new("edition"), "1"));
                self.extent(xml, counts);
                self.publication(xml);
                self.source(xml);
            });
            xml.block(Element::new("encodingDesc"), |xml| {
                let text = "Converted from a plain-text dump of one web page.";
                xml.block(Element::new("projectDesc"), |xml| xml.line(Element::new("p"), text));
                header::tags(xml, counts);
            });
            xml.block(Element::new("profileDesc"), |xml| self.setting(xml));
            if let Some(day) = header::day(self.options) {
                xml.block(Element::new("revisionDesc"), |xml| {
                    xml.line(Element::new("change").with("when", day), "Converted to TEI.");
                });
            }
        });
    }

    fn titles(&self, xml: &mut Xml) {
        let byline: Vec<_> = self.document.header.byline.iter().map(|span| self.fold(*span)).collect();
        xml.block(Element::new("titleStmt"), |xml| {
            xml.line(Element::new("title").with("type", "main"), &self.title());
            if !byline.is_empty() {
                xml.line(Element::new("title").with("type", "sub"), &byline.join(" "));
            }
            xml.line(Element::new("meeting").with("ana", MEETING), &self.title());
            xml.block(Element::new("respStmt"), |xml| {
                xml.line(Element::new("persName"), "doclint");
                xml.line(Element::new("resp"), "conversion from plain text to TEI");
            });
        });
    }

    fn extent(&self, xml: &mut Xml, counts: &Counts) {
        let speeches = counts.get("u").copied().unwrap_or_default();
        xml.block(Element::new("extent"), |xml| {
            for (unit, quantity) in [("speeches", speeches), ("words", self.document.word_count())] {
                let measure = Element::new("measure").with("unit", unit).with("quantity", quantity);
                xml.line(measure, &format!("{quantity} {unit}"));
            }
        });
    }

    fn publication(&self, xml: &mut Xml) {
        let edition = &self.options.tei.edition;
        xml.block(Element::new("publicationStmt"), |xml| {
            let publisher = edition.publisher.as_deref().unwrap_or("not published");
            xml.line(Element::new("publisher"), publisher);
            xml.line(Element::new("idno").with("type", "URI"), &self.address());
            xml.block(Element::new("availability").with("status", "free"), |xml| {
                xml.line(Element::new("licence"), LICENCE);
                xml.line(Element::new("p"), "Creative Commons Attribution 4.0 International.");
            });
            header::published(xml, self.options);
        });
    }

    fn source(&self, xml: &mut Xml) {
        let edition = &self.options.tei.edition;
        xml.block(Element::new("sourceDesc"), |xml| {
            xml.block(Element::new("bibl"), |xml| {
                xml.line(Element::new("title"), &self.title());
                if let Some(publisher) = &edition.source {
                    xml.line(Element::new("publisher"), publisher);
                }
                let address = edition.source_address.as_deref().unwrap_or_default();
                xml.line(Element::new("idno").with("type", "URI"), address);
                self.date(xml);
            });
        });
    }

    fn date(&self, xml: &mut Xml) {
        let (Some(date), Some(days)) = (&self.document.header.date, event(self.document)) else { return };
        let element = Element::new("date");
        let element = match days.last {
            None => element.with("when", days.first),
            Some(last) => element.with("from", days.first).with("to", last),
        };
        xml.line(element, &self.fold(date.span));
    }

    fn setting(&self, xml: &mut Xml) {
        let header = &self.document.header;
        xml.block(Element::new("settingDesc"), |xml| {
            xml.block(Element::new("setting"), |xml| {
                let places = header.place.iter().map(|span| place(self.document, *span));
                for name in places.filter(|name| !name.is_empty()) {
                    xml.line(Element::new("name").with("type", "place"), &name);
                }
                self.date(xml);
            });
        });
    }

    /// Everything before the first turn is comment; from there on all is debate. A comment section has at least one.
    fn body(&self) -> Xml {
        let blocks = &self.document.blocks;
        let first = first_turn(self.document, self.cast);
        let mut xml = Xml::part(self.document.source.text().len() * 2, 1);
        xml.start(Element::new("text").with("ana", SUBCORPUS));
        xml.block(Element::new("body"), |xml| {
            let comments: Vec<&Block> = blocks[..first].iter().filter(|block| is_written(block)).collect();
            let section = |kind| Element::new("div").with("type", kind);
            let head = |xml: &mut Xml| xml.line(Element::new("head"), &self.title());
            let is_headed = !comments.is_empty() || first == blocks.len();
            if is_headed {
                xml.block(section("commentSection"), |xml| {
                    head(xml);
                    comments.iter().for_each(|block| self.note(xml, block));
                });
            }
            if first < blocks.len() {
                xml.block(section("debateSection"), |xml| {
                    if !is_headed {
                        head(xml);
                    }
                    self.debate(xml, first);
                });
            }
        });
        xml
    }

    fn speaker(&self, block: &Block) -> Option<usize> {
        speaker(block, self.cast)
    }

    fn debate(&self, xml: &mut Xml, first: usize) {
        let mut open = false;
        for (index, block) in self.document.blocks.iter().enumerate().skip(first) {
            let speaker = if self.cast.sole { None } else { self.speaker(block) };
            let starts = speaker.or_else(|| (self.cast.sole && !open).then_some(0));
            match block.kind {
                Kind::Utterance if speaker.is_some() => {
                    self.close(xml, &mut open);
                    if let Some(label) = block.part(PartKind::Label) {
                        xml.line(Element::new("note").with("type", "speaker"), &self.fold(label));
                    }
                    self.open(xml, index, speaker, &mut open);
                    self.segment(xml, index, block);
                }
                Kind::Paragraph | Kind::Item if open || self.cast.sole => {
                    if !open {
                        self.open(xml, index, starts, &mut open);
                    }
                    self.segment(xml, index, block);
                }
                _ if is_written(block) => {
                    self.close(xml, &mut open);
                    self.note(xml, block);
                }
                _ => {}
            }
        }
        self.close(xml, &mut open);
    }

    fn open(&self, xml: &mut Xml, index: usize, speaker: Option<usize>, open: &mut bool) {
        let speaker = speaker.unwrap_or(0);
        let part = match self.cast.speakers[speaker].named {
            Named::Moderator => "chair",
            Named::Questioner => "guest",
            Named::Name | Named::Office => "regular",
        };
        let name = self.fold(self.cast.speakers[speaker].name);
        let turn = Element::new("u").with("xml:id", self.ids.turn(index)).with("n", name);
        xml.line_start(turn.with("ana", format!("#{part}")));
        *open = true;
    }

    fn close(&self, xml: &mut Xml, open: &mut bool) {
        if std::mem::take(open) {
            xml.line_end();
        }
    }

    /// The words of a block with gaps and sounds as elements; a turn without words has a gap that says so.
    fn segment(&self, xml: &mut Xml, index: usize, block: &Block) {
        let prose = block.prose();
        xml.inline(Element::new("seg").with("xml:id", self.ids.block(index)), |xml| {
            let mut at = prose.start;
            for found in self.document.annotations.iter().filter(|found| found.block == index) {
                let note = !matches!(found.kind, crate::document::AnnotationKind::Date(_));
                if !note || found.span.start < at || found.span.end > prose.end {
                    continue;
                }
                self.words(xml, Span::new(at, found.span.start));
                xml.start(notes::of_parlamint(self.document.text(found.span), self.document.profile.words()));
                xml.leaf(Element::new("desc"), &self.fold(found.span));
                xml.end();
                at = found.span.end;
            }
            self.words(xml, Span::new(at, prose.end));
            if self.document.text(prose).trim().is_empty() {
                xml.start(Element::new("gap").with("reason", "editorial"));
                xml.leaf(Element::new("desc"), "no words");
                xml.end();
            }
        });
    }

    /// Words with single spaces, and one if the source has white space at either end.
    fn words(&self, xml: &mut Xml, span: Span) {
        let text = self.document.text(span);
        let folded = self.fold(span);
        if folded.is_empty() {
            if !text.is_empty() {
                xml.text(" ");
            }
            return;
        }
        let space = |there| if there { " " } else { "" };
        let (before, after) = (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
        xml.text(&format!("{}{folded}{}", space(before), space(after)));
    }

    fn note(&self, xml: &mut Xml, block: &Block) {
        let kind = match block.kind {
            Kind::FrontMatter | Kind::Update | Kind::Series | Kind::Number | Kind::Unread => "header",
            Kind::Date | Kind::Place => "dateline",
            Kind::Title | Kind::Genre => "title",
            Kind::Byline => "byline",
            Kind::RelatedHead | Kind::Related | Kind::BlockName | Kind::Media => "related",
            Kind::Residue(_) => "residue",
            Kind::Footer => "nav",
            Kind::Heading => "heading",
            Kind::Utterance => "speaker",
            Kind::Blank | Kind::Paragraph | Kind::Item | Kind::Note => "comment",
        };
        xml.line(Element::new("note").with("type", kind), &self.fold(block.content));
    }
}

fn is_written(block: &Block) -> bool {
    block.kind != Kind::Blank && !block.content.is_empty()
}
