//! Help, rules, schemas, the parse explained.

use super::support::{folder, root, run, run_in, run_with};

#[test]
fn every_command_has_help() {
    for command in ["", "check", "convert", "init", "inspect", "lexicon", "rule", "schema"] {
        let arguments: Vec<&str> = [command, "--help"].into_iter().filter(|word| !word.is_empty()).collect();
        let help = run(&arguments);
        assert_eq!((help.code, help.err.as_str()), (0, ""), "{command}");
        assert!(help.out.contains("Usage: doclint"), "{}", help.out);
        assert!(help.out.lines().all(|line| line.chars().count() <= 100), "{}", help.out);
    }
    assert_eq!(run(&[]).code, 2);
    assert_eq!(run(&["chek"]).code, 2);
    assert_eq!(run(&["check", "--jobs", "0"]).code, 2);
    assert!(run(&["--version"]).out.starts_with("doclint "));
}

#[test]
fn rules_are_listed_and_explained() {
    let table = run(&["rule"]);
    let json = run(&["rule", "--format", "json"]).json();
    let rules = json["rules"].as_array().unwrap();
    assert_eq!(table.out.lines().count(), rules.len());
    for rule in rules {
        let name = rule["name"].as_str().unwrap();
        let page = run(&["rule", name]);
        assert!(page.code == 0 && page.out.starts_with(name), "{}", page.out);
        assert!(!rule["summary"].as_str().unwrap().is_empty(), "{name} has no summary");
    }
}

#[test]
fn unknown_names_are_refused() {
    for arguments in [
        &["rule", "no-such-rule"][..],
        &["schema", "no-such-schema"],
        &["check", "--select", "no-such-rule", "seeds"],
        &["check", "--profile", "no-such-profile", "seeds"],
        &["check", "--profile", "no-such-profile.toml", "seeds"],
    ] {
        let refused = run(arguments);
        assert_eq!(refused.code, 2, "{arguments:?}");
        assert!(refused.err.starts_with("doclint: error: ") && refused.out.is_empty(), "{}", refused.err);
    }
    assert!(run(&["check", "--profile", "natoo", "seeds"]).err.contains("did you mean `nato`"));
}

#[test]
fn schemas_are_printed() {
    for name in run(&["schema"]).out.lines() {
        run(&["schema", name]).json();
    }
}

#[test]
fn a_profile_with_an_error_says_where() {
    let folder =
        folder(&[("own.toml", "name = \"own\"\ntitle = \"x\"\n\n[[shapes]]\nnmae = \"x\"\n"), ("a.txt", "")]);
    let refused = run_in(folder.path(), &["check", "--profile", "own.toml", "a.txt"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("profile own.toml:5:1: unknown field `nmae`"), "{}", refused.err);
}

#[test]
fn every_line_is_explained() {
    for seed in std::fs::read_dir(root().join("seeds")).unwrap() {
        let seed = seed.unwrap().path();
        let text = std::fs::read_to_string(&seed).unwrap();
        let path = seed.to_str().unwrap();
        let explained = run(&["inspect", "--format", "json", path]).json();
        assert_eq!(explained["schema"], "doclint-inspect/1");
        let lines = explained["lines"].as_array().unwrap();
        let numbers: Vec<u64> = lines.iter().map(|line| line["line"].as_u64().unwrap()).collect();
        assert_eq!(numbers, (1..=text.lines().count() as u64).collect::<Vec<_>>(), "{path}");
        assert!(run(&["inspect", path]).out.starts_with(path));
    }
    assert_eq!(run_with(root(), &["inspect", "-"], b"a\x1b[31mb\n").out.matches('\u{1b}').count(), 0);
    assert_eq!(run(&["inspect", "nowhere.txt"]).code, 2);
}

#[test]
fn the_features_that_decided_are_shown() {
    let folder = folder(&[(
        "a.txt",
        "Press Release\n\n12 May 2006\n\nBerlin\n\nThe harbour of the town will be opened again after the works of the \
         last two years, the minister said. The works were paid for by all members of the council.\n",
    )]);
    let shown = run_in(folder.path(), &["inspect", "--features", "a.txt"]);
    assert_eq!((shown.code, shown.err.as_str()), (0, ""));
    let lines: Vec<&str> = shown.out.lines().collect();
    let date = lines.iter().position(|line| line.trim() == "3  12 May 2006").unwrap();
    // What it is, how sure that is, and what it would be otherwise; below it the weights and the names of features.
    assert!(
        lines[date + 1].trim().starts_with("date ") && lines[date + 1].contains(" %, else "),
        "{}",
        shown.out
    );
    assert!(lines[date + 2].trim().starts_with('+') && lines[date + 2].contains("date"), "{}", shown.out);
    assert!(lines.iter().any(|line| line.trim() == "1  Press Release"), "{}", shown.out);
}
