//! Promises for any bytes, one function each, which panics when the promise is broken.
//!
//! Three callers: the fuzz targets next to this file, `tests/lossless.rs`, which runs the seed corpus and hostile
//! samples through every function on any machine, and its properties on arbitrary bytes.

use doclint::baseline::Baseline;
use doclint::diagnostic::{Applicability, Diagnostic, Summary};
use doclint::document::Document;
use doclint::emit::{FORMATS, Format, Options, Syntax, emit, json, jsonl, tei};
use doclint::error::Error;
use doclint::fix::{self, fix_all};
use doclint::lexicon::Lexicon;
use doclint::lexicon::facts::Facts;
use doclint::profile::{Field, Profile};
use doclint::project::{self, CheckOptions, Checked, ConfigSource, NoteKind, Project, RunReport};
use doclint::read::Read;
use doclint::report::{self, Page, Report, Statistics};
use doclint::rules::RULES;
use doclint::settings::{Policy, Settings};
use doclint::source::{Source, Span};
use serde_json::Value;

/// A promise, as a function of bytes.
pub type Promise = fn(&[u8]);

/// Every promise by the name of its fuzz target.
pub const PROMISES: [(&str, Promise); 14] = [
    ("baseline", baseline),
    ("configuration", configuration),
    ("decode", decode),
    ("diff", diff),
    ("fix", self::fix),
    ("formats", formats),
    ("json", json),
    ("lexicon", lexicon),
    ("lint", lint),
    ("parse", parse),
    ("profile", profile),
    ("read", read),
    ("reports", reports),
    ("tei", tei),
];

/// The bytes of a file give a text that can be written back, and every offset has a line and a column.
pub fn decode(bytes: &[u8]) {
    let Ok(source) = Source::decode("a/b.txt", bytes.to_vec()) else { return };
    assert_eq!(source.bytes(), bytes);
    assert_eq!(source.encode(source.text()).as_deref(), Some(bytes), "{:?}", source.encoding());
    assert_eq!(source.byte_len(), bytes.len());
    let mut last = source.position(0);
    for (at, _) in source.text().char_indices().skip(1) {
        let position = source.position(at);
        assert!(position > last, "{position:?} after {last:?}");
        assert!(source.line_span(position.line).start <= at);
        last = position;
    }
    let lines = source.text().split_inclusive('\n').count();
    assert_eq!(source.line_count(), lines);
    let marked = source.marks(Span::new(0, source.text().len()));
    let is_mark = |c: &char| !(c.is_ascii_alphanumeric() || matches!(c, ' ' | '\n'));
    assert!(marked.map(|(_, c)| c).eq(source.text().chars().filter(is_mark)));
}

/// With any profile, blocks tile the text, and every span is on character boundaries.
pub fn parse(bytes: &[u8]) {
    let Some(source) = source(bytes) else { return };
    for profile in Profile::names().filter_map(Profile::built_in) {
        parsed(&source, profile);
        sure(&doclint::parse::parse(&source, profile));
    }
}

/// Only what is in the document is said to be sure or doubtful, and what is too unsure is not in it.
fn sure(document: &Document) {
    for field in Field::ALL {
        let header = &document.header;
        let spans = header.spans(field);
        assert_eq!(header.has(field), !spans.is_empty(), "{field:?}");
        if let Some(confidence) = header.confidence[field as usize] {
            assert!(header.has(field), "{field:?}: {confidence:?}");
            assert!((0.0..=1.0).contains(&confidence.probability), "{field:?}: {confidence:?}");
            assert!((0.0..=1.001).contains(&confidence.runner_up), "{field:?}: {confidence:?}");
        }
        if let Some(withheld) = header.withheld(field) {
            assert!(!header.has(field), "{field:?}: {withheld:?}");
            assert!(document.source.text().get(withheld.span.start..withheld.span.end).is_some());
        }
    }
}

/// Findings point into the text, their texts are one line each, and their fixes fit.
pub fn lint(bytes: &[u8]) {
    let Some(source) = source(bytes) else { return };
    let text = source.text();
    for finding in findings(&source) {
        let labels = finding.related.iter().map(|label| label.span);
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        for span in labels.chain(edits).chain([finding.span]) {
            assert!(text.get(span.start..span.end).is_some(), "{finding:?}");
        }
        let said = [&finding.message, &finding.label].into_iter().chain(&finding.help);
        let said = said.chain(finding.related.iter().map(|label| &label.text));
        let said = said.chain(finding.fix.iter().map(|fix| &fix.title));
        assert!(
            !finding.message.is_empty() && said.into_iter().all(|text| !text.contains('\n')),
            "{finding:?}"
        );
    }
}

/// Fixing terminates, and fixing again changes nothing: neither a document nor a corpus, whose documents are separated
/// by form feeds. A safe fix does not change how the rest is read.
pub fn fix(bytes: &[u8]) {
    let Some(source) = source(bytes) else { return };
    for least in [Applicability::Safe, Applicability::Unsafe] {
        let fixed = fixed(source.text(), least);
        if least == Applicability::Safe {
            assert_eq!(reading(source.text(), &fixed), reading(&fixed, source.text()), "{fixed:?}");
        }
        let documents: Vec<&str> = source.text().split('\u{c}').collect();
        if documents.len() > 1 {
            fix_corpus(&documents, least);
        }
    }
}

/// A text with all its fixes, and no more to apply.
fn fixed(text: &str, least: Applicability) -> String {
    let read = |text: &str| {
        let source = Source::from_text("a.txt", text);
        let document = doclint::parse::parse(&source, Profile::recognise(text));
        fix::Reading::of(&document, doclint::lint(&document, Lexicon::built_in(), &Settings::default()))
    };
    let fixed = fix_all(text, least, read);
    assert!(fixed.converged, "{:?}", fixed.text);
    let again = fix_all(&fixed.text, least, read);
    assert_eq!((again.applied, &again.text), (0, &fixed.text));
    fixed.text
}

/// Documents that are fixed as those of one run, and no more to apply: a fix changes what they have in common.
fn fix_corpus(documents: &[&str], least: Applicability) {
    let decode = |(number, text): (usize, &&str)| {
        Source::decode(format!("{number}.txt"), text.as_bytes().to_vec()).ok()
    };
    let (fixed, report) = run(documents.iter().enumerate().filter_map(decode).collect(), least);
    let is_unsettled = report.notes.iter().any(|note| note.kind == NoteKind::Warning);
    assert!(!is_unsettled, "{:?}: {documents:?}", report.notes);
    let (_, again) = run(fixed, least);
    assert_eq!(again.totals.fixes, 0, "a corpus is fixed again: {documents:?}");
}

/// Fixes documents as those of one run, and gives what they become.
fn run(documents: Vec<Source>, least: Applicability) -> (Vec<Source>, RunReport) {
    let mut fixed = Vec::new();
    let each = |_: &_, checked: Result<&Checked, &Error>| {
        let checked = checked.unwrap_or_else(|error| panic!("a text is text when it is fixed: {error}"));
        fixed.push(checked.source.clone());
    };
    let report = project(documents).fix(least, each).expect("nothing is written");
    (fixed, report)
}

/// A project in memory without configuration, for work on this thread.
fn project(documents: Vec<Source>) -> Project {
    let options = project::Options { config: ConfigSource::None, threads: 1, ..project::Options::default() };
    Project::in_memory(documents, &options).expect("the options are those of any run")
}

/// The reading of a text, for comparison with that of `other`, a version of it: the JSON of the document without its
/// words, their positions, residue, and numbers that count blocks. A date that can be read in only one of the two
/// versions is left out of both: making it readable is the purpose of some fixes.
fn reading(text: &str, other: &str) -> Value {
    let json = |text: &str| {
        let source = Source::from_text("a.txt", text);
        let document = doclint::parse::parse(&source, Profile::recognise(text));
        let mut value = value(&emitted(&document, None, &json::FORMAT));
        for key in ["id", "source", "residue"] {
            value.as_object_mut().expect("an object").remove(key);
        }
        without_words(&mut value);
        without_certainty(&mut value["header"]);
        value
    };
    let mut reading = json(text);
    without_new(&mut reading, &json(other));
    reading
}

/// How sure a field is depends on its words, which a fix may change: a title without misread letters is a surer title.
fn without_certainty(value: &mut Value) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(without_certainty),
        Value::Object(object) => {
            object.remove("cert");
            object.values_mut().for_each(without_certainty);
        }
        _ => {}
    }
}

fn without_words(value: &mut Value) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(without_words),
        Value::Object(object) => {
            let is_number_of_block = |key: &str, value: &Value| {
                matches!(key, "id" | "block") && value.as_str().is_some_and(|id| id.starts_with('b'))
            };
            // Labels of a person are repeated for each label; how each is written does not matter.
            if let Some(Value::Array(labels)) = object.get_mut("labels") {
                labels.fill(Value::Null);
            }
            let is_word = |key: &str, value: &Value| {
                matches!(key, "text" | "span" | "lines")
                    || matches!(key, "title" | "source" | "name" | "role" | "speaker") && value.is_string()
            };
            object.retain(|key, value| !is_word(key, value) && !is_number_of_block(key, value));
            object.values_mut().for_each(without_words);
        }
        _ => {}
    }
}

/// Removes readings of dates that the other version does not have.
fn without_new(value: &mut Value, other: &Value) {
    match (value, other) {
        (Value::Array(values), Value::Array(others)) => {
            values.iter_mut().zip(others).for_each(|(value, other)| without_new(value, other));
        }
        (Value::Object(object), Value::Object(others)) => {
            const DATE: [&str; 7] = ["date", "from", "to", "time", "cert", "alternatives", "value"];
            let is_old = |key: &str, value: &Value| {
                !DATE.contains(&key) || value.is_object() || others.contains_key(key)
            };
            object.retain(|key, value| is_old(key, value));
            for (key, value) in object.iter_mut() {
                others.get(key).into_iter().for_each(|other| without_new(value, other));
            }
        }
        _ => {}
    }
}

/// TEI is well-formed and contains the text to the last character, with findings and without.
pub fn tei(bytes: &[u8]) {
    let Some(source) = source(bytes) else { return };
    let document = doclint::parse::parse(&source, Profile::recognise(source.text()));
    for found in [None, Some(findings(&source))] {
        let tei = emitted(&document, found.as_deref(), &tei::FORMAT);
        // Each level of markup has its own depth limit: a document must not overflow the stack of its readers.
        let xml = roxmltree::Document::parse(&tei).unwrap_or_else(|error| panic!("{error}\n{tei}"));
        let text = xml.root_element().children().find(|child| child.has_tag_name("text"));
        let mut got = String::new();
        characters(&xml, text.expect("TEI has a text"), &mut got);
        assert_eq!(got, source.text());
        let Ok(Read::Own(own)) = doclint::read::tei(&Source::from_text("a.xml", tei.as_str()), false) else {
            panic!("doclint cannot read what it wrote: {tei}")
        };
        assert!(own.intact && own.source.bytes() == bytes, "{tei}");
    }
}

/// Any bytes are read as TEI or refused with a position in them, and what is read is a document.
pub fn read(bytes: &[u8]) {
    let Ok(file) = Source::decode("a.xml", bytes.to_vec()) else { return };
    for corrections in [false, true] {
        match doclint::read::tei(&file, corrections) {
            Err(refusal) => {
                assert!(refusal.offset <= file.text().len() && !refusal.message.is_empty(), "{refusal:?}")
            }
            Ok(Read::Own(own)) => parsed(&own.source, Profile::recognise(own.source.text())),
            Ok(Read::Foreign(foreign)) => {
                parsed(&foreign.source, Profile::recognise(foreign.source.text()));
                let losses = &foreign.losses;
                assert!(losses.dropped.values().chain(losses.flattened.values()).all(|count| *count > 0));
                assert_eq!(foreign.labels.len(), losses.labels);
                let text = foreign.source.text();
                assert!(foreign.labels.is_sorted());
                assert!(
                    foreign.labels.iter().all(|at| text[..*at].is_empty() || text[..*at].ends_with('\n'))
                );
            }
            Ok(Read::Corpus(_)) => {}
            Ok(Read::Other(name)) => assert_ne!(name, "TEI"),
        }
    }
}

/// Every format can be read by programs for its kind of file.
pub fn formats(bytes: &[u8]) {
    let Some(source) = source(bytes) else { return };
    let document = doclint::parse::parse(&source, Profile::recognise(source.text()));
    for format in FORMATS {
        let mut out = Vec::new();
        emit(&document, None, format, &Options::default(), &mut out).expect("writing to memory cannot fail");
        if format.syntax == Syntax::Source {
            assert_eq!(out, bytes);
            continue;
        }
        let text = String::from_utf8(out).expect("UTF-8");
        match format.syntax {
            Syntax::Json => drop(value(&text)),
            Syntax::Xml => {
                drop(roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}")))
            }
            Syntax::Html => inert(&text),
            Syntax::Table => {
                let columns = |line: &str| line.matches('\t').count();
                let head = text.lines().next().map(columns);
                assert!(text.lines().all(|line| Some(columns(line)) == head), "{text}");
            }
            Syntax::Text | Syntax::Source => {}
        }
    }
}

/// A lexicon is read or refused with a position in it, and one that is read can be used.
pub fn lexicon(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    match Facts::read(text) {
        Ok(facts) => {
            let lexicon = Lexicon::with(vec![facts]);
            let source = Source::from_text("a.txt", format!("{SAMPLE}\n\n{text}"));
            let document = doclint::parse::parse(&source, Profile::recognise(source.text()));
            doclint::lint::lint(&document, &lexicon, &Settings::default());
        }
        Err(fault) => refused(text, fault),
    }
}

/// JSON can be read again, one line is one line, and a text matches its span.
pub fn json(bytes: &[u8]) {
    let Some(source) = source(bytes) else { return };
    let document = doclint::parse::parse(&source, Profile::recognise(source.text()));
    let found = findings(&source);
    let line = emitted(&document, Some(&found), &jsonl::FORMAT);
    assert_eq!(line.matches('\n').count(), 1, "{line}");
    let value: Value = serde_json::from_str(&line).expect("JSON");
    assert_eq!(value["sha256"].as_str(), Some(source.sha256().as_str()));
    let whole: Value = serde_json::from_str(&emitted(&document, Some(&found), &json::FORMAT)).expect("JSON");
    assert_eq!(whole["findings"].as_array().map(Vec::len), Some(found.len()));
    texts(&source, &whole["header"]);
    texts(&source, &whole["body"]);
}

/// Every format can be read by the programs it is for, and contains nothing that a terminal interprets.
pub fn reports(bytes: &[u8]) {
    let Some(source) = source(bytes) else { return };
    let found = findings(&source);
    let path = source.text().lines().next().unwrap_or_default();
    // The first line is also the file name: names are as untrusted as texts.
    let source = Source::from_text(path, source.text());
    for format in report::Format::ALL {
        let text = rendered(&source, &found, format);
        readable(&text, found.len(), format);
    }
}

/// A configuration is read or refused with a position in it.
pub fn configuration(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let policy = Policy::read(text, RULES);
    match policy {
        Ok(policy) => {
            let lists = policy.lists("a/b.txt");
            let overrides = policy.overrides(&lists);
            let levels = RULES.iter().filter_map(|rule| policy.level(rule, &overrides));
            levels.for_each(|level| assert!(level.span().end <= text.len()));
            policy.acceptance(&lists).accepts("misspelling", "teh");
            assert!(policy.unused().count() <= text.len());
        }
        Err(fault) => refused(text, fault),
    }
}

/// A profile is read or refused, and one that is read can be used.
pub fn profile(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let Ok(profile) = Profile::read("fuzz", text) else { return };
    for text in [SAMPLE, text] {
        parsed(&Source::from_text("a.txt", text), &profile);
    }
}

/// A baseline is read or refused; one that is read is written and read unchanged, and knows its files.
pub fn baseline(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let Ok(baseline) = Baseline::read(text) else { return };
    assert_eq!(Baseline::read(&baseline.write()).as_ref(), Ok(&baseline));
    baseline.files().for_each(|file| assert!(baseline.of(file).is_some()));
    assert_eq!(baseline.is_empty(), baseline.files().next().is_none());
    assert!(baseline.files().all(|file| {
        baseline.of(file).is_some_and(|known| !known.is_empty() && known.len() >= known.iter().count())
    }));
}

/// A diff of two texts gives the second when applied to the first; the bytes are split in the middle.
pub fn diff(bytes: &[u8]) {
    let (old, new) = bytes.split_at(bytes.len() / 2);
    let diff = fix::diff(b"a.txt", old, new);
    assert_eq!(diff.is_empty(), old == new);
    assert_eq!(patched(old, &diff), new);
}

/// A document with something for every grammar, to try profiles on.
pub const SAMPLE: &str = "Header\n\nUpdated: 16-Jul-2003 NATO Speeches\n\nNATO HQ,\nBrussels\n\n8/07/2003\n\n\
    Press Conference\n\nA title of two words\n\nwith Lord Robertson\n\nMODERATOR: Good morning (laughter).\n\n\
    Q: Why?\n\n\u{201c}Because\u{201d} -- he said on 9 July 2003 [inaudible].\n\n- one\n- two\n\nGo to Homepage\n";

/// An error says what is wrong, and can be shown at its position.
fn refused(text: &str, fault: doclint::error::Fault) {
    let fault = fault.within("a.toml", text);
    assert!(!fault.message.is_empty());
    if let Some(span) = &fault.span {
        assert!(text.get(span.clone()).is_some(), "{fault:?}");
        let source = Source::from_text("a.toml", text);
        report::marked(&source, Span::new(span.start, span.end), fault.help.as_deref());
        fault.position();
    }
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// A page whose only script is data, and whose tags run none.
fn inert(html: &str) {
    const DATA: &str = "<script type=\"application/ld+json\">";
    let lower = html.to_ascii_lowercase();
    let (before, rest) = lower.split_once(DATA).unwrap_or((&lower, "</script>"));
    let (data, after) = rest.split_once("</script>").expect("a script has an end");
    assert!(!data.contains('<'), "{data}");
    for text in [before, after] {
        assert!(!text.contains("<script"), "{html}");
        let tags = text.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag);
        for tag in tags {
            // Attribute names are outside quotation marks.
            let mut attributes = tag.split('"').step_by(2).flat_map(str::split_whitespace).skip(1);
            assert!(
                !tag.contains("\"javascript:") && !attributes.any(|name| name.starts_with("on")),
                "{tag}"
            );
        }
    }
}

fn source(bytes: &[u8]) -> Option<Source> {
    Source::decode("a.txt", bytes.to_vec()).ok()
}

/// The findings of a document as one of a corpus.
fn findings(source: &Source) -> Vec<Diagnostic> {
    let project = project(vec![source.clone(), Source::from_text("b.txt", "A short document.\n")]);
    let plan = project.plan(&CheckOptions::default(), &mut Vec::new()).expect("no baseline is read");
    let run = plan.start().expect("documents in memory are read");
    run.check(&run.documents()[0]).expect("documents in memory are read").findings
}

fn parsed(source: &Source, profile: &Profile) {
    let (text, document) = (source.text(), doclint::parse::parse(source, profile));
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
    for span in spans(&document) {
        assert!(text.get(span.start..span.end).is_some(), "{span:?} of {text:?}");
    }
}

/// Every span in a document.
fn spans(document: &Document) -> Vec<Span> {
    let header = &document.header;
    let mut spans = Vec::new();
    for block in &document.blocks {
        spans.extend([block.content, block.prose()]);
        spans.extend(block.parts.iter().map(|part| part.span));
    }
    let fields = header.series.iter().chain(&header.place).chain(&header.title).chain(&header.number);
    spans.extend(fields.chain(&header.byline).chain(&header.media));
    for (_, date) in document.dates() {
        spans.push(date.span);
        spans.extend(date.clock.map(|clock| clock.span));
        spans.extend(date.weekday.map(|(_, span)| span));
    }
    spans.extend(header.related.iter().map(|related| related.title));
    spans.extend(document.persons.iter().map(|person| person.name));
    spans.extend(document.annotations.iter().map(|annotation| annotation.span));
    spans.extend(document.words().spans());
    spans
}

fn emitted(document: &Document, findings: Option<&[Diagnostic]>, format: &Format) -> String {
    let mut out = Vec::new();
    emit(document, findings, format, &Options::default(), &mut out).expect("writing to memory cannot fail");
    String::from_utf8(out).expect("UTF-8")
}

/// The character data of an element, without an editor's additions; `g` is a character that XML cannot represent.
fn characters(xml: &roxmltree::Document, node: roxmltree::Node, out: &mut String) {
    const XML: &str = "http://www.w3.org/XML/1998/namespace";
    for child in node.children() {
        let name = child.tag_name().name();
        if child.is_text() {
            out.push_str(child.text().unwrap_or_default());
        } else if name == "g" {
            let id = child.attribute("ref").and_then(|id| id.strip_prefix('#')).expect("a reference");
            let known = xml.descendants().find(|node| node.attribute((XML, "id")) == Some(id));
            let code = known.and_then(|known| known.children().find(|child| child.has_tag_name("mapping")));
            let code = code.and_then(|code| code.text()?.strip_prefix("U+")).expect("a code point");
            out.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
        } else if !matches!(name, "corr" | "reg" | "supplied") {
            characters(xml, child, out);
        }
    }
}

/// Every object with `text` and `span` has the text of its span.
fn texts(source: &Source, value: &Value) {
    if let (Some(text), Some([start, end])) =
        (value["text"].as_str(), value["span"].as_array().map(Vec::as_slice))
    {
        let [start, end] = [start, end].map(|offset| offset.as_u64().expect("an offset") as usize);
        assert_eq!(text, doclint::source::fold(&source.text()[start..end]));
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| texts(source, value)),
        Value::Object(object) => object.values().for_each(|value| texts(source, value)),
        _ => {}
    }
}

fn rendered(source: &Source, findings: &[Diagnostic], format: report::Format) -> String {
    let report = Report::new(format, false, RULES);
    let mut page = Page::new(&report, usize::MAX);
    let mut summary = Summary { documents: 1, ..Summary::default() };
    findings.iter().for_each(|finding| summary.count(finding.severity, finding.fix.as_ref()));
    let mut out = Vec::new();
    let mut write = || {
        page.begin(&mut out)?;
        page.take(report.document(source, findings), &mut out)?;
        page.end(&summary, &Statistics::of(source.path(), findings), &mut out)
    };
    write().expect("writing to memory cannot fail");
    String::from_utf8(out).expect("UTF-8")
}

/// The assumptions of a format's readers.
fn readable(text: &str, findings: usize, format: report::Format) {
    let entries = |value: &Value| value.as_array().map_or(0, Vec::len);
    let count = match format {
        report::Format::Json => entries(&value(text)["findings"]),
        report::Format::Jsonl => text.lines().map(value).count(),
        report::Format::Sarif => entries(&value(text)["runs"][0]["results"]),
        report::Format::Gitlab => entries(&value(text)),
        report::Format::Junit => {
            let xml = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
            xml.descendants().filter(|node| node.has_tag_name("failure")).count()
        }
        report::Format::Concise => {
            text.lines().inspect(|line| assert!(is_concise(line), "{line}")).map(times).sum()
        }
        report::Format::Github => {
            let is_command =
                |line: &&str| ["::error ", "::warning ", "::notice "].iter().any(|c| line.starts_with(c));
            assert!(text.lines().all(|line| is_command(&line)), "{text}");
            text.lines().count()
        }
        report::Format::Human | report::Format::Markdown => findings,
    };
    assert_eq!(count, findings, "{format:?}: {text}");
    assert!(!text.chars().any(is_obeyed), "{format:?}: {text:?}");
}

/// How many findings a concise line stands for: `… (1,016 times) [*]`.
fn times(line: &str) -> usize {
    let said = [" [*]", " [~]"].iter().find_map(|mark| line.strip_suffix(mark)).unwrap_or(line);
    let number = said.strip_suffix(" times)").and_then(|said| said.rsplit_once(" ("));
    number.and_then(|(_, number)| number.replace(',', "").parse().ok()).unwrap_or(1)
}

/// `path:line:column: severity[rule] message`, as a problem matcher reads it from its right end.
fn is_concise(line: &str) -> bool {
    ["error[", "warning[", "info["].iter().any(|severity| {
        line.match_indices(severity).any(|(at, _)| {
            let place = line[..at].strip_suffix(": ").unwrap_or_default();
            let mut numbers = place.rsplitn(3, ':');
            (0..2).all(|_| numbers.next().is_some_and(|number| number.parse::<usize>().is_ok()))
                && line[at..].contains("] ")
        })
    })
}

/// What a terminal interprets: controls except line feeds, line separators, and direction changes.
fn is_obeyed(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}

/// The result of `patch` on a text.
fn patched(old: &[u8], diff: &[u8]) -> Vec<u8> {
    let lines =
        |text: &[u8]| text.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect::<Vec<_>>();
    let old = lines(old);
    let (mut new, mut at, mut sign) = (Vec::new(), 0, None);
    for line in lines(diff) {
        if line.starts_with(b"@@ -") {
            let from = beginning(&String::from_utf8_lossy(&line[4..]));
            new.extend(old[at..from].concat());
            (at, sign) = (from, Some(b'@'));
        } else if let Some(before) = sign {
            match line[0] {
                b' ' => new.extend(old[at].clone()),
                b'+' => new.extend(&line[1..]),
                b'\\' if before == b'+' => drop(new.pop()),
                _ => {}
            }
            at += usize::from(matches!(line[0], b' ' | b'-'));
            sign = Some(line[0]);
        }
    }
    new.extend(old[at..].concat());
    new
}

/// The index of the first old line of a hunk, from `3,2 +3 @@` or `3 +3,0 @@`.
fn beginning(head: &str) -> usize {
    let range = head.split(' ').next().unwrap_or_default();
    let (start, count) = range.split_once(',').unwrap_or((range, "1"));
    let start: usize = start.parse().expect("a line number");
    if count == "0" { start } else { start - 1 }
}
