"""Words of the language files, for the scripts that write lists of names beside them."""

import pathlib
import tomllib

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "src" / "languages"


def words_of(classes):
    """The words of these classes, of dates and of document types, in all languages."""
    words = set()
    for path in sorted(FOLDER.glob("*.toml")):
        file = tomllib.loads(path.read_text(encoding="utf-8"))
        for name in classes:
            words.update(file.get("words", {}).get(name, []))
        for key in ("months", "month_abbreviations", "weekdays", "weekday_abbreviations"):
            words.update(word for line in file.get(key, []) for word in line)
        for line in file.get("types", {}).values():
            words.update(line)
    return words
