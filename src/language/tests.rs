//! What is found in texts, and that the language files are in order.

use std::collections::BTreeSet;

use super::*;

/// The phrases of a class in a text.
fn of_class(text: &str, class: WordClass) -> Vec<&str> {
    phrases(text).iter().filter(|it| it.entry.has(class)).map(|it| &text[it.start..it.end]).collect()
}

#[test]
fn the_classes_fit_into_a_set() {
    assert!(WordClass::ALL.len() <= 64);
    for (number, class) in (0..).zip(WordClass::ALL) {
        assert_eq!(*class as u8, number);
    }
    let names: BTreeSet<&str> = WordClass::ALL.iter().map(|class| class.name()).collect();
    assert_eq!(names.len(), WordClass::ALL.len());
}

#[test]
fn phrases_are_found_at_the_edges_of_words() {
    let text = "Joint PRESS\u{a0} CONFERENCE by the Secretary-General, 5pm, 12th of May";
    assert_eq!(of_class(text, WordClass::Type), ["PRESS\u{a0} CONFERENCE"]);
    assert!(of_class(text, WordClass::Office).contains(&"Secretary-General"));
    assert_eq!(of_class(text, WordClass::OrdinalSuffix), ["th"]);
    assert_eq!(of_class(text, WordClass::ClockWord), ["pm"]);
    assert_eq!(of_class(text, WordClass::Month), ["May"]);
    assert_eq!(of_class("mayor Mays", WordClass::Month), [""; 0]);
}

#[test]
fn a_phrase_ends_with_its_line() {
    assert_eq!(of_class("press\nconference", WordClass::Type), [""; 0]);
}

#[test]
fn whole_texts_are_looked_up() {
    let entry = lookup(" Press Conference ").expect("it is a phrase");
    assert_eq!(entry.genre(), Some(Genre::Briefing));
    assert!(lookup("press conference by").is_none());
    assert!(lookup("").is_none());
}

#[test]
fn any_text_is_scanned() {
    let odd = [
        "",
        "İİ ﬁ ﬃ",
        "e\u{301}\u{301}",
        "ΟΔΥΣΣΕΥΣ Σ",
        "\u{ad}\u{ad}",
        "日本語 中文",
        "a\u{0}\u{1}\u{2}b",
        "\u{1}",
        "🇩🇪 5\u{fe0f}",
        "\r\n\u{2028}",
    ];
    for text in odd {
        visit(text, |it| assert!(text.get(it.start..it.end).is_some()));
    }
}
