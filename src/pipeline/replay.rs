//! The effective configuration: what a run did, written so that it can be done again.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use super::{Analysis, Drawing, FontConfig, Setup};
use crate::cloud::{Shape, TextMeasure};
use crate::digest::sha256_hex;
use crate::lexicon::WordList;
use crate::manifest::OutputFile;

/// A configuration that stands beside the results, with copies of the user's own lists and mask.
#[derive(Debug, Clone, PartialEq)]
pub struct Effective {
    /// `ciyun.toml`, the files under `lists/`, the mask and the published figures.
    pub files: Vec<OutputFile>,
    /// SHA-256 of the configuration without the names of the inputs, which depend on where the
    /// result stands.
    pub fingerprint: String,
    /// Inputs and fonts that can only be named, because no relative path leads to them; a replay
    /// needs them on the command line.
    pub only_named: Vec<String>,
}

/// Writes down what a run did, for a result in `folder`.
///
/// Inputs are named relative to the folder, so that the result can be moved together with them
/// and no folder above both is told. An input that shares no folder with the result, and standard
/// input, are named without a path. A font file is named in the same way, with its hash; fonts are
/// not copied.
#[must_use]
pub fn effective(
    setup: &Setup,
    analysis: &Analysis,
    drawing: &Drawing,
    folder: &Path,
) -> Effective {
    let mut config = setup.config.clone();
    let mut only_named = Vec::new();
    config.input.files = analysis
        .sources
        .iter()
        .map(|source| {
            let description = &source.description;
            let Some(path) = &description.path else {
                only_named.push(description.name.clone());
                return "-".to_owned();
            };
            relative(folder, path).unwrap_or_else(|| {
                only_named.push(description.name.clone());
                description.name.clone()
            })
        })
        .collect();
    // Several sources may lie in one archive.
    let mut named = BTreeSet::new();
    config.input.files.retain(|file| named.insert(file.clone()));
    config.words.topics.clone_from(&setup.topics);
    let mut files = Vec::new();
    let lists = &setup.lists;
    config.words.stopwords = copies(&mut files, &lists.stopwords, config.words.stopwords.len());
    config.words.topic_words = copies(
        &mut files,
        &lists.topic_words,
        config.words.topic_words.len(),
    );
    config.words.user_words = copies(&mut files, &lists.user_words, config.words.user_words.len());
    let aliases: Vec<WordList> = lists
        .aliases
        .iter()
        .map(|table| table.list.clone())
        .collect();
    config.words.aliases = copies(&mut files, &aliases, config.words.aliases.len());
    let categories: Vec<WordList> = lists.categories.iter().map(|c| c.list.clone()).collect();
    config.words.categories = copies(&mut files, &categories, config.words.categories.len());
    if let Some(published) = &setup.published {
        config.table.published = Some(published.file.name.clone());
        files.push(published.file.clone());
    }
    if let Some(file) = drawing.mask_file() {
        config.mask.file = Some(file.name.clone());
        config.cloud.shape = Shape::Mask;
        files.push(file.clone());
    }
    if config.font != FontConfig::default() {
        config.font.sha256 = Some(drawing.fonts().identity().sha256);
    }
    if let Some(place) = drawing.font_place() {
        config.font.file = Some(relative(folder, place).unwrap_or_else(|| {
            let name = place.file_name().unwrap_or_default();
            let name = name.to_string_lossy().into_owned();
            only_named.push(name.clone());
            name
        }));
    }
    let head = format!("# ciyun {}\n", crate::VERSION);
    files.push(OutputFile::new(
        "ciyun.toml",
        head.clone() + &config.to_toml(),
    ));
    config.input.files.clear();
    Effective {
        files,
        fingerprint: sha256_hex((head + &config.to_toml()).as_bytes()),
        only_named,
    }
}

/// Copies the last `n_own` lists, which are the user's, and returns their new names. Lists have
/// different names; the same list in two uses is copied once.
fn copies(files: &mut Vec<OutputFile>, lists: &[WordList], n_own: usize) -> Vec<String> {
    lists[lists.len() - n_own..]
        .iter()
        .map(|list| {
            let name = format!("lists/{}", list.name);
            if !files.iter().any(|file| file.name == name) {
                files.push(OutputFile::new(&name, list.text.as_bytes()));
            }
            name
        })
        .collect()
}

/// The path from a folder to a file, with `/` between parts; `None` when they share no folder but
/// the root.
fn relative(folder: &Path, file: &Path) -> Option<String> {
    let folder = parts(folder)?;
    let file = parts(file)?;
    let shared = folder.iter().zip(&file).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return None;
    }
    let up = folder[shared..].iter().map(|_| "..");
    let down = file[shared..].iter().map(String::as_str);
    Some(up.chain(down).collect::<Vec<_>>().join("/"))
}

/// The names on an absolute path, without `.` and `..`; the drive of Windows is a name.
fn parts(path: &Path) -> Option<Vec<String>> {
    let absolute: PathBuf = std::path::absolute(path).ok()?;
    let mut names = Vec::new();
    for component in absolute.components() {
        match component {
            Component::Prefix(prefix) => names.push(prefix.as_os_str().to_str()?.to_owned()),
            Component::Normal(name) => names.push(name.to_str()?.to_owned()),
            Component::ParentDir => {
                names.pop();
            }
            Component::RootDir | Component::CurDir => {}
        }
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_from_the_folder_to_the_file() {
        let relative = |folder: &str, file: &str| relative(Path::new(folder), Path::new(file));
        let found = |text: &str| Some(text.to_owned());
        assert_eq!(
            relative("/p/output/x", "/p/corpus/a.csv"),
            found("../../corpus/a.csv")
        );
        assert_eq!(relative("/p/out", "/p/./q/../a.csv"), found("../a.csv"));
        assert_eq!(
            relative("output/x", "corpus/a.csv"),
            found("../../corpus/a.csv")
        );
        assert_eq!(relative("/p/x", "/q/a.csv"), None);
    }
}
