//! Applies fixes to a text, and shows what they change.
