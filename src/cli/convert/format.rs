//! The formats as the command line lists them.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::emit::{FORMATS, Format};

impl ValueEnum for &'static Format {
    fn value_variants<'a>() -> &'a [Self] {
        FORMATS
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        // Who thinks of files says `md` and `txt`.
        let extensions =
            self.extensions().filter(|extension| *extension != self.name && !extension.contains('.'));
        Some(PossibleValue::new(self.name).aliases(extensions).help(self.help))
    }
}
