//! Media lines: `Audio file`, `(.MP3/3.283Kb)`, `High resolution photos`, `MP3/5770kb`.

use super::phrase;
use crate::profile::Media;

/// Whether a line names a sound, film or picture file, or gives its type and size.
pub(super) fn is_media(text: &str, words: &Media) -> bool {
    let inner = text.trim_matches(['(', ')', ' ', '[', ']']);
    if inner.is_empty() || !phrase::is_within(text, 110) {
        return false;
    }
    if size(inner, words).is_some_and(|used| used == inner.len()) {
        return true;
    }
    words.words.like(inner).any(|word| {
        phrase::starts(inner, word).is_some_and(|used| {
            let rest = inner[used..].trim_start_matches(|c: char| c == ':' || c.is_whitespace());
            rest.is_empty()
                || sized(rest, words)
                || phrase::starts(rest, "of").is_some() && word.contains("photo")
        })
    })
}

/// A tail that ends with a size: `(.MP3/1.406Kb)`, `of the press conference .MP3/7206Kb`, `(MP3)`
fn sized(rest: &str, words: &Media) -> bool {
    let tail = rest.trim_end_matches([')', ']']);
    let tail_at = tail.rfind(['(', ' ', '[']).map_or(0, |at| at + 1);
    size(&tail[tail_at..], words).is_some_and(|used| used == tail.len() - tail_at)
        || phrase::any_is(rest.trim_matches(['(', ')']), &words.types)
}

/// `.MP3/3.283Kb`, `MP3/5770kb`, `.MP3/15476`: a file type, a slash, digits and dots, perhaps a unit.
fn size(text: &str, words: &Media) -> Option<usize> {
    let start = text.len() - text.trim_start_matches('.').len();
    let kind = phrase::longest(&text[start..], &words.types)?;
    let rest = text[start + kind..].strip_prefix('/')?;
    let digits = rest.len()
        - rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ')).len();
    let unit = ["kb", "mb", "ko", "mo", "k", "m"]
        .iter()
        .find_map(|unit| phrase::starts(&rest[digits..], unit))
        .unwrap_or(0);
    (digits > 0).then(|| text.len() - rest.len() + digits + unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Profile;

    #[test]
    fn lines_of_the_survey() {
        let media = |text| is_media(text, &Profile::built_in("nato").expect("built in").media);
        for text in [
            "Audio file",
            "(.MP3/3.283Kb)",
            "Audio file (.MP3/1.406Kb)",
            "Audio file (MP3/2.190kb)",
            "Audio file .MP3/806Kb",
            ".MP3/6124Kb",
            "MP3/5770kb",
            "Audio file:",
            "Audio of the press conference .MP3/7206Kb",
            "Video file .WMV/1762Kb",
            "High resolution photos",
            "High resolution photos of the visit",
            "Low resolution photos",
            "(Presentation Photo)",
            "(poor sound)",
            ".MP3/.985Kb",
            ".MP/4.195Mb",
            ".MP3/15476",
        ] {
            assert!(media(text), "{text}");
        }
        for text in [
            "Audio was poor during the meeting",
            "Photos: Mr Jones on the stairs",
            "Press",
            "NATO in Afghanistan",
            "(as delivered)",
        ] {
            assert!(!media(text), "{text}");
        }
    }
}
