//! Charts in SVG. Each has a title, and each mark says its figure; the table beneath has them all.

use super::super::Share;
use super::number;
use crate::markup::Page;
use crate::report::grouped;

/// The name of what has no colour of its own.
const OTHERS: &str = "others";

/// The width of every chart, in units of its view box.
const WIDTH: f64 = 960.0;

/// What a chart divides its bars by: the most frequent names, and the others together.
#[derive(Debug)]
pub(super) struct Bands {
    names: Vec<String>,
}

impl Bands {
    /// The most frequent of these, at most so many.
    pub(super) fn of<'s>(shares: impl Iterator<Item = &'s Share>, most: usize) -> Self {
        let mut counts = std::collections::BTreeMap::new();
        for share in shares {
            *counts.entry(share.name.clone()).or_insert(0) += share.documents;
        }
        let mut names: Vec<String> =
            super::super::shares(&counts).into_iter().map(|share| share.name).collect();
        if names.len() > most {
            names.truncate(most - 1);
            names.push(OTHERS.to_string());
        }
        Self { names }
    }
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
    /// The documents of each name.
    pub(super) fn values(&self, shares: &[Share]) -> Vec<usize> {
        let mut values = vec![0; self.names.len()];
        for share in shares {
            let band = self.names.iter().position(|name| *name == share.name);
            if let Some(value) = values.get_mut(band.unwrap_or(self.names.len() - 1)) {
                *value += share.documents;
            }
        }
        values
    }
}

/// A chart of bars that are divided by colour.
pub(super) struct Chart<'c> {
    pub(super) id: &'c str,
    pub(super) title: &'c str,
    pub(super) bands: &'c Bands,
}

impl Chart<'_> {
    /// Upright bars, for years.
    pub(super) fn columns(&self, page: &mut Page, rows: &[(String, Vec<usize>)]) {
        const HEIGHT: f64 = 280.0;
        const LEFT: f64 = 56.0;
        const FOOT: f64 = 250.0;
        let most = rows.iter().map(|(_, values)| values.iter().sum()).max().unwrap_or(0).max(1);
        let (step, top) = scale(most);
        let tall = |value: usize| value as f64 / top as f64 * (FOOT - 12.0);
        begin(page, self.id, self.title, HEIGHT);
        let mut tick = 0;
        while tick <= top {
            let y = number(FOOT - tall(tick));
            let (left, right) = (number(LEFT), number(WIDTH));
            let place = [("class", "grid"), ("x1", left.as_str()), ("x2", &right), ("y1", &y), ("y2", &y)];
            page.start("line", &place).close("line");
            label(page, (LEFT - 8.0, FOOT - tall(tick) + 4.0), "end", &grouped(tick));
            tick += step;
        }
        let wide = (WIDTH - LEFT) / rows.len().max(1) as f64;
        // So many labels fit beneath the bars.
        let every = rows.len().div_ceil(18).max(1);
        for (index, (name, values)) in rows.iter().enumerate() {
            let x = LEFT + wide * index as f64;
            let mut y = FOOT;
            for (band, value) in values.iter().enumerate().filter(|(_, value)| **value > 0) {
                y -= tall(*value);
                let bar = Bar { at: (x + wide * 0.1, y), size: (wide * 0.8, tall(*value)), band };
                bar.draw(page, &self.said(name, band, *value));
            }
            if index % every == 0 {
                label(page, (x + wide / 2.0, FOOT + 18.0), "middle", name);
            }
        }
        self.end(page);
    }

    /// Level bars, for rules.
    pub(super) fn bars(&self, page: &mut Page, rows: &[(String, Vec<usize>)]) {
        const ROW: f64 = 24.0;
        const LEFT: f64 = 220.0;
        const RIGHT: f64 = 60.0;
        let most = rows.iter().map(|(_, values)| values.iter().sum()).max().unwrap_or(0).max(1_usize);
        let long = |value: usize| value as f64 / most as f64 * (WIDTH - LEFT - RIGHT);
        begin(page, self.id, self.title, ROW * rows.len() as f64);
        for (index, (name, values)) in rows.iter().enumerate() {
            let y = ROW * index as f64;
            label(page, (LEFT - 8.0, y + 16.0), "end", name);
            let mut x = LEFT;
            for (band, value) in values.iter().enumerate().filter(|(_, value)| **value > 0) {
                let bar = Bar { at: (x, y + 3.0), size: (long(*value), ROW - 6.0), band };
                bar.draw(page, &self.said(name, band, *value));
                x += long(*value);
            }
            label(page, (x + 6.0, y + 16.0), "start", &grouped(values.iter().sum()));
        }
        self.end(page);
    }

    fn said(&self, name: &str, band: usize, value: usize) -> String {
        format!("{name}, {}: {}", self.bands.names[band], grouped(value))
    }

    /// Ends the picture, and says what the colours mean.
    fn end(&self, page: &mut Page) {
        page.close("svg").close("div");
        page.open_with("ul", &[("class", "legend")]);
        for (band, name) in self.bands.names().enumerate() {
            page.start("li", &[]).start("span", &[("class", &format!("b{band}"))]).end("span");
            page.text(" ").bidi(name).close("li");
        }
        page.close("ul").close("figure");
    }
}

/// One piece of a bar.
struct Bar {
    at: (f64, f64),
    size: (f64, f64),
    band: usize,
}

impl Bar {
    fn draw(&self, page: &mut Page, said: &str) {
        let class = format!("b{}", self.band);
        let [x, y, width, height] = [self.at.0, self.at.1, self.size.0, self.size.1].map(number);
        let place = [("class", class.as_str()), ("x", &x), ("y", &y), ("width", &width), ("height", &height)];
        page.start("rect", &place).start("title", &[]).text(said).end("title").close("rect");
    }
}

/// A chart of shares: the fuller a field, the deeper its colour.
pub(super) struct Heat<'c> {
    pub(super) id: &'c str,
    pub(super) title: &'c str,
}

impl Heat<'_> {
    pub(super) fn draw(&self, page: &mut Page, columns: &[String], rows: &[(String, Vec<usize>)]) {
        const ROW: f64 = 28.0;
        const LEFT: f64 = 120.0;
        begin(page, self.id, self.title, ROW * (rows.len() + 1) as f64);
        let wide = (WIDTH - LEFT) / columns.len().max(1) as f64;
        let every = columns.len().div_ceil(18).max(1);
        for (index, (name, shares)) in rows.iter().enumerate() {
            let y = ROW * index as f64;
            label(page, (LEFT - 8.0, y + 18.0), "end", name);
            for (column, share) in shares.iter().enumerate() {
                let x = LEFT + wide * column as f64;
                let [x_, y_, width, height] = [x, y, wide - 1.0, ROW - 1.0].map(number);
                let opacity = number(*share as f64 / 100.0);
                let mut place = vec![("class", "heat"), ("x", x_.as_str()), ("y", &y_), ("width", &width)];
                place.extend([("height", height.as_str()), ("fill-opacity", &opacity)]);
                let said = format!("{name}, {}: {share} %", columns[column]);
                page.start("rect", &place).start("title", &[]).text(&said).end("title").close("rect");
            }
        }
        let y = ROW * rows.len() as f64 + 18.0;
        for (column, name) in columns.iter().enumerate().step_by(every) {
            label(page, (LEFT + wide * (column as f64 + 0.5), y), "middle", name);
        }
        page.close("svg").close("div").close("figure");
    }
}

fn begin(page: &mut Page, id: &str, title: &str, height: f64) {
    let view = format!("0 0 {WIDTH} {height}");
    page.open("figure").line("figcaption", title);
    super::scroll(page, &format!("Chart: {title}"));
    page.open_with("svg", &[("role", "img"), ("viewBox", &view), ("aria-labelledby", id)]);
    page.with("title", &[("id", id)], title);
}

fn label(page: &mut Page, (x, y): (f64, f64), anchor: &str, text: &str) {
    page.with("text", &[("x", &number(x)), ("y", &number(y)), ("text-anchor", anchor)], text);
}

/// The distance of the lines of a scale that reaches a value, and its end.
fn scale(most: usize) -> (usize, usize) {
    let mut step = 1;
    // 1, 2, 5, 10, 20, 50, ...
    for factor in [2, 5, 10].into_iter().cycle() {
        if most <= step * 5 {
            break;
        }
        step = match factor {
            5 => step / 2 * 5,
            _ => step * 2,
        };
    }
    (step, most.div_ceil(step) * step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_has_round_steps() {
        let steps = [1, 5, 6, 11, 26, 51, 480].map(scale);
        assert_eq!(steps, [(1, 1), (1, 5), (2, 6), (5, 15), (10, 30), (20, 60), (100, 500)]);
    }

    #[test]
    fn rare_names_are_others() {
        let share = |name: &str, documents| Share { name: name.to_string(), documents };
        let shares = [share("a", 3), share("b", 2), share("c", 1), share("d", 1)];
        let bands = Bands::of(shares.iter(), 3);
        assert_eq!(bands.names().collect::<Vec<_>>(), ["a", "b", OTHERS]);
        assert_eq!(bands.values(&shares), [3, 2, 2]);
    }
}
