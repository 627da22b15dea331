//! Repositories of strangers: `--since` runs nothing of them, and misses nothing in them.

use std::path::Path;
use std::process::Command;

use super::support::{CLEAN, Run, folder, program, run_in};

/// A document with one error, on its third line.
const ONE: &str = "A title\n\nThe end of thier war.\n";

/// A clean document that will get an error.
const BEFORE: &str = "A title\n\nThe end of their war.\n";

fn git_command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("GIT_") {
            command.env_remove(name);
        }
    }
    let settings =
        ["user.name=x", "user.email=x@example.org", "commit.gpgsign=false", "protocol.file.allow=always"];
    command.current_dir(folder).args(settings.iter().flat_map(|setting| ["-c", setting]));
    command
}

/// Whether git did it; nothing where there is no git.
fn git(folder: &Path, arguments: &[&str]) -> Option<bool> {
    let output = git_command(folder).args(arguments).output().ok()?;
    Some(output.status.success())
}

#[track_caller]
fn did(folder: &Path, arguments: &[&str]) {
    assert_eq!(git(folder, arguments), Some(true), "git {arguments:?}");
}

#[track_caller]
fn commit(folder: &Path) {
    did(folder, &["add", "-A"]);
    did(folder, &["commit", "-q", "--no-verify", "-m", "x"]);
}

/// A repository with these files in a commit; nothing where there is no git.
fn repository(files: &[(&str, &str)]) -> Option<tempfile::TempDir> {
    let folder = folder(files);
    git(folder.path(), &["init", "-q", "-b", "main"])?;
    commit(folder.path());
    Some(folder)
}

fn write(folder: &Path, name: &str, text: impl AsRef<[u8]>) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

fn since(folder: &Path, arguments: &[&str]) -> Run {
    let revision = ["check", "--select", "misspelling,duplicate-document", "--since", "HEAD"];
    run_in(folder, &[&revision, arguments].concat())
}

/// The places of the findings since HEAD.
#[track_caller]
fn places(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let run = since(folder, arguments);
    assert!(run.code == i32::from(!run.out.is_empty()), "{} {}", run.code, run.err);
    run.out.lines().map(|line| line.split(": ").next().unwrap().to_string()).collect()
}

/// A program that leaves a mark wherever it is run, and passes on what it gets.
#[cfg(unix)]
fn trap(folder: &Path) -> (String, std::path::PathBuf) {
    use std::os::unix::fs::PermissionsExt;
    let (program, mark) = (folder.join("trap.sh"), folder.join("mark"));
    std::fs::write(&program, format!("#!/bin/sh\necho \"$0 $*\" >> '{}'\ncat\n", mark.display())).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    (program.to_str().unwrap().to_string(), mark)
}

#[cfg(unix)]
#[test]
fn nothing_that_a_repository_configures_is_run() {
    let Some(repository) = repository(&[("a.txt", BEFORE), ("b.txt", CLEAN), ("c.txt", CLEAN)]) else {
        return;
    };
    let (root, outside) = (repository.path(), tempfile::tempdir().unwrap());
    let (trap, mark) = trap(outside.path());
    let quoted = format!("'{trap}'");
    for name in [
        "core.fsmonitor",
        "core.pager",
        "pager.diff",
        "pager.ls-tree",
        "pager.rev-parse",
        "core.editor",
        "core.askPass",
        "core.sshCommand",
        "core.gitProxy",
        "core.alternateRefsCommand",
        "credential.helper",
        "filter.x.clean",
        "filter.x.smudge",
        "filter.x.process",
        "diff.external",
        "diff.x.command",
        "diff.x.textconv",
        "merge.x.driver",
        "gpg.program",
        "uploadpack.packObjectsHook",
        "remote.origin.uploadpack",
        "remote.origin.vcs",
        "interactive.diffFilter",
        "sequence.editor",
        "alias.rev-parse",
        "alias.ls-tree",
        "alias.cat-file",
    ] {
        let value = if name.starts_with("alias") { format!("!{quoted}") } else { quoted.clone() };
        did(root, &["config", name, &value]);
    }
    did(root, &["config", "filter.x.required", "true"]);
    write(
        root,
        ".git/more",
        format!("[core]\n\tfsmonitor = {trap}\n\thooksPath = {}\n", outside.path().display()),
    );
    did(root, &["config", "include.path", "more"]);
    let hooks =
        ["pre-commit", "post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman"];
    for hook in hooks {
        for place in [root.join(".git/hooks").join(hook), outside.path().join(hook)] {
            std::fs::create_dir_all(place.parent().unwrap()).unwrap();
            std::fs::copy(&trap, place).unwrap();
        }
    }
    write(root, ".gitattributes", "*.txt filter=x diff=x merge=x ident text\n");
    write(root, ".git/info/attributes", "*.txt filter=x diff=x\n");
    write(root, "a.txt", ONE);
    write(root, "b.txt", CLEAN);
    let _marked = std::fs::remove_file(&mark);
    assert_eq!(places(root, &[]), ["a.txt:3:12"]);
    assert!(!mark.exists(), "{}", std::fs::read_to_string(&mark).unwrap());
    let _failed = git(root, &["status"]);
    assert!(mark.exists(), "the trap works: git status runs it");
}

/// Fetching needs a program that the repository names, or a network.
#[cfg(unix)]
#[test]
fn a_partial_clone_fetches_nothing() {
    let Some(origin) = repository(&[("a.txt", BEFORE), ("b.txt", ONE), ("d/c.txt", ONE)]) else { return };
    did(origin.path(), &["config", "uploadpack.allowFilter", "true"]);
    write(origin.path(), "a.txt", "A title\n\nA text.\n");
    commit(origin.path());
    let outside = tempfile::tempdir().unwrap();
    let (trap, mark) = trap(outside.path());
    for filter in ["blob:none", "tree:0"] {
        let url = format!("file://{}", origin.path().display());
        let clone = outside.path().join(filter.replace(':', "-"));
        let filter = format!("--filter={filter}");
        did(outside.path(), &["clone", "-q", &filter, &url, clone.to_str().unwrap()]);
        for (name, value) in [("uploadpack", trap.as_str()), ("url", url.as_str())] {
            did(&clone, &["config", &format!("remote.origin.{name}"), value]);
        }
        let objects = || git_command(&clone).args(["count-objects", "-v"]).output().unwrap().stdout;
        let before = objects();
        write(&clone, "a.txt", ONE);
        let run = run_in(&clone, &["check", "--select", "misspelling", "--since", "HEAD~1"]);
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(run.out.contains("a.txt:3:12"), "what is not there is checked as a whole: {}", run.out);
        assert_eq!(objects(), before, "{filter}");
        did(&clone, &["config", "remote.origin.url", &format!("ext::{trap} %S x")]);
        assert_eq!(run_in(&clone, &["check", "--since", "HEAD~1"]).code, 1);
        assert!(!mark.exists(), "{}", std::fs::read_to_string(&mark).unwrap());
    }
}

#[test]
fn settings_do_not_change_what_changed() {
    let lines: String = (0..40).map(|n| format!("The line {n} of thier text.\n")).collect();
    let Some(repository) = repository(&[("a.txt", lines.as_str()), ("b.txt", ONE), ("c.txt", CLEAN)]) else {
        return;
    };
    let root = repository.path();
    for (name, value) in [
        ("diff.interHunkContext", "50"),
        ("diff.context", "20"),
        ("diff.noprefix", "true"),
        ("diff.mnemonicPrefix", "true"),
        ("diff.algorithm", "patience"),
        ("diff.renames", "false"),
        ("diff.ignoreSubmodules", "all"),
        ("diff.orderFile", "no-such-file"),
        ("diff.relative", "true"),
        ("diff.srcPrefix", "x"),
        ("color.ui", "always"),
        ("core.quotePath", "false"),
        ("core.bare", "true"),
        ("core.ignoreStat", "true"),
        ("core.trustctime", "false"),
        ("core.checkStat", "minimal"),
        ("core.untrackedCache", "true"),
        ("status.showUntrackedFiles", "no"),
        ("core.splitIndex", "true"),
        ("core.worktree", "/no/such/folder"),
    ] {
        did(root, &["config", name, value]);
    }
    write(root, "a.txt", lines.replace("line 3 ", "row 3 ").replace("line 20 ", "row 20 "));
    std::fs::rename(root.join("b.txt"), root.join("d.txt")).unwrap();
    assert_eq!(places(root, &[]), ["a.txt:4:14", "a.txt:21:15"]);
}

#[test]
fn the_index_says_nothing() {
    let files =
        [("a.txt", BEFORE), ("b.txt", BEFORE), ("c.txt", BEFORE), ("d.txt", BEFORE), ("e.txt", BEFORE)];
    let Some(repository) = repository(&files) else { return };
    let root = repository.path();
    did(root, &["update-index", "--assume-unchanged", "a.txt"]);
    did(root, &["update-index", "--skip-worktree", "b.txt"]);
    did(root, &["rm", "-q", "--cached", "d.txt"]);
    for name in ["a.txt", "b.txt", "c.txt", "d.txt"] {
        write(root, name, ONE);
    }
    let all = ["a.txt:3:12", "b.txt:3:12", "c.txt:3:12", "d.txt:3:12"];
    assert_eq!(places(root, &["--ignore", "duplicate-document"]), all);
    write(root, ".git/index", "rubbish");
    assert_eq!(places(root, &["--ignore", "duplicate-document"]), all, "a broken index does not matter");
}

/// A hook of git says where its own repository and index are.
#[test]
fn variables_of_a_hook_mean_another_repository() {
    let (Some(ours), Some(other)) = (repository(&[("a.txt", BEFORE)]), repository(&[("a.txt", ONE)])) else {
        return;
    };
    write(ours.path(), "a.txt", ONE);
    let mut command = program(ours.path());
    command.args(["check", "--since", "HEAD"]).env("GIT_DIR", other.path().join(".git"));
    command.env("GIT_INDEX_FILE", "/no/such/index").env("GIT_OBJECT_DIRECTORY", "/no/such/objects");
    command.env("GIT_WORK_TREE", other.path()).env("GIT_PREFIX", "x/").env("GIT_EXTERNAL_DIFF", "false");
    command.env("GIT_CEILING_DIRECTORIES", ours.path()).env("GIT_TRACE", ours.path().join("trace"));
    let run = Run::of(&command.output().unwrap());
    assert!(run.code == 1 && run.out.starts_with("a.txt:3:12"), "{} {}", run.out, run.err);
    assert!(!ours.path().join("trace").exists());
}

#[test]
fn other_histories_do_not_count() {
    let Some(repository) = repository(&[("a.txt", BEFORE)]) else { return };
    let root = repository.path();
    write(root, "a.txt", ONE);
    commit(root);
    did(root, &["replace", "HEAD~1", "HEAD"]);
    let run = run_in(root, &["check", "--since", "HEAD~1"]);
    assert_eq!(run.code, 1, "{}", run.err);
}

#[test]
fn submodules_are_compared_with_what_the_revision_records() {
    let (Some(inner), Some(outer)) =
        (repository(&[("a.txt", BEFORE), ("b.txt", ONE)]), repository(&[("c.txt", CLEAN)]))
    else {
        return;
    };
    let root = outer.path();
    did(root, &["submodule", "--quiet", "add", inner.path().to_str().unwrap(), "deep/sub"]);
    let added = places(root, &[]);
    assert_eq!(added, ["deep/sub/b.txt:3:12"], "a new submodule is new as a whole");
    commit(root);
    assert_eq!(places(root, &[]), [""; 0]);
    write(root, "deep/sub/a.txt", ONE);
    let changed = ["deep/sub/a.txt:3:12"];
    assert_eq!(places(root, &["--ignore", "duplicate-document"]), changed);
    assert_eq!(places(root, &["--ignore", "duplicate-document", "deep"]), changed);
    commit(&root.join("deep/sub"));
    assert_eq!(
        places(root, &["--ignore", "duplicate-document"]),
        changed,
        "a commit of the submodule is a change"
    );
    write(root, "list", "c.txt\ndeep/sub/a.txt\n");
    assert_eq!(
        places(root, &["--files-from", "list"]),
        changed,
        "even if its files are named along with others"
    );
    let head = git_command(root).args(["rev-parse", "HEAD"]).output().unwrap().stdout;
    let head = String::from_utf8(head).unwrap();
    let run = run_in(root, &["check", "--since", head.trim(), "deep/sub/a.txt"]);
    assert!(run.code == 1 && run.out.starts_with("deep/sub/a.txt:3:12"), "{} {}", run.out, run.err);
}

#[test]
fn repositories_below_that_are_no_submodules_are_new() {
    let Some(outer) = repository(&[("c.txt", CLEAN)]) else { return };
    let root = outer.path();
    write(root, "below/a.txt", ONE);
    did(root, &["init", "-q", "below"]);
    commit(&root.join("below"));
    assert_eq!(places(root, &[]), ["below/a.txt:3:12"]);
    assert_eq!(places(root, &["below"]), [""; 0], "when it is named, the revision is its own");
    assert_eq!(places(root, &["c.txt", "below/a.txt"]), ["below/a.txt:3:12"], "but not along with others");
    write(root, "beside/b.txt", format!("{ONE}\nOther text.\n"));
    did(root, &["init", "-q", "beside"]);
    commit(&root.join("beside"));
    assert_eq!(places(root, &["below", "beside"]), ["below/a.txt:3:12", "beside/b.txt:3:12"]);
    std::fs::remove_dir_all(root.join("beside")).unwrap();
    assert_eq!(places(&root.join("below"), &[]), [""; 0]);
    std::fs::remove_file(root.join("below/.git/HEAD")).unwrap();
    std::fs::write(root.join("below/.git/HEAD"), "rubbish").unwrap();
    assert_eq!(places(root, &[]), ["below/a.txt:3:12"], "one that cannot be read too");
}

#[test]
fn untracked_files_are_new_whatever_hides_them() {
    let Some(repository) = repository(&[("a.txt", CLEAN)]) else { return };
    let root = repository.path();
    write(root, ".git/info/exclude", "*.txt\n");
    write(root, "ignore", "*\n");
    did(root, &["config", "core.excludesFile", root.join("ignore").to_str().unwrap()]);
    write(root, "b.txt", ONE);
    write(root, "old/c.txt", ONE);
    write(root, ".gitignore", "old/\n");
    assert_eq!(places(root, &[]), ["b.txt:3:12"]);
    assert_eq!(places(root, &["b.txt"]), ["b.txt:3:12"]);
    assert_eq!(places(root, &["--ignore", "duplicate-document", "old/c.txt"]), ["old/c.txt:3:12"]);
}

#[cfg(unix)]
#[test]
fn links_are_seen_through() {
    use std::os::unix::fs::symlink;
    let files =
        [("data/a.md", BEFORE), ("data/b.md", ONE), ("v1/d.txt", CLEAN), ("v2/d.txt", ONE), ("f.txt", ONE)];
    let folder = folder(&files);
    let root = folder.path();
    for (to, name) in
        [("data/a.md", "a.txt"), ("b.md", "data/b.txt"), ("data/b.txt", "chain.txt"), ("v1", "now")]
    {
        symlink(to, root.join(name)).unwrap();
    }
    if git(root, &["init", "-q"]).is_none() {
        return;
    }
    commit(root);
    let places =
        |arguments: &[&str]| places(root, &[&["--ignore", "duplicate-document"], arguments].concat());
    assert_eq!(places(&[]), [""; 0]);
    write(root, "data/a.md", ONE);
    assert_eq!(places(&[]), ["a.txt:3:12"], "what a link leads to");
    let change = |name: &str, to: &str| {
        std::fs::remove_file(root.join(name)).unwrap();
        symlink(to, root.join(name)).unwrap();
    };
    commit(root);
    change("data/b.txt", "../v2/d.txt");
    assert_eq!(places(&["chain.txt"]), ["chain.txt:3:12"], "a link on the way");
    change("now", "v2");
    assert_eq!(places(&["now/d.txt"]), ["now/d.txt:3:12"], "a folder that is a link");
    assert_eq!(places(&["v2/d.txt"]), [""; 0]);
    change("f.txt", "v2/d.txt");
    assert_eq!(places(&["f.txt"]), ["f.txt:3:12"], "a document that became a link");
    std::fs::remove_file(root.join("a.txt")).unwrap();
    write(root, "a.txt", ONE);
    assert_eq!(places(&["a.txt"]), ["a.txt:3:12"], "a link that became a document");
    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), "x.txt", ONE);
    symlink(outside.path().join("x.txt"), root.join("new.txt")).unwrap();
    commit(root);
    assert_eq!(places(&["new.txt"]), ["new.txt:3:12"], "what lies outside has no history here");
}

#[test]
fn line_ends_of_another_system_are_no_change() {
    let files = [("a.txt", "A title\n\nThier war.\n\nThier peace.\n"), ("b.txt", ONE), ("c.txt", CLEAN)];
    let Some(repository) = repository(&files) else { return };
    let root = repository.path();
    write(root, "a.txt", "A title\r\n\r\nThier war.\r\n\r\nOf thier peace.\r\n");
    write(root, "b.txt", ONE.replace('\n', "\r\n"));
    assert_eq!(places(root, &[]), ["a.txt:5:4"]);
}

#[test]
fn names_and_contents_of_all_kinds_are_compared() {
    let files =
        [("in/a b.txt", BEFORE), ("é\n\"\\.txt", BEFORE), ("-x.txt", BEFORE), ("--output=y.txt", BEFORE)];
    let Some(repository) = repository(&files) else { return };
    let root = repository.path();
    for (name, _) in files {
        write(root, name, ONE);
    }
    assert_eq!(since(root, &["--ignore", "duplicate-document"]).out.lines().count(), 4);
    for revision in
        ["--output=y", "-x", "--help", "--git-dir=/", "HEAD:in", "HEAD..HEAD", "", " ", "@{99}", "a\nb"]
    {
        let run = run_in(root, &["check", &format!("--since={revision}")]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{revision:?}");
        assert!(!run.err.is_empty());
    }
    assert!(!root.join("y").exists());
}

#[test]
fn a_repository_with_other_hashes_is_compared() {
    let folder = folder(&[("a.txt", BEFORE), ("b.txt", ONE)]);
    if git(folder.path(), &["init", "-q", "--object-format=sha256"]) != Some(true) {
        return;
    }
    commit(folder.path());
    write(folder.path(), "a.txt", ONE);
    assert_eq!(places(folder.path(), &["--ignore", "duplicate-document"]), ["a.txt:3:12"]);
}

#[test]
fn a_copy_is_new_and_a_moved_document_is_not() {
    let long = format!("{ONE}{}", "\nSome more of the text.\n".repeat(4));
    let Some(repository) = repository(&[("a.txt", long.as_str()), ("b.txt", CLEAN)]) else { return };
    let root = repository.path();
    std::fs::create_dir(root.join("x")).unwrap();
    std::fs::rename(root.join("a.txt"), root.join("x/m.txt")).unwrap();
    let arguments = ["--ignore", "duplicate-document"];
    assert_eq!(places(root, &arguments), [""; 0]);
    write(root, "x/n.txt", &long);
    assert_eq!(places(root, &arguments), ["x/n.txt:3:12"]);
    std::fs::remove_file(root.join("x/n.txt")).unwrap();
    write(root, "x/m.txt", long.replace("A title", "Another title") + "\nIts thier war.\n");
    assert_eq!(places(root, &arguments), ["x/m.txt:13:5"]);
}

/// What a sparse work tree leaves out is not gone, so that a copy of it has not moved.
#[test]
fn what_is_left_out_of_the_work_tree_has_not_moved() {
    let long = format!("{ONE}{}", "\nSome more of the text.\n".repeat(4));
    let Some(repository) = repository(&[("in/a.txt", CLEAN), ("out/b.txt", long.as_str())]) else { return };
    let root = repository.path();
    if git(root, &["sparse-checkout", "set", "in"]) != Some(true) || root.join("out/b.txt").exists() {
        return;
    }
    write(root, "in/c.txt", &long);
    assert_eq!(places(root, &[]), ["in/c.txt:3:12"]);
}

#[test]
fn a_second_work_tree_is_a_repository() {
    let Some(repository) = repository(&[("a.txt", BEFORE)]) else { return };
    let other = tempfile::tempdir().unwrap();
    let root = other.path().join("tree");
    did(repository.path(), &["worktree", "add", "-q", "-b", "other", root.to_str().unwrap()]);
    assert_eq!(places(&root, &[]), [""; 0]);
    write(&root, "a.txt", ONE);
    assert_eq!(places(&root, &[]), ["a.txt:3:12"]);
    assert_eq!(places(repository.path(), &[]), [""; 0]);
}

/// A folder with what a bare repository has is a folder.
#[cfg(unix)]
#[test]
fn a_folder_that_only_looks_like_a_repository() {
    let Some(repository) = repository(&[("a.txt", BEFORE), ("bare/HEAD", "ref: refs/heads/main\n")]) else {
        return;
    };
    let (root, outside) = (repository.path(), tempfile::tempdir().unwrap());
    let (trap, mark) = trap(outside.path());
    for name in ["bare/objects/x", "bare/refs/x", "bare/a.txt"] {
        write(root, name, BEFORE);
    }
    write(root, "bare/config", format!("[core]\n\tbare = false\n\tworktree = ..\n\tfsmonitor = {trap}\n"));
    commit(root);
    write(root, "bare/a.txt", ONE);
    let _marked = std::fs::remove_file(&mark);
    for (folder, shown) in [(root.to_path_buf(), "bare/a.txt:3:12"), (root.join("bare"), "a.txt:3:12")] {
        assert_eq!(places(&folder, &["--ignore", "duplicate-document"]), [shown]);
    }
    std::fs::rename(root.join(".git"), outside.path().join("git")).unwrap();
    assert_eq!(since(&root.join("bare"), &[]).code, 2);
    assert!(!mark.exists());
}

/// What was never checked is new where it is checked.
#[test]
fn a_file_that_was_no_document_passes_nothing_on() {
    let text = |n: usize| format!("{ONE}{}", format!("\nSome more of text {n}.\n").repeat(4));
    let moves = [
        ("drafts/a.txt", "in/a.txt"),
        (".old/b.txt", "in/b.txt"),
        ("in/.c.txt", "in/c.txt"),
        ("in/d.TXT.md", "in/d.txt"),
        ("in/git/e.txt", "in/e.txt"),
        ("in/late/f.txt", "in/f.txt"),
        ("in/g.txt", "in/moved.txt"),
    ];
    let texts: Vec<String> = (0..moves.len()).map(text).collect();
    let mut files =
        vec![(".doclintignore", "drafts/\nlate/\n"), (".gitignore", "git/\n"), ("in/x.txt", CLEAN)];
    files.extend(moves.iter().zip(&texts).map(|((from, _), text)| (*from, text.as_str())));
    let folder = folder(&files);
    let root = folder.path();
    if git(root, &["init", "-q"]).is_none() {
        return;
    }
    did(root, &["add", "-A", "-f"]);
    did(root, &["commit", "-q", "-m", "x"]);
    for (from, to) in moves {
        std::fs::rename(root.join(from), root.join(to)).unwrap();
    }
    let names = |arguments: &[&str]| -> Vec<String> {
        let places = places(root, &[&["--ignore", "duplicate-document"], arguments].concat());
        places.iter().map(|place| place.split(':').next().unwrap().to_string()).collect()
    };
    let new = ["in/a.txt", "in/b.txt", "in/c.txt", "in/d.txt", "in/e.txt", "in/f.txt"];
    assert_eq!(names(&["."]), new, "what moved among the documents is not new");
    assert_eq!(names(&["in"]), new);
    write(root, ".doclintignore", "drafts/\n");
    assert!(names(&["."]).contains(&"in/f.txt".to_string()), "the ignore files of then count too");
    write(root, ".doclintignore", "drafts/\nlate/\n");
    assert_eq!(names(&["in/moved.txt"]), ["in/moved.txt"], "a file that is named says nothing of others");
}

/// git hands out what a loose object holds, under whatever name.
#[test]
fn an_object_under_a_wrong_name_is_not_believed() {
    let Some(repository) = repository(&[("a.txt", BEFORE), ("b.txt", CLEAN)]) else { return };
    let root = repository.path();
    write(root, "a.txt", ONE);
    let object = |arguments: &[&str]| {
        let name = String::from_utf8(git_command(root).args(arguments).output().unwrap().stdout).unwrap();
        root.join(".git/objects").join(&name[..2]).join(name[2..].trim())
    };
    let (new, old) = (object(&["hash-object", "-w", "a.txt"]), object(&["rev-parse", "HEAD:a.txt"]));
    std::fs::remove_file(&old).unwrap();
    std::fs::copy(new, old).unwrap();
    assert_eq!(places(root, &[]), ["a.txt:3:12"]);
}

/// The same of folders, at any depth.
#[test]
fn a_folder_under_a_wrong_name_is_not_believed() {
    for place in ["HEAD:d", "HEAD:d/e", "HEAD:d/e/f"] {
        let Some(repository) =
            repository(&[("d/e/f/a.txt", BEFORE), ("d/e.txt", CLEAN), ("d/e/z.txt", CLEAN)])
        else {
            return;
        };
        let root = repository.path();
        assert_eq!(places(root, &["--ignore", "duplicate-document"]), [""; 0]);
        let object = || {
            let name = git_command(root).args(["rev-parse", place]).output().unwrap().stdout;
            let name = String::from_utf8(name).unwrap();
            root.join(".git/objects").join(&name[..2]).join(name[2..].trim())
        };
        let old = object();
        write(root, "d/e/f/a.txt", ONE);
        commit(root);
        let new = object();
        did(root, &["reset", "-q", "--soft", "HEAD~1"]);
        std::fs::remove_file(&old).unwrap();
        std::fs::copy(new, old).unwrap();
        let arguments = ["--ignore", "duplicate-document"];
        assert_eq!(places(root, &arguments), ["d/e/f/a.txt:3:12"], "{place}");
    }
}

/// A store contains what its name says; anything that only looks like one is followed like any link.
#[cfg(unix)]
#[test]
fn links_through_what_looks_like_a_store_are_followed() {
    use std::os::unix::fs::symlink;
    let key = "MD5E-s24--0123456789abcdef0123456789abcdef.txt";
    let annexed = format!(".git/annex/objects/0x/1y/{key}/{key}");
    let (tracked, cached) = (
        ".dvc/cache/files/md5/01/23456789abcdef0123456789abcdef",
        ".dvc/cache/files/md5/aa/23456789abcdef0123456789abcdef",
    );
    let folder = folder(&[
        (".dvc/cache/keep", ""),
        (".dvc/.gitignore", "/cache/files/md5/aa\n"),
        ("docs/a.md", BEFORE),
        (".dvc/cache/x", BEFORE),
        (tracked, BEFORE),
        (cached, BEFORE),
        ("sub/.dvc/cache/files/md5/01/23456789abcdef0123456789abcdef", BEFORE),
    ]);
    let root = folder.path();
    if git(root, &["init", "-q"]).is_none() {
        return;
    }
    write(root, &annexed, BEFORE);
    std::fs::create_dir_all(root.join(".git/annex/x")).unwrap();
    let below = format!("sub/{tracked}");
    for (name, to) in [
        ("through.txt", ".dvc/cache/../../docs/a.md"),
        ("annex.txt", ".git/annex/x/../../../docs/a.md"),
        ("nokey.txt", ".dvc/cache/x"),
        ("tracked.txt", tracked),
        ("below.txt", below.as_str()),
        ("cached.txt", cached),
        ("annexed.txt", annexed.as_str()),
    ] {
        symlink(to, root.join(name)).unwrap();
    }
    commit(root);
    let arguments = ["--ignore", "duplicate-document"];
    let all =
        ["annex.txt", "below.txt", "cached.txt", "nokey.txt", "through.txt", "tracked.txt", "annexed.txt"];
    let named = |names: &[&'static str]| places(root, &[&arguments[..], names].concat());
    assert_eq!(named(&all), [""; 0]);
    for name in ["docs/a.md", ".dvc/cache/x", tracked, cached, below.as_str(), annexed.as_str()] {
        write(root, name, ONE);
    }
    for name in &all[..] {
        let shown = named(&[name]);
        let is_stored = ["cached.txt", "annexed.txt"].contains(name);
        assert_eq!(shown.is_empty(), is_stored, "{name} {shown:?}");
    }
    commit(root);
    write(root, tracked, BEFORE);
    assert_eq!(named(&["tracked.txt"]), [""; 0]);
}

/// A relative entry of PATH means the folder that a program is started in.
#[cfg(unix)]
#[test]
fn a_git_in_the_repository_is_not_run() {
    let Some(repository) = repository(&[("a.txt", BEFORE)]) else { return };
    let (root, outside) = (repository.path(), tempfile::tempdir().unwrap());
    let (trap, mark) = trap(outside.path());
    for name in ["git", "bin/git"] {
        write(root, name, "");
        std::fs::copy(&trap, root.join(name)).unwrap();
    }
    write(root, "a.txt", ONE);
    let path = std::env::var("PATH").unwrap();
    for (path, code) in
        [(format!(":.:bin:{path}"), 1), (format!("bin:{path}:"), 1), ("bin:.:".to_string(), 2)]
    {
        let run = program(root).args(["check", "--since", "HEAD"]).env("PATH", &path).output().unwrap();
        let run = Run::of(&run);
        assert!(run.code == code && !mark.exists(), "{path} {} {}", run.out, run.err);
    }
}
