//! Rule `encoding`: bytes that the file's encoding could not explain.

use super::Edits;

/// Removes the marks that the decoder left for such bytes.
pub(super) fn propose(text: &str, edits: &mut Edits) {
    for (start, mark) in text.match_indices('\u{fffd}') {
        edits.remove(start..start + mark.len());
    }
}
