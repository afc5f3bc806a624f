//! Reads one file and says in JSON how long it took: `ingest FILE`.
//!
//! All of [`Source`] is measured: the survey (hash, encoding), columns, documents with their
//! typed fields. `benches/run` starts this program and its peers in turn, which is the point: what
//! criterion adds, statistics within one process, says nothing of another process.
#![expect(clippy::print_stdout, reason = "the driver reads standard output")]

use std::fs;
use std::time::Instant;

use ciyun::ingest::{IngestError, InputFile, ReadOptions, Source};
use ciyun::ledger::SourceId;

fn main() -> Result<(), IngestError> {
    // `cargo bench` adds an option of its own.
    let paths = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench");
    for path in paths {
        let begin = Instant::now();
        let input = InputFile::new(path);
        let (mut n_documents, mut n_text_bytes) = (0, 0);
        for batch in Source::open(SourceId(0), &input, &ReadOptions::default())? {
            let documents = batch?.documents;
            n_documents += documents.len();
            n_text_bytes += documents
                .iter()
                .map(|document| document.text.len())
                .sum::<usize>();
        }
        let result = serde_json::json!({
            "name": concat!("ciyun ", env!("CARGO_PKG_VERSION")),
            "seconds": begin.elapsed().as_secs_f64(),
            "documents": n_documents,
            "text_bytes": n_text_bytes,
            "peak_kib": peak_kib(),
        });
        println!("{result}");
    }
    Ok(())
}

/// The most memory this process has held; `None` where the system does not tell.
fn peak_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}
