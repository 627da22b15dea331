//! Which lines of a text differ from those of another.

use std::hash::Hash;
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// The lines of `new`, counted from 0, that were added or changed; deleted lines leave nothing.
pub fn new_lines<T: Hash + Eq + Ord>(old: &[T], new: &[T]) -> Vec<Range<usize>> {
    let changes = capture_diff_slices(Algorithm::Myers, old, new);
    let changes = changes.iter().filter(|change| change.tag() != DiffTag::Equal);
    changes.map(similar::DiffOp::new_range).filter(|range| !range.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_were_added_or_changed_are_found() {
        let of = |old: &[&str], new: &[&str]| new_lines(old, new);
        assert_eq!(of(&["a", "b"], &["a", "b"]), [] as [Range<usize>; 0]);
        assert_eq!(of(&["a", "b", "c"], &["a", "x", "c", "d"]), [1..2, 3..4]);
        assert_eq!(of(&["a", "b", "c"], &["a", "c"]), [] as [Range<usize>; 0]);
        assert_eq!(of(&["b"], &["a", "b", "c", "d"]), [0..1, 2..4]);
    }
}
