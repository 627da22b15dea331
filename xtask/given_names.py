# /// script
# requires-python = ">=3.10"
# dependencies = ["faker==40.63.0"]
# ///
"""Write src/languages/given-names.txt: `uv run xtask/given_names.py`, or with pip: install the dependency above and run it.

Given names of European and American countries, from the lists of the package Faker: those that two countries share, and
all of the countries with a short list. A name that is also a common word of headers is left out.
"""

import importlib

from language_words import FOLDER, words_of

LOCALES = """en_US en_GB en_IE fr_FR fr_CH de_DE de_AT de_CH es_ES es_MX es_AR es_CO it_IT pt_PT pt_BR nl_NL nl_BE sv_SE no_NO
    da_DK fi_FI pl_PL cs_CZ ru_RU uk_UA bg_BG hr_HR sl_SI sk_SK ro_RO hu_HU tr_TR el_GR et_EE lv_LV lt_LT""".split()

# Countries all of whose names are taken.
WHOLE = set("en_US fr_FR it_IT pt_PT pt_BR no_NO fi_FI pl_PL cs_CZ ru_RU uk_UA hu_HU hr_HR sl_SI sk_SK et_EE lv_LV lt_LT".split())

# Names that are words in some language.
WORDS = set("""
    alba ali amen amor an ana angel art asia august autumn ave bay bell bill blanche blue bo brook brooks buck carol case cash
    chance chase chelsea christian christmas clay cliff coco crystal dale dame dan dawn day dean dell diamond do don dot
    duke earl ebony else ester eve faith faye fern ford forest fort frank gale gay gene genesis gerd glen go grace grant
    guy hardy harmony haven hazel heath holly hope hunter iris ivory ivy jade jan jasmine jean jewel job joy july june karol
    king la lane lee liberty lily long love lucky lynn major mark marks marshal max may melody mercedes mercy merit mia miles
    misty ok olive olive opal page paris parker patience pearl per penny pierce price prince rain ray rich robin rock rocky rod
    rose royal ruby rusty sage sandy santa sky skip star sterling stone storm summer sun tal tara tom trinity van victory
    viola violet ward will willow win wolf wood woody young bela bela bona luce mira nada nova petra sol sole van virgil
    adam's anno ben berry brigade by can cher costa dina don eden elle ever finn fin flora gala general gloria helga hon honor
    india ing israel jordan jo justice kay kim lara laura's lis mai mar mars marin milan mina nora's ok pilar pace pax
    roman rome roma rosa's san sara's siena solveig's stern true uno vera's victoria's vita zita's один вера надежда любовь
    роман мир слава весна ника лада рада мила нова злата
    aina allen anni ante august augusta dag durante floor franca junior made mart tage valda vida
""".split())


def taken():
    """The single words of the classes that a header shows most."""
    names = ("prose", "small_words", "type_modifiers", "offices", "institutions", "venues", "navigation", "media", "honorifics",
             "office_modifiers", "name_particles", "ordinal_suffixes", "date_connectors", "clock_words", "place_prepositions",
             "countries", "capitals", "agency_marks", "occasions", "update_labels", "contact_labels")
    return words_of(names)


def names_of(locale):
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    names = set()
    for attribute in ("first_names", "first_names_male", "first_names_female"):
        names.update(getattr(provider, attribute, ()))
    return {name.strip().lower().replace("’", "'").replace("\u0307", "") for name in names}


def main():
    locales = {}
    for locale in LOCALES:
        for name in names_of(locale):
            locales.setdefault(name, set()).add(locale)
    left_out = WORDS | taken()
    names = sorted(name for name, where in locales.items()
                   if len(name) > 2 and name not in left_out and (len(where) > 1 or where & WHOLE))
    lines = ["# Given names. Written by xtask/given_names.py from the package Faker; see THIRD-PARTY-NOTICES."]
    (FOLDER / "given-names.txt").write_text("\n".join(lines + names) + "\n", encoding="utf-8")
    print(f"{len(names)} names")


if __name__ == "__main__":
    main()
