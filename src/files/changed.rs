//! Which lines of the documents changed since a revision.
//!
//! git provides the content of the revision; the documents are compared with it here, so that the configuration and the
//! index of a repository do not matter. If a comparison is impossible, the document counts as changed as a whole.

use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;
use std::path::{Path, PathBuf};

use super::blobs::Blobs;
use super::git::Repository;
use super::tree::{Entry, Oid};
use super::{Input, for_each, regular};
use crate::error::Error;

mod base;
mod compare;
mod links;
mod moved;
mod scope;

use base::Bases;
use links::Folders;
use scope::Scope;

/// The lines that changed, by document.
#[derive(Debug, Default)]
pub struct Changed {
    documents: HashMap<PathBuf, Lines>,
}

/// Lines of one document, from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// First and last line of each range.
    ranges: Vec<(usize, usize)>,
}

impl Lines {
    /// All lines.
    fn whole() -> Self {
        Self { ranges: vec![(1, usize::MAX)] }
    }

    /// Whether one of the lines from `first` to `last` is included.
    pub fn touch(&self, first: usize, last: usize) -> bool {
        self.ranges.iter().any(|(from, to)| first <= *to && *from <= last)
    }
}

/// A file in the work tree of a repository.
#[derive(Clone, Debug)]
struct Place {
    repository: Repository,
    /// Its path, with links resolved.
    file: PathBuf,
}

/// The result of a first look at a document.
#[derive(Debug)]
enum Look {
    /// It is unchanged since the revision.
    Same,
    /// The revision has different bytes under this name.
    Differs(Place, Oid),
    /// The revision has no such file.
    New(Place),
    /// It is a symbolic link.
    Link(PathBuf),
    /// It cannot be compared.
    Undecided,
}

impl Changed {
    /// Compares the documents with a revision, on this many threads, 0 for one per processor.
    ///
    /// The revision is one of the repository around the paths on the command line. Submodules below are compared with
    /// the commit recorded by this revision; other repositories below are new as a whole.
    ///
    /// # Errors
    /// [`Error::Usage`] if there is no git, no repository or no such revision.
    pub fn since(revision: &str, inputs: &[Input], threads: usize) -> Result<Self, Error> {
        if !inputs.iter().all(Input::is_file) {
            return Err(Error::Usage("--since needs files, not standard input".into()));
        }
        let mut folders = Folders::of(inputs)?;
        let mut bases = Bases::of(revision, inputs, &folders)?;
        folders.compare(&mut bases)?;
        let mut looks = Vec::with_capacity(inputs.len());
        let then = |look| {
            looks.push(look);
            Ok(())
        };
        let Ok(()) =
            for_each::<_, _, Infallible>(inputs, threads, |input| look(input, &folders, &bases), then);
        let mut changed = Self::default();
        let mut comparison = Comparison::default();
        for (input, look) in inputs.iter().zip(looks) {
            let look = match look {
                Look::Link(link) => links::follow(link, &mut bases)?,
                look => look,
            };
            if let Some(lines) = comparison.lines(input, look)? {
                changed.documents.insert(input.path(), lines);
            }
        }
        changed.documents.extend(comparison.moved(&bases, &mut Scope::of(inputs, &folders))?);
        Ok(changed)
    }

    /// The changed lines of a document, if any.
    pub fn of(&self, input: &Input) -> Option<&Lines> {
        self.documents.get(&input.path())
    }
}

/// Examines a document without asking git.
fn look(input: &Input, folders: &Folders, bases: &Bases) -> Look {
    let (Some(folder), Some(name)) = (folders.get(input.folder()), input.file_name()) else {
        return Look::Undecided;
    };
    let file = folder.path.join(name);
    match (folder.is_changed, std::fs::symlink_metadata(&file)) {
        (false, Ok(data)) if data.is_symlink() => Look::Link(file),
        (false, Ok(data)) if data.is_file() => folder
            .repository
            .clone()
            .map_or(Look::Undecided, |repository| look_at(Place { repository, file }, bases)),
        _ => Look::Undecided,
    }
}

/// Examines a regular file in a repository whose base is known.
fn look_at(place: Place, bases: &Bases) -> Look {
    let Some(tree) = bases.known(&place.repository) else { return Look::Undecided };
    let Ok(path) = place.file.strip_prefix(place.repository.root()) else { return Look::Undecided };
    match tree.get(path) {
        None => Look::New(place),
        Some(Entry::File(oid)) => match regular::read(&place.file) {
            Ok(bytes) if compare::is_same(oid, &bytes) => Look::Same,
            Ok(_) => Look::Differs(place, oid),
            Err(_) => Look::Undecided,
        },
        Some(_) => Look::Undecided,
    }
}

/// The documents whose contents have to be compared, and what compares them.
#[derive(Default)]
struct Comparison {
    blobs: HashMap<Repository, Blobs>,
    /// New documents by repository, in the order of their files.
    new: HashMap<Repository, BTreeMap<PathBuf, PathBuf>>,
}

impl Comparison {
    /// The changed lines of a document; those of a new one are found once all new ones are known.
    fn lines(&mut self, input: &Input, look: Look) -> Result<Option<Lines>, Error> {
        match look {
            Look::Same => Ok(None),
            Look::Undecided | Look::Link(_) => Ok(Some(Lines::whole())),
            Look::New(Place { repository, file }) => {
                self.new.entry(repository).or_default().insert(file, input.path());
                Ok(Some(Lines::whole()))
            }
            Look::Differs(place, oid) => {
                let old = self.blobs(&place.repository)?.get(oid);
                Ok(old.map_or(Some(Lines::whole()), |old| compare::file(old, &place.file)))
            }
        }
    }

    fn blobs(&mut self, repository: &Repository) -> Result<&mut Blobs, Error> {
        if !self.blobs.contains_key(repository) {
            self.blobs.insert(repository.clone(), Blobs::of(repository)?);
        }
        self.blobs.get_mut(repository).ok_or_else(|| Error::Usage("--since: git does not answer".into()))
    }

    /// The changed lines of new documents that were moved.
    fn moved(&mut self, bases: &Bases, scope: &mut Scope) -> Result<Vec<(PathBuf, Lines)>, Error> {
        let mut found = Vec::new();
        for (repository, new) in std::mem::take(&mut self.new) {
            let Some(tree) = bases.known(&repository) else { continue };
            let mut gone = moved::gone(repository.root(), tree, new.keys().map(PathBuf::as_path));
            gone.retain(|(path, _)| scope.held(repository.root(), tree, path));
            // Files left out of a sparse work tree are not deleted.
            if gone.is_empty() || repository.is_sparse()? {
                continue;
            }
            for (file, old) in moved::pairs(&gone, new.keys().map(PathBuf::as_path), self.blobs(&repository)?)
            {
                let lines = compare::file(old, &file).unwrap_or_default();
                found.extend(new.get(&file).map(|document| (document.clone(), lines)));
            }
        }
        Ok(found)
    }
}

/// A path with links resolved, and whether it exists.
fn canonical(folder: &Path) -> Result<PathBuf, Error> {
    folder.canonicalize().map_err(|error| Error::Read(folder.to_path_buf(), error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_touch_lines() {
        let lines = Lines { ranges: vec![(3, 4), (9, 9)] };
        let touched: Vec<usize> = (1..12).filter(|line| lines.touch(*line, *line)).collect();
        assert_eq!(touched, [3, 4, 9]);
        assert!(lines.touch(1, 3) && lines.touch(5, 20) && !lines.touch(5, 8));
        assert!(Lines::whole().touch(7, 7));
    }
}
