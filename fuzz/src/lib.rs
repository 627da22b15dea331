//! What the fuzz targets hold doclint to.

pub mod promises;
