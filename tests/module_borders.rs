//! A module uses only modules to its left: the order below is the order of the data flow.
#![expect(clippy::unwrap_used, reason = "a test may end at once")]

use std::fs;
use std::path::{Path, PathBuf};

/// Modules that stand before the flow and may be used by all.
const BASE: [&str; 8] = [
    "error",
    "language",
    "suggestion",
    "digest",
    "privacy",
    "random",
    "ledger",
    "lexicon",
];

/// The flow, from left to right.
const FLOW: &[&str] = &[
    "ingest",
    "clean",
    "profile",
    "segment",
    "select",
    "count",
    "stats",
    "agreement",
    "categories",
    "table",
    "network",
    "ratings",
    "timeline",
    "spread",
    "cloud",
    "render",
    "chart",
    "wordcloud_rs",
    "manifest",
    "report",
    "pipeline",
    "robust",
    "compare",
    "explain",
    "kwic",
    "coding",
    "discover",
];

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The position of a module in the flow; base modules stand before it.
fn position(module: &str) -> Option<usize> {
    if let Some(index) = BASE.iter().position(|name| *name == module) {
        return Some(index);
    }
    let index = FLOW.iter().position(|name| *name == module)?;
    Some(BASE.len() + index)
}

/// Names of top-level modules mentioned as `crate::name` outside comments.
fn mentioned(line: &str) -> impl Iterator<Item = &str> {
    let code = line.split("//").next().unwrap_or_default();
    code.match_indices("crate::").map(|(index, head)| {
        let rest = &code[index + head.len()..];
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
        &rest[..end.unwrap_or(rest.len())]
    })
}

#[test]
fn modules_use_only_modules_to_their_left() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut violations = Vec::new();
    let mut n_uses = 0;
    for module in BASE.iter().chain(FLOW) {
        // `error` joins the errors of all modules, for callers who run the whole chain.
        if *module == "error" {
            continue;
        }
        let mut files = Vec::new();
        let file = src.join(format!("{module}.rs"));
        if file.is_file() {
            files.push(file);
        } else {
            rust_files(&src.join(module), &mut files);
        }
        assert!(!files.is_empty(), "module {module} has no file");
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            // What this test cannot read is not to be written.
            assert!(
                !text.contains("crate::{"),
                "{}: grouped import",
                file.display()
            );
            assert!(!text.contains("super::super::super"), "{}", file.display());
            for line in text.lines() {
                for used in mentioned(line).filter(|used| used != module) {
                    n_uses += 1;
                    let Some(theirs) = position(used) else {
                        continue;
                    };
                    if position(module).is_some_and(|ours| theirs > ours) {
                        violations.push(format!("{}: {}", file.display(), line.trim()));
                    }
                }
            }
        }
    }
    assert!(
        n_uses > 50,
        "only {n_uses} uses found: is this test still reading the sources?"
    );
    assert!(violations.is_empty(), "{violations:#?}");
}

#[test]
fn every_module_of_the_library_is_in_the_order() {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    for line in lib.lines() {
        let name = line
            .strip_prefix("pub mod ")
            .or_else(|| line.strip_prefix("mod "));
        if let Some(name) = name.and_then(|name| name.strip_suffix(';')) {
            assert!(position(name).is_some(), "{name} has no place in the order");
        }
    }
}
