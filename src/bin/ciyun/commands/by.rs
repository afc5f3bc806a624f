//! What `--by` names: a field, the inputs, or any column by its header.

use ciyun::count::{GroupField, Grouping};
use ciyun::ingest::Source;

use crate::plan::Plan;

/// The name of groups by input.
const BY_FILE: &str = "file";

/// Has the column read that makes the groups, where it is none of the fields.
pub(super) fn read_column(plan: &mut Plan, by: &str) {
    if GroupField::named(by).is_none() && by != BY_FILE {
        plan.config.input.columns.group = Some(by.to_owned());
    }
}

/// The groups of the inputs.
pub(super) fn grouping(by: &str, sources: &[Source]) -> Grouping {
    match GroupField::named(by) {
        Some(field) => Grouping::Field(field),
        None if by == BY_FILE => {
            let names = sources.iter().map(|source| &source.description().name);
            Grouping::File(names.cloned().collect())
        }
        None => Grouping::Column,
    }
}
