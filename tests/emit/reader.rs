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
fn a_changed_text_is_reported() {
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

/// Line numbers may be anything: a huge one costs no more than the most lines that are read.
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
fn third_party_tei_is_read_as_far_as_possible() {
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
    assert_eq!(names(&read.losses.dropped), "expan 1, lb 1, note 1");
    assert_eq!(names(&read.losses.flattened), "abbr 1, cell 2, choice 1, div 1, hi 1, l 1, row 1, table 1");
    let losses = &read.losses;
    assert_eq!((losses.labels, losses.identifiers, losses.speakers, losses.following), (4, 1, 0, 2));
}

/// Names with their counts.
fn names(counts: &doclint::read::Counts) -> String {
    counts.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
}

/// The body of a text, what is lost and what is flattened.
fn flat(body: &str) -> (String, String, String) {
    let read = foreign(&format!("<text><body>{body}</body></text>"));
    let text = read.source.text().trim_start_matches("Of the moon\n\n2004-10-19\n").trim().to_string();
    (text, names(&read.losses.dropped), names(&read.losses.flattened))
}

fn row(text: &str, dropped: &str, flattened: &str) -> (String, String, String) {
    (text.to_string(), dropped.to_string(), flattened.to_string())
}

#[test]
fn manuscripts_give_one_reading() {
    let both = "<p>It is <subst><del>bad</del><add>good</add></subst> here.</p>";
    assert_eq!(flat(both), row("It is good here.", "del 1", "add 1, subst 1"));
    let choice = "<p>a <choice><sic>b</sic><corr>c</corr></choice> <choice><unclear>d</unclear><unclear>e</unclear></choice></p>";
    assert_eq!(flat(choice), row("a b d", "corr 1, unclear 1", "choice 2, sic 1, unclear 1"));
    let app = "<p><app><lem>x</lem><rdg>y</rdg></app> <app><rdg>z</rdg><rdg>v</rdg></app><supplied>!</supplied></p>";
    assert_eq!(flat(app), row("x z!", "rdg 2", "app 2, lem 1, rdg 1, supplied 1"));
    let breaks = "<p>one<pb n=\"2\"/> two<lb/>three hy<lb break=\"no\"/>phen <gap/></p>";
    assert_eq!(flat(breaks), row("one two three hyphen", "gap 1, lb 2, pb 1", ""));
}

#[test]
fn words_and_marks_join_as_they_say() {
    let tokens = "<p><s><w>Točko</w> <w join=\"right\">razno</w> <pc>.</pc> <w>Da</w> <pc join=\"left\">!</pc></s></p>";
    assert_eq!(flat(tokens).0, "Točko razno. Da!");
    let list = "<p>Of<list><item>a</item><item>b</item></list>all</p>";
    assert_eq!(flat(list), row("Of a b all", "", "item 2, list 1"));
    let deep = "<div6><div7><p>a<index><term>b</term></index></p><p>c</p></div7></div6>";
    assert_eq!(flat(deep), row("a\n\nc", "index 1", "div6 1, div7 1"));
    let ruby = "<p><ruby><rb>K</rb><rt>k</rt></ruby></p>";
    assert_eq!(flat(ruby), row("K", "rt 1", "rb 1, ruby 1"));
}

#[test]
fn speakers_are_kept_or_counted() {
    let losses = |body: &str| {
        let read = foreign(&format!("<text><body>{body}</body></text>"));
        let losses = read.losses.clone();
        (read.source, [losses.labels, losses.identifiers, losses.speakers, losses.following])
    };
    let (source, counts) = losses("<u who=\"#p1 corpus:p9\"><seg>Yes.</seg></u>");
    assert!(source.text().ends_with("Ann Other, p9: Yes.\n"), "{}", source.text());
    assert_eq!(counts, [1, 1, 0, 0]);
    assert_eq!(losses("<u><seg>Yes.</seg></u><p>Then.</p>").1, [0, 0, 1, 1]);
    assert_eq!(losses("<p>He: <said who=\"#p1\">No.</said></p>").1, [0, 0, 1, 0]);
    assert_eq!(
        losses("<sp who=\"#p1\"/><sp><speaker>A</speaker><l>x</l></sp><head>B</head><p>y</p>").1,
        [1, 0, 0, 0]
    );
    let spoken =
        "<annotationBlock who=\"#p1\"><u>So.</u><spanGrp><span>ADV</span></spanGrp></annotationBlock>";
    let (source, counts) = losses(spoken);
    assert!(source.text().ends_with("Ann Other: So.\n"), "{}", source.text());
    assert_eq!(counts, [1, 0, 0, 0]);
    let (source, counts) = losses("<t:sp xmlns:t=\"x\"><t:speaker>A</t:speaker><t:p>x</t:p></t:sp>");
    assert!(source.text().ends_with("A: x\n"));
    assert_eq!(counts, [1, 0, 0, 0]);
}

#[test]
fn elements_outside_the_text_are_counted() {
    let file = Source::from_text(
        "x.xml",
        "<?xml-model href=\"x\"?><TEI><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt>\
         <date when=\"2018\"/></publicationStmt></fileDesc></teiHeader><facsimile><graphic/></facsimile><!-- a --><standOff/>\
         <text><?pi?><body><p>x<ptr/></p><xi:include xmlns:xi=\"y\" href=\"z.xml\"/></body></text></TEI>",
    );
    let Ok(Read::Foreign(read)) = tei(&file, false) else { panic!("not foreign") };
    assert_eq!(read.source.text(), "T\n\nx\n", "the edition has a date, not the text");
    assert_eq!(names(&read.losses.dropped), "facsimile 1, include 1, ptr 1, standOff 1");
    assert_eq!((read.losses.comments, read.losses.instructions, read.losses.header), (1, 1, 4));
}

#[test]
fn a_title_in_the_text_is_not_doubled() {
    let read = foreign("<text><body><head>Of the moon</head><p>x</p></body></text>");
    assert_eq!(read.source.text(), "2004-10-19\n\nOf the moon\n\nx\n");
}

#[test]
fn xml_that_is_not_tei_is_reported() {
    let read = |xml: &str| tei(&Source::from_text("a.xml", xml), false);
    assert!(matches!(read("<teiCorpus><TEI/><TEI/></teiCorpus>"), Ok(Read::Corpus(2))));
    assert!(matches!(read("<TEI/>"), Ok(Read::Foreign(_))));
    let Err(Refusal { offset, .. }) = read("<TEI>&evil;</TEI>") else { panic!("an entity was read") };
    assert_eq!(offset, 5);
}
