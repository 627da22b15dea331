//! How far links are followed when documents are rewritten: not out of the paths on the command line.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::target::is_link;
use super::{Input, tidy};

/// The folders and files on the command line, as far as links may lead when documents are rewritten.
#[derive(Debug)]
pub struct Reach {
    /// The resolved paths; `None` if no document is a link, so that they are not needed.
    named: Option<Vec<PathBuf>>,
}

impl Reach {
    /// The paths on the command line: these, and the documents of lists.
    pub fn new(paths: &[PathBuf], inputs: &[Input]) -> Self {
        if !inputs.iter().any(|input| !input.is_named() && is_link(&input.path())) {
            return Self { named: None };
        }
        let mut named: Vec<PathBuf> = paths.iter().map(|path| tidy(path)).collect();
        for folder in inputs.iter().filter(|input| input.is_file()).map(Input::named) {
            // Documents of one folder are consecutive.
            if named.last() != Some(&folder) {
                named.push(folder);
            }
        }
        named.sort_unstable();
        named.dedup();
        Self { named: Some(named.iter().filter_map(|path| path.canonicalize().ok()).collect()) }
    }

    /// Whether a document may be rewritten: not if it is a link, found in a folder, that leads out of all named paths,
    /// or to a place where no document would be found: hidden files, `.git`.
    pub fn holds(&self, input: &Input) -> bool {
        let Some(named) = &self.named else { return true };
        let path = input.path();
        if input.is_named() || !is_link(&path) {
            return true;
        }
        let Ok(real) = path.canonicalize() else { return false };
        let visible = |below: &Path| !below.components().any(|part| is_hidden(part.as_os_str()));
        named.iter().any(|named| real.strip_prefix(named).is_ok_and(visible))
    }
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::super::tests::folder;
    use super::*;

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
        let inputs = ["in/a.txt", "in/inside.txt", "in/named.txt", "in/out.txt", "in/hidden.txt"];
        let inputs = inputs.map(|name| Input::file(path(name), typed));
        let named = [Input::file(path("in/out.txt"), typed + 1)];
        let reach = Reach::new(&[path("in"), path("named/c")], &inputs);
        let held = inputs.each_ref().map(|input| reach.holds(input));
        assert_eq!(held, [true, true, true, false, false]);
        assert!(reach.holds(&named[0]), "what was named is followed");
        assert!(Reach::new(&[], &named).holds(&named[0]));
    }
}
