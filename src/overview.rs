//! A corpus at a glance: how complete its headers are, what is wrong in it and where, who speaks, from when it is.
//!
//! Each document becomes an [`Entry`], and the entries add up to an [`Overview`], whatever their order. It is written as
//! a [table](Overview::table) for a terminal, as JSON, and as a [page](Pages) with the documents in it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostic::Summary;
use crate::profile::Field;
use crate::report::DocumentRow;
use crate::survey::Count as NameCount;

mod entry;
mod page;
mod table;

pub use entry::{Certain, Entry, Turns};
pub use page::{Layout, Pages};

/// The name and version of the JSON.
pub const SCHEMA: &str = "doclint-report/1";

/// The most documents, names and speakers that are listed.
const LISTED: usize = 20;

/// What the documents of a corpus are, taken together.
#[derive(Clone, Debug, Default)]
pub struct Overview {
    documents: usize,
    words: usize,
    /// Documents without an error.
    clean: usize,
    findings: Summary,
    families: BTreeMap<String, usize>,
    shapes: BTreeMap<String, usize>,
    /// Documents by year of the event, and then by series.
    years: BTreeMap<Option<u32>, BTreeMap<String, usize>>,
    /// How sure each field is, in the order of [`Field::ALL`], by year.
    fields: BTreeMap<Option<u32>, [FieldCount; 8]>,
    rules: BTreeMap<&'static str, RuleCount>,
    worst: Vec<DocumentRow>,
    duplicates: Vec<Duplicate>,
    /// By name in small letters.
    speakers: BTreeMap<String, SpeakerRow>,
    /// The forms that a rule takes for another name, by the usual form.
    variants: BTreeMap<String, BTreeMap<String, usize>>,
    names: Vec<(String, NameCount)>,
}

/// In how many documents a field is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct FieldCount {
    pub(crate) present: usize,
    /// It was read, but not surely enough to rely on it.
    pub(crate) doubtful: usize,
    /// A gap shows that the extraction lost it.
    pub(crate) dropped: usize,
    pub(crate) absent: usize,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct RuleCount {
    findings: usize,
    /// Documents with such a finding, by family.
    documents: BTreeMap<String, usize>,
}

/// A document that is another one again.
#[derive(Clone, Debug, Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Duplicate {
    file: String,
    /// What it has in common with the other one.
    message: String,
}

/// A number of documents under a name.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Share {
    pub(crate) name: String,
    pub(crate) documents: usize,
}

/// A rule with its findings.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct RuleRow {
    pub(crate) rule: &'static str,
    pub(crate) category: &'static str,
    pub(crate) documents: usize,
    pub(crate) findings: usize,
    pub(crate) families: Vec<Share>,
}

/// A speaker over all documents.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct SpeakerRow {
    pub(crate) name: String,
    pub(crate) documents: usize,
    pub(crate) words: usize,
}

/// A name with the ways in which it is written.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct NameRow {
    pub(crate) name: String,
    pub(crate) documents: u32,
    pub(crate) occurrences: u32,
    pub(crate) variants: Vec<Variant>,
}

/// A rare form of a name.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Variant {
    pub(crate) form: String,
    /// Documents in which it was found.
    pub(crate) documents: usize,
}

/// A year with its documents by series.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct YearRow {
    /// None for documents without a date that can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) year: Option<u32>,
    pub(crate) documents: usize,
    pub(crate) series: Vec<Share>,
    pub(crate) fields: BTreeMap<&'static str, FieldCount>,
}

/// The overview as programs see it.
#[derive(Serialize)]
struct OverviewJson<'o> {
    schema: &'static str,
    documents: usize,
    words: usize,
    clean: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    families: Vec<Share>,
    shapes: Vec<Share>,
    years: Vec<YearRow>,
    fields: BTreeMap<&'static str, FieldCount>,
    rules: Vec<RuleRow>,
    worst: &'o [DocumentRow],
    duplicates: &'o [Duplicate],
    speakers: Vec<SpeakerRow>,
    names: Vec<NameRow>,
}

impl FieldCount {
    fn add(&mut self, state: Certain) {
        match state {
            Certain::Present => self.present += 1,
            Certain::Doubtful => self.doubtful += 1,
            Certain::Dropped => self.dropped += 1,
            Certain::Absent => self.absent += 1,
        }
    }
    fn merge(&mut self, other: FieldCount) {
        self.present += other.present;
        self.doubtful += other.doubtful;
        self.dropped += other.dropped;
        self.absent += other.absent;
    }
    /// The number of documents.
    pub(crate) const fn total(self) -> usize {
        self.present + self.doubtful + self.dropped + self.absent
    }
}

impl Overview {
    /// Adds a document.
    pub fn add(&mut self, entry: &Entry) {
        self.documents += 1;
        self.words += entry.words;
        self.clean += usize::from(entry.summary.errors == 0);
        self.findings.merge(entry.summary);
        *self.families.entry(entry.family.clone()).or_default() += 1;
        *self.shapes.entry(format!("{}: {}", entry.family, entry.shape)).or_default() += 1;
        let series = entry.series.clone().unwrap_or_else(|| entry.category.to_string());
        *self.years.entry(entry.year).or_default().entry(series).or_default() += 1;
        let fields = self.fields.entry(entry.year).or_default();
        entry.fields.iter().zip(fields).for_each(|(state, count)| count.add(*state));
        for (rule, findings) in &entry.rules {
            let count = self.rules.entry(rule).or_default();
            count.findings += findings;
            *count.documents.entry(entry.family.clone()).or_default() += 1;
        }
        for speaker in entry.speakers.iter().filter(|speaker| speaker.is_person) {
            let count = self.speakers.entry(speaker.name.to_lowercase()).or_default();
            // The form that sorts first, so that the order of documents decides nothing.
            if count.name.is_empty() || speaker.name < count.name {
                count.name.clone_from(&speaker.name);
            }
            count.documents += 1;
            count.words += speaker.words;
        }
        for (form, usual) in &entry.variants {
            *self.variants.entry(usual.clone()).or_default().entry(form.clone()).or_default() += 1;
        }
        let file = || entry.file.clone();
        self.duplicates.extend(
            entry.duplicates.iter().map(|message| Duplicate { file: file(), message: message.clone() }),
        );
        let Summary { errors, warnings, infos, .. } = entry.summary;
        if errors + warnings > 0 {
            DocumentRow { file: file(), errors, warnings, infos }.rank(&mut self.worst, LISTED);
        }
    }

    /// The names that stand in the text of most documents.
    #[must_use]
    pub fn naming(self, names: Vec<(String, NameCount)>) -> Self {
        Self { names, ..self }
    }

    /// Puts the duplicates in order when all documents are in.
    pub fn close(&mut self) {
        self.duplicates.sort();
    }

    /// The figures as JSON, schema `doclint-report/1`.
    pub fn json(&self) -> String {
        let Summary { errors, warnings, infos, .. } = self.findings;
        let json = OverviewJson {
            schema: SCHEMA,
            documents: self.documents,
            words: self.words,
            clean: self.clean,
            errors,
            warnings,
            infos,
            families: shares(&self.families),
            shapes: shares(&self.shapes),
            years: self.years(),
            fields: by_name(&self.all_fields()),
            rules: self.rules(),
            worst: &self.worst,
            duplicates: &self.duplicates,
            speakers: self.speakers(),
            names: self.names(),
        };
        let mut text = serde_json::to_string_pretty(&json).expect("plain data can be written");
        text.push('\n');
        text
    }

    /// How complete the headers of all documents are, in the order of [`Field::ALL`].
    fn all_fields(&self) -> [FieldCount; 8] {
        let mut all = [FieldCount::default(); 8];
        for year in self.fields.values() {
            all.iter_mut().zip(year).for_each(|(sum, count)| sum.merge(*count));
        }
        all
    }

    /// The years with their documents; those without a date last.
    fn years(&self) -> Vec<YearRow> {
        let mut rows: Vec<YearRow> = self
            .years
            .iter()
            .map(|(year, series)| YearRow {
                year: *year,
                documents: series.values().sum(),
                series: shares(series),
                fields: self.fields.get(year).map(by_name).unwrap_or_default(),
            })
            .collect();
        rows.sort_by_key(|row| (row.year.is_none(), row.year));
        rows
    }

    /// The rules with findings, those of most documents first.
    fn rules(&self) -> Vec<RuleRow> {
        let row = |(rule, count): (&&'static str, &RuleCount)| RuleRow {
            rule,
            category: crate::rules::find(rule).map_or("other", |rule| rule.category.name()),
            documents: count.documents.values().sum(),
            findings: count.findings,
            families: shares(&count.documents),
        };
        let mut rows: Vec<RuleRow> = self.rules.iter().map(row).collect();
        rows.sort_by_key(|row| (Reverse((row.documents, row.findings)), row.rule));
        rows
    }

    /// The speakers of most documents.
    fn speakers(&self) -> Vec<SpeakerRow> {
        let mut rows: Vec<SpeakerRow> = self.speakers.values().cloned().collect();
        rows.sort_by(|a, b| {
            (Reverse((a.documents, a.words)), &a.name).cmp(&(Reverse((b.documents, b.words)), &b.name))
        });
        rows.truncate(LISTED);
        rows
    }

    /// The names of most documents, and all that are written in several ways.
    fn names(&self) -> Vec<NameRow> {
        let variants = |name: &str| {
            let forms = self.variants.get(name).into_iter().flatten();
            forms.map(|(form, documents)| Variant { form: form.clone(), documents: *documents }).collect()
        };
        let listed = self.names.iter().map(|(name, count)| NameRow {
            name: name.clone(),
            documents: count.documents,
            occurrences: count.occurrences,
            variants: variants(name),
        });
        let is_listed = |usual: &str| self.names.iter().any(|(name, _)| name == usual);
        let others = self.variants.keys().filter(|usual| !is_listed(usual)).map(|usual| NameRow {
            name: usual.clone(),
            documents: 0,
            occurrences: 0,
            variants: variants(usual),
        });
        listed.chain(others).collect()
    }

    /// The first and the last year.
    fn period(&self) -> Option<(u32, u32)> {
        let mut years = self.years.keys().flatten();
        let first = years.next()?;
        Some((*first, *years.next_back().unwrap_or(first)))
    }
}

/// Names with their documents, the most frequent first.
fn shares(counts: &BTreeMap<String, usize>) -> Vec<Share> {
    let share = |(name, documents): (&String, &usize)| Share { name: name.clone(), documents: *documents };
    let mut shares: Vec<Share> = counts.iter().map(share).collect();
    shares.sort_by(|a, b| b.documents.cmp(&a.documents).then_with(|| a.name.cmp(&b.name)));
    shares
}

fn by_name(fields: &[FieldCount; 8]) -> BTreeMap<&'static str, FieldCount> {
    Field::ALL.iter().map(|field| field.name()).zip(fields.iter().copied()).collect()
}

/// A share in per cent, rounded down so that 100 % are all of them.
pub(crate) fn percent(part: usize, whole: usize) -> usize {
    (part * 100).checked_div(whole).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::lint;
    use crate::parse::parse;
    use crate::{Lexicon, Profile, Settings, Source};

    fn entry(file: &str, text: &str) -> Entry {
        let source = Source::from_text(file, text);
        let document = parse(&source, Profile::built_in("nato").expect("built in"));
        let findings = lint(&document, Lexicon::built_in(), &Settings::default());
        Entry::new(&document, &findings)
    }

    #[test]
    fn documents_add_up_in_any_order() {
        let entries = [
            entry(
                "a.txt",
                "Updated: 20-Oct-2004 NATO Speeches\n\n19 Oct. 2004\n\nSpeech\n\nby Lord Hollis\n\nThe Allaince met.\n",
            ),
            entry(
                "b.txt",
                "Press Conference\n\nMr. HOLLIS: Good morning to all of you.\n\nQUESTION: Is it?\n",
            ),
        ];
        let of = |order: &[usize]| {
            let mut overview = Overview::default();
            order.iter().for_each(|index| overview.add(&entries[*index]));
            overview.close();
            overview
        };
        let overview = of(&[0, 1]);
        assert_eq!(overview.json(), of(&[1, 0]).json());
        assert_eq!(overview.period(), Some((2004, 2004)));
        assert_eq!(overview.documents, 2);
        assert!(overview.all_fields().iter().all(|field| field.total() == 2));
        assert!(overview.rules().iter().any(|row| row.rule == "misspelling" && row.documents == 1));
    }

    #[test]
    fn all_is_all() {
        assert_eq!(percent(999, 1000), 99);
        assert_eq!(percent(3, 3), 100);
        assert_eq!(percent(0, 0), 0);
    }
}
