//! The choice between layout engines.

use crate::Error;
#[cfg(not(feature = "wordcloud-rs"))]
use crate::cloud::CloudError;
use crate::cloud::{Cloud, CloudLayout, Engine, WeightedTerm};
use crate::render::Fonts;

/// Lays out terms by the engine that the cloud's options name.
///
/// # Errors
/// [`Error::Cloud`] when the terms cannot be used, or the engine is not in this program; with the
/// feature `wordcloud-rs`, `Error::WordcloudRs` when that engine fails.
pub fn lay_out<'a>(
    terms: &[WeightedTerm],
    fonts: impl Into<Fonts<'a>>,
    cloud: &Cloud,
) -> Result<CloudLayout, Error> {
    let fonts = fonts.into();
    match cloud.options().engine {
        Engine::Ciyun => Ok(cloud.layout(terms, &fonts)?),
        #[cfg(feature = "wordcloud-rs")]
        Engine::WordcloudRs => Ok(crate::wordcloud_rs::layout(terms, fonts, cloud)?),
        #[cfg(not(feature = "wordcloud-rs"))]
        engine @ Engine::WordcloudRs => Err(CloudError::NoEngine { engine }.into()),
    }
}
