//! Reports for other programs: each is what its reader expects, from real documents and from hostile ones.

use std::collections::BTreeSet;

use serde_json::Value;

use super::support::{CLEAN, folder, program, root, run, run_in};

/// A document that tries to break out of every format, under a name that does too.
const HOSTILE: &str =
    "A title\n\n9 Jluy 2003 \u{1b}[2J\u{1} recieved <b>\"&' | `end` 100%,::error::\u{202e}\u{ffff}";
const HOSTILE_NAME: &str = "a,b&<c>% d.txt";

fn hostile(format: &str) -> String {
    let folder = folder(&[(HOSTILE_NAME, HOSTILE), ("clean.txt", CLEAN)]);
    run_in(folder.path(), &["check", "--format", format]).out
}

fn count() -> usize {
    run(&["check", "seeds", "--format", "jsonl"]).out.lines().count()
}

#[test]
fn jsonl_is_an_object_a_line() {
    let json = run(&["check", "seeds", "--format", "json"]).json();
    let lines = run(&["check", "seeds", "--format", "jsonl"]).out;
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(Value::Array(lines), json["findings"]);
}

/// A finding says all that an excerpt shows, so that an editor can draw its own.
#[test]
fn json_has_the_category_all_labels_and_suggestions() {
    let folder = folder(&[("a.txt", "A title\n\nThese were anormal and adress.\n")]);
    let spelt = run_in(folder.path(), &["check", "--format", "json", "--select", "misspelling"]).json();
    let suggested = |at: usize| spelt["findings"][at]["suggestions"].clone();
    assert_eq!(suggested(0), serde_json::json!(["a normal", "abnormal"]));
    assert_eq!(suggested(1), serde_json::json!(["address"]));

    let all = run(&["check", "seeds", "--format", "json"]).json();
    let mut findings = all["findings"].as_array().unwrap().iter();
    let marks = findings.find(|one| one["rule"] == "mismatched-quotation").unwrap();
    assert_eq!((&marks["category"], marks.get("suggestions")), (&"typography".into(), None));
    let related = serde_json::json!([{
        "span": [1861, 1864], "line": 27, "column": 177, "end_line": 27, "end_column": 178,
        "text": "”", "label": "the other mark",
    }]);
    assert_eq!(marks["related"], related);
}

#[test]
fn sarif_has_rules_places_and_fixes() {
    let sarif = run(&["check", "seeds", "--format", "sarif"]).json();
    let run = &sarif["runs"][0];
    assert_eq!((&sarif["version"], &run["columnKind"]), (&"2.1.0".into(), &"unicodeCodePoints".into()));
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), doclint::rules::RULES.len());
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), count());
    for result in results {
        assert_eq!(rules[result["ruleIndex"].as_u64().unwrap() as usize]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
        assert!(place["artifactLocation"]["uri"].as_str().unwrap().starts_with("seeds/"));
        assert!(place["region"]["startLine"].as_u64().unwrap() > 0);
    }
    let fixes = results.iter().filter(|result| result.get("fixes").is_some()).count();
    assert!(fixes > 0);
    let prints = results.iter().map(|result| {
        let place = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        format!("{place} {}", result["partialFingerprints"]["doclint/v1"])
    });
    assert_eq!(prints.collect::<BTreeSet<_>>().len(), results.len(), "fingerprints differ within a file");
}

/// What SARIF says to replace is what `--fix` replaces.
#[test]
fn sarif_fixes_are_those_of_doclint() {
    let folder = folder(&[("a.txt", "A title\n\nThe Allaince’s recieve\n")]);
    let sarif = run_in(folder.path(), &["check", "--format", "sarif", "--select", "misspelling"]).json();
    let fixes = &sarif["runs"][0]["results"][1]["fixes"][0]["artifactChanges"][0]["replacements"][0];
    let region = &fixes["deletedRegion"];
    assert_eq!((&region["startLine"], &region["startColumn"]), (&3.into(), &16.into()));
    assert_eq!(fixes["insertedContent"]["text"], "receive");
}

#[test]
fn fingerprints_outlive_a_move() {
    let prints = |text: &str| {
        let folder = folder(&[("a.txt", text)]);
        let report =
            run_in(folder.path(), &["check", "--format", "gitlab", "--select", "misspelling"]).json();
        report.as_array().unwrap().iter().map(|entry| entry["fingerprint"].to_string()).collect::<Vec<_>>()
    };
    let old = prints("A title\n\nNot recieved.\n\nNot recieved.\n");
    assert_eq!(old.iter().collect::<BTreeSet<_>>().len(), 2);
    assert_eq!(prints("A title\n\nMore.\n\nNot recieved.\n\nAnd more.\n\nNot recieved.\n"), old);
}

#[test]
fn gitlab_knows_severities_and_paths() {
    let report = run(&["check", root().join("seeds").to_str().unwrap(), "--format", "gitlab"]).json();
    let entries = report.as_array().unwrap();
    assert_eq!(entries.len(), count());
    for entry in entries {
        assert!(["major", "minor", "info"].contains(&entry["severity"].as_str().unwrap()));
        assert!(entry["location"]["path"].as_str().unwrap().starts_with("seeds/"), "{entry}");
    }
    assert_eq!(
        run(&["check", "seeds", "--format", "gitlab", "--select", "impossible-date"]).json(),
        Value::Array(vec![])
    );
}

/// The names of the test cases of a JUnit report that fail, those with an error, and how many there are.
struct Cases {
    failed: Vec<String>,
    errors: Vec<String>,
    all: usize,
    /// Findings of the document, whether they fail it or not.
    failures: usize,
}

fn cases(xml: &str) -> Cases {
    let xml = roxmltree::Document::parse(xml).unwrap();
    let having = |child: &str| {
        let cases = xml.descendants().filter(|node| node.has_tag_name("testcase"));
        let having = cases.filter(|case| case.children().any(|node| node.has_tag_name(child)));
        having.map(|case| case.attribute("name").unwrap().to_string()).collect::<Vec<_>>()
    };
    let (failed, errors) = (having("failure"), having("error"));
    let count = |name: &str| xml.descendants().filter(|node| node.has_tag_name(name)).count();
    let sum = |key: &str| {
        let suites = xml.descendants().filter(|node| node.has_tag_name("testsuite"));
        suites.map(|suite| suite.attribute(key).unwrap().parse::<usize>().unwrap()).sum::<usize>()
    };
    let all = count("testcase");
    assert_eq!((sum("tests"), sum("failures"), sum("errors")), (all, failed.len(), errors.len()));
    Cases { failed, errors, all, failures: count("failure") }
}

#[test]
fn junit_has_a_case_for_each_document() {
    let run = run(&["check", "seeds", "--format", "junit", "--fail-on", "info"]);
    let cases = cases(&run.out);
    assert_eq!((cases.all, cases.failures, run.code), (5, count(), 1));
    assert!(!run.err.contains("not shown"), "{}", run.err);
}

/// A warning, an error and nothing, each in a document of its own.
const THREE: [(&str, &str); 3] = [
    ("clean.txt", "A title\n\nA paragraph.\n"),
    ("error.txt", "A title\n\nNot recieved.\n"),
    ("warning.txt", "A title\n\nHe saw the the end.\n"),
];

/// JUnit for these documents with a configuration, and how the run ends.
fn junit(toml: &str, arguments: &[&str]) -> (Cases, i32, String) {
    let folder = folder(&[&THREE[..], &[("doclint.toml", toml)]].concat());
    let select = ["check", "--format", "junit", "--select", "misspelling,repeated-word"];
    let run = run_in(folder.path(), &[&select, arguments].concat());
    let file =
        run_in(folder.path(), &[&["check"], &select[3..], arguments, &["--output", "junit=r"]].concat());
    assert_eq!(file.code, run.code);
    assert_eq!(std::fs::read_to_string(folder.path().join("r")).unwrap(), run.out, "a file says the same");
    (cases(&run.out), run.code, run.out)
}

#[test]
fn junit_fails_what_the_gate_fails() {
    let never = "gate.fail-on = 'never'\n";
    for (toml, arguments, failed) in [
        ("", &[][..], &["error.txt"][..]),
        ("", &["--fail-on", "warning"], &["error.txt", "warning.txt"]),
        ("", &["--fail-on", "never"], &[]),
        ("", &["--exit-zero"], &[]),
        ("", &["--max-findings", "0"], &["error.txt"]),
        (never, &[], &[]),
        (never, &["--fail-on", "error"], &["error.txt"]),
        ("levels.misspelling = 'info'\n", &[], &[]),
        ("levels.repeated-word = 'error'\n", &[], &["error.txt", "warning.txt"]),
        ("gate.limits.misspelling = 1\n", &[], &[]),
        ("gate.limits.misspelling = 0\n", &[], &["gate"]),
        ("gate.limits = { misspelling = 0, repeated-word = 0 }\n", &[], &["gate"]),
        ("gate.limits.total = 1\n", &[], &["gate"]),
        ("gate.limits.total = 1\n", &["--exit-zero"], &[]),
        ("gate.clean = 90\n", &[], &["gate"]),
        ("gate.clean = 60\n", &[], &[]),
        ("[[allowances]]\nrule = 'misspelling'\nreason = 'x'\n", &[], &[]),
    ] {
        let (cases, code, out) = junit(toml, arguments);
        assert_eq!(cases.failed, failed, "{toml} {arguments:?}: {out}");
        assert_eq!(code, i32::from(!failed.is_empty()), "{toml} {arguments:?}");
        assert_eq!(cases.all, 3 + usize::from(failed == ["gate"]));
    }
    let (_, _, out) = junit("", &[]);
    assert!(out.contains("<system-out>warning.txt:3:12: warning[repeated-word] "), "{out}");
}

#[test]
fn junit_knows_baselines_and_documents_that_cannot_be_read() {
    let folder = folder(&[&THREE[..], &[("binary.txt", "a\0b")]].concat());
    let check =
        |arguments: &[&str]| run_in(folder.path(), &[&["check", "--format", "junit"], arguments].concat());
    let run = check(&[]);
    let found = cases(&run.out);
    assert_eq!(
        (run.code, found.failed, found.errors),
        (2, vec!["error.txt".into()], vec!["binary.txt".into()])
    );
    std::fs::remove_file(folder.path().join("binary.txt")).unwrap();
    check(&["--write-baseline", "--baseline", "known.json"]);
    let run = check(&["--baseline", "known.json", "--fail-on", "info"]);
    assert_eq!((run.code, cases(&run.out).failures), (0, 0), "{}", run.out);
}

#[test]
fn github_annotations_are_its_default() {
    let folder = folder(&[("a,b.txt", "A title\n\nNot recieved\n")]);
    let out = program(folder.path())
        .args(["check", "--select", "misspelling"])
        .env("GITHUB_ACTIONS", "true")
        .output()
        .unwrap();
    let out = String::from_utf8(out.stdout).unwrap();
    let head = "::error file=a%2Cb.txt,line=3,endLine=3,col=5,endColumn=13,title=misspelling::`recieved` is misspelt: write `received`\n";
    assert!(out.starts_with(head), "{out}");
}

#[test]
fn documents_cannot_break_a_format() {
    for format in ["json", "sarif", "gitlab"] {
        assert!(serde_json::from_str::<Value>(&hostile(format)).is_ok(), "{format}");
    }
    assert!(hostile("jsonl").lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
    let junit = hostile("junit");
    assert!(roxmltree::Document::parse(&junit).is_ok(), "{junit}");
    assert!(hostile("github").lines().all(|line| line.starts_with("::") && line.contains(" file=")));
    assert!(hostile("github").contains("file=a%2Cb&<c>%25 d.txt"));
    for format in ["human", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown"] {
        let out = hostile(format);
        assert!(!out.is_empty() && !out.contains(['\u{1b}', '\u{1}', '\0']), "{format}: {out}");
    }
}

#[test]
fn one_run_writes_several_reports() {
    let folder = folder(&[("a.txt", "A title\n\nNot recieved\n")]);
    let run = |arguments: &[&str]| run_in(folder.path(), &[&["check", "a.txt"], arguments].concat());
    let done = run(&["--output", "sarif=r/a.sarif", "--output", "markdown=r/a.md", "--max-findings", "0"]);
    assert_eq!((done.code, done.out.as_str()), (1, ""), "{}", done.err);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("r/a.sarif"), run(&["--format", "sarif"]).out, "a file has all findings");
    assert!(read("r/a.md").contains("| `a.txt:3:5` | error | `misspelling` | `recieved` is misspelt |"));
    for (wrong, why) in [
        (&["--output", "srif=x"][..], "did you mean `sarif`"),
        (&["--output", "sarif"], "sarif=out.sarif"),
        (&["--output", "sarif=a.txt"], "would overwrite the document a.txt"),
        (&["--output", "sarif=x", "--output", "junit=x"], "two reports cannot go to one file"),
        (&["--format", "srif"], "'sarif'"),
        (&["--format", "sarif", "--statistics"], "cannot be written as sarif"),
    ] {
        let refused = run(wrong);
        assert!(refused.code == 2 && refused.err.contains(why), "{wrong:?}: {}", refused.err);
    }
    assert!(read("a.txt").contains("recieved"));
}

#[test]
fn statistics_name_rules_categories_and_worst_documents() {
    let json = run(&["check", "seeds", "--statistics", "--format", "json"]).json();
    let sum = |key: &str| {
        json[key].as_array().unwrap().iter().map(|row| row["count"].as_u64().unwrap()).sum::<u64>()
    };
    assert_eq!((sum("rules"), sum("categories")), (count() as u64, count() as u64));
    let errors = json["documents"].as_array().unwrap().iter().map(|row| row["errors"].as_u64().unwrap());
    let errors: Vec<u64> = errors.collect();
    assert!(errors.len() == 5 && errors.is_sorted_by(|a, b| a >= b), "{errors:?}");
}

#[test]
fn people_see_what_is_wrong_and_programs_see_all() {
    let text =
        "Title\n\nIt was recieved (see 8/7/2003).  \n\nGo. to  \n\nMore. \n\nMore still. \n\nThe end. \n";
    let folder = folder(&[("a.txt", text), ("doclint.toml", "[levels]\nmisspelling = 'info'\n")]);
    let rules = ["check", "--select", "misspelling,trailing-space", "a.txt"];
    let check = |arguments: &[&str]| run_in(folder.path(), &[&rules[..], arguments].concat());
    let concise = check(&[]);
    let folded = "a.txt:3:32: warning[trailing-space] spaces at the end of the line: delete the spaces (5 times) [*]\n";
    assert_eq!(concise.out, folded);
    assert!(concise.err.contains("5 warnings, 1 info (--min-severity info shows all); "), "{}", concise.err);
    let all = check(&["--min-severity", "info"]);
    assert!(
        all.out.contains("info[misspelling] `recieved` is misspelt: write `received` [~]\n"),
        "{}",
        all.out
    );
    assert!(!all.err.contains("--min-severity"), "{}", all.err);
    // What fails the run is always printed, and other formats have all.
    assert!(check(&["--fail-on", "info"]).out.contains("info[misspelling]"));
    assert!(check(&["--format", "human"]).out.contains("(5 times)"));
    assert_eq!(check(&["--format", "jsonl"]).out.lines().count(), 6);
    assert_eq!(check(&["--format", "jsonl", "--min-severity", "warning"]).out.lines().count(), 5);
    assert_eq!(check(&["--min-severity", "error"]).out, "");
    std::fs::write(folder.path().join("doclint.toml"), "[report]\nmin-severity = 'error'\n").unwrap();
    assert!(check(&[]).out.contains("error[misspelling]") && !check(&[]).out.contains("trailing-space"));
    assert!(check(&["--show-settings"]).out.contains("[report]\nmin-severity = \"error\""));
}

#[test]
fn what_most_documents_lack_is_said_once() {
    let text = |number| {
        format!("MR. HOLLIS: Welcome back to talk {number} of this year.\n\nMS. FERRANT: Good morning.\n")
    };
    let texts: Vec<(String, String)> =
        (1..=6).map(|number| (format!("talks/{number}.txt"), text(number))).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folder = folder(&files);
    let check = |arguments: &[&str]| {
        run_in(folder.path(), &[&["check", "--select", "missing-field"], arguments].concat())
    };
    let all = check(&["talks"]);
    assert_eq!(all.out, "");
    assert!(all.err.starts_with("6 of 6 documents have no date in the header\n"), "{}", all.err);
    let few = check(&["talks/1.txt", "talks/2.txt"]);
    assert!(few.out.contains("warning[missing-field] the header has no date\n"), "{}", few.out);
    let off = run_in(folder.path(), &["check", "--select", "misspelling", "talks"]);
    assert!(!off.err.contains("have no date"), "{}", off.err);
}

/// The first pattern of the matcher that fits the line, with its named groups, as the runner of GitHub would read it.
fn matched(line: &str) -> Option<(Value, Vec<String>)> {
    let text = std::fs::read_to_string(root().join("ci/problem-matcher.json")).unwrap();
    let matchers: Value = serde_json::from_str(&text).unwrap();
    matchers["problemMatcher"].as_array().unwrap().iter().find_map(|matcher| {
        let pattern = &matcher["pattern"][0];
        let found = regex::Regex::new(pattern["regexp"].as_str().unwrap()).unwrap();
        let groups = found.captures(line)?;
        let group = |name: &str| match pattern[name].as_u64() {
            Some(n) => groups[n as usize].to_string(),
            None => matcher["severity"].as_str().unwrap().to_string(),
        };
        Some((matcher.clone(), ["file", "line", "column", "severity", "code", "message"].map(group).to_vec()))
    })
}

#[test]
fn the_problem_matcher_reads_every_concise_line() {
    let concise = run(&["check", "seeds", "--format", "concise", "--min-severity", "info"]).out;
    let json = run(&["check", "seeds", "--format", "json"]).json();
    for (line, finding) in concise.lines().zip(json["findings"].as_array().unwrap()) {
        let (_, groups) = matched(line).unwrap_or_else(|| panic!("{line}"));
        let text = |key: &str| finding[key].as_str().map_or(finding[key].to_string(), str::to_string);
        let severity = text("severity").replace("info", "notice");
        let said = [text("file"), text("line"), text("column"), severity, text("rule")];
        assert_eq!(groups[..5], said);
        assert!(groups[5].starts_with(&text("message")), "{line}");
    }
    assert!(hostile("concise").lines().all(|line| matched(line).is_some()));
    assert!(matched("5 documents: 2 errors; 13 can be fixed with --fix").is_none());
}
