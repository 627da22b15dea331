//! Published files match what the code generates.
//!
//! `UPDATE=1 cargo test --test generated` updates the published files.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::PathBuf;

use doclint::lexicon::facts::Facts;
use doclint::profile::Profile;
use doclint::rules::RULES;

mod generated {
    pub(crate) mod formats;
    pub(crate) mod pages;
}

use generated::{formats, pages};

fn compare(file: &str, generated: impl AsRef<[u8]>) {
    let generated = generated.as_ref();
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, generated).expect("the file can be written");
        return;
    }
    let published = std::fs::read(&path).unwrap_or_default();
    assert!(
        published == generated,
        "{file} is not what the code generates; run `UPDATE=1 cargo test --test generated`"
    );
}

#[test]
fn schemas() {
    for name in doclint::schema::names() {
        let schema = doclint::schema::generated(name).expect("every published schema has a type");
        let text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
        compare(&format!("schemas/{name}.schema.json"), format!("{text}\n"));
    }
}

#[test]
fn words_of_languages() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/languages");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let files: Vec<String> =
        doclint::language::CODES.iter().map(|code| read(&format!("{code}.toml"))).collect();
    let (places, names) = (read("places.txt"), read("given-names.txt"));
    let texts = files.iter().map(String::as_str);
    let compiled = doclint::language::compile::compile(texts, &places, &names).unwrap();
    compare("src/languages/words.table", &compiled.phrases);
    compare("src/languages/words.senses", &compiled.senses);
    compare("src/languages/lists.txt", &compiled.lists);
}

#[test]
fn language_files_are_in_order() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/languages");
    let mut codes: Vec<String> = Vec::new();
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let file = doclint::language::compile::read(&std::fs::read_to_string(&path).unwrap()).unwrap();
            assert_eq!(path.file_stem().unwrap().to_str(), Some(file.code.as_str()));
            let wrong = file.disorder();
            assert!(wrong.is_empty(), "{}: {}", path.display(), wrong.join("; "));
            codes.push(file.code);
        }
    }
    codes.sort();
    let mut known = doclint::language::CODES;
    known.sort_unstable();
    assert_eq!(codes, known);
}

#[test]
fn built_in_lexicons() {
    let folder = "src/lexicon/facts";
    for name in Facts::families() {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder).join(format!("{name}.toml"));
        let text = std::fs::read_to_string(path).unwrap();
        compare(&format!("{folder}/{name}.txt"), Facts::read(&text).unwrap().packed());
    }
}

#[test]
fn signatures() {
    compare("src/profiles/signatures.txt", Profile::signatures());
}

#[test]
fn profiles_as_json() {
    for name in Profile::names() {
        compare(&format!("src/profiles/{name}.json"), Profile::json(name).unwrap());
    }
}

/// The name is written twice, since a constant cannot refer to a rule that refers to it.
#[test]
fn options_know_their_rule() {
    for rule in RULES {
        assert!(rule.options.iter().all(|option| option.rule == rule.name), "{}", rule.name);
        let is_allowed = |option: &&doclint::rule::RuleOption| option.range.contains(&option.default);
        assert!(rule.options.iter().all(is_allowed), "{}", rule.name);
    }
}

#[test]
fn table_of_formats() {
    let file = "docs/conversion.md";
    let page = std::fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    compare(file, formats::within(&page));
}

#[test]
fn rule_pages() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    std::fs::create_dir_all(&folder).unwrap();
    for rule in RULES {
        compare(&format!("docs/rules/{}.md", rule.name), pages::page(rule));
    }
    compare("docs/rules/README.md", pages::index());
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy();
        let known = name == "README" || doclint::rules::find(&name).is_some();
        assert!(known, "{}: there is no such rule", path.display());
    }
}
