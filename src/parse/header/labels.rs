//! What a piece of a header can be: the labels that the model chooses from.

/// A label of the model. Fields begin with a `B` label and continue with `I` labels, so that two consecutive values of the
/// same kind stay apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the pairs of B and I labels say what they are")]
pub enum Label {
    TitleBegin,
    TitleInside,
    BylineBegin,
    BylineInside,
    PlaceBegin,
    PlaceInside,
    GenreBegin,
    GenreInside,
    SeriesBegin,
    SeriesInside,
    NumberBegin,
    NumberInside,
    DateBegin,
    DateInside,
    /// An update stamp.
    Updated,
    /// The title of a related link.
    Related,
    /// The dated head of related links.
    RelatedHead,
    /// A sound, film or picture file.
    Media,
    /// Menus, language links, site names: not part of the text of the page.
    Navigation,
    /// A press contact above the title.
    Contact,
    /// A line of the header that fits no field: `For Immediate Release`.
    Skip,
    /// A picture caption.
    Caption,
    /// The text.
    Body,
}

/// The number of labels.
pub const COUNT: usize = 23;

use Label as L;

/// All labels, indexed by their number.
pub const ALL: [Label; COUNT] = [
    L::TitleBegin,
    L::TitleInside,
    L::BylineBegin,
    L::BylineInside,
    L::PlaceBegin,
    L::PlaceInside,
    L::GenreBegin,
    L::GenreInside,
    L::SeriesBegin,
    L::SeriesInside,
    L::NumberBegin,
    L::NumberInside,
    L::DateBegin,
    L::DateInside,
    L::Updated,
    L::Related,
    L::RelatedHead,
    L::Media,
    L::Navigation,
    L::Contact,
    L::Skip,
    L::Caption,
    L::Body,
];

/// The meaning of a label, without the difference between begin and inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "as in `Label`")]
pub enum Role {
    Title,
    Byline,
    Place,
    Genre,
    Series,
    Number,
    Date,
    Updated,
    Related,
    RelatedHead,
    Media,
    Navigation,
    Contact,
    Skip,
    Caption,
    Body,
}

impl Role {
    /// The name in `doclint inspect` and in training.
    pub const fn name(self) -> &'static str {
        match self {
            Role::Title => "title",
            Role::Byline => "byline",
            Role::Place => "place",
            Role::Genre => "genre",
            Role::Series => "series",
            Role::Number => "number",
            Role::Date => "date",
            Role::Updated => "updated",
            Role::Related => "related",
            Role::RelatedHead => "related-head",
            Role::Media => "media",
            Role::Navigation => "navigation",
            Role::Contact => "contact",
            Role::Skip => "skip",
            Role::Caption => "caption",
            Role::Body => "body",
        }
    }

    /// What a piece of this role is, in the words of messages.
    pub const fn meaning(self) -> &'static str {
        match self {
            Role::Updated => "update stamp",
            Role::Related => "related link",
            Role::RelatedHead => "head of related links",
            Role::Media => "media line",
            Role::Contact => "press contact",
            Role::Skip => "header line of no field",
            Role::Caption => "picture caption",
            Role::Body => "text",
            other => other.name(),
        }
    }

    /// The label of the first piece of a run.
    pub const fn begin(self) -> Label {
        match self {
            Role::Title => L::TitleBegin,
            Role::Byline => L::BylineBegin,
            Role::Place => L::PlaceBegin,
            Role::Genre => L::GenreBegin,
            Role::Series => L::SeriesBegin,
            Role::Number => L::NumberBegin,
            Role::Date => L::DateBegin,
            Role::Updated => L::Updated,
            Role::Related => L::Related,
            Role::RelatedHead => L::RelatedHead,
            Role::Media => L::Media,
            Role::Navigation => L::Navigation,
            Role::Contact => L::Contact,
            Role::Skip => L::Skip,
            Role::Caption => L::Caption,
            Role::Body => L::Body,
        }
    }

    /// The label of the further pieces of a run.
    pub const fn inside(self) -> Label {
        match self {
            Role::Title => L::TitleInside,
            Role::Byline => L::BylineInside,
            Role::Place => L::PlaceInside,
            Role::Genre => L::GenreInside,
            Role::Series => L::SeriesInside,
            Role::Number => L::NumberInside,
            Role::Date => L::DateInside,
            other => other.begin(),
        }
    }
}

impl Label {
    /// Its meaning, without the difference between begin and inside.
    pub const fn role(self) -> Role {
        match self {
            L::TitleBegin | L::TitleInside => Role::Title,
            L::BylineBegin | L::BylineInside => Role::Byline,
            L::PlaceBegin | L::PlaceInside => Role::Place,
            L::GenreBegin | L::GenreInside => Role::Genre,
            L::SeriesBegin | L::SeriesInside => Role::Series,
            L::NumberBegin | L::NumberInside => Role::Number,
            L::DateBegin | L::DateInside => Role::Date,
            L::Updated => Role::Updated,
            L::Related => Role::Related,
            L::RelatedHead => Role::RelatedHead,
            L::Media => Role::Media,
            L::Navigation => Role::Navigation,
            L::Contact => Role::Contact,
            L::Skip => Role::Skip,
            L::Caption => Role::Caption,
            L::Body => Role::Body,
        }
    }

    /// Whether the piece continues the one above.
    pub const fn is_inside(self) -> bool {
        (self as usize) < Label::DateInside as usize + 1 && self as usize % 2 == 1
    }

    /// Whether the label may follow another, or come first (`None`).
    pub fn may_follow(self, above: Option<Label>) -> bool {
        !self.is_inside() || above.is_some_and(|above| above.role() == self.role())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_at_their_numbers() {
        for (number, label) in ALL.into_iter().enumerate() {
            assert_eq!(label as usize, number);
            let again = if label.is_inside() { label.role().inside() } else { label.role().begin() };
            assert_eq!(again, label);
        }
    }
}
