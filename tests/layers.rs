//! Which module may import which: only those above it. Every third-party crate belongs to one module.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The modules in order, each with the modules that it may import besides itself.
const ROOMS: &[(&str, &[&str])] = &[
    ("error", &[]),
    // Places in texts.
    ("text", &[]),
    ("source", &[]),
    // Elements of HTML that text of others cannot break out of.
    ("markup", &[]),
    // What escapes text of others, wherever it goes.
    ("visible", &[]),
    ("diagnostic", &["source"]),
    // The words of languages: it knows texts, and nothing of documents.
    ("language", &[]),
    // The words of a family of documents, and those of their language.
    ("profile", &["error", "language"]),
    ("document", &["source", "profile", "language"]),
    ("parse", &["text", "document", "source", "profile", "language"]),
    ("lexicon", &["text", "error", "visible"]),
    ("learn", &["document", "lexicon", "source", "profile", "language", "visible"]),
    ("survey", &["document", "lexicon", "source", "profile"]),
    ("rule", &["document", "diagnostic", "lexicon", "survey", "language", "source"]),
    (
        "rules",
        &["text", "rule", "document", "diagnostic", "lexicon", "survey", "source", "profile", "language"],
    ),
    ("settings", &["rule", "lexicon", "diagnostic", "error"]),
    (
        "lint",
        &["rules", "settings", "rule", "document", "diagnostic", "lexicon", "survey", "source", "language"],
    ),
    ("baseline", &["diagnostic", "visible"]),
    // A fix must not change how a document is read, so fixing compares what documents say.
    ("fix", &["source", "diagnostic", "document", "profile"]),
    ("emit", &["text", "document", "diagnostic", "source", "profile", "language", "markup", "visible"]),
    // The way back from TEI: it gives a source, as reading a file does, and knows no document.
    ("read", &["source"]),
    ("report", &["source", "diagnostic", "rule", "visible"]),
    ("schema", &["profile", "diagnostic", "emit", "settings", "rules", "lexicon", "language"]),
    // What changed since a revision is found by comparing lines, as fixes do for a diff.
    ("files", &["text", "settings", "source", "error", "fix"]),
    // What a run is, without a terminal.
    (
        "project",
        &[
            "files",
            "baseline",
            "fix",
            "lexicon",
            "lint",
            "parse",
            "profile",
            "report",
            "rule",
            "rules",
            "settings",
            "survey",
            "document",
            "diagnostic",
            "source",
            "error",
        ],
    ),
    // A corpus at a glance, from what a run found in each of its documents.
    (
        "overview",
        &["report", "rules", "survey", "document", "profile", "diagnostic", "markup", "visible", "source"],
    ),
    // Flags in, text out.
    (
        "cli",
        &[
            "overview",
            "project",
            "files",
            "schema",
            "report",
            "read",
            "emit",
            "fix",
            "lint",
            "settings",
            "rules",
            "rule",
            "learn",
            "lexicon",
            "parse",
            "document",
            "profile",
            "diagnostic",
            "visible",
            "source",
            "error",
        ],
    ),
];

/// Roots of crates, which name every module.
const EVERYTHING: [&str; 3] = ["lib", "main", "reading"];

/// Where each third-party crate, and each door to the file system, may be named.
const HOMES: &[(&str, &[&str])] = &[
    ("nom", &["parse"]),
    ("miette", &["report"]),
    ("quick_xml", &["emit", "read"]),
    ("similar", &["fix", "report"]),
    // Tables of words that are opened without parsing.
    ("fst", &["lexicon"]),
    ("toml", &["profile", "settings", "lexicon", "language"]),
    ("toml_edit", &["lexicon"]),
    ("globset", &["settings"]),
    ("aho_corasick", &["settings"]),
    ("encoding_rs", &["source"]),
    // Objects of git are named after a hash of their contents; that is what a file is compared with.
    ("sha1", &["files"]),
    // Of a document that TEI names, and of a backup, which must be whole to be used.
    ("sha2", &["source", "files"]),
    ("foldhash", &["document", "lexicon", "rules", "emit"]),
    ("clap", &["cli"]),
    ("anstream", &["cli"]),
    ("ignore", &["files"]),
    ("tempfile", &["files"]),
    ("unicode_normalization", &["files", "rules"]),
    ("unicode_script", &["rules"]),
    ("unicode_security", &["rules"]),
    ("rustix", &["files"]),
    ("xattr", &["files"]),
    ("std::fs", &["files"]),
];

/// A source file with its module and its text without comments and tests; a file `tests.rs` is all tests.
struct File {
    path: PathBuf,
    room: String,
    code: String,
}

fn files() -> Vec<File> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&src, &src, &mut files);
    files
}

fn collect(src: &Path, folder: &Path, files: &mut Vec<File>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(src, &path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
            let inside = path.strip_prefix(src).unwrap();
            let first = inside.components().next().unwrap().as_os_str().to_str().unwrap();
            let text = std::fs::read_to_string(&path).unwrap();
            let room = first.trim_end_matches(".rs").to_string();
            files.push(File { room, code: code(&text), path });
        }
    }
}

/// The text without comments and without what follows the test module, which may reach for whatever it needs.
fn code(text: &str) -> String {
    let tests = text.find("#[cfg(test)]\nmod").or_else(|| text.find("#[cfg(all(test"));
    let text = &text[..tests.unwrap_or(text.len())];
    text.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
}

/// The first names of all paths that begin with `prefix`: `crate::a::b` and `crate::{a, c::d}` give a and c.
fn imported(code: &str, prefix: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':')) {
            continue;
        }
        let rest = &code[at + prefix.len()..];
        match rest.strip_prefix('{') {
            Some(list) => names.extend(grouped(list)),
            None => names.push(name(rest)),
        }
    }
    names
}

/// The first name of each entry in `{a, b::{c, d}}`.
fn grouped(list: &str) -> Vec<String> {
    let (mut depth, mut start, mut names) = (0, true, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => start = true,
            c if start && !c.is_whitespace() => {
                names.push(name(&list[at..]));
                start = false;
            }
            _ => {}
        }
    }
    names
}

fn name(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn rooms_import_only_what_is_above_them() {
    let rooms: BTreeMap<&str, &[&str]> = ROOMS.iter().copied().collect();
    let mut wrong = Vec::new();
    for File { path, room, code } in files() {
        if EVERYTHING.contains(&room.as_str()) {
            continue;
        }
        let Some(allowed) = rooms.get(room.as_str()) else {
            wrong.push(format!("{}: the room `{room}` is not in the list", path.display()));
            continue;
        };
        for import in imported(&code, "crate::") {
            if import != room && !allowed.contains(&import.as_str()) {
                wrong.push(format!("{}: `{room}` may not import `{import}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_list_is_in_the_order_of_imports() {
    let mut wrong = Vec::new();
    let rooms: Vec<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    for (at, (room, allowed)) in ROOMS.iter().enumerate() {
        for import in allowed.iter().filter(|import| !rooms[..at].contains(import)) {
            wrong.push(format!("`{room}` may import `{import}`, which is not above it"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_permission_is_used() {
    let files = files();
    let is_used = |room: &str, is_named: &dyn Fn(&str) -> bool| {
        files.iter().any(|file| file.room == room && is_named(&file.code))
    };
    let mut unused = Vec::new();
    for (room, allowed) in ROOMS {
        for name in *allowed {
            if !is_used(room, &|code| imported(code, "crate::").iter().any(|import| import == name)) {
                unused.push(format!("`{room}` does not import `{name}`"));
            }
        }
    }
    for (krate, homes) in HOMES {
        for home in *homes {
            if !is_used(home, &|code| names_crate(code, krate)) {
                unused.push(format!("`{home}` does not use `{krate}`"));
            }
        }
    }
    assert!(unused.is_empty(), "{}", unused.join("\n"));
}

/// What two rules need is in `rules/shared`, so that each rule can be read, changed and left out alone.
#[test]
fn no_rule_imports_another() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let mut wrong = Vec::new();
    for File { path, code, .. } in files().into_iter().filter(|file| file.path.starts_with(&rules)) {
        let is_rule = path.parent() == Some(&rules) && !path.ends_with("shared.rs");
        // From a file of `shared` the rules are two steps away.
        let prefixes =
            if is_rule { ["super::", "crate::rules::"] } else { ["super::super::", "crate::rules::"] };
        for import in prefixes.iter().flat_map(|prefix| imported(&code, prefix)) {
            if rules.join(&import).with_extension("rs").is_file() && import != "shared" {
                wrong.push(format!("{} imports the rule `{import}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether code has a path that begins with the name of a crate.
fn names_crate(code: &str, krate: &str) -> bool {
    let is_first = |at: usize| !code[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':'));
    code.match_indices(&format!("{krate}::")).any(|(at, _)| is_first(at))
}

#[test]
fn every_crate_has_one_home() {
    let mut wrong = Vec::new();
    for File { path, room, code } in files() {
        for (krate, homes) in HOMES {
            if names_crate(&code, krate) && !homes.contains(&room.as_str()) {
                wrong.push(format!("{}: `{krate}` lives in {homes:?}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A command that wrote to a standard stream itself would write unescaped.
#[test]
fn standard_streams_have_one_owner() {
    let owners = ["src/cli/streams.rs", "src/cli/usage.rs", "src/cli/panic.rs"];
    for File { path, code, .. } in files() {
        let is_owner = owners.iter().any(|owner| path.ends_with(owner));
        for stream in ["stdout()", "stderr()"] {
            assert!(is_owner || !code.contains(stream), "{} writes to {stream}", path.display());
        }
    }
}

#[test]
fn every_file_names_its_subject() {
    for File { path, .. } in files() {
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//! "), "{} does not begin with its subject", path.display());
    }
}

#[test]
fn imports_are_read_in_all_their_forms() {
    let code = "use crate::a::B;\nuse crate::{c, d::{e, f}, g as h};\nlet x = crate::i::j(); mycrate::k();";
    assert_eq!(imported(code, "crate::"), ["a", "c", "d", "g", "i"]);
}
