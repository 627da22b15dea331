//! Ignore files and configuration files: which ones apply, and those that are not files.

use std::path::Path;

use super::support::{CLEAN, DEFECT, Run, folder, run_in};

fn documents(run: &Run) -> &str {
    run.err.lines().last().unwrap_or_default().split(':').next().unwrap_or_default()
}

#[test]
fn ignore_files_of_git_count_in_a_repository_from_its_root_down() {
    let files = [
        (".gitignore", "*\n"),
        ("corpus/.gitignore", "old/\n"),
        ("corpus/a.txt", CLEAN),
        ("corpus/old/b.txt", CLEAN),
        ("corpus/below/.git/HEAD", ""),
        ("corpus/below/old/c.txt", CLEAN),
    ];
    let folder = folder(&files);
    let corpus = folder.path().join("corpus");
    let named = ["check", "--force-exclude", "a.txt", "old/b.txt", "below/old/c.txt"];
    for arguments in [&["check"][..], &named] {
        assert_eq!(documents(&run_in(&corpus, arguments)), "3 documents", "without a repository none counts");
    }
    std::fs::create_dir(corpus.join(".git")).unwrap();
    std::fs::write(corpus.join(".git/HEAD"), "").unwrap();
    for arguments in [&["check"][..], &named] {
        assert_eq!(documents(&run_in(&corpus, arguments)), "2 documents", "{arguments:?}");
    }
    assert_eq!(documents(&run_in(&corpus.join("old"), &["check"])), "1 document", "what was named is taken");
    std::fs::write(corpus.join(".gitignore"), "*.txt\n").unwrap();
    assert_eq!(documents(&run_in(&corpus.join("old"), &["check"])), "0 documents");
}

#[test]
fn our_own_ignore_files_count_without_git() {
    let files = [
        (".doclintignore", "old/\n!keep.txt\n"),
        ("a.txt", CLEAN),
        ("old/b.txt", CLEAN),
        ("x/keep.txt", CLEAN),
    ];
    let folder = folder(&files);
    std::fs::create_dir(folder.path().join("x/.git")).unwrap();
    std::fs::write(folder.path().join("x/.git/HEAD"), "").unwrap();
    std::fs::write(folder.path().join("x/.gitignore"), "*\n").unwrap();
    let run = run_in(folder.path(), &["check"]);
    assert_eq!(documents(&run), "2 documents", "{}", run.err);
}

/// Below an ignore file that cannot be used, it is unknown what to leave alone.
#[test]
fn a_broken_ignore_file_is_an_error_and_nothing_below_is_touched() {
    for (broken, why) in [
        (&b"[z-a].txt\n"[..], ".doclintignore:1:1: not a valid pattern: invalid range"),
        (b"ok\na[.txt\n", ".doclintignore:2:1: not a valid pattern: unclosed character class"),
        (b"caf\xe9\n", ".doclintignore: is not UTF-8"),
        (b"a\0b\n[", ".doclintignore:2:1: not a valid pattern"),
    ] {
        let folder = folder(&[("a.txt", DEFECT), ("in/b.txt", DEFECT)]);
        std::fs::write(folder.path().join("in/.doclintignore"), broken).unwrap();
        let run = run_in(folder.path(), &["check", "--fix"]);
        assert_eq!(run.code, 2);
        assert!(run.err.contains(&format!("error: in/{why}")), "{}", run.err);
        let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!((read("in/b.txt").as_str(), read("a.txt").len()), (DEFECT, DEFECT.len() + 1));
        let run = run_in(&folder.path().join("in"), &["check", "--force-exclude", "b.txt"]);
        assert!(run.code == 2 && run.err.contains(why), "{}", run.err);
        assert_eq!(
            run_in(folder.path(), &["check", "in/b.txt", "--exit-zero"]).code,
            0,
            "a named file is read"
        );
    }
}

#[test]
fn an_ignore_file_that_is_a_folder_is_an_error() {
    let folder = folder(&[("a.txt", CLEAN), (".doclintignore/x", "")]);
    let run = run_in(folder.path(), &["check"]);
    let told = "error: .doclintignore: cannot be read: not a regular file but a folder\n";
    assert!(run.code == 2 && run.err.contains(told), "{}", run.err);
}

#[test]
fn an_ignore_file_of_git_that_does_not_count_is_a_warning() {
    let folder = folder(&[("a.txt", CLEAN), (".git/HEAD", ""), (".gitignore/x", "")]);
    let run = run_in(folder.path(), &["check"]);
    let told = "warning: .gitignore: ignored: not a regular file but a folder\n";
    assert!(run.code == 0 && run.err.contains(told), "{}", run.err);
    assert_eq!(documents(&run), "1 document");
}

/// A sparse file takes no space on disk.
#[test]
fn what_is_far_too_large_is_not_read() {
    let folder = folder(&[("a.txt", CLEAN)]);
    for name in ["b.txt", ".doclintignore", "lexicon.toml", "doclint.toml"] {
        let path = folder.path().join(name);
        std::fs::File::create(&path).unwrap().set_len((1 << 30) + 1).unwrap();
        let run = run_in(folder.path(), &["check"]);
        assert!(
            run.code == 2 && run.err.contains(&format!("{name}: cannot be read: larger than")),
            "{}",
            run.err
        );
        std::fs::remove_file(&path).unwrap();
        std::fs::write(folder.path().join("doclint.toml"), "").unwrap();
    }
}

#[cfg(unix)]
mod odd {
    use std::os::unix::fs::symlink;
    use std::process::{Command, Stdio};
    use std::time::Duration;

    use super::*;
    use crate::cli::support::program;

    fn pipe(path: &Path) -> bool {
        Command::new("mkfifo").arg(path).status().is_ok_and(|status| status.success())
    }

    /// What a run says that must end by itself. It is given far more time than it needs, and little memory.
    fn ends(folder: &Path, arguments: &[&str]) -> Run {
        let mut command = program(folder);
        let mut child = command
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        for _ in 0..600 {
            if child.try_wait().unwrap().is_some() {
                return Run::of(&child.wait_with_output().unwrap());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        child.kill().unwrap();
        panic!("{arguments:?} hangs");
    }

    /// Puts something odd under a name, does something, and takes it away again.
    fn with_odd(path: &Path, mut then: impl FnMut(&str)) {
        for target in ["/dev/zero", "/no/such/file", "/dev/tty", "."] {
            symlink(target, path).unwrap();
            then(target);
            std::fs::remove_file(path).unwrap();
        }
        if pipe(path) {
            then("a pipe");
            std::fs::remove_file(path).unwrap();
        }
    }

    #[test]
    fn ignore_files_that_are_no_files_are_named() {
        let folder = folder(&[("a.txt", CLEAN), (".git/HEAD", ""), ("in/b.txt", CLEAN)]);
        with_odd(&folder.path().join("in/.doclintignore"), |what| {
            let run = ends(folder.path(), &["check"]);
            assert!(
                run.code == 2 && run.err.contains("error: in/.doclintignore: cannot be read: "),
                "{what} {}",
                run.err
            );
            assert_eq!(documents(&run), "1 document");
        });
        with_odd(&folder.path().join("in/.gitignore"), |what| {
            let run = ends(folder.path(), &["check"]);
            assert!(
                run.code == 0 && run.err.contains("warning: in/.gitignore: ignored: "),
                "{what} {}",
                run.err
            );
            assert_eq!(documents(&run), "2 documents");
        });
    }

    #[test]
    fn configuration_files_that_are_no_files_are_errors() {
        let folder = folder(&[("a.txt", DEFECT)]);
        for name in ["doclint.toml", "lexicon.toml"] {
            if name == "lexicon.toml" {
                std::fs::write(folder.path().join("doclint.toml"), "").unwrap();
            }
            with_odd(&folder.path().join(name), |what| {
                for arguments in
                    [&["check", "--fix"][..], &["check", "--config", "doclint.toml"], &["inspect", "a.txt"]]
                {
                    let run = ends(folder.path(), arguments);
                    assert!(run.code == 2 && run.err.contains(name), "{what} {arguments:?} {}", run.err);
                }
            });
        }
        assert_eq!(std::fs::read_to_string(folder.path().join("a.txt")).unwrap(), DEFECT);
    }

    #[test]
    fn what_is_named_in_a_configuration_is_a_file() {
        let folder = folder(&[("a.txt", CLEAN)]);
        with_odd(&folder.path().join("odd.toml"), |what| {
            for line in ["lexicon = 'odd.toml'", "profile = 'odd.toml'", "baseline = 'odd.toml'"] {
                std::fs::write(folder.path().join("doclint.toml"), line).unwrap();
                let run = ends(folder.path(), &["check"]);
                assert!(run.code == 2 && run.err.contains("odd.toml"), "{what} {line} {}", run.err);
            }
        });
    }

    #[test]
    fn what_is_named_on_the_command_line_ends_somewhere() {
        let folder = folder(&[("a.txt", CLEAN)]);
        symlink("/dev/zero", folder.path().join("z.txt")).unwrap();
        for arguments in [
            &["check", "z.txt"][..],
            &["check", "z.txt", "--since", "HEAD"],
            &["convert", "z.txt", "--to", "json"],
            &["check", "a.txt", "--lexicon", "z.txt"],
            &["check", "a.txt", "--profile", "z.txt"],
            &["check", "a.txt", "--config", "z.txt"],
            &["check", "--files-from", "z.txt"],
            &["check", "a.txt", "--baseline", "z.txt"],
            &["check", "--force-exclude", "z.txt"],
        ] {
            let run = ends(folder.path(), arguments);
            assert!(run.code == 2 && run.err.contains("error: "), "{arguments:?} {}", run.err);
        }
        let run = run_in(folder.path(), &["check"]);
        assert!(run.code == 0 && run.err.contains("1 document: "), "{}", run.err);
    }

    /// What a shell writes for `<(command)` is read as before.
    #[test]
    fn pipes_of_a_shell_are_read() {
        let folder = folder(&[("a.txt", CLEAN), ("list", "a.txt\n")]);
        let doclint = env!("CARGO_BIN_EXE_doclint");
        let line = format!("'{doclint}' check --files-from /dev/stdin --lexicon /dev/null < list");
        let output = Command::new("sh").current_dir(folder.path()).args(["-c", &line]).output().unwrap();
        let run = Run::of(&output);
        assert!(run.code == 0 && run.err.contains("1 document: "), "{}", run.err);
    }
}

#[test]
fn braces_are_no_alternatives() {
    let files =
        [(".git/HEAD", ""), ("bad.txt", DEFECT), ("x.txt", CLEAN), ("{bad,x}.txt", CLEAN), ("7.txt", CLEAN)];
    let folder = folder(&files);
    for name in [".gitignore", ".doclintignore"] {
        for (pattern, count) in [
            ("{bad,x}.txt\n", "3 documents"),
            ("[[:alpha:]].txt\n", "3 documents"),
            ("*.{txt\n", "4 documents"),
        ] {
            std::fs::write(folder.path().join(name), pattern).unwrap();
            let run = run_in(folder.path(), &["check"]);
            assert!(run.err.contains(count), "{name} {pattern} {}", run.err);
            assert!(run.out.contains("bad.txt:"), "{}", run.out);
        }
        std::fs::remove_file(folder.path().join(name)).unwrap();
    }
}
