//! Built-in lexicons in a format that needs no parser: a run over one file would have to wait for their TOML.
//! `UPDATE=1 cargo test --test generated` packs the TOML again.
//!
//! A line is an entry or a term, its fields are separated by tabs, its lists by bars:
//! `P|O|L name accepted wikidata iso3166 source`, `F names of`, and below an office `T holder from to acting source`
//! with the number of the holder's line.

use std::fmt::Write;

use super::{Facts, Name, Office, Term};
use crate::lexicon::entries::{Day, Kind, Stretch};

impl Facts {
    /// The names and offices as lines. Rejected spellings and plain words are not packed: no built-in lexicon has any.
    pub fn packed(&self) -> String {
        let mut text = String::new();
        for name in &self.names {
            let kind = letter(name.kind);
            let fields = [&name.wikidata, &name.iso3166, &name.source]
                .map(|field| field.as_deref().unwrap_or_default());
            writeln!(text, "{kind}\t{}\t{}\t{}", name.name, name.accepted.join("|"), fields.join("\t"))
                .expect(WRITABLE);
        }
        for office in &self.offices {
            writeln!(text, "F\t{}\t{}", office.names.join("|"), office.of.join("|")).expect(WRITABLE);
            for term in &office.terms {
                let holder = self.names.iter().position(|name| name.name == term.holder);
                let holder = holder.expect("holders of built-in lexicons are called by their names");
                let (from, to) = (shown(term.from), shown(term.to));
                let (acting, source) = (if term.acting { "acting" } else { "" }, term.source.as_deref());
                writeln!(text, "T\t{holder}\t{from}\t{to}\t{acting}\t{}", source.unwrap_or_default())
                    .expect(WRITABLE);
            }
        }
        text
    }

    /// The names and offices in such lines; other lines are ignored.
    pub(super) fn unpacked(text: &str) -> Self {
        let mut facts = Self::default();
        for line in text.lines() {
            let mut fields = line.split('\t');
            let kind = fields.next().unwrap_or_default();
            let mut next = || fields.next().filter(|field| !field.is_empty());
            match (kind, kind_of(kind)) {
                (_, Some(kind)) => facts.names.push(Name {
                    kind,
                    name: next().unwrap_or_default().to_string(),
                    accepted: list(next()),
                    wikidata: next().map(str::to_string),
                    iso3166: next().map(str::to_string),
                    source: next().map(str::to_string),
                }),
                ("F", _) => {
                    facts.offices.push(Office { names: list(next()), of: list(next()), terms: Vec::new() })
                }
                _ => facts.unpack_term(next),
            }
        }
        facts
    }

    fn unpack_term<'t>(&mut self, mut next: impl FnMut() -> Option<&'t str>) {
        let holder = next().and_then(|number| self.names.get(number.parse::<usize>().ok()?));
        let (Some(holder), Some(office)) = (holder, self.offices.last_mut()) else { return };
        office.terms.push(Term {
            holder: holder.name.clone(),
            spellings: holder.spellings(),
            from: next().and_then(stretch),
            to: next().and_then(stretch),
            acting: next().is_some(),
            source: next().map(str::to_string),
        });
    }
}

const WRITABLE: &str = "writing to a string cannot fail";

const fn letter(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "P",
        Kind::Organisation => "O",
        Kind::Place => "L",
    }
}

fn kind_of(text: &str) -> Option<Kind> {
    [Kind::Person, Kind::Organisation, Kind::Place].into_iter().find(|kind| letter(*kind) == text)
}

fn list(field: Option<&str>) -> Vec<String> {
    field.into_iter().flat_map(|field| field.split('|')).map(str::to_string).collect()
}

fn shown(stretch: Option<Stretch>) -> String {
    stretch.map(Stretch::written).unwrap_or_default()
}

fn stretch(text: &str) -> Option<Stretch> {
    Day::new(text).stretch()
}
