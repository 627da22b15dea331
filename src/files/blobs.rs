//! The contents of a repository's objects, from one `git cat-file --batch`.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout};

use super::git::Repository;
use super::tree::Oid;
use crate::error::Error;

/// Larger blobs are not compared: 256 MiB.
const LARGEST: u64 = 1 << 28;

/// A git process that serves one blob after another.
#[derive(Debug)]
pub(super) struct Blobs {
    child: Child,
    requests: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Blobs {
    /// Starts the process.
    ///
    /// # Errors
    /// [`Error::Usage`] if there is no git.
    pub(super) fn of(repository: &Repository) -> Result<Self, Error> {
        let mut child = repository.objects()?;
        let requests = child.stdin.take();
        let answers = child.stdout.take().map(BufReader::new);
        let answers = answers.ok_or_else(|| Error::Usage("--since: git does not answer".into()))?;
        Ok(Self { child, requests, answers })
    }

    /// The bytes of a blob; `None` if the repository does not have it. git returns a loose object without checking that
    /// its bytes match its name.
    pub(super) fn get(&mut self, oid: Oid) -> Option<Vec<u8>> {
        let found = self.ask(oid);
        if found.is_none() {
            // git died: its last output may be incomplete.
            self.requests = None;
        }
        found?.filter(|bytes| oid.names(bytes))
    }

    /// `None` if git no longer answers; the inner `None` if it has no such blob.
    fn ask(&mut self, oid: Oid) -> Option<Option<Vec<u8>>> {
        let requests = self.requests.as_mut()?;
        writeln!(requests, "{oid}").and_then(|()| requests.flush()).ok()?;
        let mut head = String::new();
        self.answers.by_ref().take(256).read_line(&mut head).ok()?;
        let mut parts = head.trim_end().split(' ').skip(1);
        if parts.next()? != "blob" {
            return head.trim_end().ends_with(" missing").then_some(None);
        }
        let size: u64 = parts.next()?.parse().ok()?;
        if size > LARGEST {
            let passed =
                std::io::copy(&mut self.answers.by_ref().take(size + 1), &mut std::io::sink()).ok()?;
            return (passed == size + 1).then_some(None);
        }
        let mut bytes = Vec::new();
        self.answers.by_ref().take(size + 1).read_to_end(&mut bytes).ok()?;
        (bytes.len() as u64 == size + 1 && bytes.pop() == Some(b'\n')).then_some(Some(bytes))
    }
}

/// Without requests git exits by itself; with half an answer in the pipe it must be killed.
impl Drop for Blobs {
    fn drop(&mut self) {
        self.requests = None;
        let _ended = self.child.kill();
        let _ended = self.child.wait();
    }
}
