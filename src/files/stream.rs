//! The target of a standard stream.

/// Whether a stream goes to a regular file, or comes from one.
#[cfg(unix)]
pub fn is_file(stream: &impl std::os::fd::AsFd) -> bool {
    let copy = stream.as_fd().try_clone_to_owned().map(std::fs::File::from);
    copy.and_then(|file| file.metadata()).is_ok_and(|metadata| metadata.is_file())
}

/// Whether a stream goes to a regular file, or comes from one.
#[cfg(windows)]
pub fn is_file(stream: &impl std::os::windows::io::AsHandle) -> bool {
    let copy = stream.as_handle().try_clone_to_owned().map(std::fs::File::from);
    copy.and_then(|file| file.metadata()).is_ok_and(|metadata| metadata.is_file())
}

#[cfg(test)]
mod tests {
    #[cfg(unix)]
    #[test]
    fn files_are_told_from_devices() {
        assert!(super::is_file(&tempfile::tempfile().unwrap()));
        assert!(!super::is_file(&std::fs::File::open("/dev/null").unwrap()));
    }
}
