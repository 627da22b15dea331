//! How far links are followed when documents are rewritten: not out of what the user named.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::target::is_link;
use super::{Input, tidy};

/// The folders and files that the user named, as far as links may lead when documents are rewritten.
#[derive(Debug)]
pub struct Reach {
    named: Vec<PathBuf>,
}

impl Reach {
    /// What was named: these paths, and the documents of lists.
    pub fn new(paths: &[PathBuf], inputs: &[Input]) -> Self {
        let mut named: Vec<PathBuf> = paths.iter().map(|path| tidy(path)).collect();
        for folder in inputs.iter().filter(|input| !input.is_stdin()).map(Input::named) {
            // Documents of one folder stand together.
            if named.last() != Some(&folder) {
                named.push(folder);
            }
        }
        named.sort_unstable();
        named.dedup();
        Self { named: named.iter().filter_map(|path| path.canonicalize().ok()).collect() }
    }

    /// Whether a document may be rewritten: unless a link was found in a folder that leads out of all that was named,
    /// or to where no document is found in a folder: hidden files, `.git`.
    pub fn holds(&self, input: &Input) -> bool {
        let path = input.path();
        if input.is_named() || !is_link(&path) {
            return true;
        }
        let Ok(real) = path.canonicalize() else { return false };
        let visible = |below: &Path| !below.components().any(|part| is_hidden(part.as_os_str()));
        self.named.iter().any(|named| real.strip_prefix(named).is_ok_and(visible))
    }
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder can be made");
        for name in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("folders can be made");
            std::fs::write(path, "x").expect("files can be written");
        }
        folder
    }

    #[test]
    fn links_reach_as_far_as_what_was_named() {
        let folder = folder(&["in/a.txt", "else/b", "named/c", "in/.git/x"]);
        let path = |name: &str| folder.path().join(name);
        for (link, target) in
            [("in/inside.txt", "a.txt"), ("in/named.txt", "../named/c"), ("in/out.txt", "../else/b")]
        {
            symlink(target, path(link)).unwrap();
        }
        symlink(".git/x", path("in/hidden.txt")).unwrap();
        let typed = folder.path().components().count() + 1;
        let input = |name: &str| Input::file(path(name), typed);
        let reach = Reach::new(&[path("in"), path("named/c")], &[]);
        let held = ["in/a.txt", "in/inside.txt", "in/named.txt"].map(|name| reach.holds(&input(name)));
        let not = ["in/out.txt", "in/hidden.txt"].map(|name| reach.holds(&input(name)));
        assert_eq!((held, not), ([true; 3], [false; 2]));
        assert!(reach.holds(&Input::file(path("in/out.txt"), typed + 1)), "what was named is followed");
    }
}
