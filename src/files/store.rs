//! The stores of git-annex and DVC, where files are named after their contents: a link into one is the document, and
//! two links to the same contents are two identical documents.

use std::ffi::OsStr;
use std::path::Path;

/// Hexadecimal digits of the shortest hash that a store uses, MD5.
const DIGITS: usize = 32;

/// The store of a file, by its path with links resolved; `None` if its name is not that of its contents.
pub(super) fn of(file: &Path) -> Option<&Path> {
    file.ancestors().skip(2).find(|folder| {
        (folder.ends_with("annex/objects") && folder.iter().any(|part| part == ".git") && has_annex_key(file))
            || (folder.ends_with(".dvc/cache") && has_dvc_key(file))
    })
}

/// `SHA256E-s5--0123….txt/SHA256E-s5--0123….txt`. Keys with a date or a URL say nothing about the contents.
fn has_annex_key(file: &Path) -> bool {
    let folder = file.parent().and_then(Path::file_name);
    let Some((name, folder)) = file.file_name().zip(folder) else { return false };
    let key = name.to_str().and_then(|name| name.split_once("--"));
    name == folder && key.is_some_and(|(_, hash)| is_hash(hash.split('.').next().unwrap_or_default()))
}

/// `01/23…`
fn has_dvc_key(file: &Path) -> bool {
    let text = |name: Option<&OsStr>| name.and_then(OsStr::to_str).map(str::to_string);
    let start = text(file.parent().and_then(Path::file_name));
    let (Some(start), Some(rest)) = (start, text(file.file_name())) else { return false };
    start.len() == 2 && is_hash(&(start + &rest))
}

fn is_hash(text: &str) -> bool {
    text.len() >= DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stores_hold_files_that_are_named_after_their_contents() {
        let hash = "0123456789abcdef0123456789abcdef";
        let key = format!("MD5E-s5--{hash}.txt");
        let annex = format!("/r/.git/annex/objects/0x/1y/{key}/{key}");
        assert_eq!(of(Path::new(&annex)), Some(Path::new("/r/.git/annex/objects")));
        let cached = format!("/r/.dvc/cache/files/md5/01/{}", &hash[2..]);
        assert_eq!(of(Path::new(&cached)), Some(Path::new("/r/.dvc/cache")));
        for other in [
            format!("/r/annex/objects/0x/1y/{key}/{key}"),
            format!("/r/.git/annex/objects/0x/1y/x/{key}"),
            "/r/.git/annex/objects/0x/1y/WORM-s5-m1--a.txt/WORM-s5-m1--a.txt".to_string(),
            format!("/r/cache/files/md5/01/{}", &hash[2..]),
            "/r/.dvc/cache/x".to_string(),
            "/r/.dvc/cache/files/md5/01/a.txt".to_string(),
        ] {
            assert_eq!(of(Path::new(&other)), None, "{other}");
        }
    }
}
