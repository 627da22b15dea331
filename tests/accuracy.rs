//! The parser against the labelled headers of `fixtures/survey`, field by field.
//!
//! A field is right when it equals the label after white space is folded; related links, media and footer compare as
//! multisets (F1), the body compares the sequence of kind, speaker and role by longest common subsequence (F1).
//! `ACCURACY_FOLDER=DIR cargo test --test accuracy -- --nocapture` scores another folder and shows what differs.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use doclint::emit::{emit, json};
use doclint::parse::parse;
use doclint::profile::Profile;
use doclint::source::Source;
use serde_json::Value;

const FIELDS: [&str; 12] = [
    "series", "updated", "date", "place", "genre", "title", "byline", "number", "related", "media", "body",
    "footer",
];
/// Per cent that the macro average must reach, and that every field must reach.
const MACRO: f64 = 97.0;
const FIELD: f64 = 90.0;

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text, or the text of an object.
fn text(value: &Value) -> Option<String> {
    let text = value.as_str().or_else(|| value.get("text").and_then(Value::as_str))?;
    Some(fold(text)).filter(|text| !text.is_empty())
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().map(|all| all.iter().filter_map(text).collect()).unwrap_or_default()
}

/// A day, or both ends of a range.
fn date(value: &Value) -> Option<String> {
    if let Some(day) = value.as_str() {
        return Some(day.to_string());
    }
    match (value.get("from").and_then(Value::as_str), value.get("to").and_then(Value::as_str)) {
        (Some(from), Some(to)) if from == to => Some(from.to_string()),
        (Some(from), Some(to)) => Some(format!("{from}/{to}")),
        _ => value.get("date").and_then(Value::as_str).map(str::to_string),
    }
}

fn related(value: &Value) -> Vec<String> {
    let entries = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let row = |entry: &Value| {
        let part = |key: &str| entry.get(key).and_then(text);
        format!("{:?} {:?} {:?}", entry.get("date").and_then(date), part("source"), part("title"))
    };
    entries.iter().map(row).collect()
}

fn blocks(value: &Value) -> Vec<String> {
    let blocks = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let row = |block: &Value| {
        let kind = match block.get("kind").and_then(Value::as_str).unwrap_or_default() {
            "utterance" => "turn",
            "note" => "paragraph",
            kind => kind,
        };
        let part = |key: &str| block.get(key).and_then(text);
        format!("{kind} {:?} {:?}", part("speaker"), part("role"))
    };
    blocks.iter().map(row).collect()
}

#[expect(clippy::cast_precision_loss, reason = "counts of lines are small")]
fn f1(same: usize, a: usize, b: usize) -> f64 {
    if a + b == 0 { 1.0 } else { 2.0 * same as f64 / (a + b) as f64 }
}

fn multiset(a: &[String], b: &[String]) -> f64 {
    let mut left = b.to_vec();
    let same = a
        .iter()
        .filter(|row| left.iter().position(|other| other == *row).map(|at| left.remove(at)).is_some())
        .count();
    f1(same, a.len(), b.len())
}

fn subsequence(a: &[String], b: &[String]) -> f64 {
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            table[i + 1][j + 1] = if x == y { table[i][j] + 1 } else { table[i][j + 1].max(table[i + 1][j]) };
        }
    }
    f1(table[a.len()][b.len()], a.len(), b.len())
}

fn score(field: &str, got: &Value, want: &Value) -> f64 {
    let header = got.get("header").unwrap_or(&Value::Null);
    let answer = header.get(field).unwrap_or(&Value::Null);
    let right = |yes: bool| if yes { 1.0 } else { 0.0 };
    match field {
        "updated" | "date" => right(date(answer) == date(want)),
        "place" => right(texts(answer) == texts(want)),
        "byline" => right(texts(answer).join(" ") == texts(want).join(" ")),
        "related" => multiset(&related(answer), &related(want)),
        "media" => multiset(&texts(answer), &texts(want)),
        "footer" => multiset(&texts(&got["footer"]), &texts(want)),
        "body" => subsequence(&blocks(&got["body"]), &blocks(want)),
        _ => right(text(answer) == text(want)),
    }
}

fn read(path: &Path) -> Value {
    let source = Source::decode(path.to_string_lossy(), fs::read(path).expect("readable")).expect("text");
    let document = parse(&source, Profile::recognise(source.text()));
    let mut json = Vec::new();
    emit(&document, None, &json::FORMAT, &doclint::emit::Options::default(), &mut json).expect("memory");
    serde_json::from_slice(&json).expect("JSON")
}

#[test]
fn labelled_headers_are_read_right() {
    let other = std::env::var_os("ACCURACY_FOLDER").map(PathBuf::from);
    let folder = other.clone().unwrap_or_else(|| PathBuf::from("fixtures/survey"));
    let mut files: Vec<PathBuf> =
        fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    let mut scores: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    let (mut whole, mut differing) = (0, String::new());
    for file in &files {
        let want: Value = serde_json::from_slice(&fs::read(file).expect("readable")).expect("JSON");
        let got = read(&file.with_extension("txt"));
        let mut all = true;
        for field in FIELDS {
            let points = score(field, &got, &want[field]);
            scores.entry(field).or_default().push(points);
            if points < 1.0 {
                all = false;
                let answer =
                    if matches!(field, "body" | "footer") { &got[field] } else { &got["header"][field] };
                let (want, answer) = if field == "body" {
                    (blocks(&want[field]), blocks(answer))
                } else {
                    (vec![want[field].to_string()], vec![answer.to_string()])
                };
                differing += &format!("{} {field}\n  want {want:?}\n  got  {answer:?}\n", file.display());
            }
        }
        whole += usize::from(all);
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of files are small")]
    let mean = |points: &[f64]| 100.0 * points.iter().sum::<f64>() / points.len() as f64;
    let mut table = String::new();
    for field in FIELDS {
        table += &format!("{field:9} {:6.1} %\n", mean(&scores[field]));
    }
    let means: Vec<f64> = scores.values().map(|points| mean(points) / 100.0).collect();
    let macro_average = mean(&means);
    table += &format!("documents {}, wholly right {whole}, macro average {macro_average:.1} %", files.len());
    show(&format!("{differing}{table}"));
    if other.is_none() {
        assert!(
            macro_average >= MACRO && scores.values().all(|points| mean(points) >= FIELD),
            "{differing}{table}"
        );
    }
}

#[expect(clippy::print_stdout, reason = "the table is what a person runs this test for")]
fn show(table: &str) {
    println!("{table}");
}
