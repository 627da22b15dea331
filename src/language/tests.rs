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
    assert!(of_class(text, WordClass::Type).contains(&"PRESS\u{a0} CONFERENCE"));
    assert!(of_class(text, WordClass::Office).contains(&"Secretary-General"));
    assert!(of_class(text, WordClass::OrdinalSuffix).contains(&"th"));
    assert!(of_class(text, WordClass::ClockWord).contains(&"pm"));
    assert_eq!(of_class(text, WordClass::Month), ["May"]);
    assert!(of_class("mayor Mays", WordClass::Month).is_empty());
}

#[test]
fn a_phrase_ends_with_its_line() {
    let text = "prime\nminister\r\nprime minister";
    let found = of_class(text, WordClass::Office);
    assert!(found.contains(&"prime minister"));
    assert!(found.iter().all(|phrase| !phrase.contains(['\n', '\r'])));
}

#[test]
fn endings_and_compounds_are_found() {
    let offices = of_class("Justizstaatssekretärinnen, Verteidigungsministerin", WordClass::Office);
    assert!(offices.contains(&"Verteidigungsministerin"), "{offices:?}");
    // The part that is matched has letters before it.
    assert!(of_class("Eröffnungsrede", WordClass::Type).contains(&"Eröffnungsrede"));
}

#[test]
fn open_phrases_match_whole_words() {
    let found = |text: &str| phrases(text).iter().map(|it| (it.start, it.end)).collect::<Vec<_>>();
    // `*tag der` goes on behind the word that it ends; `president*` covers the whole word.
    assert!(found("Jahrestag der Befreiung").contains(&(0, "Jahrestag der".len())));
    assert!(found("PRESIDENTENS tale").contains(&(0, "PRESIDENTENS".len())));
    assert!(!found("Montag derb").contains(&(0, "Montag der".len())));
}

#[test]
fn senses_have_values_and_languages() {
    let listopad = lookup("listopad").expect("it is a month");
    let in_language = |code| {
        let language = Language::find(code).expect("the language has a file");
        listopad.months().find(|(_, languages)| languages.contains(language)).map(|(month, _)| month)
    };
    assert_eq!((in_language("hr"), in_language("pl"), in_language("cs")), (Some(10), Some(11), Some(11)));
    let dimanche = lookup("Dimanche").expect("it is a weekday");
    assert_eq!(dimanche.weekdays().map(|(day, _)| day).collect::<Vec<_>>(), [7]);
    let french = Language::find("fr").expect("the language has a file");
    assert!(dimanche.languages(WordClass::Weekday).contains(french));
    assert!(dimanche.classes_in(french).contains(WordClass::Weekday));
    assert!(!dimanche.classes_in(Language::MUL).contains(WordClass::Weekday));
}

#[test]
fn letters_are_written_in_many_ways() {
    for text in ["Secrétaire général", "SECRÉTAIRE GÉNÉRAL", "SECRETAIRE GENERAL"] {
        assert!(lookup(text).is_some_and(|entry| entry.has(WordClass::Office)), "{text}");
    }
    for text in ["Erklärung", "ERKLAERUNG", "Communiqué", "Αθήνα", "АФГАНИСТАН"] {
        assert!(lookup(text).is_some(), "{text}");
    }
}

#[test]
fn whole_texts_are_looked_up() {
    let entry = lookup(" Press Conference ").expect("it is a phrase");
    assert_eq!(entry.genre(), Some(Genre::Briefing));
    assert!(lookup("press conference zebra").is_none());
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

#[test]
fn a_soft_hyphen_is_no_letter() {
    let text = "Pa\u{ad}pst";
    let whole: Vec<Match> = phrases(text).into_iter().filter(|it| it.end == text.len()).collect();
    assert!(whole.iter().any(|it| it.start == 0 && it.entry.has(WordClass::Office)));
    for (at, found) in whole.iter().enumerate() {
        assert!(!whole[..at].contains(found), "{found:?} is reported twice");
    }
}

#[test]
fn languages_are_guessed() {
    let texts = [
        ("en", "We are here today because it is the will of the people that this must not be forgotten."),
        ("de", "Wir haben heute beschlossen, dass die Mittel nicht gekürzt werden und der Rat zustimmt."),
        ("fr", "Nous avons décidé que les moyens ne seront pas réduits et que le conseil est d'accord."),
        ("es", "Hoy hemos decidido que los fondos no serán reducidos y que el consejo está de acuerdo."),
        ("pl", "Dzisiaj podjęliśmy decyzję, że środki nie będą zmniejszone i to jest dla nas bardzo ważne."),
        ("ru", "Сегодня мы решили, что средства не будут сокращены и это очень важно для всех нас."),
        ("fi", "Olemme tänään päättäneet, että varoja ei ole vähennetty ja se on meidän mielestä hyvä."),
        ("da", "Vi har i dag besluttet, at midlerne ikke bliver skåret, og det er meget godt for os alle."),
    ];
    for (code, text) in texts {
        assert_eq!(guess(text).map(Language::code), Some(code), "{text}");
    }
    assert_eq!(guess("12.07.2007 OHR Sarajevo"), None);
    assert_eq!(guess(""), None);
}

proptest::proptest! {
    #[test]
    fn matches_lie_in_the_text(text in "[ a-zA-Zäéßİﬁ\u{301}\u{ad}\u{a0}\u{2019}'.,:5\nРечь日]{0,60}(Ministerpräsident|press conference|речь)?.{0,20}") {
        let mut last = 0;
        visit(&text, |it| {
            assert!(text.get(it.start..it.end).is_some_and(|phrase| !phrase.is_empty()));
            assert!(it.start >= last, "matches come in the order in which they begin");
            assert!(it.entry.senses().next().is_some());
            last = it.start;
        });
    }
}
