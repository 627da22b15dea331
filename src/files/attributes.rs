//! Metadata of a file: mode, owner, group, ACL and extended attributes, kept when it is replaced.

use std::fs::{File, Permissions};
use std::io;
use std::path::Path;

/// The metadata of a file.
#[derive(Debug)]
pub(super) struct Attributes {
    permissions: Permissions,
    #[cfg(unix)]
    owner: u32,
    #[cfg(unix)]
    group: u32,
    #[cfg(unix)]
    links: u64,
    /// Extended attributes, including POSIX ACLs; `None` if they cannot be read.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    extended: Option<Vec<(std::ffi::OsString, Vec<u8>)>>,
}

impl Attributes {
    /// Those of the regular file at a path.
    ///
    /// # Errors
    /// If there is none, or it is a link.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let metadata = path.symlink_metadata()?;
        if !metadata.is_file() {
            return Err(io::Error::other("it is no longer a regular file"));
        }
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt;
        Ok(Self {
            permissions: metadata.permissions(),
            #[cfg(unix)]
            owner: metadata.uid(),
            #[cfg(unix)]
            group: metadata.gid(),
            #[cfg(unix)]
            links: metadata.nlink(),
            #[cfg(any(target_os = "linux", target_os = "android"))]
            extended: extended::of(path).ok(),
        })
    }

    /// Applies them to a file that only its owner can read until then.
    ///
    /// The owner comes first and can read the old file anyway; the ACL and then the mode open the file to no more users
    /// than the old one. A change of owner also clears setuid, which is why the mode is last.
    ///
    /// # Errors
    /// If one of them cannot be applied; the file may then have some of them.
    pub(super) fn give_to(&self, file: &File) -> io::Result<()> {
        #[cfg(unix)]
        self.give_owner(file)?;
        #[cfg(any(target_os = "linux", target_os = "android"))]
        match &self.extended {
            Some(attributes) => extended::give(attributes, file)?,
            None => return Err(io::Error::other("its extended attributes cannot be read")),
        }
        if file.metadata()?.permissions() != self.permissions {
            file.set_permissions(self.permissions.clone())?;
        }
        self.verify(file)
    }

    /// Sets what differs: a user may be allowed to set the group but not the owner.
    #[cfg(unix)]
    fn give_owner(&self, file: &File) -> io::Result<()> {
        use std::os::unix::fs::{MetadataExt, fchown};
        let now = file.metadata()?;
        let owner = (now.uid() != self.owner).then_some(self.owner);
        let group = (now.gid() != self.group).then_some(self.group);
        if owner.is_some() || group.is_some() { fchown(file, owner, group) } else { Ok(()) }
    }

    /// Some systems silently ignore what they cannot set.
    fn verify(&self, file: &File) -> io::Result<()> {
        let now = file.metadata()?;
        let same = now.permissions() == self.permissions;
        #[cfg(unix)]
        let same = {
            use std::os::unix::fs::MetadataExt;
            same && (now.uid(), now.gid()) == (self.owner, self.group)
        };
        if same { Ok(()) } else { Err(io::Error::other("its owner or mode cannot be kept")) }
    }

    /// Hard links to the file; 1 if the system does not report them.
    pub(super) fn links(&self) -> u64 {
        #[cfg(unix)]
        let links = self.links;
        #[cfg(not(unix))]
        let links = 1;
        links
    }

    /// Whether the file grants rights to programs run from it. The system clears those at any write to the file.
    pub(super) fn are_lost_by_writing(&self) -> bool {
        #[cfg(unix)]
        let is_privileged = {
            use std::os::unix::fs::PermissionsExt;
            self.permissions.mode() & 0o6000 != 0
        };
        #[cfg(not(unix))]
        let is_privileged = false;
        #[cfg(any(target_os = "linux", target_os = "android"))]
        let is_privileged = is_privileged
            || self
                .extended
                .iter()
                .flatten()
                .any(|(name, _)| name.as_encoded_bytes() == extended::CAPABILITY);
        is_privileged
    }
}

/// Extended attributes on Linux, which include POSIX ACLs.
#[cfg(any(target_os = "linux", target_os = "android"))]
mod extended {
    use std::ffi::{OsStr, OsString};
    use std::fs::File;
    use std::io;
    use std::path::Path;

    use xattr::FileExt;

    /// The capabilities of a program run from the file.
    pub(super) const CAPABILITY: &[u8] = b"security.capability";

    /// Attributes that the kernel computes from the content.
    const COMPUTED: [&[u8]; 2] = [b"security.ima", b"security.evm"];

    /// All of the file at a path that is not a link.
    pub(super) fn of(path: &Path) -> io::Result<Vec<(OsString, Vec<u8>)>> {
        let names = or_none(xattr::list(path).map(Iterator::collect))?;
        let names = names.into_iter().filter(|name: &OsString| !COMPUTED.contains(&name.as_encoded_bytes()));
        let with_value = |name: OsString| Ok(xattr::get(path, &name)?.map(|value| (name, value)));
        names.filter_map(|name| with_value(name).transpose()).collect()
    }

    /// Applies these to a file, and removes what it inherited from its folder: a default ACL.
    pub(super) fn give(attributes: &[(OsString, Vec<u8>)], file: &File) -> io::Result<()> {
        for (name, value) in attributes {
            // A label of SELinux is usually there already, and setting it is usually not allowed.
            if file.get_xattr(name)?.as_ref() != Some(value) {
                file.set_xattr(name, value)?;
            }
        }
        let given = |name: &OsStr| attributes.iter().any(|(kept, _)| kept == name);
        let names: Vec<OsString> = or_none(file.list_xattr().map(Iterator::collect))?;
        for name in names.iter().filter(|name| !given(name) && !is_of_the_system(name)) {
            file.remove_xattr(name)?;
        }
        Ok(())
    }

    /// Attributes that security modules add to any file.
    fn is_of_the_system(name: &OsStr) -> bool {
        name.as_encoded_bytes().starts_with(b"security.")
    }

    /// A file system without extended attributes has none.
    fn or_none(names: io::Result<Vec<OsString>>) -> io::Result<Vec<OsString>> {
        match names {
            Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(Vec::new()),
            names => names,
        }
    }
}
