//! Whether the folders of a commit hold what their names say: git hands out a loose object without a look at whether its
//! bytes belong to its name. The topmost folder it does look at.

use super::Oid;

/// The folders on the way to the entry that was listed last, each with what was listed of it so far.
#[derive(Debug, Default)]
pub(super) struct Folders {
    open: Vec<Folder>,
}

#[derive(Debug)]
struct Folder {
    /// Its path, with a slash at the end.
    path: Vec<u8>,
    oid: Oid,
    /// The bytes of its object, as far as they are known from the list.
    bytes: Vec<u8>,
}

impl Folders {
    /// Adds an entry, in the order in which git lists them with their folders before them: `100644`, `blob`. Nothing when
    /// a folder that has ended is not what its name says.
    pub(super) fn add(&mut self, mode: &str, kind: &str, oid: Oid, path: &[u8]) -> Option<()> {
        while self.open.last().is_some_and(|folder| !path.starts_with(&folder.path)) {
            self.close()?;
        }
        if let Some(folder) = self.open.last_mut() {
            folder.bytes.extend([mode.trim_start_matches('0').as_bytes(), b" "].concat());
            folder.bytes.extend(&path[folder.path.len()..]);
            folder.bytes.push(0);
            folder.bytes.extend(oid.bytes());
        }
        if kind == "tree" {
            self.open.push(Folder { path: [path, b"/"].concat(), oid, bytes: Vec::new() });
        }
        Some(())
    }

    /// Ends all folders.
    pub(super) fn end(mut self) -> Option<()> {
        while !self.open.is_empty() {
            self.close()?;
        }
        Some(())
    }

    fn close(&mut self) -> Option<()> {
        let folder = self.open.pop()?;
        (folder.oid == folder.oid.of_kind("tree", &folder.bytes)).then_some(())
    }
}
