//! How far two words are apart.

/// Whether two words differ by one letter: added, missing, replaced, or swapped with the next.
pub(in crate::rules) fn is_one_edit(a: &str, b: &str) -> bool {
    let (a, b) = (letters(a), letters(b));
    let front = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[front..], &b[front..]);
    match (a.len(), b.len()) {
        (0, 0) => false,
        (x, y) if x == y => a[1..] == b[1..] || x > 1 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..],
        (x, y) if x == y + 1 => a[1..] == *b,
        (x, y) if x + 1 == y => *a == b[1..],
        _ => false,
    }
}

fn letters(word: &str) -> Vec<char> {
    word.chars().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edit_is_seen() {
        for (a, b) in
            [("moderator", "MODERTOR"), ("question", "Quesiton"), ("boris", "borys"), ("kilian", "Killian")]
        {
            assert!(is_one_edit(a, b), "{a} {b}");
        }
        for (a, b) in [("moderator", "Moderator"), ("question", "Qestin"), ("boris", "bors y")] {
            assert!(!is_one_edit(a, b), "{a} {b}");
        }
    }
}
