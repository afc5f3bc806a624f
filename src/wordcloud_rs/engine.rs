//! A run of the crate, on a thread of its own.

use std::io::Write;
use std::thread;

use ::wordcloud_rs::{Token, WordCloud};

use super::WordcloudRsError;
use super::records::{Records, recorded};
use crate::ingest::guard;

/// The picture that the crate drew itself, in its own colours on no background.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picture {
    /// Width in pixels.
    pub(super) width: u32,
    /// Height in pixels.
    pub(super) height: u32,
    /// Red, green, blue and opacity of each pixel, row by row.
    pub(super) rgba: Vec<u8>,
}

impl Picture {
    /// A picture with nothing on it.
    pub(super) fn blank(width: u32, height: u32) -> Picture {
        let n_bytes = 4 * u64::from(width) * u64::from(height);
        let n_bytes = usize::try_from(n_bytes).expect("a canvas has at most 2^28 pixels");
        Picture {
            width,
            height,
            rgba: vec![0; n_bytes],
        }
    }
}

/// How often a run that may not end is begun anew; each time chance decides again.
const MAX_RUNS: usize = 50;

/// Draws words with weights in the font whose file these bytes are.
pub(super) fn run(
    words: &[(String, f32)],
    font: &[u8],
    size: (u32, u32),
) -> Result<(Picture, Records), WordcloudRsError> {
    for _ in 0..MAX_RUNS {
        let (picture, records) = run_once(words.to_vec(), font, size)?;
        // Before anything else: with a font that it cannot read, the crate draws in another.
        if let Some(detail) = records.font_problem {
            return Err(WordcloudRsError::Font { detail });
        }
        if !records.is_stuck {
            return Ok((picture.ok_or(WordcloudRsError::Panicked)?, records));
        }
    }
    Err(WordcloudRsError::Stuck)
}

/// The picture, unless the crate panicked or was stopped, and what it logged.
fn run_once(
    words: Vec<(String, f32)>,
    font: &[u8],
    (width, height): (u32, u32),
) -> Result<(Option<Picture>, Records), WordcloudRsError> {
    let unwritten = |source| WordcloudRsError::TemporaryFile { source };
    let mut file = tempfile::NamedTempFile::new().map_err(unwritten)?;
    file.write_all(font).map_err(unwritten)?;
    let path = file.path().to_str().map(str::to_owned).ok_or_else(|| {
        let problem = "the folder's name is not UTF-8";
        unwritten(std::io::Error::new(
            std::io::ErrorKind::InvalidInput,
            problem,
        ))
    })?;

    let draw = move || {
        let words = words
            .into_iter()
            .map(|(word, weight)| (Token::Text(word), weight))
            .collect();
        let pixels = |side| usize::try_from(side).expect("32 bits fit");
        WordCloud::new()
            .font(&path)
            .dim(pixels(width), pixels(height))
            .generate(words)
            .into_raw()
    };
    // On a thread of its own, what a panic leaves behind ends with it.
    let worker = thread::Builder::new()
        .name("wordcloud-rs".to_owned())
        .spawn(|| recorded(|| guard(draw)))
        .map_err(unwritten)?;
    let (rgba, records) = worker.join().map_err(|_| WordcloudRsError::Panicked)??;
    let picture = rgba.map(|rgba| Picture {
        width,
        height,
        rgba,
    });
    Ok((picture, records))
}
