//! Writes a document as data that others can use. Total: any document gives valid output.
