//! Findings as SARIF 2.1.0, for code scanning.
//!
//! Our own types rather than a crate's: we write one small shape. There is no `helpUri`, which must be absolute; the
//! manual page of each rule is included in the report.

use serde::Serialize;
use serde_json::{Value, json};

use super::place::{Place, is_absolute, relative, uri};
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Severity};
use crate::rule::{Level, Rule};
use crate::source::{Source, Span};

/// The folder of the run, which paths are relative to.
const ROOT: &str = "%SRCROOT%";

/// The most characters of a finding that are quoted. A finding may be a whole paragraph.
const QUOTED: usize = 200;

/// Between two findings.
pub(super) const SEPARATOR: &str = ",\n";

/// After the last finding.
pub(super) const TAIL: &str = "\n]}]}\n";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReportingDescriptor<'a> {
    id: &'a str,
    short_description: Text,
    full_description: Text,
    help: Value,
    default_configuration: Configuration,
    properties: Value,
}

#[derive(Serialize)]
struct Configuration {
    enabled: bool,
    level: &'static str,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Value,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Mending>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Mending {
    description: Text,
    artifact_changes: [ArtifactChange; 1],
    properties: Value,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Text,
}

/// The report before its first finding: everything about the tool and its rules.
pub(super) fn head(rules: &[&Rule]) -> String {
    let rules: Vec<ReportingDescriptor> = rules.iter().map(|rule| descriptor(rule)).collect();
    let driver = json!({ "name": "doclint", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules });
    let bases = json!({ ROOT: { "description": { "text": "The folder that doclint was run in." } } });
    format!(
        "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\
         \"tool\":{{\"driver\":{driver}}},\"automationDetails\":{{\"id\":\"doclint/\"}},\
         \"columnKind\":\"unicodeCodePoints\",\"originalUriBaseIds\":{bases},\"results\":[\n"
    )
}

fn descriptor<'a>(rule: &'a Rule) -> ReportingDescriptor<'a> {
    let (summary, page) = (rule.summary().to_string(), rule.page().trim().to_string());
    let about = page.split_once("\n\n").map_or(page.as_str(), |(_, rest)| rest).to_string();
    ReportingDescriptor {
        id: rule.name,
        short_description: Text { text: summary },
        full_description: Text { text: about },
        help: json!({ "text": page, "markdown": page }),
        default_configuration: Configuration {
            enabled: rule.level != Level::Off,
            level: rule.level.severity().map_or("warning", level),
        },
        properties: json!({ "tags": [rule.category], "since": rule.since }),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// One finding.
pub(super) fn finding(
    source: &Source,
    diagnostic: &Diagnostic,
    fingerprint: u64,
    rules: &[&Rule],
    root: Option<&str>,
) -> String {
    let artifact = || artifact(relative(source.path(), root));
    let place = |span| PhysicalLocation { artifact_location: artifact(), region: quoted(source, span) };
    let related = diagnostic.related.iter().enumerate().map(|(n, label)| Location {
        id: Some(n + 1),
        physical_location: place(label.span),
        message: Some(Text { text: unlinked(&label.text) }),
    });
    let label = Some(diagnostic.label.clone()).filter(|label| !label.is_empty());
    let fixes = diagnostic.fix.iter().filter(|fix| !fix.edits.is_empty());
    let outcome = Outcome {
        rule_id: diagnostic.rule,
        rule_index: rules.iter().position(|rule| rule.name == diagnostic.rule),
        level: level(diagnostic.severity),
        message: Text { text: message(diagnostic) },
        locations: [Location {
            id: None,
            physical_location: place(diagnostic.span),
            message: label.map(|text| Text { text: unlinked(&text) }),
        }],
        related_locations: related.collect(),
        partial_fingerprints: json!({ "doclint/v1": format!("{fingerprint:016x}") }),
        fixes: fixes.map(|fix| mending(source, fix, artifact())).collect(),
    };
    super::json::text(&outcome)
}

/// What is wrong, and what to do: viewers show nothing else next to the line.
fn message(diagnostic: &Diagnostic) -> String {
    let help = diagnostic.help.iter().map(|help| format!("\n{help}"));
    unlinked(&std::iter::once(diagnostic.message.clone()).chain(help).collect::<String>())
}

/// A message without links: SARIF has them in plain text too (`[text](target)`, section 3.11.6), and a message may
/// quote a document with one.
fn unlinked(text: &str) -> String {
    if text.contains("](") { text.replace('[', "\\[").replace(']', "\\]") } else { text.to_string() }
}

fn artifact(path: &str) -> ArtifactLocation {
    ArtifactLocation { uri: uri(path), uri_base_id: (!is_absolute(path)).then_some(ROOT) }
}

fn region(source: &Source, span: Span) -> Region {
    let Place { start, end } = Place::new(source, span);
    Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
        snippet: None,
    }
}

/// The region with its text, unless it is long.
fn quoted(source: &Source, span: Span) -> Region {
    let text = source.slice(span);
    let is_short = !text.is_empty() && text.chars().nth(QUOTED).is_none();
    Region { snippet: is_short.then(|| Text { text: text.to_string() }), ..region(source, span) }
}

fn mending(source: &Source, fix: &Fix, artifact_location: ArtifactLocation) -> Mending {
    let replacement = |edit: &Edit| Replacement {
        deleted_region: region(source, edit.span),
        inserted_content: Text { text: edit.text.clone() },
    };
    let applicability: Applicability = fix.applicability;
    Mending {
        description: Text { text: fix.title.clone() },
        artifact_changes: [ArtifactChange {
            artifact_location,
            replacements: fix.edits.iter().map(replacement).collect(),
        }],
        properties: json!({ "applicability": applicability }),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn documents_cannot_write_links() {
        assert_eq!(super::unlinked("`[a](http://b)` is Markdown"), r"`\[a\](http://b)` is Markdown");
        assert_eq!(super::unlinked("`[sic]` (of a typist)"), "`[sic]` (of a typist)");
    }
}
