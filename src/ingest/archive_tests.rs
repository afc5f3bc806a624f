use std::io::Write;

use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::*;
use crate::ingest::tests::{gzip, xz};
use crate::ingest::{InputArgument, InputOrder, Source, expand};
use crate::ledger::SourceId;

fn pack(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        match name.strip_suffix('/') {
            Some(folder) => zip.add_directory(folder, SimpleFileOptions::default()),
            None => zip.start_file(*name, SimpleFileOptions::default()),
        }
        .unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Sets two bytes in all headers: so far behind `flags` in both kinds of header.
fn patch(mut zip: Vec<u8>, behind_flags: usize, value: u16) -> Vec<u8> {
    for (magic, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let found = zip.windows(4).enumerate().filter(|(_, w)| *w == magic);
        let places: Vec<usize> = found.map(|(at, _)| at + flags + behind_flags).collect();
        for at in places {
            zip[at..at + 2].copy_from_slice(&value.to_le_bytes());
        }
    }
    zip
}

struct Found {
    /// Each source with its texts.
    texts: Vec<(String, Vec<String>)>,
    ignored: Vec<String>,
    failed: Vec<String>,
}

fn read_with(name: &str, bytes: &[u8], options: &ReadOptions) -> Result<Found, IngestError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let argument = InputArgument::Path(path.clone());
    let expanded = expand(&[argument], InputOrder::ByName, options)?;
    let mut texts = Vec::new();
    for file in &expanded.files {
        assert_eq!(file.origin(), Some(path.as_path()));
        let source = Source::open(SourceId(0), file, options)?;
        assert_eq!(source.description().path.as_deref(), Some(path.as_path()));
        let documents = source.flat_map(|batch| batch.map_or(Vec::new(), |b| b.documents));
        let read = documents.map(|document| document.text).collect();
        texts.push((file.name().to_owned(), read));
    }
    let strip = |path: &PathBuf| path.strip_prefix(folder.path()).unwrap().to_owned();
    let ignored = expanded.ignored.iter().map(strip);
    let failed = expanded.failed.iter().map(ToString::to_string);
    Ok(Found {
        texts,
        ignored: ignored
            .map(|path| path.to_string_lossy().into_owned())
            .collect(),
        failed: failed.collect(),
    })
}

fn read(name: &str, bytes: &[u8]) -> Found {
    read_with(name, bytes, &ReadOptions::default()).unwrap()
}

fn refusal(name: &str, bytes: &[u8]) -> String {
    let refused = read_with(name, bytes, &ReadOptions::default());
    refused.err().unwrap().to_string()
}

fn told(name: &str, texts: &[&str]) -> (String, Vec<String>) {
    (
        name.to_owned(),
        texts.iter().map(|text| (*text).to_owned()).collect(),
    )
}

const GOOD: &[u8] = "id,content\n1,好用\n2,很好\n".as_bytes();
const BAD: &[u8] = "{\"content\":\"卡\"}\n".as_bytes();

#[test]
fn readable_files_are_read_and_the_others_told() {
    let inner = pack(&[("b.csv", GOOD)]);
    let archive = pack(&[
        ("数据/", b""),
        ("数据/b.jsonl", BAD),
        ("a.csv.gz", &gzip(GOOD)),
        ("cover.png", b""),
        (".hidden.csv", GOOD),
        ("x/.git/c.csv", GOOD),
        ("__MACOSX/b.csv", GOOD),
        ("inner.zip", &inner),
        ("../../etc/up.csv", GOOD),
        ("/root.csv", GOOD),
    ]);
    // Known by content, whatever its ending.
    for name in ["all.zip", "all.dat"] {
        let found = read(name, &archive);
        assert_eq!(
            found.texts,
            [
                told(&format!("{name}/a.csv.gz"), &["好用", "很好"]),
                told(&format!("{name}/etc/up.csv"), &["好用", "很好"]),
                told(&format!("{name}/root.csv"), &["好用", "很好"]),
                told(&format!("{name}/数据/b.jsonl"), &["卡"]),
            ]
        );
        let ignored = [
            ".hidden.csv",
            "__MACOSX/b.csv",
            "cover.png",
            "inner.zip",
            "x/.git/c.csv",
        ];
        assert_eq!(
            found.ignored,
            ignored.map(|other| format!("{name}/{other}"))
        );
        assert_eq!(found.failed, Vec::<String>::new());
    }
}

#[test]
fn names_in_gbk_are_decoded() {
    let gbk = GB18030.encode("数据\\评论").0.into_owned();
    let placeholder = "X".repeat(gbk.len());
    let mut archive = pack(&[(&format!("{placeholder}.csv"), GOOD)]);
    for at in 0..archive.len() - gbk.len() {
        if archive[at..].starts_with(placeholder.as_bytes()) {
            archive[at..at + gbk.len()].copy_from_slice(&gbk);
        }
    }
    let found = read("a.zip", &archive);
    assert_eq!(
        found.texts,
        [told("a.zip/数据/评论.csv", &["好用", "很好"])]
    );
}

#[test]
fn what_cannot_be_unpacked_is_told_beside_the_rest() {
    let archive = pack(&[("a.csv", GOOD), ("b.txt", BAD)]);
    assert_eq!(
        refusal("a.zip", &patch(archive.clone(), 0, 1)),
        "a.zip/a.csv: the file is encrypted; unpack the archive with its password first"
    );
    let refused = refusal("a.zip", &patch(archive, 2, 12));
    assert!(refused.starts_with("a.zip/a.csv: packed as "), "{refused}");
    assert_eq!(
        refusal(
            "a.zip",
            &pack(&[("word/document.xml", b""), ("b.png", b"")])
        ),
        format!(
            "a.zip: no readable file in this archive, found b.png, word/document.xml; expected \
             files ending in {}",
            READABLE_EXTENSIONS.join(", ")
        )
    );
    let empty = refusal("a.zip", &pack(&[]));
    assert!(empty.contains("in this archive, it is empty"), "{empty}");
    // A byte of the first file is another one.
    let long: String = (0..9999).map(|n| format!("{n}很好\n")).collect();
    let mut archive = pack(&[("a.txt", long.as_bytes()), ("b.csv", GOOD)]);
    archive[5000] ^= 0x55;
    let found = read("a.zip", &archive);
    assert_eq!(found.texts, [told("a.zip/b.csv", &["好用", "很好"])]);
    assert_eq!(found.failed.len(), 1);
    assert!(found.failed[0].starts_with("a.zip/a.txt: cut short or damaged"));
    // A zip file in a zip file, named like a table, is not opened.
    let nested = pack(&[("a.csv", &pack(&[("b.csv", GOOD)]))]);
    assert!(refusal("a.zip", &nested).contains("a.zip/a.csv: this is a zip archive"));
}

#[test]
fn an_archive_unpacks_to_no_more_than_the_limit() {
    let n = 60_000;
    let zeros = vec![b'\n'; n];
    let honest = pack(&[("a.txt", &zeros), ("b.txt", &zeros), ("c.csv", GOOD)]);
    let mut options = ReadOptions::default();
    options.limits.unpacked_bytes = 100_000;
    let found = read_with("a.zip", &honest, &options).unwrap();
    let names: Vec<&str> = found.texts.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["a.zip/a.txt", "a.zip/c.csv"]);
    assert_eq!(found.failed.len(), 1);
    assert!(found.failed[0].starts_with("a.zip/b.txt: more than unpacked-bytes 100000; "));
    // Headers that declare less than there is.
    let mut lying = pack(&[("a.txt", &vec![b'\n'; 200_000]), ("b.csv", GOOD)]);
    let real = 200_000_u32.to_le_bytes();
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == real {
            lying[at..at + 4].copy_from_slice(&7_u32.to_le_bytes());
        }
    }
    let found = read_with("a.zip", &lying, &options).unwrap();
    assert_eq!(found.texts, [told("a.zip/b.csv", &["好用", "很好"])]);
    assert_eq!(found.failed.len(), 1, "{:?}", found.failed);
}

#[cfg(feature = "xlsx")]
#[test]
fn a_compressed_workbook_reads_as_the_workbook() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "评论内容").unwrap();
    sheet.write_string(1, 0, "好用").unwrap();
    let book = book.save_to_buffer().unwrap();
    for (name, bytes) in [
        ("a.xlsx", book.clone()),
        ("a.xlsx.gz", gzip(&book)),
        ("a.xlsx.xz", xz(&book)),
        ("a.xlsx.zst", zstd::encode_all(book.as_slice(), 1).unwrap()),
        ("a.dat", gzip(&xz(&book))),
    ] {
        if name == "a.dat" {
            // Compressed twice is once too much.
            assert!(refusal_of_source(name, &bytes));
            continue;
        }
        assert_eq!(read(name, &bytes).texts, [told(name, &["好用"])]);
    }
    let archive = pack(&[("a.xlsx", &book), ("b.xlsx.gz", &gzip(&book))]);
    let found = read("a.zip", &archive);
    let both = ["a.zip/a.xlsx", "a.zip/b.xlsx.gz"];
    assert_eq!(found.texts, both.map(|name| told(name, &["好用"])));
    assert_eq!(read("a.zip.gz", &gzip(&archive)).texts.len(), 2);
}

fn refusal_of_source(name: &str, bytes: &[u8]) -> bool {
    read_with(name, bytes, &ReadOptions::default()).is_err()
}

#[test]
fn tar_archives_are_refused_by_name() {
    let mut tar = vec![0; 1024];
    tar[..5].copy_from_slice(b"a.csv");
    tar[257..262].copy_from_slice(b"ustar");
    for (name, bytes) in [
        ("a.tar", tar.clone()),
        ("a.tar.gz", gzip(&tar)),
        ("a.tar.xz", xz(&tar)),
        ("a.csv.gz", gzip(&tar)),
    ] {
        let refused = refusal(name, &bytes);
        assert!(
            refused.starts_with(&format!("{name}: this is a tar archive, ")),
            "{refused}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_end_without_panic(
        noise in proptest::collection::vec(any::<u8>(), 0..600),
        changes in proptest::collection::vec((0..400_usize, any::<u8>()), 1..6),
    ) {
        let archive = pack(&[("a.csv", GOOD), ("b/c.jsonl.gz", &gzip(BAD))]);
        let streams = xz(GOOD);
        for file in [archive, streams] {
            let mut file = file;
            for (at, byte) in &changes {
                let at = at % file.len();
                file[at] = *byte;
            }
            drop(read_with("a.zip", &file, &ReadOptions::default()));
        }
        for magic in [&b"PK\x03\x04"[..], b"PK\x05\x06", b"\xfd7zXZ\0"] {
            drop(read_with("a.zip", &[magic, &noise].concat(), &ReadOptions::default()));
        }
    }

    #[test]
    fn packed_files_read_back(texts in proptest::collection::vec("[好用a]{1,9}", 1..6)) {
        let files: Vec<(String, String)> = texts
            .iter()
            .enumerate()
            .map(|(n, text)| (format!("d/{n}.txt"), text.clone()))
            .collect();
        let files: Vec<(&str, &[u8])> = files.iter().map(|(n, t)| (n.as_str(), t.as_bytes())).collect();
        let found = read("a.zip", &pack(&files));
        let read: Vec<String> = found.texts.into_iter().flat_map(|(_, texts)| texts).collect();
        prop_assert_eq!(read, texts);
    }
}
