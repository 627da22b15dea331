//! The README says what is true: its pictures and tables are real output, its commands work.
//!
//! `UPDATE=1 cargo test --test cli readme` updates pictures and tables.

use std::fmt::Write;

use doclint::rule::Category;
use doclint::rules::RULES;

use super::support::{root, run};

/// A generated part of the README is between these comments.
fn marks(name: &str) -> (String, String) {
    (format!("<!-- begin {name} -->\n"), format!("<!-- end {name} -->\n"))
}

fn read() -> String {
    std::fs::read_to_string(root().join("README.md")).unwrap()
}

fn compare(name: &str, generated: &str) {
    let readme = read();
    let (begin, end) = marks(name);
    let from = readme.find(&begin).unwrap_or_else(|| panic!("README.md has no {begin}")) + begin.len();
    let to = from + readme[from..].find(&end).unwrap_or_else(|| panic!("README.md has no {end}"));
    if std::env::var_os("UPDATE").is_some() {
        let updated = format!("{}{generated}{}", &readme[..from], &readme[to..]);
        std::fs::write(root().join("README.md"), updated).unwrap();
        return;
    }
    let advice = "`UPDATE=1 cargo test --test cli readme` writes it anew";
    assert!(readme[from..to] == *generated, "`{name}` in README.md is out of date; {advice}:\n{generated}");
}

/// All parts in one test: two tests would write the file at the same time.
#[test]
fn pictures_and_tables_are_real() {
    // As on a terminal, where `human` is the format.
    compare("picture", &picture("check --select spelling,date --max-findings 3 seeds", "human"));
    compare("summary", &picture("check --statistics seeds", "concise"));
    compare("formats", &formats());
    compare("rules", &rules());
}

/// A command with its output, as a terminal shows it.
fn picture(command: &str, format: &str) -> String {
    let words: Vec<&str> = command.split(' ').chain(["--format", format]).collect();
    let shown = run(&words);
    let gap = if format == "human" { "\n" } else { "" };
    format!("```text\n$ doclint {command}\n{}{gap}{}```\n", shown.out, shown.err)
}

fn formats() -> String {
    let mut table = "| format | carries | loses |\n| --- | --- | --- |\n".to_string();
    for format in doclint::emit::FORMATS {
        writeln!(table, "| `{}` | {} | {} |", format.name, format.docs.carries, format.docs.loses).unwrap();
    }
    table
}

fn rules() -> String {
    let mut table = "| category | rules | such as |\n| --- | --- | --- |\n".to_string();
    let mut categories: Vec<Category> = RULES.iter().map(|rule| rule.category).collect();
    categories.sort_unstable();
    categories.dedup();
    for category in categories {
        let rules: Vec<_> = RULES.iter().filter(|rule| rule.category == category).collect();
        // Those that one need not look up to understand: the errors first, then by name.
        let mut shown = rules.clone();
        shown.sort_by_key(|rule| (std::cmp::Reverse(rule.level), rule.name));
        let names: Vec<String> = shown.iter().take(5).map(|rule| format!("`{}`", rule.name)).collect();
        writeln!(table, "| {} | {} | {} |", category.name(), rules.len(), names.join(", ")).unwrap();
    }
    table
}

/// Commands in the README that can be run here, in ```sh run blocks.
#[test]
fn commands_work() {
    let readme = read();
    let blocks = readme.split("```sh run\n").skip(1).filter_map(|rest| rest.split_once("```"));
    let commands: Vec<&str> =
        blocks.flat_map(|(block, _)| block.lines()).filter(|line| !line.is_empty()).collect();
    assert!(commands.len() > 5, "{commands:?}");
    let out = tempfile::tempdir().unwrap();
    for command in commands {
        let folder = out.path().to_str().unwrap();
        let plain = command.split('#').next().unwrap().trim().replace("out/", &format!("{folder}/"));
        let plain = plain.replace("=out.", &format!("={folder}/out."));
        let words: Vec<&str> = plain.split_whitespace().skip(1).collect();
        assert!(command.starts_with("doclint "), "{command}");
        let done = run(&words);
        let expected = if words[0] == "check" && !words.contains(&"--exit-zero") { 1 } else { 0 };
        assert_eq!(done.code, expected, "{command}\n{}", done.err);
    }
}

#[test]
fn profiles_and_configurations_are_right() {
    let readme = read();
    let blocks: Vec<&str> =
        readme.split("```toml\n").skip(1).filter_map(|rest| Some(rest.split_once("```")?.0)).collect();
    assert!(!blocks.is_empty());
    for block in blocks {
        if block.starts_with("name =") {
            doclint::profile::Profile::read("README.md", block).unwrap();
        } else {
            doclint::settings::Configuration::read(block).unwrap();
        }
    }
}
