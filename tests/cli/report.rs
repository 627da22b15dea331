//! `doclint report`: figures for people and programs, and pages.

use super::support::{folder, run, run_in};

const DOCUMENT: &str = "Updated: 20-Oct-2004 NATO Speeches\n\n19 Oct. 2004\n\nSpeech\n\nby Lord Hollis\n\nThe Allaince met in the capital, and the ministers went home in the evening.\n";

#[test]
fn figures_go_to_the_terminal() {
    let report = run(&["report", "seeds"]);
    assert_eq!((report.code, report.err.as_str()), (0, ""));
    assert!(report.out.starts_with("5 documents, "), "{}", report.out);
    for heading in ["Families", "Years", "Header fields", "Rules by number of documents", "Speakers", "Names"]
    {
        assert!(report.out.lines().any(|line| line == heading), "{heading}: {}", report.out);
    }
}

#[test]
fn programs_get_the_same_figures_as_check() {
    let report = run(&["report", "seeds", "--format", "json"]).json();
    assert_eq!(report["schema"], "doclint-report/1");
    let summary = &run(&["check", "seeds", "--format", "json", "--exit-zero"]).json()["summary"];
    for count in ["documents", "errors", "warnings", "infos"] {
        assert_eq!(report[count], summary[count], "{count}");
    }
    let years = report["years"].as_array().unwrap();
    let documents: u64 = years.iter().map(|year| year["documents"].as_u64().unwrap()).sum();
    assert_eq!(documents, 5);
    let date = &report["fields"]["date"];
    let states = ["present", "doubtful", "dropped", "absent"];
    assert_eq!(states.iter().map(|state| date[state].as_u64().unwrap()).sum::<u64>(), 5);
}

#[test]
fn a_page_loads_nothing_and_runs_nothing_of_a_document() {
    let hostile = format!(
        "{DOCUMENT}\n</script><script>alert(1)</script> <img src=x onerror=alert(2)> <!-- <script>\n"
    );
    let folder = folder(&[("a.txt", DOCUMENT), ("b.txt", &hostile)]);
    let report = run_in(folder.path(), &["report", ".", "-o", "report.html"]);
    assert_eq!(report.code, 0, "{}", report.err);
    assert!(report.err.contains("report.html: report on 2 documents written"), "{}", report.err);
    let page = std::fs::read_to_string(folder.path().join("report.html")).unwrap();
    assert!(page.contains("default-src 'none'"));
    assert_eq!(page.matches("<script").count(), 3, "two documents and the page's own");
    assert_eq!(page.matches("</script>").count(), 3);
    assert!(!page.contains("<img") && !page.contains("<!--"));
    assert!(!page.contains("src=") || page.contains("img src=x onerror"), "nothing is loaded");
    assert!(page.contains("&lt;img src=x onerror=alert(2)&gt;"));
    assert!(page.contains("<mark class=\"error\""), "findings are marked");
}

#[test]
fn a_folder_has_a_page_for_each_document() {
    let folder = folder(&[("in/a.txt", DOCUMENT), ("in/b.txt", DOCUMENT)]);
    let report = run_in(folder.path(), &["report", "in", "-o", "out"]);
    assert_eq!(report.code, 0, "{}", report.err);
    let read = |name: &str| std::fs::read_to_string(folder.path().join("out").join(name)).unwrap();
    let index = read("index.html");
    for number in ["1", "2"] {
        assert!(index.contains(&format!("href=\"documents/{number}.html\"")));
        assert!(read(&format!("documents/{number}.html")).contains("Allaince"));
    }
    assert!(!index.contains("text/html"), "no document is in the index");
    assert!(index.contains("the document is `in/a.txt`") || index.contains("in/a.txt"));
}

#[test]
fn what_is_named_decides_the_format() {
    let folder = folder(&[("a.txt", DOCUMENT)]);
    run_in(folder.path(), &["report", ".", "-o", "report.json"]);
    let json = std::fs::read_to_string(folder.path().join("report.json")).unwrap();
    assert!(json.starts_with('{'));
    let unknown = run_in(folder.path(), &["report", ".", "-o", "report.pdf"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("no report is known for .pdf"), "{}", unknown.err);
}

#[test]
fn a_report_is_no_reason_to_lose_anything() {
    let folder = folder(&[("a.txt", DOCUMENT), ("report.html", "older")]);
    let itself = run_in(folder.path(), &["report", "a.txt", "-o", "a.txt"]);
    assert_eq!(itself.code, 2, "{}", itself.err);
    let nothing = run_in(folder.path(), &["report", "missing", "-o", "report.html"]);
    assert_eq!(nothing.code, 2, "{}", nothing.err);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!((read("a.txt").as_str(), read("report.html").as_str()), (DOCUMENT, "older"));
}

#[test]
fn a_document_that_cannot_be_read_is_named() {
    let folder = folder(&[("a.txt", DOCUMENT), ("b.txt", "\0\0\0\u{1}\0\0binary\0")]);
    let report = run_in(folder.path(), &["report", "."]);
    assert_eq!(report.code, 2);
    assert!(report.err.contains("not in the report: "), "{}", report.err);
    assert!(report.out.starts_with("1 document, "), "{}", report.out);
}
