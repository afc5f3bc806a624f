//! Exports of known tools and of others, as they lie on disks of those who scraped them.
//!
//! `files/` holds a small invented export of every tool of `src/ingest/tools.rs`, and beside each
//! what must be read from it (see `files.rs`). A new tool is a row there, a file here, and what it
//! holds.
#![cfg(feature = "xlsx")]
#![expect(clippy::unwrap_used, reason = "a test may end at once")]

mod encodings;
mod files;
mod media_crawler;
mod reading;
mod round_trip;
mod shared_data;
mod value_forms;
