//! Documents built by hand and by chance.

use doclint::document::{
    Annotation, AnnotationKind, Block, Certainty, Clock, Confidence, Date, Document, Extraction, Form, Genre,
    Header, Kind, Part, PartKind, Partial, Person, Related, Residue,
};
use doclint::profile::{Category, Field, Profile};
use doclint::source::{Source, Span};
use proptest::prelude::*;

/// A text with what its parts are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    text: String,
    blocks: Vec<Block>,
    /// Stretches that are annotated, as shares of the text.
    annotated: Vec<(u16, u16, bool)>,
    /// Which of the categories the document is of.
    category: usize,
}

const CATEGORIES: [Category; 7] = [
    Category::Briefing,
    Category::Speech,
    Category::Statement,
    Category::Communique,
    Category::Interview,
    Category::News,
    Category::Other,
];

impl Plan {
    /// Adds a block with the parts that these words make, in order.
    pub(crate) fn block(&mut self, kind: Kind, text: &str, parts: &[(PartKind, &str)]) {
        let start = self.text.len();
        let mut block = self.bare(kind, text);
        let mut from = 0;
        for (part, words) in parts {
            let at = text[from..].find(words).unwrap() + from;
            block.parts.push(Part { span: Span::new(start + at, start + at + words.len()), kind: *part });
            // What a label holds follows it in the list.
            from = if *part == PartKind::Label { at } else { at + words.len() };
        }
        self.blocks.push(block);
    }

    fn bare(&mut self, kind: Kind, text: &str) -> Block {
        let start = self.text.len();
        self.text.push_str(text);
        let at = start + text.len() - text.trim_start().len();
        let content = Span::new(at, at + text.trim().len());
        Block { span: Span::new(start, self.text.len()), content, kind, evidence: "", parts: Vec::new() }
    }

    /// The source of the document.
    pub(crate) fn source(&self) -> Source {
        Source::from_text("a.txt", self.text.clone())
    }

    /// The document, with a header, persons and annotations made from the parts.
    pub(crate) fn document<'a>(&self, source: &'a Source) -> Document<'a> {
        let profile = Profile::plain();
        Document {
            source,
            profile,
            shape: &profile.shapes[0],
            extraction: Extraction::Whole,
            blocks: self.blocks.clone(),
            header: self.header(),
            persons: self.persons(),
            annotations: self.annotations(),
            words: std::cell::OnceCell::new(),
        }
    }

    fn spans(&self, kind: PartKind) -> Vec<Span> {
        let parts = self.blocks.iter().flat_map(|block| &block.parts);
        parts.filter(|part| part.kind == kind).map(|part| part.span).collect()
    }

    fn header(&self) -> Header {
        let first = |kind| self.spans(kind).first().copied();
        let ambiguous = |span| Date {
            other: Some(Partial::new(2003, 8, 7)),
            unsure: true,
            ..date(span, Partial::new(2003, 7, 8))
        };
        let range =
            |span| Date { last: Some(Partial::new(2003, 7, 11)), ..date(span, Partial::new(2003, 7, 9)) };
        let updated = first(PartKind::Updated).map(|span| Date {
            clock: Some(Clock { span: Span::at(span.end), hour: 18, minute: 33 }),
            ..date(span, Partial::new(2003, 7, 16))
        });
        let titles = self.spans(PartKind::Title);
        Header {
            series: first(PartKind::Series),
            updated,
            date: first(PartKind::Date).map(if self.category == 0 { ambiguous } else { range }),
            place: self.spans(PartKind::Place),
            genre: first(PartKind::Genre).map(|span| Genre { span, category: CATEGORIES[self.category] }),
            title: titles.iter().copied().reduce(Span::cover),
            number: first(PartKind::Number),
            byline: self.spans(PartKind::Byline),
            related: self.related(),
            media: self.spans(PartKind::Media),
            dropped: Vec::new(),
            confidence: Field::ALL.map(|field| Some(self.confidence(field))),
            withheld: Vec::new(),
        }
    }

    /// Every field is low, medium and high in some category, whether it has a value or not.
    fn confidence(&self, field: Field) -> Confidence {
        let all = [Certainty::Low, Certainty::Medium, Certainty::High];
        let certainty = all[(self.category + field as usize) % all.len()];
        Confidence { probability: 0.5, certainty, otherwise: "navigation", runner_up: 0.3 }
    }

    fn related(&self) -> Vec<Related> {
        let dates = self.spans(PartKind::RelatedDate);
        let sources = self.spans(PartKind::RelatedSource);
        let link = |(index, title): (usize, &Span)| Related {
            title: *title,
            date: dates.get(index).map(|span| date(*span, Partial::new(2003, 7, 8))),
            source: sources.get(index).copied(),
        };
        self.spans(PartKind::RelatedTitle).iter().enumerate().map(link).collect()
    }

    fn persons(&self) -> Vec<Person> {
        let person = |(index, span): (usize, &Span)| Person {
            id: format!("p{}", index + 1),
            name: *span,
            role: self.spans(PartKind::Role).get(index).copied(),
            labels: vec![*span],
        };
        // Every third speaker is unknown, unless they are few; thousands of lookups of roles are not the point here.
        let speakers = self.spans(PartKind::Speaker);
        if speakers.len() > 1000 {
            let plain = |(index, span): (usize, &Span)| Person {
                id: format!("p{}", index + 1),
                name: *span,
                role: None,
                labels: vec![*span],
            };
            return speakers.iter().enumerate().map(plain).collect();
        }
        let known: Vec<_> = speakers.into_iter().enumerate().filter(|(index, _)| index % 3 != 2).collect();
        known.iter().map(|(_, span)| span).enumerate().map(person).collect()
    }

    fn annotations(&self) -> Vec<Annotation> {
        let mut all = Vec::new();
        for (words, gap) in [("9 July", false), ("(inaudible)", true)] {
            all.extend(self.text.find(words).and_then(|at| self.annotation(at, at + words.len(), gap)));
        }
        for (start, end, gap) in &self.annotated {
            let share = |part: &u16| usize::from(*part) * self.text.len() / usize::from(u16::MAX);
            let (start, end) = (boundary(&self.text, share(start)), boundary(&self.text, share(end)));
            all.extend(self.annotation(start, end, *gap));
        }
        all
    }

    fn annotation(&self, start: usize, end: usize, gap: bool) -> Option<Annotation> {
        let span = Span::new(start, end);
        let block = self.blocks.iter().position(|block| block.span.contains(span))?;
        let borrowed = Date { borrowed_year: true, ..date(span, Partial::new(2003, 7, 9)) };
        let kind = if gap { AnnotationKind::Gap } else { AnnotationKind::Date(borrowed) };
        (start < end).then_some(Annotation { block, span, kind })
    }
}

fn date(span: Span, first: Partial) -> Date {
    Date::new(span, Form::DayMonth, first)
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

const KINDS: [Kind; 25] = [
    Kind::Blank,
    Kind::Residue(Residue::ByteOrderMark),
    Kind::Residue(Residue::Navigation),
    Kind::Residue(Residue::NoBreakSpace),
    Kind::Residue(Residue::Table),
    Kind::Update,
    Kind::Series,
    Kind::Date,
    Kind::Place,
    Kind::Genre,
    Kind::Title,
    Kind::Byline,
    Kind::Number,
    Kind::RelatedHead,
    Kind::Related,
    Kind::BlockName,
    Kind::Media,
    Kind::Unread,
    Kind::Heading,
    Kind::Paragraph,
    Kind::Utterance,
    Kind::Utterance,
    Kind::Item,
    Kind::Note,
    Kind::Footer,
];

const PARTS: [PartKind; 17] = [
    PartKind::UpdateLabel,
    PartKind::Updated,
    PartKind::Series,
    PartKind::Date,
    PartKind::Place,
    PartKind::Genre,
    PartKind::Title,
    PartKind::Number,
    PartKind::Byline,
    PartKind::RelatedDate,
    PartKind::RelatedSource,
    PartKind::RelatedTitle,
    PartKind::Media,
    PartKind::Marker,
    PartKind::Speaker,
    PartKind::Role,
    PartKind::Label,
];

/// Texts of letters among everything that XML, Unicode and line ends make hard.
pub(crate) fn texts(length: usize) -> impl Strategy<Value = String> {
    let hard = prop_oneof![
        4 => prop::sample::select("abcXY12 ().,:;-".chars().collect::<Vec<_>>()),
        2 => prop::sample::select("\n\n\n\r\t  \u{a0}".chars().collect::<Vec<_>>()),
        1 => prop::sample::select("<>&\"']\0\u{1}\u{b}\u{c}\u{1f}\u{85}\u{2028}\u{feff}\u{fffe}\u{ffff}é’😀".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ];
    prop::collection::vec(hard, 0..length).prop_map(|chars| chars.into_iter().collect())
}

const LABELLED: &str = "SOMEBODY (Office): says (inaudible) on 9 July 2003\n";

type Parts = Vec<(usize, u8, u8)>;

fn lines() -> impl Strategy<Value = (usize, String, Parts)> {
    let parts = prop::collection::vec((0..PARTS.len(), any::<u8>(), any::<u8>()), 0..4);
    let text = prop_oneof![
        2 => texts(24),
        2 => Just(LABELLED.to_string()),
        1 => Just("\n".to_string()),
    ];
    (0..KINDS.len(), text, parts)
}

/// Documents of up to forty blocks of any kinds, with parts and annotations anywhere.
pub(crate) fn plans() -> impl Strategy<Value = Plan> {
    let annotated = prop::collection::vec((any::<u16>(), any::<u16>(), any::<bool>()), 0..6);
    let plan = (prop::collection::vec(lines(), 0..40), annotated, 0..CATEGORIES.len());
    plan.prop_map(|(lines, annotated, category)| {
        let mut plan = Plan { annotated, category, ..Plan::default() };
        for (kind, text, parts) in lines {
            if KINDS[kind] == Kind::Utterance && text == LABELLED {
                let label = [
                    (PartKind::Label, "SOMEBODY (Office):"),
                    (PartKind::Speaker, "SOMEBODY"),
                    (PartKind::Role, "Office"),
                ];
                plan.block(Kind::Utterance, &text, &label);
                continue;
            }
            let mut block = plan.bare(KINDS[kind], &text);
            block.parts = parts.iter().filter_map(|part| chance_part(&block, &text, part)).collect();
            plan.blocks.push(block);
        }
        plan
    })
}

fn chance_part(block: &Block, text: &str, (kind, start, end): &(usize, u8, u8)) -> Option<Part> {
    let share = |part: &u8| boundary(text, usize::from(*part) * text.len() / 255);
    let (start, end) = (share(start), share(end));
    let span = Span::new(block.span.start + start.min(end), block.span.start + start.max(end));
    (!span.is_empty()).then_some(Part { span, kind: PARTS[*kind] })
}
