//! Whatever comes in: parsing returns, every byte is in exactly one block, spans sit on characters, time is linear.

use std::time::{Duration, Instant};

use doclint::document::Document;
use doclint::lexicon::Lexicon;
use doclint::lint::lint;
use doclint::parse::parse;
use doclint::profile::Profile;
use doclint::settings::Settings;
use doclint::source::{Source, Span};
use proptest::prelude::*;

/// Every span that a document holds, with a word for messages.
fn spans(document: &Document) -> Vec<(&'static str, Span)> {
    let header = &document.header;
    let mut spans = Vec::new();
    for block in &document.blocks {
        spans.push(("content", block.content));
        spans.push(("prose", block.prose()));
        spans.extend(block.parts.iter().map(|part| ("part", part.span)));
    }
    let fields = header.series.iter().chain(&header.place).chain(&header.title).chain(&header.number);
    spans.extend(fields.chain(&header.byline).chain(&header.media).map(|span| ("field", *span)));
    spans.extend(document.dates().map(|(_, date)| ("date", date.span)));
    spans.extend(document.dates().filter_map(|(_, date)| Some(("clock", date.clock?.span))));
    spans.extend(document.dates().filter_map(|(_, date)| Some(("weekday", date.weekday?.1))));
    spans.extend(header.related.iter().map(|related| ("related", related.title)));
    spans.extend(document.persons.iter().map(|person| ("person", person.name)));
    spans.extend(document.annotations.iter().map(|annotation| ("annotation", annotation.span)));
    spans.extend(document.words().spans().iter().map(|word| ("word", *word)));
    spans
}

/// The promises of the parser, on one text and one profile.
fn check(text: &str, profile: &Profile) {
    let source = Source::from_text("a.txt", text);
    let document = parse(&source, profile);
    let mut end = 0;
    for block in &document.blocks {
        assert_eq!(block.span.start, end, "blocks tile {text:?}");
        assert!(!block.span.is_empty() && block.span.contains(block.content), "{block:?} of {text:?}");
        for part in &block.parts {
            assert!(
                block.span.contains(part.span) && !part.span.is_empty(),
                "{part:?} in {block:?} of {text:?}"
            );
        }
        end = block.span.end;
    }
    assert_eq!(end, text.len(), "blocks reach the end of {text:?}");
    for (what, span) in spans(&document) {
        assert!(text.get(span.start..span.end).is_some(), "{what} {span:?} of {text:?}");
    }
    for finding in lint(&document, Lexicon::built_in(), &Settings::default()) {
        assert!(text.get(finding.span.start..finding.span.end).is_some(), "{finding:?} of {text:?}");
        for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
            assert!(text.get(edit.span.start..edit.span.end).is_some(), "{finding:?} of {text:?}");
        }
    }
}

fn check_all(text: &str) {
    for profile in Profile::names().filter_map(Profile::built_in) {
        check(text, profile);
    }
}

#[test]
fn every_prefix_of_every_seed() {
    for entry in std::fs::read_dir("seeds").expect("the sample documents") {
        let text = std::fs::read_to_string(entry.expect("an entry").path()).expect("text");
        let profile = Profile::recognise(&text);
        // The header byte by byte, the body in steps: it has nothing that the header has not.
        let ends = (0..text.len()).filter(|end| *end < 700 || end % 61 == 0);
        for end in ends.filter(|end| text.is_char_boundary(*end)) {
            check(&text[..end], profile);
        }
    }
}

/// Words and signs that grammars look for, in an order that no author had in mind.
fn pieces() -> impl Strategy<Value = String> {
    const PIECES: [&str; 44] = [
        "Header",
        "Updated: ",
        "Last update: ",
        "16-Jul-2003",
        "18:33",
        " NATO Speeches",
        "Week of ",
        "9-11 July 2003",
        "8/07/2003",
        " - NATO",
        "NATO HQ,",
        "Brussels",
        "Press Conference",
        "by ",
        "with ",
        "Lord Robertson",
        "(",
        ")",
        "[",
        "]",
        ":",
        "Q:",
        "Q    ",
        "MODERATOR: ",
        "\n",
        "\n\n",
        "\n\n\n",
        "\r\n",
        "|",
        "![]() |",
        "• ",
        "1. ",
        "(1)",
        "\u{a0}",
        "“",
        "”",
        "\"",
        "Go to Homepage",
        "(2003)065",
        "MP3/5770kb",
        "\u{feff}",
        "é",
        "9 Jluy 2003",
        "– ",
    ];
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40).prop_map(|pieces| pieces.concat())
}

#[test]
fn texts_that_once_broke_a_promise() {
    for text in [
        "with \nwith ![]() |16-Jul-2003",
        "Updated: 16-Jul-2003 NATO Speeches\n\nKFOR\nHeadquarters\n16 July 2003\n",
    ] {
        check_all(text);
    }
}

proptest! {
    #[test]
    fn any_text(text in any::<String>()) {
        check_all(&text);
    }

    #[test]
    fn any_mixture_of_what_grammars_know(text in pieces()) {
        check_all(&text);
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(source) = Source::decode("a.txt", bytes.clone()) {
            prop_assert_eq!(source.bytes(), &bytes[..]);
            prop_assert_eq!(source.encode(source.text()), Some(bytes));
            check(source.text(), Profile::plain());
        }
    }
}

/// 100 kB of one thing must not take as long as a quadratic algorithm takes, in a build without optimisation either.
#[test]
fn monotonous_texts_take_no_long_time() {
    const BYTES: usize = 100_000;
    const LIMIT: Duration = Duration::from_secs(10);
    let unit = [
        "\n",
        ":",
        "\"",
        "”",
        "“",
        "7",
        "9 July 2003\n",
        "9 July 2003 ",
        "(",
        "()",
        "a",
        "Q: yes\n",
        "Jamie Shea: no\n",
        "|",
        "| a |\n",
        "JAAP DE HOOP SCHEFFER (Secretary General of NATO): no\n",
        "Updated: 16-Jul-2003 NATO Speeches\n",
        "• a\n",
        "THE COUNCIL MET\n",
        "by NATO Secretary General\n",
        "Go to Homepage\n",
        "1. a (1)\n",
        "\u{a0}\n",
        "Heading\n\n",
        "the council met today and agreed on it\n",
        "[",
        "<p>",
        " - ",
        "May ",
        ",",
        "Rome, ",
        ".",
        ". ",
        " ",
        "4 August 2003\nTitle here\n",
        "05 Aug. 2009",
        "1, ",
        "1/",
        "-",
        "'",
        "allaince ",
        "A",
        "\"a” ",
        "25/06/2003 - NATO\n",
        "**a\n",
        "“a\n",
        "1. a\n",
    ];
    let mut texts: Vec<String> = unit.iter().map(|unit| unit.repeat(BYTES / unit.len())).collect();
    texts.push((0..6000).map(|n| format!("Name{n} Xy: no\n")).collect());
    texts.push((0..9000).map(|n| format!("{}. a ({})\n", n % 1000, n % 999)).collect());
    for text in texts {
        let start = Instant::now();
        let source = Source::from_text("a.txt", text);
        let document = parse(&source, Profile::built_in("nato").expect("built in"));
        lint(&document, Lexicon::built_in(), &Settings::default());
        let took = start.elapsed();
        assert!(took < LIMIT, "{took:?} for {:?}", &source.text().chars().take(30).collect::<String>());
    }
}
