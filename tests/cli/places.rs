//! Where results may go: never over what is read, never through a link, never out of the folder that was named.

use std::fs;
use std::path::Path;

use super::support::{CLEAN, DEFECT, Run, folder, program, run_in, run_with};

const MISSPELT: &str = "A title\n\nThe end of thier war.\n";

fn check(folder: &Path, arguments: &[&str]) -> Run {
    run_in(folder, &[&["check", "--select", "misspelling"], arguments].concat())
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

fn assert_refused(run: &Run, why: &str) {
    assert_eq!(run.code, 2, "{}{}", run.out, run.err);
    assert!(run.err.contains(why), "{why}: {}", run.err);
}

#[cfg(unix)]
fn link(target: &str, folder: &Path, name: &str) {
    std::os::unix::fs::symlink(target, folder.join(name)).unwrap();
}

#[test]
fn a_baseline_is_never_written_over_anything_else() {
    let files = [
        ("in/a.txt", MISSPELT),
        ("in/empty.txt", ""),
        ("notes", "not JSON"),
        ("data.json", "{}"),
        ("other.json", r#"{"schema": "doclint-baseline/9", "findings": []}"#),
        ("old.json", "{\"schema\": \"doclint-baseline/1\", \"findings\": []}\n"),
        ("new-and-empty", ""),
    ];
    let folder = folder(&files);
    let root = folder.path();
    let write = |name: &str| check(root, &["in", "--write-baseline", "--baseline", name]);
    for (name, why) in [
        ("in/a.txt", "not a doclint baseline"),
        ("./in/../in/a.txt", "not a doclint baseline"),
        ("in/empty.txt", "would overwrite the document"),
        ("in/../in/empty.txt", "would overwrite the document"),
        ("notes", "not a doclint baseline"),
        ("data.json", "not a doclint baseline"),
        ("other.json", "has another version"),
        ("in", "not a regular file"),
        ("-", "a baseline is a file"),
    ] {
        assert_refused(&write(name), why);
    }
    for (name, text) in &files {
        assert_eq!(&read(root, name), text, "{name}");
    }
    assert!(!root.join("-").exists());
    for name in ["old.json", "new-and-empty", "new/known.json"] {
        assert_eq!(write(name).code, 0, "{name}");
        assert_eq!(check(root, &["in", "--baseline", name]).code, 0, "{name}");
    }
    // A shell that expands `--baseline corpus/*.txt` makes the first document the baseline.
    let expanded = check(root, &["--write-baseline", "--baseline", "in/a.txt", "in/empty.txt"]);
    assert_refused(&expanded, "not a doclint baseline");
    assert_eq!(read(root, "in/a.txt"), MISSPELT);
}

#[test]
fn a_baseline_that_cannot_be_read_is_an_error() {
    let folder = folder(&[("a.txt", MISSPELT), ("empty", ""), ("list.json", "[]"), ("text", "x")]);
    for name in ["empty", "list.json", "text", "a.txt", "nowhere", ".", "a.txt/x", "-"] {
        let run = check(folder.path(), &["--baseline", name]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{name}: {}", run.err);
    }
}

#[cfg(unix)]
#[test]
fn devices_and_pipes_are_no_baselines() {
    let folder = folder(&[("a.txt", MISSPELT)]);
    let pipe = std::process::Command::new("mkfifo").arg(folder.path().join("pipe")).status();
    let pipe = pipe.is_ok_and(|status| status.success());
    for name in ["/dev/zero", "/dev/null", "pipe"].iter().filter(|name| pipe || **name != "pipe") {
        for arguments in [&["--baseline", name][..], &["--write-baseline", "--baseline", name]] {
            assert_refused(&check(folder.path(), arguments), "not a regular file");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_baseline_is_never_written_through_a_link() {
    let folder = folder(&[("in/a.txt", MISSPELT), ("empty", ""), ("real/x", "")]);
    let root = folder.path();
    check(root, &["in", "--write-baseline", "--baseline", "known.json"]);
    let known = read(root, "known.json");
    for (target, name) in
        [("in/a.txt", "to-document"), ("known.json", "to-known"), ("empty", "to-empty"), ("no", "to-nothing")]
    {
        link(target, root, name);
        let run = check(root, &["in", "--write-baseline", "--baseline", name]);
        assert_refused(&run, "is a symbolic link");
    }
    assert_eq!(read(root, "in/a.txt"), MISSPELT);
    assert_eq!((read(root, "known.json"), read(root, "empty")), (known, String::new()));
    assert!(!root.join("no").exists());
    assert_eq!(check(root, &["in", "--baseline", "to-known"]).code, 0, "it may be read through one");
    // A folder that was named may be a link.
    link("real", root, "linked");
    assert_eq!(check(root, &["in", "--write-baseline", "--baseline", "linked/k.json"]).code, 0);
    assert!(root.join("real/k.json").is_file());
}

#[test]
fn a_configuration_names_no_baseline_outside_of_its_folder() {
    let files = [("in/a.txt", MISSPELT), ("outside.json", ""), ("in/sub/x", "")];
    let folder = folder(&files);
    let root = folder.path();
    let absolute = root.join("outside.json").to_str().unwrap().replace('\\', "/");
    for name in ["../outside.json", "sub/../../outside.json", "../new.json", absolute.as_str(), "..", ".", ""]
    {
        fs::write(root.join("in/doclint.toml"), format!("baseline = '{name}'\n")).unwrap();
        for arguments in [&["in"][..], &["in", "--write-baseline"]] {
            let run = check(root, arguments);
            assert_eq!(run.code, 2, "{name}: {}{}", run.out, run.err);
        }
        let flag = check(root, &["in", "--write-baseline", "--baseline", "mine.json"]);
        assert_eq!(flag.code, 0, "the flag is the user's: {}", flag.err);
    }
    fs::write(root.join("in/doclint.toml"), "baseline = '../outside.json'\n").unwrap();
    let run = check(root, &["in", "--write-baseline"]);
    assert_refused(&run, "in/doclint.toml:1:12: this baseline is not below the folder of the configuration");
    assert!(read(root, "outside.json").is_empty() && !root.join("new.json").exists());
    fs::write(root.join("in/doclint.toml"), "baseline = \"a\\u0000b\"\n").unwrap();
    assert_eq!(check(root, &["in", "--write-baseline"]).code, 2);
    fs::write(root.join("in/doclint.toml"), "baseline = 'sub/../sub/new/k.json'\n").unwrap();
    assert_eq!(check(root, &["in", "--write-baseline"]).code, 0);
    assert!(root.join("in/sub/new/k.json").is_file());
}

#[cfg(unix)]
#[test]
fn a_configuration_leads_nowhere_by_links_either() {
    let folder = folder(&[("in/a.txt", MISSPELT), ("outside/empty", ""), ("in/own/x", "")]);
    let root = folder.path();
    check(root, &["in", "--write-baseline", "--baseline", "outside/known.json"]);
    let known = read(root, "outside/known.json");
    link("../outside", root, "in/linked");
    link("../outside/known.json", root, "in/link.json");
    link("../outside/new.json", root, "in/dangling.json");
    link("own", root, "in/inner");
    for name in ["linked/empty", "linked/known.json", "linked/new.json", "link.json", "dangling.json"] {
        fs::write(root.join("in/doclint.toml"), format!("baseline = '{name}'\n")).unwrap();
        for arguments in [&["in"][..], &["in", "--write-baseline"]] {
            assert_refused(&check(root, arguments), "not below the folder of the configuration");
        }
    }
    assert_eq!(read(root, "outside/known.json"), known);
    assert_eq!(fs::read_dir(root.join("outside")).unwrap().count(), 2);
    fs::write(root.join("in/doclint.toml"), "baseline = 'inner/k.json'\n").unwrap();
    assert_eq!(check(root, &["in", "--write-baseline"]).code, 0, "a folder linked inside is no way out");
}

#[test]
fn one_baseline_of_two_configurations_is_one() {
    let files = [
        ("a.txt", MISSPELT),
        ("in/b.txt", MISSPELT),
        ("doclint.toml", "baseline = 'in/known.json'\n"),
        ("in/doclint.toml", "baseline = 'known.json'\n"),
    ];
    let folder = folder(&files);
    assert_eq!(check(folder.path(), &["--write-baseline"]).code, 0);
    let run = check(folder.path(), &[]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

#[test]
fn reports_are_never_written_over_what_is_read() {
    let files = [
        ("a.txt", MISSPELT),
        ("b.txt", CLEAN),
        ("doclint.toml", "baseline = 'known.json'\nlexicon = 'names.toml'\nprofile = 'own.toml'\n"),
        ("known.json", "{\"schema\": \"doclint-baseline/1\", \"findings\": []}\n"),
        ("names.toml", ""),
        ("own.toml", "name = 'own'\ntitle = 'x'\nextends = 'plain'\n"),
        ("list", "a.txt\nb.txt\n"),
    ];
    let folder = folder(&files);
    for (name, _) in &files {
        let output = format!("json=./{name}");
        assert_eq!(check(folder.path(), &["--files-from", "list", "--output", &output]).code, 2, "{name}");
    }
    for (name, text) in &files {
        assert_eq!(&read(folder.path(), name), text, "{name}");
    }
    let run =
        check(folder.path(), &["--write-baseline", "--baseline", "k.json", "--output", "json=./k.json"]);
    assert_refused(&run, "k.json");
    assert!(!folder.path().join("k.json").exists());
    let twice = check(folder.path(), &["--output", "json=x.json", "--output", "sarif=./x.json"]);
    assert_refused(&twice, "two reports cannot go to one file");
}

#[test]
fn documents_that_git_leaves_out_are_not_written_over() {
    let folder = folder(&[("a.txt", MISSPELT)]);
    let git = |arguments: &[&str]| {
        let name = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"];
        let mut git = std::process::Command::new("git");
        let status = git.current_dir(folder.path()).args(name).args(arguments).status();
        status.is_ok_and(|status| status.success())
    };
    if !git(&["init", "-q"]) || !git(&["add", "-A"]) || !git(&["commit", "-q", "-m", "x"]) {
        return;
    }
    assert_refused(
        &check(folder.path(), &["--since", "HEAD", "--output", "json=a.txt"]),
        "the document a.txt",
    );
    assert_eq!(read(folder.path(), "a.txt"), MISSPELT);
}

#[cfg(unix)]
#[test]
fn reports_and_results_are_never_written_through_links() {
    let folder = folder(&[("in/a.txt", MISSPELT), ("out.json", "precious"), ("real/x", "")]);
    let root = folder.path();
    link("../in", root, "real/back");
    for (target, name) in [("in/a.txt", "document"), ("out.json", "file"), ("no", "nothing")] {
        link(target, root, name);
        let output = format!("json={name}");
        assert_refused(&check(root, &["in", "--output", &output]), "is a symbolic link");
        let convert = run_in(root, &["convert", "in/a.txt", "--to", "json", "-o", name]);
        assert_refused(&convert, "is a symbolic link");
        assert_refused(&run_in(root, &["lexicon", "learn", "in", "-o", name]), "is a symbolic link");
    }
    assert_refused(&check(root, &["in", "--output", "json=real/back/a.txt"]), "the document in/a.txt");
    let convert = run_in(root, &["convert", "in/a.txt", "--to", "json", "-o", "real/back/a.txt"]);
    assert_refused(&convert, "the document in/a.txt");
    // The document was named by a link, the output by its own name.
    let named = run_in(root, &["convert", "document", "--to", "json", "-o", "in/a.txt"]);
    assert_refused(&named, "the document document");
    assert_eq!((read(root, "in/a.txt").as_str(), read(root, "out.json").as_str()), (MISSPELT, "precious"));
    assert!(!root.join("no").exists());
    link("../out.json", root, "in/doclint.toml");
    let init = run_in(root, &["init", "in", "--force"]);
    assert_refused(&init, "is a symbolic link");
    assert_eq!(read(root, "out.json"), "precious");
}

#[cfg(unix)]
#[test]
fn outputs_that_the_caller_has_opened_are_written_to() {
    let folder = folder(&[("a.txt", MISSPELT)]);
    let json = run_in(folder.path(), &["convert", "a.txt", "--to", "json"]).out;
    for name in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
        // To a file, as `>out` has it: a rename would replace the file below the hands of the shell.
        let out = fs::File::create(folder.path().join("out")).unwrap();
        let mut command = program(folder.path());
        command.args(["convert", "a.txt", "--to", "json", "-o", name]).stdout(out);
        assert!(command.status().unwrap().success());
        assert_eq!(read(folder.path(), "out"), json, "{name}");
    }
    // A link in the corpus to such a place is a link in the corpus.
    link("/dev/null", folder.path(), "null");
    assert_refused(&check(folder.path(), &["--output", "json=null"]), "is a symbolic link");
    assert_eq!(check(folder.path(), &["--output", "json=/dev/null", "--exit-zero"]).code, 0);
}

#[test]
fn a_lexicon_is_never_written_over_what_is_read() {
    let folder = folder(&[("in/a.txt", ""), ("in/doclint.toml", ""), ("list", "in/a.txt\n")]);
    for name in ["in/a.txt", "in/../in/a.txt", "in/doclint.toml"] {
        let run = run_in(folder.path(), &["lexicon", "learn", "in", "-o", name]);
        assert_eq!(run.code, 2, "{name}: {}", run.err);
        assert!(read(folder.path(), name).is_empty());
    }
}

#[cfg(unix)]
#[test]
fn results_are_never_written_through_a_link_in_the_folder() {
    let folder =
        folder(&[("in/a.txt", CLEAN), ("in/sub/b.txt", CLEAN), ("in/z.txt", CLEAN), ("victim", "precious")]);
    let root = folder.path();
    for name in ["out", "real", "elsewhere"] {
        fs::create_dir(root.join(name)).unwrap();
    }
    link("../victim", root, "out/a.json");
    link("../elsewhere", root, "out/sub");
    let run = run_in(root, &["convert", "in", "--to", "json", "-o", "out"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(
        run.err.contains("out/a.json: is a symbolic link") && run.err.contains("out/sub: is a"),
        "{}",
        run.err
    );
    assert_eq!(read(root, "victim"), "precious");
    assert_eq!(fs::read_dir(root.join("elsewhere")).unwrap().count(), 0);
    assert!(root.join("out/z.json").is_file(), "the others are converted");
    link("real", root, "named");
    assert_eq!(run_in(root, &["convert", "in", "--to", "json", "-o", "named"]).code, 0);
    assert!(root.join("real/sub/b.json").is_file(), "the folder itself was named");
    link("../victim", root, "real/teiCorpus.xml");
    let corpus = run_in(root, &["convert", "in", "--to", "tei", "--corpus", "-o", "real"]);
    assert_refused(&corpus, "is a symbolic link");
    assert_eq!(read(root, "victim"), "precious");
}

#[cfg(unix)]
#[test]
fn results_never_replace_pipes_and_linked_documents() {
    let folder = folder(&[("in/a.txt", CLEAN), ("out/x.json", CLEAN)]);
    let root = folder.path();
    link("../out/x.json", root, "in/other.txt");
    fs::write(root.join("in/x.txt"), CLEAN).unwrap();
    let run = run_in(root, &["convert", "in", "--to", "json", "-o", "out"]);
    assert_refused(&run, "out/x.json: the result would overwrite the document in/other.txt");
    assert_eq!(read(root, "out/x.json"), CLEAN);
    fs::remove_file(root.join("out/a.json")).unwrap();
    let pipe = std::process::Command::new("mkfifo").arg(root.join("out/a.json")).status();
    if pipe.is_ok_and(|status| status.success()) {
        let run = run_in(root, &["convert", "in/a.txt", "--to", "json", "-o", "out"]);
        assert_refused(&run, "out/a.json: not a regular file");
    }
}

#[test]
fn names_never_lead_out_of_the_output_folder() {
    let folder = folder(&[("w/x", "")]);
    let work = folder.path().join("w");
    let absolute = folder.path().join("evil.txt");
    let names =
        ["../../../evil.txt", "../evil.txt", "a/../../evil.txt", absolute.to_str().unwrap(), "..\\x.txt"];
    for (name, number) in names.iter().zip(0..) {
        let out = format!("o{number}/");
        let arguments = ["convert", "-", "--to", "json", "--stdin-filename", name, "-o", &out];
        let run = run_with(&work, &arguments, CLEAN.as_bytes());
        assert_eq!(run.code, 0, "{name}: {}", run.err);
        let results: Vec<_> = fs::read_dir(work.join(&out)).unwrap().collect();
        assert_eq!(results.len(), 1, "{name}");
    }
    for name in ["..", "a/..", ".", "/", ""] {
        let run = run_in(&work, &["convert", "-", "--to", "json", "-o", "none/", "--stdin-filename", name]);
        assert_eq!(run.code, 2, "{name}: {}", run.err);
    }
    assert!(!work.join("none").exists());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is next to the folder");
    assert_eq!(fs::read_dir(&work).unwrap().count(), 1 + names.len());
}

#[test]
fn odd_stems_stay_in_the_output_folder() {
    for name in [".txt", "...txt", "..txt", "a..", "..a", "...", " .txt", "-.txt", "-"] {
        let folder = folder(&[(&format!("in/{name}"), CLEAN)]);
        let run = run_in(folder.path(), &["convert", &format!("in/{name}"), "--to", "json", "-o", "out/"]);
        assert_eq!(run.code, 0, "{name}: {}", run.err);
        assert_eq!(fs::read_dir(folder.path().join("out")).unwrap().count(), 1, "{name}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "{name}");
    }
}

#[test]
fn names_in_tei_lead_nowhere() {
    let folder = folder(&[("w/in/a.txt", CLEAN)]);
    let work = folder.path().join("w");
    run_in(&work, &["convert", "in", "--to", "tei", "-o", "tei/"]);
    let tei = read(&work, "tei/a.xml");
    for name in
        ["../../evil.txt", "../evil", "/tmp/evil.txt", "..\\evil.txt", "a/../../evil", "..", ".", "", "/"]
    {
        let mut named = tei.clone();
        for (old, new) in [
            (">a.txt<", format!(">{name}<")),
            ("\"doclint\">a<", format!("\"doclint\">{name}<")),
            (" n=\"a\"", format!(" n=\"{name}\"")),
        ] {
            assert!(named.contains(old), "{old}: {named}");
            named = named.replace(old, &new);
        }
        fs::write(work.join("tei/a.xml"), &named).unwrap();
        for more in [&["--to", "source"][..], &["--to", "json,html"], &["--to", "tei", "--corpus"]] {
            let run = run_in(&work, &[&["convert", "tei", "--from", "tei", "-o", "back/"], more].concat());
            assert_eq!(run.code, 0, "{name} {more:?}: {}", run.err);
        }
        let names = |folder: &Path| {
            let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
            names.collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(names(&work), ["back", "in", "tei"].map(Into::into).into(), "{name}");
        assert_eq!(names(folder.path()), ["w"].map(Into::into).into(), "{name}");
        let results = names(&work.join("back"));
        assert!(
            ["a.txt", "a.json", "a.html", "a.xml"]
                .iter()
                .all(|name| results.contains(name.as_ref() as &std::ffi::OsStr))
        );
    }
}

#[cfg(unix)]
#[test]
fn fixes_follow_no_link_out_of_what_was_named() {
    let folder =
        folder(&[("in/a.txt", DEFECT), ("in/.hidden/x", DEFECT), ("else/b.txt", DEFECT), ("c", DEFECT)]);
    let root = folder.path();
    link("../else/b.txt", root, "in/out.txt");
    link(".hidden/x", root, "in/hidden.txt");
    let fix = |arguments: &[&str]| {
        run_in(root, &[&["check", "--fix", "--select", "missing-final-newline"], arguments].concat())
    };
    let fixed = |name: &str| read(root, name) == format!("{DEFECT}\n");
    let diff = fix(&["--diff", "in"]);
    assert!(diff.out.contains("in/a.txt") && !diff.out.contains("in/out.txt"), "{}", diff.out);
    let run = fix(&["in"]);
    assert!(fixed("in/a.txt") && !fixed("else/b.txt") && !fixed("in/.hidden/x"));
    let told = "in/hidden.txt, in/out.txt: not fixed: symbolic links that lead out of the paths given";
    assert!(run.err.contains(told), "{}", run.err);
    assert!(
        run.out.contains("in/out.txt:3:") && run.err.contains("1 fix applied to 1 document"),
        "{}",
        run.out
    );
    assert!(root.join("in/out.txt").symlink_metadata().unwrap().is_symlink());
    assert!(!run.err.contains("can be fixed"), "nothing is advertised: {}", run.err);
    // Its target lies in a folder that was named as well.
    assert!(!fix(&["in", "else"]).err.contains("in/out.txt"));
    assert!(fixed("else/b.txt"));
    link("../c", root, "in/named.txt");
    fix(&["in/named.txt"]);
    assert!(fixed("c") && root.join("in/named.txt").symlink_metadata().unwrap().is_symlink());
}

#[cfg(unix)]
#[test]
fn fixes_follow_links_that_lists_name_and_folders_that_are_links() {
    let folder = folder(&[("real/a.txt", DEFECT), ("b.txt", DEFECT), ("list", "in/b.txt\n"), ("in/x", "")]);
    let root = folder.path();
    link("real", root, "linked");
    link("../b.txt", root, "in/b.txt");
    let fix = |arguments: &[&str]| {
        run_in(root, &[&["check", "--fix", "--select", "missing-final-newline"], arguments].concat())
    };
    assert_eq!(fix(&["linked"]).code, 0);
    assert_eq!(fix(&["--files-from", "list"]).code, 0);
    for name in ["real/a.txt", "b.txt"] {
        assert_eq!(read(root, name), format!("{DEFECT}\n"), "{name}");
    }
}

#[test]
fn a_minus_is_standard_output() {
    let folder = folder(&[("a.txt", MISSPELT), ("b.txt", CLEAN)]);
    let run = |arguments: &[&str]| run_in(folder.path(), arguments);
    let json = run(&["convert", "a.txt", "--to", "json"]);
    assert_eq!(run(&["convert", "a.txt", "--to", "json", "-o", "-"]).out, json.out);
    assert_eq!(run(&["convert", ".", "--to", "jsonl", "-o", "-"]).out.lines().count(), 2);
    assert_eq!(run(&["convert", ".", "--to", "json,text", "-o", "-"]).code, 2);
    assert_eq!(run(&["convert", ".", "--to", "tei", "-o", "-"]).code, 2);
    assert_eq!(run(&["convert", "a.txt", "-o", "-"]).code, 2, "no name says the format");
    let learnt = run(&["lexicon", "learn", "--min-count", "1"]);
    assert_eq!(run(&["lexicon", "learn", "--min-count", "1", "-o", "-"]).out, learnt.out);
    let sarif = run(&["check", "--format", "sarif"]);
    let minus = run(&["check", "--output", "sarif=-", "--output", "json=r.json"]);
    assert_eq!((minus.out, minus.code), (sarif.out, 1));
    assert!(folder.path().join("r.json").is_file());
    for twice in
        [&["--output", "sarif=-", "--format", "json"][..], &["--output", "sarif=-", "--output", "json=-"]]
    {
        assert_refused(&run(&[&["check"], twice].concat()), "two reports cannot go to standard output");
    }
    assert_eq!(run(&["check", "--write-baseline", "--baseline", "-"]).code, 2);
    fs::write(folder.path().join("doclint.toml"), "baseline = '-'\n").unwrap();
    assert_eq!(run(&["check", "--write-baseline"]).code, 2);
    assert_eq!(run(&["init", "-"]).code, 2);
    assert!(!folder.path().join("-").exists());
}

#[test]
fn reports_do_not_replace_what_says_what_is_read() {
    let names = [".doclintignore", ".gitignore", "doclint.toml", "in/.gitignore"];
    let folder =
        folder(&[("a.txt", CLEAN), (".doclintignore", "b\n"), (".gitignore", ""), ("in/b.txt", CLEAN)]);
    for name in names {
        let report = check(folder.path(), &["--no-config", "--output", &format!("json={name}")]);
        assert_refused(&report, "as settings and does not overwrite it");
        assert_refused(
            &run_in(folder.path(), &["convert", "a.txt", "--to", "json", "-o", name]),
            "as settings",
        );
    }
    assert_eq!(read(folder.path(), ".doclintignore"), "b\n");
}

#[cfg(unix)]
#[test]
fn two_reports_in_one_place_are_refused() {
    let folder = folder(&[("a.txt", MISSPELT), ("real/x", "")]);
    link("real", folder.path(), "l");
    let twice = check(folder.path(), &["--output", "json=real/o", "--output", "sarif=l/o"]);
    assert_refused(&twice, "two reports cannot go to one file");
    let known = ["--write-baseline", "--baseline", "real/k.json", "--output", "json=l/k.json"];
    assert_refused(&check(folder.path(), &known), "does not overwrite it");
    assert!(!folder.path().join("real/k.json").exists() && !folder.path().join("real/o").exists());
}

#[cfg(unix)]
#[test]
fn above_a_linked_folder_is_where_the_link_leads() {
    let off = "[levels]\nmisspelling = 'off'\n";
    let folder = folder(&[("far/away/x", ""), ("far/a.txt", MISSPELT), ("far/doclint.toml", off)]);
    link("far/away", folder.path(), "l");
    assert_eq!(run_in(folder.path(), &["check", "l/../a.txt"]).code, 0);
    fs::remove_file(folder.path().join("far/doclint.toml")).unwrap();
    check(folder.path(), &["l/../a.txt", "--write-baseline", "--baseline", "l/../k.json"]);
    assert!(folder.path().join("far/k.json").is_file() && !folder.path().join("k.json").exists());
}

#[test]
fn a_result_that_is_the_folder_of_another_is_refused() {
    let folder = folder(&[("in/a.json/x.txt", CLEAN), ("in/A.txt", CLEAN), ("in/b/c/x.txt", CLEAN)]);
    let run = run_in(folder.path(), &["convert", "in", "--to", "json", "-o", "out/"]);
    assert_refused(&run, "needs as a folder");
    assert!(!folder.path().join("out").exists());
    assert_eq!(run_in(folder.path(), &["convert", "in", "--to", "text", "-o", "out/"]).code, 0);
}
