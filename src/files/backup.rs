//! The backup next to a file that is written in place: its old and new content, until the file is complete.
//!
//! A backup is named after its file, so that there is at most one and a run can look for it. It appears under that name
//! only when complete, and is locked while its run is alive. It contains its own inode number, so that a copy, as from
//! an archive or a repository, is not taken for a backup.

use std::ffi::OsString;
use std::fs::{File, Metadata, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::place::folder_of;
use super::seen::{open_itself, whole};
use super::temporary::{PREFIX, Readers, temporary};

/// The suffix of backup names; before it are hexadecimal digits of the hash of the file's name.
const SUFFIX: &str = ".backup";
const DIGITS: usize = 16;

/// The first word of a backup.
const MAGIC: &str = "doclint-backup/1";

/// The name of a file, with its old and its new content.
type Content = (OsString, Vec<u8>, Vec<u8>);

/// The backup that this run has made.
#[derive(Debug)]
pub(super) struct Backup {
    path: PathBuf,
    /// Holds the lock.
    _file: File,
    durable: bool,
}

/// A file whose name is that of a backup.
#[derive(Debug)]
pub(super) enum Candidate {
    /// A run was interrupted while it wrote the file.
    Left(Left),
    /// A run is writing the file.
    InUse,
    /// It is gone.
    Gone,
    /// It cannot be read or locked, or cannot be trusted, so that the state of the file is unknown.
    Unreadable(io::Error),
    /// doclint did not write it here, or it was damaged.
    Foreign,
}

/// A backup that an interrupted run has left.
#[derive(Debug)]
pub(super) struct Left {
    pub(super) path: PathBuf,
    /// The file that it belongs to.
    pub(super) target: PathBuf,
    pub(super) old: Vec<u8>,
    pub(super) new: Vec<u8>,
    /// Holds the lock, so that no other run works on it.
    _file: File,
}

impl Backup {
    /// Backs up a file that contains `old` and will contain `new`. When it returns, the backup is on disk if requested.
    pub(super) fn create(target: &Path, old: &[u8], new: &[u8], durable: bool) -> io::Result<Self> {
        let (folder, path) = (folder_of(target), path_of(target));
        let mut file = temporary(folder, Readers::Owner)?;
        let identity = identity_of(&file.as_file().metadata()?);
        file.write_all(&encoded(identity, target, old, new))?;
        if durable {
            file.as_file().sync_all()?;
        }
        let in_the_way = || io::Error::other(format!("{} is in the way of its backup", path.display()));
        let kept = file.persist_noclobber(&path).map_err(|error| match error.error.kind() {
            io::ErrorKind::AlreadyExists => in_the_way(),
            _ => error.error,
        })?;
        let backup = Self { path, _file: kept, durable };
        backup.sync_folder()?;
        Ok(backup)
    }

    /// Removes it, since the file is complete.
    pub(super) fn remove(self) -> io::Result<()> {
        std::fs::remove_file(&self.path)?;
        self.sync_folder()
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    fn sync_folder(&self) -> io::Result<()> {
        if self.durable { sync_folder(folder_of(&self.path)) } else { Ok(()) }
    }
}

impl Left {
    /// Removes it, since the file is complete.
    pub(super) fn remove(self) -> io::Result<()> {
        std::fs::remove_file(&self.path)?;
        sync_folder(folder_of(&self.path))
    }

    /// Whether the file can be the result of the interrupted run: each position has the old or the new content, or
    /// nothing yet if a power cut kept bytes from the disk.
    pub(super) fn explains(&self, now: &[u8]) -> bool {
        let lengths = [self.old.len(), self.new.len()];
        let possible = lengths[0].min(lengths[1])..=lengths[0].max(lengths[1]);
        let is_from = |at: usize, byte: u8| {
            byte == 0 || self.old.get(at) == Some(&byte) || self.new.get(at) == Some(&byte)
        };
        possible.contains(&now.len()) && now.iter().enumerate().all(|(at, byte)| is_from(at, *byte))
    }
}

/// Syncs the names in a folder to disk.
fn sync_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    match File::open(folder)?.sync_all() {
        // Not every file system supports it.
        Err(error) if error.kind() != io::ErrorKind::InvalidInput => return Err(error),
        _ => {}
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Where the backup of a file is.
pub(super) fn path_of(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default();
    let digits = hexadecimal(&Sha256::digest(name.as_encoded_bytes()));
    target.with_file_name(format!("{PREFIX}{}{SUFFIX}", &digits[..DIGITS]))
}

/// The files of a folder whose names are those of backups, in the order of their names.
pub(super) fn candidates(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let named = entries.filter(|entry| entry.file_name().to_str().is_some_and(is_backup));
    let mut paths: Vec<PathBuf> = named.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

fn is_backup(name: &str) -> bool {
    let digits = name.strip_prefix(PREFIX).and_then(|name| name.strip_suffix(SUFFIX));
    digits.is_some_and(|digits| digits.len() == DIGITS && digits.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Examines a file whose name is that of a backup.
pub(super) fn look(path: &Path) -> Candidate {
    let file = match open_itself(path, OpenOptions::new().read(true)) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Candidate::Gone,
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Candidate::Unreadable(error),
        Err(_) => return Candidate::Foreign,
    };
    let lock = match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => return Candidate::InUse,
        Err(TryLockError::Error(error)) => Err(error),
    };
    // The run that held the lock may have ended in between.
    if !path.exists() {
        return Candidate::Gone;
    }
    match (content(&file), lock) {
        (Ok((_, None)), _) => Candidate::Foreign,
        (Ok((metadata, Some(content))), Ok(())) => left(path, &metadata, content, file),
        (Err(error), _) | (_, Err(error)) => Candidate::Unreadable(error),
    }
}

/// The file with its content, if it is a backup. An unrelated file may be large, so its beginning is read first.
fn content(file: &File) -> io::Result<(Metadata, Option<Content>)> {
    let metadata = file.metadata()?;
    let start = beginning(identity_of(&metadata));
    let mut first = Vec::new();
    file.take(start.len() as u64).read_to_end(&mut first)?;
    let content =
        if first == start.as_bytes() { decoded(identity_of(&metadata), &whole(file)?) } else { None };
    Ok((metadata, content))
}

/// The beginning of a backup with this identity.
fn beginning(identity: u64) -> String {
    format!("{MAGIC} {identity} ")
}

/// A readable backup, if it belongs to a file in its folder and to a user who may decide about the file.
fn left(path: &Path, metadata: &Metadata, (name, old, new): Content, file: File) -> Candidate {
    let target = path.with_file_name(&name);
    let is_its = target.file_name() == Some(&name) && path_of(&target) == path;
    if !is_its || !is_private(metadata) {
        Candidate::Foreign
    } else if is_trusted(metadata, &target) {
        Candidate::Left(Left { path: path.to_path_buf(), target, old, new, _file: file })
    } else {
        Candidate::Unreadable(io::Error::other(
            "it belongs neither to this user nor to the owner of the file",
        ))
    }
}

/// Whether no one else could write to it, under this name or another.
#[cfg(unix)]
fn is_private(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    metadata.mode() & 0o077 == 0 && metadata.nlink() == 1
}

#[cfg(not(unix))]
fn is_private(_: &Metadata) -> bool {
    true
}

/// Whether a backup belongs to the user or the owner of the file. Otherwise any user of a shared folder could make
/// another one write to files.
#[cfg(unix)]
fn is_trusted(metadata: &Metadata, target: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let is_owners = || target.symlink_metadata().is_ok_and(|target| target.uid() == metadata.uid());
    metadata.uid() == rustix::process::geteuid().as_raw() || is_owners()
}

#[cfg(not(unix))]
fn is_trusted(_: &Metadata, _: &Path) -> bool {
    true
}

/// What distinguishes a file from a copy: its inode or, without one, its creation time.
fn identity_of(metadata: &Metadata) -> u64 {
    #[cfg(unix)]
    {
        std::os::unix::fs::MetadataExt::ino(metadata)
    }
    #[cfg(not(unix))]
    {
        let made = metadata.created().ok().and_then(|made| made.duration_since(std::time::UNIX_EPOCH).ok());
        made.map_or(0, |made| made.as_nanos() as u64)
    }
}

/// A line with the identity of the backup, the lengths of what follows and its hash; then the name of the file, a line
/// feed, the old and the new content.
fn encoded(identity: u64, target: &Path, old: &[u8], new: &[u8]) -> Vec<u8> {
    let name = target.file_name().unwrap_or_default().as_encoded_bytes();
    let body = [name, b"\n", old, new].concat();
    let lengths = format!("{} {} {}", name.len(), old.len(), new.len());
    let head = format!("{}{lengths}", beginning(identity));
    let hash = hash(&head, &body);
    [format!("{head} {hash}\n").as_bytes(), &body].concat()
}

/// The name of the file with its old and new content, if these bytes are a backup with this identity.
fn decoded(identity: u64, bytes: &[u8]) -> Option<Content> {
    let (line, body) = bytes.split_at_checked(bytes.iter().position(|byte| *byte == b'\n')? + 1)?;
    let (head, given) = str::from_utf8(line).ok()?.trim_end().rsplit_once(' ')?;
    let lengths = head.strip_prefix(&beginning(identity))?.split(' ');
    let lengths: Vec<usize> = lengths.map(|length| length.parse().ok()).collect::<Option<_>>()?;
    let &[name, old, new] = lengths.as_slice() else { return None };
    let is_whole = name.checked_add(1)?.checked_add(old)?.checked_add(new)? == body.len();
    if !is_whole || hash(head, body) != given {
        return None;
    }
    let (name, rest) = body.split_at_checked(name)?;
    let (old, new) = rest.strip_prefix(b"\n")?.split_at_checked(old)?;
    Some((name_of(name)?, old.to_vec(), new.to_vec()))
}

fn hash(head: &str, body: &[u8]) -> String {
    hexadecimal(&Sha256::new().chain_update(head).chain_update(body).finalize())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(unix)]
fn name_of(bytes: &[u8]) -> Option<OsString> {
    use std::os::unix::ffi::OsStrExt;
    Some(std::ffi::OsStr::from_bytes(bytes).to_os_string())
}

#[cfg(not(unix))]
fn name_of(bytes: &[u8]) -> Option<OsString> {
    String::from_utf8(bytes.to_vec()).ok().map(OsString::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_is_read_as_it_was_written() {
        for (old, new) in [("", ""), ("old", ""), ("", "new"), ("a\nb", "a\n\nb")] {
            let bytes = encoded(7, Path::new("in/a b.txt"), old.as_bytes(), new.as_bytes());
            let expected = Some(("a b.txt".into(), old.into(), new.into()));
            assert_eq!(decoded(7, &bytes), expected);
        }
    }

    #[test]
    fn no_part_of_a_backup_and_no_copy_is_one() {
        let bytes = encoded(7, Path::new("a.txt"), b"old text", b"new text");
        for end in 0..bytes.len() {
            assert_eq!(decoded(7, &bytes[..end]), None, "{end} bytes");
        }
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert_eq!(decoded(7, &damaged), None, "byte {at}");
        }
        assert_eq!(decoded(8, &bytes), None, "the inode of another file");
        assert_eq!(decoded(7, &[&bytes[..], b"x"].concat()), None);
        let huge = format!("{MAGIC} 7 {0} {0} {0} 00\n", usize::MAX);
        assert_eq!(decoded(7, huge.as_bytes()), None);
    }

    #[test]
    fn what_an_interrupted_run_left_is_told_from_an_edit() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.txt");
        let backup =
            Backup::create(&target, b"Teh first line, teh second", b"The first line", false).unwrap();
        let path = backup.path().to_path_buf();
        assert!(matches!(look(&path), Candidate::InUse));
        drop(backup);
        let Candidate::Left(left) = look(&path) else { panic!("it can be read") };
        assert_eq!(left.target, target);
        for torn in ["The first line, teh second", "Teh first line, teh second", "The first line, teh"] {
            assert!(left.explains(torn.as_bytes()), "{torn}");
        }
        for edited in ["The first line and more", "", "The first", "Teh first line, teh second one"] {
            assert!(!left.explains(edited.as_bytes()), "{edited}");
        }
    }

    #[test]
    fn names_of_backups_are_told_from_others() {
        assert!(is_backup(path_of(Path::new("a.txt")).to_str().unwrap()));
        for name in [".doclint-0123456789abcdef.part", ".doclint-.backup", ".doclint-0123456789abcdeg.backup"]
        {
            assert!(!is_backup(name), "{name}");
        }
    }
}
