//! The same words, options and seed give the same files.

use std::process::Command;

use crate::written::two_hundred;

const FORMS: [&str; 4] = ["a.svg", "a.png", "a.json", "a.pdf"];

/// What the program writes in a folder of its own.
fn written(threads: &str, seed: &str) -> [Vec<u8>; 4] {
    let folder = tempfile::tempdir().unwrap();
    let rows = two_hundred().into_iter().take(120);
    let rows: String = rows
        .map(|term| format!("{},{}\n", term.term, term.weight))
        .collect();
    std::fs::write(folder.path().join("top.csv"), format!("词语,词频\n{rows}")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_ciyun"));
    command.current_dir(folder.path()).env_clear();
    command.args(["cloud", "top.csv", "--threads", threads, "--seed", seed]);
    command.args(FORMS.iter().flat_map(|name| ["-o", name]));
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    FORMS.map(|name| std::fs::read(folder.path().join(name)).unwrap())
}

#[test]
fn threads_and_folders_leave_no_trace_and_seeds_hardly_change_the_scale() {
    let first = written("1", "42");
    let again = written("2", "42");
    for ((name, one), two) in FORMS.iter().zip(&first).zip(&again) {
        assert!(one == two, "{name}");
    }
    let other = written("2", "7");
    assert!(first[2] != other[2]);
    let [one, two] = [&first[2], &other[2]].map(|bytes| {
        let file: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        let places = |word: &serde_json::Value| (word["x"].clone(), word["y"].clone());
        let words = file["words"].as_array().unwrap();
        (
            file["rule"]["k"].as_f64().unwrap(),
            words.iter().map(places).collect::<Vec<_>>(),
        )
    });
    assert!((one.0 / two.0 - 1.0).abs() <= 0.02, "{} {}", one.0, two.0);
    let moved = one.1.iter().zip(&two.1).filter(|(a, b)| a != b).count();
    assert!(moved > 60, "{moved}");
}
