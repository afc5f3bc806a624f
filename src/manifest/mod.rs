//! What went into a run and what came out of it, with hashes; and the folder that holds it.

mod folder;
mod record;

pub use folder::{
    Existing, FolderError, StagedFile, check_file, check_folder, write_file, write_folder,
};
pub use record::{InputRecord, ListRecord, Manifest, OutputFile, OutputRecord};
