//! A cloud's settings, put together piece by piece.

use super::area::{area, centres_of};
use super::layout::layout;
use super::{
    Arrangement, Background, Centre, CloudError, CloudLayout, CloudOptions, ColorBy, Engine,
    Legend, LegendText, Palette, Preset, Region, Relations, Shape, SizeRule, Strategy, TextMeasure,
    WeightedTerm,
};

/// Settings of a cloud, checked; it lays out any number of lists.
///
/// ```
/// use ciyun::cloud::{Cloud, FontIdentity, InkBox, TextMeasure, Unmeasured, WeightedTerm};
/// /// Every character is a square of one em.
/// struct Squares;
/// impl TextMeasure for Squares {
///     fn measure(&self, text: &str) -> Result<InkBox, Unmeasured> {
///         let right = text.chars().map(|_| 1.0).sum();
///         Ok(InkBox { left: 0.0, top: -0.88, right, bottom: 0.12 })
///     }
///     fn identity(&self) -> FontIdentity {
///         FontIdentity { family: "Squares".to_owned(), sha256: String::new() }
///     }
/// }
/// let cloud = Cloud::builder().size(800, 600).seed(7).build()?;
/// let terms = [WeightedTerm::new("方便", 400.0), WeightedTerm::new("卡", 100.0)];
/// let layout = cloud.layout(&terms, &Squares)?;
/// // Four times the count, twice the size.
/// assert_eq!(layout.words[0].font_size, 2.0 * layout.words[1].font_size);
/// assert!(layout.unplaced.is_empty());
/// # Ok::<(), ciyun::cloud::CloudError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Cloud {
    options: CloudOptions,
    mask: Option<Region>,
    groups: Vec<String>,
    relations: Relations,
    weight_name: Option<String>,
}

impl Cloud {
    /// Starts from the defaults of [`CloudOptions`].
    pub fn builder() -> CloudBuilder {
        CloudBuilder::default()
    }

    /// Lays out terms.
    ///
    /// Terms are sorted by weight, heaviest first, then by code point. Every term comes back, in
    /// `words` or, with the reason, in `unplaced`; see the [module](crate::cloud) for what happens
    /// when not all fit. An empty list gives a layout without words.
    ///
    /// # Errors
    /// [`CloudError::BadWeight`] and [`CloudError::DuplicateTerm`] name the term.
    pub fn layout(
        &self,
        terms: &[WeightedTerm],
        measure: &dyn TextMeasure,
    ) -> Result<CloudLayout, CloudError> {
        layout(terms, measure, self)
    }

    /// The options.
    #[must_use]
    pub fn options(&self) -> &CloudOptions {
        &self.options
    }

    /// What the legend is to say, if there is to be one.
    pub(super) fn legend(&self) -> Option<LegendText> {
        self.options.legend.text(self.weight_name.as_deref())
    }

    /// The part of the canvas that a picture leaves to the words.
    pub(super) fn mask(&self) -> Option<&Region> {
        self.mask.as_ref()
    }

    /// Where words may stand on the canvas.
    ///
    /// ```
    /// use ciyun::cloud::{Cloud, Shape};
    /// let cloud = Cloud::builder().size(300, 200).shape(Shape::Circle).build()?;
    /// let region = cloud.region();
    /// assert!(region.allows(150, 100) && !region.allows(10, 100));
    /// # Ok::<(), ciyun::cloud::CloudError>(())
    /// ```
    #[must_use]
    pub fn region(&self) -> Region {
        area(&self.options, self.mask.as_ref(), 0).region
    }

    /// The middles of the region's broad parts, where the heaviest words want to stand.
    #[must_use]
    pub fn centres(&self) -> Vec<Centre> {
        centres_of(&self.region(), self.options.shape, self.options.minimum_px)
    }

    /// The groups in the order in which they were told to stand.
    pub(super) fn groups(&self) -> &[String] {
        &self.groups
    }

    /// Which words belong near each other; none unless told.
    pub(super) fn relations(&self) -> &Relations {
        &self.relations
    }
}

/// Puts a [`Cloud`] together. Each setter states its default.
#[derive(Debug, Clone, PartialEq, Default)]
#[must_use]
pub struct CloudBuilder {
    options: CloudOptions,
    mask: Option<Region>,
    groups: Vec<String>,
    relations: Relations,
    weight_name: Option<String>,
}

impl CloudBuilder {
    /// All options at once, as a configuration holds them.
    pub fn options(mut self, options: CloudOptions) -> CloudBuilder {
        self.options = options;
        self
    }

    /// Who finds the places; see [`CloudOptions::engine`]. Default: ciyun.
    pub fn engine(mut self, engine: Engine) -> CloudBuilder {
        self.options.engine = engine;
        self
    }

    /// Width and height of the canvas in pixels. Default: 1600 × 1000.
    pub fn size(mut self, width: u32, height: u32) -> CloudBuilder {
        (self.options.width, self.options.height) = (width, height);
        self
    }

    /// What is behind the words. Default: white.
    pub fn background(mut self, background: Background) -> CloudBuilder {
        self.options.background = background;
        self
    }

    /// The colours. Default: those made for what the colours say.
    pub fn palette(mut self, palette: Palette) -> CloudBuilder {
        self.options.palette = Some(palette);
        self
    }

    /// What the colours say. Default: nothing; neighbours differ.
    pub fn color_by(mut self, color_by: ColorBy) -> CloudBuilder {
        self.options.color_by = color_by;
        self
    }

    /// Whether the picture explains its sizes and colours. Default: no.
    pub fn legend(mut self, legend: Legend) -> CloudBuilder {
        self.options.legend = legend;
        self
    }

    /// What a legend calls the weights. Default: 词频, or count.
    pub fn weight_name(mut self, name: impl Into<String>) -> CloudBuilder {
        self.weight_name = Some(name.into());
        self
    }

    /// How sizes follow from weights. Default: the square root.
    pub fn rule(mut self, rule: SizeRule) -> CloudBuilder {
        self.options.rule = rule;
        self
    }

    /// How much room words give each other. Default: readable.
    pub fn preset(mut self, preset: Preset) -> CloudBuilder {
        self.options.preset = preset;
        self
    }

    /// Where a word looks for its place. Default: nearest to the middle.
    pub fn strategy(mut self, strategy: Strategy) -> CloudBuilder {
        self.options.strategy = strategy;
        self
    }

    /// The outline that the words fill. Default: the whole canvas.
    pub fn shape(mut self, shape: Shape) -> CloudBuilder {
        self.options.shape = shape;
        self
    }

    /// The outline is a picture's: words stand only where `mask` allows it. What it allows is
    /// scaled to the canvas, its sides in proportion, as large as it fits. Default: none.
    ///
    /// ```
    /// use ciyun::cloud::{Cloud, Region};
    /// let mask = Region::from_fn(30, 30, |x, y| (10..20).contains(&x) && y < 10);
    /// let cloud = Cloud::builder().size(100, 100).mask(mask).build()?;
    /// assert_eq!(cloud.region().bounds(), Some((0..100, 0..100)));
    /// # Ok::<(), ciyun::cloud::CloudError>(())
    /// ```
    pub fn mask(mut self, mask: Region) -> CloudBuilder {
        self.options.shape = Shape::Mask;
        self.mask = Some(mask);
        self
    }

    /// Width in pixels of a line around the words. Default: none.
    pub fn contour(mut self, width: f64) -> CloudBuilder {
        self.options.contour = Some(width);
        self
    }

    /// Where words of different groups stand. Default: among each other.
    pub fn arrangement(mut self, arrangement: Arrangement) -> CloudBuilder {
        self.options.arrangement = arrangement;
        self
    }

    /// The order in which groups stand side by side. Default, and for groups not named: by code
    /// point, words without a group last.
    pub fn groups(mut self, groups: Vec<String>) -> CloudBuilder {
        self.groups = groups;
        self
    }

    /// Share of words turned a quarter to the left, 0 to 1. The heaviest word and those of one
    /// character stay upright. Default: 0.
    pub fn rotated(mut self, share: f64) -> CloudBuilder {
        self.options.rotated = share;
        self
    }

    /// Which words belong together, for [`Strategy::Semantic`]. Default: none.
    pub fn relations(mut self, relations: Relations) -> CloudBuilder {
        self.relations = relations;
        self
    }

    /// Breaks ties between equally good places. Default: 42.
    pub fn seed(mut self, seed: u64) -> CloudBuilder {
        self.options.seed = seed;
        self
    }

    /// The smallest font size that may be drawn, in pixels. Default: 8.
    pub fn minimum_px(mut self, minimum_px: f64) -> CloudBuilder {
        self.options.minimum_px = minimum_px;
        self
    }

    /// Checks the settings.
    ///
    /// # Errors
    /// [`CloudError::BadCanvas`], [`CloudError::BadMinimum`], [`CloudError::BadShare`],
    /// [`CloudError::LowContrast`], [`CloudError::UnfitPalette`],
    /// [`CloudError::NoRoomForLegend`], [`CloudError::NoEngine`], [`CloudError::BeyondEngine`] and
    /// [`CloudError::NoMask`].
    pub fn build(self) -> Result<Cloud, CloudError> {
        self.options.check()?;
        if (self.options.shape == Shape::Mask) != self.mask.is_some() {
            return Err(CloudError::NoMask);
        }
        Ok(Cloud {
            options: self.options,
            mask: self.mask,
            groups: self.groups,
            relations: self.relations,
            weight_name: self.weight_name,
        })
    }
}
