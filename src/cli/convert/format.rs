//! The formats as the command line lists them.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::emit::{FORMATS, Format};

impl ValueEnum for &'static Format {
    fn value_variants<'a>() -> &'a [Self] {
        FORMATS
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name).help(self.help))
    }
}
