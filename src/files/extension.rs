//! Which files of a folder are documents, by extension. A named file is one whatever its name.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::place::{CONFIGURATION, absolute, shown};
use super::{is_there, read_text};
use crate::error::{Error, Fault};
use crate::settings::{Configuration, extension};

/// The extensions of text documents, if nobody says otherwise.
const TEXT: [&str; 2] = ["txt", "text"];

/// Those of TEI.
const TEI: [&str; 2] = ["xml", "tei"];

/// Where the extensions of documents come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Extensions {
    /// From the nearest configuration above each folder: by default, `*.txt` and `*.text`.
    #[default]
    Nearest,
    /// From this configuration, for all folders.
    File(PathBuf),
    /// These, without the dot.
    Only(Vec<String>),
}

impl Extensions {
    /// Those of text documents where there is no configuration.
    pub fn text() -> Self {
        Self::Only(TEXT.map(str::to_string).to_vec())
    }

    /// Those of TEI documents.
    pub fn tei() -> Self {
        Self::Only(TEI.map(str::to_string).to_vec())
    }
}

/// The extensions without the dot, as one list for all who ask.
pub type List = Arc<[String]>;

/// The extensions of each folder, looked up once.
#[derive(Debug)]
pub(super) struct Wanted {
    extensions: Extensions,
    folders: HashMap<PathBuf, List>,
    default: List,
    /// The first configuration that cannot be read, in whose place the default counts.
    fault: Option<Error>,
}

impl Wanted {
    pub(super) fn of(extensions: &Extensions) -> Self {
        let default = TEXT.map(str::to_string).into();
        let mut wanted =
            Self { extensions: extensions.clone(), folders: HashMap::new(), default, fault: None };
        match extensions {
            Extensions::Only(list) => wanted.default = list.clone().into(),
            Extensions::File(file) => wanted.default = wanted.within(file),
            Extensions::Nearest => {}
        }
        wanted
    }

    /// The extensions in a folder.
    pub(super) fn at(&mut self, folder: &Path) -> List {
        if self.extensions != Extensions::Nearest {
            return Arc::clone(&self.default);
        }
        if let Some(known) = self.folders.get(folder) {
            return Arc::clone(known);
        }
        let found = self.above(&absolute(folder));
        self.folders.insert(folder.to_path_buf(), Arc::clone(&found));
        found
    }

    /// Why a folder may seem to have no documents.
    pub(super) fn fault(&mut self) -> Option<Error> {
        self.fault.take()
    }

    fn above(&mut self, folder: &Path) -> List {
        if let Some(known) = self.folders.get(folder) {
            return Arc::clone(known);
        }
        let file = folder.join(CONFIGURATION);
        let found = if is_there(&file) {
            self.within(&file)
        } else {
            let parent = folder.parent().map(|parent| self.above(parent));
            parent.unwrap_or_else(|| Arc::clone(&self.default))
        };
        self.folders.insert(folder.to_path_buf(), Arc::clone(&found));
        found
    }

    /// The extensions that a configuration sets. What is wrong with it is reported when the settings are read.
    fn within(&mut self, file: &Path) -> List {
        match set_in(file) {
            Ok(Some(list)) => list,
            Ok(None) => Arc::clone(&self.default),
            Err(error) => {
                self.fault.get_or_insert(error);
                Arc::clone(&self.default)
            }
        }
    }
}

fn set_in(file: &Path) -> Result<Option<List>, Error> {
    let text = read_text(file)?;
    let fault = |fault: Fault| Error::Configuration(Box::new(fault.within(&shown(file), &text)));
    let corpus = Configuration::read(&text).map_err(fault)?.corpus;
    let list = corpus.extensions.map(|list| list.into_inner().into_iter());
    Ok(list.map(|list| list.filter_map(|one| extension(one.get_ref()).map(str::to_string)).collect()))
}

/// Whether a file has one of the extensions, in any case. An extension may have several parts: `en.txt`.
pub(super) fn has(path: &Path, extensions: &[String]) -> bool {
    let Some(name) = path.file_name().map(|name| name.as_encoded_bytes()) else { return false };
    extensions.iter().any(|extension| {
        let Some(at) = name.len().checked_sub(extension.len()) else { return false };
        at > 1 && name[at - 1] == b'.' && name[at..].eq_ignore_ascii_case(extension.as_bytes())
    })
}

/// Whether a file is a document where no configuration says otherwise, or has the extension of one of these.
pub(super) fn is_like<'p>(path: &Path, others: impl IntoIterator<Item = &'p Path>) -> bool {
    let of = |path: &Path| path.extension().map(|extension| extension.to_ascii_lowercase());
    has(path, &TEXT.map(str::to_string)) || others.into_iter().any(|other| of(other) == of(path))
}

/// Extensions as patterns: `*.txt, *.text`.
pub fn patterns(extensions: &[String]) -> String {
    extensions.iter().map(|extension| format!("*.{extension}")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_have_parts_and_no_case() {
        let has = |name: &str, extension: &str| has(Path::new(name), &[extension.to_string()]);
        assert!(has("a.TXT", "txt") && has("a/b.en.txt", "en.txt") && has("a.en.txt", "txt"));
        assert!(!has("txt", "txt") && !has(".txt", "txt") && !has("a.atxt", "txt") && !has("a.txt/b", "txt"));
    }

    #[test]
    fn the_nearest_configuration_decides() {
        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(name);
        std::fs::create_dir_all(at("a/b")).unwrap();
        std::fs::create_dir_all(at("c")).unwrap();
        std::fs::write(at(CONFIGURATION), "[corpus]\nextensions = [\".md\", \"txt\"]\n").unwrap();
        std::fs::write(at("a/b").join(CONFIGURATION), "").unwrap();
        std::fs::write(at("c").join(CONFIGURATION), "[corpse]\n").unwrap();
        let mut wanted = Wanted::of(&Extensions::Nearest);
        assert_eq!(wanted.at(&at("a"))[..], ["md", "txt"]);
        assert_eq!(wanted.at(&at("a/b"))[..], TEXT);
        assert!(wanted.fault().is_none());
        assert_eq!(wanted.at(&at("c"))[..], TEXT);
        assert!(wanted.fault().unwrap().to_string().ends_with("unknown key `corpse`"));
        assert_eq!(Wanted::of(&Extensions::File(at(CONFIGURATION))).at(&at("c"))[..], ["md", "txt"]);
        assert_eq!(Wanted::of(&Extensions::tei()).at(&at("c"))[..], TEI);
    }
}
