//! The ParlaMint profile: what is written has all that ParlaMint asks for, and what has not is named.

use doclint::document::Document;
use doclint::emit::tei;
use doclint::parse::parse;
use doclint::profile::Profile;
use doclint::source::Source;
use roxmltree::Node;

use super::check;

const BRIEFING: &str = "Updated: 16-Jul-2003 NATO Press\n\n9 July 2003\n\nNATO HQ,\nBrussels\n\nPress Briefing\n\nby Lord Robertson\n\n\
    MODERATOR: Good morning.\n\nJAMIE SHEA (Spokesman): Thank you. (laughter) We begin.\n\nAnd go on.\n\n\
    Q: Why?\n\nLORD ROBERTSON: (inaudible)\n\nQ:\n";

/// What a document lacks, and the document as ParlaMint.
fn written(text: &str) -> (Vec<&'static str>, String) {
    written_as("nato", text)
}

fn written_as(profile: &str, text: &str) -> (Vec<&'static str>, String) {
    let source = Source::from_text("a.txt", text);
    let document: Document = parse(&source, Profile::built_in(profile).unwrap());
    let options =
        tei::Options { profile: tei::Profile::ParlaMint, edition: check::parlamint(), ..Default::default() };
    (tei::lacking_for_parlamint(&document), check::variant_of_tei(&document, &[], options))
}

fn find<'a>(root: Node<'a, 'a>, path: &[&str]) -> Vec<Node<'a, 'a>> {
    path.iter().fold(vec![root], |nodes, name| {
        nodes.iter().flat_map(|node| node.children()).filter(|child| child.has_tag_name(*name)).collect()
    })
}

#[test]
fn a_whole_document_has_all_that_parlamint_asks_for() {
    let (lacking, tei) = written(BRIEFING);
    assert!(lacking.is_empty(), "{lacking:?}");
    let xml = roxmltree::Document::parse(&tei).unwrap();
    let root = xml.root_element();
    let one = |path: &[&str]| {
        let found = find(root, path);
        assert_eq!(found.len(), 1, "{path:?} in {tei}");
        found[0]
    };
    let publication = ["teiHeader", "fileDesc", "publicationStmt"];
    let publication = |name: &'static str| one(&[&publication[..], &[name]].concat());
    assert_eq!(publication("date").attribute("when"), Some("2026-11-22"));
    assert_eq!(publication("idno").text(), Some("https://example.org/tei/a"));
    let bibl = ["teiHeader", "fileDesc", "sourceDesc", "bibl", "idno"];
    assert_eq!(one(&bibl).text(), Some("https://example.org/"), "no address is made up");
    let setting = ["teiHeader", "profileDesc", "settingDesc", "setting"];
    let setting = |name: &'static str| find(root, &[&setting[..], &[name]].concat());
    assert_eq!(setting("name").len(), 2);
    assert_eq!(setting("date")[0].attribute("when"), Some("2003-07-09"));
    let speeches = root.descendants().find(|node| node.attribute("unit") == Some("speeches")).unwrap();
    assert_eq!(speeches.attribute("quantity"), Some("5"));
    for node in root.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        if ["gap", "vocal", "kinesic", "incident"].contains(&name) {
            assert!(node.children().any(|child| child.has_tag_name("desc")), "{tei}");
        }
        assert_eq!(node.attribute("who"), None, "no person is listed");
        if let Some(ana) = node.attribute("ana") {
            assert!(["#reference", "#parla.meeting", "#chair", "#regular", "#guest"].contains(&ana), "{ana}");
        }
    }
    assert!(tei.contains("n=\"JAMIE SHEA\" ana=\"#regular\""), "{tei}");
}

#[test]
fn what_a_document_lacks_is_named() {
    let lacks = |from: &str, to: &str| {
        assert!(BRIEFING.contains(from));
        written(&BRIEFING.replace(from, to)).0.join("; ")
    };
    assert_eq!(lacks("9 July 2003\n\n", ""), "an unambiguous date of the event");
    let undecided =
        BRIEFING.replace("Updated: 16-Jul-2003 NATO Press\n\n", "").replace("9 July 2003", "8/07/2003");
    assert_eq!(written_as("plain", &undecided).0, ["an unambiguous date of the event"]);
    assert_eq!(lacks("NATO HQ,\nBrussels\n\n", ""), "a place of the event");
    let labels = ["MODERATOR: ", "JAMIE SHEA (Spokesman): ", "Q: ", "LORD ROBERTSON: ", "Q:\n"];
    let silent = labels.iter().fold(BRIEFING.to_string(), |text, label| text.replace(label, ""));
    assert_eq!(written(&silent).0, ["a speaker"]);
    assert_eq!(written("").0.len(), 3);
}

#[test]
fn the_first_line_may_be_a_turn() {
    // Nothing precedes the debate, so there is no comment section, which would need one.
    let (_, tei) = written("MODERATOR: Good morning.\n");
    assert!(!tei.contains("commentSection") && tei.contains("<div type=\"debateSection\">"), "{tei}");
}
