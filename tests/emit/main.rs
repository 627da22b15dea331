//! Any document gives valid output: JSON as its schema says, TEI that is well-formed and gives the source back.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod build;
mod check;
mod corpus;
mod formats;
mod parlamint;
mod reader;
mod readers;
mod refused;

use build::Plan;
use doclint::diagnostic::Diagnostic;
use doclint::document::{Kind, PartKind, Residue};
use doclint::emit::{Options, emit, json, jsonl, tei};
use doclint::parse::parse;
use doclint::profile::Profile;
use doclint::source::Source;
use proptest::prelude::*;

/// A briefing with every kind of block in the order of a page.
pub(crate) fn briefing() -> Plan {
    let mut plan = Plan::default();
    plan.block(Kind::Residue(Residue::ByteOrderMark), "\u{feff}", &[]);
    plan.block(Kind::Residue(Residue::Label), "Header\n", &[]);
    plan.block(
        Kind::Update,
        "Updated: 16-Jul-2003 NATO Speeches\n",
        &[
            (PartKind::UpdateLabel, "Updated:"),
            (PartKind::Updated, "16-Jul-2003"),
            (PartKind::Series, "NATO Speeches"),
        ],
    );
    plan.block(Kind::Blank, "\n", &[]);
    plan.block(Kind::Place, "NATO HQ,\n", &[(PartKind::Place, "NATO HQ,")]);
    plan.block(Kind::Place, "Brussel\n", &[(PartKind::Place, "Brussel")]);
    plan.block(Kind::Blank, "\n", &[]);
    plan.block(Kind::Date, "8/07/2003\n", &[(PartKind::Date, "8/07/2003")]);
    plan.block(Kind::Blank, "\u{a0}\n\n", &[]);
    plan.block(Kind::Genre, "Press Briefing\n", &[(PartKind::Genre, "Press Briefing")]);
    plan.block(
        Kind::Title,
        "A title\nof two lines\n",
        &[(PartKind::Title, "A title"), (PartKind::Title, "of two lines")],
    );
    plan.block(Kind::Byline, "with Lord Robertson\n", &[(PartKind::Byline, "with Lord Robertson")]);
    plan.block(Kind::Number, "PR/CP(2003)073\n", &[(PartKind::Number, "PR/CP(2003)073")]);
    plan.block(Kind::BlockName, "News\n", &[]);
    plan.block(
        Kind::RelatedHead,
        "8/07/2003 - NATO\n",
        &[(PartKind::RelatedDate, "8/07/2003"), (PartKind::RelatedSource, "NATO")],
    );
    plan.block(Kind::Related, "Visit to Kazakstan\n", &[(PartKind::RelatedTitle, "Visit to Kazakstan")]);
    plan.block(Kind::BlockName, "Multimedia\n", &[]);
    plan.block(Kind::Media, "Audio file .MP3/5770kb\n", &[(PartKind::Media, "Audio file")]);
    plan.block(Kind::Unread, "What is this?\n", &[]);
    plan.block(Kind::Blank, "\n", &[]);
    plan.block(
        Kind::Utterance,
        "LORD ROBERTSON (Secretary General): Good morning on 9 July & <later>.\r\n",
        &[
            (PartKind::Label, "LORD ROBERTSON (Secretary General):"),
            (PartKind::Speaker, "LORD ROBERTSON"),
            (PartKind::Role, "Secretary General"),
        ],
    );
    plan.block(Kind::Paragraph, "And \u{1} more (inaudible).\n", &[]);
    plan.block(Kind::Note, "(Laughter)\n", &[]);
    plan.block(Kind::Item, "- a point\n", &[(PartKind::Marker, "-")]);
    plan.block(Kind::Utterance, "Q: Why?\n", &[(PartKind::Label, "Q:"), (PartKind::Speaker, "Q")]);
    plan.block(Kind::Heading, "A subhead\n", &[]);
    plan.block(Kind::Paragraph, "A paragraph\nof two lines.\n", &[]);
    plan.block(Kind::Item, "1. one\n", &[(PartKind::Marker, "1.")]);
    plan.block(Kind::Item, "2. two\n", &[(PartKind::Marker, "2.")]);
    plan.block(Kind::Byline, "by nobody\n", &[]);
    plan.block(Kind::Footer, "Go to Homepage\nBack\n", &[]);
    plan
}

/// Both outputs of a document that was built.
fn outputs(plan: &Plan) -> (serde_json::Value, String) {
    let source = plan.source();
    let document = plan.document(&source);
    check::json(&document);
    check::tei(&document);
    let json = check::emitted(&document, &json::FORMAT);
    (serde_json::from_str(&json).unwrap(), check::emitted(&document, &tei::FORMAT))
}

#[test]
fn json_says_what_was_read() {
    let (json, _) = outputs(&briefing());
    let header = &json["header"];
    assert_eq!(json["schema"], "doclint/1");
    assert_eq!(header["updated"]["date"], "2003-07-16");
    assert_eq!(header["updated"]["time"], "18:33");
    assert_eq!(header["date"]["cert"], "low");
    assert_eq!(header["date"]["alternatives"][0], "2003-08-07");
    assert_eq!(header["place"][0]["text"], "NATO HQ");
    assert_eq!(header["title"]["text"], "A title of two lines");
    assert_eq!(header["related"][0]["date"], "2003-07-08");
    assert_eq!(header["related"][0]["source"], "NATO");
    let body = json["body"].as_array().unwrap();
    assert_eq!(body[0]["speaker"], "LORD ROBERTSON");
    assert_eq!(body[0]["role"], "Secretary General");
    assert_eq!(body[0]["who"], json["persons"][0]["id"]);
    assert_eq!(body[0]["text"], "Good morning on 9 July & <later>.");
    assert_eq!(body[5]["kind"], "heading");
    assert_eq!(body[6]["lines"][1], body[6]["lines"][0].as_u64().unwrap() + 1);
    assert_eq!(json["footer"].as_array().unwrap().len(), 2);
    assert_eq!(json["residue"].as_array().unwrap().len(), 2);
    assert_eq!(json["annotations"][1]["value"], "inaudible");
    assert!(json.get("findings").is_none());
}

#[test]
fn tei_says_what_was_read() {
    let (_, tei) = outputs(&briefing());
    for piece in [
        r#"<fw type="residue">"#,
        r#"<lb n="1"/>Header</fw>"#,
        r#"<date type="updated" when="2003-07-16T18:33:00">16-Jul-2003</date> <title level="s">NATO Speeches</title></fw>"#,
        r#"<dateline><lb n="4"/><placeName>NATO HQ</placeName>,"#,
        r#"<date type="event" notBefore="2003-07-08" notAfter="2003-08-07" cert="medium">8/07/2003</date></dateline>"#,
        r#"<head type="genre">"#,
        r#"<head type="main">"#,
        r#"<byline><lb n="13"/>with"#,
        r#"<list type="related"><head>"#,
        r#"<orgName>NATO</orgName>"#,
        r##"<persName ref="#a.p1">LORD ROBERTSON</persName> (<roleName>Secretary General</roleName>):</note> <u "##,
        r##"who="#a.p1" ana="#a.speaker.regular"><seg xml:id="a.b20">Good morning on <date when="2003-07-09" cert="high">9 July</date> &amp; &lt;later&gt;.</seg>&#13;"##,
        r##"And <g ref="#a.u0001"/> more <gap reason="inaudible"><desc>(inaudible)</desc></gap>."##,
        r#"<div type="section"><head type="sub" xml:id="a.b25">"#,
        r#"<list type="unordered"><item xml:id="a.b27">"#,
        r#"<ab type="byline">"#,
        r#"<fw type="footer">"#,
        r#"<mapping type="codepoint">U+0001</mapping>"#,
        r#"<note type="encoding">"#,
    ] {
        assert!(tei.contains(piece), "{piece} is not in\n{tei}");
    }
}

#[test]
fn a_conversion_has_a_date_only_if_the_caller_gives_one() {
    let plan = briefing();
    let source = plan.source();
    let document = plan.document(&source);
    for (date, want) in [(None, 0), (Some("2026-11-22"), 1), (Some("today"), 0)] {
        let options = Options { date: date.map(str::to_string), ..Options::default() };
        let mut out = Vec::new();
        emit(&document, None, &tei::FORMAT, &options, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.matches(r#"type="conversion""#).count(), want);
    }
}

#[test]
fn findings_are_written_when_they_are_given() {
    use doclint::diagnostic::{Applicability, Fix};
    use doclint::source::Span;
    let plan = briefing();
    let source = plan.source();
    let document = plan.document(&source);
    let span = Span::new(3, 9);
    let fix = Fix::replace("remove the line", Applicability::Safe, span, "");
    let findings = [Diagnostic::new(span, "stray label").help("remove it").fix(fix)];
    let written = |format| {
        let mut out = Vec::new();
        emit(&document, Some(&findings), format, &Options::default(), &mut out).unwrap();
        serde_json::from_slice::<serde_json::Value>(&out).unwrap()
    };
    let json = written(&json::FORMAT);
    check::against_schema("document", &json);
    assert_eq!(json["findings"][0]["text"], "Header");
    assert_eq!(json["findings"][0]["line"], 1);
    let line = written(&jsonl::FORMAT);
    assert_eq!((&line["errors"], &line["warnings"]), (&1.into(), &0.into()), "{line}");
    let second = Diagnostic::new(document.blocks[20].content, "too early");
    let tei = check::tei_with(&document, &[findings[0].clone(), second]);
    assert!(tei.contains(r##"motivation="editing" target="a.txt#line=0,1" ana="#a.lint."##));
    assert!(tei.contains(r##"motivation="questioning" target="#a.b20 a.txt#line=21,22""##), "{tei}");
}

#[test]
fn a_report_of_findings_is_as_its_schema_says() {
    use doclint::diagnostic::{Category, Finding, FindingsReport};
    use doclint::source::Span;
    let source = Source::from_text("a.txt", "teh");
    let finding = Diagnostic::new(Span::new(0, 3), "misspelt").label("typo").suggest(["the".to_string()]);
    let finding = Diagnostic { category: Some(Category::Spelling), ..finding.see(Span::at(3), "end") };
    let report = FindingsReport::new(vec![Finding::new(&source, &finding)], 1);
    check::against_schema("findings", &serde_json::to_value(&report).unwrap());
}

#[test]
fn hostile_texts() {
    let long = "A: b\n".repeat(10_000);
    let texts = [
        "",
        "\n",
        "\r\n\r\n",
        " \t ",
        "\u{a0}",
        "\u{a0}\n\u{2028}\n",
        "\0",
        "\u{feff}",
        "\u{feff}\n",
        "\u{c}\n\u{b}\n",
        "no line end",
        "\u{fffe}\u{ffff}\u{1b}",
        "a\rb\r\rc",
        "]]>&lt;<!--",
        "\u{85}",
        "\u{a0}x\u{a0}\n",
        &long,
    ];
    for text in texts {
        for path in ["a.txt", "", "1 <&>\u{1}\u{e9}.txt", ".txt", "a:b/c d"] {
            let source = Source::from_text(path, text);
            let document = parse(&source, Profile::plain());
            check::json(&document);
            check::tei(&document);
            if text.len() > 1000 {
                break;
            }
        }
    }
}

/// Only at the beginning of a document does a byte order mark precede the line; a later one is text of its line.
#[test]
fn a_byte_order_mark_stays_on_its_line() {
    for first in ["", "\u{feff}"] {
        let mut plan = Plan::default();
        plan.block(Kind::Residue(Residue::ByteOrderMark), first, &[]);
        plan.block(Kind::Paragraph, "One line.\n", &[]);
        plan.block(Kind::Residue(Residue::ByteOrderMark), "\u{feff}", &[]);
        plan.block(Kind::Paragraph, "Another line.\n", &[]);
        outputs(&plan);
    }
}

#[test]
fn ten_thousand_labels() {
    let mut plan = Plan::default();
    for index in 0..10_000 {
        let name = format!("SPEAKER{index}");
        let label = format!("{name}:");
        let text = format!("{label} Yes.\n");
        plan.block(Kind::Utterance, &text, &[(PartKind::Label, &label), (PartKind::Speaker, &name)]);
    }
    // That work grows no faster than the document, `tests/linear.rs` shows.
    outputs(&plan);
}

#[test]
fn seeds() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let source =
            Source::decode(path.file_name().unwrap().to_str().unwrap(), std::fs::read(&path).unwrap());
        let source = source.unwrap();
        let document = parse(&source, Profile::recognise(source.text()));
        check::json(&document);
        check::tei(&document);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Blocks of any kinds in any order, with parts anywhere.
    #[test]
    fn any_sequence_of_blocks(plan in build::plans()) {
        let source = plan.source();
        let document = plan.document(&source);
        check::json(&document);
        let spans = document.blocks.iter().map(|block| block.content);
        let findings: Vec<_> = spans.map(|span| Diagnostic::new(span, "found").help("mend it")).collect();
        check::tei_with(&document, &findings);
    }

    /// Any text, as the parser reads it.
    #[test]
    fn any_text(text in build::texts(200)) {
        let source = Source::from_text("any.txt", text);
        for name in Profile::names() {
            let document = parse(&source, Profile::built_in(name).unwrap());
            check::json(&document);
            check::tei(&document);
        }
    }

    /// The parser never makes a document whose blocks overlap or leave gaps, but its source is still restored.
    #[test]
    fn blocks_that_do_not_tile(plan in build::plans(), shift in 0usize..40) {
        let source = plan.source();
        let mut document = plan.document(&source);
        for (index, block) in document.blocks.iter_mut().enumerate() {
            let start = block.span.start + (index * 7 + shift) % 11;
            block.span.start = start.min(block.span.end);
        }
        if shift % 3 == 0 {
            document.blocks.reverse();
        }
        check::tei(&document);
    }
}
