//! Page numbers and running heads of a printed page.

use std::collections::HashMap;

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::document::Document;
use crate::language::{Language, WordLists};
use crate::rule::{Context, Findings, rule};
use crate::source::Span;

rule! {
    /// Page numbers and running heads of a printed page.
    ///
    /// A text that was taken from a PDF file or a scan has a number, and often the name of the sender, at the end of each
    /// page. They divide paragraphs in two, are counted as words, and are taken for headings.
    ///
    /// The rule reports lines such as `Page 3 of 7` and `- 2 -`; numbers alone on their lines, if at least three of them
    /// count the pages with a page of text between them; and short lines without a full stop beside page numbers
    /// that come at least twice there, or three times in the document. The first such line is the one that the others
    /// repeat if it is part of the header. It may be wrong about a document that is divided into numbered parts.
    ///
    /// The fix deletes the line. It needs `--unsafe-fixes`, since the numbers say where a page ended.
    "page-furniture": Residue, Warn, Unsafe, since "0.1.0"
}

/// Numbers alone on their lines are those of pages if so many count on.
const FEWEST_PAGES: usize = 3;

/// Numbers that are closer count something else, in words.
const SHORTEST_PAGE: usize = 40;

/// A longer line is no running head, in bytes.
const LONGEST_HEAD: usize = 100;

fn check(document: &Document, _: &Context, findings: &mut Findings) {
    let words = document.profile.words();
    // Most documents have no such line, and their words need not be counted.
    if !document.source.text().lines().any(|line| could_be_number(line) && read(line.trim(), words).is_some())
    {
        return;
    }
    let lines = lines(document);
    let mut numbers: Vec<Number> =
        lines.iter().enumerate().filter_map(|(at, line)| Number::of(at, line, words)).collect();
    let heads = running_heads(&lines, &numbers);
    let in_row = in_rows(&lines, &numbers);
    let mut at = 0;
    numbers.retain(|number| {
        at += 1;
        let is_beside_head = neighbours(&lines, number.line).any(|line| heads.contains_key(line.words));
        let could_be_page = number.page as usize <= lines[number.line].before / SHORTEST_PAGE + 3;
        number.form == Form::Named
            || number.form == Form::Dashed && could_be_page
            || in_row[at - 1]
            || is_beside_head
    });
    findings.extend(numbers.iter().map(|number| found(document, &lines[number.line], "a page number")));
    let is_beside_number =
        |line| numbers.iter().any(|number| neighbours(&lines, number.line).any(|near| near.words == line));
    let heads: HashMap<&str, usize> = heads.into_iter().filter(|(line, _)| is_beside_number(*line)).collect();
    let repeated =
        lines.iter().enumerate().filter(|(at, line)| heads.get(line.words).is_some_and(|first| first != at));
    findings.extend(repeated.map(|(_, line)| found(document, line, "a running head")));
}

/// Whether a line is short and has a digit.
fn could_be_number(line: &str) -> bool {
    line.len() <= 2 * LONGEST_HEAD && line.bytes().any(|byte| byte.is_ascii_digit())
}

/// A line with something on it.
struct Line<'t> {
    span: Span,
    /// Without white space at its ends.
    words: &'t str,
    /// The number of words before it in the document.
    before: usize,
    is_body: bool,
}

fn lines<'d>(document: &'d Document) -> Vec<Line<'d>> {
    let body = document.body().next().map_or(usize::MAX, |(_, block)| block.span.start);
    let (mut at, mut before) = (0, 0);
    let mut lines = Vec::new();
    for line in document.source.text().split_inclusive('\n') {
        let words = line.trim();
        if !words.is_empty() {
            lines.push(Line { span: Span::new(at, at + line.len()), words, before, is_body: at >= body });
            before += words.split_whitespace().count();
        }
        at += line.len();
    }
    lines
}

/// The lines before and after a line.
fn neighbours<'l, 't>(lines: &'l [Line<'t>], at: usize) -> impl Iterator<Item = &'l Line<'t>> {
    [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|near| lines.get(near))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// `Page 3`: nothing else is written so.
    Named,
    /// `- 3 -`: the mark `-30-` at the end of a news text is written so too.
    Dashed,
    /// `3/7`, `3`
    Bare,
}

/// What may be the number of a page.
struct Number {
    line: usize,
    page: u32,
    form: Form,
}

impl Number {
    fn of(at: usize, line: &Line, words: &WordLists) -> Option<Self> {
        let (page, form) = read(line.words, words)?;
        Some(Self { line: at, page, form })
    }
}

/// The page that a line numbers: `Page 3 of 7`, `- 3 -`, `3/7`, `3`.
fn read(line: &str, words: &WordLists) -> Option<(u32, Form)> {
    let is_dash = |c: char| matches!(c, '-' | '–' | '—') || c.is_whitespace();
    let inner = line.trim_matches(is_dash);
    let is_dashed = inner.len() < line.len() && line.starts_with(is_dash) && line.ends_with(is_dash);
    let english = &Language::ENGLISH.words().page_words;
    let word = [&words.page_words, english].into_iter().find_map(|list| list.at_start(inner));
    let (named, rest) = inner.split_at(word.unwrap_or(0));
    let rest = rest.trim_start_matches(['.', ' ', '\u{a0}']);
    let (page, rest) = number(rest)?;
    let (total, rest) = total(rest, words);
    let is_whole = rest.trim().is_empty();
    if total.is_some_and(|total| page > total) {
        return None;
    }
    match (named.is_empty(), total) {
        // The running head may follow: `Page 1 of 3 Media Release`.
        (false, Some(_)) => Some((page, Form::Named)),
        (false, None) if is_whole => Some((page, Form::Named)),
        (true, None) if is_whole && is_dashed => Some((page, Form::Dashed)),
        (true, _) if is_whole => Some((page, Form::Bare)),
        _ => None,
    }
}

/// The number at the start of a text, and the rest of it.
fn number(text: &str) -> Option<(u32, &str)> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let page = (1..=4).contains(&digits).then(|| text[..digits].parse().ok()).flatten()?;
    Some((page, &text[digits..]))
}

/// `of 7`, `/7`: the number of all pages, and the rest of the text.
fn total<'t>(text: &'t str, words: &WordLists) -> (Option<u32>, &'t str) {
    let inner = text.trim_start();
    let english = &Language::ENGLISH.words().page_joints;
    let joint = [&words.page_joints, english].into_iter().find_map(|list| list.at_start(inner));
    let joint = joint.or_else(|| inner.starts_with('/').then_some(1));
    let all = joint.and_then(|len| number(inner[len..].trim_start()));
    all.map_or((None, text), |(all, rest)| (Some(all), rest))
}

/// For each number whether it belongs to a row that counts pages, with a page of text between them.
fn in_rows(lines: &[Line], numbers: &[Number]) -> Vec<bool> {
    // The last number of the row that ends with this page, and its length.
    let mut rows: HashMap<u32, (usize, usize)> = HashMap::new();
    let mut before: Vec<Option<usize>> = vec![None; numbers.len()];
    let mut is_in_row = vec![false; numbers.len()];
    for (at, number) in numbers.iter().enumerate() {
        let row = number.page.checked_sub(1).and_then(|page| rows.get(&page));
        let row = row.filter(|(last, _)| {
            lines[number.line].before - lines[numbers[*last].line].before >= SHORTEST_PAGE
        });
        let length = row.map_or(1, |(_, length)| length + 1);
        before[at] = row.map(|(last, _)| *last);
        rows.insert(number.page, (at, length));
        if length >= FEWEST_PAGES {
            let members = std::iter::successors(Some(at), |at| before[*at]);
            // All before were marked when the row became long enough.
            members.take(FEWEST_PAGES).for_each(|member| is_in_row[member] = true);
        }
    }
    is_in_row
}

/// Lines beside numbers that come again, with the first of each if that is part of the header.
fn running_heads<'t>(lines: &[Line<'t>], numbers: &[Number]) -> HashMap<&'t str, usize> {
    let (mut beside, mut times) = (HashMap::new(), HashMap::new());
    for line in numbers.iter().flat_map(|number| neighbours(lines, number.line)) {
        if could_be_head(line.words) {
            *beside.entry(line.words).or_insert(0) += 1;
        }
    }
    for (at, line) in lines.iter().enumerate() {
        if beside.contains_key(line.words) {
            let (_, count) = times.entry(line.words).or_insert((at, 0));
            *count += 1;
        }
    }
    let comes_again = |words: &str, times: usize| times >= 3 || times >= 2 && beside[words] >= 2;
    let heads = times.into_iter().filter(|(words, (_, times))| comes_again(words, *times));
    heads.map(|(words, (first, _))| (words, if lines[first].is_body { usize::MAX } else { first })).collect()
}

/// Whether a line is short and not the end of a sentence or a label.
fn could_be_head(line: &str) -> bool {
    line.len() <= LONGEST_HEAD
        && line.contains(char::is_alphabetic)
        && !line.ends_with(['.', '!', '?', ':', ',', ';', '"', '”', '’', ')', ']'])
        && line.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
}

fn found(document: &Document, line: &Line, what: &str) -> Diagnostic {
    let text = document.text(line.span);
    let start = line.span.start + (text.len() - text.trim_start().len());
    let span = Span::new(start, start + line.words.len());
    let short: String = line.words.chars().take(40).collect();
    Diagnostic::new(span, format!("`{short}` is {what}"))
        .label("not part of the text")
        .help("left behind by the printed page; delete the line")
        .fix(Fix::replace(format!("delete the line `{short}`"), Applicability::Unsafe, line.span, ""))
}
