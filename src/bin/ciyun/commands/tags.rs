//! `--tags`: the parts of speech with their names.

use ciyun::lexicon;

use super::plain;
use crate::terminal::{self, Status};

/// Both languages side by side: who reads one may look for the word of the other.
pub(crate) fn tags() -> anyhow::Result<Status> {
    let mut out = plain();
    for (tag, name) in lexicon::tags() {
        out.add_row([tag, name.zh, name.en]);
    }
    terminal::print(format!("{out}\n"))?;
    Ok(Status::Done)
}
