//! `doclint.toml`: what applies to which document, and what is said when the file is wrong.

use super::support::{Run, folder, run_in};

/// Misspelt, and without an end of the last line.
const BAD: &str = "A title\n\nThe end of thier Allaince in Kazakstan.\n\nA paragraph of the body";

/// The rules that find something, as `file severity[rule]`.
fn found(run: &Run) -> Vec<String> {
    let short = |line: &str| {
        let (place, message) = line.split_once(": ").expect("a place");
        let file = place.split(':').next().unwrap_or_default();
        format!("{file} {}", message.split(' ').next().unwrap_or_default())
    };
    let mut found: Vec<String> = run.out.lines().map(short).collect();
    found.dedup();
    found
}

/// A folder with these files and some that are checked: `a.txt`, `1999/b.txt`.
fn corpus(files: &[(&str, &str)]) -> tempfile::TempDir {
    folder(&[&[("a.txt", BAD), ("1999/b.txt", BAD)], files].concat())
}

const BOTH: &[&str] = &["check", "--select", "misspelling,missing-final-newline"];

fn check(folder: &tempfile::TempDir, arguments: &[&str]) -> Run {
    run_in(folder.path(), &[BOTH, &["--min-severity", "info"], arguments].concat())
}

#[test]
fn flags_go_before_the_file_and_the_file_before_the_defaults() {
    let folder = corpus(&[("doclint.toml", "[levels]\nspelling = 'info'\nmissing-final-newline = 'off'\n")]);
    let got = run_in(folder.path(), &["check", "--ignore", "header,corpus", "--min-severity", "info"]);
    assert_eq!(found(&got), ["1999/b.txt info[misspelling]", "a.txt info[misspelling]"], "{}", got.err);
    assert_eq!(got.code, 0);
    let got = check(&folder, &[]);
    let all = ["info[misspelling]", "warning[missing-final-newline]"];
    let all = ["1999/b.txt", "a.txt"].iter().flat_map(|file| all.map(|rule| format!("{file} {rule}")));
    assert_eq!(found(&got), all.collect::<Vec<_>>(), "a rule that is named runs");
    let got = run_in(folder.path(), &["check", "--no-config", "a.txt"]);
    assert!(got.out.contains("error[misspelling]"), "{}", got.out);
    assert_eq!(got.code, 1);
}

#[test]
fn the_nearest_file_holds_and_paths_are_seen_from_it() {
    let overriding = "[[overrides]]\npaths = ['1999/**']\nlevels = { misspelling = 'off' }\n";
    let folder = corpus(&[("doclint.toml", overriding), ("2000/c.txt", BAD), ("2000/doclint.toml", "")]);
    let rule = &["check", "--select", "spelling"];
    let every = ["2000/c.txt error[misspelling]", "a.txt error[misspelling]"];
    let got = run_in(folder.path(), rule);
    let severe: Vec<String> = found(&got).into_iter().filter(|line| line.contains("error")).collect();
    assert_eq!(severe, every);
    let below = run_in(&folder.path().join("1999"), rule);
    assert_eq!((below.out.as_str(), below.code), ("", 0), "found upward");
    let fixed = run_in(folder.path(), &[rule, &["--config", "doclint.toml", "2000", "1999"][..]].concat());
    assert!(found(&fixed).iter().all(|line| line.starts_with("2000/c.txt")), "{}", fixed.out);
}

#[test]
fn profiles_are_chosen_by_path() {
    let own = "name = 'own'\ntitle = 'x'\nextends = 'plain'\n";
    let toml = "profile = 'nato'\n[[overrides]]\npaths = ['1999/']\nprofile = 'families/own.toml'\n";
    let folder = corpus(&[("doclint.toml", toml), ("families/own.toml", own)]);
    let profile = |arguments: &[&str]| {
        let json = run_in(folder.path(), &[&["inspect", "--format", "json"], arguments].concat()).json();
        json["profile"].as_str().unwrap().to_string()
    };
    assert_eq!(profile(&["a.txt"]), "nato");
    assert_eq!(profile(&["1999/b.txt"]), "own");
    assert_eq!(profile(&["1999/b.txt", "--profile", "plain"]), "plain");
    assert_eq!(profile(&["a.txt", "--no-config"]), "plain");
    let json = run_in(folder.path(), &["convert", "1999/b.txt", "--to", "json"]).json();
    assert_eq!(json["profile"], "own");
}

#[test]
fn words_and_allowances_accept_findings() {
    let toml = "words = ['kazakstan', 'Allaince']\n\
        [[allowances]]\nrule = 'misspelling'\ntext = 'thier'\nreason = 'a quotation'\npaths = ['1999/*.txt']\n";
    let folder = corpus(&[("doclint.toml", toml)]);
    let got = run_in(folder.path(), &["check", "--select", "spelling"]);
    assert_eq!(found(&got), ["a.txt error[misspelling]"], "{}", got.out);
    assert!(
        got.out.contains("`thier`") && got.out.lines().count() == 1 && !got.err.contains("matches nothing")
    );
    run_in(folder.path(), &["check", "--fix", "--unsafe-fixes", "--select", "spelling"]);
    let text = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(
        text("a.txt").contains("of their Allaince in Kazakstan"),
        "only findings that are not accepted are fixed"
    );
    assert_eq!(text("1999/b.txt"), BAD);
}

#[test]
fn unused_allowances_are_reported_after_a_full_run() {
    let toml = "[[allowances]]\nrule = 'misspelling'\ntext = 'Nothing'\npaths = ['1999/*']\nreason = 'x'\n\
        [[allowances]]\nrule = 'missing-final-newline'\npaths = ['a.txt']\nreason = 'x'\n";
    let folder = corpus(&[("doclint.toml", toml)]);
    let told = |arguments: &[&str]| {
        let got = run_in(folder.path(), &[&["check"], arguments].concat());
        got.err.contains("doclint.toml:1: the allowance of `misspelling` for `Nothing` matches nothing")
    };
    assert!(told(&[]) && told(&["1999"]) && told(&[".", "--select", "misspelling"]));
    assert!(!told(&["a.txt"]), "the folder was not seen");
    assert!(!told(&["1999/b.txt"]), "there may be other files in the folder");
    assert!(!told(&["--ignore", "spelling"]), "the rule did not run");
    let err = run_in(folder.path(), &["check", "--select", "spelling,encoding"]).err;
    assert_eq!(err.matches("matches nothing").count(), 1, "{err}");
    assert!(!run_in(folder.path(), &["check", "-q"]).err.contains("matches"));
}

#[test]
fn faults_are_shown_in_the_file() {
    let cases = [
        ("profile = 'nato'\n\n[levls]\n", "3:2: unknown key `levls`", "help: did you mean `levels`?"),
        (
            "[levels]\nmispelling = 'off'\n",
            "2:1: unknown rule or category `mispelling`",
            "did you mean `misspelling`?",
        ),
        (
            "[levels]\nmisspelling = 'loud'\n",
            "2:15: unknown value `loud`",
            "expected one of: off, info, warn, error",
        ),
        ("profile = nato\n", "1:11: ", "profile = nato"),
        ("words = 'thier'\n", "1:9: wrong type of value", "help: expected a list"),
        (
            "[levels]\nrainbow = 'off'\n",
            "2:1: unknown rule or category `rainbow`; `doclint rule` lists them",
            "rainbow",
        ),
        ("[[overrides]]\npaths = ['a', '[b']\n", "2:15: invalid pattern `[b`: ", "`?` one ASCII character"),
        ("profile = 'natoo'\n", "1:11: unknown profile `natoo`; did you mean `nato`?", "built-in profile"),
        (
            "output.format = 'humann'\n",
            "1:17: unknown format `humann`; did you mean `human`?",
            "output.format",
        ),
        ("output.format = 'xml'\n", "1:17: unknown format `xml`; expected one of: human, ", "output.format"),
        ("baseline = 'b.json'\n", "1:12: this baseline does not exist", "--write-baseline"),
        ("[[allowances]]\nrule = 'date'\n", "1:1: the key `reason` is missing", "[[allowances]]"),
    ];
    for (toml, message, drawn) in cases {
        let folder = corpus(&[("doclint.toml", toml)]);
        let got = run_in(folder.path(), &["check"]);
        assert_eq!((got.code, got.out.as_str()), (2, ""), "{toml}\n{}", got.err);
        assert!(got.err.starts_with(&format!("doclint: error: doclint.toml:{message}")), "{}", got.err);
        assert!(got.err.contains(drawn) && got.err.contains("╭─[doclint.toml:"), "{}", got.err);
    }
}

#[test]
fn a_file_that_is_not_there_is_an_error() {
    let folder = corpus(&[]);
    assert_eq!(run_in(folder.path(), &["check", "--config", "nowhere.toml"]).code, 2);
    assert_eq!(run_in(folder.path(), &["check", "--config", "a.toml", "--no-config"]).code, 2);
}

#[test]
fn the_format_is_a_setting() {
    let folder = corpus(&[("doclint.toml", "output.format = 'json'\n")]);
    check(&folder, &[]).json();
    assert_eq!(check(&folder, &["--format", "concise"]).out.lines().count(), 2 * 4);
}

#[test]
fn settings_are_shown_with_their_origin() {
    let toml = "profile = 'nato'\nwords = ['thier']\n\n[levels]\nspelling = 'warn'\n\n\
        [[overrides]]\npaths = ['1999/**']\nlevels = { misspelling = 'off' }\n\n\
        [[allowances]]\nrule = 'date'\nreason = 'x'\n\n[gate]\nclean = 90\nlimits = { total = 9 }\n";
    let folder = corpus(&[("doclint.toml", toml)]);
    let shown = |arguments: &[&str]| {
        let run = run_in(folder.path(), &[&["check", "--show-settings"], arguments].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        run.out.lines().map(words).collect::<Vec<_>>()
    };
    let has =
        |shown: &[String], line: &str| assert!(shown.iter().any(|have| have == line), "{line}\n{shown:#?}");
    let all = shown(&["a.txt", "--ignore", "encoding"]);
    for line in [
        "profile = \"nato\" # doclint.toml:1",
        "misspelling = \"warn\" # doclint.toml:5",
        "missing-field = \"warn\" # default",
        "missing-final-newline = \"off\" # --ignore",
        "[rules.near-duplicate]",
        "similarity = 0.9 # default",
        "fail-on = \"never\" # default",
        "clean = 90 # doclint.toml:16",
        "limits.total = 9 # doclint.toml:17",
        "rule = \"date\" # doclint.toml:12",
    ] {
        has(&all, line);
    }
    let all = shown(&["1999/b.txt", "--fail-on", "info", "--format", "json"]);
    has(&all, "misspelling = \"off\" # doclint.toml:9");
    has(&all, "# override 1 applies (doclint.toml:8)");
    has(&all, "fail-on = \"info\" # --fail-on");
    has(&all, "format = \"json\" # --format");
    has(&shown(&["a.txt", "--profile", "plain"]), "profile = \"plain\" # --profile");
    has(&shown(&["a.txt", "--no-config"]), "# no doclint.toml applies");
    let both = run_in(folder.path(), &["check", "--show-settings", "."]);
    assert_eq!((both.code, both.out.matches("# settings of ").count()), (0, 2), "{}", both.out);
}

#[test]
fn a_file_is_written_for_a_corpus() {
    let folder = corpus(&[("2003/c.txt", include_str!("../../seeds/000_7dd511bfce9bf454.txt"))]);
    let refused = |run: &Run| run.code == 2 && run.err.contains("--force");
    let run = run_in(folder.path(), &["init", "2003"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    assert!(run.err.starts_with("2003/doclint.toml written: 1 document, "), "{}", run.err);
    let written = || std::fs::read_to_string(folder.path().join("2003/doclint.toml")).unwrap();
    assert!(written().contains("Seen: nato 1.\nprofile = \"nato\"\n"), "{}", written());
    assert!(written().contains("# misspelling = \"error\""), "{}", written());
    assert!(refused(&run_in(folder.path(), &["init", "2003"])));
    assert_eq!(run_in(folder.path(), &["init", "2003", "--force"]).code, 0);
    assert_eq!(run_in(folder.path(), &["check", "2003"]).code, 1, "the file is right");
    // What is offered in comments is right as well.
    let all = written()
        .lines()
        .map(|line| {
            line.strip_prefix("# ")
                .filter(|line| line.contains('=') || line.starts_with('['))
                .unwrap_or(line)
                .to_string()
                + "\n"
        })
        .collect::<String>();
    let all = all.replace("fail-on = \"error\"\n", "");
    std::fs::write(folder.path().join("2003/doclint.toml"), all).unwrap();
    let run = run_in(folder.path(), &["check", "--write-baseline", "2003"]);
    assert_eq!(run.code, 0, "{}", run.err);
}
