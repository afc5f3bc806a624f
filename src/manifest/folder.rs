//! Write results so that a file is either whole or not there.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::{Manifest, OutputFile};
use crate::digest::sha256_hex;

/// What to do where something already stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Existing {
    /// Leave it and report an error.
    #[default]
    Keep,
    /// Replace files of the same name; other files in the folder stay.
    Replace,
}

/// Why a result could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FolderError {
    /// The target exists and may not be replaced.
    #[error("{}: already exists", path.display())]
    Exists {
        /// The file or folder.
        path: PathBuf,
    },
    /// A file stands where a folder is needed, or a folder where a file is needed.
    #[error("{}: is in the way; remove it or choose another output", path.display())]
    InTheWay {
        /// What is in the way.
        path: PathBuf,
    },
    /// The system refused.
    #[error("{}: cannot be written", path.display())]
    Unwritable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// Writes files into a folder, which is created with its parents.
///
/// All files are first written under temporary names and renamed when every one of them is
/// complete. With [`Existing::Replace`], files that the manifest of an earlier result names and the
/// new result does not have are removed, unless they were changed since.
///
/// # Errors
/// [`FolderError::Exists`] when the folder holds anything and `existing` is [`Existing::Keep`];
/// [`FolderError::InTheWay`] and [`FolderError::Unwritable`] otherwise.
pub fn write_folder(
    folder: &Path,
    files: &[OutputFile],
    existing: Existing,
) -> Result<(), FolderError> {
    check_folder(folder, existing)?;
    let mut waiting = Vec::new();
    for file in files {
        let path = file
            .name
            .split('/')
            .fold(folder.to_owned(), |path, part| path.join(part));
        check_file(&path, Existing::Replace)?;
        waiting.push((write_aside(&path, &file.bytes)?, path));
    }
    let leftovers = leftovers(folder, files);
    for (temporary, path) in waiting {
        put(temporary, &path, Existing::Replace)?;
    }
    for path in leftovers {
        std::fs::remove_file(&path).map_err(|source| FolderError::Unwritable { path, source })?;
    }
    Ok(())
}

/// Files of an earlier result in the folder that the new one does not have. Only what stands
/// unchanged in the old manifest is ours to remove.
fn leftovers(folder: &Path, files: &[OutputFile]) -> Vec<PathBuf> {
    let manifest = std::fs::read(folder.join("manifest.json")).ok();
    let manifest = manifest.and_then(|bytes| serde_json::from_slice::<Manifest>(&bytes).ok());
    let outputs = manifest
        .map(|manifest| manifest.outputs)
        .unwrap_or_default();
    outputs
        .into_iter()
        .filter(|old| files.iter().all(|file| file.name != old.name))
        .filter(|old| !old.name.split('/').any(|part| part == ".."))
        .map(|old| (folder.join(&old.name), old.sha256))
        .filter(|(path, sha256)| {
            std::fs::read(path).is_ok_and(|bytes| sha256_hex(&bytes) == *sha256)
        })
        .map(|(path, _)| path)
        .collect()
}

/// Whether [`write_folder`] would refuse the folder; asked before a long run, not after it.
///
/// # Errors
/// As [`write_folder`].
pub fn check_folder(folder: &Path, existing: Existing) -> Result<(), FolderError> {
    if let Some(path) = folder.ancestors().find(|path| path.is_file()) {
        return Err(FolderError::InTheWay {
            path: path.to_owned(),
        });
    }
    let taken = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if taken && existing == Existing::Keep {
        return Err(FolderError::Exists {
            path: folder.to_owned(),
        });
    }
    Ok(())
}

/// Whether [`write_file`] would refuse the file; asked before a long run, not after it.
///
/// # Errors
/// As [`write_file`].
pub fn check_file(path: &Path, existing: Existing) -> Result<(), FolderError> {
    let path = path.to_owned();
    if path.is_dir() {
        return Err(FolderError::InTheWay { path });
    }
    if existing == Existing::Keep && path.exists() {
        return Err(FolderError::Exists { path });
    }
    Ok(())
}

/// Writes one file; its folder is created.
///
/// # Errors
/// [`FolderError::Exists`] when it exists and `existing` is [`Existing::Keep`];
/// [`FolderError::InTheWay`] and [`FolderError::Unwritable`] otherwise.
pub fn write_file(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), FolderError> {
    check_file(path, existing)?;
    put(write_aside(path, bytes)?, path, existing)
}

/// A file that is written piece by piece and stands at its place only when it is complete.
#[derive(Debug)]
pub struct StagedFile {
    file: std::io::BufWriter<tempfile::NamedTempFile>,
    path: PathBuf,
    existing: Existing,
}

impl StagedFile {
    /// Begins a file; its folder is created.
    ///
    /// # Errors
    /// As [`write_file`].
    pub fn create(path: &Path, existing: Existing) -> Result<StagedFile, FolderError> {
        check_file(path, existing)?;
        Ok(StagedFile {
            file: std::io::BufWriter::new(aside(path)?),
            path: path.to_owned(),
            existing,
        })
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// [`FolderError::Unwritable`].
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), FolderError> {
        let path = &self.path;
        self.file
            .write_all(bytes)
            .map_err(|source| FolderError::Unwritable {
                path: path.clone(),
                source,
            })
    }

    /// Puts the file in its place. Without this nothing of it remains.
    ///
    /// # Errors
    /// As [`write_file`].
    pub fn finish(self) -> Result<(), FolderError> {
        let file = self
            .file
            .into_inner()
            .map_err(|error| FolderError::Unwritable {
                path: self.path.clone(),
                source: error.into_error(),
            })?;
        put(file, &self.path, self.existing)
    }
}

fn write_aside(path: &Path, bytes: &[u8]) -> Result<tempfile::NamedTempFile, FolderError> {
    let mut file = aside(path)?;
    file.write_all(bytes)
        .map_err(|source| FolderError::Unwritable {
            path: path.to_owned(),
            source,
        })?;
    Ok(file)
}

/// A temporary file beside the place where it will stand.
fn aside(path: &Path) -> Result<tempfile::NamedTempFile, FolderError> {
    let failed = |source| FolderError::Unwritable {
        path: path.to_owned(),
        source,
    };
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(folder).map_err(failed)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".ciyun-");
    // Temporary files are private; results get the rights any new file has.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder).map_err(failed)
}

fn put(file: tempfile::NamedTempFile, path: &Path, existing: Existing) -> Result<(), FolderError> {
    let result = match existing {
        Existing::Keep => file.persist_noclobber(path),
        Existing::Replace => file.persist(path),
    };
    match result {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => {
            Err(FolderError::Exists {
                path: path.to_owned(),
            })
        }
        Err(error) => Err(FolderError::Unwritable {
            path: path.to_owned(),
            source: error.error,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_is_created_once_and_replaced_only_when_allowed() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("a/b");
        let files = [
            OutputFile::new("x.csv", "1"),
            OutputFile::new("lists/y.txt", "2"),
        ];
        write_folder(&folder, &files, Existing::Keep).unwrap();
        assert_eq!(names(&folder), ["lists", "x.csv"]);

        let newer = [OutputFile::new("x.csv", "3")];
        let error = write_folder(&folder, &newer, Existing::Keep).unwrap_err();
        assert!(matches!(error, FolderError::Exists { .. }));
        assert_eq!(std::fs::read_to_string(folder.join("x.csv")).unwrap(), "1");

        let part = folder.join("part.csv");
        let mut staged = StagedFile::create(&part, Existing::Keep).unwrap();
        staged.write(b"1\n").unwrap();
        assert!(!part.exists());
        drop(staged);
        assert_eq!(names(&folder), ["lists", "x.csv"]);

        std::fs::write(folder.join("mine.txt"), "kept").unwrap();
        write_folder(&folder, &newer, Existing::Replace).unwrap();
        assert_eq!(std::fs::read_to_string(folder.join("x.csv")).unwrap(), "3");
        assert_eq!(names(&folder), ["lists", "mine.txt", "x.csv"]);
    }

    #[test]
    fn an_empty_folder_is_not_in_the_way_but_a_file_is() {
        let root = tempfile::tempdir().unwrap();
        assert!(check_folder(root.path(), Existing::Keep).is_ok());
        let file = root.path().join("f");
        write_file(&file, b"1", Existing::Keep).unwrap();
        assert!(check_folder(&file, Existing::Replace).is_err());
        assert!(write_file(&file, b"2", Existing::Keep).is_err());
        write_file(&file, b"2", Existing::Replace).unwrap();
        assert_eq!(std::fs::read(&file).unwrap(), b"2");
    }
}
