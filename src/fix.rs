//! Applies fixes to a text, round by round, and shows what they change.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use similar::{Algorithm, ChangeTag, capture_diff_slices, group_diff_ops};

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::document::Document;
use crate::source::Span;

mod lines;
pub use lines::new_lines;
mod structure;
use structure::Edited;
pub use structure::Structure;

/// Fixing stops here even if something is left. A text of markup changes its own reading as lines of it disappear, and
/// may need a dozen rounds.
const MOST_ROUNDS: usize = 64;

/// Applies fixes in source order, and counts them; one that touches another waits for the next round.
///
/// # Examples
/// ```
/// use doclint::fix::apply;
/// use doclint::{Applicability, Edit, Fix, Span};
///
/// let title = "write `Alliance`".to_string();
/// let edits = vec![Edit { span: Span::new(4, 12), text: "Alliance".to_string() }];
/// let fix = Fix { title, applicability: Applicability::Safe, edits };
/// assert_eq!(apply("The Allaince met.", &[&fix]), ("The Alliance met.".to_string(), 1));
/// ```
pub fn apply(text: &str, fixes: &[&Fix]) -> (String, usize) {
    let fixes: Vec<Ruled> = fixes.iter().map(|fix| (*fix, "")).collect();
    let chosen = disjoint(text, &fixes);
    (edited(text, &edits(&chosen)), chosen.len())
}

/// A fix with the rule that proposes it.
type Ruled<'f> = (&'f Fix, &'static str);

/// The fixes that fit the text, in source order, without those that touch an earlier one.
fn disjoint<'f>(text: &str, fixes: &[Ruled<'f>]) -> Vec<Ruled<'f>> {
    let mut placed: Vec<(Span, Ruled)> =
        fixes.iter().filter_map(|ruled| Some((place(text, ruled.0)?, *ruled))).collect();
    placed.sort_by_key(|(span, _)| *span);
    let mut end = None;
    placed.retain(|(span, _)| {
        let is_apart = end.is_none_or(|end| span.start > end);
        end = if is_apart { Some(span.end) } else { end };
        is_apart
    });
    placed.into_iter().map(|(_, ruled)| ruled).collect()
}

fn edits<'f>(fixes: &[Ruled<'f>]) -> Vec<&'f Edit> {
    fixes.iter().flat_map(|(fix, _)| &fix.edits).collect()
}

/// The text with edits that are in source order and do not overlap.
fn edited(text: &str, edits: &[&Edit]) -> String {
    let mut new = String::with_capacity(text.len() + 64);
    let mut copied = 0;
    for Edit { span, text: inserted } in edits {
        new.push_str(&text[copied..span.start]);
        new.push_str(inserted);
        copied = span.end;
    }
    new.push_str(&text[copied..]);
    new
}

/// The span from the first to the last edit of a fix; `None` if the edits do not fit the text.
fn place(text: &str, fix: &Fix) -> Option<Span> {
    let fits = |edit: &Edit| text.get(edit.span.start..edit.span.end).is_some();
    let sorted = fix.edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
    let (first, last) = (fix.edits.first()?, fix.edits.last()?);
    (sorted && fix.edits.iter().all(fits)).then(|| first.span.cover(last.span))
}

/// Number of fixes by rule.
pub type ByRule = BTreeMap<&'static str, usize>;

/// The result of fixing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The text with all fixes applied.
    pub text: String,
    /// Number of fixes applied, over all rounds.
    pub applied: usize,
    /// The same by rule.
    pub by_rule: ByRule,
    /// Safe fixes left out because they would change how the document is read.
    pub left_out: usize,
    /// Whether nothing is left to apply; if not, two rules disagree.
    pub converged: bool,
}

/// A text as fixing sees it: its findings, and its structure.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The findings with their fixes.
    pub findings: Vec<Diagnostic>,
    /// The structure of the text.
    pub structure: Structure,
}

impl Reading {
    /// The reading of a document.
    pub fn of(document: &Document, findings: Vec<Diagnostic>) -> Self {
        Self { findings, structure: Structure::of(document) }
    }
}

/// Finds and fixes until nothing changes, with every fix that is at least as safe as `least`.
///
/// `read` parses and checks a text; the caller knows the parser and the rules. If only safe fixes are applied, those
/// that would change how the rest of the document is read are left out.
pub fn fix_all(text: &str, least: Applicability, read: impl FnMut(&str) -> Reading) -> Fixed {
    let mut fixer = Fixer { least, read, trials: 0 };
    let mut reading = (fixer.read)(text);
    let (text, by_rule) = (text.to_string(), ByRule::new());
    let mut fixed = Fixed { text, applied: 0, by_rule, left_out: 0, converged: false };
    // A rule that undoes another's fix must not use up all rounds.
    let mut seen = HashSet::from([hash(&fixed.text)]);
    for _ in 0..MOST_ROUNDS {
        let round = fixer.round(&fixed.text, &reading);
        fixed.left_out = round.left_out;
        let Some(next) = round.next.filter(|next| next.text != fixed.text) else {
            fixed.converged = true;
            break;
        };
        fixed.applied += round.rules.len();
        round.rules.iter().for_each(|rule| *fixed.by_rule.entry(rule).or_default() += 1);
        (fixed.text, reading) = (next.text, next.reading);
        if !seen.insert(hash(&fixed.text)) {
            break;
        }
    }
    fixed
}

/// Applies the fixes of one reading after the other.
struct Fixer<R> {
    least: Applicability,
    read: R,
    /// How many more readings this round may use to find the fixes that change the reading.
    trials: usize,
}

/// The result of a round: the next text, if there is a fix to apply.
#[derive(Default)]
struct Round {
    next: Option<Next>,
    /// The rule of each fix that was applied.
    rules: Vec<&'static str>,
    left_out: usize,
}

/// A text with more fixes applied.
struct Next {
    text: String,
    reading: Reading,
}

impl<R: FnMut(&str) -> Reading> Fixer<R> {
    /// If all fixes change the reading, each needs a reading of the text; at most this many are tried, and the rest are
    /// left out.
    const MOST_TRIALS: usize = 48;

    fn round(&mut self, text: &str, old: &Reading) -> Round {
        let fixes = old.findings.iter().filter_map(|finding| Some((finding.fix.as_ref()?, finding.rule)));
        let fixes: Vec<Ruled> = fixes.filter(|(fix, _)| is_applied(fix, self.least)).collect();
        let fixes = disjoint(text, &fixes);
        self.trials = Self::MOST_TRIALS;
        let (kept, next) = self.kept(text, old, &fixes).unzip();
        let kept = kept.unwrap_or_default();
        let rules = kept.iter().map(|(_, rule)| *rule).collect();
        Round { left_out: fixes.len() - kept.len(), next, rules }
    }

    /// As many of the fixes as keep the reading unchanged, and the text with them: all, or else those of each half.
    fn kept<'f>(&mut self, text: &str, old: &Reading, fixes: &[Ruled<'f>]) -> Option<(Vec<Ruled<'f>>, Next)> {
        if let Some(next) = self.try_all(text, old, fixes) {
            return Some((fixes.to_vec(), next));
        }
        if fixes.len() < 2 {
            return None;
        }
        let (first, second) = fixes.split_at(fixes.len() / 2);
        match (self.kept(text, old, first), self.kept(text, old, second)) {
            (Some(first), Some(second)) => {
                let both = [first.0.as_slice(), &second.0].concat();
                let next = self.try_all(text, old, &both);
                Some(next.map_or(first, |next| (both, next)))
            }
            (first, second) => first.or(second),
        }
    }

    /// The text with these fixes, if it is read as before.
    fn try_all(&mut self, text: &str, old: &Reading, fixes: &[Ruled]) -> Option<Next> {
        self.trials = self.trials.checked_sub(1)?;
        let edits = edits(fixes);
        let new = (!edits.is_empty()).then(|| edited(text, &edits))?;
        let reading = (self.read)(&new);
        let is_kept = self.least < Applicability::Safe
            || old.structure.is_kept_in(&reading.structure, &Edited::new(text, &new, edits));
        is_kept.then_some(Next { text: new, reading })
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Whether fixing applies this fix; a display-only fix never is.
fn is_applied(fix: &Fix, least: Applicability) -> bool {
    fix.applicability >= least.max(Applicability::Unsafe)
}

/// Lines that a diff shows around a change.
const CONTEXT: usize = 3;

/// The change of one file as a unified diff for `patch -p1` and `git apply`; empty if nothing changed.
///
/// It contains bytes, because a document in Windows-1252 or UTF-16 can only be patched in its own encoding.
pub fn diff(path: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    // Lines end at a line feed only: to patch, a lone carriage return does not end one.
    let lines = |text| <[u8]>::split_inclusive(text, |byte| *byte == b'\n').collect::<Vec<_>>();
    let (old, new) = (lines(old), lines(new));
    let mut diff = Vec::new();
    for hunk in group_diff_ops(capture_diff_slices(Algorithm::Myers, &old, &new), CONTEXT) {
        let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { continue };
        if diff.is_empty() {
            diff = [&b"--- "[..], &named("a/", path), b"\n+++ ", &named("b/", path), b"\n"].concat();
        }
        let from = range(first.old_range().start, last.old_range().end);
        let to = range(first.new_range().start, last.new_range().end);
        diff.extend(format!("@@ -{from} +{to} @@\n").bytes());
        for change in hunk.iter().flat_map(|op| op.iter_changes(&old, &new)) {
            diff.push(match change.tag() {
                ChangeTag::Equal => b' ',
                ChangeTag::Delete => b'-',
                ChangeTag::Insert => b'+',
            });
            diff.extend(change.value());
            if !change.value().ends_with(b"\n") {
                diff.extend(b"\n\\ No newline at end of file\n");
            }
        }
    }
    diff
}

/// The lines of a hunk; `start` counts from 0.
fn range(start: usize, end: usize) -> String {
    match end - start {
        0 => format!("{start},0"),
        1 => format!("{end}"),
        count => format!("{},{count}", start + 1),
    }
}

/// The name of a file as git writes it: in quotation marks with escapes if it would end the line or is not UTF-8, and
/// followed by a tab if it contains spaces, so that patch does not take what follows a space for a date.
fn named(side: &str, path: &[u8]) -> Vec<u8> {
    let path = path.strip_prefix(b"./").unwrap_or(path);
    let path = &path[path.iter().take_while(|byte| **byte == b'/').count()..];
    let text = std::str::from_utf8(path).is_ok();
    let plain = |byte: &u8| !byte.is_ascii_control() && !b"\"\\".contains(byte) && (text || byte.is_ascii());
    if path.iter().all(plain) {
        let tab: &[u8] = if path.contains(&b' ') { b"\t" } else { b"" };
        return [side.as_bytes(), path, tab].concat();
    }
    let mut name = format!("\"{side}").into_bytes();
    for byte in path {
        match byte {
            b'"' | b'\\' => name.extend([b'\\', *byte]),
            byte if plain(byte) => name.push(*byte),
            byte => name.extend(format!("\\{byte:03o}").bytes()),
        }
    }
    name.push(b'"');
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;
    use crate::profile::Profile;
    use crate::source::Source;

    fn reading(findings: Vec<Diagnostic>) -> Reading {
        Reading { findings, ..Reading::default() }
    }

    fn replace(start: usize, end: usize, text: &str) -> Fix {
        Fix::replace("replace", Applicability::Safe, Span::new(start, end), text)
    }

    #[test]
    fn fixes_apply_in_source_order() {
        let (late, early) = (replace(4, 7, "drei"), replace(0, 3, "eins"));
        assert_eq!(apply("one two", &[&late, &early]), ("eins drei".into(), 2));
    }

    #[test]
    fn a_fix_that_touches_another_waits() {
        let (first, overlaps, touches) = (replace(0, 3, "x"), replace(2, 5, "y"), replace(3, 3, "z"));
        assert_eq!(apply("abcdef", &[&first, &overlaps, &touches]), ("xdef".into(), 1));
    }

    #[test]
    fn a_fix_that_does_not_fit_is_left_out() {
        let (beyond, inside) = (replace(4, 9, "x"), replace(1, 2, "x"));
        assert_eq!(apply("aé", &[&beyond, &inside]), ("aé".into(), 0));
    }

    #[test]
    fn all_edits_of_a_fix_apply_together() {
        let mut fix = replace(0, 1, "“");
        fix.edits.push(Edit { span: Span::new(2, 3), text: "”".into() });
        assert_eq!(apply("\"a\"", &[&fix]), ("“a”".into(), 1));
    }

    #[test]
    fn fixing_goes_on_until_nothing_changes_and_stops_when_rules_disagree() {
        let shorten = |text: &str| match text.find("  ") {
            Some(at) => reading(vec![Diagnostic::new(Span::at(at), "").fix(replace(at, at + 2, " "))]),
            None => Reading::default(),
        };
        let fixed = fix_all("a    b", Applicability::Safe, shorten);
        assert_eq!(
            fixed,
            Fixed {
                text: "a b".into(),
                applied: 3,
                by_rule: ByRule::from([("", 3)]),
                left_out: 0,
                converged: true
            }
        );
        let grow = |text: &str| {
            reading(vec![Diagnostic::new(Span::at(0), "").fix(replace(text.len(), text.len(), "x"))])
        };
        assert!(!fix_all("a", Applicability::Safe, grow).converged);
    }

    /// Fixes `from`, wherever it is, in a text that is read as a document.
    fn replacing(from: &[(&'static str, &'static str)]) -> impl Fn(&str) -> Reading {
        move |text| {
            let source = Source::from_text("a.txt", text);
            let found = from.iter().filter_map(|(from, to)| Some((text.find(from)?, from.len(), *to)));
            let found =
                found.map(|(at, len, to)| Diagnostic::new(Span::at(at), "").fix(replace(at, at + len, to)));
            Reading::of(&parse(&source, Profile::built_in("nato").unwrap()), found.collect())
        }
    }

    #[test]
    fn safe_fixes_that_change_the_reading_are_left_out() {
        let text = "Press Briefing\n\nMODERATOR: Good  morning.\n\nQ: Why?\n\nMODERATOR: Becuase.\n";
        let fixes = [("  ", " "), ("Q: ", ""), ("Becuase", "Because")];
        let fixed = fix_all(text, Applicability::Safe, replacing(&fixes));
        assert_eq!(fixed.text, text.replace("  ", " ").replace("Becuase", "Because"));
        assert_eq!((fixed.applied, fixed.left_out, fixed.converged), (2, 1, true));
        let all = fix_all(text, Applicability::Unsafe, replacing(&fixes));
        assert_eq!((all.applied, all.left_out), (3, 0), "the user has asked for it");
    }

    #[test]
    fn many_fixes_that_change_the_reading_do_not_take_forever() {
        let text = format!("Press Briefing\n\n{}", "Q: Why?\n\nA: Because.\n\n".repeat(200));
        let mut readings = 0;
        let fixed = fix_all(&text, Applicability::Safe, |text| {
            readings += 1;
            let source = Source::from_text("a.txt", text);
            let labels = text.match_indices("Q: ");
            let found = labels.map(|(at, _)| Diagnostic::new(Span::at(at), "").fix(replace(at, at + 3, "")));
            Reading::of(&parse(&source, Profile::built_in("nato").unwrap()), found.collect())
        });
        assert_eq!((fixed.applied, fixed.left_out), (0, 200));
        assert!(readings < 60, "{readings} readings");
    }

    #[test]
    fn what_is_less_trusted_is_not_applied() {
        let find = |_: &str| {
            let fix = Fix { applicability: Applicability::DisplayOnly, ..replace(0, 1, "x") };
            reading(vec![Diagnostic::new(Span::at(0), "").fix(fix)])
        };
        for least in [Applicability::Safe, Applicability::Unsafe, Applicability::DisplayOnly] {
            assert_eq!(fix_all("a", least, find).text, "a");
        }
    }

    #[test]
    fn diffs_say_where_a_final_newline_is_missing() {
        let diff = diff(b"./seeds/a.txt", b"one\ntwo", b"one\ntwo\n");
        let lines = ["--- a/seeds/a.txt", "+++ b/seeds/a.txt", "@@ -1,2 +1,2 @@", " one", "-two"];
        let rest = ["\\ No newline at end of file", "+two", ""];
        assert_eq!(String::from_utf8(diff).unwrap(), [&lines[..], &rest[..]].concat().join("\n"));
        assert_eq!(super::diff(b"a", b"same", b"same"), b"");
    }

    #[test]
    fn diffs_are_of_bytes() {
        let diff = diff(b"a", b"\xe9  b\r", b"\xe9 b\r");
        let end = "\\ No newline at end of file\n";
        let lines = [b"-\xe9  b\r\n", end.as_bytes(), b"+\xe9 b\r\n", end.as_bytes()].concat();
        assert!(diff.ends_with(&lines), "{}", diff.escape_ascii());
    }

    #[test]
    fn diffs_name_files_as_git_does() {
        let table: [(&[u8], &str); 6] = [
            (b"./x/a.txt", "a/x/a.txt"),
            (b"/x/a.txt", "a/x/a.txt"),
            (b"sp ace.txt", "a/sp ace.txt\t"),
            ("é.txt".as_bytes(), "a/é.txt"),
            (b"a\n\"\\.txt", r#""a/a\012\"\\.txt""#),
            (b"\xe9.txt", r#""a/\351.txt""#),
        ];
        for (path, name) in table {
            assert_eq!(String::from_utf8(named("a/", path)).unwrap(), name);
        }
    }
}
