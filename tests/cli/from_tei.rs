//! `doclint convert --from tei`: the way back, and what is refused.

use super::support::{folder, run_in, run_with};

const TEXT: &str = "Updated: 20-Oct-2004 NATO Speeches\r\n\r\n19 Oct. 2004\n\nSpeech\n\nHe spoke.  Twice";

#[test]
fn a_corpus_goes_there_and_back() {
    let folder =
        folder(&[("seeds/a.txt", TEXT), ("seeds/sub/b.htm.txt", "B\n"), ("tei/taxonomy.xml", "<taxonomy/>")]);
    std::fs::write(folder.path().join("seeds/c.txt"), b"\xff\xfeC\0\x19\x20").unwrap();
    std::fs::write(folder.path().join("seeds/d.txt"), b"caf\xe9 \x93D\x94\n").unwrap();
    run_in(folder.path(), &["convert", "seeds", "--to", "tei", "-o", "tei/"]);
    let back = run_in(folder.path(), &["convert", "tei", "--from", "tei", "--to", "text", "-o", "back"]);
    assert_eq!((back.code, back.err.as_str()), (0, "4 documents converted to back, 1 document left out\n"));
    for name in ["a.txt", "sub/b.htm.txt", "c.txt", "d.txt"] {
        let read = |top: &str| std::fs::read(folder.path().join(top).join(name)).unwrap();
        assert_eq!(read("back"), read("seeds"), "{name}");
    }
    let json = |arguments: &[&str]| {
        run_in(folder.path(), &[&["convert", "--to", "json"], arguments].concat()).json()
    };
    let (mut from_text, from_tei) = (json(&["seeds/a.txt"]), json(&["tei/a.xml", "--from", "tei"]));
    from_text["source"]["file"] = "a.txt".into();
    assert_eq!(from_text, from_tei);
}

#[test]
fn a_changed_text_is_a_finding() {
    let folder = folder(&[("a.txt", TEXT)]);
    run_in(folder.path(), &["convert", "a.txt", "-o", "a.xml"]);
    let tei = std::fs::read_to_string(folder.path().join("a.xml")).unwrap().replace("He spoke", "She spoke");
    let convert = |more: &[&str]| {
        run_with(
            folder.path(),
            &[&["convert", "-", "--from", "tei", "--to", "text"], more].concat(),
            tei.as_bytes(),
        )
    };
    let run = convert(&[]);
    assert_eq!((run.code, run.out), (1, TEXT.replace("He", "She")));
    assert!(run.err.contains("the text is no longer that of the source"), "{}", run.err);
    assert_eq!(convert(&["--apply-corrections"]).code, 0);
}

#[test]
fn corrections_are_written_back() {
    let folder = folder(&[("a.txt", "He spoke.\n")]);
    run_in(folder.path(), &["convert", "a.txt", "-o", "a.xml"]);
    let path = folder.path().join("a.xml");
    let choice = "<choice><sic>spoke</sic><corr>had spoken</corr></choice>";
    let tei = std::fs::read_to_string(&path).unwrap().replace("spoke", choice);
    std::fs::write(&path, tei).unwrap();
    let plain = run_in(folder.path(), &["convert", "a.xml", "--from", "tei", "--to", "text"]);
    assert_eq!((plain.code, plain.out.as_str(), plain.err.as_str()), (0, "He spoke.\n", ""));
    let arguments =
        ["convert", "a.xml", "--from", "tei", "--to", "text", "--apply-corrections", "-o", "a.txt"];
    let run = run_in(folder.path(), &arguments);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    assert!(run.err.contains("1 correction written back"), "{}", run.err);
    assert_eq!(std::fs::read_to_string(folder.path().join("a.txt")).unwrap(), "He had spoken.\n");
    let wrong = run_in(folder.path(), &["convert", "a.txt", "--to", "text", "--apply-corrections"]);
    assert_eq!(wrong.code, 2);
}

#[test]
fn third_party_tei_is_converted_with_a_report() {
    let tei = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>A title</title></titleStmt></fileDesc></teiHeader>\n<text><body><p>Words.</p>\n<figure/></body></text></TEI>";
    let folder = folder(&[("x.xml", tei)]);
    let run = run_in(folder.path(), &["convert", "x.xml", "--from", "tei", "--to", "text"]);
    assert_eq!((run.code, run.out.as_str()), (0, "A title\n\nWords.\n"));
    let want =
        "x.xml: TEI not written by doclint, read as plain text: dropped 1 figure, 2 elements of teiHeader\n";
    assert!(run.err.ends_with(want), "{}", run.err);
    let json = run_in(folder.path(), &["convert", "x.xml", "--from", "tei", "--to", "json"]).json();
    assert_eq!((&json["id"], &json["header"]["title"]["text"]), (&"x".into(), &"A title".into()));
}

#[test]
fn hostile_xml_is_refused_with_its_place() {
    let bomb = "<!DOCTYPE TEI [\n<!ENTITY a \"aaaa\">]>\n<TEI>&a;</TEI>";
    let deep = "<TEI>".repeat(300);
    let cases = [
        (bomb, "x.xml:1:1: the document declares entities"),
        (
            "<!DOCTYPE TEI SYSTEM \"http://example.org/x.dtd\"><TEI/>",
            "x.xml:1:1: the document uses an external DTD",
        ),
        ("<TEI>\n  &nbsp;</TEI>", "x.xml:2:3: unsupported entity `nbsp`"),
        (&deep, "x.xml:1:1281: elements are nested deeper than 256"),
        ("<TEI>\n<text></TEI>", "x.xml:2:7: not well-formed XML"),
        ("plain text", "x.xml:1:1: not well-formed XML"),
        ("<teiCorpus/>", "cannot read a <teiCorpus> without documents of its own"),
        ("<teiCorpus><TEI/></teiCorpus>", "cannot read a <teiCorpus> with 1 document in it"),
        ("<html/>", "not a TEI document: its root is <html>"),
    ];
    for (xml, message) in cases {
        let folder = folder(&[("x.xml", xml)]);
        let run = run_in(folder.path(), &["convert", "x.xml", "--from", "tei", "--to", "text"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{xml}");
        assert!(run.err.contains(message), "{}", run.err);
    }
}

#[test]
fn losses_of_third_party_tei_are_reported_per_file_and_in_total() {
    let tei = |body: &str| {
        format!(
            "<TEI><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader><text><body>{body}</body></text></TEI>"
        )
    };
    let speech = tei(
        "<u who=\"#p1\"><seg>Good morning to you.</seg></u><u><seg>And who is this?</seg></u><p>They left.</p>",
    );
    let drama = tei(concat!(
        "<sp><speaker>HAMLET</speaker><l>To be</l></sp><sp><speaker>OPHELIA</speaker><l>Good my lord, how does your honour for this many a day?</l></sp>",
        "<sp><speaker>HAMLET</speaker><l>I humbly thank you; well, well, well.</l></sp>",
        "<note>a</note><note>b</note><hi>c</hi>",
    ));
    let folder = folder(&[("in/a.xml", &speech), ("in/b.xml", &drama), ("in/c.xml", "<teiCorpus/>")]);
    let run = run_in(folder.path(), &["convert", "in", "--from", "tei", "--to", "jsonl"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let lines: Vec<&str> = run.err.lines().collect();
    assert_eq!(lines.len(), 4, "{}", run.err);
    let says = |line: usize, parts: &[&str]| {
        parts.iter().for_each(|part| assert!(lines[line].contains(part), "{part} in {}", run.err));
    };
    says(
        0,
        &[
            "in/a.xml: ",
            "1 speaker in labels not recognised as such",
            "1 label with only an identifier",
            "1 speaker lost",
            "1 paragraph after",
        ],
    );
    says(
        1,
        &["in/b.xml: ", "3 speakers kept as labels", "dropped 2 note", "only the words kept of 3 l, 1 hi"],
    );
    says(2, &["2 documents: ", "3 speakers kept as labels", "2 note", "4 elements of teiHeader"]);
    assert!(!run.err.contains("nothing"), "{}", run.err);
    let whole = format!("<teiCorpus><teiHeader/>{speech}{drama}</teiCorpus>");
    std::fs::write(folder.path().join("in/c.xml"), whole).unwrap();
    let run = run_in(folder.path(), &["convert", "in", "--from", "tei", "--to", "jsonl"]);
    assert_eq!((run.code, run.out.lines().count()), (2, 2));
    assert!(run.err.contains("in/c.xml: cannot read a <teiCorpus> with 2 documents in it"), "{}", run.err);
}

/// A label that plain text does not show to be one is not counted as kept.
#[test]
fn unrecognised_speakers_are_reported() {
    let body = "<u who=\"#x\"><seg>Words.</seg></u>"
        .replace("#x", "a_strange_id_of_somebody_or_other_that_is_long_1234567890");
    let tei = format!("<TEI><text><body>{body}</body></text></TEI>");
    let folder = folder(&[("a.xml", &tei)]);
    let run = run_in(folder.path(), &["convert", "a.xml", "--from", "tei", "--to", "tsv"]);
    let is_read = !run.out.lines().nth(1).unwrap().split('\t').nth(3).unwrap().is_empty();
    assert_eq!(
        !is_read,
        run.err.contains("1 speaker in labels not recognised as such"),
        "{} {}",
        run.out,
        run.err
    );
}
