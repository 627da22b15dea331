//! Known findings, so that only new ones are reported. A baseline should only ever shrink.
//!
//! A finding is identified by its file, its rule and its text, not by its line: moving it, or editing the text next to
//! it, changes nothing. If the same text is found several times, that number of findings is known.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::visible::in_strings;

/// The name and version of the format.
pub const BASELINE_SCHEMA: &str = "doclint-baseline/1";

/// Characters of a text that are shown in the file, for readers of its diff.
const SHOWN: usize = 60;

/// The known findings of a corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    files: BTreeMap<String, Known>,
}

/// The known findings of one file, with the count of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    counts: BTreeMap<Key, usize>,
}

/// The identity of a finding: rule, text as shown, fingerprint of the full text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    rule: String,
    text: String,
    fingerprint: u64,
}

/// The findings of a document, compared with the baseline.
#[derive(Debug, Default)]
pub struct Sifted {
    /// Those that are not in the baseline.
    pub new: Vec<Diagnostic>,
    /// The number of known ones.
    pub known: usize,
    /// Those in the baseline that no longer occur.
    pub gone: Known,
}

/// A baseline as JSON: one finding per line.
#[derive(Deserialize)]
struct File {
    findings: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
struct Line {
    file: String,
    rule: String,
    text: String,
    fingerprint: String,
    count: usize,
}

impl Baseline {
    /// Reads the text of a file.
    ///
    /// # Errors
    /// What is wrong, and what to do.
    pub fn read(text: &str) -> Result<Self, String> {
        #[derive(Deserialize)]
        struct Head {
            schema: String,
        }
        let advice = "delete it, or name another file, and run --write-baseline";
        let broken = |error: serde_json::Error| format!("not a doclint baseline ({error}); {advice}");
        let Head { schema } = serde_json::from_str(text).map_err(broken)?;
        if schema != BASELINE_SCHEMA {
            return Err(format!("has another version ({schema}, not {BASELINE_SCHEMA}); {advice}"));
        }
        let File { findings } = serde_json::from_str(text).map_err(broken)?;
        let mut baseline = Self::default();
        for line in findings {
            let fingerprint = u64::from_str_radix(&line.fingerprint, 16)
                .map_err(|_| format!("has the invalid fingerprint `{}`; {advice}", line.fingerprint))?;
            let key = Key { rule: line.rule, text: line.text, fingerprint };
            // A person who edits the file may write a count of zero, or one that is too large.
            if line.count > 0 {
                let count = baseline.files.entry(line.file).or_default().counts.entry(key).or_default();
                *count = count.saturating_add(line.count);
            }
        }
        Ok(baseline)
    }

    /// The text of the file: sorted, one finding per line, so that its diff shows what came and went.
    pub fn write(&self) -> String {
        let line = |file: &String, key: &Key, count: usize| Line {
            file: file.clone(),
            rule: key.rule.clone(),
            text: key.text.clone(),
            fingerprint: format!("{:016x}", key.fingerprint),
            count,
        };
        let known = |(file, known): (&_, &Known)| {
            let lines: Vec<Line> = known.counts.iter().map(|(key, count)| line(file, key, *count)).collect();
            lines
        };
        let lines = self.files.iter().flat_map(known);
        let lines =
            lines.map(|line| in_strings(serde_json::to_string(&line).expect("names and numbers are JSON")));
        let lines: Vec<String> = lines.map(|line| format!("\n    {line}")).collect();
        let end = if lines.is_empty() { "" } else { "\n  " };
        format!("{{\n  \"schema\": \"{BASELINE_SCHEMA}\",\n  \"findings\": [{}{end}]\n}}\n", lines.join(","))
    }

    /// The known findings of a file.
    pub fn of(&self, file: &str) -> Option<&Known> {
        self.files.get(file)
    }
    /// The files with known findings.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
    /// Sets the known findings of a file; nothing removes them.
    pub fn put(&mut self, file: &str, known: Known) {
        if known.counts.is_empty() {
            self.files.remove(file);
        } else {
            self.files.insert(file.to_string(), known);
        }
    }
    /// The number of known findings.
    pub fn len(&self) -> usize {
        self.files.values().map(Known::len).fold(0, usize::saturating_add)
    }
    /// Whether there are no known findings.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

impl Known {
    /// The findings of a file as known ones; `text_of` gives the text of a finding with its white space normalised.
    pub fn from<'a>(
        findings: impl IntoIterator<Item = &'a Diagnostic>,
        text_of: impl Fn(&Diagnostic) -> String,
    ) -> Self {
        let mut known = Self::default();
        for finding in findings {
            *known.counts.entry(key(finding, &text_of(finding))).or_default() += 1;
        }
        known
    }

    /// Compares the findings of a file with the known ones.
    pub fn sift(&self, findings: Vec<Diagnostic>, text_of: impl Fn(&Diagnostic) -> String) -> Sifted {
        let mut left = self.clone();
        let mut sifted = Sifted::default();
        for finding in findings {
            match left.counts.get_mut(&key(&finding, &text_of(&finding))) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    sifted.known += 1;
                }
                _ => sifted.new.push(finding),
            }
        }
        left.counts.retain(|_, count| *count > 0);
        Sifted { gone: left, ..sifted }
    }

    /// The number of these findings.
    pub fn len(&self) -> usize {
        self.counts.values().copied().fold(0, usize::saturating_add)
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }
    /// Each rule with its text, as shown in the file.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.counts.keys().map(|key| (key.rule.as_str(), key.text.as_str()))
    }
    /// Keeps the findings of these rules.
    #[must_use]
    pub fn only(mut self, rules: impl Fn(&str) -> bool) -> Self {
        self.counts.retain(|key, _| rules(&key.rule));
        self
    }
    /// Both together.
    #[must_use]
    pub fn and(mut self, other: Known) -> Self {
        other.counts.into_iter().for_each(|(key, count)| *self.counts.entry(key).or_default() += count);
        self
    }
}

/// A finding without text, such as a lost field, is identified by its message.
fn key(finding: &Diagnostic, text: &str) -> Key {
    let text = if text.is_empty() { &finding.message } else { text };
    let shown = text.char_indices().nth(SHOWN).map_or(text, |(at, _)| &text[..at]);
    Key { rule: finding.rule.to_string(), text: shown.to_string(), fingerprint: fingerprint(text) }
}

/// FNV-1a: the same on every machine and in every version, unlike the hashes of the standard library.
fn fingerprint(text: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    const TEXT: &str = "teh teh Allaince\n";

    fn finding(rule: &'static str, start: usize, end: usize) -> Diagnostic {
        Diagnostic { rule, ..Diagnostic::new(Span::new(start, end), "x") }
    }

    fn text_of(finding: &Diagnostic) -> String {
        TEXT[finding.span.start..finding.span.end].to_string()
    }

    fn some() -> Vec<Diagnostic> {
        vec![finding("misspelling", 0, 3), finding("misspelling", 4, 7), finding("name-variant", 8, 16)]
    }

    #[test]
    fn what_is_written_is_read() {
        let mut baseline = Baseline::default();
        assert_eq!(Baseline::read(&baseline.write()), Ok(Baseline::default()));
        baseline.put("b.txt", Known::from(&some(), text_of));
        baseline.put("a.txt", Known::from(&some()[2..], text_of));
        let text = baseline.write();
        assert_eq!(Baseline::read(&text), Ok(baseline.clone()));
        assert_eq!((baseline.len(), text.lines().count()), (4, 8), "{text}");
        let line = r#"{"file":"b.txt","rule":"misspelling","text":"teh","fingerprint":"56e4d01944536e2e","count":2},"#;
        assert_eq!(text.lines().nth(4).unwrap().trim(), line);
        baseline.put("b.txt", Known::default());
        assert_eq!(baseline.files().collect::<Vec<_>>(), ["a.txt"]);
    }

    #[test]
    fn fingerprints_are_fnv() {
        assert_eq!((fingerprint(""), fingerprint("a")), (0xcbf2_9ce4_8422_2325, 0xaf63_dc4c_8601_ec8c));
    }

    #[test]
    fn so_many_of_the_same_are_known() {
        let known = Known::from(&some()[1..2], text_of);
        let sifted = known.sift(some(), text_of);
        assert_eq!((sifted.new.len(), sifted.known, sifted.gone.len()), (2, 1, 0));
        let sifted = Known::from(&some(), text_of).sift(some()[..1].to_vec(), text_of);
        assert_eq!((sifted.new.len(), sifted.known, sifted.gone.len()), (0, 1, 2));
        let gone: Vec<_> = sifted.gone.iter().collect();
        assert_eq!(gone, [("misspelling", "teh"), ("name-variant", "Allaince")]);
    }

    #[test]
    fn other_versions_are_refused_with_advice() {
        let refused = |text: &str| Baseline::read(text).unwrap_err();
        let advice = "delete it, or name another file, and run --write-baseline";
        let other = refused("{\"schema\": \"doclint-baseline/9\", \"entries\": {}}");
        assert_eq!(
            other,
            format!("has another version (doclint-baseline/9, not doclint-baseline/1); {advice}")
        );
        assert!(refused("teh").starts_with("not a doclint baseline ("));
        assert!(refused("{}").ends_with(advice));
        let line = "{\"file\":\"a\",\"rule\":\"b\",\"text\":\"c\",\"fingerprint\":\"g\",\"count\":1}";
        let text = format!("{{\"schema\":\"{BASELINE_SCHEMA}\",\"findings\":[{line}]}}");
        assert!(refused(&text).contains("the invalid fingerprint `g`"));
    }
}
