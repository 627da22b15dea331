//! The targets of names of places, organisations and persons: an external record, or an entry of the corpus's lists.

use super::ids;
use super::options::{Member, Options};
use super::writer::Element;
use crate::emit::names::{Name, NameKind};

/// Files of a corpus that its documents share.
pub(super) const TAXONOMY: &str = "taxonomy.xml";
/// The list of all persons.
pub(super) const PERSONS: &str = "listPerson.xml";
/// The list of all organisations.
pub(super) const ORGANISATIONS: &str = "listOrg.xml";
/// The list of all places.
pub(super) const PLACES: &str = "listPlace.xml";

/// Makes the elements of names.
pub(super) struct References<'o> {
    member: Option<&'o Member>,
}

impl<'o> References<'o> {
    /// For a document with these options.
    pub(super) const fn new(options: &'o Options) -> Self {
        Self { member: options.member.as_ref() }
    }

    /// The start tag of a name: with the key, and a pointer into the list of the corpus, else to the record.
    pub(super) fn element(&self, kind: NameKind, name: Option<&Name>, text: &str) -> Element {
        let mut element = Element::new(element(kind));
        if let Some(key) = name.and_then(|name| name.key.as_ref()).filter(|key| is_word(key)) {
            element = element.with("key", key);
        }
        match (self.member, name.and_then(|name| name.uri.as_ref()).filter(|uri| is_address(uri))) {
            (Some(member), _) => {
                let label = name.map_or(text, |name| &name.label);
                element.with("ref", member.shared(&format!("{}#{}", list(kind), entry(kind, label))))
            }
            (None, Some(uri)) => element.with("ref", uri),
            (None, None) => element,
        }
    }
}

/// Whether a value is valid in an attribute that takes one word.
pub(super) fn is_word(value: &str) -> bool {
    !value.is_empty() && !value.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// Whether a value has the form of a BCP 47 tag.
pub(super) fn is_language(value: &str) -> bool {
    let mut parts = value.split('-');
    let first = parts.next().unwrap_or_default();
    let sized = |part: &str| (1..=8).contains(&part.len());
    sized(first)
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| sized(part) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Whether a value is a URL that is valid in an attribute: `https://www.wikidata.org/entity/Q232`.
pub(super) fn is_address(value: &str) -> bool {
    let scheme =
        value.find(':').is_some_and(|at| at > 1 && value[..at].bytes().all(|b| b.is_ascii_alphabetic()));
    scheme
        && value.bytes().filter(|byte| *byte == b'#').count() <= 1
        && value.bytes().all(|byte| IN_ADDRESSES[usize::from(byte)])
}

/// The bytes of a URL. A table, since every name in the prose with a URL looks up each of its bytes.
const IN_ADDRESSES: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric()
            || matches!(
                byte,
                b'-' | b'.'
                    | b'_'
                    | b'~'
                    | b':'
                    | b'/'
                    | b'?'
                    | b'#'
                    | b'@'
                    | b'!'
                    | b'$'
                    | b'&'
                    | b'\''
                    | b'('
                    | b')'
                    | b'*'
                    | b'+'
                    | b','
                    | b';'
                    | b'='
            );
        byte += 1;
    }
    table
};

/// The element of a name.
pub(super) const fn element(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "persName",
        NameKind::Place => "placeName",
        NameKind::Organisation => "orgName",
    }
}

/// The file of a list.
pub(super) const fn list(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => PERSONS,
        NameKind::Place => PLACES,
        NameKind::Organisation => ORGANISATIONS,
    }
}

/// The identifier of an entry in a list of the corpus.
pub(super) fn entry(kind: NameKind, label: &str) -> String {
    let what = match kind {
        NameKind::Person => "person",
        NameKind::Place => "place",
        NameKind::Organisation => "org",
    };
    format!("doclint.{what}.{}", ids::slug(label))
}
