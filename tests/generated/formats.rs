//! The table of output formats in `docs/conversion.md`.

use doclint::emit::{FORMATS, Format};

const BEGIN: &str = "<!-- begin formats -->\n";
const END: &str = "<!-- end formats -->\n";

/// The page with the table between its marks.
pub(crate) fn within(page: &str) -> String {
    let (before, rest) = page.split_once(BEGIN).expect("the page has a mark");
    let (_, after) = rest.split_once(END).expect("the page has a second mark");
    format!("{before}{BEGIN}{}\n{}{END}{after}", table(), shared())
}

fn table() -> String {
    let head = "| format | extension | for | carries | loses |\n| --- | --- | --- | --- | --- |\n";
    let row = |format: &&Format| {
        let Format { name, extension, docs, .. } = format;
        format!("| `{name}` | `.{extension}` | {} | {} | {} |\n", docs.readers, docs.carries, docs.loses)
    };
    FORMATS.iter().map(row).fold(head.to_string(), |table, row| table + &row)
}

/// Which formats can have many documents in a file.
fn shared() -> String {
    let many = FORMATS.iter().filter(|format| format.holds_many());
    let many: Vec<String> = many.map(|format| format!("`{}`", format.name)).collect();
    let (last, others) = many.split_last().expect("some can");
    format!(
        "{} and {last} can have many documents in one file; the others need a folder.\n",
        others.join(", ")
    )
}
