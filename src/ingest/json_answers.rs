//! Answers nested in a comment of JSON.

use super::Limits;
use super::json::{ArrayObjects, NextObject, Objects};
use super::json_outline::{Elements, Kind, Outline};
use super::json_split::Extent;
use super::rows::{Row, skipped};
use crate::ledger::SourceId;

/// Keys under which answers are nested.
const KEYS: [&str; 4] = ["replies", "sub_comments", "child_comments", "reply_comment"];

/// What is done with nested answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answers {
    /// They are comments: users wrote them.
    Read,
    /// Who wrote them is not known, so it is only noted that they are there.
    Note,
}

/// Whether a list of this name may hold answers.
pub(super) fn is_key(key: &str) -> bool {
    KEYS.contains(&key)
}

/// An object that answers another.
pub(super) struct Answer {
    pub(super) line: u64,
    pub(super) object: Vec<u8>,
    /// The id of the comment it answers.
    pub(super) to: Option<String>,
}

/// The answers in the object that begins on `line`, in their order, with rows in place of those
/// that are broken.
pub(super) fn answers(
    object: &[u8],
    line: u64,
    to: Option<&str>,
    source: SourceId,
) -> Vec<Result<Answer, Row>> {
    // The object is within all limits, so what is in it is.
    let limits = Limits {
        cell_bytes: u64::MAX,
        depth: u64::MAX,
        ..Limits::default()
    };
    let Ok(outline) = Outline::read(object, limits.depth) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for list in outline.members(0) {
        let is_list = matches!(list.kind, Kind::Array(_, Elements::Objects));
        let Some(part) = usize::try_from(list.start.offset)
            .ok()
            .filter(|_| is_list && is_key(&list.key))
            .and_then(|offset| object.get(offset..))
        else {
            continue;
        };
        let first = line + list.start.line - 1;
        let mut objects = ArrayObjects::within(part, Extent::Array, first).limited(&limits);
        loop {
            found.push(match objects.next() {
                Ok(NextObject::Object { line }) => Ok(Answer {
                    line,
                    object: objects.object().to_vec(),
                    to: to.map(str::to_owned),
                }),
                Ok(NextObject::Broken { line, problem, .. }) => Err(skipped(source, line, problem)),
                Ok(NextObject::End) | Err(_) => break,
            });
        }
    }
    found
}
