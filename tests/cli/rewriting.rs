//! How documents are rewritten: what is kept of a file, what is refused, and what an interrupted run has left.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::support::{CLEAN, DEFECT, folder, run_in};

const FIXED: &str = "A title\n\nA paragraph of the body that ends without a line end.\n";

#[test]
fn hard_links_are_refused_unless_they_may_be_broken() {
    let folder = folder(&[("a.txt", DEFECT), ("b.txt", DEFECT)]);
    let text = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    fs::hard_link(folder.path().join("a.txt"), folder.path().join("other name")).unwrap();
    if !cfg!(unix) {
        return;
    }
    let run = run_in(folder.path(), &["check", "--fix"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("error: a.txt: cannot be written: it is one of 2 hard links"), "{}", run.err);
    assert_eq!((text("a.txt").as_str(), text("b.txt").as_str()), (DEFECT, FIXED), "the other is fixed");
    assert_eq!(run_in(folder.path(), &["check", "--fix", "--break-hardlinks"]).code, 0);
    assert_eq!((text("a.txt").as_str(), text("other name").as_str()), (FIXED, DEFECT));
}

#[test]
fn a_file_with_hard_links_and_nothing_to_fix_is_not_refused() {
    let folder = folder(&[("a.txt", CLEAN)]);
    fs::hard_link(folder.path().join("a.txt"), folder.path().join("b")).unwrap();
    assert_eq!(run_in(folder.path(), &["check", "--fix"]).code, 0);
}

#[test]
fn a_baseline_with_hard_links_is_refused() {
    let folder = folder(&[("a.txt", DEFECT)]);
    let write = ["check", "--baseline", "known.json", "--write-baseline"];
    assert_eq!(run_in(folder.path(), &write).code, 0);
    fs::hard_link(folder.path().join("known.json"), folder.path().join("other.json")).unwrap();
    fs::write(folder.path().join("a.txt"), CLEAN).unwrap();
    if !cfg!(unix) {
        return;
    }
    let run = run_in(folder.path(), &write);
    assert!(
        run.code == 2 && run.err.contains("known.json: cannot be written: it is one of 2"),
        "{}",
        run.err
    );
    assert_eq!(run_in(folder.path(), &[&write[..], &["--break-hardlinks"]].concat()).code, 0);
    let text = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_ne!(text("known.json"), text("other.json"));
}

#[cfg(unix)]
#[test]
fn a_link_survives_and_its_target_is_rewritten() {
    let folder = folder(&[("in/a.txt", DEFECT)]);
    let link = folder.path().join("link.txt");
    std::os::unix::fs::symlink("in/a.txt", &link).unwrap();
    assert_eq!(run_in(folder.path(), &["check", "--fix", "link.txt"]).code, 0);
    assert_eq!(fs::read_link(&link).unwrap(), Path::new("in/a.txt"));
    assert_eq!(fs::read_to_string(folder.path().join("in/a.txt")).unwrap(), FIXED);
}

/// A backup as a run leaves it that is killed while it writes a file in place. Its form is described in
/// `docs/reliability.md`.
#[cfg(unix)]
fn leave_backup(file: &Path, old: &str, new: &str) -> PathBuf {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let hexadecimal = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let name = file.file_name().unwrap().to_str().unwrap();
    let digits = &hexadecimal(&Sha256::digest(name))[..16];
    let path = file.with_file_name(format!(".doclint-{digits}.backup"));
    fs::write(&path, "").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    let inode = path.metadata().unwrap().ino();
    let head = format!("doclint-backup/1 {inode} {} {} {}", name.len(), old.len(), new.len());
    let body = format!("{name}\n{old}{new}");
    let hash = hexadecimal(&Sha256::digest(format!("{head}{body}")));
    fs::write(&path, format!("{head} {hash}\n{body}")).unwrap();
    path
}

/// What the run was writing when it was killed.
#[cfg(unix)]
const HALF: &str = "A title\n\nThe paragraph of teh body.\n";
#[cfg(unix)]
const OLD: &str = "A title\n\nTeh paragraph of teh body.\n";
#[cfg(unix)]
const NEW: &str = "A title\n\nThe paragraph of the body.\n";

#[cfg(unix)]
#[test]
fn what_an_interrupted_run_left_is_restored_and_then_fixed() {
    let folder = folder(&[("a.txt", HALF), ("b.txt", CLEAN)]);
    let file = folder.path().join("a.txt");
    let backup = leave_backup(&file, OLD, NEW);
    let run = run_in(folder.path(), &["check", "--no-config"]);
    assert!(run.err.contains("warning: a.txt: half written by an interrupted run"), "{}", run.err);
    let run = run_in(folder.path(), &["convert", ".", "--to", "jsonl"]);
    assert!(run.err.contains("warning: a.txt: half written by an interrupted run"), "{}", run.err);
    assert!(backup.exists(), "what does not fix restores nothing");
    let run = run_in(folder.path(), &["check", "--fix", "--no-config", "--select", "missing-final-newline"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.err.contains("a.txt: restored; an interrupted run had left it half written\n"),
        "{}",
        run.err
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), OLD);
    assert!(!backup.exists());
}

#[cfg(unix)]
#[test]
fn a_backup_of_a_file_that_was_edited_is_left_to_its_user() {
    let edited = "A title\n\nA text that a person has written since, without a line end";
    let folder = folder(&[("a.txt", edited), ("b.txt", DEFECT)]);
    let file = folder.path().join("a.txt");
    let backup = leave_backup(&file, OLD, NEW);
    let run = run_in(folder.path(), &["check", "--fix", "--no-config"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("delete the backup if that is right"), "{}", run.err);
    assert!(run.err.contains("a.txt: cannot be written: an interrupted run left a backup"), "{}", run.err);
    assert_eq!(fs::read_to_string(&file).unwrap(), edited);
    assert_eq!(fs::read_to_string(folder.path().join("b.txt")).unwrap(), FIXED, "the other is fixed");
    fs::remove_file(backup).unwrap();
    assert_eq!(run_in(folder.path(), &["check", "--fix", "--no-config"]).code, 0);
}

/// A file that came with an archive or a repository must not overwrite a document.
#[cfg(unix)]
#[test]
fn what_only_looks_like_a_backup_is_left_alone() {
    type Change = fn(&Path);
    let edits: [(&str, Change); 5] = [
        ("a copy", |path| {
            let copy = path.with_extension("copy");
            fs::copy(path, &copy).unwrap();
            fs::rename(copy, path).unwrap();
        }),
        ("cut short", |path| fs::write(path, &fs::read(path).unwrap()[..60]).unwrap()),
        ("of another content", |path| {
            fs::write(path, fs::read_to_string(path).unwrap().replace("Teh", "Owned")).unwrap();
        }),
        ("a link", |path| {
            fs::rename(path, path.with_extension("kept")).unwrap();
            std::os::unix::fs::symlink(path.with_extension("kept"), path).unwrap();
        }),
        ("a folder", |path| {
            fs::remove_file(path).unwrap();
            fs::create_dir(path).unwrap();
        }),
    ];
    for (what, edit) in edits {
        let folder = folder(&[("a.txt", HALF)]);
        let file = folder.path().join("a.txt");
        let backup = leave_backup(&file, OLD, NEW);
        edit(&backup);
        let run =
            run_in(folder.path(), &["check", "--fix", "--no-config", "--select", "missing-final-newline"]);
        assert_eq!(run.code, 0, "{what}: {}", run.err);
        assert!(run.err.contains("it is left alone"), "{what}: {}", run.err);
        assert_eq!(fs::read_to_string(&file).unwrap(), HALF, "{what}");
        assert!(backup.symlink_metadata().is_ok(), "{what}");
    }
}
