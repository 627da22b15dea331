//! `lexicon.toml`: where it is found, what it changes, what is said when it is wrong; `doclint lexicon learn`.

use super::support::{Run, folder, root, run_in};

const DOCUMENT: &str = "Updated: 16-Jul-2003 July 2003\n\n9 July 2003\n\nTalks in the east\n\nThe minister of Kazakstan traveled there.\n";

const LEXICON: &str = "[[places]]\nname = \"Kazakhstan\"\nrejected = [\"Kazakstan\"]\nsafe = true\n";

const OTHER: &str = "[words]\nrejected = { traveled = \"travelled\" }\n";

/// What the rule says of a document, one message a line.
fn rejected(files: &[(&str, &str)], arguments: &[&str]) -> Run {
    let folder = folder(&[&[("a.txt", DOCUMENT)], files].concat());
    let all =
        [&["check", "--select", "rejected-name", "--format", "concise"], arguments, &["a.txt"]].concat();
    run_in(folder.path(), &all)
}

fn assert_found(run: &Run, words: &[&str]) {
    assert_eq!(run.out.lines().count(), words.len(), "{}\n{}", run.out, run.err);
    assert!(words.iter().all(|word| run.out.contains(&format!("`{word}`"))), "{}", run.out);
}

#[test]
fn it_is_named_or_lies_beside_the_configuration() {
    let beside = ("lexicon.toml", LEXICON);
    assert_found(&rejected(&[beside], &[]), &[]);
    assert_found(&rejected(&[beside, ("doclint.toml", "")], &[]), &["Kazakstan"]);
    assert_found(&rejected(&[beside, ("doclint.toml", "lexicon = []\n")], &[]), &[]);
    let other = ("data/words.toml", OTHER);
    let one = ("doclint.toml", "lexicon = \"data/words.toml\"\n");
    assert_found(&rejected(&[beside, other, one], &[]), &["traveled"]);
    let both = ("doclint.toml", "lexicon = [\"lexicon.toml\", \"data/words.toml\"]\n");
    assert_found(&rejected(&[beside, other, both], &[]), &["Kazakstan", "traveled"]);
    assert_found(&rejected(&[beside, other, both], &["--lexicon", "data/words.toml"]), &["traveled"]);
    assert_found(&rejected(&[beside], &["--no-config", "--lexicon", "lexicon.toml"]), &["Kazakstan"]);
    let shown = rejected(&[beside, other, one], &["--show-settings"]);
    assert!(shown.out.contains("lexicon = [\"data/words.toml\"]"), "{}", shown.out);
}

#[test]
fn it_decides_how_far_a_fix_is_trusted() {
    let files = [("a.txt", DOCUMENT), ("a.toml", LEXICON), ("b.toml", OTHER)];
    let folder = folder(&files);
    let run =
        run_in(folder.path(), &["check", "--fix", "--lexicon", "a.toml", "--lexicon", "b.toml", "a.txt"]);
    let text = std::fs::read_to_string(folder.path().join("a.txt")).unwrap();
    assert!(text.contains("minister of Kazakhstan traveled"), "{text}{}", run.err);
}

#[test]
fn faults_are_shown_in_their_line() {
    let office = "[[persons]]\nname = \"A\"\n[[offices]]\nname = \"x\"\nterms = [{ holder = \"A\", ";
    let rows = [
        ("[[place]]\n".to_string(), ":1:3: unknown key `place`"),
        ("[[places]]\nname = \"X\"\niso3166 = \"KAZ\"\n".to_string(), ":3:11: `KAZ` is not an ISO 3166 code"),
        ("[[persons]]\nname = \"X\"\nwikidata = \"1\"\n".to_string(), ":3:12: `1` is not a Wikidata item"),
        (
            format!("{office}from = 1999-10-14, to = 1999-01-01 }}]\n"),
            ":5:50: the office ends on 1999-01-01, before",
        ),
        (format!("{office}from = \"1999-02-30\" }}]\n"), ":5:33: the date `1999-02-30` does not exist"),
        (
            format!("{LEXICON}[words]\naccepted = [\"Kazakstan\"]\n"),
            ":3:13: `Kazakstan` is rejected here and accepted",
        ),
        (format!("{LEXICON}{LEXICON}"), ":6:8: duplicate place `Kazakhstan`"),
    ];
    for (text, message) in rows {
        for arguments in [&["--lexicon", "lexicon.toml"][..], &[]] {
            let run = rejected(&[("doclint.toml", ""), ("lexicon.toml", &text)], arguments);
            assert_eq!((run.code, run.out.as_str()), (2, ""), "{text}");
            assert!(run.err.contains(&format!("lexicon.toml{message}")), "{}", run.err);
            assert!(run.err.contains("╭─[lexicon.toml:") && run.err.contains("help: "), "{}", run.err);
        }
    }
    let missing = rejected(&[("doclint.toml", "lexicon = \"gone.toml\"\n")], &[]);
    assert!(missing.code == 2 && missing.err.contains("doclint.toml:1:11: there is no lexicon `gone.toml`"));
    let wrong = rejected(&[("doclint.toml", "lexicon = 3\n")], &[]);
    assert!(wrong.code == 2 && wrong.err.contains("expected a file or a list of files"), "{}", wrong.err);
    assert_eq!(rejected(&[], &["--lexicon", "gone.toml"]).code, 2);
}

#[test]
fn what_is_learnt_is_a_lexicon_and_learnt_once() {
    let folder = folder(&[("lexicon.toml", "# mine\n[words] # odd\naccepted = ['x']\n")]);
    let seeds = root().join("seeds");
    let seeds = seeds.to_str().unwrap();
    let learn = || run_in(folder.path(), &["lexicon", "learn", "--no-config", "-o", "lexicon.toml", seeds]);
    let text = || std::fs::read_to_string(folder.path().join("lexicon.toml")).unwrap();
    let first = learn();
    assert!(first.code == 0 && first.err.starts_with("lexicon.toml: "), "{}", first.err);
    let once = text();
    assert!(once.starts_with("# mine\n[words] # odd\naccepted = ['x']\n"), "{once}");
    assert!(
        once.contains("name = \"Lord Robertson\"") && once.contains(" documents\n[[persons]]\n"),
        "{once}"
    );
    assert!(learn().err.starts_with("lexicon.toml: 0 entries added from 5 documents"));
    assert_eq!(text(), once);
    let check = run_in(folder.path(), &["check", "--lexicon", "lexicon.toml", "--exit-zero", seeds]);
    assert_eq!(check.code, 0, "{}", check.err);
    let out = run_in(folder.path(), &["lexicon", "learn", "--no-config", "--min-count", "1", seeds]);
    assert!(out.code == 0 && out.out.len() > once.len(), "{}", out.err);
    std::fs::write(folder.path().join("lexicon.toml"), "[[place]]\n").unwrap();
    let refused = learn();
    assert!(refused.code == 2 && refused.err.contains("unknown key `place`"), "{}", refused.err);
}

#[test]
fn the_examples_of_the_documentation_are_lexicons() {
    let text = std::fs::read_to_string(root().join("docs/lexicon.md")).unwrap();
    let schema = doclint::schema::generated("lexicon").unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let examples: Vec<&str> =
        text.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert_eq!(examples.len(), 2);
    for example in examples {
        doclint::lexicon::facts::Facts::read(example).unwrap_or_else(|fault| panic!("{fault}\n{example}"));
        let value = json(example.parse::<toml::Table>().unwrap().into());
        assert!(
            schema.is_valid(&value),
            "{:?}",
            schema.iter_errors(&value).map(|e| e.to_string()).collect::<Vec<_>>()
        );
    }
    assert!(!schema.is_valid(&serde_json::json!({ "places": [{ "name": "a", "iso3166": "KAZ" }] })));
}

/// TOML as JSON; a date is its text.
fn json(value: toml::Value) -> serde_json::Value {
    match value {
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(values) => values.into_iter().map(json).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
        other => serde_json::to_value(other).unwrap(),
    }
}
