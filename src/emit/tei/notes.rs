//! Stage notes: what is missing, what is heard, what is seen.

use super::writer::Element;
use crate::document::Incident;
use crate::emit::reading;
use crate::language::WordLists;

/// The element of a note whose words are in a `desc` inside it.
pub(super) fn element(text: &str, words: &WordLists) -> Element {
    let gap = || Element::new("gap").with("reason", reading::gap_reason(text, words));
    happening(text, words).unwrap_or_else(gap)
}

/// The same with the types of ParlaMint: crosstalk is an interruption there.
pub(super) fn of_parlamint(text: &str, words: &WordLists) -> Element {
    match happening(text, words) {
        Some(_) if Incident::of(text, words) == Some(Incident::Crosstalk) => {
            Element::new("vocal").with("type", "interruption")
        }
        Some(element) => element,
        None => element(text, words),
    }
}

/// The element of a note about something that happened, not about missing words.
pub(super) fn happening(text: &str, words: &WordLists) -> Option<Element> {
    let incident = Incident::of(text, words)?;
    let name = match incident {
        Incident::Laughter | Incident::Crosstalk => "vocal",
        Incident::Applause => "kinesic",
        Incident::Pause | Incident::Other => "incident",
    };
    let kind = incident.name().into_iter();
    Some(kind.fold(Element::new(name), |element, kind| element.with("type", kind)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::tei::writer::Xml;

    #[test]
    fn parlamint_has_types_of_its_own() {
        let written = |text: &str| {
            let mut xml = Xml::document(0);
            xml.empty(of_parlamint(text, crate::language::Language::ENGLISH.words()));
            String::from_utf8(xml.finish()).expect("XML is text")
        };
        for (text, element) in [
            ("(CROSSTALK)", "<vocal type=\"interruption\"/>"),
            ("(laughter)", "<vocal type=\"laughter\"/>"),
            ("(inaudible)", "<gap reason=\"inaudible\"/>"),
        ] {
            assert!(written(text).contains(element), "{}", written(text));
        }
    }
}
