//! Finds git: in an absolute folder of `PATH`, looked up once.
//!
//! A relative or empty entry means the folder that git is started in. That is the repository, which may contain a `git`
//! of its own.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// The name of the program.
const NAME: &str = if cfg!(windows) { "git.exe" } else { "git" };

/// The absolute folders of `PATH`.
static FOLDERS: LazyLock<Vec<PathBuf>> = LazyLock::new(|| {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).filter(|folder| folder.is_absolute()).collect()
});

/// The path of git.
static GIT: LazyLock<Option<PathBuf>> =
    LazyLock::new(|| FOLDERS.iter().map(|folder| folder.join(NAME)).find(|file| is_program(file)));

/// A command that starts git, which finds its own programs in the same folders.
///
/// # Errors
/// If there is no git.
pub(super) fn git() -> std::io::Result<Command> {
    let missing =
        || std::io::Error::new(std::io::ErrorKind::NotFound, "not found in any absolute folder of PATH");
    let mut command = Command::new(GIT.as_ref().ok_or_else(missing)?);
    command.env("PATH", std::env::join_paths(FOLDERS.iter()).unwrap_or_else(|_| OsString::new()));
    Ok(command)
}

#[cfg(unix)]
fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(file).is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(file: &Path) -> bool {
    file.is_file()
}
