//! The way back from TEI: corrections, programs that indent, TEI of others.

use doclint::read::{Foreign, Read, Refusal, tei};
use doclint::source::{Encoding, Source};

use crate::check::read_back;

const SOURCE: &str = "A titel\n\nFirst line,\n  second.\n\nLast";
/// SHA-256 of [`SOURCE`].
fn hash() -> String {
    Source::from_text("a.txt", SOURCE).sha256()
}

/// TEI of doclint's kind around a text.
fn own(hash: &str, note: &str, text: &str) -> String {
    format!(
        r#"<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>{note}<extent><measure unit="lines" quantity="6"/></extent><sourceDesc><bibl><idno type="file">a.txt</idno><idno type="sha256">{hash}</idno></bibl></sourceDesc></fileDesc><encodingDesc><charDecl><char xml:id="u1"><mapping type="codepoint">U+0001</mapping></char></charDecl><appInfo><application ident="doclint" version="1"/></appInfo></encodingDesc></teiHeader>{text}</TEI>"#
    )
}

const TITLE: &str = r#"<head><lb n="1"/>A <choice><sic>titel</sic><corr cert="high">title</corr><corr>tittle</corr></choice></head>"#;

fn exact() -> String {
    own(
        &hash(),
        "",
        &format!(
            "<text xml:space=\"preserve\"><body>{TITLE}\n\n<p><lb n=\"3\"/>First line,\n  <lb n=\"4\"/>second.</p>\n\n<p><lb n=\"6\"/>Last<supplied>.</supplied></p></body></text>"
        ),
    )
}

#[test]
fn the_text_is_the_source() {
    let read = read_back(&exact(), false);
    assert_eq!((read.source.text(), read.intact, read.corrected), (SOURCE, true, 0));
    assert_eq!(read.source.path(), "a.txt");
}

#[test]
fn corrections_are_written_back() {
    let read = read_back(&exact(), true);
    assert_eq!(read.source.text(), "A title\n\nFirst line,\n  second.\n\nLast.");
    assert_eq!((read.intact, read.corrected), (true, 2));
    // An editor has thrown one out and taken another in.
    let edited =
        exact().replace("<supplied>.</supplied>", "").replace(TITLE, "<head><lb n=\"1\"/>A title</head>");
    let read = read_back(&edited, true);
    assert_eq!(read.source.text(), "A title\n\nFirst line,\n  second.\n\nLast");
    assert_eq!((read.intact, read.corrected), (false, 0));
    let rejected = exact().replace("<corr cert=\"high\">title</corr><corr>tittle</corr>", "");
    assert!(read_back(&rejected, true).source.text().starts_with("A titel\n"));
}

/// What an editor's "format document" does to the exact layout; the indentation of a line is lost.
#[test]
fn indented_text_comes_back_by_its_lines() {
    let text = format!(
        "<text>\n  <body>\n    {TITLE}\n    <p>\n      <lb n=\"3\"/>First\n      line,\n      <lb n=\"4\"/>second.\n    </p>\n    <p>\n      <lb n=\"6\"/>Last</p>\n  </body>\n</text>"
    );
    let want = "A titel\n\nFirst line,\nsecond.\n\nLast";
    for source in [want.to_string(), format!("{want}\n"), want.replace('\n', "\r\n")] {
        let hash = Source::from_text("a.txt", source.as_str()).sha256();
        let read = read_back(&own(&hash, "", &text), false);
        assert_eq!((read.source.text(), read.intact), (source.as_str(), true));
    }
    let read = read_back(&own(&hash(), "", &text), false);
    assert!(!read.intact, "the spaces before `second` are lost");
    assert_eq!(read.source.text(), format!("{want}\n"));
}

#[test]
fn a_changed_text_is_told() {
    let read = read_back(&exact().replace("First", "Second"), false);
    assert!(!read.intact);
    assert!(read.source.text().contains("Second line"));
}

#[test]
fn the_encoding_comes_back() {
    let source = Source::decode("a.txt", b"caf\xe9 \x93x\x94\r\n".to_vec()).unwrap();
    let note =
        "<notesStmt><note type=\"encoding\">The source file is encoded in windows-1252.</note></notesStmt>";
    let text = "<text xml:space=\"preserve\"><p><lb n=\"1\"/>café “<choice><sic>x</sic><corr>ł</corr></choice>”&#13;\n</p></text>";
    let tei_text = own(&source.sha256(), note, text);
    let read = read_back(&tei_text, false);
    assert_eq!((read.source.bytes(), read.intact), (source.bytes(), true));
    assert_eq!(read.source.encoding(), Encoding::Windows1252);
    let refused = tei(&Source::from_text("a.xml", tei_text), true).unwrap_err();
    assert!(refused.message.contains("windows-1252"), "{refused:?}");
}

#[test]
fn characters_that_xml_forbids_come_back() {
    let source = Source::from_text("a.txt", "a\u{1}b");
    let read = read_back(
        &own(&source.sha256(), "", "<text xml:space=\"preserve\">a<g ref=\"#u1\">?</g>b</text>"),
        false,
    );
    assert_eq!((read.source.text(), read.intact), ("a\u{1}b", true));
}

/// Numbers of lines may be anything: a huge one costs no more than the lines that are read at most.
#[test]
fn line_numbers_cost_little() {
    for number in ["0", "99999999", "18446744073709551615", "-1", "x", "3", "3"] {
        let text = format!("<text><p><lb n=\"{number}\"/>x<lb n=\"2\"/>y</p></text>");
        let mut intact = true;
        let allocated =
            allocation_counter::measure(|| intact = read_back(&own("0", "", &text), false).intact);
        assert!(!intact && allocated.bytes_total < 64_000_000, "{number}: {} bytes", allocated.bytes_total);
    }
}

fn foreign(text: &str) -> Foreign {
    let header = r##"<teiHeader><fileDesc><titleStmt><title type="sub">No</title><title type="main">Of  the
        moon</title></titleStmt><publicationStmt><date>1999</date></publicationStmt></fileDesc><profileDesc>
        <creation><date when="2004-10-19T10:00:00">yesterday</date></creation><particDesc><listPerson>
        <person xml:id="p1"><persName>Ann <surname>Other</surname></persName></person></listPerson></particDesc>
        </profileDesc></teiHeader>"##;
    let file = Source::from_text("x.xml", format!("<TEI>{header}\n{text}</TEI>"));
    match tei(&file, false) {
        Ok(Read::Foreign(foreign)) => foreign,
        other => panic!("{other:?}"),
    }
}

#[test]
fn tei_of_others_is_read_as_far_as_it_goes() {
    let read = foreign(
        r##"<text><body><div><head>One</head>loose <hi>text</hi><p>A <choice><abbr>Mr</abbr><expan>Mister</expan></choice>
        <lb/>line<note>An editor's</note> <gap reason="inaudible"><desc>inaudible</desc></gap>.</p>
        <u who="#p1"><seg>Yes.</seg><seg>No.</seg></u><u who="#p2">Maybe.</u>
        <note type="speaker">CHAIR:</note><u who="#p1">Thanks.</u>
        <sp><speaker>HAMLET</speaker><p>To be</p><l>or not</l></sp>
        <table><row><cell>a</cell><cell>b</cell></row></table></div></body></text>"##,
    );
    let want = [
        "Of the moon",
        "2004-10-19",
        "One",
        "loose text",
        "A Mr line (inaudible).",
        "Ann Other: Yes.",
        "No.",
        "p2: Maybe.",
        "CHAIR: Thanks.",
        "HAMLET: To be",
        "or not",
        "a",
        "b",
    ];
    assert_eq!(read.source.text(), want.join("\n\n") + "\n");
    let lost: Vec<_> = read.not_understood.iter().map(|(name, count, _)| (name.as_str(), *count)).collect();
    assert_eq!(lost, [("note", 1), ("table", 1), ("row", 1), ("cell", 2)]);
}

#[test]
fn a_title_in_the_text_is_not_doubled() {
    let read = foreign("<text><body><head>Of the moon</head><p>x</p></body></text>");
    assert_eq!(read.source.text(), "2004-10-19\n\nOf the moon\n\nx\n");
}

#[test]
fn what_is_no_tei_is_told() {
    let read = |xml: &str| tei(&Source::from_text("a.xml", xml), false);
    assert!(matches!(read("<teiCorpus/>"), Ok(Read::Other(name)) if name == "teiCorpus"));
    assert!(matches!(read("<TEI/>"), Ok(Read::Foreign(_))));
    let Err(Refusal { offset, .. }) = read("<TEI>&evil;</TEI>") else { panic!("an entity was read") };
    assert_eq!(offset, 5);
}
