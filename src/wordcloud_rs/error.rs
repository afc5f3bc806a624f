//! Why wordcloud-rs gave no layout.

use crate::cloud::CloudError;
use crate::render::RenderError;

/// Why wordcloud-rs gave no layout.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WordcloudRsError {
    /// The options or the terms cannot be used by any engine.
    #[error(transparent)]
    Cloud(#[from] CloudError),
    /// The font cannot be cut down to the words.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The crate cannot work on so low a canvas.
    #[error("layout wordcloud-rs: canvas {height} px high, expected at least {least} px")]
    LowCanvas {
        /// Height asked for, in pixels.
        height: u32,
        /// The least height, in pixels.
        least: u32,
    },
    /// The font could not be put where the crate reads it.
    #[error("layout wordcloud-rs: the font could not be written to a temporary file")]
    TemporaryFile {
        /// What the system said.
        source: std::io::Error,
    },
    /// The process has a logger that is not this module's.
    #[error(
        "layout wordcloud-rs: the crate tells its places to the logger of the process only, and \
         this process has another one; make the layout before a logger is set, in another \
         process, or with the layout ciyun"
    )]
    OtherLogger,
    /// The crate could not use the font.
    #[error("layout wordcloud-rs: the crate could not use the font: {detail}")]
    Font {
        /// What it said.
        detail: String,
    },
    /// The crate panicked.
    #[error("layout wordcloud-rs: the crate panicked; try again, or take the layout ciyun")]
    Panicked,
    /// The crate was about to look for a place without end, again and again.
    #[error(
        "layout wordcloud-rs: the crate cannot place these words and would not stop trying; give \
         it a larger canvas or fewer words, or take the layout ciyun"
    )]
    Stuck,
    /// The log records do not tell the places.
    #[error(
        "layout wordcloud-rs: its log records do not tell the places ({problem}); is logging \
         compiled out?"
    )]
    Records {
        /// What is wrong with them.
        problem: String,
    },
}
