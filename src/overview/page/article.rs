//! A document for people: its facts, its findings, and its text with parts coloured and findings marked.

use super::super::{Entry, percent};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Document, Kind, PartKind};
use crate::markup::Page;
use crate::report::grouped;
use crate::source::{Source, Span};
use crate::visible::visible;

/// So many findings are listed and marked.
const MOST: usize = 500;

/// So many bytes of a finding are marked: one that is about a whole document has no place.
const LONGEST: usize = 2000;

/// A document as a part of a page.
pub(super) fn written(document: &Document, findings: &[Diagnostic], entry: &Entry) -> String {
    let mut page = Page::fragment();
    let shown = &findings[..findings.len().min(MOST)];
    page.open_with("nav", &[("aria-label", "Report")]);
    page.with("a", &[("class", "back"), ("href", "../index.html#documents")], "All documents").close("nav");
    page.open("main").start("h1", &[("tabindex", "-1")]).bidi(&visible(&entry.file)).close("h1");
    facts(&mut page, entry);
    list(&mut page, document.source, shown, findings.len());
    speakers(&mut page, entry);
    text(&mut page, document, shown);
    page.close("main");
    page.into_string()
}

fn facts(page: &mut Page, entry: &Entry) {
    let words = grouped(entry.words);
    let facts = [
        ("Title", entry.title.as_deref()),
        ("Date", entry.date.as_deref()),
        ("Series", entry.series.as_deref()),
        ("Kind", Some(entry.category)),
        ("Family", Some(entry.family.as_str())),
        ("Shape", Some(entry.shape.as_str())),
        ("Words", Some(words.as_str())),
    ];
    page.open_with("dl", &[("class", "facts")]);
    for (name, value) in facts.into_iter().filter_map(|(name, value)| Some((name, value?))) {
        page.start("div", &[]).start("dt", &[]).text(name).end("dt");
        page.start("dd", &[]).bidi(&visible(value)).end("dd").close("div");
    }
    page.close("dl");
}

fn list(page: &mut Page, source: &Source, findings: &[Diagnostic], all: usize) {
    page.line("h2", "Findings");
    if findings.is_empty() {
        page.line("p", "Nothing was found.");
        return;
    }
    page.open_with("ol", &[("class", "findings")]);
    for (index, finding) in findings.iter().enumerate() {
        let severity = finding.severity.name();
        let line = source.position(finding.span.start).line.to_string();
        page.start("li", &[("class", severity)]).start("a", &[("href", &format!("#f{index}"))]);
        page.text("line ").text(&line).end("a").text(" ");
        page.start("strong", &[]).text(severity).end("strong").text(" ").bidi(&visible(&finding.message));
        page.text(" ").start("code", &[]).text(finding.rule).end("code");
        if let Some(help) = &finding.help {
            page.start("small", &[]).bidi(&visible(help)).end("small");
        }
        page.close("li");
    }
    page.close("ol");
    if all > findings.len() {
        page.line("p", &format!("{} more are not listed.", grouped(all - findings.len())));
    }
}

fn speakers(page: &mut Page, entry: &Entry) {
    if entry.speakers.is_empty() {
        return;
    }
    let all: usize = entry.speakers.iter().map(|speaker| speaker.words).sum();
    let rows: Vec<Vec<String>> = (entry.speakers.iter())
        .map(|speaker| {
            let share = format!("{} %", percent(speaker.words, all));
            vec![speaker.name.clone(), grouped(speaker.turns), grouped(speaker.words), share]
        })
        .collect();
    page.line("h2", "Speakers");
    let heads = ["Name", "Turns", "Words", "Share of words"];
    super::table(page, "Speakers and their share of words", &heads, &[], &rows);
}

/// A place of the text that a finding is about; no two overlap.
struct Mark {
    span: Span,
    finding: usize,
}

fn text(page: &mut Page, document: &Document, findings: &[Diagnostic]) {
    page.line("h2", "Text").open_with("div", &[("class", "text")]);
    let marks = marks(findings, document.source.text().len());
    let mut rest = marks.as_slice();
    for block in &document.blocks {
        let own = rest.partition_point(|mark| mark.span.start < block.span.end);
        let is_blank = block.kind == Kind::Blank;
        if !is_blank || own > 0 {
            let name = block.kind.name();
            page.start("div", &[("class", class(block.kind))]).start("span", &[("class", "kind")]);
            page.text(if is_blank { "" } else { name }).end("span").start("p", &[("dir", "auto")]);
            Line { page, document, findings }.block(block, &rest[..own]);
            page.end("p").close("div");
        }
        rest = &rest[own..];
    }
    // A finding at the end of the text stands behind the last block.
    for mark in rest {
        let id = format!("f{}", mark.finding);
        page.with("p", &[("id", &id), ("tabindex", "-1"), ("class", "end")], "(end of the text)");
    }
    page.close("div");
}

/// Where findings are marked: in order, each behind the one before it.
fn marks(findings: &[Diagnostic], end: usize) -> Vec<Mark> {
    let mut marks: Vec<Mark> = findings
        .iter()
        .enumerate()
        .map(|(finding, it)| Mark {
            span: Span::new(it.span.start, it.span.end.min(it.span.start + LONGEST)),
            finding,
        })
        .collect();
    marks.sort_by_key(|mark| (mark.span.start, mark.finding));
    let mut free = 0;
    for mark in &mut marks {
        let start = mark.span.start.max(free).min(end);
        mark.span = Span::new(start, mark.span.end.min(end).max(start));
        free = mark.span.end;
    }
    marks
}

fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Residue(_) | Kind::Footer | Kind::Blank => "block residue",
        Kind::Unread => "block unread",
        Kind::Heading => "block heading",
        kind if kind.is_body() => "block",
        _ => "block field",
    }
}

const fn part_class(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Speaker => "speaker",
        PartKind::Role => "role",
        PartKind::Marker => "marker",
        PartKind::Date | PartKind::Updated | PartKind::RelatedDate => "date",
        PartKind::Place => "place",
        PartKind::Title | PartKind::RelatedTitle => "title",
        PartKind::Byline => "byline",
        _ => "part",
    }
}

/// Writes the text of a block.
struct Line<'p, 'd> {
    page: &'p mut Page,
    document: &'d Document<'d>,
    findings: &'d [Diagnostic],
}

impl Line<'_, '_> {
    fn block(&mut self, block: &Block, marks: &[Mark]) {
        let parts = block.parts.iter().filter(|part| part.kind != PartKind::Label);
        let mut at = block.span.start;
        let mut marks = marks.iter().peekable();
        for part in parts.filter(|part| part.span.start >= block.span.start) {
            if part.span.start < at {
                continue;
            }
            at = self.run(at, part.span.start, &mut marks);
            self.page.start("span", &[("class", part_class(part.kind)), ("title", part.kind.name())]);
            at = self.run(at, part.span.end, &mut marks);
            self.page.end("span");
        }
        // The line end of a block is the frame's.
        let end = block.content.end.max(at);
        self.run(at, end, &mut marks);
        self.rest(end, block.span.end, marks);
    }

    /// Writes the text up to a place; a mark that goes on behind it is cut there, and continues.
    fn run<'m>(
        &mut self,
        mut at: usize,
        end: usize,
        marks: &mut std::iter::Peekable<impl Iterator<Item = &'m Mark>>,
    ) -> usize {
        // A mark that begins at the end belongs to what follows.
        while let Some(mark) = marks.peek().filter(|mark| mark.span.start < end) {
            let start = mark.span.start.max(at);
            let stop = mark.span.end.clamp(start, end);
            self.plain(at, start);
            self.mark(mark, mark.span.start >= at, start, stop);
            at = stop;
            if mark.span.end > end {
                return end;
            }
            marks.next();
        }
        self.plain(at, end);
        end
    }

    /// Marks what stands behind the content of a block: its white space.
    fn rest<'m>(&mut self, from: usize, end: usize, marks: impl Iterator<Item = &'m Mark>) {
        for mark in marks {
            let start = mark.span.start.max(from).min(end);
            self.mark(mark, mark.span.start >= from, start, mark.span.end.clamp(start, end));
        }
    }

    fn mark(&mut self, mark: &Mark, is_first: bool, start: usize, end: usize) {
        let id = format!("f{}", mark.finding);
        let mut attributes = vec![("class", self.findings[mark.finding].severity.name())];
        if is_first {
            attributes.extend([("id", id.as_str()), ("tabindex", "-1")]);
        }
        self.page.start("mark", &attributes);
        let text = self.document.text(Span::new(start, end));
        if text.trim().is_empty() {
            // White space has no picture.
            self.page.text("␣");
        } else {
            self.plain(start, end);
        }
        self.page.end("mark");
    }

    fn plain(&mut self, start: usize, end: usize) {
        if start >= end {
            return;
        }
        let text = self.document.text(Span::new(start, end));
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.page.new_line();
            }
            self.page.text(&visible(line.trim_end_matches('\r')));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Profile, parse};

    #[test]
    fn a_finding_at_a_part_is_marked_once() {
        let text = "Press Conference\n\nLord Hollis: Good morning to all.\n\nLord Hollis: And thanks.\n";
        let source = Source::from_text("a.txt", text);
        let document = parse(&source, Profile::built_in("nato").expect("built in"));
        let at = text.find("Lord").expect("it is there");
        // From the label into the words, and the whole label.
        for end in [at + 18, at + 11] {
            let finding = Diagnostic::new(Span::new(at, end), "of a label");
            let findings = [finding];
            let page = written(&document, &findings, &Entry::new(&document, &findings));
            assert_eq!(page.matches("id=\"f0\"").count(), 1, "{page}");
            assert!(page.contains(">Lord Hollis</mark>") && !page.contains('␣'), "{page}");
        }
    }
}
