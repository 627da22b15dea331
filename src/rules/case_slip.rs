//! Capitals where the shift key was held too long.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::lexicon::Sign;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

rule! {
    /// A word begins with two capitals.
    ///
    /// `MInisters` is no word of a list, and a search that minds the case does not find it.
    ///
    /// The rule reports a word of two capitals and at least four small letters. Acronyms with an ending (`MPs`, `NGOs`)
    /// are shorter or have more capitals; names with a capital inside (`McNeill`, `MacKenzie`) have a small letter before
    /// it. It may be wrong about a name that is written so on purpose (`IFor`); accept the word in the configuration.
    ///
    /// The fix writes the second letter small. It wants `--unsafe-fixes`.
    "case-slip": Spelling, Warn, Unsafe, since "0.1.0"
}

fn check(document: &Document, context: &Context, findings: &mut Findings) {
    let capitals = context.spellings(&[Sign::InnerCapital]);
    for slip in capitals.filter(|spelling| is_slip(document.text(spelling.first))) {
        findings.extend(document.words().places(slip).map(|place| found(place, document.text(place))));
    }
}

fn found(place: Span, word: &str) -> Diagnostic {
    let first = word.chars().next().map_or(0, char::len_utf8);
    let right = format!("{}{}", &word[..first], word[first..].to_lowercase());
    let title = format!("replace `{word}` with `{right}`");
    Diagnostic::new(place, format!("`{word}` begins with two capitals"))
        .label("the second capital")
        .help(format!("write `{right}`, unless it is a name"))
        .fix(Fix::replace(title, Applicability::Unsafe, place, right))
}

/// Two capitals, then small letters only, at least four.
fn is_slip(word: &str) -> bool {
    let mut letters = word.chars();
    let capitals = letters.by_ref().take(2).filter(|c| c.is_uppercase()).count();
    let rest = letters.as_str();
    capitals == 2 && rest.chars().count() >= 4 && rest.chars().all(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_and_their_neighbours() {
        for word in ["MInisters", "THursday"] {
            assert!(is_slip(word), "{word}");
        }
        for word in
            ["MPs", "NGOs", "McNeill", "MacKenzie", "NATO", "EUfor", "PhDs", "Ministers", "IFOR-led", "DVDs"]
        {
            assert!(!is_slip(word), "{word}");
        }
    }
}
