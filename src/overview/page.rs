//! The overview as a page: charts with tables beneath them, a table of documents, and each document with its parts
//! coloured and its findings marked.
//!
//! A page stands alone: style and script are in it, nothing is loaded, and its policy (Content Security Policy, level 3)
//! allows nothing else. In a single page the documents are kept as text and become elements when one is opened, so that
//! thousands of them cost nothing before.

use super::{Entry, FieldCount, Overview, YearRow, percent};
use crate::diagnostic::{Diagnostic, Summary};
use crate::document::Document;
use crate::markup::Page;
use crate::profile::Field;
use crate::report::grouped;
use crate::source::Source;
use crate::visible::visible;

mod article;
mod chart;

use chart::{Bands, Chart, Heat};

const STYLE: &str = include_str!("page/style.css");
const SCRIPT: &str = include_str!("page/script.js");

/// The rules in the chart; the table has all.
const CHARTED: usize = 15;

/// The most series or families that have a colour of their own.
const COLOURS: usize = 6;

/// Whether the documents are in the page or beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One file with everything in it.
    Single,
    /// A folder: `index.html`, and a page for each document in `documents/`.
    Folder,
}

/// The pages of a report in progress.
#[derive(Debug)]
pub struct Pages {
    layout: Layout,
    /// The rows of the table of documents.
    rows: Page,
    count: usize,
    /// The documents as they stand in a single page.
    articles: String,
}

impl Pages {
    /// Pages without documents.
    pub fn new(layout: Layout) -> Self {
        Self { layout, rows: Page::fragment(), count: 0, articles: String::new() }
    }

    /// A document for people, as a part of a page.
    pub fn article(document: &Document, findings: &[Diagnostic], entry: &Entry) -> String {
        article::written(document, findings, entry)
    }

    /// Adds a document. In a folder, its page and the page's path in the folder are returned, for the caller to write.
    pub fn add(&mut self, entry: &Entry, article: String) -> Option<(String, String)> {
        self.count += 1;
        let number = self.count;
        let place = format!("documents/{number}.html");
        let (target, page) = match self.layout {
            Layout::Single => {
                let opened = format!("<script type=\"text/html\" id=\"data-d{number}\">");
                self.articles.extend([&opened, article.as_str(), "</script>\n"]);
                (format!("#d{number}"), None)
            }
            Layout::Folder => (place.clone(), Some((place, alone(&article, entry)))),
        };
        row(&mut self.rows, entry, &target);
        page
    }

    /// The page with the overview, and with the documents unless they have pages of their own.
    pub fn index(&self, overview: &Overview, title: &str) -> String {
        let nonce = nonce(self.rows.written());
        let heading = format!("Report on {title}");
        let mut page = begun(&heading, &nonce);
        page.open_with("div", &[("id", "overview")]);
        page.open("header").line("h1", &heading);
        tiles(&mut page, overview);
        page.open_with("nav", &[("aria-label", "Sections")]).open("ul");
        for (id, name) in SECTIONS {
            page.start("li", &[]).start("a", &[("href", &format!("#{id}"))]).text(name).end("a").close("li");
        }
        page.close("ul").close("nav").close("header").open("main");
        if overview.documents == 0 {
            page.line("p", "There are no documents.");
        } else {
            let rows = years_of(overview);
            years(&mut page, &rows);
            fields(&mut page, overview, &rows);
            rules(&mut page, overview);
            self.documents(&mut page, overview);
            speakers(&mut page, overview);
            names(&mut page, overview);
            duplicates(&mut page, overview);
        }
        page.close("main");
        footer(&mut page);
        page.close("div");
        page.open_with("div", &[("id", "view"), ("hidden", "hidden")]).close("div");
        ended(page, &self.articles, &nonce)
    }

    fn documents(&self, page: &mut Page, overview: &Overview) {
        section(page, "documents", "Documents");
        page.open_with("div", &[("class", "filters")]);
        page.start("label", &[]).text("Find ");
        page.void("input", &[("type", "search"), ("id", "find"), ("aria-describedby", "shown")])
            .close("label");
        page.start("label", &[]).text("Family ").open_with("select", &[("id", "family")]);
        page.with("option", &[("value", "")], "all");
        for share in super::shares(&overview.families) {
            page.line("option", &share.name);
        }
        page.close("select").close("label").start("label", &[]);
        page.void("input", &[("type", "checkbox"), ("id", "faulty")]).text(" with errors").close("label");
        let shown = format!("{} documents", grouped(self.count));
        page.with("p", &[("id", "shown"), ("role", "status")], &shown).close("div");
        scroll(page, "Table of documents");
        page.open_with("table", &[("id", "list")]).with("caption", &[("class", "unseen")], "Documents");
        page.open("thead").open("tr");
        for (name, class) in COLUMNS {
            page.start("th", &[("scope", "col"), ("class", class)]);
            page.with("button", &[("type", "button")], name).close("th");
        }
        page.close("tr").close("thead").open("tbody").append(self.rows.written());
        page.close("tbody").close("table").close("div").close("section");
    }
}

const SECTIONS: [(&str, &str); 7] = [
    ("years", "Years"),
    ("fields", "Header fields"),
    ("rules", "Findings"),
    ("documents", "Documents"),
    ("speakers", "Speakers"),
    ("names", "Names"),
    ("duplicates", "Duplicates"),
];

/// The columns of the table of documents; those of numbers are of class `n`.
const COLUMNS: [(&str, &str); 8] = [
    ("File", ""),
    ("Date", ""),
    ("Title", ""),
    ("Kind", ""),
    ("Family", ""),
    ("Words", "n"),
    ("Errors", "n"),
    ("Warnings", "n"),
];

fn row(rows: &mut Page, entry: &Entry, target: &str) {
    let Summary { errors, warnings, .. } = entry.summary;
    rows.start("tr", &[]).start("th", &[("scope", "row")]).start("a", &[("href", target)]);
    rows.bidi(&visible(&entry.file)).end("a").end("th");
    let texts = [entry.date.as_deref().unwrap_or(""), entry.title.as_deref().unwrap_or("")];
    for text in texts.into_iter().chain([entry.category, entry.family.as_str()]) {
        rows.start("td", &[]).bidi(&visible(text)).end("td");
    }
    for number in [entry.words, errors, warnings] {
        rows.start("td", &[("class", "n")]).text(&number.to_string()).end("td");
    }
    rows.close("tr");
}

/// A page of a single document.
fn alone(article: &str, entry: &Entry) -> String {
    let nonce = nonce(article);
    let mut page = begun(&visible(&entry.file), &nonce);
    page.open_with("div", &[("id", "view")]).append(article).close("div");
    footer(&mut page);
    ended(page, "", &nonce)
}

/// What style and script of a page carry, so that no other runs. No text can contain what is computed from it.
fn nonce(text: &str) -> String {
    Source::from_text("", text).sha256()[..32].to_string()
}

fn begun(title: &str, nonce: &str) -> Page {
    let mut page = Page::new(Some("en"));
    let policy = format!("default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'");
    page.open("head").void("meta", &[("charset", "utf-8")]);
    page.void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy)]);
    page.void("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
    page.void("meta", &[("name", "color-scheme"), ("content", "light dark")]);
    page.line("title", title);
    page.start("style", &[("nonce", nonce)]).append(STYLE).close("style").close("head").open("body");
    page
}

fn ended(mut page: Page, articles: &str, nonce: &str) -> String {
    page.append(articles).start("script", &[("nonce", nonce)]).append(SCRIPT).close("script").close("body");
    page.finish()
}

fn footer(page: &mut Page) {
    page.line("footer", concat!("Written by doclint ", env!("CARGO_PKG_VERSION")));
}

fn tiles(page: &mut Page, overview: &Overview) {
    let Summary { errors, warnings, infos, .. } = overview.findings;
    let period = match overview.period() {
        Some((first, last)) if first == last => first.to_string(),
        Some((first, last)) => format!("{first}–{last}"),
        None => "none".to_string(),
    };
    let clean = format!("{} %", percent(overview.clean, overview.documents));
    page.open_with("dl", &[("class", "tiles")]);
    for (name, value) in [
        ("Documents", grouped(overview.documents)),
        ("Words", grouped(overview.words)),
        ("Years", period),
        ("Without errors", clean),
        ("Errors", grouped(errors)),
        ("Warnings", grouped(warnings)),
        ("Infos", grouped(infos)),
    ] {
        page.start("div", &[]).start("dt", &[]).text(name).end("dt");
        page.start("dd", &[]).text(&value).end("dd").close("div");
    }
    page.close("dl");
}

fn section<'p>(page: &'p mut Page, id: &str, title: &str) -> &'p mut Page {
    let heading = format!("{id}-heading");
    page.open_with("section", &[("id", id), ("aria-labelledby", &heading)]);
    page.with("h2", &[("id", &heading)], title)
}

/// Opens the frame of a table that may be wider than the window.
fn scroll(page: &mut Page, name: &str) {
    page.open_with(
        "div",
        &[("class", "scroll"), ("role", "region"), ("tabindex", "0"), ("aria-label", name)],
    );
}

/// A table; the first column names the row, and the others are numbers unless they are said to be texts.
fn table(page: &mut Page, caption: &str, heads: &[&str], texts: &[usize], rows: &[Vec<String>]) {
    let class = |column: usize| if column == 0 || texts.contains(&column) { "" } else { "n" };
    scroll(page, caption);
    page.open("table").line("caption", caption).open("thead").open("tr");
    for (column, head) in heads.iter().enumerate() {
        page.with("th", &[("scope", "col"), ("class", class(column))], head);
    }
    page.close("tr").close("thead").open("tbody");
    for row in rows {
        page.start("tr", &[]);
        for (column, cell) in row.iter().enumerate() {
            let name = if column == 0 { "th" } else { "td" };
            let attributes: &[_] =
                if column == 0 { &[("scope", "row")] } else { &[("class", class(column))] };
            page.start(name, attributes).bidi(&visible(cell)).end(name);
        }
        page.close("tr");
    }
    page.close("tbody").close("table").close("div");
}

/// The table of a chart, folded up.
fn beneath(page: &mut Page, caption: &str, heads: &[&str], rows: &[Vec<String>]) {
    page.open("details").line("summary", "Figures");
    table(page, caption, heads, &[], rows);
    page.close("details");
}

/// The years of a chart: those without documents too, unless that would be most of them.
fn years_of(overview: &Overview) -> Vec<YearRow> {
    const MOST: u32 = 60;
    let mut rows = overview.years();
    if let Some((first, last)) = overview.period().filter(|(first, last)| last - first < MOST) {
        let is_there: Vec<u32> = rows.iter().filter_map(|row| row.year).collect();
        let missing = (first..=last).filter(|year| !is_there.contains(year));
        rows.extend(missing.map(|year| YearRow { year: Some(year), ..YearRow::default() }));
        rows.sort_by_key(|row| (row.year.is_none(), row.year));
    }
    rows
}

fn year_name(row: &YearRow) -> String {
    row.year.map_or_else(|| "no date".to_string(), |year| year.to_string())
}

fn years(page: &mut Page, rows: &[YearRow]) {
    section(page, "years", "Years");
    let bands = Bands::of(rows.iter().flat_map(|row| row.series.iter()), COLOURS);
    let values: Vec<(String, Vec<usize>)> =
        rows.iter().map(|row| (year_name(row), bands.values(&row.series))).collect();
    Chart { id: "chart-years", title: "Documents by year and series", bands: &bands }.columns(page, &values);
    let heads: Vec<&str> = ["Year", "Documents"].into_iter().chain(bands.names()).collect();
    let table = values.into_iter().map(|(name, values)| {
        let all = values.iter().sum();
        let numbers = std::iter::once(all).chain(values).map(grouped);
        std::iter::once(name).chain(numbers).collect()
    });
    beneath(page, "Documents by year and series", &heads, &table.collect::<Vec<_>>());
    page.close("section");
}

fn fields(page: &mut Page, overview: &Overview, years: &[YearRow]) {
    section(page, "fields", "Header fields");
    let all = overview.all_fields();
    let row = |(field, count): (&Field, &FieldCount)| {
        let counts = [count.present, count.doubtful, count.dropped, count.absent];
        let shares = counts.map(|part| format!("{} %", percent(part, count.total())));
        std::iter::once(field.name().to_string()).chain(shares).collect()
    };
    let rows: Vec<Vec<String>> = Field::ALL.iter().zip(&all).map(row).collect();
    let heads = ["Field", "Present", "Doubtful", "Dropped", "Absent"];
    table(page, "How complete the headers are", &heads, &[], &rows);
    let columns: Vec<String> = years.iter().map(year_name).collect();
    let share = |row: &YearRow, field: &Field| {
        let count = row.fields.get(field.name()).copied().unwrap_or_default();
        percent(count.present + count.doubtful, count.total())
    };
    let rows: Vec<(String, Vec<usize>)> = Field::ALL
        .iter()
        .map(|field| (field.name().to_string(), years.iter().map(|row| share(row, field)).collect()))
        .collect();
    Heat { id: "chart-fields", title: "Documents with each field, in per cent, by year" }
        .draw(page, &columns, &rows);
    let heads: Vec<&str> =
        std::iter::once("Year").chain(Field::ALL.iter().map(|field| field.name())).collect();
    let table: Vec<Vec<String>> = (columns.iter().enumerate())
        .map(|(column, year)| {
            let shares = rows.iter().map(|(_, shares)| format!("{} %", shares[column]));
            std::iter::once(year.clone()).chain(shares).collect()
        })
        .collect();
    beneath(page, "Documents with each field by year", &heads, &table);
    page.close("section");
}

fn rules(page: &mut Page, overview: &Overview) {
    section(page, "rules", "Findings");
    let rows = overview.rules();
    if rows.is_empty() {
        page.line("p", "Nothing was found.").close("section");
        return;
    }
    let bands = Bands::of(rows.iter().flat_map(|row| row.families.iter()), COLOURS);
    let charted = rows.iter().take(CHARTED);
    let values: Vec<_> = charted.map(|row| (row.rule.to_string(), bands.values(&row.families))).collect();
    Chart { id: "chart-rules", title: "Documents with findings, by rule and family", bands: &bands }
        .bars(page, &values);
    let row = |row: &super::RuleRow| {
        let numbers = [row.documents, row.findings].map(grouped);
        [row.rule.to_string(), row.category.to_string()].into_iter().chain(numbers).collect()
    };
    let heads = ["Rule", "Category", "Documents", "Findings"];
    page.open("details").line("summary", "Figures");
    table(page, "Findings by rule", &heads, &[1], &rows.iter().map(row).collect::<Vec<_>>());
    page.close("details").close("section");
}

fn speakers(page: &mut Page, overview: &Overview) {
    section(page, "speakers", "Speakers");
    let rows: Vec<Vec<String>> = overview
        .speakers()
        .iter()
        .map(|row| vec![row.name.clone(), grouped(row.documents), grouped(row.words)])
        .collect();
    if rows.is_empty() {
        page.line("p", "Nobody speaks under a label.");
    } else {
        table(page, "Speakers of most documents", &["Name", "Documents", "Words"], &[], &rows);
    }
    page.close("section");
}

fn names(page: &mut Page, overview: &Overview) {
    section(page, "names", "Names");
    let row = |row: &super::NameRow| {
        let forms = row.variants.iter().map(|variant| format!("{} ({})", variant.form, variant.documents));
        let count = |number: u32| if number == 0 { String::new() } else { grouped(number as usize) };
        vec![
            row.name.clone(),
            count(row.documents),
            count(row.occurrences),
            forms.collect::<Vec<_>>().join(", "),
        ]
    };
    let rows: Vec<Vec<String>> = overview.names().iter().map(row).collect();
    if rows.is_empty() {
        page.line("p", "Names are counted where several documents are compared.");
    } else {
        let heads = ["Name", "Documents", "Occurrences", "Also written (documents)"];
        table(page, "Frequent names, and names written in several ways", &heads, &[3], &rows);
    }
    page.close("section");
}

fn duplicates(page: &mut Page, overview: &Overview) {
    section(page, "duplicates", "Duplicates");
    let rows: Vec<Vec<String>> =
        overview.duplicates.iter().map(|row| vec![row.file.clone(), row.message.clone()]).collect();
    if rows.is_empty() {
        page.line("p", "No document repeats another.");
    } else {
        table(page, "Documents that repeat others", &["File", "What it repeats"], &[1], &rows);
    }
    page.close("section");
}

/// A number in an attribute of SVG.
fn number(value: f64) -> String {
    format!("{value:.1}")
}
