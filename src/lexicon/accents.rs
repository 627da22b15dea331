//! Words that only exist with accents: a program dropped what it could not decode.

use super::{Lexicon, split_possessive};

/// Words that lost their accents, in lower case, sorted; a name begins with a capital on the right.
const ACCENTS: [(&str, &str); 43] = [
    ("chteau", "château"),
    ("chteaux", "châteaux"),
    ("communiqu", "communiqué"),
    ("communiqus", "communiqués"),
    ("confrence", "conférence"),
    ("confrences", "conférences"),
    ("dclaration", "déclaration"),
    ("dfense", "défense"),
    ("dlgation", "délégation"),
    ("dlgations", "délégations"),
    ("dmocratie", "démocratie"),
    ("dsseldorf", "Düsseldorf"),
    ("dtente", "détente"),
    ("europen", "européen"),
    ("europenne", "européenne"),
    ("faade", "façade"),
    ("franais", "français"),
    ("franaise", "française"),
    ("franois", "François"),
    ("genve", "Genève"),
    ("gnral", "général"),
    ("gnrale", "générale"),
    ("gnraux", "généraux"),
    ("gnter", "Günter"),
    ("gnther", "Günther"),
    ("jrgen", "Jürgen"),
    ("mnchen", "München"),
    ("nrnberg", "Nürnberg"),
    ("prsidence", "présidence"),
    ("prsident", "président"),
    ("prsidents", "présidents"),
    ("rdiger", "Rüdiger"),
    ("rgime", "régime"),
    ("rpublique", "république"),
    ("rsidence", "résidence"),
    ("rsolution", "résolution"),
    ("runion", "réunion"),
    ("schrder", "Schröder"),
    ("scurit", "sécurité"),
    ("trkiye", "Türkiye"),
    ("vclav", "Václav"),
    ("wrner", "Wörner"),
    ("zrich", "Zürich"),
];

impl Lexicon {
    /// The word before it lost its accents: `Communiqu` was `communiqué`. A name begins with a capital. `None` for
    /// known misspellings.
    pub fn accented(&self, word: &str) -> Option<&'static str> {
        let (stem, _) = split_possessive(word);
        let letters = || stem.bytes().map(|byte| byte.to_ascii_lowercase());
        let at = ACCENTS.binary_search_by(|(lost, _)| lost.bytes().cmp(letters())).ok()?;
        let meant = ACCENTS[at].1;
        let is_name = meant.starts_with(char::is_uppercase) && !stem.starts_with(char::is_uppercase);
        (!is_name && !self.is_slip(word)).then_some(meant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_can_be_searched() {
        assert!(ACCENTS.is_sorted_by(|(one, _), (next, _)| one < next));
    }
}
