//! The labelled documents.

use std::fs;
use std::path::Path;

use doclint::parse::training::{Sample, samples};
use doclint::profile::Profile;
use doclint::source::Source;
use serde_json::Value;

use super::gold;

/// A labelled document.
pub struct Labelled {
    /// File name without extension.
    pub name: String,
    /// The text.
    pub source: Source,
    /// The profile that its signature shows.
    pub profile: &'static Profile,
    /// The labels as in LABELLING.md.
    pub json: Value,
    /// The tagged lines, where there are: tag and line number.
    pub tags: Vec<(char, String)>,
    /// `nato`, or the body that issued it.
    pub body: String,
    /// The pieces of its header.
    pub pieces: Vec<Sample>,
    /// The label of each piece.
    pub gold: Vec<u8>,
}

impl Labelled {
    /// Whether it is a page of nato.int or one that looks like it.
    pub fn is_nato(&self) -> bool {
        self.body == "nato"
    }

    /// Whether it is a case of the tests: the model learns from it and is not measured with it.
    pub fn is_case(&self) -> bool {
        self.name.starts_with('d')
    }

    /// The main language of the text.
    pub fn language(&self) -> String {
        let labelled = self.text("language").unwrap_or("en");
        labelled.split(['+', ',', '/', ' ', '-']).next().unwrap_or_default().to_string()
    }

    /// A text of the labels.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.json.get(key).and_then(Value::as_str)
    }

    /// A list of texts of the labels.
    pub fn texts(&self, key: &str) -> Vec<&str> {
        self.json.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
    }
}

/// Reads a folder of `NAME.txt` with `NAME.json` and perhaps `NAME.lab`.
pub fn read(folder: &Path) -> Result<Vec<Labelled>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".txt").map(str::to_string))
        .collect();
    names.sort();
    names.into_iter().map(|name| document(folder, name)).collect()
}

fn document(folder: &Path, name: String) -> Result<Labelled, String> {
    let file = |extension: &str| folder.join(format!("{name}.{extension}"));
    let bytes = fs::read(file("txt")).map_err(|error| format!("{name}.txt: {error}"))?;
    let json = fs::read_to_string(file("json")).map_err(|error| format!("{name}.json: {error}"))?;
    let json: Value = serde_json::from_str(&json).map_err(|error| format!("{name}.json: {error}"))?;
    let tags = fs::read_to_string(file("lab")).map(|text| tags(&text)).unwrap_or_default();
    let source =
        Source::decode(format!("{name}.txt"), bytes).map_err(|_| format!("{name}.txt: not decodable"))?;
    let profile = Profile::recognise(source.text());
    let pieces = samples(&source, profile);
    let mut labelled =
        Labelled { body: body(&json, &name), name, source, profile, json, tags, pieces, gold: Vec::new() };
    labelled.gold = gold::labels(&labelled);
    Ok(labelled)
}

/// The lines of a `.lab` file behind its head: `TAG|text`.
fn tags(text: &str) -> Vec<(char, String)> {
    let lines = text.lines().filter(|line| !line.starts_with("===") && !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('|'))
        .filter_map(|(tag, text)| Some((tag.chars().next()?, text.to_string())))
        .collect()
}

/// Who issued the document: the folds of the cross-validation keep bodies together.
fn body(json: &Value, name: &str) -> String {
    let text = |key: &str| json.get(key).and_then(Value::as_str).unwrap_or_default();
    let url = text("url");
    if url.contains("nato.int") || url.contains("aus-city") {
        return "nato".to_string();
    }
    let host = url.split("//").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or(name);
    Some(text("family")).filter(|family| !family.is_empty()).unwrap_or(host).to_string()
}
