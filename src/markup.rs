//! A thin writer of HTML: elements that a caller opens and closes, and texts that cannot break out of them.

/// A page in progress, or a part of one. Attribute names and element names are the program's own; values and texts are untrusted.
#[derive(Debug)]
pub(crate) struct Page {
    html: String,
}

impl Page {
    /// A page in a language, if known.
    pub(crate) fn new(language: Option<&str>) -> Self {
        let mut page = Self { html: "<!DOCTYPE html>\n".to_string() };
        match language {
            Some(language) => page.open_with("html", &[("lang", language)]),
            None => page.open("html"),
        };
        page
    }
    /// A part of a page.
    pub(crate) fn fragment() -> Self {
        Self { html: String::new() }
    }
    /// What is written so far.
    pub(crate) fn written(&self) -> &str {
        &self.html
    }
    /// The part of a page.
    pub(crate) fn into_string(self) -> String {
        self.html
    }
    /// Adds what another writer has written, or a style or script of the program's own.
    pub(crate) fn append(&mut self, html: &str) -> &mut Self {
        self.html.push_str(html);
        self
    }
    /// The complete page.
    pub(crate) fn finish(mut self) -> String {
        self.html.push_str("</html>");
        self.html
    }
    /// The current length of the page.
    pub(crate) fn mark(&self) -> usize {
        self.html.len()
    }
    /// Removes what was written since a [mark](Page::mark).
    pub(crate) fn back(&mut self, mark: usize) {
        self.html.truncate(mark);
    }

    /// Starts an element inside a line.
    pub(crate) fn start(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.html.extend(["<", name]);
        for (attribute, value) in attributes {
            self.html.extend([" ", attribute, "=\""]);
            self.text(value);
            self.html.push('"');
        }
        self.html.push('>');
        self
    }
    /// Ends an element inside a line.
    pub(crate) fn end(&mut self, name: &str) -> &mut Self {
        self.html.extend(["</", name, ">"]);
        self
    }
    /// Writes text.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            match c {
                '&' => self.html.push_str("&amp;"),
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                '"' => self.html.push_str("&quot;"),
                c => self.html.push(c),
            }
        }
        self
    }
    /// Writes text whose direction marks end with it.
    pub(crate) fn bidi(&mut self, text: &str) -> &mut Self {
        self.start("bdi", &[]).text(text).end("bdi")
    }
    /// Writes text, if there is any; returns whether there is.
    pub(crate) fn optional(&mut self, text: Option<&str>) -> bool {
        text.map(|text| self.text(text)).is_some()
    }
    /// Ends the line.
    pub(crate) fn new_line(&mut self) -> &mut Self {
        self.html.push('\n');
        self
    }

    /// Opens an element on a line of its own.
    pub(crate) fn open(&mut self, name: &str) -> &mut Self {
        self.open_with(name, &[])
    }
    /// Opens an element with attributes.
    pub(crate) fn open_with(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.start(name, attributes).new_line()
    }
    /// Closes an element on a line of its own.
    pub(crate) fn close(&mut self, name: &str) -> &mut Self {
        self.end(name).new_line()
    }
    /// Writes an element that contains text only.
    pub(crate) fn line(&mut self, name: &str, text: &str) -> &mut Self {
        self.with(name, &[], text)
    }
    /// Writes an element of a class that contains text only.
    pub(crate) fn class(&mut self, name: &str, class: &str, text: &str) -> &mut Self {
        self.with(name, &[("class", class)], text)
    }
    /// Writes an element with attributes that contains text only.
    pub(crate) fn with(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> &mut Self {
        self.start(name, attributes).text(text).end(name).new_line()
    }
    /// Writes an element that never has content.
    pub(crate) fn void(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.start(name, attributes).new_line()
    }
    /// Writes an element whose content is not HTML, and contains no `<`.
    pub(crate) fn raw(&mut self, name: &str, attributes: &[(&str, &str)], content: &str) -> &mut Self {
        debug_assert!(!content.contains('<'), "it would end the element");
        self.start(name, attributes).html.push_str(content.trim_end());
        self.close(name)
    }
}
