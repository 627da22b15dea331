//! The identifiers of the documents of a run: unique, and the same in every format.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::hash::{BuildHasher, RandomState};
use std::path::{Component, Path, PathBuf};

use super::{Input, absolute};
use crate::error::Error;
use crate::settings::IdScheme;

/// How one document is identified: the scheme, and the folder of its corpus, if a configuration file sets it.
pub type Scheme<'a> = (IdScheme, Option<&'a Path>);

/// The identifiers of a run.
///
/// Only those longer than a file name are kept: nearly all names of a corpus are unique, and a million identifiers
/// would take more memory than the whole conversion.
#[derive(Debug, Default)]
pub struct Identifiers {
    longer: HashMap<PathBuf, String>,
}

impl Identifiers {
    /// The identifiers of these documents, whatever their order.
    ///
    /// # Errors
    /// [`Error::Usage`] with both documents if two still have the same, as `a.txt` and `a.text` of one folder do.
    pub fn new<'a>(inputs: &[Input], scheme: impl Fn(&Input) -> Scheme<'a>) -> Result<Self, Error> {
        let repeated = repeated(inputs, stem);
        let repeated: Vec<&Input> = inputs.iter().filter(|input| repeated.contains(&stem(input))).collect();
        let longer =
            if repeated.is_empty() { HashMap::new() } else { longer(&repeated, &base(inputs, &scheme)) };
        let identifiers = Self { longer };
        identifiers.distinct(inputs, scheme)?;
        Ok(identifiers)
    }

    /// The identifier of a document. Folders are separated by `/`; bytes that are not text and characters that some
    /// format cannot contain are percent-encoded, so that different names stay different.
    pub fn of(&self, input: &Input, (scheme, corpus): Scheme) -> String {
        match scheme {
            IdScheme::Path => parts(&relative(input, corpus)).join("/"),
            IdScheme::Stem => self.longer.get(&input.path()).cloned().unwrap_or_else(|| stem(input)),
        }
    }

    fn distinct<'a>(&self, inputs: &[Input], scheme: impl Fn(&Input) -> Scheme<'a>) -> Result<(), Error> {
        let id = |input: &Input| self.of(input, scheme(input));
        let repeated = repeated(inputs, id);
        let mut first: HashMap<&str, &Input> = HashMap::new();
        for input in inputs {
            let id = id(input);
            let Some(id) = repeated.get(&id) else { continue };
            if let Some(other) = first.insert(id, input) {
                return Err(clash(other, input, id));
            }
        }
        Ok(())
    }
}

fn clash(one: &Input, other: &Input, id: &str) -> Error {
    let (one, other) = (one.path(), other.path());
    let (one, other) = (one.display(), other.display());
    Error::Usage(format!("{one} and {other} have the same identifier `{id}`: rename one of them"))
}

/// The keys that several documents share. Hashes find nearly all unique ones, so few keys are in memory.
fn repeated(inputs: &[Input], key: impl Fn(&Input) -> String) -> HashSet<String> {
    let state = RandomState::new();
    let hash = |input: &Input| state.hash_one(key(input));
    let mut hashes: Vec<u64> = inputs.iter().map(hash).collect();
    hashes.sort_unstable();
    let twice = hashes.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]);
    let twice: HashSet<u64> = twice.collect();
    if twice.is_empty() {
        return HashSet::new();
    }
    let mut seen = HashSet::new();
    let keys = inputs.iter().map(key).filter(|key| twice.contains(&state.hash_one(key)));
    keys.filter(|key| !seen.insert(key.clone())).collect()
}

/// For each document, the fewest folders that make its name unique; all folders if one path is the end of another.
fn longer(inputs: &[&Input], base: &Path) -> HashMap<PathBuf, String> {
    let paths: Vec<Vec<String>> = inputs.iter().map(|input| parts(&relative(input, Some(base)))).collect();
    let ends = |path: &[String]| (0..path.len()).map(|from| path[from..].join("/")).collect::<Vec<_>>();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for end in paths.iter().flat_map(|path| ends(path)) {
        *counts.entry(end).or_default() += 1;
    }
    let shortest = |path: &Vec<String>| {
        let unique = ends(path).into_iter().rev().find(|end| counts[end] == 1);
        unique.unwrap_or_else(|| path.join("/"))
    };
    inputs.iter().zip(&paths).map(|(input, path)| (input.path(), shortest(path))).collect()
}

/// The folder that paths are relative to: that of the configuration that applies to all, else the innermost that
/// contains all documents.
fn base<'a>(inputs: &[Input], scheme: impl Fn(&Input) -> Scheme<'a>) -> PathBuf {
    let mut folders: Vec<&Path> = inputs.iter().map(Input::folder).collect();
    folders.sort_unstable();
    folders.dedup();
    let folders: Vec<PathBuf> = folders.into_iter().map(absolute).collect();
    let first = inputs.first().and_then(|input| scheme(input).1);
    if let Some(corpus) = first
        && inputs.iter().all(|input| scheme(input).1 == first)
        && folders.iter().all(|folder| folder.starts_with(corpus))
    {
        return corpus.to_path_buf();
    }
    folders.into_iter().reduce(|one, other| common(&one, &other)).unwrap_or_default()
}

fn common(one: &Path, other: &Path) -> PathBuf {
    let same = one.components().zip(other.components()).take_while(|(one, other)| one == other);
    same.map(|(part, _)| part).collect()
}

/// The path of a document relative to the folder of its corpus, else to the current folder, else absolute.
fn relative(input: &Input, corpus: Option<&Path>) -> PathBuf {
    let path = absolute(&input.path());
    let here = std::env::current_dir().unwrap_or_default();
    let inside = corpus.and_then(|corpus| path.strip_prefix(corpus).ok());
    inside.or_else(|| path.strip_prefix(here).ok()).unwrap_or(&path).to_path_buf()
}

/// The names of a path, that of the file without its extension.
fn parts(path: &Path) -> Vec<String> {
    let name = |part: Component| match part {
        Component::Normal(name) => Some(encoded(name)),
        _ => None,
    };
    let folders = path.parent().into_iter().flat_map(Path::components).filter_map(name);
    folders.chain(path.file_stem().map(encoded)).collect()
}

/// The name of a document without its extension.
fn stem(input: &Input) -> String {
    input.file_name().and_then(|name| Path::new(name).file_stem()).map(encoded).unwrap_or_default()
}

/// A name as text that no other name has.
fn encoded(name: &OsStr) -> String {
    let mut text = String::with_capacity(name.len());
    let bytes = |text: &mut String, bytes: &[u8]| {
        bytes.iter().for_each(|byte| write!(text, "%{byte:02X}").expect("writing to a string cannot fail"));
    };
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        for (at, c) in chunk.valid().char_indices() {
            if is_odd(c) || c == '%' && is_code(&chunk.valid()[at + 1..]) {
                bytes(&mut text, c.encode_utf8(&mut [0; 4]).as_bytes());
            } else {
                text.push(c);
            }
        }
        bytes(&mut text, chunk.invalid());
    }
    text
}

/// Whether a percent sign before this text would look like an encoded byte.
fn is_code(text: &str) -> bool {
    text.len() >= 2 && text.as_bytes()[..2].iter().all(u8::is_ascii_hexdigit)
}

/// Characters that some format cannot contain and replaces: controls and what Unicode never assigns.
fn is_odd(c: char) -> bool {
    c.is_control() || matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inputs(paths: &[&str]) -> Vec<Input> {
        Input::files(paths.iter().map(|path| (PathBuf::from(path), 0)).collect())
    }

    fn ids(paths: &[&str], scheme: IdScheme) -> Result<Vec<String>, Error> {
        let inputs = inputs(paths);
        let ids = Identifiers::new(&inputs, |_| (scheme, None))?;
        Ok(inputs.iter().map(|input| ids.of(input, (scheme, None))).collect())
    }

    #[test]
    fn a_repeated_name_has_the_folders_that_make_it_unique() {
        let stem = |paths: &[&str]| ids(paths, IdScheme::Stem).unwrap();
        assert_eq!(stem(&["c/a.txt", "c/b.txt"]), ["a", "b"]);
        assert_eq!(stem(&["c/a/x.txt", "c/b/x.txt", "c/y.txt"]), ["a/x", "b/x", "y"]);
        assert_eq!(stem(&["c/a/s/x.txt", "c/b/s/x.txt", "c/d/x.txt"]), ["a/s/x", "b/s/x", "d/x"]);
        assert_eq!(stem(&["c/a/x.txt", "c/x.txt"]), ["a/x", "x"]);
        assert_eq!(stem(&["c/./a/x.txt", "c/d/../b/x.txt"]), ["a/x", "b/x"]);
        assert_eq!(stem(&["c/a/x.txt", "c/a.x.txt", "c/b/x.txt"]), ["a/x", "a.x", "b/x"]);
    }

    #[test]
    fn a_path_is_one_whether_names_are_repeated_or_not() {
        let path = |paths: &[&str]| ids(paths, IdScheme::Path).unwrap();
        assert_eq!(path(&["c/a/x.txt"]), ["c/a/x"]);
        assert_eq!(path(&["c/a/x.txt", "c/b.htm.txt"]), ["c/a/x", "c/b.htm"]);
    }

    #[test]
    fn what_folders_cannot_part_is_refused() {
        for scheme in [IdScheme::Stem, IdScheme::Path] {
            let Err(Error::Usage(message)) = ids(&["c/a.text", "c/a.txt", "c/b.txt"], scheme) else {
                panic!("{scheme:?}");
            };
            assert!(message.starts_with("c/a.text and c/a.txt have the same identifier `"), "{message}");
        }
    }

    #[test]
    fn different_names_stay_different() {
        let names =
            ["a b", "a_b", "a%20b", "a\u{1}b", "a%01b", "a%b", "a\u{fffd}b", "A B", "a\tb", "a%", "%%41"];
        let ids: HashSet<String> = names.iter().map(|name| encoded(OsStr::new(name))).collect();
        assert_eq!(ids.len(), names.len());
        assert_eq!(encoded(OsStr::new("100 % a%20\u{85}")), "100 % a%2520%C2%85");
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_not_text_are_encoded() {
        use std::os::unix::ffi::OsStrExt;
        assert_eq!(encoded(OsStr::from_bytes(b"a\xff")), "a%FF");
    }
}
