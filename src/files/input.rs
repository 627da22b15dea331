//! A requested document: not read yet, so that a million of them fit in memory.

use std::cmp::Ordering;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::place::folder_of;
use super::{Seen, read_document_on_stdin, regular, slashed};
use crate::error::Error;
use crate::source::Source;

/// A requested document.
///
/// Documents of a folder share its path and one text with all their names: a document takes sixteen bytes and its name.
#[derive(Clone, Debug)]
pub struct Input {
    place: Arc<Place>,
    /// The offset of its name in the names of the place.
    start: u32,
    /// Length of its name in bytes; 0 if the place is the full path.
    length: u16,
    /// How many components of the path the user typed; the rest was found in that folder.
    typed: u16,
}

/// A folder with the names of documents in it, or a single document.
#[derive(Debug)]
struct Place {
    path: PathBuf,
    names: String,
    origin: Origin,
}

/// Where the content of a document is.
#[derive(Debug)]
enum Origin {
    File,
    Stdin,
    Memory(Box<Source>),
}

impl Input {
    /// A file that was named, or found in a folder of `typed` components.
    pub(super) fn file(path: PathBuf, typed: usize) -> Self {
        Self::alone(path, Origin::File, typed)
    }

    /// Standard input under a name.
    pub(super) fn stdin(name: &Path) -> Self {
        Self::alone(name.to_path_buf(), Origin::Stdin, 0)
    }

    /// A document in memory under the path of its source. It is read as if it were there, and never written.
    pub fn in_memory(source: Source) -> Self {
        Self::alone(PathBuf::from(source.path()), Origin::Memory(Box::new(source)), 0)
    }

    fn alone(path: PathBuf, origin: Origin, typed: usize) -> Self {
        let place = Place { path, names: String::new(), origin };
        Self { place: Arc::new(place), start: 0, length: 0, typed: short(typed) }
    }

    /// Files with the number of components that the user typed of each, in the order of their paths.
    pub(super) fn files(mut paths: Vec<(PathBuf, usize)>) -> Vec<Self> {
        paths.sort_unstable();
        paths.chunk_by(|one, other| one.0.parent() == other.0.parent()).flat_map(Self::of_a_folder).collect()
    }

    /// Files of one folder. A name that is not text, or longer than file systems allow, stays in its path.
    fn of_a_folder(paths: &[(PathBuf, usize)]) -> Vec<Self> {
        let name =
            |path: &PathBuf| Some(path.file_name()?.to_str()?.to_string()).filter(|name| name.len() < 1024);
        let names: Vec<Option<String>> = paths.iter().map(|(path, _)| name(path)).collect();
        let place = Arc::new(Place {
            path: paths[0].0.parent().unwrap_or(Path::new("")).to_path_buf(),
            names: names.iter().flatten().map(String::as_str).collect(),
            origin: Origin::File,
        });
        let mut start = 0;
        let placed = paths.iter().zip(names).map(|((path, typed), name)| {
            let Some(name) = name else { return Self::file(path.clone(), *typed) };
            let length = u16::try_from(name.len()).expect("names are short");
            start += u32::from(length);
            Self { place: Arc::clone(&place), start: start - u32::from(length), length, typed: short(*typed) }
        });
        placed.collect()
    }

    /// Whether the document comes from standard input.
    pub fn is_stdin(&self) -> bool {
        matches!(self.place.origin, Origin::Stdin)
    }
    /// Whether the document is in a file, which can be rewritten.
    pub fn is_file(&self) -> bool {
        matches!(self.place.origin, Origin::File)
    }
    /// Its path as the user knows it; if it is not in a file, just a name.
    pub fn path(&self) -> PathBuf {
        match self.own_name() {
            Some(name) => self.place.path.join(name),
            None => self.place.path.clone(),
        }
    }
    /// The file name without folders.
    pub fn file_name(&self) -> Option<&OsStr> {
        self.own_name().map(OsStr::new).or_else(|| self.place.path.file_name())
    }
    /// The folder of the path.
    pub fn folder(&self) -> &Path {
        match self.own_name() {
            Some(_) if self.place.path.as_os_str().is_empty() => Path::new("."),
            Some(_) => &self.place.path,
            None => folder_of(&self.place.path),
        }
    }
    /// The path as reports show it.
    pub fn name(&self) -> String {
        slashed(&self.path())
    }
    /// Whether the user named this very document, and not a folder above it.
    pub fn is_named(&self) -> bool {
        !self.is_file() || usize::from(self.typed) >= self.components().count()
    }
    /// The file or folder that the user named to include this document.
    pub fn named(&self) -> PathBuf {
        let named: PathBuf = self.components().take(usize::from(self.typed)).collect();
        if named.as_os_str().is_empty() { PathBuf::from(".") } else { named }
    }
    /// The named folder; for a named file its folder.
    pub(super) fn named_folder(&self) -> PathBuf {
        if self.is_named() { self.folder().to_path_buf() } else { self.named() }
    }
    /// The path below the named folder; for a named file, and without a file, its name.
    pub fn relative(&self) -> PathBuf {
        if !self.is_file() {
            return self.place.path.file_name().map(PathBuf::from).unwrap_or_default();
        }
        let all = self.components().count();
        let typed = usize::from(self.typed).min(all.saturating_sub(1));
        self.components().skip(typed).collect()
    }
    /// Reads and decodes the document.
    ///
    /// # Errors
    /// [`Error::Read`] if the bytes cannot be read, [`Error::Undecodable`] if they are not text.
    pub fn read(&self) -> Result<Source, Error> {
        let path = self.path();
        let bytes = match &self.place.origin {
            Origin::File => regular::read(&path),
            Origin::Stdin => read_document_on_stdin(),
            Origin::Memory(source) => return Ok(Source::clone(source)),
        };
        let bytes = bytes.map_err(|error| Error::Read(path.clone(), error))?;
        decoded(path, bytes)
    }
    /// Reads and decodes a document that will be [rewritten](super::rewrite) if it is in a file.
    ///
    /// # Errors
    /// Those of [`Input::read`].
    pub fn read_to_rewrite(&self) -> Result<(Source, Seen), Error> {
        if !self.is_file() {
            return Ok((self.read()?, Seen::nothing()));
        }
        let path = self.path();
        let (bytes, seen) =
            Seen::read(&path, regular::read).map_err(|error| Error::Read(path.clone(), error))?;
        Ok((decoded(path, bytes)?, seen))
    }

    /// Whether both are the same document.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.is_stdin() == other.is_stdin() && self.components().eq(other.components())
    }
    /// The components of the path.
    pub(super) fn components(&self) -> impl Iterator<Item = Component<'_>> {
        let name = self.own_name().map(|name| Component::Normal(name.as_ref()));
        self.place.path.components().chain(name)
    }
    fn own_name(&self) -> Option<&str> {
        let start = self.start as usize;
        (self.length > 0).then(|| &self.place.names[start..start + usize::from(self.length)])
    }
}

fn decoded(path: PathBuf, bytes: Vec<u8>) -> Result<Source, Error> {
    let source = Source::decode(slashed(&path), bytes);
    source.map_err(|why| Error::Undecodable(path, why.to_string()))
}

/// A number of components; no path has more than fit in sixteen bits.
fn short(components: usize) -> u16 {
    u16::try_from(components).unwrap_or(u16::MAX)
}

/// Documents are sorted by path.
impl Ord for Input {
    fn cmp(&self, other: &Self) -> Ordering {
        let paths = match (self.own_name(), other.own_name()) {
            (Some(ours), Some(theirs)) if Arc::ptr_eq(&self.place, &other.place) => ours.cmp(theirs),
            _ => self.components().cmp(other.components()),
        };
        paths.then_with(|| (self.typed, self.is_stdin()).cmp(&(other.typed, other.is_stdin())))
    }
}

impl PartialOrd for Input {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Input {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Input {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_small_and_knows_its_path() {
        let paths = ["b/c.txt", "a.txt", "b/a.txt", "b/c/d.txt"].map(|path| (PathBuf::from(path), 1));
        let inputs = Input::files(paths.to_vec());
        let found: Vec<String> = inputs.iter().map(Input::name).collect();
        assert_eq!(found, ["a.txt", "b/a.txt", "b/c/d.txt", "b/c.txt"]);
        assert!(inputs.is_sorted());
        assert_eq!(inputs[1].folder(), Path::new("b"));
        assert_eq!(inputs[0].folder(), Path::new("."));
        assert_eq!(inputs[1], Input::file("b/a.txt".into(), 1));
        assert_eq!(size_of::<Input>(), 16);
    }

    #[test]
    fn paths_are_related_to_what_was_typed() {
        assert_eq!(Input::file("seeds/nato/a.txt".into(), 1).relative(), Path::new("nato/a.txt"));
        assert_eq!(Input::file("seeds/a.txt".into(), 2).relative(), Path::new("a.txt"));
        assert!(Input::file("seeds/a.txt".into(), 2).is_named());
        assert!(!Input::file("seeds/a.txt".into(), 1).is_named());
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_text_stay_as_they_are() {
        use std::os::unix::ffi::OsStrExt;
        let odd = PathBuf::from("a").join(std::ffi::OsStr::from_bytes(b"b\xff.txt"));
        let inputs = Input::files(vec![(odd.clone(), 1), ("a/c.txt".into(), 1)]);
        assert_eq!(inputs.iter().map(Input::path).collect::<Vec<_>>(), [odd, "a/c.txt".into()]);
        assert_eq!(inputs[0].folder(), Path::new("a"));
    }
}
