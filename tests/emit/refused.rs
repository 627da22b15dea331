//! What the schema refuses: every closed list and every required part has a document that offends it.
//!
//! relax-ng does not tell siblings of one name apart, so that of two different `idno` one may be missing without a word;
//! the integration tests ask jing, which does.

use doclint::diagnostic::Diagnostic;
use doclint::emit::tei;

use super::{briefing, check};

/// The content of a valid document, and its replacement.
const OFFENCES: [(&str, &str); 44] = [
    ("<div type=\"briefing\">", "<div type=\"chat\">"),
    ("<div type=\"briefing\">", "<div>"),
    ("<div type=\"section\">", "<div type=\"part\">"),
    ("<fw type=\"residue\">", "<fw type=\"rest\">"),
    ("<fw type=\"residue\">", "<fw>"),
    ("<list type=\"related\">", "<list type=\"links\">"),
    ("<list type=\"unordered\">", "<list>"),
    ("<lb n=\"1\"/>", "<lb/>"),
    ("<lb n=\"1\"/>", "<lb n=\"one\"/>"),
    ("<gap reason=\"inaudible\">", "<gap reason=\"noise\">"),
    ("<gap reason=\"inaudible\">", "<gap>"),
    ("<note type=\"speaker\">", "<note type=\"label\">"),
    ("<note type=\"speaker\">", "<note>"),
    (" who=\"#a.p1\"", ""),
    ("<seg xml:id=\"a.b20\">", "<seg>"),
    ("<seg xml:id=\"a.b20\">", "<seg xml:id=\"a.b20\" type=\"quote\">"),
    ("<date type=\"updated\"", "<date type=\"changed\""),
    ("when=\"2003-07-16T18:33:00\"", "when=\"16 July\""),
    ("cert=\"medium\"", "cert=\"certain\""),
    ("<head type=\"main\">", "<head type=\"top\">"),
    ("<vocal type=\"laughter\"", "<vocal type=\"cough\""),
    ("<ref type=\"related\">", "<ref type=\"see\">"),
    ("<title level=\"s\">", "<title level=\"j\">"),
    ("role=\"questioner\"", "role=\"critic\""),
    ("<channel mode=\"sw\"/>", "<channel mode=\"x\"/>"),
    ("<channel mode=\"sw\"/>", ""),
    ("<interaction type=\"complete\"", "<interaction type=\"partial\""),
    ("motivation=\"editing\"", "motivation=\"moderating\""),
    ("motivation=\"editing\" ", ""),
    ("subtype=\"error\"", "subtype=\"fatal\""),
    ("<reg resp", "<corr resp"),
    ("<idno type=\"sha256\">", "<idno type=\"md5\">"),
    ("<resp>conversion from plain text to TEI</resp>", ""),
    ("<measure unit=\"bytes\"", "<measure unit=\"pages\""),
    ("<authority>not published</authority>", ""),
    ("<availability status=\"unknown\">", "<availability status=\"free\">"),
    ("<application ident=\"doclint\"", "<application ident=\"other\""),
    ("<quotation marks=\"all\">", "<quotation marks=\"some\">"),
    ("<hyphenation eol=\"all\">", "<hyphenation eol=\"none\">"),
    ("<mapping type=\"codepoint\">U+0001", "<mapping type=\"codepoint\">1"),
    ("xml:space=\"preserve\"><body>", "xml:space=\"keep\"><body>"),
    ("<div type=\"section\">", "<p xml:id=\"late\"/><dateline/><div type=\"section\">"),
    ("</titleStmt>", "<title level=\"a\" type=\"main\">again</title></titleStmt>"),
    ("<body>", "<front/><body>"),
];

/// A document with everything that the lists speak of.
fn valid() -> String {
    use doclint::diagnostic::{Applicability, Fix};
    let plan = briefing();
    let source = plan.source();
    let document = plan.document(&source);
    let good = source.text().find("Good").unwrap();
    let span = doclint::source::Span::new(good, good + 4);
    let fix = Fix::replace("replace it", Applicability::Unsafe, span, "\"Good\"");
    let findings = [Diagnostic::new(span, "wrong").fix(fix)];
    let options = tei::Options { corrections: tei::Corrections::Inline, ..tei::Options::default() };
    check::variant_of_tei(&document, &findings, options)
}

#[test]
fn what_is_not_in_the_lists_is_refused() {
    let valid = valid();
    let faults = |text: &str| {
        let xml = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{error} in\n{text}"));
        (check::schema::faults(&xml), check::schema::faults_by_xml_syntax(&xml))
    };
    let none = (Vec::new(), Vec::new());
    assert_eq!(faults(&valid), none);
    for (from, to) in OFFENCES {
        assert!(valid.contains(from), "{from} is not in\n{valid}");
        let mut text = valid.replacen(from, to, 1);
        if from == "<reg resp" {
            text = text.replacen("</reg>", "</corr>", 1);
        }
        let (compact, xml) = faults(&text);
        assert!(!compact.is_empty() && !xml.is_empty(), "{from} may become {to}");
    }
}

#[test]
fn the_customisation_names_the_elements_of_the_schema() {
    use std::collections::BTreeSet;
    let element = regex::Regex::new(r"element \\?(\w+) \{").unwrap();
    let schema = include_str!("../../schemas/doclint.rnc");
    let written: BTreeSet<&str> =
        element.captures_iter(schema).map(|found| found.get(1).unwrap().as_str()).collect();
    let include = regex::Regex::new(r#"include="([^"]+)""#).unwrap();
    let customisation = include_str!("../../schemas/doclint.odd");
    let lists = include.captures_iter(customisation).map(|found| found.get(1).unwrap().as_str());
    let chosen: BTreeSet<&str> = lists.flat_map(str::split_whitespace).collect();
    assert_eq!(chosen, written);
}
