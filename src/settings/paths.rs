//! Which documents an override or an allowance applies to.
//!
//! A configuration may have as many lists of patterns as there are documents. So a path is not matched against each of them:
//! one pass over the path finds the patterns that have a part without wildcards in it, and only these are matched.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use aho_corasick::AhoCorasick;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use toml::Spanned;

use crate::error::Fault;

/// Numbered lists of path patterns, relative to the folder of the configuration.
#[derive(Debug, Default)]
pub(super) struct PathLists {
    /// The numbers of lists that were added; the same list again has the same number.
    numbers: HashMap<Vec<String>, usize>,
    /// By number: the folders or files that contain all paths that can match.
    bases: Vec<Vec<String>>,
    patterns: Vec<Pattern>,
    /// Patterns that were added, by their text.
    by_text: HashMap<String, usize>,
}

/// A pattern, and the lists that it is in.
#[derive(Debug)]
struct Pattern {
    globs: GlobSet,
    lists: Vec<usize>,
}

impl PathLists {
    /// Adds a list and gives its number. An empty list means every path.
    ///
    /// # Errors
    /// A [`Fault`] at the pattern that cannot be read.
    pub(super) fn add(&mut self, patterns: &[Spanned<String>]) -> Result<usize, Fault> {
        let texts: Vec<String> = patterns.iter().map(|pattern| pattern.get_ref().clone()).collect();
        if let Some(number) = self.numbers.get(&texts) {
            return Ok(*number);
        }
        let number = self.bases.len();
        for pattern in patterns {
            self.put(pattern, number)?;
        }
        let bases = texts.iter().map(|text| base(text)).collect();
        self.bases.push(if texts.is_empty() { vec![String::new()] } else { bases });
        self.numbers.insert(texts, number);
        Ok(number)
    }

    fn put(&mut self, pattern: &Spanned<String>, list: usize) -> Result<(), Fault> {
        let at = match self.by_text.get(pattern.get_ref()) {
            Some(at) => *at,
            None => {
                self.patterns.push(Pattern { globs: globs(pattern)?, lists: Vec::new() });
                self.by_text.insert(pattern.get_ref().clone(), self.patterns.len() - 1);
                self.patterns.len() - 1
            }
        };
        self.patterns[at].lists.push(list);
        Ok(())
    }

    /// The same lists, ready to be asked.
    pub(super) fn indexed(self) -> Paths {
        let everywhere = self.numbers.get(&Vec::new()).copied();
        let mut texts = vec![""; self.patterns.len()];
        self.by_text.iter().for_each(|(text, at)| texts[*at] = text);
        let needles = rarest(&texts);
        let mut by_needle: HashMap<&str, Vec<usize>> = HashMap::new();
        needles.iter().enumerate().for_each(|(at, needle)| by_needle.entry(needle).or_default().push(at));
        let anywhere = by_needle.remove("").unwrap_or_default();
        let (needles, with_needle): (Vec<&str>, Vec<Vec<usize>>) = by_needle.into_iter().unzip();
        // It is an error only of texts that are longer than a file can be.
        let needles = AhoCorasick::new(needles).ok().filter(|_| !with_needle.is_empty());
        Paths { patterns: self.patterns, bases: self.bases, everywhere, anywhere, needles, with_needle }
    }
}

/// Lists of patterns that can be asked which of them mean a path.
#[derive(Debug, Default)]
pub(super) struct Paths {
    patterns: Vec<Pattern>,
    bases: Vec<Vec<String>>,
    /// The list that means every path.
    everywhere: Option<usize>,
    /// Patterns that have no part without wildcards.
    anywhere: Vec<usize>,
    /// Finds the parts without wildcards.
    needles: Option<AhoCorasick>,
    /// The patterns of each part.
    with_needle: Vec<Vec<usize>>,
}

impl Paths {
    /// The numbers of the lists that mean a path, in their order.
    pub(super) fn of(&self, path: &str) -> Vec<usize> {
        let patterns = self.candidates(path).into_iter().map(|at| &self.patterns[at]);
        let meant = patterns.filter(|pattern| pattern.globs.is_match(path));
        let mut lists: Vec<usize> = meant.flat_map(|pattern| &pattern.lists).copied().collect();
        lists.extend(self.everywhere);
        lists.sort_unstable();
        lists.dedup();
        lists
    }

    /// The patterns that may mean a path: no other one does.
    fn candidates(&self, path: &str) -> HashSet<usize> {
        let found = self.needles.iter().flat_map(|needles| needles.find_overlapping_iter(path));
        let found = found.flat_map(|found| &self.with_needle[found.pattern().as_usize()]);
        found.chain(&self.anywhere).copied().collect()
    }

    /// The folders or files that all paths are in which a list can mean; empty is the folder of the configuration.
    pub(super) fn bases(&self, list: usize) -> &[String] {
        &self.bases[list]
    }
}

/// For each pattern a text that is in every path that it means: the part without wildcards that the fewest other patterns
/// have, or else the longest. Empty if it has none.
fn rarest<'p>(patterns: &[&'p str]) -> Vec<&'p str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for pattern in patterns {
        literals(pattern).for_each(|literal| *counts.entry(literal).or_default() += 1);
    }
    let rarest = |pattern: &&'p str| {
        let best = literals(pattern).min_by_key(|literal| (counts[literal], usize::MAX - literal.len()));
        best.unwrap_or("")
    };
    patterns.iter().map(rarest).collect()
}

/// The parts of a pattern that are in every path that it means, without the `/` around them: beside `**` there may be none.
fn literals(pattern: &str) -> impl Iterator<Item = &str> {
    let wild = wild(pattern);
    let edges = [0].into_iter().chain(wild.iter().map(|part| part.end));
    let ends = wild.iter().map(|part| part.start).chain([pattern.len()]);
    let parts: Vec<&str> = edges.zip(ends).map(|(start, end)| &pattern[start..end]).collect();
    parts.into_iter().map(|part| plain(part).trim_matches('/')).filter(|part| !part.is_empty())
}

/// The parts of a pattern that are not text as it is written: wildcards, classes and alternatives. After a backslash nothing is
/// taken as it is written.
fn wild(pattern: &str) -> Vec<Range<usize>> {
    let mut wild = Vec::new();
    let mut from = 0;
    while let Some(start) = pattern[from..].find(['*', '?', '[', '{', '\\']).map(|at| from + at) {
        let length = match pattern.as_bytes()[start] {
            b'[' => class(&pattern[start..]),
            b'{' => alternatives(&pattern[start..]),
            b'\\' => pattern.len() - start,
            _ => 1,
        };
        from = start + length;
        wild.push(start..from);
    }
    wild
}

/// The length of a class such as `[!a-z]`, of which the first member may be a bracket.
fn class(text: &str) -> usize {
    let members = text.strip_prefix(['[']).unwrap_or(text);
    let members = members.strip_prefix(['!', '^']).unwrap_or(members);
    let first = members.chars().next().map_or(0, char::len_utf8);
    let rest = &members[first..];
    rest.find(']').map_or(text.len(), |at| text.len() - rest.len() + at + 1)
}

/// The length of alternatives such as `{a,{b,[}]}}`.
fn alternatives(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while let Some(next) = text[at..].find(['[', '{', '}', '\\']).map(|found| at + found) {
        at = next + 1;
        match text.as_bytes()[next] {
            b'{' => depth += 1,
            b'[' => at = next + class(&text[next..]),
            b'}' if depth == 1 => return at,
            b'}' => depth -= 1,
            _ => return text.len(),
        }
    }
    text.len()
}

fn globs(pattern: &Spanned<String>) -> Result<GlobSet, Fault> {
    let mut globs = GlobSetBuilder::new();
    for glob in meant(pattern.get_ref()) {
        let glob = GlobBuilder::new(&glob).literal_separator(true).build();
        globs.add(glob.map_err(|error| broken(pattern, error.kind()))?);
    }
    globs.build().map_err(|error| broken(pattern, error.kind()))
}

fn broken(pattern: &Spanned<String>, why: &globset::ErrorKind) -> Fault {
    let help = "`*` is any part of a name, `**` any folders, `?` one ASCII character; write `[` as `[[]`";
    Fault::new(format!("invalid pattern `{}`: {why}", pattern.get_ref()), Some(pattern.span())).help(help)
}

/// The globs of a pattern: a folder name matches everything in it, and a name without a folder matches anywhere.
fn meant(pattern: &str) -> [String; 2] {
    let inside = plain(pattern);
    let anywhere = if inside.contains('/') || pattern.starts_with('/') { "" } else { "**/" };
    [format!("{anywhere}{inside}"), format!("{anywhere}{inside}/**")]
}

/// The part of a pattern before its first wildcard, in whole names.
fn base(pattern: &str) -> String {
    let inside = plain(pattern);
    if !inside.contains('/') && !pattern.starts_with('/') {
        return String::new();
    }
    let literal = |name: &&str| !name.contains(['*', '?', '[', '{', '\\']);
    inside.split('/').take_while(literal).collect::<Vec<_>>().join("/")
}

/// A pattern without the `./` and `/` around it.
fn plain(pattern: &str) -> &str {
    let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
    pattern.trim_start_matches('/').trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(lists: &[&[&str]]) -> Result<Paths, Fault> {
        let mut read = PathLists::default();
        for patterns in lists {
            let spanned: Vec<_> = patterns.iter().map(|text| Spanned::new(3..9, text.to_string())).collect();
            read.add(&spanned)?;
        }
        Ok(read.indexed())
    }

    /// Patterns with a path, and whether it is meant.
    const MEANT: [(&str, &str, bool); 30] = [
        ("1999/**", "1999/a.txt", true),
        ("1999/**", "1999/05/a.txt", true),
        ("1999/**", "x/1999/a.txt", false),
        ("1999/*", "1999/a.txt", true),
        ("1999/", "1999/05/a.txt", true),
        ("1999", "x/1999/a.txt", true),
        ("/1999", "x/1999/a.txt", false),
        ("./1999", "1999/a.txt", true),
        ("*.text", "x/y/a.text", true),
        ("nato/*.txt", "nato/1999/a.txt", false),
        ("{1999,2000}/**", "2000/a.txt", true),
        ("nato/a.txt", "nato/a.txt", true),
        ("**", "a.txt", true),
        ("*", "nato/a.txt", true),
        ("**/a.txt", "a.txt", true),
        ("nato/**/a.txt", "nato/a.txt", true),
        ("nato/**/a.txt", "nato/b/c/a.txt", true),
        ("[0-9]*.txt", "1.txt", true),
        ("[0-9]*.txt", "a.txt", false),
        ("[]x]a.txt", "]a.txt", true),
        ("[!]x]a.txt", "ba.txt", true),
        ("{a,b[}x]c}d.txt", "b}cd.txt", true),
        ("{a,{b,c}}d.txt", "cd.txt", true),
        ("a{,-old}.txt", "a-old.txt", true),
        ("a,b.txt", "a,b.txt", true),
        ("a?b", "acb/x.txt", true),
        ("é*ü", "éaü", true),
        ("a[[]b].txt", "a[b].txt", true),
        ("x}.txt", "x}.txt", false),
        ("//1999//", "1999/a.txt", true),
    ];

    #[test]
    fn patterns_mean_what_people_mean() {
        for (pattern, path, meant) in MEANT {
            let Ok(read) = paths(&[&[pattern]]) else {
                assert!(!meant, "{pattern} cannot be read");
                continue;
            };
            assert_eq!(read.of(path), vec![0; usize::from(meant)], "{pattern} {path}");
        }
    }

    #[test]
    fn many_lists_give_what_each_gives_alone() {
        let readable = MEANT.map(|row| row.0).into_iter().filter(|pattern| paths(&[&[pattern]]).is_ok());
        let lists: Vec<Vec<&str>> = readable.map(|pattern| vec![pattern]).collect();
        let lists: Vec<&[&str]> = lists.iter().map(Vec::as_slice).collect();
        let all = paths(&lists).unwrap();
        for (_, path, _) in MEANT {
            // The same list again has the number of the first.
            let mut seen: Vec<&&[&str]> = Vec::new();
            lists.iter().for_each(|list| {
                if !seen.contains(&list) {
                    seen.push(list)
                }
            });
            let alone =
                seen.iter().enumerate().filter(|(_, list)| !paths(&[list]).unwrap().of(path).is_empty());
            assert_eq!(all.of(path), alone.map(|(at, _)| at).collect::<Vec<_>>(), "{path}");
        }
    }

    #[test]
    fn an_empty_list_means_every_path() {
        let read = paths(&[&["a"], &[], &["b", "a"], &["a"]]).unwrap();
        assert_eq!(read.of("x/a"), [0, 1, 2]);
        assert_eq!(read.of("c"), [1]);
        assert_eq!(read.bases(1), [""]);
    }

    /// The work of a path does not grow with the patterns that do not mean it.
    #[test]
    fn a_path_is_matched_against_few_patterns() {
        let forms: [fn(usize) -> String; 10] = [
            |n| format!("doc{n}.txt"),
            |n| format!("{n}"),
            |n| format!("folder{n}/**"),
            |n| format!("/f{n}/*.txt"),
            |n| format!("*-{n}.txt"),
            |n| format!("{n}-*.txt"),
            |n| format!("**/a{n}/*/b*.txt"),
            |n| format!("[a-z]*{n}.{{txt,text}}"),
            |n| format!("{{a,b}}/x{n}?.txt"),
            |n| format!("a{n}*z*.txt"),
        ];
        for form in forms {
            let patterns: Vec<String> = (10_000..10_300).map(form).collect();
            let lists: Vec<[&str; 1]> = patterns.iter().map(|pattern| [pattern.as_str()]).collect();
            let lists: Vec<&[&str]> = lists.iter().map(|list| &list[..]).collect();
            let read = paths(&lists).unwrap();
            for path in ["doc10007.txt", "folder10200/10007-a.txt", "a/x10199y.txt", "b/a10234z.txt"] {
                assert!(read.candidates(path).len() <= 2, "{} {path}", patterns[0]);
            }
        }
    }

    #[test]
    fn patterns_that_cannot_be_read_are_shown() {
        let fault = paths(&[&["a/*", "1999/[a"]]).unwrap_err();
        assert_eq!(fault.span, Some(3..9));
        assert!(fault.message.starts_with("invalid pattern `1999/[a`: "), "{}", fault.message);
    }

    #[test]
    fn bases_are_whole_names() {
        let patterns = ["1999/05/**", "nato/a*/b.txt", "*.txt", "1999", "/1999", "nato/a.txt"];
        let read = paths(&[&patterns]).unwrap();
        assert_eq!(read.bases(0), ["1999/05", "nato", "", "", "1999", "nato/a.txt"]);
    }
}
