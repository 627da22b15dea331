//! Writing a file in place, if replacing it would lose its metadata.

use std::fs::{File, OpenOptions};
use std::io::{self, Seek, Write};
use std::path::Path;

use super::backup::Backup;
use super::seen::{Seen, Since, is_at, open_itself, whole};
use super::write::changed;

/// Writes a file in place. A backup next to it keeps the old content until the new one is complete; a run that is
/// killed in between leaves it to the next one.
///
/// # Errors
/// If the file has changed since it was read, or cannot be written; it is then unchanged unless the message says
/// otherwise.
pub(super) fn overwrite(target: &Path, new: &[u8], seen: Option<&Seen>, durable: bool) -> io::Result<()> {
    let mut file = open_itself(target, OpenOptions::new().read(true).write(true))?;
    let old = whole(&file)?;
    let backup = Backup::create(target, &old, new, durable)?;
    // Making the backup took time, so the file is checked again.
    match since(&file, target, new, seen) {
        Ok(Since::Unchanged) => exchange(&mut file, &old, new, backup, durable),
        Ok(Since::Done) => backup.remove(),
        Ok(Since::Changed) => backup.remove().and(Err(changed())),
        Err(error) => backup.remove().and(Err(error)),
    }
}

/// The state of the open file, and whether it is still the one at its path: another program may have replaced it.
fn since(file: &File, target: &Path, new: &[u8], seen: Option<&Seen>) -> io::Result<Since> {
    let since = seen.map_or(Ok(Since::Unchanged), |seen| seen.since_in(file, new))?;
    Ok(if is_at(file, target)? { since } else { Since::Changed })
}

/// Writes the new content or, when that fails, the old one again.
fn exchange(file: &mut File, old: &[u8], new: &[u8], backup: Backup, durable: bool) -> io::Result<()> {
    let Err(error) = fill(file, new, durable) else { return backup.remove() };
    match fill(file, old, true) {
        Ok(()) => backup.remove().and(Err(error)),
        Err(_) => {
            let backup = backup.path().display();
            Err(io::Error::other(format!("{error}; it is half written, and its old content is in {backup}")))
        }
    }
}

/// Gives a file this content. It is extended first if need be, which fails on a full disk with nothing overwritten.
pub(super) fn fill(file: &mut File, bytes: &[u8], durable: bool) -> io::Result<()> {
    let (length, end) = (bytes.len() as u64, file.metadata()?.len());
    if length > end {
        file.seek(io::SeekFrom::Start(end))?;
        file.write_all(&bytes[usize::try_from(end).unwrap_or(bytes.len())..])?;
    }
    file.rewind()?;
    file.write_all(bytes)?;
    file.set_len(length)?;
    if durable { file.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_in_place_and_its_backup_goes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        for (old, new) in
            [("old", "a longer text"), ("a long old text", "new"), ("same", "same"), ("old", "")]
        {
            std::fs::write(&path, old).unwrap();
            let (_, seen) = Seen::read(&path, |path| std::fs::read(path)).unwrap();
            overwrite(&path, new.as_bytes(), Some(&seen), true).unwrap();
            assert_eq!(std::fs::read_to_string(&path).unwrap(), new);
            assert_eq!(folder.path().read_dir().unwrap().count(), 1);
        }
    }

    #[test]
    fn a_file_that_has_changed_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "old").unwrap();
        let (_, seen) = Seen::read(&path, |path| std::fs::read(path)).unwrap();
        std::fs::write(&path, "an edit").unwrap();
        assert!(overwrite(&path, b"new", Some(&seen), true).unwrap_err().to_string().contains("has changed"));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "an edit");
        assert_eq!(folder.path().read_dir().unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_was_replaced_or_deleted_while_it_was_open_has_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "old").unwrap();
        let (_, seen) = Seen::read(&path, |path| std::fs::read(path)).unwrap();
        let file = open_itself(&path, OpenOptions::new().read(true)).unwrap();
        let what = |seen| since(&file, &path, b"new", seen).unwrap();
        assert_eq!((what(Some(&seen)), what(None)), (Since::Unchanged, Since::Unchanged));
        std::fs::rename(&path, folder.path().join("b.txt")).unwrap();
        assert_eq!((what(Some(&seen)), what(None)), (Since::Changed, Since::Changed));
        std::fs::write(&path, "old").unwrap();
        assert_eq!((what(Some(&seen)), what(None)), (Since::Changed, Since::Changed));
    }

    #[test]
    fn a_foreign_file_in_the_place_of_the_backup_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "old").unwrap();
        let foreign = crate::files::backup::path_of(&path);
        std::fs::write(&foreign, "foreign").unwrap();
        assert!(overwrite(&path, b"new", None, true).unwrap_err().to_string().contains("in the way"));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(std::fs::read_to_string(&foreign).unwrap(), "foreign");
    }
}
