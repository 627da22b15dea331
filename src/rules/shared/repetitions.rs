//! Lines of a header that come twice.

use std::collections::HashMap;

use crate::document::{Block, Document, Kind};

/// Each repeated line of the header, with the line that it repeats.
pub(in crate::rules) fn header_repetitions<'d>(document: &'d Document) -> Vec<(&'d Block, &'d Block)> {
    let mut seen: HashMap<String, &Block> = HashMap::new();
    let header = document.blocks.iter().take_while(|block| !block.kind.is_body());
    let fields = header.filter(|block| is_field(block.kind));
    fields
        .filter_map(|block| {
            let text = document.source.fold(block.content).to_lowercase();
            let text = text.trim_end_matches([',', '.', ':']);
            match seen.get(text) {
                Some(first) => Some((*first, block)),
                None => {
                    seen.insert(text.to_string(), block);
                    None
                }
            }
        })
        .collect()
}

fn is_field(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Update
            | Kind::Series
            | Kind::Date
            | Kind::Place
            | Kind::Genre
            | Kind::Title
            | Kind::Byline
            | Kind::Number
            | Kind::Unread
    )
}
