//! `docs/configuration.md` says what is true: its example is run, its keys are those of the schema.

use super::support::{folder, root, run, run_in};

fn page() -> String {
    std::fs::read_to_string(root().join("docs/configuration.md")).expect("the page is there")
}

/// The blocks of a language.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let begin = format!("```{language}\n");
    page.split(&begin).skip(1).map(|rest| rest.split("```").next().unwrap_or_default().to_string()).collect()
}

#[test]
fn the_example_works() {
    let seed = include_str!("../../seeds/000_7dd511bfce9bf454.txt");
    let toml = blocks(&page(), "toml").concat();
    let folder = folder(&[
        ("doclint.toml", toml.as_str()),
        ("2003/000_7dd511bfce9bf454.txt", seed),
        ("1999/a.txt", "A title\n\nThe end of thier war.\n"),
    ]);
    let written = run_in(folder.path(), &["check", "--write-baseline"]);
    assert_eq!(written.code, 0, "{}", written.err);
    let again = run_in(folder.path(), &["check"]);
    assert_eq!((again.code, again.out.as_str()), (0, ""), "{}", again.err);
    assert!(!again.err.contains("warning"), "{}", again.err);
    std::fs::write(folder.path().join("drafts.txt"), "A title\n\nThe end of thier war.\n").unwrap();
    let new = run_in(folder.path(), &["check"]);
    assert!(new.code == 1 && new.out.contains("error[misspelling]"), "{}", new.out);
    assert!(new.out.lines().all(|line| line.starts_with("drafts.txt:")), "{}", new.out);
}

#[test]
fn the_fault_is_what_is_shown() {
    let folder = folder(&[("a.txt", ""), ("doclint.toml", "profile = 'nato'\n\n[levls]\n")]);
    assert_eq!(run_in(folder.path(), &["check"]).err, blocks(&page(), "text").concat());
}

#[test]
fn every_key_is_explained() {
    let schema = run(&["schema", "config"]).json();
    let keys = |schema: &serde_json::Value| {
        schema["properties"].as_object().unwrap().keys().cloned().collect::<Vec<_>>()
    };
    let page = page();
    let inside = |prefix: &str, table: &str| {
        let keys = keys(&schema["$defs"][table]).into_iter();
        keys.map(|key| format!("| `{prefix}{key}")).collect::<Vec<_>>()
    };
    let tables = ["levels", "overrides", "allowances", "gate", "output", "report"];
    let top = keys(&schema).into_iter().filter(|key| !tables.contains(&key.as_str()));
    let mut all: Vec<String> = top.map(|key| format!("| `{key}")).chain(["| `levels.NAME".into()]).collect();
    for (prefix, table) in [
        ("overrides[].", "Override"),
        ("allowances[].", "Allowance"),
        ("gate.", "GateTable"),
        ("output.", "Output"),
        ("report.", "ReportTable"),
    ] {
        all.extend(inside(prefix, table));
    }
    let missing: Vec<&String> = all.iter().filter(|key| !page.contains(key.as_str())).collect();
    assert!(missing.is_empty() && all.len() > 12, "{missing:?}");
}

#[test]
fn the_example_is_what_its_schema_says() {
    let toml: toml::Value = toml::from_str(&blocks(&page(), "toml").concat()).unwrap();
    let value = serde_json::to_value(toml).unwrap();
    let schema = run(&["schema", "config"]).json();
    let errors: Vec<String> = jsonschema::validator_for(&schema)
        .unwrap()
        .iter_errors(&value)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
}
