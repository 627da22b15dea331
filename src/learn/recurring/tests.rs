use super::*;
use crate::parse::parse;
use crate::source::Source;

fn gathered(texts: &[&str]) -> Recurring {
    let mut all = Recurring::default();
    for text in texts {
        let source = Source::from_text("a.txt", *text);
        all.merge(Recurring::of(&parse(&source, Profile::plain())));
    }
    all
}

fn full() -> Choice {
    Choice::all().next().expect("there are choices")
}

#[test]
fn a_line_counts_once_for_each_document() {
    let all = gathered(&[
        "Ministry of Tides\n\nMinistry of Tides\n\nA paragraph of the text that goes on for a while.\n",
        "Ministry of Tides\n\nAnother paragraph, which is as long as the first one is.\n",
    ]);
    assert_eq!((all.documents, all.head["Ministry of Tides"].documents), (2, 2));
    assert_eq!(all.head["Ministry of Tides"].place(), 0);
}

#[test]
fn short_documents_have_no_line_at_both_ends() {
    let all = gathered(&["One line\nTwo lines\n"]);
    assert_eq!((all.head.len(), all.tail.len()), (1, 1));
}

#[test]
fn labels_are_counted_with_their_dates() {
    let all = gathered(&[
        "Page changed: 14.03.2011\n\n3 March 2011\n\nThe title\n\nA paragraph.\n",
        "Page changed: 4 April 2011\n\n3 April 2011\n\nThe title\n\nA paragraph.\n",
        "Page changed: never\n\nThe title\n\nA paragraph.\n",
    ]);
    let label = all.labels["Page changed:"];
    assert_eq!((label.documents, label.dated), (3, 2));
    assert_eq!((all.day_first, all.month_first), (1, 0));
}

#[test]
fn shapes_of_lines_are_told_apart() {
    for (line, expected) in [
        ("Page changed: 4.3.2011", Some(("Page changed:", "4.3.2011"))),
        ("Last updated 4 March 2011", Some(("Last updated", "4 March 2011"))),
        ("at 12:30", None),
        ("Brussels, 4 March 2011", None),
        ("Contact:", None),
    ] {
        assert_eq!(shape::label(line), expected, "{line}");
    }
    for date in ["04.03.2011", "2011-03-04 12:00", "March 4, 2011", "4 March 2011", "Friday 4 March 2011"] {
        assert!(shape::is_date(date), "{date}");
    }
    for other in ["12 pilots", "never", "12/2011", "call 14 if March is late"] {
        assert!(!shape::is_date(other), "{other}");
    }
    for (line, expected) in [
        ("Bulletin VMH-12/2011", Some(("Bulletin", "VMH-9/9"))),
        ("12/2011", Some(("", "9/9"))),
        ("4/3/2011", None),
        ("call 4 or 5/6", None),
        ("the north-east", None),
    ] {
        let found = shape::number(line);
        assert_eq!(found.as_ref().map(|(lead, format)| (*lead, format.as_str())), expected, "{line}");
    }
}

#[test]
fn a_draft_needs_something_that_recurs() {
    let all = gathered(&["Fog\n\nIt was foggy.\n", "Rain\n\nIt rained, and then it rained again.\n"]);
    assert!(all.draft("own", "Own", 2, full()).is_none());
}

#[test]
fn a_draft_is_a_profile_whatever_the_lines() {
    let text = "A \"quoted\" \\ name\nMinistry\u{9b} of [x] = 1\n\nTitle\n\nA paragraph.\n";
    let draft = gathered(&[text, text, text]).draft("own", "T \" \\", 2, full()).expect("lines recur");
    let profile = Profile::read("own", &draft.text).unwrap_or_else(|error| panic!("{error}\n{}", draft.text));
    assert!(profile.boilerplate.iter().any(|line| line == "A \"quoted\" \\ name"), "{}", draft.text);
    assert!(draft.text.contains("# in 3 of 3 documents"), "{}", draft.text);
}
