//! The promises that the fuzz targets test.

pub mod promises;
