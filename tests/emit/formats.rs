//! What each format says of a document, and that no document breaks one.

use doclint::document::{Kind, PartKind};
use doclint::emit::{Options, emit, source, text};
use doclint::parse::parse;
use doclint::profile::Profile;
use doclint::source::Source;
use proptest::prelude::*;

use crate::build::{self, Plan};
use crate::{briefing, readers};

/// The fifteen elements.
pub(crate) const DUBLIN_CORE: [&str; 15] = [
    "title",
    "creator",
    "subject",
    "description",
    "publisher",
    "contributor",
    "date",
    "type",
    "format",
    "identifier",
    "source",
    "language",
    "relation",
    "coverage",
    "rights",
];

/// The keys of a flat line in the order of the alphabet, with their types.
pub(crate) const JSONL: [(&str, &str); 27] = [
    ("byline", "texts"),
    ("bytes", "number"),
    ("category", "text"),
    ("date_from", "text"),
    ("date_to", "text"),
    ("doubtful", "texts"),
    ("encoding", "text"),
    ("extraction", "text"),
    ("file", "text"),
    ("genre", "text"),
    ("id", "text"),
    ("language", "text"),
    ("media", "texts"),
    ("number", "text"),
    ("paragraphs", "number"),
    ("places", "texts"),
    ("profile", "text"),
    ("related", "texts"),
    ("series", "text"),
    ("sha256", "text"),
    ("shape", "text"),
    ("text", "text"),
    ("title", "text"),
    ("turn_speakers", "texts"),
    ("turn_texts", "texts"),
    ("updated", "text"),
    ("words", "number"),
];

/// The briefing as each reader has it.
#[test]
fn a_briefing_in_every_format() {
    let plan = briefing();
    let source = plan.source();
    let document = plan.document(&source);
    readers::all(&document);

    let text = readers::text(&document);
    assert!(
        text.starts_with("A title of two lines\n\nwith Lord Robertson\n\nNATO HQ, Brussel, 8/07/2003\n\n"),
        "{text}"
    );
    assert!(text.contains("\n\nLORD ROBERTSON (Secretary General): Good morning on 9 July & <later>.\n\n"));

    let (facts, markdown) = readers::markdown(&document);
    assert_eq!(facts["title"], "A title of two lines");
    assert_eq!(facts["updated"], "2003-07-16");
    assert!(!facts.contains_key("date"), "8/07/2003 can be read in two ways");
    assert!(markdown.contains("**LORD ROBERTSON** (Secretary General): Good morning"), "{markdown}");
    assert!(
        markdown.contains("\n\n1. one\n\n2. two\n\n") || markdown.contains("\n\n1. one\n\n2. two"),
        "{markdown}"
    );

    let line = readers::jsonl(&document);
    assert_eq!(line["places"], serde_json::json!(["NATO HQ", "Brussel"]));
    assert_eq!(line["date_from"], "");
    assert_eq!(line["turn_speakers"][0], "LORD ROBERTSON");

    let article = readers::jsonld(&document);
    assert_eq!(article["dateModified"], "2003-07-16");
    assert!(article.get("temporalCoverage").is_none());
    assert_eq!(article["contributor"][0]["jobTitle"], "Secretary General");

    let item = readers::csl(&document);
    assert_eq!(item["event-place"], "NATO HQ, Brussel");
    assert_eq!(item["issued"]["date-parts"], serde_json::json!([[2003, 7, 16]]));

    let rows = readers::tsv(&document);
    assert_eq!(rows[0][3..6], ["LORD ROBERTSON", "Secretary General", ""]);
    assert_eq!(
        rows[0][6],
        "Good morning on 9 July & <later>. And \u{fffd} more (inaudible). - a point".replace("- ", "")
    );
    assert_eq!(rows[1][3], "Q");
    assert_eq!(rows[2][3], "", "after a heading no speaker is named");

    let elements = readers::dc(&document);
    let has = |name: &str, text: &str| elements.iter().any(|(n, t)| n == name && t == text);
    assert!(
        has("title", "A title of two lines")
            && has("coverage", "Brussel")
            && has("identifier", "PR/CP(2003)073")
    );
}

#[test]
fn the_header_can_be_left_out_of_text() {
    let plan = briefing();
    let source = plan.source();
    let document = plan.document(&source);
    let options = Options { no_header: true, ..Options::default() };
    let mut out = Vec::new();
    emit(&document, None, &text::FORMAT, &options, &mut out).unwrap();
    assert!(out.starts_with(b"LORD ROBERTSON (Secretary General): Good morning"));
}

#[test]
fn a_page_names_its_parts() {
    let plan = briefing();
    let source = plan.source();
    let page = readers::html(&plan.document(&source));
    let texts = |selector: &str| {
        let selector = scraper::Selector::parse(selector).unwrap();
        page.select(&selector).map(|element| element.text().collect::<String>()).collect::<Vec<_>>()
    };
    assert_eq!(texts("h1"), ["A title of two lines"]);
    assert_eq!(texts("article h2"), ["A subhead", "Related"]);
    assert_eq!(texts(".speaker"), ["LORD ROBERTSON Secretary General", "Q"]);
    assert_eq!(texts(".turn .note"), ["(Laughter)"]);
    assert_eq!(texts(".turn")[0].lines().count(), 8, "{:?}", texts(".turn"));
    assert_eq!(texts("dd time"), ["16-Jul-2003"], "the other date is in doubt");
    assert_eq!(texts("ul.items li"), ["- a point", "1. one", "2. two"]);
}

#[test]
fn the_source_is_the_source() {
    for bytes in [&b"\xff\xfea\0\n\0"[..], b"communiqu\xe9", b"a\r\nb", b""] {
        let source = Source::decode("a.txt", bytes.to_vec()).unwrap();
        let document = parse(&source, Profile::plain());
        let mut out = Vec::new();
        emit(&document, None, &source::FORMAT, &Options::default(), &mut out).unwrap();
        assert_eq!(out, bytes);
    }
}

/// The text of a title, a name or a file name stays text.
#[test]
fn hostile_facts() {
    let hostile = [
        "../../etc/passwd",
        "</script><script>alert(1)</script>",
        "</title></head><body onload=x>",
        "<!--",
        "]]>",
        "\"; --",
        "' OR 1=1",
        "=cmd|' /C calc'!A0",
        "---\nfoo: bar",
        "a: b # c",
        "*&^%$#@!",
        "Room #",
        "##",
        "# 1. - + > `code` [a](b) ![c](d) ~~e~~ **f** __g__ {h}",
        "\u{1}\u{7f}\u{85}\u{9f}x\u{fffe}\u{fdd0}",
        "line\u{2028}separator\u{2029}",
        "\u{202e}desrever\u{202c} \u{2066}isolate",
        "&amp;&#0;&lt;",
        "\u{feff}mark",
        "no",
        "2003-07-09",
        "\\",
        "'",
        "\"",
    ];
    for text in hostile {
        let line = format!("{}\n", text.replace('\n', " "));
        let mut plan = Plan::default();
        let bare = line.trim();
        plan.block(Kind::Title, &line, &[(PartKind::Title, bare)]);
        plan.block(Kind::Byline, &line, &[(PartKind::Byline, bare)]);
        plan.block(Kind::Place, &line, &[(PartKind::Place, bare)]);
        plan.block(Kind::Number, &line, &[(PartKind::Number, bare)]);
        plan.block(Kind::Related, &line, &[(PartKind::RelatedTitle, bare)]);
        plan.block(Kind::Heading, &line, &[]);
        plan.block(Kind::Paragraph, &line, &[]);
        plan.block(Kind::Item, &line, &[]);
        plan.block(Kind::Note, &line, &[]);
        let label = format!("{bare}: {bare}\n");
        plan.block(
            Kind::Utterance,
            &label,
            &[(PartKind::Label, &format!("{bare}:")), (PartKind::Speaker, bare)],
        );
        let source = Source::from_text(text, plan.source().text());
        readers::all(&plan.document(&source));
    }
}

/// UTF-16 with half a character is no text; what is left of bidirectional marks and the like is.
#[test]
fn hostile_bytes() {
    let lone = [0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00];
    assert!(Source::decode("a", lone.to_vec()).is_err());
    for bytes in
        [&b"\xfe\xff\x20\x2e\0<\x20\x28\0>"[..], b"\x80\x81\x9d<b>\xff", b"\xef\xbb\xbf\xef\xbb\xbfx"]
    {
        let source = Source::decode("a.txt", bytes.to_vec()).unwrap();
        readers::all(&parse(&source, Profile::recognise(source.text())));
    }
}

#[test]
fn seeds_in_every_format() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let source = Source::decode(path.file_name().unwrap().to_str().unwrap(), bytes).unwrap();
        readers::all(&parse(&source, Profile::recognise(source.text())));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_blocks_in_every_format(plan in build::plans()) {
        let source = plan.source();
        readers::all(&plan.document(&source));
    }

    #[test]
    fn any_text_in_every_format(text in build::texts(200)) {
        let source = Source::from_text("any.txt", text);
        readers::all(&parse(&source, Profile::recognise(source.text())));
    }
}
