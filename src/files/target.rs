//! Where results may go: never over what the run reads, and never through a link in their place.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::fs::Metadata;
use std::path::{Component, Path, PathBuf};

use super::Input;
use super::mounts::FileMounts;
use super::place::{CONFIGURATION, absolute, place_of};
use super::same::FileId;
use crate::error::Error;

/// Whether an output path means standard output: `-`, or a system name for it. Writing to it as a file would replace
/// the file that a shell has redirected standard output to.
pub fn is_standard_output(path: &Path) -> bool {
    // Compared as text: as a path, `-/` equals `-` but means a folder.
    let names: &[&str] = if cfg!(unix) { &["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] } else { &[] };
    names.iter().chain(&["-"]).any(|name| path.as_os_str() == *name)
}

/// What a run reads. Nothing that it writes may replace any of it.
#[derive(Clone, Debug)]
pub struct Sources<'a> {
    documents: &'a [Input],
    others: Vec<PathBuf>,
}

impl<'a> Sources<'a> {
    /// These documents, and other files such as configurations.
    pub fn new(documents: &'a [Input], others: Vec<PathBuf>) -> Self {
        Self { documents, others }
    }

    /// Adds another file.
    #[must_use]
    pub fn and(mut self, other: Option<&Path>) -> Self {
        self.others.extend(other.map(Path::to_path_buf));
        self
    }

    /// Refuses an output that would replace what is read, whatever spelling or link leads there, and one that is a link
    /// itself.
    ///
    /// # Errors
    /// [`Error::Usage`], with the path and the obstacle.
    pub fn spare(&self, output: &Path) -> Result<(), Error> {
        self.spare_all([output])
    }

    /// The same for several outputs: what is read is looked at once for all of them.
    ///
    /// # Errors
    /// Those of [`Sources::spare`].
    pub fn spare_all<'p>(&self, outputs: impl IntoIterator<Item = &'p Path>) -> Result<(), Error> {
        let mut written = Written::default();
        outputs.into_iter().try_for_each(|output| written.add(output))?;
        if written.places.is_empty() {
            return Ok(());
        }
        // What the run itself is about to write does not exist yet.
        for other in &self.others {
            written.places.get(&place_of(other)).map_or(Ok(()), |output| Err(over_file(output, other)))?;
        }
        let mounts = FileMounts::now();
        let is_mounted = written.files.keys().any(|file| mounts.have(file));
        let files = self.documents.iter().filter(|input| input.is_file() && !written.files.is_empty());
        for document in files {
            if (is_mounted || written.may_be_over(document))
                && let Some(output) = written.over(&document.path())
            {
                return Err(over_document(output, document));
            }
        }
        let over_other = |other: &PathBuf| Some(over_file(written.over(other)?, other));
        self.others.iter().find_map(over_other).map_or(Ok(()), Err)
    }
}

/// What a run writes.
#[derive(Default)]
struct Written<'p> {
    /// The outputs by their place.
    places: HashMap<PathBuf, &'p Path>,
    /// Those that exist.
    files: HashMap<FileId, &'p Path>,
    /// The names of those that exist, in lower case.
    names: HashSet<String>,
}

impl<'p> Written<'p> {
    fn add(&mut self, output: &'p Path) -> Result<(), Error> {
        refuse_link(output)?;
        refuse_setting(output)?;
        let place = place_of(output);
        if let Some(file) = FileId::of(output) {
            self.files.insert(file, output);
            self.names.extend(lower(output.canonicalize().as_ref().unwrap_or(&place).file_name()));
        }
        self.places.insert(place, output);
        Ok(())
    }

    /// The output that would take the place of a file.
    fn over(&self, file: &Path) -> Option<&'p Path> {
        self.files.get(&FileId::of(file)?).copied()
    }

    /// Whether it is worth asking the file system: resolving a million paths for one output takes seconds.
    fn may_be_over(&self, input: &Input) -> bool {
        // These systems have several names for one file.
        let has_other_names = cfg!(any(windows, target_os = "macos"));
        let has_name = || lower(input.file_name()).is_some_and(|name| self.names.contains(&name));
        has_other_names || has_name() || is_link(&input.path())
    }
}

/// Files that control what is read and how. Even if this run has not read them, another one would read a report as
/// settings.
const SETTINGS: [&str; 4] = [CONFIGURATION, ".doclintignore", ".gitignore", ".git/info/exclude"];

fn refuse_setting(output: &Path) -> Result<(), Error> {
    let place = PathBuf::from(place_of(output).to_string_lossy().to_lowercase());
    match SETTINGS.iter().find(|name| place.ends_with(name)) {
        None => Ok(()),
        Some(name) => {
            let output = output.display();
            Err(Error::Usage(format!(
                "{output}: doclint reads `{name}` as settings and does not overwrite it"
            )))
        }
    }
}

fn lower(name: Option<&OsStr>) -> Option<String> {
    name.map(|name| name.to_string_lossy().to_lowercase())
}

pub(super) fn is_link(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|data| data.is_symlink())
}

fn over_file(output: &Path, file: &Path) -> Error {
    let (output, file) = (output.display(), file.display());
    Error::Usage(format!("{output}: this run uses {file} and does not overwrite it"))
}

fn over_document(output: &Path, document: &Input) -> Error {
    let document = document.path();
    let (output, document) = (output.display(), document.display());
    Error::Usage(format!("{output}: the result would overwrite the document {document}"))
}

/// Refuses an output that is a symbolic link: the author of the link would decide what is overwritten.
///
/// # Errors
/// [`Error::Usage`].
pub fn refuse_link(output: &Path) -> Result<(), Error> {
    if is_link(output) && !is_descriptor(output) {
        let output = output.display();
        return Err(Error::Usage(format!(
            "{output}: is a symbolic link, and nothing is written through links"
        )));
    }
    Ok(())
}

/// Whether a link belongs to the system and leads to a file that the caller opened for the run: `/dev/stderr`, and
/// `/dev/fd/63`, which shells write for `>(gzip)`. Compared as text: other paths with this beginning lead elsewhere,
/// `/dev/fd/3/x`.
fn is_descriptor(path: &Path) -> bool {
    let Some(path) = path.to_str().filter(|_| cfg!(unix)) else { return false };
    let number = path.strip_prefix("/dev/fd/").or_else(|| path.strip_prefix("/proc/self/fd/"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    ["/dev/stdout", "/dev/stderr"].contains(&path) || number.is_some_and(is_number)
}

/// Whether a path leads below a folder: as written, and after resolving all links. What does not exist yet leads
/// nowhere.
pub fn leads_inside(path: &Path, folder: &Path) -> bool {
    let (path, folder) = (absolute(path), absolute(folder));
    let Ok(root) = folder.canonicalize() else { return false };
    // The nearest that exists decides, even as a dangling link.
    let nearest = path.ancestors().find(|ancestor| ancestor.symlink_metadata().is_ok());
    path.starts_with(&folder)
        && nearest.is_some_and(|nearest| nearest.canonicalize().is_ok_and(|real| real.starts_with(root)))
}

/// An output folder, with the documents in it.
///
/// The folder itself may be a link, since the user named it; links in it are not followed.
#[derive(Debug)]
pub struct OutputFolder<'a> {
    path: &'a Path,
    /// Documents that a result could replace, since they or their folders may be in this one under another path.
    documents: HashMap<FileId, Input>,
}

impl<'a> OutputFolder<'a> {
    /// The folder for results with these extensions: `.json`.
    pub fn new(path: &'a Path, inputs: &[Input], endings: &[String]) -> Self {
        if !path.exists() {
            return Self { path, documents: HashMap::new() };
        }
        let ends = |input: &Input| {
            let name = lower(input.file_name()).unwrap_or_default();
            endings.iter().any(|ending| name.ends_with(ending.as_str()))
        };
        let mounts = FileMounts::now();
        let is_mounted =
            |path: &Path| !mounts.is_empty() && FileId::of(path).is_some_and(|id| mounts.have(&id));
        // Only a file with the name of a result can be in its place, or the target of a link, or a mounted file.
        let risky = |input: &&Input| {
            let is_elsewhere = || is_link(&input.path()) || is_mounted(&input.path());
            input.is_file() && (cfg!(windows) || ends(input) || is_elsewhere())
        };
        let known = |input: &Input| Some((FileId::of(&input.path())?, input.clone()));
        Self { path, documents: inputs.iter().filter(risky).filter_map(known).collect() }
    }

    /// Refuses a path in the folder that is a document, a link or below one, and one that is not a file.
    ///
    /// # Errors
    /// [`Error::Usage`].
    pub fn spare(&self, place: &Path) -> Result<(), Error> {
        let Some(data) = self.not_linked(place)? else { return Ok(()) };
        if !data.is_file() {
            let place = place.display();
            return Err(Error::Usage(format!("{place}: not a regular file, and not replaced")));
        }
        if self.documents.is_empty() {
            return Ok(());
        }
        let taken = FileId::of(place).and_then(|id| self.documents.get(&id));
        taken.map_or(Ok(()), |document| Err(over_document(place, document)))
    }

    /// What is at a path in the folder, if anything; an error if it is or passes through a link.
    fn not_linked(&self, place: &Path) -> Result<Option<Metadata>, Error> {
        let mut at = self.path.to_path_buf();
        let mut found = None;
        for part in place.strip_prefix(self.path).unwrap_or(place).components() {
            at.push(part);
            let Ok(data) = at.symlink_metadata() else { return Ok(None) };
            if data.is_symlink() {
                let at = at.display();
                let why = "is a symbolic link in the output folder, and nothing is written through links";
                return Err(Error::Usage(format!("{at}: {why}")));
            }
            found = Some(data);
        }
        Ok(found)
    }
}

/// Whether a relative path consists of names only, so that it cannot lead out of its folder.
pub fn is_below(relative: &Path) -> bool {
    let mut parts = relative.components().peekable();
    parts.peek().is_some() && parts.all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::super::tests::folder;
    use super::*;

    #[test]
    fn what_is_read_is_not_written_over() {
        let folder = folder(&["a.txt", "b.txt", "c/a.txt", "doclint.toml"]);
        let path = |name: &str| folder.path().join(name);
        symlink("b.txt", path("link.txt")).unwrap();
        symlink("c", path("d")).unwrap();
        let inputs = ["a.txt", "link.txt", "c/a.txt"].map(|name| Input::file(path(name), 1));
        let sources = Sources::new(&inputs, vec![path("doclint.toml")]);
        for taken in ["a.txt", "c/../a.txt", "b.txt", "link.txt", "d/a.txt", "c/../doclint.toml"] {
            assert!(sources.spare(&path(taken)).is_err(), "{taken}");
        }
        for free in ["new.txt", "c", "c/b.txt", "d/b.txt"] {
            assert!(sources.spare(&path(free)).is_ok(), "{free}");
        }
    }

    #[test]
    fn results_are_not_written_through_links() {
        let folder = folder(&["in/a.txt", "out/a.json", "out/b/c.json", "out/d.json", "else/x"]);
        let path = |name: &str| folder.path().join(name);
        symlink("../else/x", path("out/link.json")).unwrap();
        symlink("../else", path("out/linked")).unwrap();
        symlink("../nowhere", path("out/dangling.json")).unwrap();
        symlink("../out/d.json", path("in/d.txt")).unwrap();
        let inputs = ["in/a.txt", "in/d.txt"].map(|name| Input::file(path(name), 1));
        let out = path("out");
        let out = OutputFolder::new(&out, &inputs, &[".json".to_string()]);
        for refused in ["link.json", "linked/x", "linked/new.json", "dangling.json", "b", "d.json"] {
            assert!(out.spare(&path("out").join(refused)).is_err(), "{refused}");
        }
        for free in ["a.json", "new/new.json", "b/c.json", "b/new.json"] {
            assert!(out.spare(&path("out").join(free)).is_ok(), "{free}");
        }
    }

    #[test]
    fn a_document_under_another_path_without_links_is_spared() {
        // A hard link looks as a file does whose folder is mounted twice.
        let folder = folder(&["a/x.txt", "b/y.txt", ".gitignore"]);
        let path = |name: &str| folder.path().join(name);
        std::fs::hard_link(path("a/x.txt"), path("b/x.txt")).unwrap();
        let inputs = [Input::file(path("a/x.txt"), 1)];
        let sources = Sources::new(&inputs, Vec::new());
        let out = path("b");
        let out = OutputFolder::new(&out, &inputs, &[".txt".to_string()]);
        assert!(sources.spare(&path("b/x.txt")).is_err() && out.spare(&path("b/x.txt")).is_err());
        assert!(sources.spare(&path("b/y.txt")).is_ok() && out.spare(&path("b/y.txt")).is_ok());
    }

    #[test]
    fn what_is_read_as_settings_is_no_place_for_reports() {
        for refused in [".gitignore", "a/.doclintignore", "doclint.toml", ".git/info/exclude", "DocLint.toml"]
        {
            assert!(Sources::new(&[], Vec::new()).spare(Path::new(refused)).is_err(), "{refused}");
        }
        for free in ["a.gitignore", "gitignore", ".git/report.json", "info/exclude"] {
            assert!(Sources::new(&[], Vec::new()).spare(Path::new(free)).is_ok(), "{free}");
        }
    }

    #[test]
    fn descriptors_are_exact() {
        for name in ["/dev/stdout", "/dev/stderr", "/dev/fd/63", "/proc/self/fd/3"] {
            assert!(is_descriptor(Path::new(name)), "{name}");
        }
        for name in
            ["/dev/fd/", "/dev/fd/3/x", "/dev/fd/../x", "/proc/1/fd/3", "/proc/self/cwd/fd/x", "dev/fd/1"]
        {
            assert!(!is_descriptor(Path::new(name)), "{name}");
        }
    }

    #[test]
    fn paths_lead_inside_or_not() {
        let folder = folder(&["a/b/c", "a/x", "y"]);
        let path = |name: &str| folder.path().join(name);
        symlink("..", path("a/up")).unwrap();
        symlink("b", path("a/in")).unwrap();
        symlink("../../nowhere", path("a/dangling")).unwrap();
        for inside in ["x", "new", "b/new", "in/new", "b/../new", "new/new/x", "in/c"] {
            assert!(leads_inside(&path("a").join(inside), &path("a")), "{inside}");
        }
        for outside in ["../y", "up/y", "up/new", "b/../../y", "dangling", "dangling/x", "/etc/passwd"] {
            assert!(!leads_inside(&path("a").join(outside), &path("a")), "{outside}");
        }
    }

    #[test]
    fn paths_below_a_folder_are_names() {
        for below in ["a.txt", "a/b", "..a", "..."] {
            assert!(is_below(Path::new(below)), "{below}");
        }
        for out in ["", "..", "a/../b", "/a"] {
            assert!(!is_below(Path::new(out)), "{out}");
        }
    }
}
