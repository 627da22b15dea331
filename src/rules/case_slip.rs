//! Words with two capitals at the start, where the shift key was held too long.

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::lexicon::Sign;
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

rule! {
    /// Words that begin with two capitals.
    ///
    /// `MInisters` is in no word list, and a case-sensitive search does not find it.
    ///
    /// The rule reports two capitals followed by at least four lower-case letters. Acronyms with an ending (`MPs`,
    /// `NGOs`) are shorter or have more capitals, and names with an inner capital (`McNeill`, `MacKenzie`) have a
    /// lower-case letter before it. The rule may be wrong about a name that is written this way on purpose (`IFor`):
    /// accept the word in the configuration.
    ///
    /// The fix writes the second letter in lower case. It needs `--unsafe-fixes`.
    "case-slip": Spelling, Warn, Unsafe, since "0.1.0", needs Words
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

/// Two capitals, then at least four lower-case letters and nothing else.
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
