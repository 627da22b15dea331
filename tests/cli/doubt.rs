//! How sure the reading of a header is, in each output that has a place for it.

use super::support::{folder, run, run_in};

/// A document with a title of low certainty, one whose fields are sure enough, and one whose title is left empty.
const FIXTURES: &str = "fixtures/rules/doubtful-reading";

fn fixture(name: &str) -> String {
    format!("{FIXTURES}/{name}")
}

#[test]
fn inspect_names_what_is_sure_and_what_it_could_be_otherwise() {
    let human = run(&["inspect", &fixture("bad.txt")]).out;
    let line = |start: &str| human.lines().find(|line| line.starts_with(start)).unwrap_or_default();
    assert!(line("sure: ").contains("date "), "{human}");
    assert!(line("doubtful: title ").contains(" %, low certainty, otherwise "), "{human}");
    assert!(!human.contains("left empty: "), "{human}");
    let human = run(&["inspect", &fixture("good-empty.txt")]).out;
    let empty = human.lines().find(|line| line.starts_with("left empty: title ")).unwrap_or_default();
    assert!(
        empty.contains(" %, otherwise ") && empty.ends_with(": A page of stories for our readers."),
        "{human}"
    );
    assert!(human.lines().any(|line| line.starts_with("absent: ") && line.contains("title")), "{human}");
}

#[test]
fn inspect_shows_the_fields_above_the_features() {
    let features = run(&["inspect", "--features", &fixture("bad.txt")]).out;
    let (fields, pieces) = features.split_once("\n\n").unwrap();
    assert!(fields.contains("doubtful: title "), "{fields}");
    assert!(pieces.contains("The western quay\n      title ") && pieces.contains(", else "), "{pieces}");
}

#[test]
fn inspect_gives_programs_the_same() {
    let json = run(&["inspect", "--format", "json", &fixture("bad.txt")]).json();
    let field = |name: &str| {
        let fields = json["fields"].as_array().unwrap();
        fields.iter().find(|field| field["field"] == name).unwrap().clone()
    };
    let title = field("title");
    assert_eq!((title["state"].as_str(), title["cert"].as_str()), (Some("present"), Some("low")), "{title}");
    let probability = title["probability"].as_f64().unwrap();
    assert!((0.3..0.7).contains(&probability) && title["otherwise"].is_string(), "{title}");
    assert_eq!(field("date")["cert"], "high");
    // What is absent has no certainty.
    let byline = field("byline");
    assert!(byline["state"] == "absent" && byline.get("cert").is_none(), "{byline}");
    assert!(byline.get("withheld").is_none() && byline.get("probability").is_none(), "{byline}");
    let json = run(&["inspect", "--format", "json", &fixture("good-empty.txt")]).json();
    let empty = json["fields"].as_array().unwrap().iter().find(|field| field["field"] == "title").unwrap();
    assert!(empty["state"] == "absent" && empty["withheld"].is_array(), "{empty}");
}

#[test]
fn json_has_the_certainty_of_fields_that_are_not_sure() {
    let header = |name: &str| run(&["convert", "--to", "json", &fixture(name)]).json()["header"].clone();
    let low = header("bad.txt");
    assert_eq!(low["title"]["cert"], "low");
    assert!(low["date"].get("cert").is_none(), "{low}");
    let medium = header("good-medium.txt");
    for field in ["series", "genre", "title"] {
        assert_eq!(medium[field]["cert"], "medium", "{field}: {medium}");
    }
    for place in medium["place"].as_array().unwrap() {
        assert_eq!(place["cert"], "medium");
    }
    let sure = header("good.txt").to_string();
    assert!(!sure.contains("cert"), "{sure}");
    assert!(header("good-empty.txt").get("title").is_none());
}

#[test]
fn lines_of_json_list_the_doubtful_fields() {
    let doubtful = |name: &str| run(&["convert", "--to", "jsonl", &fixture(name)]).json()["doubtful"].clone();
    assert_eq!(doubtful("bad.txt"), serde_json::json!(["title"]));
    assert_eq!(doubtful("good-medium.txt"), serde_json::json!(["series", "places", "genre", "title"]));
    assert_eq!(doubtful("good.txt"), serde_json::json!([]));
}

#[test]
fn tei_has_the_certainty_and_gives_it_back() {
    let tei = run(&["convert", "--to", "tei", &fixture("bad.txt")]).out;
    assert!(tei.contains(r#"<title level="a" type="main" cert="low">The western quay</title>"#), "{tei}");
    let tei = run(&["convert", "--to", "tei", &fixture("good-medium.txt")]).out;
    for element in [
        r#"<placeName cert="medium">Port Elmsworth</placeName>"#,
        r#"<name type="place" cert="medium">Port Elmsworth</name>"#,
        r#"<title level="s" cert="medium">Office of the Harbour Master</title>"#,
        r#"<activity cert="medium">"#,
    ] {
        assert!(tei.contains(element), "{element}\n{tei}");
    }
    let folder = folder(&[("a.xml", &tei)]);
    let back = run_in(folder.path(), &["convert", "a.xml", "--from", "tei", "--to", "json"]).json();
    let there = run(&["convert", "--to", "json", &fixture("good-medium.txt")]).json();
    assert_eq!(back["header"], there["header"]);
}

#[test]
fn a_doubtful_field_is_information() {
    let check = |more: &[&str]| {
        let bad = fixture("bad.txt");
        run(&[&["check", "--select", "doubtful-reading", "--format", "json", &bad], more].concat())
    };
    let found = check(&[]);
    assert_eq!(found.code, 0, "{}", found.err);
    let findings = found.json()["findings"].as_array().unwrap().clone();
    assert_eq!(findings.len(), 1);
    assert_eq!(
        (&findings[0]["severity"], &findings[0]["text"]),
        (&"info".into(), &"The western quay".into())
    );
    let message = findings[0]["message"].as_str().unwrap();
    assert!(message.contains(" may not be the title (otherwise: "), "{message}");
}

#[test]
fn the_samples_are_read_beyond_doubt() {
    let run = run(&["check", "--select", "doubtful-reading", "seeds"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
}
