//! The overview for a terminal.

use std::fmt::Write;

use super::{LISTED, Overview, Share, percent};
use crate::profile::Field;
use crate::report::{counted, grouped, summary_line};
use crate::visible::visible;

/// The most rows of a list. The page and JSON have more.
const ROWS: usize = 10;

/// The longest bar of the years, in characters.
const BAR: usize = 40;

impl Overview {
    /// The overview as a text of at most 100 columns, names apart.
    pub fn table(&self) -> String {
        let mut text = String::new();
        let period = match self.period() {
            Some((first, last)) if first == last => format!(", {first}"),
            Some((first, last)) => format!(", {first} to {last}"),
            None => String::new(),
        };
        let (documents, words) = (counted(self.documents, "document"), grouped(self.words));
        line(&mut text, &format!("{documents}, {words} words{period}"));
        if self.documents == 0 {
            return text;
        }
        let clean = percent(self.clean, self.documents);
        line(&mut text, &format!("Without errors: {} ({clean} %)", grouped(self.clean)));
        line(&mut text, &summary_line(&self.findings, 0));
        self.kinds(&mut text, "Families", &super::shares(&self.families));
        self.kinds(&mut text, "Shapes", &super::shares(&self.shapes));
        self.write_years(&mut text);
        self.write_fields(&mut text);
        let rules: Vec<Vec<String>> = (self.rules().iter().take(LISTED))
            .map(|row| vec![grouped(row.documents), grouped(row.findings), row.rule.to_string()])
            .collect();
        table(&mut text, "Rules by number of documents", &["documents", "findings", "rule"], &rules);
        let worst: Vec<Vec<String>> = (self.worst.iter().take(ROWS))
            .map(|row| vec![grouped(row.errors), grouped(row.warnings), visible(&row.file).into_string()])
            .collect();
        table(&mut text, "Worst documents", &["errors", "warnings", "file"], &worst);
        self.write_duplicates(&mut text);
        let speakers: Vec<Vec<String>> = (self.speakers().iter().take(ROWS))
            .map(|row| vec![grouped(row.documents), grouped(row.words), visible(&row.name).into_string()])
            .collect();
        table(&mut text, "Speakers", &["documents", "words", "name"], &speakers);
        self.write_names(&mut text);
        text
    }

    fn kinds(&self, text: &mut String, title: &str, shares: &[Share]) {
        let share = |share: &Share| {
            let part = percent(share.documents, self.documents);
            vec![grouped(share.documents), format!("{part} %"), visible(&share.name).into_string()]
        };
        let rows: Vec<Vec<String>> = shares.iter().take(ROWS).map(share).collect();
        table(text, title, &["documents", "share", "name"], &rows);
    }

    fn write_years(&self, text: &mut String) {
        let years = self.years();
        let most = years.iter().map(|row| row.documents).max().unwrap_or(1).max(1);
        let row = |row: &super::YearRow| {
            let year = row.year.map_or_else(|| "no date".to_string(), |year| year.to_string());
            let bar = "▇".repeat((row.documents * BAR).div_ceil(most));
            vec![year, grouped(row.documents), bar]
        };
        table(text, "Years", &["year", "documents", ""], &years.iter().map(row).collect::<Vec<_>>());
    }

    fn write_fields(&self, text: &mut String) {
        let row = |(field, count): (&Field, super::FieldCount)| {
            let share = |part| format!("{} %", percent(part, count.total()));
            let name = field.name().to_string();
            vec![share(count.present), share(count.doubtful), share(count.dropped), share(count.absent), name]
        };
        let rows: Vec<_> = Field::ALL.iter().zip(self.all_fields()).map(row).collect();
        table(text, "Header fields", &["present", "doubtful", "dropped", "absent", "field"], &rows);
    }

    fn write_duplicates(&self, text: &mut String) {
        if self.duplicates.is_empty() {
            return;
        }
        heading(text, "Documents that repeat others");
        for duplicate in self.duplicates.iter().take(ROWS) {
            line(text, &format!("  {}: {}", visible(&duplicate.file), visible(&duplicate.message)));
        }
        more(text, self.duplicates.len());
    }

    fn write_names(&self, text: &mut String) {
        let names = self.names();
        let rows: Vec<Vec<String>> = (names.iter().filter(|row| row.documents > 0).take(ROWS))
            .chain(names.iter().filter(|row| row.documents == 0).take(ROWS))
            .map(|row| {
                let forms = row.variants.iter().map(|variant| visible(&variant.form).into_string());
                let forms: Vec<String> = forms.collect();
                let also =
                    if forms.is_empty() { String::new() } else { format!(" (also {})", forms.join(", ")) };
                let documents =
                    if row.documents == 0 { String::new() } else { grouped(row.documents as usize) };
                vec![documents, format!("{}{also}", visible(&row.name))]
            })
            .collect();
        table(text, "Names", &["documents", "name"], &rows);
    }
}

fn line(text: &mut String, written: &str) {
    writeln!(text, "{written}").expect("writing to a string cannot fail");
}

fn heading(text: &mut String, title: &str) {
    line(text, "");
    line(text, title);
}

fn more(text: &mut String, all: usize) {
    if all > ROWS {
        line(text, &format!("  and {} more", grouped(all - ROWS)));
    }
}

/// A table whose last column is text, and whose others are numbers.
fn table(text: &mut String, title: &str, heads: &[&str], rows: &[Vec<String>]) {
    if rows.is_empty() {
        return;
    }
    heading(text, title);
    let heads: Vec<String> = heads.iter().map(ToString::to_string).collect();
    let lines = || std::iter::once(&heads).chain(rows);
    let wide = |column: usize| lines().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..heads.len()).map(wide).collect();
    for row in lines() {
        let (last, numbers) = row.split_last().expect("a table has columns");
        let numbers = numbers.iter().zip(&widths);
        let numbers = numbers.fold(String::new(), |all, (number, wide)| format!("{all}  {number:>wide$}"));
        line(text, format!("{numbers}  {last}").trim_end());
    }
}
