//! What the documents of each repository are compared with.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::links::Folders;
use crate::error::Error;
use crate::files::Input;
use crate::files::git::{Repository, Unresolved};
use crate::files::tree::{Entry, Tree};

/// The trees that documents are compared with, by repository.
#[derive(Debug)]
pub(super) struct Bases<'r> {
    revision: &'r str,
    /// The nearest repository around all paths on the command line: the revision belongs to it. Sibling repositories,
    /// with none around them, each have it.
    named: HashSet<Repository>,
    /// `None` if the old content of a repository is unknown, and its documents count as new.
    trees: HashMap<Repository, Option<Tree>>,
    /// The current commit, if it was requested.
    heads: HashMap<Repository, Option<Tree>>,
}

impl<'r> Bases<'r> {
    /// Finds the bases of all documents.
    pub(super) fn of(revision: &'r str, inputs: &[Input], folders: &Folders) -> Result<Self, Error> {
        let named = |input: &Input| folders.get(&input.named_folder())?.repository.clone();
        let named: HashSet<Repository> = inputs.iter().filter_map(named).collect();
        let named = around_all(&named).map_or(named, |repository| HashSet::from([repository]));
        let mut bases = Self { revision, named, trees: HashMap::new(), heads: HashMap::new() };
        for folder in folders.all() {
            match &folder.repository {
                Some(repository) => bases.find(repository)?,
                None => return Err(no_repository(revision, &folder.path)),
            }
        }
        Ok(bases)
    }

    /// The tree of a repository that was found before.
    pub(super) fn known(&self, repository: &Repository) -> Option<&Tree> {
        self.trees.get(repository)?.as_ref()
    }

    /// The tree of a repository that a link leads to: of no use unless it is within a known one.
    pub(super) fn reach(&mut self, repository: &Repository) -> Result<Option<&Tree>, Error> {
        if !self.trees.contains_key(repository) {
            let Some(above) = repository.above() else { return Ok(None) };
            if self.reach(&above)?.is_none() {
                return Ok(None);
            }
            let tree = self.recorded(repository, &above)?.flatten();
            self.trees.insert(repository.clone(), tree);
        }
        Ok(self.known(repository))
    }

    /// Whether a file is, or may be, in the commit that its repository is compared with or in the current one.
    pub(super) fn tracks(&mut self, repository: &Repository, file: &Path) -> Result<bool, Error> {
        if !self.heads.contains_key(repository) {
            let head =
                repository.resolve("HEAD")?.ok().map(|head| repository.tree(&head)).transpose()?.flatten();
            self.heads.insert(repository.clone(), head);
        }
        let trees = [self.known(repository), self.heads.get(repository).and_then(Option::as_ref)];
        let Ok(path) = file.strip_prefix(repository.root()) else { return Ok(true) };
        Ok(trees.iter().any(|tree| tree.is_none_or(|tree| tree.get(path).is_some())))
    }

    /// Finds the tree of a repository.
    fn find(&mut self, repository: &Repository) -> Result<(), Error> {
        if self.trees.contains_key(repository) {
            return Ok(());
        }
        let above = repository.above();
        let named = self.named.contains(repository);
        let tree = match &above {
            Some(above) if !named || self.is_in_named(above) => {
                self.find(above)?;
                self.recorded(repository, above)?
            }
            _ => None,
        };
        let tree = match tree {
            Some(tree) => tree,
            None if above.is_some() && !named => None,
            None => match repository.resolve(self.revision)? {
                Ok(commit) => repository.tree(&commit)?,
                Err(why) => self.beside(repository, above, why)?,
            },
        };
        self.trees.insert(repository.clone(), tree);
        Ok(())
    }

    /// Whether a repository, or one around it, contains the named paths: for files in a submodule and around it, all
    /// named, the revision is one of the outer repository.
    fn is_in_named(&self, repository: &Repository) -> bool {
        let mut around = std::iter::successors(Some(repository.clone()), Repository::above);
        around.any(|repository| self.named.contains(&repository))
    }

    /// The tree of a named submodule, when the revision is one of the repository around it.
    fn beside(
        &mut self,
        repository: &Repository,
        above: Option<Repository>,
        why: Unresolved,
    ) -> Result<Option<Tree>, Error> {
        let error = || unresolved(self.revision, repository.root(), &why);
        let Some(above) = above else { return Err(error()) };
        if !self.named.contains(&above) {
            match above.resolve(self.revision)? {
                Ok(_) => self.named.insert(above.clone()),
                Err(_) => return Err(error()),
            };
        }
        self.find(&above)?;
        match self.recorded(repository, &above)? {
            Some(tree) => Ok(tree),
            None => Err(unresolved(self.revision, repository.root(), &why)),
        }
    }

    /// The tree of the commit that the repository above records for this one; `None` if this is not a submodule of it,
    /// and an inner `None` if the commit is missing.
    fn recorded(&self, repository: &Repository, above: &Repository) -> Result<Option<Option<Tree>>, Error> {
        let Ok(path) = repository.root().strip_prefix(above.root()) else { return Ok(None) };
        let Some(Entry::Submodule(commit)) = self.known(above).and_then(|tree| tree.get(path)) else {
            return Ok(None);
        };
        Ok(Some(match repository.resolve(&commit.to_string())? {
            Ok(commit) => repository.tree(&commit)?,
            Err(_) => None,
        }))
    }
}

/// The nearest repository that is one of these and contains the others, or contains them all.
fn around_all(named: &HashSet<Repository>) -> Option<Repository> {
    let around = |repository: &Repository| std::iter::successors(Some(repository.clone()), Repository::above);
    let first = named.iter().next()?;
    around(first).find(|above| named.iter().all(|other| around(other).any(|around| around == *above)))
}

fn no_repository(revision: &str, folder: &Path) -> Error {
    Error::Usage(format!("--since {revision}: {} is in no git repository", folder.display()))
}

fn unresolved(revision: &str, folder: &Path, why: &Unresolved) -> Error {
    Error::Usage(match why {
        Unresolved::Unknown => format!(
            "--since: unknown revision `{revision}`; name a commit, branch or tag, such as HEAD or origin/main; a \
             shallow clone may have to fetch it first"
        ),
        Unresolved::Unreadable(why) => {
            format!(
                "--since {revision}: {} is in no git repository that can be read ({why})",
                folder.display()
            )
        }
    })
}
