//! Work grows with the bytes of a document, whatever the bytes are: texts that an author of quadratic code did not
//! think of, in two sizes.
//!
//! Work is counted, not timed: the allocations of a step and their bytes, and the bytes that it writes. They are the same
//! on any machine at any load. What they cannot show, scanning the same text again and again, is shown by
//! `tests/integration/linear.py`, which asks this file to write its texts and runs every command of the program on them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::hint::black_box;
use std::io::Write;
use std::path::Path;

use allocation_counter::measure;

use doclint::diagnostic::{Applicability, Diagnostic, Summary};
use doclint::emit::tei;
use doclint::emit::{self, Options, emit};
use doclint::fix::diff;
use doclint::learn::Gleaned;
use doclint::parse::parse;
use doclint::profile::Profile;
use doclint::project::{self, CheckOptions, Checked, ConfigSource, Fixes, Project};
use doclint::report::{self, Page, Report, Statistics};
use doclint::rules::RULES;
use doclint::source::Source;

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
    ("stops-before-capitals", "A. "),
    ("closing-marks", ".)”"),
    ("titles-of-persons", "Mr "),
    ("titled-name", "President Nazarbayev and "),
    ("expansions", "the North Atlantic Council (NAC) "),
    ("comments", "<!-- "),
    ("open-tags", "<a href=\""),
    ("hyphens", "a-"),
    ("vouched", "recieve [sic] "),
    ("accented-backticks", "caf´e "),
];

/// A text of about this many bytes, made of the lines that `line` gives for the numbers from 0.
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

/// A word of letters that represents a number.
fn word(mut number: usize) -> String {
    let mut word = String::from("x");
    while number > 0 {
        word.push(char::from(b'a' + u8::try_from(number % 26).unwrap()));
        number /= 26;
    }
    word
}

/// All texts, each with its name, of about this many bytes.
fn texts(bytes: usize) -> Vec<(String, String)> {
    let repeated = PIECES.iter().map(|(name, piece)| (name.to_string(), piece.repeat(bytes / piece.len())));
    let half = bytes / 2;
    let made: [(&str, String); 19] = [
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
        ("titled-names", counted(bytes, |n| format!("President {} said no. ", capital(n)))),
        ("lords", counted(bytes, |n| format!("Lord {} and Mr. George {} met. ", capital(n), capital(n)))),
        ("acronyms", counted(bytes, |n| format!("the Defence {} Council (DXC) ", capital(n)))),
        ("dots-before-a-capital", format!("{} A", ".".repeat(bytes))),
        ("header-and-words", format!("Header\n\nUpdated: 16-Jul-2003\n\n{}", "word ".repeat(bytes / 5))),
    ];
    repeated.chain(made.into_iter().map(|(name, text)| (name.to_string(), text))).collect()
}

fn capital(number: usize) -> String {
    format!("X{}", word(number))
}

/// A step that takes a text and writes what comes of it, with its name.
type Step = (&'static str, fn(&Source, &mut dyn Write));

/// What is done with documents, each by a name.
const STEPS: [Step; 11] = [
    ("parse", |source, _| drop(black_box(parse(source, nato())))),
    ("check", |source, _| drop(black_box(findings(source)))),
    ("fix", |source, out| fixed(source, Applicability::Safe, out)),
    ("unsafe fix", |source, out| fixed(source, Applicability::Unsafe, out)),
    ("tei", |source, out| converted(source, &emit::tei::FORMAT, &Options::default(), out)),
    ("tei with sentences", |source, out| converted(source, &emit::tei::FORMAT, &sentences(), out)),
    ("json", |source, out| converted(source, &emit::json::FORMAT, &Options::default(), out)),
    ("formats", all_formats),
    ("report", reported),
    ("learn", learnt),
    ("read", read_back),
];

fn nato() -> &'static Profile {
    Profile::built_in("nato").unwrap()
}

/// The findings of a text as one of two documents.
fn findings(source: &Source) -> Vec<Diagnostic> {
    run(source, Fixes::None).findings
}

fn fixed(source: &Source, least: Applicability, out: &mut dyn Write) {
    let fixed = run(source, Fixes::Apply(least)).source;
    out.write_all(&diff(b"a.txt", source.bytes(), fixed.bytes())).unwrap();
}

/// A run over a text and a short document, on this thread.
fn run(source: &Source, fixes: Fixes) -> Checked {
    let options = project::Options {
        config: ConfigSource::None,
        profile: Some("nato".to_string()),
        threads: 1,
        ..project::Options::default()
    };
    let other = Source::from_text("b.txt", "A paragraph of a few words.\n");
    let project = Project::in_memory([source.clone(), other], &options).unwrap();
    let options = CheckOptions { fixes, ..CheckOptions::default() };
    let mut notes = Vec::new();
    let run = project.plan(&options, &mut notes).unwrap().start().unwrap();
    run.check(&run.documents()[0]).unwrap()
}

fn converted(source: &Source, format: &emit::Format, options: &Options, out: &mut dyn Write) {
    let (document, found) = (parse(source, nato()), findings(source));
    emit(&document, Some(&found), format, options, out).unwrap();
}

/// TEI with what is off by default.
fn sentences() -> Options {
    let tei =
        tei::Options { sentences: true, corrections: tei::Corrections::Inline, ..tei::Options::default() };
    Options { tei, ..Options::default() }
}

fn all_formats(source: &Source, out: &mut dyn Write) {
    let document = parse(source, nato());
    for format in emit::FORMATS {
        emit(&document, None, format, &Options::default(), out).unwrap();
    }
}

fn reported(source: &Source, out: &mut dyn Write) {
    let found = findings(source);
    for format in report::Format::ALL {
        let report = Report::new(format, true, RULES);
        let mut page = Page::new(&report, usize::MAX);
        page.take(report.document(source, &found), out).unwrap();
        let statistics = Statistics::of(source.path(), &found);
        page.end(&Summary::default(), &statistics, out).unwrap();
    }
}

fn learnt(source: &Source, out: &mut dyn Write) {
    let draft = Gleaned::of(&parse(source, nato())).draft(1).merged_into("").unwrap();
    out.write_all(draft.text.as_bytes()).unwrap();
}

fn read_back(source: &Source, _: &mut dyn Write) {
    let mut tei = Vec::new();
    converted(source, &emit::tei::FORMAT, &Options::default(), &mut tei);
    let file = Source::from_text("a.xml", String::from_utf8(tei).unwrap());
    drop(black_box(doclint::read::tei(&file, true)));
}

/// Counts the bytes that are written to it.
struct Counter(u64);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What a step costs with a text: how often it allocates, how many bytes in all, and how many bytes it writes.
fn work(step: fn(&Source, &mut dyn Write), text: &str) -> [u64; 3] {
    let source = Source::from_text("a.txt", text);
    let mut written = Counter(0);
    let allocated = measure(|| step(&source, &mut written));
    [allocated.count_total, allocated.bytes_total, written.0]
}

/// More than a header may have lines of any kind: what is read as body is not read as a header is.
const SMALL: usize = 2_400;
const GROWTH: usize = 4;
/// A vector that grows allocates up to twice what it holds, so that twice as much does not show more than linear work.
/// Quadratic work needs four times as much.
const TOLERANCE: u64 = 2;
/// What a table may allocate at once when it grows, whatever the text: allocations, their bytes, bytes written.
const SLACK: [u64; 3] = [2_000, 400_000, 20_000];

/// Whether four times the text takes no more than eight times the work.
fn is_linear(step: fn(&Source, &mut dyn Write), small: &str, large: &str) -> Result<(), String> {
    let (few, many) = (work(step, small), work(step, large));
    let allowed = |at: usize| few[at] * GROWTH as u64 * TOLERANCE + SLACK[at];
    if (0..3).all(|at| many[at] <= allowed(at)) {
        return Ok(());
    }
    Err(format!("{few:?} for {SMALL} bytes, {many:?} for {GROWTH} times as many"))
}

fn all_linear(part: usize) {
    // Word lists are read once for each process, and caches filled once for each thread.
    let sample = Source::from_text("a.txt", "Teh lists are read and indexed once");
    STEPS.iter().for_each(|(_, step)| step(&sample, &mut std::io::sink()));
    let (small, large) = (texts(SMALL), texts(SMALL * GROWTH));
    let pairs = small.iter().zip(&large).enumerate().filter(|(number, _)| number % 2 == part);
    let steep: Vec<String> = pairs
        .flat_map(|(_, ((name, small), (_, large)))| {
            let judged = |(step, run): &Step| {
                is_linear(*run, small, large).err().map(|why| format!("{step} of {name}: {why}"))
            };
            STEPS.iter().filter_map(judged).collect::<Vec<_>>()
        })
        .collect();
    assert!(steep.is_empty(), "{}", steep.join("\n"));
}

#[test]
fn work_grows_with_the_text() {
    all_linear(0);
}

#[test]
fn work_grows_with_other_texts_too() {
    all_linear(1);
}

#[test]
fn quadratic_work_is_seen() {
    let quadratic: fn(&Source, &mut dyn Write) = |source, _| {
        (0..source.text().len()).step_by(8).for_each(|at| drop(black_box(source.text()[at..].to_string())));
    };
    let (small, large) = ("a".repeat(SMALL), "a".repeat(SMALL * GROWTH));
    assert!(is_linear(quadratic, &small, &large).is_err());
}

/// Writes the texts in two sizes, one four times the other, for `tests/integration/linear.py`:
/// `DOCLINT_TEXTS=folder cargo test --test linear -- --ignored`. `DOCLINT_TEXT_BYTES` is the smaller size.
#[test]
#[ignore = "writes 35 megabytes"]
fn write_texts_in_two_sizes() {
    let folder = std::env::var_os("DOCLINT_TEXTS").expect("the folder is named in DOCLINT_TEXTS");
    let bytes = std::env::var("DOCLINT_TEXT_BYTES").map_or(60_000, |bytes| bytes.parse().unwrap());
    for (size, bytes) in [("small", bytes), ("large", 4 * bytes)] {
        let folder = Path::new(&folder).join(size);
        std::fs::create_dir_all(&folder).unwrap();
        for (name, text) in texts(bytes) {
            std::fs::write(folder.join(format!("{name}.txt")), text).unwrap();
        }
    }
}
