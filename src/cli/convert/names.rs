//! The names in the lexicon of a document, in the form that emitters need.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::document::Document;
use crate::emit::{Name, NameKind, Names};
use crate::lexicon::entries::Kind;
use crate::lexicon::facts::{self, Known};
use crate::project::DocumentConfig;

/// A configuration file and a family, which together determine the lexicons.
type Key = (Option<usize>, Option<usize>);

/// The names of a run: built once for all documents with the same lexicons.
#[derive(Default)]
pub(super) struct NamesOfRun(Mutex<HashMap<Key, Names>>);

impl NamesOfRun {
    /// The known names for a document: the user's, and those of its family.
    pub(super) fn of(&self, document_config: &DocumentConfig, document: &Document) -> Names {
        let profile = document.profile;
        let families = std::iter::once(profile.name.as_str()).chain(profile.extends.as_deref());
        let known = document_config.lexicon.facts(families);
        let key = (document_config.file.map(|(number, _)| number), known.family());
        let mut made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        made.entry(key).or_insert_with(|| names(known)).clone()
    }
}

fn names(known: Known) -> Names {
    Names::new(known.names().into_iter().map(|(name, forms)| (emitted(name), forms)))
}

fn emitted(name: &facts::Name) -> Name {
    Name {
        kind: match name.kind {
            Kind::Person => NameKind::Person,
            Kind::Organisation => NameKind::Organisation,
            Kind::Place => NameKind::Place,
        },
        label: name.name.clone(),
        uri: name.wikidata.as_ref().map(|item| format!("https://www.wikidata.org/entity/{item}")),
        key: name.iso3166.clone(),
    }
}
