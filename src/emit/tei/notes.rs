//! Stage notes: what is missing, what is heard, what is seen.

use super::writer::Element;
use crate::emit::reading;

/// Sounds made with the voice.
const VOCAL: [&str; 4] = ["laughter", "laughs", "laughing", "crosstalk"];
/// What people do without words.
const KINESIC: [&str; 3] = ["applause", "applauds", "clapping"];
/// What happens around them.
const INCIDENT: [&str; 5] = ["music", "video plays", "video clip", "tape change", "commercial break"];

/// The element of a note whose words are in a `desc` inside it.
pub(super) fn element(text: &str) -> Element {
    happening(text).unwrap_or_else(|| Element::new("gap").with("reason", reading::gap_reason(text)))
}

/// The same with the types of ParlaMint: crosstalk is an interruption there.
pub(super) fn of_parlamint(text: &str) -> Element {
    match happening(text) {
        Some(_) if text.to_lowercase().contains("crosstalk") => {
            Element::new("vocal").with("type", "interruption")
        }
        Some(element) => element,
        None => element(text),
    }
}

/// The element of a note about something that happened, not about missing words.
pub(super) fn happening(text: &str) -> Option<Element> {
    let note = text.to_lowercase();
    let says = |words: &[&'static str]| words.iter().copied().find(|word| note.contains(word));
    if let Some(word) = says(&VOCAL) {
        Some(Element::new("vocal").with("type", if word == "crosstalk" { "crosstalk" } else { "laughter" }))
    } else if says(&KINESIC).is_some() {
        Some(Element::new("kinesic").with("type", "applause"))
    } else if note.contains("pause") {
        Some(Element::new("incident").with("type", "pause"))
    } else {
        says(&INCIDENT).map(|_| Element::new("incident"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::tei::writer::Xml;

    #[test]
    fn parlamint_has_types_of_its_own() {
        let written = |text: &str| {
            let mut xml = Xml::document(0);
            xml.empty(of_parlamint(text));
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
