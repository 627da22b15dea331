//! A thin writer of HTML: elements that a caller opens and closes, and texts that cannot break out of them.

/// A page in progress. Attribute names and element names are the program's own; values and texts are untrusted.
pub(super) struct Page {
    html: String,
}

impl Page {
    /// A page in a language, if known.
    pub(super) fn new(language: Option<&str>) -> Self {
        let mut page = Self { html: "<!DOCTYPE html>\n".to_string() };
        match language {
            Some(language) => page.open_with("html", &[("lang", language)]),
            None => page.open("html"),
        };
        page
    }
    /// The complete page.
    pub(super) fn finish(mut self) -> String {
        self.html.push_str("</html>");
        self.html
    }
    /// The current length of the page.
    pub(super) fn mark(&self) -> usize {
        self.html.len()
    }
    /// Removes what was written since a [mark](Page::mark).
    pub(super) fn back(&mut self, mark: usize) {
        self.html.truncate(mark);
    }

    /// Starts an element inside a line.
    pub(super) fn start(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Self {
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
    pub(super) fn end(&mut self, name: &str) -> &mut Self {
        self.html.extend(["</", name, ">"]);
        self
    }
    /// Writes text.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
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
    pub(super) fn bidi(&mut self, text: &str) -> &mut Self {
        self.start("bdi", &[]).text(text).end("bdi")
    }
    /// Writes text, if there is any; returns whether there is.
    pub(super) fn optional(&mut self, text: Option<&str>) -> bool {
        text.map(|text| self.text(text)).is_some()
    }
    /// Ends the line.
    pub(super) fn new_line(&mut self) -> &mut Self {
        self.html.push('\n');
        self
    }

    /// Opens an element on a line of its own.
    pub(super) fn open(&mut self, name: &str) -> &mut Self {
        self.open_with(name, &[])
    }
    /// Opens an element with attributes.
    pub(super) fn open_with(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.start(name, attributes).new_line()
    }
    /// Closes an element on a line of its own.
    pub(super) fn close(&mut self, name: &str) -> &mut Self {
        self.end(name).new_line()
    }
    /// Writes an element that contains text only.
    pub(super) fn line(&mut self, name: &str, text: &str) -> &mut Self {
        self.with(name, &[], text)
    }
    /// Writes an element of a class that contains text only.
    pub(super) fn class(&mut self, name: &str, class: &str, text: &str) -> &mut Self {
        self.with(name, &[("class", class)], text)
    }
    /// Writes an element with attributes that contains text only.
    pub(super) fn with(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> &mut Self {
        self.start(name, attributes).text(text).end(name).new_line()
    }
    /// Writes an element that never has content.
    pub(super) fn void(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.start(name, attributes).new_line()
    }
    /// Writes an element whose content is not HTML, and contains no `<`.
    pub(super) fn raw(&mut self, name: &str, attributes: &[(&str, &str)], content: &str) -> &mut Self {
        debug_assert!(!content.contains('<'), "it would end the element");
        self.start(name, attributes).html.push_str(content.trim_end());
        self.close(name)
    }
}
