//! Installed fonts, found by family name.
//!
//! Of each file only its directory and the tables `name` and `OS/2` are read, so looking through
//! gigabytes of fonts takes a moment.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use skrifa::raw::tables::name::Name;
use skrifa::raw::{FontData, FontRead};
use skrifa::string::{LocalizedStrings, StringId};

use super::face::NAMES;
use super::{FaceChoice, Font, RenderError};
use crate::suggestion::nearest;

/// Where fonts are usually installed. `home` is the user's folder; `data` the folder for the
/// user's data, `%LOCALAPPDATA%` on Windows and `$XDG_DATA_HOME` on Linux, if it is set.
#[must_use]
pub fn font_folders(home: Option<&Path>, data: Option<&Path>) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = Vec::new();
    if cfg!(windows) {
        folders.extend(data.map(|data| data.join("Microsoft\\Windows\\Fonts")));
        folders.push("C:\\Windows\\Fonts".into());
    } else if cfg!(target_os = "macos") {
        folders.extend(home.map(|home| home.join("Library/Fonts")));
        folders.push("/Library/Fonts".into());
        folders.push("/System/Library/Fonts".into());
    } else {
        match (data, home) {
            (Some(data), _) => folders.push(data.join("fonts")),
            (None, Some(home)) => folders.push(home.join(".local/share/fonts")),
            (None, None) => {}
        }
        folders.extend(home.map(|home| home.join(".fonts")));
        folders.push("/usr/local/share/fonts".into());
        folders.push("/usr/share/fonts".into());
    }
    folders
}

/// Finds an installed font by family name, full name or PostScript name, in any language that the
/// font knows: `Noto Sans CJK SC`, `微软雅黑`. Upper and lower case are alike.
///
/// Folders are searched with all folders in them; those that do not exist are passed over, as are
/// files that are no font with outlines. Of several faces with the name, the choice falls on
/// upright before slanted, normal before narrow or wide, the weight nearest to bold (700, since
/// heavy strokes keep small words legible), the earlier folder, then the path in the order of its
/// bytes. To have another face, name its file: see [`Font::open`].
///
/// # Errors
/// [`RenderError::NoSuchFamily`] with names like it; [`RenderError::UnreadableFont`] and
/// [`RenderError::BadFont`] when the font that has the name cannot be used.
pub fn installed(name: &str, folders: &[PathBuf]) -> Result<Font, RenderError> {
    let wanted = name.trim().to_lowercase();
    let mut known = BTreeSet::new();
    let mut best: Option<(Rank, PathBuf, u32)> = None;
    for (order, folder) in folders.iter().enumerate() {
        let mut files = Vec::new();
        list(folder, MOST_DEPTH, &mut files);
        files.sort();
        for path in files {
            let faces = faces(&path).unwrap_or_default();
            for (face, number) in faces.iter().zip(0..) {
                known.extend(face.families.iter().cloned());
                if !face.names.contains(&wanted) {
                    continue;
                }
                let rank = (face.slanted, face.off_width, face.off_weight, order);
                let here = (rank, path.clone(), number);
                if best.as_ref().is_none_or(|best| here < *best) {
                    best = Some(here);
                }
            }
        }
    }
    let Some((_, path, number)) = best else {
        return Err(RenderError::NoSuchFamily {
            wanted: name.to_owned(),
            near: near(&wanted, known),
        });
    };
    let data = fs::read(&path).map_err(|error| RenderError::UnreadableFont {
        path,
        detail: error.to_string(),
    })?;
    Font::from_face(data, &FaceChoice::Number(number))
}

/// Slanted, distance from normal width, distance from bold, place of the folder.
type Rank = (bool, u16, u16, usize);

/// Folders in folders are followed this far; links may lead in circles.
const MOST_DEPTH: u32 = 8;

/// A name is like another if it holds it or is a few letters away.
fn near(wanted: &str, known: BTreeSet<String>) -> Vec<String> {
    const MOST: usize = 5;
    let lower: Vec<String> = known.iter().map(|name| name.to_lowercase()).collect();
    let closest = nearest(wanted, lower.iter().map(String::as_str));
    let similar = |name: &str| name.contains(wanted) || Some(name) == closest;
    let pairs = known.iter().zip(&lower);
    let similar = pairs.filter(|(_, lower)| !wanted.is_empty() && similar(lower));
    similar.map(|(name, _)| name.clone()).take(MOST).collect()
}

fn list(folder: &Path, depth: u32, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        if path.is_dir() {
            if depth > 0 {
                list(&path, depth - 1, files);
            }
        } else if is_font_file(&path) {
            files.push(path);
        }
    }
}

fn is_font_file(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| {
        ["ttf", "otf", "ttc", "otc"]
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    })
}

/// What the search needs to know of a face.
#[derive(Debug, Default)]
struct FaceNames {
    /// In lower case.
    names: BTreeSet<String>,
    families: BTreeSet<String>,
    slanted: bool,
    off_width: u16,
    off_weight: u16,
}

/// The faces of a file. A face without outlines has no names.
fn faces(path: &Path) -> io::Result<Vec<FaceNames>> {
    let mut file = File::open(path)?;
    let tag: [u8; 4] = read(&mut file, 0)?;
    if &tag != b"ttcf" {
        return Ok(vec![face(&mut file, 0)?]);
    }
    let n_faces = u32::from_be_bytes(read(&mut file, 8)?).min(MOST_FACES);
    let starts = (0..u64::from(n_faces)).map(|n| 12 + 4 * n);
    starts
        .map(|at| {
            let start = u32::from_be_bytes(read(&mut file, at)?);
            Ok(face(&mut file, start.into()).unwrap_or_default())
        })
        .collect()
}

/// More faces than any collection has; a damaged file may claim any number.
const MOST_FACES: u32 = 256;

/// A `name` table is smaller than this, a few kilobytes.
const MOST_BYTES: u32 = 1 << 20;

fn face(file: &mut File, start: u64) -> io::Result<FaceNames> {
    let n_tables = u16::from_be_bytes(read(file, start + 4)?);
    let (mut name, mut os2, mut outlines) = (None, None, false);
    for n in 0..u64::from(n_tables) {
        let record: [u8; 16] = read(file, start + 12 + 16 * n)?;
        let number = |at: usize| {
            let bytes = record[at..at + 4].try_into().expect("four bytes");
            u32::from_be_bytes(bytes)
        };
        let place = (u64::from(number(8)), number(12));
        match &record[..4] {
            b"name" => name = Some(place),
            b"OS/2" => os2 = Some(place),
            b"glyf" | b"CFF " | b"CFF2" => outlines = true,
            _ => {}
        }
    }
    let mut face = FaceNames::default();
    let Some((at, length)) = name.filter(|_| outlines) else {
        return Ok(face);
    };
    let mut table = Vec::new();
    file.seek(SeekFrom::Start(at))?;
    file.take(length.min(MOST_BYTES).into())
        .read_to_end(&mut table)?;
    let name = Name::read(FontData::new(&table))
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.to_string()))?;
    let strings = |id: StringId| {
        LocalizedStrings::from_name_table(name.clone(), id).map(|name| name.to_string())
    };
    face.names = NAMES
        .into_iter()
        .flat_map(strings)
        .map(|name| name.to_lowercase())
        .collect();
    let families = [StringId::FAMILY_NAME, StringId::TYPOGRAPHIC_FAMILY_NAME];
    face.families = families.into_iter().flat_map(strings).collect();
    if let Some((at, length)) = os2
        && length >= 64
    {
        let [weight, width] = [4, 6].map(|field| read(file, at + field).map(u16::from_be_bytes));
        let selection = u16::from_be_bytes(read(file, at + 62)?);
        face.off_weight = weight?.abs_diff(BOLD);
        face.off_width = width?.abs_diff(NORMAL_WIDTH);
        face.slanted = selection & (ITALIC | OBLIQUE) != 0;
    }
    Ok(face)
}

const BOLD: u16 = 700;
const NORMAL_WIDTH: u16 = 5;
const ITALIC: u16 = 1;
const OBLIQUE: u16 = 1 << 9;

fn read<const N: usize>(file: &mut File, at: u64) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}
