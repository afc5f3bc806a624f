//! Fonts that travel inside a picture.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};
use skrifa::raw::TableProvider;

use super::fonts::Faces;
use super::line::Line;
use super::{Font, RenderError};
use crate::cloud::TextMeasure;

/// A subset of a font, with the characters of a picture.
pub(super) struct EmbeddedFont {
    pub(super) bytes: Vec<u8>,
    /// The first bytes of its hash, which tell it from other subsets.
    pub(super) digest: [u8; 8],
}

/// The characters of lines of text by the place of the font that has them, sorted.
pub(super) fn characters(
    lines: &[Line<'_>],
    faces: &Faces<'_>,
) -> Result<[Vec<char>; 2], RenderError> {
    let mut characters = [BTreeSet::new(), BTreeSet::new()];
    for line in lines {
        for glyph in faces.set(line.text)? {
            characters[glyph.key.place].insert(glyph.character);
        }
    }
    Ok(characters.map(|set| set.into_iter().collect()))
}

/// The subsets that lines of text need, by the place of their font; `None` for a font without use.
pub(super) fn embedded(
    lines: &[Line<'_>],
    faces: &Faces<'_>,
) -> Result<[Option<EmbeddedFont>; 2], RenderError> {
    let [main, fallback] = characters(lines, faces)?;
    let fonts = &faces.fonts;
    Ok([
        subset(fonts.font(0), &main)?,
        subset(fonts.font(1), &fallback)?,
    ])
}

fn subset(font: &Font, characters: &[char]) -> Result<Option<EmbeddedFont>, RenderError> {
    if characters.is_empty() {
        return Ok(None);
    }
    if !may_be_embedded(font) {
        return Err(RenderError::MayNotEmbed {
            family: font.identity().family,
        });
    }
    let bytes = font.subset(&characters.iter().collect::<String>())?;
    let hash = Sha256::digest(&bytes);
    let mut digest = [0; 8];
    digest.copy_from_slice(&hash[..8]);
    Ok(Some(EmbeddedFont { bytes, digest }))
}

/// What the font's maker allows (`fsType`): not when embedding is restricted, or allowed for
/// bitmaps or for whole fonts only.
fn may_be_embedded(font: &Font) -> bool {
    const RESTRICTED: u16 = 0x0002;
    const KINDS: u16 = 0x000f;
    const NO_SUBSET: u16 = 0x0100;
    const BITMAPS_ONLY: u16 = 0x0200;
    let allowed = |kind: u16| kind & KINDS != RESTRICTED && kind & (NO_SUBSET | BITMAPS_ONLY) == 0;
    font.file().os2().is_ok_and(|os2| allowed(os2.fs_type())) || font.file().os2().is_err()
}
