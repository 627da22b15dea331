//! One file is one document, however it was reached.

use super::support::{Run, folder, run_in, run_with};

/// A text that is long enough to be compared with others, with one error.
const TEXT: &str = "The end of thier war\n\nThe ministers met in the capital on Monday to talk about the road ahead. They \
                    spoke of many things that were new to all of them, and left in the evening.\n";

/// The findings by rule and place.
fn found(run: &Run) -> Vec<(String, String)> {
    let finding = |line: &str| {
        let (place, rest) = line.split_once(": ").unwrap();
        (rest.split(['[', ']']).nth(1).unwrap().to_string(), place.split(':').next().unwrap().to_string())
    };
    run.out.lines().map(finding).collect()
}

const CHECK: [&str; 3] = ["check", "--select", "misspelling,duplicate-document,duplicate-id"];

fn one(file: &str) -> Vec<(String, String)> {
    vec![("misspelling".to_string(), file.to_string())]
}

#[test]
fn a_path_may_be_spelled_in_many_ways() {
    let folder = folder(&[("a/x.txt", TEXT), ("b/readme.md", "")]);
    let whole = folder.path().join("a/x.txt");
    let spellings =
        ["a/x.txt", "a/../a/x.txt", "./a/x.txt", whole.to_str().unwrap(), "b/../a", "a", ".", "a//x.txt"];
    for first in spellings {
        for second in spellings {
            let run = run_in(folder.path(), &[&CHECK[..], &[first, second]].concat());
            assert_eq!((found(&run).len(), run.code), (1, 1), "{first} {second} {}", run.out);
            assert!(run.err.contains("1 document: "), "{}", run.err);
            let list = format!("{first}\n{second}\n");
            let listed =
                run_with(folder.path(), &[&CHECK[..], &["--files-from", "-"]].concat(), list.as_bytes());
            assert_eq!(listed.out, run.out, "{first} {second}");
            let both = run_with(
                folder.path(),
                &[&CHECK[..], &["--files-from", "-", first]].concat(),
                second.as_bytes(),
            );
            assert_eq!(both.out, run.out, "{first} {second}");
        }
        let shown = found(&run_in(folder.path(), &[&CHECK[..], &[first], &spellings].concat()));
        let alone = found(&run_in(folder.path(), &[&CHECK[..], &[first]].concat()));
        assert_eq!(shown, alone, "the first spelling is shown");
    }
}

#[test]
fn results_lie_where_they_lay() {
    let folder = folder(&[("a/b/x.txt", TEXT), ("a/y.txt", TEXT)]);
    let run = run_in(folder.path(), &["convert", "a", "a/../a/b/x.txt", "--to", "json", "-o", "out"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(folder.path().join("out/b/x.json").exists() && folder.path().join("out/y.json").exists());
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_folder_may_be_reached_through_a_link() {
        let folder = folder(&[("a/x.txt", TEXT), ("a/b/y.txt", "Another text.\n")]);
        symlink("a", folder.path().join("link")).unwrap();
        symlink("../a/b", folder.path().join("a/inner")).unwrap();
        for (paths, shown) in [
            (&["a", "link"][..], "a/x.txt"),
            (&["link", "a"], "link/x.txt"),
            (&["link/x.txt", "a"], "link/x.txt"),
            (&["link/../a/x.txt", "."], "link/../a/x.txt"),
            (&[".", "link/x.txt"], "a/x.txt"),
        ] {
            let run = run_in(folder.path(), &[&CHECK[..], paths].concat());
            assert_eq!(found(&run), one(shown), "{paths:?}");
            let count = if paths.contains(&"link/x.txt") && paths.len() == 1 {
                "1 document: "
            } else {
                "2 documents: "
            };
            assert!(run.err.contains(count), "{paths:?} {}", run.err);
        }
    }

    #[test]
    fn a_link_to_a_document_of_the_run_is_that_document() {
        let folder = folder(&[("a/x.txt", TEXT), ("b/readme.md", TEXT)]);
        let root = folder.path();
        symlink("../a/x.txt", root.join("b/link.txt")).unwrap();
        symlink("link.txt", root.join("b/again.txt")).unwrap();
        symlink(root.join("a"), root.join("b/folder")).unwrap();
        let run = |paths: &[&str]| found(&run_in(root, &[&CHECK[..], paths].concat()));
        assert_eq!(run(&["."]), one("a/x.txt"));
        assert_eq!(run(&["b", "a"]), one("a/x.txt"));
        assert_eq!(
            run(&["b/link.txt", "a/x.txt"]),
            one("a/x.txt"),
            "the file itself is shown, not a link to it"
        );
        assert_eq!(run(&["b/folder/x.txt", "b/link.txt"]), one("b/folder/x.txt"));
        assert_eq!(run(&["b/link.txt", "b/again.txt"]), one("b/link.txt"), "of links the first");
        assert_eq!(run(&["b/again.txt", "b/link.txt"]), one("b/again.txt"));
        assert_eq!(run(&["b"]), one("b/again.txt"));
    }

    /// Nothing tells which of two names is the file, and a corpus that has a text under two names has it twice.
    #[test]
    fn hard_links_are_files_of_their_own() {
        let folder = folder(&[("x.txt", TEXT)]);
        std::fs::hard_link(folder.path().join("x.txt"), folder.path().join("y.txt")).unwrap();
        std::fs::hard_link(folder.path().join("x.txt"), folder.path().join("X.txt")).unwrap();
        let run = run_in(folder.path(), &CHECK);
        let twins = found(&run).iter().filter(|(rule, _)| rule == "duplicate-document").count();
        assert!(run.err.contains("3 documents: ") && twins == 2, "{}", run.out);
    }

    /// git-annex keeps files by their contents: two links to the same are two documents that are alike.
    #[test]
    fn links_into_a_store_are_documents() {
        let key = "MD5E-s9--0123456789abcdef0123456789abcdef.txt";
        let stored = format!(".git/annex/objects/{key}/{key}");
        let folder = folder(&[(stored.as_str(), TEXT), (".git/HEAD", "")]);
        for name in ["a.txt", "b.txt"] {
            symlink(&stored, folder.path().join(name)).unwrap();
        }
        let run = run_in(folder.path(), &CHECK);
        assert!(run.err.contains("2 documents: ") && run.out.contains("duplicate-document"), "{}", run.err);
    }

    /// What a path passes through does not make a store of where it leads.
    #[test]
    fn links_through_a_store_lead_to_documents() {
        let folder =
            folder(&[(".dvc/cache/keep", ""), (".git/annex/x", ""), (".git/HEAD", ""), ("a.txt", TEXT)]);
        symlink(".dvc/cache/../../a.txt", folder.path().join("b.txt")).unwrap();
        symlink(".git/annex/../../a.txt", folder.path().join("c.txt")).unwrap();
        assert_eq!(found(&run_in(folder.path(), &CHECK)), one("a.txt"));
        for name in ["d.txt", "e.txt"] {
            symlink(".dvc/cache/keep", folder.path().join(name)).unwrap();
        }
        let run = run_in(folder.path(), &CHECK);
        assert!(run.err.contains("2 documents: "), "what has no key is one file: {}", run.err);
    }
}
