//! Primitives for texts that know nothing of documents.

/// The offset in bytes at which a part of a text begins.
///
/// Splitting and trimming give parts without their places: this finds the place again without searching.
///
/// ```
/// use doclint::text::offset_in;
///
/// let text = "Warsaw, Poland";
/// let place = text.split(',').nth(1).map(str::trim_start).unwrap_or_default();
/// assert_eq!(offset_in(text, place), 8);
/// ```
///
/// # Panics
/// If `part` lies outside of `text`, in debug builds.
pub fn offset_in(text: &str, part: &str) -> usize {
    let (start, at) = (text.as_ptr() as usize, part.as_ptr() as usize);
    debug_assert!(start <= at && at + part.len() <= start + text.len(), "the part lies outside of the text");
    at.wrapping_sub(start)
}
