//! A summary of the run in Markdown, for the page of a CI job: rules, worst documents, first findings.

use std::fmt::Write;

use super::place::relative;
use super::statistics::Statistics;
use super::{summary_line, visible};
use crate::diagnostic::{Diagnostic, Summary};
use crate::rule::Rule;
use crate::source::Source;

/// The most findings listed: enough for an overview. All are in the other reports.
pub(super) const FIRST: usize = 20;

/// A row of the first findings.
pub(super) fn finding(source: &Source, diagnostic: &Diagnostic, root: Option<&str>) -> String {
    let position = source.position(diagnostic.span.start);
    let place = format!("{}:{}:{}", relative(source.path(), root), position.line, position.column);
    let (severity, rule) = (diagnostic.severity.name(), diagnostic.rule);
    format!("| {} | {severity} | `{rule}` | {} |\n", code(&place), prose(&diagnostic.message))
}

/// The full page.
pub(super) fn page(summary: &Summary, statistics: &Statistics, rules: &[&Rule], first: &[String]) -> String {
    let mut page = format!("## doclint\n\n{}\n", prose(&summary_line(summary, 0)));
    if summary.errors + summary.warnings + summary.infos > 0 {
        page.push_str(&tables(statistics, rules));
    }
    if !first.is_empty() {
        page.push_str("\n### First findings\n\n| place | severity | rule | what is wrong |\n| --- | --- | --- | --- |\n");
        page.extend(first.iter().map(String::as_str));
    }
    page
}

/// Rules, categories and worst documents.
pub(super) fn tables(statistics: &Statistics, rules: &[&Rule]) -> String {
    let mut tables = "\n| rule | severity | findings | fixable |\n| --- | --- | ---: | ---: |\n".to_string();
    for row in statistics.rules() {
        let (rule, severity, count, fixable) = (row.rule, row.severity.name(), row.count, row.fixable);
        writeln!(tables, "| `{rule}` | {severity} | {count} | {fixable} |")
            .expect("writing to a string cannot fail");
    }
    tables.push_str("\n| category | findings |\n| --- | ---: |\n");
    for row in statistics.categories(rules) {
        writeln!(tables, "| {} | {} |", row.category, row.count).expect("writing to a string cannot fail");
    }
    tables.push_str("\n### Worst documents\n\n");
    tables.push_str("| document | errors | warnings | infos |\n| --- | ---: | ---: | ---: |\n");
    for row in statistics.documents() {
        let (file, errors, warnings, infos) = (code(&row.file), row.errors, row.warnings, row.infos);
        writeln!(tables, "| {file} | {errors} | {warnings} | {infos} |")
            .expect("writing to a string cannot fail");
    }
    tables
}

/// A message: what is between backticks is code, the words around it are text. A document can contain backticks, which
/// would move its words outside: a message with more than plain words there becomes code as a whole.
fn prose(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let is_paired = parts.len() % 2 == 1;
    if !is_paired || !parts.iter().step_by(2).all(|part| is_plain(part)) {
        return code(text);
    }
    let part = |(n, part): (usize, &&str)| if n % 2 == 1 { code(part) } else { part.to_string() };
    parts.iter().enumerate().map(part).collect()
}

/// Code in a table cell, inside a fence longer than any run of backticks in it. `|` must still be escaped, and cannot
/// be after a backslash, where readers of Markdown disagree on what is escaped.
fn code(text: &str) -> String {
    let text = visible(text).replace("\\|", "\\⟨7C⟩").replace('|', "\\|");
    if text.is_empty() {
        return text;
    }
    let fence = "`".repeat(longest_run(&text) + 1);
    let gap = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{gap}{text}{gap}{fence}")
}

/// The length of the longest run of backticks.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// Whether a text is plain words to any reader of Markdown: no emphasis, link, HTML or table, and nothing that GitHub
/// turns into links and images: URLs, `@user`, `#1`, `GH-1`, commits, `:name:`.
fn is_plain(text: &str) -> bool {
    let is_mark = |c: char| c.is_alphanumeric() || " ,.;:'’“”()–-/%+?\"…".contains(c);
    let spaced = |(at, _)| text[at + 1..].chars().next().is_none_or(char::is_whitespace);
    text.chars().all(is_mark)
        && text.match_indices(':').all(spaced)
        && !text.split(|c: char| !c.is_alphanumeric()).any(is_reference)
}

/// Whether a word, alone or with what follows it, becomes a link: `www`, `GH`, a commit hash.
fn is_reference(word: &str) -> bool {
    let is_commit = word.len() >= 7 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_commit || ["www", "gh"].iter().any(|name| word.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;

    #[test]
    fn code_is_inside_its_fence() {
        assert_eq!(code("a`b\nc"), "``a`b␊c``");
        assert_eq!(code("a``b"), "```a``b```");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code(r"a|b\|c\\|"), r"`a\|b\⟨7C⟩c\\⟨7C⟩`");
        assert_eq!(code(""), "");
    }

    #[test]
    fn messages_are_words_around_code() {
        assert_eq!(prose("`a|b` is HTML"), "`a\\|b` is HTML");
        assert_eq!(prose("the day has no leading zero"), "the day has no leading zero");
        assert_eq!(prose("one ` only"), "``one ` only``");
        assert_eq!(prose("`a` <b> `c` is HTML"), "`` `a` <b> `c` is HTML ``");
        for text in ["see @user", "#1", "GH-1", "www.evil.example", ":tada:", "7dd511bfce", "x*y*", "$x$"] {
            assert_eq!(prose(text), format!("`{text}`"));
        }
    }

    /// The text of a page apart from the structure of the report itself.
    fn shown(markdown: &str) -> String {
        let mut shown = String::new();
        for event in Parser::new_ext(markdown, Options::all()) {
            match event {
                Event::Text(text) | Event::Code(text) => shown.push_str(&text),
                Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Table(_))
                | Event::Start(Tag::TableHead | Tag::TableRow | Tag::TableCell)
                | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Table)
                | Event::End(TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell) => {}
                other => panic!("{other:?} in {markdown}"),
            }
        }
        shown
    }

    #[test]
    fn documents_cannot_write_markdown() {
        let pieces = [
            "`",
            "``",
            "|",
            "\\|",
            "\\",
            "<img src=x>",
            "[l](http://evil)",
            "![x](y)",
            "*b*",
            "~~s~~",
            "@user",
            "#1",
            "http://evil.example",
            "a@b.c",
            "<!-- -->",
            "\n\n# h\n",
            "&lt;",
            "$x$",
            "word",
            " ",
        ];
        for first in pieces {
            for second in pieces {
                for third in pieces {
                    let text = [first, second, third].concat();
                    let finding = Diagnostic::new(crate::source::Span::at(0), format!("`{text}` is HTML"));
                    let row = finding_row(&text, finding);
                    let page = page(&Summary::default(), &Statistics::default(), &[], &[row]);
                    let quoted = visible(&text).replace("\\|", "\\⟨7C⟩");
                    assert!(shown(&page).contains(quoted.trim()), "{text:?}\n{page}");
                }
            }
        }
    }

    fn finding_row(name: &str, diagnostic: Diagnostic) -> String {
        finding(&Source::from_text(format!("{name}.txt"), "text"), &diagnostic, None)
    }
}
