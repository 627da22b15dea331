//! Whether ignore files hold for a path that was named. Hooks name every file, so `--force-exclude` asks here.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::find::IGNORE_FILE;

/// The ignore files that were read so far, by folder.
#[derive(Debug, Default)]
pub(super) struct Excluded {
    folders: HashMap<PathBuf, Option<Gitignore>>,
}

impl Excluded {
    /// Whether the path, or a folder that it is in, is ignored; the nearest ignore file has the last word.
    ///
    /// The walker of the `ignore` crate cannot tell: it takes the path where it starts as wanted.
    pub(super) fn holds(&mut self, path: &Path, is_folder: bool) -> bool {
        let Ok(path) = std::path::absolute(path) else { return false };
        for folder in path.ancestors().skip(1) {
            let known = self.folders.entry(folder.to_path_buf()).or_insert_with(|| read(folder));
            let Some(ignored) = known else { continue };
            let answer = ignored.matched_path_or_any_parents(&path, is_folder);
            if !answer.is_none() {
                return answer.is_ignore();
            }
        }
        false
    }
}

/// The ignore files of a folder; lines that are no pattern are passed over, as git does.
fn read(folder: &Path) -> Option<Gitignore> {
    let mut builder = GitignoreBuilder::new(folder);
    for name in [".gitignore", IGNORE_FILE] {
        let path = folder.join(name);
        if path.is_file() {
            let _partial = builder.add(path);
        }
    }
    builder.build().ok().filter(|ignored| !ignored.is_empty())
}
