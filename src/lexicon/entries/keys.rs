//! Identifiers of names in external catalogues.

/// The countries of ISO 3166-1, two letters each.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR \
    BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET \
    FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ \
    IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML \
    MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS \
    PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL \
    TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// Countries that no longer exist (ISO 3166-3), and the user-assigned code in general use for Kosovo.
const OTHERS: &str = "AN CS DD SU TP XK YD YU ZR";

/// Whether a text is an ISO 3166 code: a country, or a part of one, of which only the format is checked.
pub(super) fn is_country(code: &str) -> bool {
    let (country, part) = code.split_once('-').map_or((code, None), |(country, part)| (country, Some(part)));
    let known = |list: &str| list.split_ascii_whitespace().any(|known| known == country);
    let is_part = |part: &str| {
        (1..=3).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    (known(COUNTRIES) || known(OTHERS)) && part.is_none_or(is_part)
}

/// Whether a text is the name of a Wikidata item: `Q232`.
pub(super) fn is_item(key: &str) -> bool {
    let number = key.strip_prefix('Q').unwrap_or_default();
    (1..=12).contains(&number.len())
        && !number.starts_with('0')
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_countries_and_their_parts() {
        for code in ["KZ", "BE-BRU", "GB-SCT", "YU", "XK", "US-DC", "FR-75"] {
            assert!(is_country(code), "{code}");
        }
        for code in ["", "K", "kz", "KAZ", "UK", "XX", "BE-", "BE-bru", "BE-BRUX", "398"] {
            assert!(!is_country(code), "{code}");
        }
        assert_eq!(COUNTRIES.split_ascii_whitespace().count(), 249, "ISO 3166-1 has 249 countries");
    }

    #[test]
    fn items_of_wikidata() {
        assert!(is_item("Q232") && is_item("Q1"));
        for key in ["", "Q", "Q0", "232", "q232", "Q23x", "P31", "Q1234567890123"] {
            assert!(!is_item(key), "{key}");
        }
    }
}
