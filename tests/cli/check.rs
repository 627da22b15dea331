//! `doclint check`: formats, gate, fixes.

use super::support::{CLEAN, DEFECT, Run, folder, program, root, run, run_in, run_with};

/// Whether `path:line:column: severity[rule] message` describes the line, as a problem matcher would.
fn is_concise(line: &str) -> bool {
    let Some((place, message)) = line.split_once(": ") else { return false };
    let mut place = place.rsplitn(3, ':');
    let number = |text: Option<&str>| text.is_some_and(|text| text.parse::<usize>().is_ok_and(|n| n > 0));
    let numbers = number(place.next()) && number(place.next());
    let severity = ["error[", "warning[", "info["].iter().find_map(|severity| message.strip_prefix(severity));
    let rule = severity.and_then(|rest| rest.split_once("] ")).is_some_and(|(rule, text)| {
        !text.is_empty() && rule.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
    });
    numbers && place.next().is_some_and(|path| !path.is_empty()) && rule
}

#[test]
fn seeds_have_findings_in_every_format() {
    let json = run(&["check", "seeds", "--format", "json"]);
    let findings = json.json();
    assert_eq!(findings["schema"], "doclint-findings/1");
    let count = findings["findings"].as_array().unwrap().len();
    assert!(count > 0 && json.code == 1, "{}", json.err);
    let schema = run(&["schema", "findings"]).json();
    assert!(jsonschema::is_valid(&schema, &findings), "the findings are not what their schema says");
    let concise = run(&["check", "seeds", "--format", "concise", "--min-severity", "info"]);
    assert_eq!(concise.out.lines().count(), count);
    assert_eq!(concise.out.lines().find(|line| !is_concise(line)), None);
    let human = run(&["check", "seeds", "--format", "human", "--min-severity", "info"]);
    assert!(human.out.matches("╰────\n").count() >= count);
    assert_eq!(
        run(&["check", "seeds", "--min-severity", "info"]).out,
        concise.out,
        "a pipe gets one line for each finding"
    );
    let summary = &findings["summary"];
    let sum: u64 = ["errors", "warnings", "infos"].iter().map(|key| summary[key].as_u64().unwrap()).sum();
    assert_eq!((sum, summary["documents"].as_u64()), (count as u64, Some(5)));
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..400 {
        for seed in std::fs::read_dir(root().join("seeds")).unwrap().take(if n < 100 { 5 } else { 0 }) {
            let seed = seed.unwrap();
            let name = format!("{n}-{}", seed.file_name().to_str().unwrap());
            std::fs::copy(seed.path(), folder.path().join(name)).unwrap();
        }
    }
    for format in ["concise", "json"] {
        let out = |jobs| run_in(folder.path(), &["check", "--format", format, "--jobs", jobs]).out;
        let (one, three) = (out("1"), out("3"));
        assert!(one == three && !one.is_empty(), "{format}");
    }
}

#[test]
fn the_gate_decides_the_exit_code() {
    let folder = folder(&[("a.txt", CLEAN)]);
    assert_eq!(run_in(folder.path(), &["check", "--select", "encoding", "--fail-on", "info"]).code, 0);
    assert_eq!(run(&["check", "seeds", "--fail-on", "info"]).code, 1);
    assert_eq!(run(&["check", "seeds", "--fail-on", "never"]).code, 0);
    assert_eq!(run(&["check", "seeds", "--exit-zero"]).code, 0);
    assert_eq!(run(&["check", "seeds", "nowhere", "--exit-zero"]).code, 2);
}

#[test]
fn output_can_be_cut_and_counted() {
    let cut = run(&["check", "seeds", "--max-findings", "2"]);
    assert_eq!((cut.out.lines().count(), cut.code), (2, 1));
    assert!(cut.err.contains("more findings not shown"), "{}", cut.err);
    let statistics = run(&["check", "seeds", "--statistics"]);
    let counted: usize = statistics
        .out
        .lines()
        .take_while(|line| !line.is_empty())
        .map(|line| line.split_whitespace().next().unwrap().parse::<usize>().unwrap())
        .sum();
    assert_eq!(counted, run(&["check", "seeds", "--min-severity", "info"]).out.lines().count());
    assert_eq!(run(&["check", "seeds", "-q"]).err, "");
}

#[test]
fn rules_are_selected_by_name_and_category() {
    let rules = |arguments: &[&str]| {
        let all: Vec<&str> = [&["check", "seeds", "--format", "json"], arguments].concat();
        let json = run(&all).json();
        let mut names: Vec<String> = json["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|f| f["rule"].as_str().unwrap().to_string())
            .collect();
        names.sort();
        names.dedup();
        names
    };
    let all = rules(&[]);
    let first = all[0].as_str();
    assert_eq!(rules(&["--select", first]), [first]);
    assert_eq!(rules(&["--ignore", first]), all[1..]);
    assert_eq!(rules(&["--select", &all.join(","), "--ignore", &all.join(",")]), [] as [&str; 0]);
}

/// A check with one rule, which has a safe fix.
fn only<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    [&["check", "--select", "missing-final-newline"], arguments].concat()
}

#[test]
fn fixes_are_applied_shown_and_piped() {
    let folder = folder(&[("a.txt", DEFECT), ("b.txt", CLEAN)]);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let diff = run_in(folder.path(), &only(&["--diff"]));
    assert_eq!(diff.code, 1);
    assert!(diff.out.contains("@@") && !diff.out.contains("b.txt"), "{}", diff.out);
    assert_eq!(read("a.txt"), DEFECT, "--diff changes nothing");
    let piped = run_with(folder.path(), &only(&["--fix", "-"]), DEFECT.as_bytes());
    assert_eq!(piped.out, format!("{DEFECT}\n"));
    let fixed = run_in(folder.path(), &only(&["--fix"]));
    assert_eq!((fixed.code, fixed.out.as_str()), (0, ""), "{}", fixed.err);
    assert!(fixed.err.contains("1 fix applied to 1 document"), "{}", fixed.err);
    assert_eq!(read("a.txt"), format!("{DEFECT}\n"));
    assert_eq!(run_in(folder.path(), &only(&["--diff"])).code, 0);
}

/// A safe fix and an unsafe one.
const BOTH: &str = "A title\n\nHe saw the the end.\n\nIt ends without a line end.";

#[test]
fn unsafe_fixes_widen_fix_and_diff_and_write_nothing_alone() {
    let rules = ["check", "--no-config", "--select", "missing-final-newline,repeated-word"];
    let after = |arguments: &[&str]| {
        let folder = folder(&[("a.txt", BOTH)]);
        let run = run_in(folder.path(), &[&rules, arguments].concat());
        (run, std::fs::read_to_string(folder.path().join("a.txt")).unwrap())
    };
    let (safe, all) = (format!("{BOTH}\n"), format!("{}\n", BOTH.replace("the the", "the")));
    for (arguments, text, code) in [
        (&["--unsafe-fixes"][..], BOTH, 0),
        (&["--fix"], &safe, 0),
        (&["--fix", "--unsafe-fixes"], &all, 0),
        (&["--diff"], BOTH, 1),
        (&["--diff", "--unsafe-fixes"], BOTH, 1),
        (&["--fix", "--diff"], BOTH, 1),
        (&["--fix", "--diff", "--unsafe-fixes"], BOTH, 1),
        (&["--fix", "--diff", "--exit-zero"], BOTH, 0),
    ] {
        let (run, left) = after(arguments);
        assert_eq!((left.as_str(), run.code), (text, code), "{arguments:?}: {}", run.err);
    }
    let diff = |arguments: &[&str]| after(arguments).0.out;
    assert_eq!(diff(&["--fix", "--diff"]), diff(&["--diff"]));
    assert_eq!(diff(&["--fix", "--diff", "--unsafe-fixes"]), diff(&["--diff", "--unsafe-fixes"]));
    assert_ne!(diff(&["--diff", "--unsafe-fixes"]), diff(&["--diff"]));
    let alone = after(&["--unsafe-fixes"]).0;
    assert!(alone.err.contains("--unsafe-fixes changes nothing by itself"), "{}", alone.err);
    assert!(!after(&["--fix", "--unsafe-fixes"]).0.err.contains("by itself"));
    let folder = folder(&[]);
    let piped = run_with(folder.path(), &[&rules[..], &["--unsafe-fixes", "-"]].concat(), BOTH.as_bytes());
    assert!(piped.out.contains("stdin:3:12: ") && !piped.out.contains("A title"), "{}", piped.out);
}

/// The advice in the last line works.
#[test]
fn the_summary_names_commands_that_work() {
    let folder = folder(&[("a.txt", BOTH)]);
    let check = |more: &[&str]| {
        let rules = ["check", "--select", "missing-final-newline,repeated-word"];
        run_in(folder.path(), &[&rules, more].concat())
    };
    let told = check(&[]).err;
    assert!(told.contains("; 1 can be fixed with --fix, 1 more with --fix --unsafe-fixes\n"), "{told}");
    assert!(check(&["--fix"]).err.contains("; 1 can be fixed with --fix --unsafe-fixes\n"));
    let flags = ["--fix", "--unsafe-fixes"];
    assert!(check(&flags).err.contains("1 fix applied to 1 document\n1 document: nothing found\n"));
}

#[test]
fn any_number_of_jobs_is_accepted() {
    let names: Vec<String> = (0..40).map(|number| format!("{number}.txt")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), DEFECT)).collect();
    let folder = folder(&files);
    let check = |jobs: &str| run_in(folder.path(), &only(&["--jobs", jobs]));
    let one = check("1");
    for jobs in ["0", "3", "255", "256"] {
        let run = check(jobs);
        assert_eq!((run.code, run.out, run.err), (0, one.out.clone(), one.err.clone()), "{jobs}");
    }
    for jobs in ["257", "65536", "4294967296", "9223372036854775808", "99999999999999999999999999"] {
        let run = check(jobs);
        assert_eq!((run.code, &run.out), (0, &one.out), "{jobs}: {}", run.err);
        assert_eq!(run.err.matches("--jobs: using 256 threads, the maximum").count(), 1, "{}", run.err);
        for command in [&["convert", ".", "--to", "jsonl"][..], &["lexicon", "learn"]] {
            let run = run_in(folder.path(), &[command, &["--jobs", jobs]].concat());
            assert!(run.code == 0 && run.err.contains("threads, the maximum"), "{jobs}: {}", run.err);
        }
    }
    for jobs in ["-1", "", "many", "1.5", "0x10"] {
        let run = check(jobs);
        assert!(run.code == 2 && !run.err.contains("panicked"), "{jobs}: {}", run.err);
    }
}

#[test]
fn standard_input_is_checked_under_a_name() {
    let text = std::fs::read(root().join("seeds/000_7dd511bfce9bf454.txt")).unwrap();
    let named =
        run_with(root(), &["check", "-", "--stdin-filename", "seeds/000_7dd511bfce9bf454.txt"], &text);
    assert_eq!(named.out, run(&["check", "seeds/000_7dd511bfce9bf454.txt"]).out);
    assert!(run_with(root(), &["check", "-"], &text).out.starts_with("stdin:"));
}

#[test]
fn colour_is_only_written_on_request() {
    let colored = |command: &mut std::process::Command| {
        let run = Run::of(&command.args(["check", "seeds", "--format", "human"]).output().unwrap());
        run.out.contains("\u{1b}[")
    };
    assert!(!colored(&mut program(root())));
    assert!(colored(program(root()).args(["--color", "always"])));
    assert!(colored(program(root()).env("CLICOLOR_FORCE", "1")));
    assert!(!colored(program(root()).args(["--color", "never"]).env("CLICOLOR_FORCE", "1")));
}

#[test]
fn documents_cannot_steer_the_terminal() {
    let hostile = "A title\u{1b}]0;owned\u{7}\n\n\u{1b}[2JTeh end \u{202e}";
    let folder = folder(&[("a.txt", hostile)]);
    for format in ["human", "concise", "json"] {
        let run = run_in(folder.path(), &["check", "--format", format, "--color", "always"]);
        assert!(!run.out.contains("\u{1b}]0") && !run.out.contains("\u{1b}[2J"), "{}", run.out);
    }
}
