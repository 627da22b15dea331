//! Applies fixes to a text, round by round, and shows what they change.

use similar::TextDiff;

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::source::Span;

/// Fixing stops here even if something is left: a rule that undoes another's fix must not run for ever.
const MOST_ROUNDS: usize = 10;

/// Applies fixes in source order, and says how many; one that touches the place of another waits for the next round.
pub fn apply(text: &str, fixes: &[&Fix]) -> (String, usize) {
    let mut placed: Vec<(Span, &Fix)> =
        fixes.iter().filter_map(|fix| Some((place(text, fix)?, *fix))).collect();
    placed.sort_by_key(|(span, _)| *span);
    let mut fixed = String::with_capacity(text.len() + 64);
    let (mut copied, mut applied) = (0, 0);
    for (span, fix) in placed {
        if applied > 0 && span.start <= copied {
            continue;
        }
        for Edit { span, text: new } in &fix.edits {
            fixed.push_str(&text[copied..span.start]);
            fixed.push_str(new);
            copied = span.end;
        }
        applied += 1;
    }
    fixed.push_str(&text[copied..]);
    (fixed, applied)
}

/// From the first to the last edit of a fix; nothing if the edits do not fit the text.
fn place(text: &str, fix: &Fix) -> Option<Span> {
    let fits = |edit: &Edit| text.get(edit.span.start..edit.span.end).is_some();
    let sorted = fix.edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
    let (first, last) = (fix.edits.first()?, fix.edits.last()?);
    (sorted && fix.edits.iter().all(fits)).then(|| first.span.cover(last.span))
}

/// What is left after fixing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The text with all fixes applied.
    pub text: String,
    /// How many fixes were applied, over all rounds.
    pub applied: usize,
    /// Whether nothing is left to apply; if not, two rules disagree.
    pub converged: bool,
}

/// Finds and fixes until nothing changes, with every fix that may be trusted as far as `least`.
///
/// `find` reads a text anew and gives its findings; the caller knows the parser and the rules.
pub fn fix_all(text: &str, least: Applicability, mut find: impl FnMut(&str) -> Vec<Diagnostic>) -> Fixed {
    let mut fixed = Fixed { text: text.to_string(), applied: 0, converged: false };
    for _ in 0..MOST_ROUNDS {
        let found = find(&fixed.text);
        let fixes = found.iter().filter_map(|diagnostic| diagnostic.fix.as_ref());
        let fixes: Vec<&Fix> = fixes.filter(|fix| is_applied(fix, least)).collect();
        let (text, applied) = apply(&fixed.text, &fixes);
        if text == fixed.text {
            fixed.converged = true;
            break;
        }
        fixed.text = text;
        fixed.applied += applied;
    }
    fixed
}

/// Whether fixing applies this fix; what is for display only never is.
fn is_applied(fix: &Fix, least: Applicability) -> bool {
    fix.applicability >= least.max(Applicability::Unsafe)
}

/// The change of one file as a unified diff that `patch -p1` and `git apply` take; empty when nothing changed.
pub fn diff(path: &str, old: &str, new: &str) -> String {
    if old == new {
        return String::new();
    }
    let path = path.trim_start_matches("./").trim_start_matches('/');
    // Not `from_lines`: that ends a line at a lone carriage return too, and patch does not.
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    TextDiff::configure()
        .newline_terminated(true)
        .diff_slices(&old, &new)
        .unified_diff()
        .context_radius(3)
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

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
            Some(at) => vec![Diagnostic::new(Span::at(at), "").fix(replace(at, at + 2, " "))],
            None => vec![],
        };
        let fixed = fix_all("a    b", Applicability::Safe, shorten);
        assert_eq!(fixed, Fixed { text: "a b".into(), applied: 3, converged: true });
        let grow =
            |text: &str| vec![Diagnostic::new(Span::at(0), "").fix(replace(text.len(), text.len(), "x"))];
        assert!(!fix_all("a", Applicability::Safe, grow).converged);
    }

    #[test]
    fn what_is_less_trusted_is_not_applied() {
        let find = |_: &str| {
            let fix = Fix { applicability: Applicability::DisplayOnly, ..replace(0, 1, "x") };
            vec![Diagnostic::new(Span::at(0), "").fix(fix)]
        };
        for least in [Applicability::Safe, Applicability::Unsafe, Applicability::DisplayOnly] {
            assert_eq!(fix_all("a", least, find).text, "a");
        }
    }

    #[test]
    fn diffs_say_where_a_final_newline_is_missing() {
        let diff = diff("./seeds/a.txt", "one\ntwo", "one\ntwo\n");
        let lines = ["--- a/seeds/a.txt", "+++ b/seeds/a.txt", "@@ -1,2 +1,2 @@", " one", "-two"];
        let rest = ["\\ No newline at end of file", "+two", ""];
        assert_eq!(diff, [&lines[..], &rest[..]].concat().join("\n"));
    }
}
