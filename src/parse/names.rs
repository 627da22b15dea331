//! Names of months and weekdays in French, German, Spanish, Italian, Dutch, Russian and Ukrainian: wide and abbreviated,
//! as they stand in a date and alone, from Unicode CLDR 47 in the package Babel 2.18.0 (licence Unicode-3.0, see
//! `THIRD-PARTY-NOTICES`). Names that English shares are not here; forms without accents are ours.

use std::cmp::Ordering;

/// A name in small letters and without a full stop, and its number.
type Entry = (&'static str, u8);

/// Whole names of months.
const MONTHS: [Entry; 96] = [
    ("abril", 4),
    ("agosto", 8),
    ("aout", 8),
    ("août", 8),
    ("aprile", 4),
    ("augustus", 8),
    ("avril", 4),
    ("decembre", 12),
    ("dezember", 12),
    ("dicembre", 12),
    ("diciembre", 12),
    ("décembre", 12),
    ("enero", 1),
    ("febbraio", 2),
    ("febrero", 2),
    ("februar", 2),
    ("februari", 2),
    ("fevrier", 2),
    ("février", 2),
    ("gennaio", 1),
    ("giugno", 6),
    ("januar", 1),
    ("januari", 1),
    ("janvier", 1),
    ("juillet", 7),
    ("juin", 6),
    ("juli", 7),
    ("julio", 7),
    ("juni", 6),
    ("junio", 6),
    ("luglio", 7),
    ("maart", 3),
    ("maggio", 5),
    ("mai", 5),
    ("mars", 3),
    ("marzo", 3),
    ("mayo", 5),
    ("mei", 5),
    ("märz", 3),
    ("novembre", 11),
    ("noviembre", 11),
    ("octobre", 10),
    ("octubre", 10),
    ("oktober", 10),
    ("ottobre", 10),
    ("septembre", 9),
    ("septiembre", 9),
    ("settembre", 9),
    ("август", 8),
    ("августа", 8),
    ("апрель", 4),
    ("апреля", 4),
    ("березень", 3),
    ("березня", 3),
    ("вересень", 9),
    ("вересня", 9),
    ("грудень", 12),
    ("грудня", 12),
    ("декабрь", 12),
    ("декабря", 12),
    ("жовтень", 10),
    ("жовтня", 10),
    ("июль", 7),
    ("июля", 7),
    ("июнь", 6),
    ("июня", 6),
    ("квітень", 4),
    ("квітня", 4),
    ("липень", 7),
    ("липня", 7),
    ("листопад", 11),
    ("листопада", 11),
    ("лютий", 2),
    ("лютого", 2),
    ("май", 5),
    ("март", 3),
    ("марта", 3),
    ("мая", 5),
    ("ноябрь", 11),
    ("ноября", 11),
    ("октябрь", 10),
    ("октября", 10),
    ("сентябрь", 9),
    ("сентября", 9),
    ("серпень", 8),
    ("серпня", 8),
    ("січень", 1),
    ("січня", 1),
    ("травень", 5),
    ("травня", 5),
    ("февраль", 2),
    ("февраля", 2),
    ("червень", 6),
    ("червня", 6),
    ("январь", 1),
    ("января", 1),
];

/// Abbreviations of months.
const SHORT_MONTHS: [Entry; 43] = [
    ("abr", 4),
    ("ago", 8),
    ("avr", 4),
    ("dez", 12),
    ("dic", 12),
    ("déc", 12),
    ("ene", 1),
    ("fevr", 2),
    ("févr", 2),
    ("gen", 1),
    ("giu", 6),
    ("janv", 1),
    ("juil", 7),
    ("lug", 7),
    ("mag", 5),
    ("mrt", 3),
    ("mär", 3),
    ("okt", 10),
    ("ott", 10),
    ("set", 9),
    ("авг", 8),
    ("апр", 4),
    ("бер", 3),
    ("вер", 9),
    ("груд", 12),
    ("дек", 12),
    ("жовт", 10),
    ("июл", 7),
    ("июн", 6),
    ("квіт", 4),
    ("лип", 7),
    ("лист", 11),
    ("лют", 2),
    ("мар", 3),
    ("нояб", 11),
    ("окт", 10),
    ("сент", 9),
    ("серп", 8),
    ("січ", 1),
    ("трав", 5),
    ("февр", 2),
    ("черв", 6),
    ("янв", 1),
];

/// Whole names of weekdays, Monday as 0.
const WEEKDAYS: [Entry; 57] = [
    ("dienstag", 1),
    ("dimanche", 6),
    ("dinsdag", 1),
    ("domenica", 6),
    ("domingo", 6),
    ("donderdag", 3),
    ("donnerstag", 3),
    ("freitag", 4),
    ("giovedi", 3),
    ("giovedì", 3),
    ("jeudi", 3),
    ("jueves", 3),
    ("lundi", 0),
    ("lunedi", 0),
    ("lunedì", 0),
    ("lunes", 0),
    ("maandag", 0),
    ("mardi", 1),
    ("martedi", 1),
    ("martedì", 1),
    ("martes", 1),
    ("mercoledi", 2),
    ("mercoledì", 2),
    ("mercredi", 2),
    ("miercoles", 2),
    ("mittwoch", 2),
    ("miércoles", 2),
    ("montag", 0),
    ("sabado", 5),
    ("sabato", 5),
    ("samedi", 5),
    ("samstag", 5),
    ("sonnabend", 5),
    ("sonntag", 6),
    ("sábado", 5),
    ("vendredi", 4),
    ("venerdi", 4),
    ("venerdì", 4),
    ("viernes", 4),
    ("vrijdag", 4),
    ("woensdag", 2),
    ("zaterdag", 5),
    ("zondag", 6),
    ("воскресенье", 6),
    ("вторник", 1),
    ("вівторок", 1),
    ("неділя", 6),
    ("п'ятниця", 4),
    ("понедельник", 0),
    ("понеділок", 0),
    ("пятница", 4),
    ("середа", 2),
    ("среда", 2),
    ("суббота", 5),
    ("субота", 5),
    ("четвер", 3),
    ("четверг", 3),
];

/// Abbreviations of weekdays.
const SHORT_WEEKDAYS: [Entry; 34] = [
    ("di", 1),
    ("dim", 6),
    ("do", 3),
    ("dom", 6),
    ("fr", 4),
    ("gio", 3),
    ("jeu", 3),
    ("jue", 3),
    ("lun", 0),
    ("ma", 0),
    ("mar", 1),
    ("mer", 2),
    ("mi", 2),
    ("mié", 2),
    ("mo", 0),
    ("sa", 5),
    ("sab", 5),
    ("sam", 5),
    ("so", 6),
    ("sáb", 5),
    ("ven", 4),
    ("vie", 4),
    ("vr", 4),
    ("wo", 2),
    ("za", 5),
    ("zo", 6),
    ("вс", 6),
    ("вт", 1),
    ("нд", 6),
    ("пн", 0),
    ("пт", 4),
    ("сб", 5),
    ("ср", 2),
    ("чт", 3),
];

/// A name that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// The month from 1, or the weekday from 0 for Monday.
    pub(super) number: u8,
    /// The whole name is written.
    pub(super) whole: bool,
}

/// The month of a word that is not English, in any case.
pub(super) fn month(word: &str) -> Option<Named> {
    find(word, &MONTHS, &SHORT_MONTHS)
}

/// The weekday of a word that is not English, in any case.
pub(super) fn weekday(word: &str) -> Option<Named> {
    find(word, &WEEKDAYS, &SHORT_WEEKDAYS)
}

fn find(word: &str, whole: &[Entry], short: &[Entry]) -> Option<Named> {
    if !may_be_name(word) {
        return None;
    }
    let number = |table: &[Entry]| {
        let at = table.binary_search_by(|(name, _)| compare(name, word)).ok()?;
        Some(table[at].1)
    };
    let named = |whole| move |number| Named { number, whole };
    number(whole).map(named(true)).or_else(|| number(short).map(named(false)))
}

/// The lengths of the names of ASCII that begin with each letter, one bit each: hardly a word of English has both of a
/// name, and so only names are searched for.
const LENGTHS: [u32; 128] = {
    let (mut lengths, tables): (_, [&[Entry]; 4]) =
        ([0; 128], [&MONTHS, &SHORT_MONTHS, &WEEKDAYS, &SHORT_WEEKDAYS]);
    let mut table = 0;
    while table < tables.len() {
        let mut at = 0;
        while at < tables[table].len() {
            let name = tables[table][at].0.as_bytes();
            if name[0] < 128 {
                lengths[name[0] as usize] |= 1 << name.len();
            }
            at += 1;
        }
        table += 1;
    }
    lengths
};

/// Whether a word has the first letter and the length of a name; beyond ASCII nothing is said.
fn may_be_name(word: &str) -> bool {
    let Some(first) = word.bytes().next() else { return false };
    !word.is_ascii()
        || word.len() < 32 && LENGTHS[usize::from(first.to_ascii_lowercase())] & 1 << word.len() != 0
}

/// Compares a name with a word in any case, whatever sign the word has for an apostrophe.
fn compare(name: &str, word: &str) -> Ordering {
    let plain = |letter| if matches!(letter, '’' | 'ʼ') { '\'' } else { letter };
    name.chars().cmp(word.chars().flat_map(char::to_lowercase).map(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found() {
        for (whole, short, find) in [
            (&MONTHS[..], &SHORT_MONTHS[..], month as fn(&str) -> Option<Named>),
            (&WEEKDAYS[..], &SHORT_WEEKDAYS[..], weekday),
        ] {
            for (table, whole) in [(whole, true), (short, false)] {
                for (name, number) in table {
                    assert_eq!(find(&name.to_uppercase()), Some(Named { number: *number, whole }), "{name}");
                }
            }
        }
    }

    #[test]
    fn every_language_has_all_names() {
        let languages = [
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
            "januar februar märz april mai juni juli august september oktober november dezember",
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
            "januari februari maart april mei juni juli augustus september oktober november december",
            "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
            "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
            "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
            "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
            "янв февр мар апр мая июн июл авг сент окт нояб дек",
            "січ лют бер квіт трав черв лип серп вер жовт лист груд",
            "janv févr mars avr mai juin juil août sept oct nov déc",
            "jan feb mär apr mai juni juli aug sept okt nov dez",
            "ene feb mar abr may jun jul ago sept oct nov dic",
            "gen feb mar apr mag giu lug ago set ott nov dic",
            "jan feb mrt apr mei jun jul aug sep okt nov dec",
        ];
        for names in languages {
            let numbers = names.split(' ').map(|name| super::super::month::lookup(name).map(|m| m.number));
            assert!(numbers.eq((1..=12).map(Some)), "{names}");
        }
    }

    #[test]
    fn every_language_has_all_weekdays() {
        let languages = [
            "lundi mardi mercredi jeudi vendredi samedi dimanche",
            "montag dienstag mittwoch donnerstag freitag samstag sonntag",
            "lunes martes miércoles jueves viernes sábado domingo",
            "lunedì martedì mercoledì giovedì venerdì sabato domenica",
            "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
            "понедельник вторник среда четверг пятница суббота воскресенье",
            "понеділок вівторок середа четвер п’ятниця субота неділя",
            "lun mar mer jeu ven sam dim",
            "mo di mi do fr sa so",
            "lun mar mié jue vie sáb dom",
            "lun mar mer gio ven sab dom",
            "ma di wo do vr za zo",
            "пн вт ср чт пт сб вс",
            "пн вт ср чт пт сб нд",
        ];
        for names in languages {
            let numbers = names.split(' ').map(|name| weekday(name).map(|named| named.number));
            assert!(numbers.eq((0..7).map(Some)), "{names}");
        }
    }
}
