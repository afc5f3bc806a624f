//! NUL characters, which crashed crawlers and preallocated files leave behind.

use super::fields::{RawDocument, fill};
use super::{Field, RowProblem};
use crate::ledger::RuleId;

/// Puts a cell into its field. NUL characters are noted and left out, but stand in the text,
/// from which the cleaner removes them.
pub(super) fn fill_cell(document: &mut RawDocument, field: Field, cell: &str) {
    if !cell.contains('\0') {
        fill(document, field, cell);
        return;
    }
    note_nul(document);
    if field == Field::Text {
        fill(document, field, cell);
    } else {
        fill(document, field, &cell.replace('\0', ""));
    }
}

/// Notes that the row holds NUL characters, once.
pub(super) fn note_nul(document: &mut RawDocument) {
    if document
        .notes
        .iter()
        .all(|(rule, _)| *rule != RuleId::NoteNul)
    {
        document.notes.push((RuleId::NoteNul, 1));
    }
}

/// Whether there is nothing but NUL characters, with blanks at most.
pub(super) fn is_only_nul(bytes: &[u8]) -> bool {
    let is_blank = |byte: &u8| *byte == 0 || byte.is_ascii_whitespace();
    bytes.contains(&0) && bytes.iter().all(is_blank)
}

/// What is said of a row that [`is_only_nul`].
pub(super) const ONLY_NUL: &str = "nothing but NUL characters";

/// The problem of a row that [`is_only_nul`].
pub(super) fn only_nul(format: &'static str) -> RowProblem {
    RowProblem::Syntax {
        format,
        detail: ONLY_NUL.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fields::{Reading, empty_document};
    use super::*;
    use crate::ledger::SourceId;

    #[test]
    fn nul_is_noted_once_and_left_out_of_fields_but_not_of_the_text() {
        let mut document = empty_document(SourceId(0), 1);
        fill_cell(&mut document, Field::Text, "好\0用");
        fill_cell(&mut document, Field::Rating, "5\0");
        fill_cell(&mut document, Field::Author, "张\0\0三");
        let document = document.finish(&Reading::default());
        assert_eq!(document.text, "好\0用");
        assert_eq!(document.fields.rating, Some(5.0));
        assert_eq!(document.fields.author.as_deref(), Some("张三"));
        assert_eq!(document.notes, [(RuleId::NoteNul, 1)]);
        assert!(is_only_nul(b"\0 \0") && !is_only_nul(b" ") && !is_only_nul(b"\0a"));
    }
}
