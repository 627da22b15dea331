//! Whether the folders of a commit match their names: git returns a loose object without checking that its bytes match
//! its name. It does check the topmost folder.

use super::Oid;

/// The folders on the way to the last listed entry, each with what was listed of it so far.
#[derive(Debug, Default)]
pub(super) struct Folders {
    open: Vec<Folder>,
}

#[derive(Debug)]
struct Folder {
    /// Its path, with a slash at the end.
    path: Vec<u8>,
    oid: Oid,
    /// The bytes of its object, as far as the list shows them.
    bytes: Vec<u8>,
}

impl Folders {
    /// Adds an entry, in the order in which git lists them with their folders first: `100644`, `blob`. `None` if a
    /// folder that has ended does not match its name.
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
