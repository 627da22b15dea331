//! Suggestions for an unknown name.

/// The most names listed if none is close; beyond that, the message points to the command that lists them.
const TOLD: usize = 12;

/// The message for an unknown name, with the closest known one or the known names.
pub fn unknown<'a>(what: &str, name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    match nearest(name, known.iter().copied()) {
        Some(near) => format!("unknown {what} `{name}`; did you mean `{near}`?"),
        None if known.len() <= TOLD => {
            format!("unknown {what} `{name}`; expected one of: {}", known.join(", "))
        }
        None => format!("unknown {what} `{name}`; `doclint rule` lists them"),
    }
}

/// The known name with the fewest edits, if they are few for its length.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let (distance, near) = known.into_iter().map(|known| (distance(name, known), known)).min()?;
    let few = near.len() / 3 + 1;
    let part = near.len() >= 4 && (near.split('-').any(|word| word == name) || name.starts_with(near));
    (distance <= few || part).then_some(near)
}

/// Characters to insert, delete or replace to get from one name to the other (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.chars().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.chars().count()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_offered() {
        let known = ["misspelling", "missing-field", "mojibake"];
        assert_eq!(nearest("mispelling", known), Some("misspelling"));
        assert_eq!(nearest("missing-fields", known), Some("missing-field"));
        assert_eq!(nearest("tabs", known), None);
        assert_eq!(nearest("warning", ["info", "warn"]), Some("warn"));
        assert_eq!(unknown("rule", "mojibak", known), "unknown rule `mojibak`; did you mean `mojibake`?");
        assert_eq!(unknown("shape", "round", ["flat"]), "unknown shape `round`; expected one of: flat");
        assert_eq!(unknown("rule", "round", ["x"; 20]), "unknown rule `round`; `doclint rule` lists them");
    }
}
