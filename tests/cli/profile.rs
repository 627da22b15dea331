//! `doclint profile`, and own profiles that are recognised beside the built-in ones.

use std::path::Path;

use doclint::profile::Profile;

use super::support::{Run, folder, root, run, run_in};

/// A folder with the documents of the made-up ministry in `ministry/`.
fn ministry() -> tempfile::TempDir {
    let folder = folder(&[]);
    let to = folder.path().join("ministry");
    std::fs::create_dir(&to).unwrap();
    for entry in std::fs::read_dir(root().join("fixtures/ministry")).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
    folder
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

/// The profile that a document is read with, and its fields.
fn inspected(folder: &Path, arguments: &[&str]) -> serde_json::Value {
    run_in(folder, &[&["inspect", "--format", "json"], arguments].concat()).json()
}

fn profile_of(folder: &Path, file: &str) -> String {
    inspected(folder, &[file])["profile"].as_str().unwrap().to_string()
}

#[test]
fn profiles_are_listed() {
    let list = run(&["profile", "list"]);
    assert_eq!((list.code, list.err.as_str()), (0, ""));
    for name in Profile::names() {
        assert!(list.out.lines().any(|line| line.starts_with(&format!("{name} "))), "{}", list.out);
    }
    let json = run(&["profile", "list", "--format", "json"]).json();
    let entries = json["profiles"].as_array().unwrap();
    assert_eq!(entries.len(), Profile::names().count());
    let last = entries.last().unwrap();
    assert_eq!((&last["name"], &last["recognised"]), (&"plain".into(), &"fallback".into()));
}

#[test]
fn what_is_shown_is_the_profile_with_what_it_inherits() {
    for name in Profile::names() {
        let shown = run(&["profile", "show", name]);
        assert_eq!((shown.code, shown.err.as_str()), (0, ""), "{name}");
        assert!(shown.out.starts_with(Profile::toml(name).unwrap()), "{name}");
        assert_eq!(shown.out.contains("\n# Inherited from `plain`"), name != "plain", "{name}");
        Profile::read(name, &shown.out).unwrap();
    }
    let unknown = run(&["profile", "show", "plan"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("unknown profile `plan`; did you mean `plain`?"), "{}", unknown.err);
}

#[test]
fn a_draft_has_what_recurs() {
    let folder = ministry();
    let draft = run_in(folder.path(), &["profile", "draft", "ministry", "-o", "harbours.toml"]);
    assert_eq!((draft.code, draft.out.as_str()), (0, ""), "{}", draft.err);
    let text = read(folder.path(), "harbours.toml");
    for expected in [
        "name = \"harbours\"",
        "extends = \"plain\"",
        "language = \"en\"",
        "  { text = \"Vessland Ministry of Harbours\", weight = 3 }, # in 9 of 9 documents",
        "  \"Press Room, 4 Quay Street, Vessport\", # in 9 of 9 documents",
        "label = \"Tide Reports\" # in 3 of 9 documents",
        "  \"Page changed:\", # in 9 of 9 documents",
        "order = \"day-first\"",
        "  \"VMH-9/9\", # in 9 of 9 documents",
        "  \"Bulletin\", # in 9 of 9 documents",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    let printed = run_in(folder.path(), &["profile", "draft", "ministry"]);
    let renamed = printed.out.replace("name = \"ministry\"", "name = \"harbours\"");
    assert_eq!(renamed.replace("Documents of ministry", "Documents of harbours"), text);
}

#[test]
fn a_draft_reads_more_of_its_documents() {
    let folder = ministry();
    run_in(folder.path(), &["profile", "draft", "ministry", "-o", "harbours.toml"]);
    let known = |arguments: &[&str]| {
        let json = inspected(folder.path(), arguments);
        let fields = json["fields"].as_array().unwrap().iter();
        fields
            .filter(|field| field["state"] == "present")
            .map(|field| field["field"].to_string())
            .collect::<Vec<_>>()
    };
    let (mut all_before, mut all_after) = (0, 0);
    for number in 1..=9 {
        let file = format!("ministry/0{number}.txt");
        let (before, after) = (known(&[&file]), known(&[&file, "--profile", "harbours.toml"]));
        (all_before, all_after) = (all_before + before.len(), all_after + after.len());
        for field in ["\"updated\"", "\"date\"", "\"number\""] {
            assert!(after.iter().any(|known| known == field), "{file}: no {field} in {after:?}");
        }
    }
    assert!(all_before < all_after, "{all_before} {all_after}");
}

#[test]
fn a_draft_never_overwrites() {
    let folder = ministry();
    let draft = |more: &[&str]| {
        run_in(folder.path(), &[&["profile", "draft", "ministry", "-o", "own.toml"], more].concat())
    };
    std::fs::write(folder.path().join("own.toml"), "mine").unwrap();
    let refused = draft(&[]);
    assert!(refused.code == 2 && refused.err.contains("own.toml: already exists; --force overwrites it"));
    assert_eq!(read(folder.path(), "own.toml"), "mine");
    assert_eq!(draft(&["--force"]).code, 0);
    assert!(read(folder.path(), "own.toml").contains("name = \"own\""));
    let onto = ["profile", "draft", "ministry", "--force", "-o", "ministry/01.txt"];
    assert_eq!(run_in(folder.path(), &onto).code, 2, "a document is not overwritten");
    assert!(read(folder.path(), "ministry/01.txt").starts_with("Vessland"));
}

#[test]
fn a_folder_without_a_family_is_refused() {
    let text = "Fog\n\nIt was foggy, and nobody saw the shore.\n";
    let other = "Rain\n\nIt rained, and then it rained again.\n";
    let third = "Snow\n\nThe boats stayed at home that day.\n";
    let rows: [(&[(&str, &str)], &str); 3] = [
        (&[("d/readme.md", "")], "d: no documents (*.txt, *.text) in this folder"),
        (&[("d/a.txt", text)], "d: one document; what recurs shows in two or more"),
        (
            &[("d/a.txt", text), ("d/b.txt", other), ("d/c.txt", third)],
            "d: nothing recurs in 2 or more of its 3 documents",
        ),
    ];
    for (files, message) in rows {
        let run = run_in(folder(files).path(), &["profile", "draft", "d", "-o", "own.toml"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{message}");
        assert!(run.err.contains(message), "{}", run.err);
    }
    let folder = folder(&[("a.txt", text)]);
    let file = run_in(folder.path(), &["profile", "draft", "a.txt"]);
    assert!(file.code == 2 && file.err.contains("a.txt: not a folder"), "{}", file.err);
    assert_eq!(run_in(folder.path(), &["profile", "draft", "gone"]).code, 2);
}

#[test]
fn binary_files_are_reported_and_left_out() {
    let folder = ministry();
    std::fs::write(folder.path().join("ministry/10.txt"), b"PK\x03\x04\0\0\0\x08\0\0\xff\xfe\0\0\0\0")
        .unwrap();
    let draft = run_in(folder.path(), &["profile", "draft", "ministry"]);
    assert!(draft.code == 2 && draft.err.contains("10.txt"), "{}", draft.err);
    assert!(draft.out.contains("# in 9 of 9 documents"), "{}", draft.out);
}

const LIGHTS: &str = "name = \"lights\"\ntitle = \"The office of lights\"\nextends = \"plain\"\n\
    signature = [{ text = \"Office of Lights\", weight = 3 }, { text = \"Harbours\", weight = 1 }]\n";

/// The ministry with its draft and another profile, and this configuration.
fn configured(configuration: &str, lights: &str) -> tempfile::TempDir {
    let folder = ministry();
    let path = folder.path();
    std::fs::create_dir(path.join("profiles")).unwrap();
    run_in(path, &["profile", "draft", "ministry", "-o", "profiles/harbours.toml"]);
    std::fs::write(path.join("profiles/lights.toml"), lights).unwrap();
    std::fs::write(path.join("doclint.toml"), configuration).unwrap();
    std::fs::write(path.join("light.txt"), "Office of Lights\n\nThe lamp is lit\n\nIt burns.\n").unwrap();
    std::fs::write(path.join("talk.txt"), "NATO Speeches\n\nThe lamp is lit\n\nIt burns.\n").unwrap();
    std::fs::write(path.join("other.txt"), "The lamp is lit\n\nIt burns.\n").unwrap();
    folder
}

const BOTH: &str = "profiles = [\"profiles/harbours.toml\", \"profiles/lights.toml\"]\n";

#[test]
fn own_profiles_are_recognised_beside_the_built_in_ones() {
    let folder = configured(BOTH, LIGHTS);
    let path = folder.path();
    let profiles =
        ["ministry/01.txt", "light.txt", "talk.txt", "other.txt"].map(|file| profile_of(path, file));
    assert_eq!(profiles, ["harbours", "lights", "nato", "plain"]);
    // Own ones win ties.
    std::fs::write(path.join("tie.txt"), "NATO Speeches\nOffice of Lights\n\nIt burns.\n").unwrap();
    assert_eq!(profile_of(path, "tie.txt"), "nato", "NATO Speeches has more points");
    let even = LIGHTS.replace("weight = 3", "weight = 5");
    std::fs::write(path.join("profiles/lights.toml"), even.replace("weight = 5", "weight = 4")).unwrap();
    assert_eq!(profile_of(path, "tie.txt"), "lights");
    assert_eq!(inspected(path, &["light.txt", "--profile", "plain"])["profile"], "plain");
    let listed = run_in(path, &["profile", "list"]);
    assert!(listed.out.contains("lights") && listed.out.contains("profiles/lights.toml"), "{}", listed.out);
    let shown = run_in(path, &["profile", "show", "lights"]);
    assert!(shown.out.contains("The office of lights") && shown.out.contains("# Inherited from `plain`"));
    let near = run_in(path, &["profile", "show", "light"]);
    assert!(near.code == 2 && near.err.contains("did you mean `lights`?"), "{}", near.err);
    let settings = run_in(path, &["check", "--show-settings", "light.txt"]);
    assert!(settings.out.contains("profiles = [\"profiles/harbours.toml\""), "{}", settings.out);
}

#[test]
fn a_profile_that_cannot_be_recognised_is_refused_in_its_place() {
    let check = |configuration: &str, lights: &str| -> Run {
        run_in(configured(configuration, lights).path(), &["check", "light.txt"])
    };
    let unsigned = "name = \"lights\"\ntitle = \"x\"\nextends = \"plain\"\n";
    let same = LIGHTS.replace("name = \"lights\"", "name = \"harbours\"");
    let gone = "profiles = [\"gone.toml\"]\n";
    for (configuration, lights, message) in [
        (BOTH, unsigned, "doclint.toml:1:39: `profiles/lights.toml` has no signature"),
        (
            BOTH,
            same.as_str(),
            "doclint.toml:1:39: `profiles/lights.toml` has the name of another profile, `harbours`",
        ),
        (gone, LIGHTS, "doclint.toml:1:13: there is no profile `gone.toml`"),
    ] {
        let run = check(configuration, lights);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{message}");
        assert!(run.err.contains(message) && run.err.contains("╭─[doclint.toml:1"), "{}", run.err);
        assert!(run.err.contains("help: "), "{}", run.err);
    }
}

/// The commands of `docs/profile.md`, in order, in a folder with the documents of the ministry.
#[test]
fn the_commands_of_the_page_work() {
    let page = std::fs::read_to_string(root().join("docs/profile.md")).unwrap();
    let blocks = |kind: &str| -> Vec<String> {
        let begin = format!("```{kind}\n");
        page.split(&begin).skip(1).filter_map(|rest| Some(rest.split_once("```")?.0.to_string())).collect()
    };
    let folder = ministry();
    let (mut profiles, mut commands) = (0, 0);
    for toml in blocks("toml") {
        if toml.starts_with("profiles = ") {
            std::fs::write(folder.path().join("doclint.toml"), toml).unwrap();
        } else {
            Profile::read(
                "docs/profile.md",
                &format!("name = \"a\"\ntitle = \"b\"\nextends = \"plain\"\n{toml}"),
            )
            .unwrap();
            profiles += 1;
        }
    }
    let configuration = read(folder.path(), "doclint.toml");
    std::fs::remove_file(folder.path().join("doclint.toml")).unwrap();
    for command in blocks("sh run").concat().lines() {
        let command = command.split('#').next().unwrap().trim();
        let words: Vec<&str> = command.split_whitespace().skip(1).collect();
        assert!(command.starts_with("doclint "), "{command}");
        let done = run_in(folder.path(), &words);
        assert_eq!(done.code, 0, "{command}\n{}", done.err);
        if words[..2] == ["profile", "draft"] {
            std::fs::write(folder.path().join("doclint.toml"), &configuration).unwrap();
        }
        commands += 1;
    }
    assert!(profiles > 0 && commands > 4, "{profiles} {commands}");
    assert_eq!(profile_of(folder.path(), "ministry/01.txt"), "harbours");
}
