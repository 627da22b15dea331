//! The date in a file or folder name: `s020924b.htm`, `2003/02-february/e0219b.txt`, `2003-07-09.txt`.

use jiff::civil;

/// The evidence of a path for the day of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Witness {
    /// A day, and the words that contain it.
    Day(civil::Date, String),
    /// Only a year: `p03-065e`.
    Year(i16, String),
}

/// The date in a path, if it has one.
pub(in crate::rules) fn witness(path: &str) -> Option<Witness> {
    let mut folders = path.rsplit('/');
    let name = folders.next()?;
    let stem = name.split('.').next().unwrap_or(name);
    let folder_year = || {
        folders.take(3).find_map(|folder| {
            let year: i16 =
                folder.parse().ok().filter(|year| folder.len() == 4 && (1980..=2059).contains(year))?;
            Some((year, folder))
        })
    };
    iso(stem).or_else(|| code(stem, folder_year))
}

/// `2003-07-09`, `2003_07_09`, `20030709`, not next to letters or digits.
fn iso(stem: &str) -> Option<Witness> {
    let bytes = stem.as_bytes();
    let is_sign = |at: usize| matches!(bytes.get(at), Some(b'-' | b'_'));
    let is_free = |at: Option<&u8>| at.is_none_or(|byte| !byte.is_ascii_alphanumeric());
    for (start, _) in stem.char_indices() {
        if start > 0 && !is_free(bytes.get(start - 1)) {
            continue;
        }
        let spaced = is_sign(start + 4) && is_sign(start + 7);
        let (length, month, day) = if spaced { (10, 5, 8) } else { (8, 4, 6) };
        let Some(text) = stem.get(start..start + length).filter(|_| is_free(bytes.get(start + length)))
        else {
            continue;
        };
        let day = date(text.get(..4)?, text.get(month..month + 2)?, text.get(day..day + 2)?);
        if let Some(day) = day.filter(|day| (1980..=2059).contains(&day.year())) {
            return Some(Witness::Day(day, text.into()));
        }
    }
    None
}

/// `s020924b`: letter and day. `e0219b` and `1117e`: month and day, with the year as a folder. `p03-065e`: year and
/// number.
fn code<'p>(stem: &str, folder_year: impl FnOnce() -> Option<(i16, &'p str)>) -> Option<Witness> {
    let lead = stem.bytes().take_while(u8::is_ascii_lowercase).count();
    let digits = stem[lead..].bytes().take_while(u8::is_ascii_digit).count();
    let (number, tail) = stem[lead..].split_at(digits);
    let is_letter = tail.len() <= 1 && tail.bytes().all(|byte| byte.is_ascii_lowercase());
    match (lead, digits) {
        (1 | 2, 6) if is_letter => {
            let year = full_year(&number[..2])?;
            Some(Witness::Day(date(&year.to_string(), &number[2..4], &number[4..])?, stem.into()))
        }
        (0 | 1, 4) if is_letter && (lead == 1 || tail == "e") => {
            let (year, folder) = folder_year()?;
            let day = date(&year.to_string(), &number[..2], &number[2..])?;
            Some(Witness::Day(day, format!("{folder}/…/{stem}")))
        }
        (1 | 2, 2) => {
            let rest = tail.strip_prefix('-')?;
            let count = rest.bytes().take_while(u8::is_ascii_digit).count();
            let is_number = count == 3 && rest.len() <= 4;
            is_number.then_some(Witness::Year(full_year(number)?, stem.into()))
        }
        _ => None,
    }
}

/// The archive begins in the nineties: `99` is 1999 and `02` is 2002.
fn full_year(two: &str) -> Option<i16> {
    let year: i16 = two.parse().ok()?;
    Some(if year >= 80 { 1900 + year } else { 2000 + year })
}

fn date(year: &str, month: &str, day: &str) -> Option<civil::Date> {
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let all = is_number(year) && is_number(month) && is_number(day);
    all.then(|| civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_carry_dates() {
        let day = |path| match witness(path) {
            Some(Witness::Day(day, _)) => day.to_string(),
            Some(Witness::Year(year, _)) => year.to_string(),
            None => "-".into(),
        };
        for (path, said) in [
            ("speech/2002/s020924b.htm", "2002-09-24"),
            ("docu/update/2003/02-february/e0219b.txt", "2003-02-19"),
            ("update/1999/1117e.htm", "1999-11-17"),
            ("pr/2003/p03-065e.htm", "2003"),
            ("sp080103a.txt", "2008-01-03"),
            ("b990429b.txt", "1999-04-29"),
            ("notes/2003-07-09-almaty.txt", "2003-07-09"),
            ("almaty_20030709.txt", "2003-07-09"),
            ("000_7dd511bfce9bf454.txt", "-"),
            ("d000/000012_20030709abcdef01.txt", "-"),
            ("e0219b.txt", "-"),
            ("2003/index.txt", "-"),
            ("2003/s1234.txt", "-"),
            ("opinions_57076.htm", "-"),
            ("s029924b.htm", "-"),
            ("é2003-07-09x.txt", "-"),
        ] {
            assert_eq!(day(path), said, "{path}");
        }
    }
}
