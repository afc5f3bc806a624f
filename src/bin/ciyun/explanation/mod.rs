//! The account of `ciyun explain` for people, in both languages.

mod advice;
mod row;
mod word;

pub(crate) use row::{row, several};
pub(crate) use word::word;

use ciyun::explain::ListEntry;
use ciyun::language::Language;

/// Lines of lists, as `file:line`.
fn entries(lists: &[ListEntry], language: Language) -> String {
    let places: Vec<String> = lists
        .iter()
        .map(|entry| format!("{}:{}", entry.list, entry.line))
        .collect();
    places.join(match language {
        Language::Chinese => "、",
        Language::English => ", ",
    })
}
