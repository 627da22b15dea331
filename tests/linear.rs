//! Time grows with the bytes of a document, whatever the bytes are: texts that an author of quadratic code did not
//! think of, in two sizes.
//!
//! The times of a text of a megabyte are measured where they mean something, in the build that people run:
//! `tests/integration/linear.py` asks this file to write its texts, and runs the program on them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use doclint::diagnostic::{Applicability, Diagnostic, Summary};
use doclint::emit::{self, Options, emit};
use doclint::fix::{diff, fix_all};
use doclint::lexicon::Lexicon;
use doclint::lint::lint_among;
use doclint::parse::parse;
use doclint::profile::Profile;
use doclint::report::{self, Page, Report, Statistics};
use doclint::rules::RULES;
use doclint::settings::Settings;
use doclint::source::Source;
use doclint::survey::Survey;

/// Pieces that are repeated, with a name for the text that they make.
const PIECES: &[(&str, &str)] = &[
    ("nul", "\u{1}"),
    ("newlines", "\n"),
    ("returns", "\r\n"),
    ("lone-returns", "\r"),
    ("spaces", " "),
    ("tabs", "\t"),
    ("tabbed", "a\tb\n"),
    ("no-break-spaces", "\u{a0}"),
    ("no-break-lines", "\u{a0}\n"),
    ("marks-of-order", "\u{feff}"),
    ("colons", ":"),
    ("semicolons", ";"),
    ("commas", ","),
    ("dots", "."),
    ("spaced-dots", ". "),
    ("dashes", "-"),
    ("long-dashes", "—"),
    ("spaced-dashes", " - "),
    ("apostrophes", "'"),
    ("typographic-apostrophes", "’"),
    ("backticks", "`"),
    ("quotes", "\""),
    ("opening-quotes", "“"),
    ("closing-quotes", "”"),
    ("alternating-quotes", "“”"),
    ("mismatched-quotes", "\"a” "),
    ("guillemets", "« a » "),
    ("quoted-lines", "“a\n"),
    ("question-marks", "?"),
    ("exclamations", "!? "),
    ("parentheses", "("),
    ("closed-parentheses", "()"),
    ("brackets", "["),
    ("closing-brackets", "]"),
    ("angles", "<"),
    ("tags", "<p>"),
    ("ampersands", "&"),
    ("entities", "&amp;"),
    ("stars", "**a\n"),
    ("pipes", "|"),
    ("table", "| a | b |\n"),
    ("slashes", "/"),
    ("paths", "http://a.b/c?d=e "),
    ("addresses", "a@b.c "),
    ("digits", "7"),
    ("numbers", "12 "),
    ("grouped-numbers", "1,"),
    ("fractions", "1/"),
    ("dates", "9 July 2003 "),
    ("dates-on-lines", "9 July 2003\n"),
    ("numeric-dates", "8/07/2003 "),
    ("glued-dates", "05 Aug. 2009"),
    ("ranges", "9-11 July 2003 "),
    ("misspelt-dates", "9 Jluy 2003 "),
    ("months", "May "),
    ("weekdays", "Monday, "),
    ("clocks", "18:33 "),
    ("one-word", "a"),
    ("one-word-in-capitals", "A"),
    ("vowels", "é"),
    ("accents", "e\u{301}"),
    ("cyrillic", "Ташкент и "),
    ("greek", "Αθήνα "),
    ("chinese", "北京"),
    ("emoji", "👩\u{200d}🚀"),
    ("mojibake", "â€™s "),
    ("lost", "\u{fffd}s "),
    ("soft-hyphens", "a\u{ad}"),
    ("words", "the council met today and agreed on it\n"),
    ("one-line-of-words", "the council met today and agreed on it "),
    ("repeated-words", "the the "),
    ("misspellings", "allaince teh "),
    ("capitals", "THE COUNCIL MET "),
    ("capitals-on-lines", "THE COUNCIL MET\n"),
    ("titles", "The Council Met In Rome "),
    ("paragraphs", "A paragraph of a few words, and no more.\n\n"),
    ("headings", "Heading\n\n"),
    ("places", "Rome, "),
    ("datelines", "ROME, Italy -- "),
    ("update-lines", "Updated: 16-Jul-2003 NATO Speeches\n"),
    ("related", "25/06/2003 - NATO\n"),
    ("related-titles", "4 August 2003\nTitle here\n"),
    ("bylines", "by NATO Secretary General\n"),
    ("footers", "Go to Homepage\n"),
    ("media", "Audio file .MP3/5770kb\n"),
    ("block-names", "Multimedia\n"),
    ("questions", "Q: yes\n"),
    ("spaced-questions", "Q    yes\n"),
    ("questions-in-a-line", "Q: yes "),
    ("labels", "Jamie Shea: no\n"),
    ("labels-in-capitals", "JAAP DE HOOP SCHEFFER (Secretary General of NATO): no\n"),
    ("labels-in-a-line", "Mr. SHEA: no "),
    ("open-labels", "MR SHEA (\n"),
    ("notes", "(Laughter)\n"),
    ("open-notes", "(Laughter\n"),
    ("gaps", "[inaudible] "),
    ("bullets", "• a\n"),
    ("items", "1. a\n"),
    ("items-in-a-line", "1. a (1)\n"),
    ("abbreviations", "U.S. Gen. Mr. "),
    ("ellipses", "... . . . …"),
];

/// A text of about so many bytes from what `line` makes of the numbers from 0.
fn counted(bytes: usize, line: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(bytes + 100);
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        text.push_str(&line(number));
    }
    text
}

/// A word of letters that stands for a number.
fn word(mut number: usize) -> String {
    let mut word = String::from("x");
    while number > 0 {
        word.push(char::from(b'a' + u8::try_from(number % 26).unwrap()));
        number /= 26;
    }
    word
}

/// All texts, each with its name, of about so many bytes.
fn texts(bytes: usize) -> Vec<(String, String)> {
    let repeated = PIECES.iter().map(|(name, piece)| (name.to_string(), piece.repeat(bytes / piece.len())));
    let half = bytes / 2;
    let made: [(&str, String); 15] = [
        ("nested-parentheses", "(".repeat(half) + &")".repeat(half)),
        ("nested-quotes", "“".repeat(half / 3) + &"”".repeat(half / 3)),
        ("speakers", counted(bytes, |n| format!("Name {}: no\n", capital(n)))),
        ("speakers-in-capitals", counted(bytes, |n| format!("MR {}: no\n", word(n).to_uppercase()))),
        ("speakers-with-roles", counted(bytes, |n| format!("Jo {} (Minister of {n}): no\n", capital(n)))),
        ("near-names", counted(bytes, |n| format!("Kazakstan{} ", word(n)))),
        ("names", counted(bytes, |n| format!("met {} and ", capital(n)))),
        ("unknown-words", counted(bytes, |n| format!("{} ", word(n)))),
        ("long-words", counted(bytes, |n| format!("{}{} ", "counterinsurgency".repeat(20), word(n)))),
        ("numbered", counted(bytes, |n| format!("{}. a ({})\n", n % 1000, n % 999))),
        ("days", counted(bytes, |n| format!("{} July {}\n", n % 40, 1900 + n % 200))),
        ("lines", counted(bytes, |n| format!("Line {n}\n\n"))),
        ("controls", counted(bytes, |n| char::from(u8::try_from(n % 31 + 1).unwrap()).to_string())),
        ("mixed-ends", counted(bytes, |n| format!("a{}", ["\n", "\r\n", "\r"][n % 3]))),
        ("header-and-words", format!("Header\n\nUpdated: 16-Jul-2003\n\n{}", "word ".repeat(bytes / 5))),
    ];
    repeated.chain(made.into_iter().map(|(name, text)| (name.to_string(), text))).collect()
}

fn capital(number: usize) -> String {
    format!("X{}", word(number))
}

/// A step that takes a text, with its name.
type Step = (&'static str, fn(&Source));

/// What is done with documents, each by a name.
const STEPS: [Step; 6] = [
    ("parse", |source| drop(black_box(parse(source, nato())))),
    ("check", |source| drop(black_box(findings(source)))),
    ("fix", fixed),
    ("tei", |source| converted(source, emit::Format::Tei)),
    ("json", |source| converted(source, emit::Format::Json)),
    ("report", reported),
];

fn nato() -> &'static Profile {
    Profile::built_in("nato").unwrap()
}

fn findings(source: &Source) -> Vec<Diagnostic> {
    let document = parse(source, nato());
    let survey = Survey::of(&document);
    lint_among(&document, Lexicon::built_in(), Some(&survey), &Settings::default())
}

fn fixed(source: &Source) {
    let find = |text: &str| findings(&Source::from_text("a.txt", text));
    let fixed = fix_all(source.text(), Applicability::Unsafe, find);
    black_box(diff(b"a.txt", source.bytes(), fixed.text.as_bytes()));
}

fn converted(source: &Source, format: emit::Format) {
    let (document, found) = (parse(source, nato()), findings(source));
    emit(&document, Some(&found), format, &Options::default(), &mut std::io::sink()).unwrap();
}

fn reported(source: &Source) {
    let found = findings(source);
    for format in report::Format::ALL {
        let report = Report::new(format, true, RULES);
        let mut page = Page::new(&report, usize::MAX);
        page.take(report.document(source, &found), &mut std::io::sink()).unwrap();
        let statistics = Statistics::of(source.path(), &found);
        page.end(&Summary::default(), &statistics, &mut std::io::sink()).unwrap();
    }
}

/// Time that the processor gave to this thread: what others do on the machine does not count.
#[cfg(target_os = "linux")]
fn clock() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(told.split(' ').next().unwrap().parse().unwrap())
}

#[cfg(not(target_os = "linux"))]
fn clock() -> Duration {
    use std::sync::LazyLock;
    use std::time::Instant;
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed()
}

/// How long a step takes with a text.
fn time(step: fn(&Source), text: &str) -> Duration {
    let source = Source::from_text("a.txt", text);
    let start = clock();
    step(&source);
    clock() - start
}

const SMALL: usize = 1_200;
const GROWTH: u32 = 8;
/// What is beyond this factor grows faster than the text.
const TOLERANCE: f64 = 2.5;
/// Below this a difference says nothing.
const NOISE: Duration = Duration::from_millis(10);

/// Whether eight times the text takes no more than twenty times the time. The machine may be disturbed, so that a
/// text is convicted only when it is slow again and again. The clock may go by ticks of some milliseconds, in which a
/// small text takes no time at all: it is read eight times, as many bytes as the large one has.
fn is_linear(step: fn(&Source), small: &str, large: &str) -> Result<(), String> {
    let mut told = String::new();
    for _ in 0..4 {
        let large = time(step, large);
        if large <= NOISE {
            return Ok(());
        }
        let small: Duration = (0..GROWTH).map(|_| time(step, small)).sum();
        if large <= small.mul_f64(TOLERANCE) + NOISE {
            return Ok(());
        }
        told = format!("{small:?} for {GROWTH} times {SMALL} bytes, {large:?} for as many at a time");
    }
    Err(told)
}

fn all_linear(part: usize) {
    findings(&Source::from_text("a.txt", "Teh lists are read and indexed once"));
    let (small, large) = (texts(SMALL), texts(SMALL * GROWTH as usize));
    let pairs = small.iter().zip(&large).enumerate().filter(|(number, _)| number % 2 == part);
    let slow: Vec<String> = pairs
        .flat_map(|(_, ((name, small), (_, large)))| {
            let judged = |(step, run): &(&str, fn(&Source))| {
                is_linear(*run, small, large).err().map(|why| format!("{step} of {name}: {why}"))
            };
            STEPS.iter().filter_map(judged).collect::<Vec<_>>()
        })
        .collect();
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

#[test]
fn time_grows_with_the_text() {
    all_linear(0);
}

#[test]
fn time_grows_with_other_texts_too() {
    all_linear(1);
}

/// Writes the texts for a measurement: `DOCLINT_TEXTS=folder cargo test --test linear -- --ignored`.
#[test]
#[ignore = "writes 120 megabytes"]
fn write_texts_of_a_megabyte() {
    let folder = std::env::var_os("DOCLINT_TEXTS").expect("the folder is named in DOCLINT_TEXTS");
    for (name, text) in texts(1_000_000) {
        std::fs::write(Path::new(&folder).join(format!("{name}.txt")), text).unwrap();
    }
}
