//! Whatever carries it, nothing of others steers a terminal or the log of a CI service: names, arguments, configuration,
//! lexicons, profiles, baselines, documents, in every command, option and format.

#![cfg(unix)]

use std::fs;
use std::path::Path;

use doclint::emit;
use doclint::report::Format;

use super::support::{Run, folder, program, run_in};

/// What terminals, logs and editors obey, and two commands to CI services, one of them on a line of its own.
const HOSTILE: &str = "x\u{1b}]0;owned\u{7}\u{1b}[58m\u{9b}2J\u{7f}\u{85}\u{202e}\u{2066}\u{200e}\u{61c}\u{2028}\
                       \u{2029}\u{feff}\r\n::error::owned\n ##[add-mask]owned##vso[task]";

/// How a run may be watched.
const WATCHED: [&[(&str, &str)]; 4] = [
    &[],
    &[("CLICOLOR_FORCE", "1")],
    &[("GITHUB_ACTIONS", "true")],
    &[("GITHUB_ACTIONS", "true"), ("CLICOLOR_FORCE", "1")],
];

/// The same as a string of TOML, written with its escapes.
fn toml_escaped(text: &str) -> String {
    let units = text.chars().map(|c| match c {
        'a'..='z' | ' ' => c.to_string(),
        c => format!("\\u{:04X}", u32::from(c)),
    });
    format!("\"{}\"", units.collect::<String>())
}

/// The same as it is, where TOML allows it.
fn toml_raw(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_ascii_control() && *c != '[').collect();
    format!("\"{text}\"")
}

/// The first line that a terminal, or the log of a job, would obey.
fn fault(text: &str, is_colored: bool, is_log: bool) -> Option<String> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("\u{1b}[").filter(|_| is_colored) {
        let end = rest[at..].find('m').map_or(rest.len(), |end| at + end + 1);
        let style = &rest[at + 2..end];
        if style.contains("58")
            || !style.trim_end_matches('m').chars().all(|c| c.is_ascii_digit() || c == ';')
        {
            return Some(format!("a foreign sequence: {style:?}"));
        }
        plain.push_str(&rest[..at]);
        rest = &rest[end..];
    }
    plain.push_str(rest);
    let is_bidi = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}');
    let is_obeyed = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t')
            || is_bidi(c)
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
    };
    let is_ours = |line: &str| {
        ["error", "warning", "notice"].iter().any(|name| line.starts_with(&format!("::{name} file=")))
    };
    let is_command = |line: &str| {
        line.trim_start().starts_with("::") && !is_ours(line)
            || !is_ours(line) && (line.contains("##[") || line.contains("##vso["))
    };
    let is_split = |line: &str| line.trim_start().starts_with("::error::owned");
    let wrong = |line: &&str| line.contains(is_obeyed) || is_split(line) || is_log && is_command(line);
    plain.split('\n').find(wrong).map(|line| format!("{line:?}"))
}

/// Runs the program in all ways that it may be watched, and looks at both streams. The last of the runs.
fn inert(folder: &Path, arguments: &[&str]) -> Run {
    inert_if(&WATCHED, folder, arguments)
}

/// The same in two ways, where there are many runs.
fn inert_both(folder: &Path, arguments: &[&str]) {
    inert_if(&WATCHED[1..3], folder, arguments);
}

fn inert_if(watched: &[&[(&str, &str)]], folder: &Path, arguments: &[&str]) -> Run {
    let mut last = None;
    for environment in watched {
        let mut command = program(folder);
        command.args(arguments).envs(environment.iter().copied());
        let run = Run::of(&command.output().unwrap());
        assert!(!run.err.contains("panicked"), "{arguments:?}: {}", run.err);
        let is = |name| environment.iter().any(|(variable, _)| *variable == name);
        for (stream, text) in [("output", &run.out), ("error", &run.err)] {
            let fault = fault(text, is("CLICOLOR_FORCE"), is("GITHUB_ACTIONS"));
            assert_eq!(fault, None, "{arguments:?} {environment:?}: standard {stream}\n{text}");
        }
        last = Some(run);
    }
    last.unwrap()
}

/// A text that says something hostile wherever a document can.
fn document() -> String {
    format!(
        "{HOSTILE}\n\nUpdated: {HOSTILE} 32 July 2003\n\nPress Briefing\n\nby {HOSTILE} Smith\n\n\
         SMITH {HOSTILE}: Teh  {HOSTILE} <b>{HOSTILE}</b> end .\n\n“Allaince {HOSTILE}, – 9 Jluy 2003\n\n\
         See [sic] teh `{HOSTILE}` | {HOSTILE}\n"
    )
}

/// A corpus with a hostile folder, a hostile file, and a configuration that says something hostile in every key.
fn corpus() -> tempfile::TempDir {
    let folder = folder(&[("plain.txt", &document())]);
    let inside = folder.path().join(HOSTILE);
    fs::create_dir(&inside).unwrap();
    fs::write(inside.join(format!("{HOSTILE}.txt")), document()).unwrap();
    fs::write(inside.join("same.txt"), document()).unwrap();
    fs::write(inside.join(HOSTILE), profile()).unwrap();
    fs::write(inside.join(format!("{HOSTILE}.lexicon")), lexicon()).unwrap();
    fs::write(inside.join(format!("{HOSTILE}.json")), baseline()).unwrap();
    fs::write(inside.join("doclint.toml"), configuration()).unwrap();
    folder
}

fn profile() -> String {
    let hostile = toml_escaped(HOSTILE);
    format!(
        "name = {hostile}\ntitle = {hostile}\nextends = \"plain\"\n\n[update]\nlabels = [\"Updated:\"]\n\n\
         [[shapes]]\nname = {hostile}\ncategory = \"news\"\nexpects = [\"date\"]\n"
    )
}

fn lexicon() -> String {
    let hostile = toml_escaped(HOSTILE);
    format!("[[persons]]\nname = {hostile}\nrejected = [\"Smith\"]\n\n[[places]]\nname = \"Allaince\"\n")
}

fn baseline() -> String {
    let hostile = serde_json::to_string(&format!("{HOSTILE}.gone")).unwrap();
    let schema = doclint::baseline::BASELINE_SCHEMA;
    let finding = format!(
        "{{\"file\":{hostile},\"rule\":\"misspelling\",\"text\":{hostile},\"fingerprint\":\"{:016x}\",\"count\":1}}",
        1
    );
    format!("{{\"schema\":\"{schema}\",\"findings\":[{finding}]}}")
}

fn configuration() -> String {
    let hostile = toml_escaped(HOSTILE);
    let (lexicon, baseline) =
        (toml_escaped(&format!("{HOSTILE}.lexicon")), toml_escaped(&format!("{HOSTILE}.json")));
    format!(
        "# {}\nprofile = {hostile}\nwords = [{hostile}]\nlexicon = {lexicon}\nbaseline = {baseline}\n\n\
         [levels]\nmisspelling = \"warn\"\n\n[[overrides]]\npaths = [{hostile}, \"*.txt\"]\nlevels = {{ date = \"off\" }}\n\n\
         [[allowances]]\nrule = \"misspelling\"\ntext = {hostile}\nreason = {hostile}\n\n[gate]\nlimits = {{ total = 0 }}\n",
        toml_raw(HOSTILE)
    )
}

#[test]
fn names_and_documents_are_inert_in_every_report() {
    let folder = corpus();
    for format in Format::ALL {
        let run = inert(folder.path(), &["check", ".", "--format", format.name()]);
        assert_ne!(run.out, "", "{}: {}", format.name(), run.err);
    }
    for arguments in [
        &["check", "."][..],
        &["check", ".", "--statistics"],
        &["check", ".", "--statistics", "--format", "json"],
        &["check", ".", "--statistics", "--format", "github"],
        &["check", ".", "--no-config"],
        &["check", ".", "--show-settings"],
        &["inspect", "."],
        &["inspect", ".", "--format", "json"],
        &["lexicon", "learn", ".", "--min-count", "1"],
        &["lexicon", "info"],
        &["rule"],
        &["init", "."],
        &["init", "."],
        &["init", HOSTILE],
        &["init", HOSTILE, "--force"],
        &["check", ".", "--fix"],
        &["check", ".", "--fix", "--unsafe-fixes"],
    ] {
        inert(folder.path(), arguments);
    }
}

#[test]
fn names_of_written_files_are_inert() {
    let folder = corpus();
    for format in emit::FORMATS {
        inert(folder.path(), &["convert", ".", "--to", format.name, "-o", &format!("{HOSTILE}.out/")]);
    }
    for (option, name) in [("-o", "json"), ("-o", "tsv")] {
        inert(
            folder.path(),
            &["convert", ".", "--no-config", "--to", name, option, &format!("{HOSTILE}.{name}")],
        );
    }
    for format in Format::ALL {
        let target = format!("{}={HOSTILE}.report", format.name());
        inert(folder.path(), &["check", ".", "--output", &target]);
        let report = fs::read_to_string(folder.path().join(format!("{HOSTILE}.report"))).unwrap();
        assert_eq!(fault(&report, false, false), None, "{}", format.name());
    }
    let run = inert(folder.path(), &["check", "."]);
    assert!(run.err.contains("known finding") && run.err.contains("gate: "), "{}", run.err);
    inert(folder.path(), &["lexicon", "learn", ".", "--min-count", "1", "-o", &format!("{HOSTILE}.toml")]);
    inert(folder.path(), &["lexicon", "learn", ".", "--min-count", "1", "-o", &format!("{HOSTILE}.toml")]);
    inert(folder.path(), &["check", ".", "--baseline", &format!("{HOSTILE}.new"), "--write-baseline"]);
    inert(folder.path(), &["check", ".", "--baseline", &format!("{HOSTILE}.new")]);
    inert(
        folder.path(),
        &["check", "plain.txt", "--baseline", &format!("{HOSTILE}.new"), "--write-baseline"],
    );
}

/// JSON for programs means the same, and nothing in it is obeyed. Text, Markdown and the source are documents.
#[test]
fn converted_data_is_inert_on_standard_output() {
    let folder = corpus();
    for format in ["json", "jsonl", "jsonld", "csl"] {
        for arguments in [&["--findings"][..], &[]] {
            if !arguments.is_empty() && matches!(format, "jsonld" | "csl") {
                continue;
            }
            let run = inert(folder.path(), &[&["convert", "plain.txt", "--to", format], arguments].concat());
            assert!(run.out.contains("\\u202e"), "{format}: {}", run.out);
        }
    }
    let source = run_in(folder.path(), &["convert", "plain.txt", "--to", "source"]);
    assert_eq!(source.out, document(), "a document stays as it is");
}

#[test]
fn every_option_escapes_what_it_is_given() {
    let folder = folder(&[("a.txt", "A title\n\nThe end.\n")]);
    let command = doclint::cli::command();
    let mut options = 0;
    for name in command.get_subcommands().flat_map(commands) {
        let mut subcommand = &command;
        for part in &name {
            subcommand = subcommand.find_subcommand(part).unwrap();
        }
        let name: Vec<&str> = name.iter().map(String::as_str).collect();
        for argument in subcommand.get_arguments().chain(command.get_arguments()) {
            let Some(long) = argument.get_long() else { continue };
            let option = format!("--{long}");
            let joined = format!("{option}={HOSTILE}");
            inert_both(folder.path(), &[&name[..], &[joined.as_str()]].concat());
            inert_both(folder.path(), &[&name[..], &["a.txt", option.as_str(), HOSTILE]].concat());
            options += 1;
        }
        inert_both(folder.path(), &[&name[..], &[HOSTILE]].concat());
        inert_both(folder.path(), &[&name[..], &["--", HOSTILE, HOSTILE]].concat());
        inert_both(folder.path(), &[&name[..], &[&format!("--{HOSTILE}")]].concat());
        inert_both(folder.path(), &[&name[..], &[&format!("-{HOSTILE}")]].concat());
    }
    assert!(options > 30, "only {options} options were tried");
    inert_both(folder.path(), &[HOSTILE]);
    inert_both(folder.path(), &["check", "a.txt", "--output", &format!("sarif={HOSTILE}/a")]);
    inert_both(folder.path(), &["check", "a.txt", "--output", &format!("{HOSTILE}=a")]);
    inert_both(folder.path(), &["convert", "a.txt", "--to", "json", "--where", &format!("{HOSTILE}=a")]);
    inert_both(folder.path(), &["convert", "a.txt", "--to", "json", "--where", &format!("title={HOSTILE}")]);
}

/// The names that lead to a command and to those below it.
fn commands(command: &clap::Command) -> Vec<Vec<String>> {
    let name = command.get_name().to_string();
    let below = command.get_subcommands().flat_map(commands);
    let below = below.map(|below| [vec![name.clone()], below].concat());
    std::iter::once(vec![name.clone()]).chain(below).collect()
}

/// Files that are refused: each fault quotes its file, the line that is drawn too.
#[test]
fn faults_in_files_are_drawn_inertly() {
    let (escaped, raw) = (toml_escaped(HOSTILE), toml_raw(HOSTILE));
    let mut texts = Vec::new();
    for hostile in [&escaped, &raw] {
        texts.extend([
            format!("{hostile} = 1\n"),
            format!("levels = {hostile}\n"),
            format!("[levels]\n{hostile} = \"warn\"\n"),
            format!("[levels]\nmisspelling = {hostile}\n"),
            format!("profile = {hostile}\n"),
            format!("lexicon = {hostile}\n"),
            format!("baseline = {hostile}\n"),
            format!("similarity = {hostile}\n"),
            format!("[rules.{hostile}]\nsimilarity = 0.9\n"),
            format!("[rules.near-duplicate]\n{hostile} = 0.9\n"),
            format!("[rules.near-duplicate]\nsimilarity = {hostile}\n"),
            format!("[output]\nformat = {hostile}\n"),
            format!("[gate]\nfail-on = {hostile}\n"),
            format!("[gate]\nlimits = {{ {hostile} = 1 }}\n"),
            format!("[[overrides]]\npaths = [{hostile}, \"[\"]\n"),
            format!("[[allowances]]\nrule = {hostile}\nreason = {hostile}\n"),
            format!("[corpus]\n{hostile} = 1\n"),
            format!("name = {hostile}\nextends = {hostile}\n"),
            format!("name = \"x\"\nextends = \"plain\"\n{hostile} = 2\n"),
            format!("[[persons]]\nname = {hostile}\n{hostile} = 3\n"),
            format!("[[persons]]\nname = {hostile}\nwikidata = {hostile}\n"),
            format!("[[persons]]\nname = \"a\"\naccepted = [{hostile}]\nrejected = [{hostile}]\n"),
            format!("{{\"{}\": 1}}", hostile.trim_matches('"')),
            format!("{{\"schema\": {hostile}}}"),
            format!("<TEI xmlns={hostile}><text>{HOSTILE}</wrong></TEI>"),
            format!("{hostile}\n{HOSTILE}"),
        ]);
    }
    for (number, text) in texts.iter().enumerate() {
        let folder = folder(&[("a.txt", "A title\n\nThe end.\n"), ("doclint.toml", text)]);
        let strange = format!("{HOSTILE}{number}.toml");
        fs::write(folder.path().join(&strange), text).unwrap();
        // Colours and logs in turn: each text is there in two spellings.
        let watched = &WATCHED[1 + (number + number / 23) % 2..][..1];
        let inert = |arguments: &[&str]| inert_if(watched, folder.path(), arguments);
        inert(&["check", "a.txt"]);
        inert(&["check", "a.txt", "--config", &strange]);
        inert(&["check", "a.txt", "--no-config", "--profile", &strange]);
        inert(&["check", "a.txt", "--no-config", "--lexicon", &strange]);
        inert(&["check", "a.txt", "--no-config", "--baseline", &strange]);
        inert(&["check", "a.txt", "--no-config", "--files-from", &strange]);
        inert(&["lexicon", "learn", "a.txt", "--no-config", "-o", &strange]);
        inert(&["convert", &strange, "--from", "tei", "--to", "json"]);
    }
}

#[test]
fn the_name_of_standard_input_is_inert() {
    let folder = folder(&[]);
    for arguments in [&["check"][..], &["check", "--show-settings"], &["convert", "--to", "json"]] {
        let run = super::support::run_with(
            folder.path(),
            &[arguments, &["-", "--stdin-filename", HOSTILE]].concat(),
            document().as_bytes(),
        );
        assert_eq!(fault(&run.out, false, false), None, "{arguments:?}\n{}", run.out);
        assert_eq!(fault(&run.err, false, false), None, "{arguments:?}\n{}", run.err);
    }
}

/// In a pipe a diff is for `patch` and stays as it is; the log of a job is no pipe to `patch`.
#[test]
fn a_diff_in_a_log_is_inert() {
    let folder = folder(&[("a.txt", "A title\n\n::error::x\n \n ##[add-mask]a \u{1b}[2J\n\nThe end")]);
    let diff = |environment: &[(&str, &str)]| {
        let mut command = program(folder.path());
        command.args(["check", "a.txt", "--diff", "--select", "encoding"]).envs(environment.iter().copied());
        Run::of(&command.output().unwrap())
    };
    assert!(diff(&[]).out.contains("##[add-mask]a \u{1b}[2J"), "{}", diff(&[]).out);
    let log = diff(&[("GITHUB_ACTIONS", "true")]);
    assert!(log.out.contains(":⟨3A⟩error::x") && log.out.contains("##⟨5B⟩add-mask]a ␛[2J"), "{}", log.out);
    assert_eq!(fault(&log.out, false, true), None, "{}", log.out);
}

/// For people a diff has colours and marks, and still nothing of a document is obeyed; `patch` gets neither.
#[test]
fn a_diff_in_colour_is_inert() {
    let folder = folder(&[("a.txt", "A title\n\nThe Allaince met.\u{1b}[2J  \n\nThe Alliance is here.\n")]);
    let diff = |environment: &[(&str, &str)]| {
        let mut command = program(folder.path());
        command.args(["check", "a.txt", "--diff", "--color", "always", "--select", "trailing-space"]);
        Run::of(&command.envs(environment.iter().copied()).output().unwrap())
    };
    let piped = diff(&[]).out;
    assert!(piped.starts_with("--- a/a.txt\n+++ b/a.txt\n@@ -1,5 +1,5 @@\n"), "{piped}");
    let log = diff(&[("GITHUB_ACTIONS", "true")]).out;
    assert!(log.contains("\u{1b}[31m- The Allaince met.␛[2J\u{1b}[7m··\u{1b}[27m"), "{log:?}");
    assert!(log.contains("\u{1b}[32m+ The Allaince met.␛[2J\u{1b}[0m"), "{log:?}");
}
