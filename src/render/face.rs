//! Which face of which file is meant.

use std::fs;
use std::path::Path;

use skrifa::raw::FileRef;
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider};

use super::{Font, RenderError};

/// A face of a font file. A collection (`.ttc`) has several.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum FaceChoice {
    /// The first or only one.
    #[default]
    First,
    /// By position, from 0.
    Number(u32),
    /// By family name, full name or PostScript name, in any language that the font knows.
    Named(String),
}

/// The names by which a face can be chosen.
pub(super) const NAMES: [StringId; 4] = [
    StringId::FULL_NAME,
    StringId::FAMILY_NAME,
    StringId::TYPOGRAPHIC_FAMILY_NAME,
    StringId::POSTSCRIPT_NAME,
];

impl FaceChoice {
    /// The position of the face in a file.
    pub(super) fn find(&self, data: &[u8]) -> Result<u32, RenderError> {
        let file = FileRef::new(data).map_err(|error| RenderError::BadFont {
            detail: error.to_string(),
        })?;
        let named = |font: &FontRef<'_>, wanted: &str| {
            let names = NAMES.iter().flat_map(|&id| font.localized_strings(id));
            names
                .map(|name| name.to_string().to_lowercase())
                .any(|name| name == wanted)
        };
        let faces = || (0u32..).zip(file.fonts());
        let found = match self {
            FaceChoice::First => Some(0),
            FaceChoice::Number(number) => faces()
                .map(|(position, _)| position)
                .find(|position| position == number),
            FaceChoice::Named(name) => {
                let wanted = name.to_lowercase();
                faces()
                    .find(|(_, font)| font.as_ref().is_ok_and(|font| named(font, &wanted)))
                    .map(|(position, _)| position)
            }
        };
        found.ok_or_else(|| RenderError::NoSuchFace {
            wanted: match self {
                FaceChoice::Named(name) => name.clone(),
                FaceChoice::Number(number) => number.to_string(),
                FaceChoice::First => "0".to_owned(),
            },
            faces: faces()
                .filter_map(|(position, font)| {
                    let names = font.ok()?.localized_strings(StringId::FULL_NAME);
                    Some(format!("{position}: {}", names.english_or_first()?))
                })
                .collect(),
        })
    }
}

impl Font {
    /// Reads a font file. After the file's name `#` and a number or a name may choose a face:
    /// `NotoSansCJK-Bold.ttc#2`, `NotoSansCJK-Bold.ttc#Noto Sans CJK SC`.
    ///
    /// # Errors
    /// [`RenderError::UnreadableFont`], [`RenderError::BadFont`] and [`RenderError::NoSuchFace`].
    pub fn open(place: &Path) -> Result<Font, RenderError> {
        let (path, choice) = split(place);
        let data = fs::read(&path).map_err(|error| RenderError::UnreadableFont {
            path: path.as_ref().to_owned(),
            detail: error.to_string(),
        })?;
        Font::from_face(data, &choice)
    }
}

/// A file whose name has a `#` is taken as it is.
fn split(place: &Path) -> (std::borrow::Cow<'_, Path>, FaceChoice) {
    let parts = place.to_str().and_then(|text| text.rsplit_once('#'));
    match parts {
        Some((path, face)) if !place.exists() => {
            let choice = match face.parse() {
                Ok(number) => FaceChoice::Number(number),
                Err(_) => FaceChoice::Named(face.to_owned()),
            };
            (Path::new(path).into(), choice)
        }
        _ => (place.into(), FaceChoice::First),
    }
}
