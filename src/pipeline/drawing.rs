//! The font and the picture that a cloud is drawn with, loaded.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Analysis, Config, FontConfig, MaskConfig, lay_out, relations};
use crate::Error;
use crate::cloud::{
    Cloud, CloudBuilder, CloudError, CloudLayout, CloudOptions, Legend, Reason, Region, Relations,
    Shape, Strategy, TextMeasure, UnplacedWord,
};
use crate::manifest::OutputFile;
use crate::render::{Font, Fonts, RenderError, installed, read_mask};
use crate::stats::{FrequencyRow, Weight};
use crate::table::WeightedTerm;

/// What the pictures of a run are drawn with.
#[derive(Default)]
pub struct Drawing {
    /// The embedded font when absent.
    font: Option<Font>,
    /// Where it was found, if it was named by its place.
    font_place: Option<PathBuf>,
    mask: Option<Mask>,
}

/// A picture and the shape found in it.
struct Mask {
    file: OutputFile,
    region: Region,
}

impl Drawing {
    /// Loads what a configuration asks for. Files are relative to `base`; installed fonts are
    /// looked for in `folders`, see [`font_folders`](crate::render::font_folders).
    ///
    /// # Errors
    /// [`Error::Render`] when a font or a picture cannot be used, or is not the font of the run to
    /// be repeated; [`Error::Cloud`] when there is a picture and another shape, or no picture for
    /// the shape [`Shape::Mask`].
    pub fn load(config: &Config, base: &Path, folders: &[PathBuf]) -> Result<Drawing, Error> {
        config.cloud.check()?;
        let mask = match (&config.mask.file, config.cloud.shape) {
            (Some(name), Shape::Mask | Shape::Rectangle) => Some(mask(&config.mask, name, base)?),
            (None, Shape::Mask) | (Some(_), _) => return Err(CloudError::NoMask.into()),
            (None, _) => None,
        };
        Ok(Drawing {
            font: font(&config.font, base, folders)?,
            font_place: config.font.file.as_ref().map(|file| base.join(file)),
            mask,
        })
    }

    /// The font, with the embedded one to help out.
    #[must_use]
    pub fn fonts(&self) -> Fonts<'_> {
        match &self.font {
            Some(font) => Fonts::new(font).with_fallback(Font::embedded()),
            None => Fonts::new(Font::embedded()),
        }
    }

    /// A cloud with these options, in the shape of the picture if there is one.
    pub fn cloud(&self, options: CloudOptions) -> CloudBuilder {
        let builder = Cloud::builder().options(options);
        match &self.mask {
            Some(mask) => builder.mask(mask.region.clone()),
            None => builder,
        }
    }

    /// Lays out the listed terms of counted comments.
    ///
    /// # Errors
    /// Those of [`lay_out`].
    pub fn lay_out(
        &self,
        config: &Config,
        analysis: &Analysis,
        keywords: &[FrequencyRow],
    ) -> Result<CloudLayout, Error> {
        let weight = config.table.weight;
        let builder = self.cloud(config.cloud);
        let builder = match (weight, config.cloud.legend) {
            (Weight::Df, Legend::Chinese) => builder.weight_name("文档频率"),
            (Weight::Df, Legend::English) => builder.weight_name("document frequency"),
            (Weight::TfIdf, _) => builder.weight_name("TF-IDF"),
            (Weight::TextRank, _) => builder.weight_name("TextRank"),
            (Weight::Tf, _) | (_, Legend::None) => builder,
        };
        let relations = match config.cloud.strategy {
            Strategy::Semantic => relations(analysis, keywords),
            Strategy::Nearest | Strategy::Spiral | Strategy::Rows => Relations::default(),
        };
        let cloud = builder.relations(relations).build()?;
        let mut layout = lay_out(&weighted(keywords, weight), self.fonts(), &cloud)?;
        let weightless = keywords.iter().filter(|row| is_weightless(row, weight));
        layout.unplaced.extend(weightless.map(|row| UnplacedWord {
            term: row.term.clone(),
            weight: 0.0,
            group: None,
            reason: Reason::NoWeight,
        }));
        Ok(layout)
    }

    /// The font's file and, after `#`, its face.
    pub(super) fn font_place(&self) -> Option<&Path> {
        self.font_place.as_deref()
    }

    /// A copy of the picture to stand beside the results.
    pub(super) fn mask_file(&self) -> Option<&OutputFile> {
        self.mask.as_ref().map(|mask| &mask.file)
    }
}

/// The terms of a frequency table as a cloud needs them; those of no weight, as a term in every
/// comment has no TF-IDF, cannot be drawn and are left out.
#[must_use]
pub fn weighted(keywords: &[FrequencyRow], weight: Weight) -> Vec<WeightedTerm> {
    let drawn = keywords.iter().filter(|row| !is_weightless(row, weight));
    drawn
        .filter_map(|row| Some(WeightedTerm::new(row.term.clone(), row.weight(weight)?)))
        .collect()
}

fn is_weightless(row: &FrequencyRow, weight: Weight) -> bool {
    row.weight(weight) == Some(0.0)
}

fn font(config: &FontConfig, base: &Path, folders: &[PathBuf]) -> Result<Option<Font>, Error> {
    let font = match (&config.file, &config.family) {
        (Some(file), _) => Some(Font::open(&base.join(file))?),
        (None, Some(family)) => Some(installed(family, folders)?),
        (None, None) => None,
    };
    let font = match (font, config.weight) {
        (Some(font), Some(weight)) => Some(font.at_weight(weight)?),
        (None, Some(weight)) => return Err(RenderError::NoWeights { weight }.into()),
        (font, None) => font,
    };
    let found = font.as_ref().unwrap_or(Font::embedded()).identity();
    match &config.sha256 {
        Some(expected) if *expected != found.sha256 => Err(RenderError::ChangedFont {
            family: found.family,
            found: found.sha256,
            expected: expected.clone(),
        }
        .into()),
        _ => Ok(font),
    }
}

fn mask(config: &MaskConfig, name: &str, base: &Path) -> Result<Mask, Error> {
    let path = base.join(name);
    let bytes = fs::read(&path).map_err(|error| RenderError::UnreadableMask {
        path: path.clone(),
        detail: error.to_string(),
    })?;
    let region = read_mask(&path.display().to_string(), &bytes, &config.options())?;
    let ending = if bytes.starts_with(b"\x89PNG") {
        "png"
    } else {
        "svg"
    };
    Ok(Mask {
        file: OutputFile::new(&format!("mask.{ending}"), bytes),
        region,
    })
}
