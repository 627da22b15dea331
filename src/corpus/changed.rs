//! Which lines of the documents changed since a revision, as git tells it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Input, find};
use crate::error::Error;

/// The lines that changed, by document.
#[derive(Debug, Default)]
pub struct Changed {
    /// The folders of the documents with links resolved, as git names them.
    folders: HashMap<PathBuf, PathBuf>,
    files: HashMap<PathBuf, Lines>,
}

/// Lines of one document, from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// First and last line of each range.
    ranges: Vec<(usize, usize)>,
}

impl Changed {
    /// Asks git. Files that git does not know yet are new as a whole.
    ///
    /// # Errors
    /// [`Error::Usage`] when there is no git, no repository or no such revision.
    pub fn since(revision: &str, inputs: &[Input]) -> Result<Self, Error> {
        let mut changed = Self::default();
        let mut roots: Vec<PathBuf> = Vec::new();
        for input in inputs {
            if input.is_stdin() {
                return Err(Error::Usage("--since knows the lines of files, not of standard input".into()));
            }
            let folder = input.folder();
            if changed.folders.contains_key(folder) {
                continue;
            }
            let whole = folder.canonicalize().map_err(|error| Error::Read(folder.to_path_buf(), error))?;
            if !roots.iter().any(|root| whole.starts_with(root)) {
                let root = root_of(&whole, revision)?;
                changed.ask(&root, revision)?;
                roots.push(root);
            }
            changed.folders.insert(folder.to_path_buf(), whole);
        }
        Ok(changed)
    }

    /// The lines of a document that changed, if any did.
    pub fn of(&self, input: &Input) -> Option<&Lines> {
        let folder = self.folders.get(input.folder())?;
        self.files.get(&folder.join(input.file_name()?))
    }

    /// Adds what changed in a repository.
    fn ask(&mut self, root: &Path, revision: &str) -> Result<(), Error> {
        let commit = format!("{revision}^{{commit}}");
        let commit = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]);
        let Ok(commit) = commit? else {
            let advice = "name a commit, branch or tag, such as HEAD or origin/main; \
                          a shallow clone may have to fetch it first";
            return Err(Error::Usage(format!("--since: unknown revision `{revision}`; {advice}")));
        };
        let commit = String::from_utf8_lossy(&commit).trim().to_string();
        let diff = [&DIFF[..], &[&commit, "--"]].concat();
        let diff = git(root, &diff)?.map_err(|why| failed(&why))?;
        self.files.extend(patch(&diff).into_iter().map(|(path, lines)| (root.join(path), lines)));
        let new =
            git(root, &["ls-files", "--others", "--exclude-standard", "-z"])?.map_err(|why| failed(&why))?;
        let whole = Lines { ranges: vec![(1, usize::MAX)] };
        let names = new.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        self.files.extend(names.map(|name| (root.join(find::path_from(name)), whole.clone())));
        Ok(())
    }
}

/// The user's own settings for how a diff looks must not matter.
const DIFF: [&str; 11] = [
    "-c",
    "core.quotePath=false",
    "diff",
    "-U0",
    "-M",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-prefix",
    "--text",
    "--ignore-submodules",
];

impl Lines {
    /// Whether one of the lines from `first` to `last` is among them.
    pub fn touch(&self, first: usize, last: usize) -> bool {
        self.ranges.iter().any(|(from, to)| first <= *to && *from <= last)
    }
}

/// The folder of the repository that a folder is in.
fn root_of(folder: &Path, revision: &str) -> Result<PathBuf, Error> {
    let top = git(folder, &["rev-parse", "--show-toplevel"])?;
    let root = top.map_err(|why| {
        let folder = folder.display();
        Error::Usage(format!("--since {revision}: {folder} is in no git repository that can be read ({why})"))
    })?;
    let root = root.strip_suffix(b"\n").unwrap_or(&root);
    Ok(find::path_from(root.strip_suffix(b"\r").unwrap_or(root)))
}

/// What git says, or why it fails. In a hook git names its folders relative to where the hook runs.
fn git(folder: &Path, arguments: &[&str]) -> Result<Result<Vec<u8>, String>, Error> {
    let mut command = Command::new("git");
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    let output = command.current_dir(folder).args(arguments).output();
    let output =
        output.map_err(|error| Error::Usage(format!("--since needs git, which cannot be run: {error}")))?;
    if output.status.success() {
        return Ok(Ok(output.stdout));
    }
    let why = String::from_utf8_lossy(&output.stderr);
    Ok(Err(why.lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_string()))
}

fn failed(why: &str) -> Error {
    Error::Usage(format!("--since: git says: {why}"))
}

/// The files of a patch without context, with the lines that are new in them.
fn patch(text: &[u8]) -> Vec<(PathBuf, Lines)> {
    let mut files: Vec<(PathBuf, Lines)> = Vec::new();
    // A line of a document may look like a line of a patch, so lines of hunks are counted.
    let mut inside = 0;
    for line in text.split(|byte| *byte == b'\n') {
        if inside > 0 && !line.starts_with(b"\\") {
            inside -= 1;
        } else if let Some(name) = line.strip_prefix(b"+++ ") {
            files.push((named(name), Lines::default()));
        } else if let Some((removed, first, added)) = hunk(line) {
            inside = removed + added;
            if let Some((_, lines)) = files.last_mut().filter(|_| added > 0) {
                lines.ranges.push((first, first + added - 1));
            }
        }
    }
    files
}

/// `@@ -3 +4,2 @@`: how many lines went, the first that came, how many came.
fn hunk(line: &[u8]) -> Option<(usize, usize, usize)> {
    let line = std::str::from_utf8(line.strip_prefix(b"@@ -")?.split(|byte| *byte == b'@').next()?).ok()?;
    let (old, new) = line.trim_end().split_once(" +")?;
    let range = |text: &str| -> Option<(usize, usize)> {
        let (first, count) = text.split_once(',').unwrap_or((text, "1"));
        Some((first.parse().ok()?, count.parse().ok()?))
    };
    let ((_, removed), (first, added)) = (range(old)?, range(new)?);
    Some((removed, first, added))
}

/// A name in a patch: in quotation marks if it has odd characters, with a tab behind it if it has spaces.
fn named(name: &[u8]) -> PathBuf {
    let name = name.strip_suffix(b"\t").unwrap_or(name);
    match name.strip_prefix(b"\"").and_then(|name| name.strip_suffix(b"\"")) {
        Some(quoted) => find::path_from(&unquoted(quoted)),
        None => find::path_from(name),
    }
}

/// A text without the escapes of C.
fn unquoted(quoted: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(quoted.len());
    let mut rest = quoted.iter().copied();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            plain.push(byte);
            continue;
        }
        plain.push(match rest.next() {
            Some(b'n') => b'\n',
            Some(b't') => b'\t',
            Some(b'r') => b'\r',
            Some(digit @ b'0'..=b'3') => {
                let mut digits = || rest.next().map_or(0, |digit| digit.wrapping_sub(b'0') & 7);
                ((digit - b'0') << 6) | (digits() << 3) | digits()
            }
            Some(other) => other,
            None => break,
        });
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patches_are_read() {
        let text =
            b"diff --git a.txt a.txt\n--- a.txt\n+++ a.txt\n@@ -1 +1,2 @@ -9 +9 @@\n-+++ x\n++++ y.txt\n+z\n\
            @@ -7,2 +8,0 @@\n-x\n-y\n@@ -9,0 +10 @@\n+@@ -1 +1 @@\n\\ No newline at end of file\n\
            diff --git b c.txt b c.txt\n--- b c.txt\t\n+++ b c.txt\t\n@@ -3 +3 @@\n-x\n+y\n\
            --- \"d\\\"\\303\\251.txt\"\n+++ \"d\\\"\\303\\251.txt\"\n@@ -0,0 +1,3 @@\n+a\n+b\n+c\n";
        let lines = |ranges: &[(usize, usize)]| Lines { ranges: ranges.to_vec() };
        let expected = [
            ("a.txt".into(), lines(&[(1, 2), (10, 10)])),
            ("b c.txt".into(), lines(&[(3, 3)])),
            ("d\"é.txt".into(), lines(&[(1, 3)])),
        ];
        assert_eq!(patch(text), expected);
    }

    #[test]
    fn findings_touch_lines() {
        let lines = Lines { ranges: vec![(3, 4), (9, 9)] };
        let touched: Vec<usize> = (1..12).filter(|line| lines.touch(*line, *line)).collect();
        assert_eq!(touched, [3, 4, 9]);
        assert!(lines.touch(1, 3) && lines.touch(5, 20) && !lines.touch(5, 8));
    }
}
