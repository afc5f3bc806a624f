//! Who finds the places.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{CloudError, CloudOptions};

/// Who finds the places.
///
/// ```
/// use ciyun::cloud::Engine;
/// assert_eq!(Engine::WordcloudRs.to_string(), "wordcloud-rs");
/// assert!(Engine::Ciyun.is_built_in());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Engine {
    /// [`Cloud::layout`](super::Cloud::layout): exact sizes, every word placed if it can be, the
    /// same places for the same seed.
    #[default]
    Ciyun,
    /// The crate wordcloud-rs, for comparison; it is there with the cargo feature of that name.
    WordcloudRs,
}

impl Engine {
    /// Whether this program holds the engine.
    #[must_use]
    pub fn is_built_in(self) -> bool {
        match self {
            Engine::Ciyun => true,
            Engine::WordcloudRs => cfg!(feature = "wordcloud-rs"),
        }
    }

    /// Checks that the engine is there and can do what is asked for.
    ///
    /// # Errors
    /// [`CloudError::NoEngine`] and [`CloudError::BeyondEngine`].
    pub(crate) fn check(self, options: &CloudOptions) -> Result<(), CloudError> {
        if !self.is_built_in() {
            return Err(CloudError::NoEngine { engine: self });
        }
        if self == Engine::Ciyun {
            return Ok(());
        }
        let usual = CloudOptions::default();
        let beyond = [
            ("preset", options.preset != usual.preset),
            ("strategy", options.strategy != usual.strategy),
            ("shape", options.shape != usual.shape),
            ("contour", options.contour != usual.contour),
            ("arrangement", options.arrangement != usual.arrangement),
            ("rotated", options.rotated != usual.rotated),
            ("legend", options.legend != usual.legend),
            ("seed", options.seed != usual.seed),
        ];
        match beyond.into_iter().find(|&(_, is_asked)| is_asked) {
            Some((option, _)) => Err(CloudError::BeyondEngine {
                engine: self,
                option,
            }),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Engine::Ciyun => "ciyun",
            Engine::WordcloudRs => "wordcloud-rs",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cloud::{Cloud, Preset};

    #[cfg(not(feature = "wordcloud-rs"))]
    #[test]
    fn an_engine_that_is_not_there_is_an_error_that_says_how_to_get_it() {
        let options = CloudOptions {
            engine: Engine::WordcloudRs,
            ..CloudOptions::default()
        };
        let error = Cloud::builder().options(options).build().unwrap_err();
        assert_eq!(
            error.to_string(),
            "layout wordcloud-rs: this program was built without it; build one that has it: \
             cargo build --release --features wordcloud-rs"
        );
    }

    #[cfg(feature = "wordcloud-rs")]
    #[test]
    fn what_an_engine_cannot_do_is_an_error_and_not_ignored() {
        use crate::cloud::{Legend, Palette, Shape};

        let base = || Cloud::builder().engine(Engine::WordcloudRs);
        let beyond = [
            ("preset", base().preset(Preset::Dense)),
            ("shape", base().shape(Shape::Heart)),
            ("contour", base().contour(2.0)),
            ("rotated", base().rotated(0.5)),
            ("legend", base().legend(Legend::Chinese)),
            ("seed", base().seed(7)),
        ];
        for (expected, builder) in beyond {
            let found = builder.build().unwrap_err();
            let engine = Engine::WordcloudRs;
            let option = expected;
            assert_eq!(found, CloudError::BeyondEngine { engine, option });
        }
        let can = base().size(900, 500).palette(Palette::Gray).minimum_px(5.0);
        assert!(can.build().is_ok());
    }

    #[test]
    fn ciyun_can_do_all() {
        let cloud = Cloud::builder().preset(Preset::Dense).seed(7);
        assert!(cloud.engine(Engine::Ciyun).build().is_ok());
    }
}
