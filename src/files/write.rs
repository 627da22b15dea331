//! Files that are old or new, never half: written next to their path, then renamed into place.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::attributes::Attributes;
use super::inplace::overwrite;
use super::place::folder_of;
use super::recover::settle;
use super::seen::{Seen, Since, whole};
use super::temporary::{Readers, temporary_in_new};
use crate::error::Error;

/// What to do with a file that has several hard links.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HardLinks {
    /// It is not written.
    #[default]
    Refuse,
    /// It is replaced under its name; the other names keep the old content.
    Break,
}

/// Replaces a file that was read, unless it has changed since. Its mode, owner, group, ACL and extended attributes are
/// kept; for a link, the target is replaced.
///
/// The file is compared right before it is replaced. A change in the instant between the two is lost: no file system
/// can replace a file only if it is still the same.
///
/// # Errors
/// [`Error::Write`]; the file is then unchanged, unless the message says that it is half written.
pub fn rewrite(path: &Path, bytes: &[u8], seen: &Seen, links: HardLinks) -> Result<(), Error> {
    let terms = Terms { durable: true, read: Some(Read { seen, links }) };
    let written = Place::open_seen(path, seen).and_then(|mut place| {
        place.writer().write_all(bytes)?;
        place.commit(terms)
    });
    written.map_err(|error| Error::Write(path.to_path_buf(), error))
}

/// Replaces a file, or creates it. The metadata of an existing file is kept; for a link, the target is replaced.
///
/// # Errors
/// [`Error::Write`]; the file is then unchanged.
pub fn write_by_rename(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    filled(path, bytes)?.commit()
}

/// The same for one of many files that can be recreated. It does not wait for the disk: whatever happens to the run,
/// the file is old or new, but a power cut may leave it empty on a file system that does not order the bytes of a file
/// and its name (ext4 and Btrfs do where one file replaces another). Waiting takes milliseconds per file: 2,000
/// documents were converted again in 11 seconds, and in 3 when there was nothing to replace.
///
/// # Errors
/// [`Error::Write`]; the file is then unchanged.
pub fn write_again(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let Replacement { named, place } = filled(path, bytes)?;
    place.commit(Terms { durable: false, read: None }).map_err(|error| Error::Write(named, error))
}

fn filled(path: &Path, bytes: &[u8]) -> Result<Replacement, Error> {
    let mut replacement = Replacement::create(path)?;
    replacement.write_all(bytes).map_err(|error| Error::Write(path.to_path_buf(), error))?;
    Ok(replacement)
}

/// A file in progress, which takes its place when it is [committed](Replacement::commit) and leaves no trace otherwise.
#[derive(Debug)]
pub struct Replacement {
    named: PathBuf,
    place: Place,
}

#[derive(Debug)]
enum Place {
    /// A regular file, or none yet.
    Rename { file: BufWriter<NamedTempFile>, target: PathBuf, old: Option<Attributes> },
    /// A device or pipe such as `/dev/stdout`: a rename would replace it with a file.
    Direct(BufWriter<File>),
}

/// How a file is put in place.
#[derive(Clone, Copy)]
struct Terms<'s> {
    /// Waits for the disk if a file is replaced, so that even a power cut leaves it old or new.
    durable: bool,
    /// For a file that was read, and not only written.
    read: Option<Read<'s>>,
}

/// The state of a file that was read before.
#[derive(Clone, Copy)]
struct Read<'s> {
    seen: &'s Seen,
    links: HardLinks,
}

impl Replacement {
    /// Starts a file for `path`; missing folders are created.
    ///
    /// # Errors
    /// [`Error::Write`] if the file is write-protected, or nothing can be written next to it.
    pub fn create(path: &Path) -> Result<Self, Error> {
        let place = Place::open(path).map_err(|error| Error::Write(path.to_path_buf(), error))?;
        Ok(Self { named: path.to_path_buf(), place })
    }

    /// Puts the file in place.
    ///
    /// # Errors
    /// [`Error::Write`]; the old file is then still there.
    pub fn commit(self) -> Result<(), Error> {
        let terms = Terms { durable: true, read: None };
        self.place.commit(terms).map_err(|error| Error::Write(self.named, error))
    }
}

impl Place {
    fn open(path: &Path) -> io::Result<Self> {
        let old = path.metadata().ok();
        if old.as_ref().is_some_and(|old| !old.is_file()) {
            let file = OpenOptions::new().write(true).open(path)?;
            return Ok(Place::Direct(BufWriter::new(file)));
        }
        if old.as_ref().is_some_and(|old| old.permissions().readonly()) {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is write-protected"));
        }
        let target = if old.is_some() { path.canonicalize()? } else { path.to_path_buf() };
        let old = old.map(|_| Attributes::of(&target)).transpose()?;
        // While it is written, the replacement must not be readable by more people than the file.
        let readers = if old.is_some() { Readers::Owner } else { Readers::AnyNewFile };
        let file = BufWriter::new(temporary_in_new(folder_of(&target), readers)?);
        Ok(Place::Rename { file, target, old })
    }

    /// The state of a file that was read. If it has changed, nothing is started, so that a deleted folder is not
    /// created again.
    fn open_seen(path: &Path, seen: &Seen) -> io::Result<Self> {
        match path.metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound && seen.is_file() => Err(changed()),
            Ok(metadata) if !metadata.is_file() && seen.is_file() => Err(changed()),
            _ => Place::open(path),
        }
    }

    fn commit(self, terms: Terms) -> io::Result<()> {
        match self {
            Place::Direct(mut file) => file.flush(),
            Place::Rename { file, target, old } => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                match Attributes::of(&target) {
                    Ok(now) => replace(file, &target, &now, terms),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => begin(file, &target, old, terms),
                    Err(error) => Err(error),
                }
            }
        }
    }

    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Place::Direct(file) => file,
            Place::Rename { file, .. } => file,
        }
    }
}

/// Puts a file where there is none, or no longer one.
///
/// Where nothing is replaced nothing can be lost, and waiting for the disk at every new file would make converting a
/// corpus many times slower.
fn begin(file: NamedTempFile, target: &Path, old: Option<Attributes>, terms: Terms) -> io::Result<()> {
    if terms.read.is_some_and(|read| read.seen.is_file()) {
        return Err(changed());
    }
    old.map_or(Ok(()), |old| old.give_to(file.as_file()))?;
    file.persist(target).map(drop).map_err(|error| error.error)
}

/// Replaces a file, keeping its metadata: by a rename or, if that cannot keep it, in place.
fn replace(file: NamedTempFile, target: &Path, old: &Attributes, terms: Terms) -> io::Result<()> {
    let is_broken = terms.read.is_some_and(|read| read.links == HardLinks::Break);
    if terms.read.is_some() && old.links() > 1 && !is_broken {
        return Err(linked(old.links()));
    }
    settle(target, terms.read.is_some())?;
    let given = if RENAMING_KEEPS_ALL || terms.read.is_none() || is_broken {
        old.give_to(file.as_file())
    } else {
        Err(io::Error::other("a rename would lose its attributes"))
    };
    match given {
        Ok(()) => rename(file, target, old, terms),
        Err(why) => in_place(file, target, old, terms, &why),
    }
}

/// Whether all metadata of a file can be copied to another. Elsewhere there are access control lists, and on Windows
/// streams, that a replacement would not have.
const RENAMING_KEEPS_ALL: bool = cfg!(any(target_os = "linux", target_os = "android"));

fn rename(file: NamedTempFile, target: &Path, old: &Attributes, terms: Terms) -> io::Result<()> {
    if terms.durable {
        file.as_file().sync_all()?;
    }
    if let Some(read) = terms.read {
        match read.seen.since(target, &content(&file)?)? {
            Since::Unchanged => {}
            Since::Done => return Ok(()),
            Since::Changed => return Err(changed()),
        }
    }
    match file.persist(target) {
        Ok(_) => Ok(()),
        // A folder may let its users write to files but not replace them, and a mount point cannot be replaced.
        Err(refused) if is_refused(&refused.error) => {
            in_place(refused.file, target, old, terms, &refused.error)
        }
        Err(failed) => Err(failed.error),
    }
}

fn is_refused(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ResourceBusy)
}

/// Writes the file in place, since replacing it is refused for this reason or would lose something.
fn in_place(
    file: NamedTempFile,
    target: &Path,
    old: &Attributes,
    terms: Terms,
    why: &io::Error,
) -> io::Result<()> {
    let refuse = |what: &str| {
        Err(io::Error::other(format!("it can neither be replaced ({why}) nor written in place ({what})")))
    };
    if old.links() > 1 {
        return refuse("it has several hard links");
    }
    if old.are_lost_by_writing() {
        return refuse("it would lose setuid, setgid or capabilities");
    }
    let new = content(&file)?;
    drop(file);
    overwrite(target, &new, terms.read.map(|read| read.seen), terms.durable)
}

fn content(file: &NamedTempFile) -> io::Result<Vec<u8>> {
    whole(file.as_file())
}

/// The error for a file that is not what was read.
pub(super) fn changed() -> io::Error {
    io::Error::other("it has changed since it was read and is left unchanged")
}

fn linked(links: u64) -> io::Error {
    let advice = "--break-hardlinks replaces this one and leaves the others unchanged";
    io::Error::other(format!("it is one of {links} hard links to a file; {advice}"))
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.place.writer().write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.place.writer().flush()
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn mode_and_link_survive() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a.txt"), folder.path().join("link.txt"));
        std::fs::write(&file, "old").unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
        symlink("a.txt", &link).unwrap();
        write_by_rename(&link, b"new").unwrap();
        assert_eq!(std::fs::read(&file).unwrap(), b"new");
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o640);
        assert!(link.symlink_metadata().unwrap().is_symlink());
    }

    #[test]
    fn what_is_not_committed_leaves_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let mut replacement = Replacement::create(&folder.path().join("a.json")).unwrap();
        replacement.write_all(b"half").unwrap();
        drop(replacement);
        assert_eq!(folder.path().read_dir().unwrap().count(), 0);
    }

    #[test]
    fn a_protected_file_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        std::fs::write(&file, "old").unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o444)).unwrap();
        assert!(matches!(write_by_rename(&file, b"new"), Err(Error::Write(..))));
        assert_eq!(std::fs::read(&file).unwrap(), b"old");
    }

    /// A file with this text that was read, and the result of rewriting it after a change.
    fn rewritten(links: HardLinks, change: impl FnOnce(&Path)) -> (tempfile::TempDir, Result<(), Error>) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        std::fs::write(&file, "old").unwrap();
        let (_, seen) = Seen::read(&file, |path| std::fs::read(path)).unwrap();
        change(&file);
        let done = rewrite(&file, b"new", &seen, links);
        (folder, done)
    }

    fn text(folder: &tempfile::TempDir, name: &str) -> String {
        std::fs::read_to_string(folder.path().join(name)).unwrap()
    }

    #[test]
    fn a_file_that_has_changed_since_it_was_read_stays() {
        let (folder, done) = rewritten(HardLinks::Refuse, |_| {});
        done.unwrap();
        assert_eq!(text(&folder, "a.txt"), "new");
        let (folder, done) = rewritten(HardLinks::Refuse, |file| std::fs::write(file, "an edit").unwrap());
        assert!(done.unwrap_err().to_string().contains("a.txt: cannot be written: it has changed since"));
        assert_eq!(text(&folder, "a.txt"), "an edit");
        assert_eq!(folder.path().read_dir().unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_is_gone_is_not_made_again() {
        let (folder, done) = rewritten(HardLinks::Refuse, |file| std::fs::remove_file(file).unwrap());
        assert!(done.unwrap_err().to_string().contains("has changed since"));
        assert_eq!(folder.path().read_dir().unwrap().count(), 0);
        let (folder, done) =
            rewritten(HardLinks::Refuse, |file| std::fs::remove_dir_all(file.parent().unwrap()).unwrap());
        assert!(done.unwrap_err().to_string().contains("has changed since"));
        assert!(!folder.path().exists());
    }

    #[test]
    fn a_file_that_became_a_link_or_a_folder_stays() {
        let other = |file: &Path| {
            let other = file.with_file_name("other.txt");
            std::fs::write(&other, "old").unwrap();
            std::fs::remove_file(file).unwrap();
            symlink(other, file).unwrap();
        };
        let (folder, done) = rewritten(HardLinks::Refuse, other);
        assert!(done.unwrap_err().to_string().contains("has changed since"));
        assert_eq!(text(&folder, "other.txt"), "old");
        let (_folder, done) = rewritten(HardLinks::Refuse, |file| {
            std::fs::remove_file(file).unwrap();
            std::fs::create_dir(file).unwrap();
        });
        assert!(done.unwrap_err().to_string().contains("has changed since"));
    }

    #[test]
    fn a_file_that_appeared_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.json");
        rewrite(&file, b"first", &Seen::nothing(), HardLinks::Refuse).unwrap();
        assert!(rewrite(&file, b"second", &Seen::nothing(), HardLinks::Refuse).is_err());
        assert_eq!(text(&folder, "a.json"), "first");
    }

    #[test]
    fn hard_links_are_refused_or_broken() {
        let link = |file: &Path| std::fs::hard_link(file, file.with_file_name("b.txt")).unwrap();
        let (folder, done) = rewritten(HardLinks::Refuse, link);
        assert!(done.unwrap_err().to_string().contains("one of 2 hard links"));
        assert_eq!((text(&folder, "a.txt"), text(&folder, "b.txt")), ("old".into(), "old".into()));
        let (folder, done) = rewritten(HardLinks::Break, link);
        done.unwrap();
        assert_eq!((text(&folder, "a.txt"), text(&folder, "b.txt")), ("new".into(), "old".into()));
    }

    /// Not every file supports user extended attributes.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    #[test]
    fn extended_attributes_survive() {
        let mut possible = true;
        let (folder, done) = rewritten(HardLinks::Refuse, |file| {
            possible = xattr::set(file, "user.origin", b"an archive").is_ok();
        });
        done.unwrap();
        let kept = xattr::get(folder.path().join("a.txt"), "user.origin").unwrap_or_default();
        assert_eq!(kept.as_deref(), possible.then_some(&b"an archive"[..]));
    }

    #[test]
    fn modes_survive_with_setuid() {
        for mode in [0o600, 0o640, 0o664, 0o4755, 0o2710, 0o666] {
            let (folder, done) = rewritten(HardLinks::Refuse, |file| {
                std::fs::set_permissions(file, std::fs::Permissions::from_mode(mode)).unwrap();
            });
            done.unwrap();
            let now = folder.path().join("a.txt").metadata().unwrap().permissions().mode();
            assert_eq!(now & 0o7777, mode, "{mode:o}");
        }
    }

    #[test]
    fn what_replaces_a_file_is_its_owners_alone_until_it_does() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        std::fs::write(&file, "old").unwrap();
        let mut replacement = Replacement::create(&file).unwrap();
        replacement.write_all(b"new").unwrap();
        let others = folder.path().read_dir().unwrap().map(|entry| entry.unwrap());
        let temporary = others.filter(|entry| entry.file_name() != "a.txt").last().unwrap();
        assert_eq!(temporary.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn writing_in_place_is_refused_where_it_loses_something() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        let in_place = |terms| {
            let mut temporary = temporary_in_new(folder.path(), Readers::Owner).unwrap();
            temporary.write_all(b"new").unwrap();
            in_place(temporary, &file, &Attributes::of(&file).unwrap(), terms, &io::Error::other("why"))
        };
        let terms = Terms { durable: true, read: None };
        std::fs::write(&file, "old").unwrap();
        in_place(terms).unwrap();
        assert_eq!(text(&folder, "a.txt"), "new");
        std::fs::write(&file, "old").unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o4755)).unwrap();
        assert!(in_place(terms).unwrap_err().to_string().contains("setuid"));
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
        std::fs::hard_link(&file, folder.path().join("b.txt")).unwrap();
        assert!(in_place(terms).unwrap_err().to_string().contains("hard links"));
        assert_eq!(text(&folder, "a.txt"), "old");
    }
}
