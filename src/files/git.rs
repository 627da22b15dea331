//! Runs git in a way that does not trust the repository, which may come from a stranger.
//!
//! Only plumbing commands that read objects are used. git never reads the index and the work tree, so that no filter,
//! hook, file system monitor or diff driver is involved; anything else that could be configured to run a program or
//! access a network is switched off as well.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::program;
use super::tree::{Oid, Tree};
use crate::error::Error;

/// A git repository with a work tree.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Repository {
    /// The folder that contains `.git`, with links resolved.
    root: PathBuf,
}

/// Settings that could make git run a program, whatever the repository configures.
const SETTINGS: [&str; 9] = [
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.sshCommand=false",
    "core.alternateRefsCommand=false",
    "core.askPass=",
    "credential.helper=",
    "protocol.allow=never",
    // A folder of documents that looks like a bare repository is not one.
    "safe.bareRepository=explicit",
];

/// Variables that forbid what settings cannot: networks, locks, prompts, other histories.
const VARIABLES: [(&str, &str); 7] = [
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_ALLOW_PROTOCOL", ""),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_NO_REPLACE_OBJECTS", "1"),
    ("GIT_GRAFT_FILE", "/dev/null"),
    ("LC_ALL", "C"),
];

/// git variables that belong to the user and name no repository: they may list trusted owners.
const KEPT: &str = "GIT_CONFIG_";

/// The longest file list that is read: 256 MiB, about three million files.
const LONGEST_LIST: u64 = 1 << 28;

/// Why a revision cannot be used.
#[derive(Debug)]
pub(super) enum Unresolved {
    /// The repository does not have it.
    Unknown,
    /// git cannot read the repository.
    Unreadable(String),
}

impl Repository {
    /// The nearest repository at or above a folder with links resolved.
    pub(super) fn around(folder: &Path) -> Option<Self> {
        folder.ancestors().find(|folder| is_root(folder)).map(|root| Self { root: root.to_path_buf() })
    }

    /// The repository around this one.
    pub(super) fn above(&self) -> Option<Self> {
        Self::around(self.root.parent()?)
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The commit that a revision names.
    pub(super) fn resolve(&self, revision: &str) -> Result<Result<String, Unresolved>, Error> {
        let commit = format!("{revision}^{{commit}}");
        let answer = self.ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
        let commit = answer.ok().and_then(|answer| String::from_utf8(answer).ok());
        let commit = commit.map(|commit| commit.trim().to_string());
        if let Some(commit) = commit.filter(|commit| Oid::read(commit).is_some()) {
            return Ok(Ok(commit));
        }
        let readable = self.ask(&["rev-parse", "--git-dir"])?;
        Ok(Err(readable.err().map_or(Unresolved::Unknown, Unresolved::Unreadable)))
    }

    /// The files of a commit; `None` if the repository does not have them all, or there are far too many.
    pub(super) fn tree(&self, commit: &str) -> Result<Option<Tree>, Error> {
        Ok(self.ask(&["ls-tree", "-r", "-t", "-z", "--full-tree", commit])?.ok().and_then(Tree::read))
    }

    /// Whether files of a commit may be missing from the work tree on purpose.
    pub(super) fn is_sparse(&self) -> Result<bool, Error> {
        let answer = self.ask(&["config", "--bool", "core.sparseCheckout"])?;
        Ok(answer.is_ok_and(|answer| answer.trim_ascii() == b"true"))
    }

    /// A process that serves objects.
    pub(super) fn objects(&self) -> Result<Child, Error> {
        let mut command = self.command(&["cat-file", "--batch"])?;
        command.stdin(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(|error| missing(&error))
    }

    /// The output of git, or why it fails.
    fn ask(&self, arguments: &[&str]) -> Result<Result<Vec<u8>, String>, Error> {
        let mut child = self.command(arguments)?.spawn().map_err(|error| missing(&error))?;
        let errors = child.stderr.take();
        let errors = std::thread::spawn(move || errors.map(first_line).unwrap_or_default());
        let mut answer = Vec::new();
        let read = child.stdout.take().map(|out| out.take(LONGEST_LIST).read_to_end(&mut answer));
        let ended = child.wait();
        let why = errors.join().unwrap_or_default();
        let whole = matches!(read, Some(Ok(_))) && (answer.len() as u64) < LONGEST_LIST;
        let fine = whole && ended.is_ok_and(|status| status.success());
        Ok(if fine { Ok(answer) } else { Err(why) })
    }

    fn command(&self, arguments: &[&str]) -> Result<Command, Error> {
        let mut command = program::git().map_err(|error| missing(&error))?;
        // The variables of a hook are about the repository that runs the hook, and its index about a commit in
        // progress.
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("GIT_") && !text.starts_with(KEPT) {
                command.env_remove(&name);
            }
        }
        command.envs(VARIABLES).env("GIT_WORK_TREE", &self.root);
        if let Some(above) = self.root.parent() {
            command.env("GIT_CEILING_DIRECTORIES", above);
        }
        command.arg("--no-pager").args(SETTINGS.iter().flat_map(|setting| ["-c", setting]));
        command.args(arguments).current_dir(&self.root);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Ok(command)
    }
}

/// Whether a folder is the root of a repository: its `.git` is one or points to one.
pub(super) fn is_root(folder: &Path) -> bool {
    let git = folder.join(".git");
    std::fs::metadata(&git).is_ok_and(|data| {
        data.is_file() || data.is_dir() && std::fs::symlink_metadata(git.join("HEAD")).is_ok()
    })
}

fn missing(error: &std::io::Error) -> Error {
    Error::Usage(format!("--since needs git, which cannot be run: {error}"))
}

/// The first line of git's error message; the rest is read, so that git does not wait.
fn first_line(mut errors: impl Read) -> String {
    let mut start = Vec::new();
    let _unread = errors.by_ref().take(4096).read_to_end(&mut start);
    let _unread = std::io::copy(&mut errors, &mut std::io::sink());
    let start = String::from_utf8_lossy(&start);
    start.lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_string()
}
