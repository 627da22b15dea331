//! Which documents an override or an allowance applies to.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use toml::Spanned;

use crate::error::Fault;

/// Path patterns, relative to the folder of the configuration.
#[derive(Clone, Debug)]
pub struct Paths {
    set: GlobSet,
    bases: Vec<String>,
}

impl Paths {
    /// Reads patterns. None means every path.
    ///
    /// # Errors
    /// A [`Fault`] at the pattern that cannot be read.
    pub fn new(patterns: &[Spanned<String>]) -> Result<Option<Self>, Fault> {
        if patterns.is_empty() {
            return Ok(None);
        }
        let mut set = GlobSetBuilder::new();
        for pattern in patterns {
            for glob in meant(pattern.get_ref()) {
                let glob = GlobBuilder::new(&glob).literal_separator(true).build();
                set.add(glob.map_err(|error| broken(pattern, error.kind()))?);
            }
        }
        let bases = patterns.iter().map(|pattern| base(pattern.get_ref())).collect();
        let set = set.build().map_err(|error| broken(&patterns[0], error.kind()))?;
        Ok(Some(Self { set, bases }))
    }
    /// Whether a path matches.
    pub fn hold(&self, path: &str) -> bool {
        self.set.is_match(path)
    }
    /// The folders or files that contain all paths that can match; empty is the folder of the configuration.
    pub fn bases(&self) -> &[String] {
        &self.bases
    }
}

fn broken(pattern: &Spanned<String>, why: &globset::ErrorKind) -> Fault {
    let help = "`*` is any part of a name, `**` any folders, `?` one character; write `[` as `[[]`";
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

    fn paths(patterns: &[&str]) -> Result<Option<Paths>, Fault> {
        let spanned: Vec<_> = patterns.iter().map(|text| Spanned::new(3..9, text.to_string())).collect();
        Paths::new(&spanned)
    }

    #[test]
    fn patterns_mean_what_people_mean() {
        let table = [
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
        ];
        for (pattern, path, hold) in table {
            let read = paths(&[pattern]).unwrap().unwrap();
            assert_eq!(read.hold(path), hold, "{pattern} {path}");
        }
        assert!(paths(&[]).unwrap().is_none());
    }

    #[test]
    fn patterns_that_cannot_be_read_are_shown() {
        let fault = paths(&["a/*", "1999/[a"]).unwrap_err();
        assert_eq!(fault.span, Some(3..9));
        assert!(fault.message.starts_with("invalid pattern `1999/[a`: "), "{}", fault.message);
    }

    #[test]
    fn bases_are_whole_names() {
        let patterns = ["1999/05/**", "nato/a*/b.txt", "*.txt", "1999", "/1999", "nato/a.txt"];
        let read = paths(&patterns).unwrap().unwrap();
        assert_eq!(read.bases(), ["1999/05", "nato", "", "", "1999", "nato/a.txt"]);
    }
}
