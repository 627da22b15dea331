//! `doclint convert`: formats, filters and the day of the conversion.

use super::support::{CLEAN, Run, folder, program, root, run, run_in};

const SPEECH: &str =
    "Updated: 20-Oct-2004 NATO Speeches\n\n19 Oct. 2004\n\nSpeech\n\nby Jaap de Hoop Scheffer\n\nWords.\n";
const NEWS: &str = "Updated: 16-Jul-2003 NATO Update\n\n9-11 July 2003\n\nVisit to Central Asia\n\nA paragraph of the news.\n";

#[test]
fn several_formats_go_to_one_folder() {
    let folder = folder(&[("seeds/a.txt", SPEECH), ("seeds/nato/b.htm.txt", NEWS)]);
    let run = run_in(
        folder.path(),
        &["convert", "seeds", "--to", "tei,json,markdown", "--to", "dc", "--to", "csl", "-o", "out"],
    );
    assert_eq!((run.code, run.err.as_str()), (0, "2 documents converted to out\n"));
    for name in ["a.xml", "a.json", "a.md", "a.dc.xml", "a.csl.json", "nato/b.htm.xml", "nato/b.htm.csl.json"]
    {
        assert!(folder.path().join("out").join(name).is_file(), "{name}");
    }
    let stream = run_in(folder.path(), &["convert", "seeds", "--to", "tei", "--to", "json"]);
    assert_eq!(stream.code, 2);
    assert!(stream.err.contains("2 formats: give a folder with -o FOLDER/"), "{}", stream.err);
    let clash = run_in(folder.path(), &["convert", "seeds", "--to", "text,source", "-o", "out"]);
    assert_eq!(clash.code, 2);
    assert!(clash.err.contains("text and source would both be written to out/a.txt"), "{}", clash.err);
    let over = run_in(folder.path(), &["convert", "seeds", "--to", "text", "-o", "seeds"]);
    assert_eq!(over.code, 2);
    assert!(over.err.contains("would overwrite the document"), "{}", over.err);
}

#[test]
fn the_extension_says_the_format() {
    let folder = folder(&[("a.txt", SPEECH)]);
    for (name, begins) in
        [("a.html", "<!DOCTYPE html>"), ("a.csl.json", "[\n{\"id\":\"a\""), ("b.md", "---\n")]
    {
        let run = run_in(folder.path(), &["convert", "a.txt", "-o", name]);
        assert_eq!(run.code, 0, "{}", run.err);
        let text = std::fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(text.starts_with(begins), "{text}");
    }
    let unknown = run_in(folder.path(), &["convert", "a.txt", "-o", "a.docx"]);
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.err.contains("no format ends in `.docx`: give --to FORMAT, one of tei, json, "),
        "{}",
        unknown.err
    );
}

#[test]
fn tables_and_lists_hold_many_documents() {
    let folder = folder(&[("seeds/a.txt", SPEECH), ("seeds/b.txt", NEWS)]);
    let convert = |format: &str| run_in(folder.path(), &["convert", "seeds", "--to", format]);
    assert_eq!(convert("csl").json().as_array().unwrap().len(), 2);
    assert_eq!(convert("jsonld").json()[1]["@type"], "NewsArticle");
    let table = convert("tsv").out;
    assert_eq!(table.lines().filter(|line| line.starts_with("document\t")).count(), 1, "{table}");
    assert_eq!(table.lines().count(), 3, "{table}");
    assert_eq!(convert("html").code, 2);
}

#[test]
fn filters_choose_documents() {
    let folder = folder(&[("seeds/a.txt", SPEECH), ("seeds/b.txt", NEWS), ("seeds/c.txt", CLEAN)]);
    let ids = |filters: &[&str]| {
        let run = run_in(folder.path(), &[&["convert", "seeds", "--to", "json"], filters].concat());
        let json = run.json();
        json.as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect::<String>()
    };
    assert_eq!(ids(&[]), "abc");
    assert_eq!(ids(&["--where", "series=nato speeches"]), "a");
    assert_eq!(ids(&["--where", "series~NATO", "--where", "title~asia"]), "b");
    assert_eq!(ids(&["--from-date", "2003-07-11"]), "ab");
    assert_eq!(ids(&["--from-date", "2003-07-12"]), "a");
    assert_eq!(ids(&["--to-date", "2003"]), "b");
    assert_eq!(ids(&["--from-date", "2004-10", "--to-date", "2004-10"]), "a");
    assert_eq!(ids(&["--where", "date=2003-07-09/2003-07-11"]), "b");
    let one = run_in(
        folder.path(),
        &["convert", "seeds/a.txt", "--to", "json", "--to-date", "1999", "-o", "a.json"],
    );
    assert_eq!((one.code, one.err.as_str()), (0, "0 documents converted to a.json, 1 document left out\n"));
    assert!(!folder.path().join("a.json").exists());
}

#[test]
fn wrong_filters_are_refused() {
    for (arguments, message) in [
        (["--where", "sereis=x"], "did you mean `series`"),
        (["--where", "series"], "write FIELD=VALUE"),
        (["--from-date", "9 July 2003"], "write 2003, 2003-07 or 2003-07-09"),
        (["--to-date", "2003-02-30"], "not a date"),
        (["--date", "2026-13-01"], "not a date"),
    ] {
        let refused = run(&[&["convert", "seeds", "--to", "json"][..], &arguments].concat());
        assert_eq!((refused.code, refused.out.as_str()), (2, ""));
        assert!(refused.err.contains(message), "{}", refused.err);
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let convert = |epoch: Option<&str>, arguments: &[&str]| {
        let mut command = program(root());
        command.args(["convert", "seeds/000_7dd511bfce9bf454.txt"]).args(arguments);
        command.env_remove("SOURCE_DATE_EPOCH");
        epoch.map(|epoch| command.env("SOURCE_DATE_EPOCH", epoch));
        Run::of(&command.output().unwrap())
    };
    for format in ["tei", "json", "jsonl", "text", "markdown", "html", "jsonld", "csl", "tsv", "dc", "source"]
    {
        let arguments = ["--to", format];
        assert_eq!(convert(None, &arguments).out, convert(None, &arguments).out);
    }
    let says = |run: &Run| run.out.contains("2026-11-22");
    assert!(!says(&convert(None, &["--to", "html"])));
    assert!(says(&convert(Some("1795305600"), &["--to", "html"])));
    assert!(says(&convert(Some("0"), &["--to", "tei", "--date", "2026-11-22"])));
    let wrong = convert(Some("yesterday"), &["--to", "tei"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("SOURCE_DATE_EPOCH=yesterday: not a number of seconds"), "{}", wrong.err);
}

const NAMES: &str = r#"
[[persons]]
name = "Jaap de Hoop Scheffer"
wikidata = "Q1"
accepted = ["de Hoop Scheffer"]
[[organisations]]
name = "Atlantic Club"
wikidata = "Q2"
[[places]]
name = "Almaty"
wikidata = "Q35493"
iso3166 = "KZ"
"#;

#[test]
fn names_are_those_of_the_lexicon() {
    let text = "Updated: 20-Oct-2004 NATO Press\n\n19 Oct. 2004\n\nPress conference\n\n\
        JAAP DE HOOP SCHEFFER (NATO Secretary General): The Atlantic Club met in Almaty, an Almaty-born guest said.\n\n\
        Q: And in Kazakhstan?\n";
    let folder = folder(&[("in/a.txt", text), ("in/doclint.toml", ""), ("in/lexicon.toml", NAMES)]);
    let convert = |arguments: &[&str]| {
        let run = run_in(folder.path(), &[&["convert", "in"], arguments].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        run
    };
    let json = convert(&["--to", "json"]).json();
    assert_eq!(json[0]["persons"][0]["ref"], "https://www.wikidata.org/entity/Q1", "{}", json[0]["persons"]);
    convert(&["--to", "tei", "-o", "out/"]);
    let tei = std::fs::read_to_string(folder.path().join("out/a.xml")).unwrap();
    for part in [
        "sameAs=\"https://www.wikidata.org/entity/Q1\"",
        "<orgName ref=\"https://www.wikidata.org/entity/Q2\">Atlantic Club</orgName>",
        "<placeName key=\"KZ\" ref=\"https://www.wikidata.org/entity/Q35493\">Almaty</placeName>, an Almaty-born",
        "<placeName key=\"KZ\" ref=\"https://www.wikidata.org/entity/Q232\">Kazakhstan</placeName>",
    ] {
        assert!(tei.contains(part), "{part} in {tei}");
    }
    convert(&["--to", "tei", "--corpus", "-o", "corpus"]);
    let read = |name: &str| std::fs::read_to_string(folder.path().join("corpus").join(name)).unwrap();
    assert!(read("a.xml").contains("ref=\"listPlace.xml#doclint.place.almaty\""));
    assert!(read("listPlace.xml").contains("https://www.wikidata.org/entity/Q35493"));
    assert!(read("listPerson.xml").contains("https://www.wikidata.org/entity/Q1"));
    assert!(read("listOrg.xml").contains("https://www.wikidata.org/entity/Q2"));
}

#[test]
fn a_corpus_has_only_what_was_written() {
    let folder = folder(&[("in/a.txt", SPEECH), ("in/b.txt", NEWS), ("in/c.txt", CLEAN)]);
    let convert = |arguments: &[&str]| {
        run_in(folder.path(), &[&["convert", "--to", "tei", "--corpus"], arguments].concat())
    };
    let root = |out: &str| std::fs::read_to_string(folder.path().join(out).join("teiCorpus.xml")).unwrap();
    let some = convert(&["in", "--where", "series~speeches", "-o", "some"]);
    assert_eq!(some.code, 0, "{}", some.err);
    assert!(root("some").contains("\"a.xml\"") && !root("some").contains("\"b.xml\""));
    std::fs::create_dir_all(folder.path().join("out/b.xml")).unwrap();
    let failed = convert(&["in", "-o", "out"]);
    assert_eq!(failed.code, 2, "{}", failed.err);
    assert!(root("out").contains("\"c.xml\"") && !root("out").contains("\"b.xml\""), "{}", root("out"));
    let again = convert(&["some", "--from", "tei", "-o", "again"]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert_eq!(root("again"), root("some"));
    std::fs::copy(folder.path().join("some/a.xml"), folder.path().join("some/listOrg.xml")).unwrap();
    let rival = convert(&["some", "--from", "tei", "-o", "third"]);
    assert!(rival.code == 2 && rival.err.contains("the corpus writes a file of this name"), "{}", rival.err);
    assert!(!root("third").contains("listOrg"));
}

#[test]
fn corrections_inline_written_back_are_those_of_fix() {
    let text = "Updated: 20-Oct-2004 NATO Speeches\n\n19 Oct. 2004\n\nSpeech\n\nby Jaap de Hoop Scheffer\n\nThe goverment met the the minister , and  it was recieved well.\n";
    let folder = folder(&[("a.txt", text)]);
    let inline =
        run_in(folder.path(), &["convert", "a.txt", "--to", "tei", "--corrections", "inline", "-o", "a.xml"]);
    assert_eq!(inline.code, 0, "{}", inline.err);
    let back =
        run_in(folder.path(), &["convert", "a.xml", "--from", "tei", "--to", "text", "--apply-corrections"]);
    run_in(folder.path(), &["check", "--fix", "--unsafe-fixes", "a.txt"]);
    let mended = std::fs::read_to_string(folder.path().join("a.txt")).unwrap();
    assert!(mended.contains("The government met the minister, and it was received well."), "{mended}");
    assert_eq!(back.out, mended);
}

#[test]
fn the_date_of_an_event_is_not_that_of_a_page() {
    let folder = folder(&[("a.txt", SPEECH), ("b.txt", NEWS)]);
    let items = run_in(folder.path(), &["convert", ".", "--to", "csl"]).json();
    let days = |item: usize, key: &str| items[item][key]["date-parts"].clone();
    assert_eq!(days(0, "issued"), serde_json::json!([[2004, 10, 19]]), "a speech is of its day");
    assert_eq!(days(1, "issued"), serde_json::json!([[2003, 7, 16]]), "a page is of its update");
    assert_eq!(days(1, "event-date"), serde_json::json!([[2003, 7, 9], [2003, 7, 11]]));
}
