//! The program as a user runs it: standard output, standard error, exit code, files.
#![expect(clippy::unwrap_used, reason = "a test may end at once")]

mod agree;
mod categories;
mod cloud;
mod compare;
mod containers;
mod count;
mod damage;
mod discover;
mod explain;
mod facets;
mod inspect;
mod kwic;
mod manners;
mod network;
mod ngrams;
mod pictures;
mod pos;
mod refusals;
mod robust;
mod rules;
mod run;
mod sample;
mod words;
mod workbook;

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;

/// The sample corpus.
fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/heilongjiang.csv")
}

/// A working folder with the program in it.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Desk {
        Desk {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A working folder that holds `name` with `content`.
    fn with(name: &str, content: impl AsRef<[u8]>) -> Desk {
        let desk = Desk::new();
        desk.put(name, content);
        desk
    }

    fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        let path = self.path(name);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn read_bytes(&self, name: &str) -> Vec<u8> {
        let path = self.path(name);
        std::fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ciyun"));
        command
            .current_dir(self.folder.path())
            .env_clear()
            .env("LANG", "en_US.UTF-8");
        command
    }

    /// Runs the program with arguments separated by blanks.
    fn ciyun(&self, arguments: &str) -> Answer {
        Answer(
            self.command()
                .args(arguments.split_whitespace())
                .output()
                .unwrap(),
        )
    }
}

/// What the program answered.
struct Answer(Output);

impl Answer {
    fn stdout(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).unwrap()
    }

    fn stderr(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).unwrap()
    }

    /// Checks the exit code, showing what was said if it is another.
    #[track_caller]
    fn code(self, code: i32) -> Answer {
        let found = self.0.status.code();
        assert_eq!(found, Some(code), "{}\n{}", self.stdout(), self.stderr());
        self
    }
}
