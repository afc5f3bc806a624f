//! Colours and figures for words that have their places.

use super::coloring::{Colored, groups};
use super::metrics::SetWord;
use super::{
    Background, CloudError, CloudLayout, Color, ColorBy, Coloring, Ground, Metrics, PlacedWord,
    TextMeasure, Turn, legend,
};

impl CloudLayout {
    /// The same layout in other colours: no word moves.
    ///
    /// The legend is written anew. Other labels take the colour of the group that they name, or
    /// that of text; a contour becomes neutral.
    ///
    /// # Errors
    /// As for [`CloudBuilder::build`](super::CloudBuilder::build) and
    /// [`Cloud::layout`](super::Cloud::layout); [`CloudError::BadLayout`] when the font cannot
    /// measure a word.
    pub fn recolored(
        &self,
        coloring: Coloring,
        background: Background,
        measure: &dyn TextMeasure,
    ) -> Result<CloudLayout, CloudError> {
        coloring.check(background)?;
        let mut layout = self.clone();
        layout.canvas.background = background;
        (layout.palette, layout.color_by) = (coloring.palette, coloring.color_by);
        let words = layout.set_words(measure)?;
        layout.color(&words, measure)?;
        Ok(layout)
    }

    /// With the colours and the figures that follow from where the words stand.
    pub(crate) fn finished(mut self, measure: &dyn TextMeasure) -> Result<CloudLayout, CloudError> {
        let words = self.set_words(measure)?;
        self.metrics = Metrics::of(&words, self.canvas.width, self.canvas.height);
        self.color(&words, measure)?;
        Ok(self)
    }

    /// The groups in code-point order with their colours; none unless colours say the group.
    #[must_use]
    pub fn group_colors(&self) -> Vec<(String, Color)> {
        if self.color_by != ColorBy::Group {
            return Vec::new();
        }
        let names = groups(self.words.iter().filter_map(|word| word.group.as_deref()));
        let colors = self.coloring().palette.distinct(self.ground());
        let names = names.into_iter().map(str::to_owned);
        names.zip(colors).collect()
    }

    pub(super) fn coloring(&self) -> Coloring {
        Coloring::new(self.color_by, Some(self.palette))
    }

    pub(super) fn ground(&self) -> Ground {
        Ground::of(self.canvas.background.paper())
    }

    /// The words as they stand on the canvas.
    fn set_words(&self, measure: &dyn TextMeasure) -> Result<Vec<SetWord>, CloudError> {
        let set = |word: &PlacedWord| {
            let turn = if word.rotation == 0 {
                Turn::Upright
            } else {
                Turn::Left
            };
            let ink = measure
                .measure(&word.term)
                .map_err(|_| CloudError::BadLayout {
                    place: format!("word {:?}", word.term),
                    problem: "the font cannot draw it".to_owned(),
                })?;
            Ok(SetWord {
                font_size: word.font_size,
                turn,
                ink: ink.turned(turn).at(word.font_size, word.x, word.y),
            })
        };
        self.words.iter().map(set).collect()
    }

    /// Gives words, labels and the line around them their colours and writes the legend.
    fn color(&mut self, set: &[SetWord], measure: &dyn TextMeasure) -> Result<(), CloudError> {
        let words: Vec<Colored<'_>> = self
            .words
            .iter()
            .zip(set)
            .map(|(word, set)| Colored {
                term: &word.term,
                rank: word.rank,
                group: word.group.as_deref(),
                score: word.score,
                font_size: set.font_size,
                turn: set.turn,
                ink: set.ink,
            })
            .collect();
        let colors = self.coloring().assign(&words, self.ground())?;
        for (word, color) in self.words.iter_mut().zip(colors) {
            word.color = color;
        }
        let ground = self.ground();
        let groups = self.group_colors();
        let mut labels: Vec<_> = self.beside_the_legend().cloned().collect();
        for label in &mut labels {
            let group = groups.iter().find(|(name, _)| *name == label.text);
            label.color = group.map_or(ground.text(), |&(_, color)| color);
        }
        if let Some(contour) = &mut self.contour {
            contour.color = ground.neutral();
        }
        labels.extend(legend::labels(self, measure)?);
        self.labels = labels;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::Squares;
    use super::*;
    use crate::cloud::{Cloud, Contour, Label, Legend, Palette, WeightedTerm};

    fn terms(weights: &[u32]) -> Vec<WeightedTerm> {
        let term = |(n, &weight): (u32, &u32)| {
            WeightedTerm::new(format!("词{n}"), f64::from(weight))
                .in_group(["甲", "乙", "丙"][n as usize % 3])
                .with_score(f64::from(n) - 3.0)
        };
        (0..).zip(weights).map(term).collect()
    }

    /// The file without what a change of colours may change.
    fn without_colors(layout: &CloudLayout) -> String {
        let mut layout = layout.clone();
        (layout.palette, layout.color_by) = (Palette::Ink, ColorBy::Cycle);
        layout.canvas.background = Background::Transparent;
        layout.labels.clear();
        for word in &mut layout.words {
            word.color = Color::WHITE;
        }
        layout.to_json()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(30))]

        #[test]
        fn recolouring_changes_colours_alone_and_equals_a_layout_in_those_colours(
            weights in prop::collection::vec(1u32..5000, 1..40),
            color_by in prop::sample::select(vec![
                ColorBy::Cycle, ColorBy::Rank, ColorBy::Group, ColorBy::Score,
            ]),
            background in prop::sample::select(vec![
                "#ffffff", "#101828", "transparent", "transparent on #000000",
            ]),
            legend in prop::sample::select(vec![Legend::None, Legend::Chinese, Legend::English]),
        ) {
            let terms = terms(&weights);
            let builder = Cloud::builder().size(500, 300).legend(legend);
            let plain = builder.clone().build().unwrap().layout(&terms, &Squares).unwrap();
            let background: Background = background.parse().unwrap();
            let coloring = Coloring::new(color_by, None);
            let recolored = plain.recolored(coloring, background, &Squares).unwrap();
            prop_assert_eq!(without_colors(&recolored), without_colors(&plain));
            let anew = builder.background(background).color_by(color_by).build().unwrap();
            prop_assert_eq!(&recolored, &anew.layout(&terms, &Squares).unwrap());
            let read = CloudLayout::from_json(&recolored.to_json()).unwrap();
            prop_assert_eq!(&read, &recolored);
            let white = Background::Color(Color::WHITE);
            let back = recolored.recolored(Coloring::default(), white, &Squares).unwrap();
            prop_assert_eq!(back, plain);
        }
    }

    #[test]
    fn a_file_that_does_not_tell_its_colors_has_the_default_ones() {
        let cloud = Cloud::builder().build().unwrap();
        let layout = cloud.layout(&terms(&[9, 4]), &Squares).unwrap();
        let json = layout.to_json();
        let told = |line: &&str| line.contains("\"palette\"") || line.contains("\"color_by\"");
        assert_eq!(json.lines().filter(told).count(), 2);
        let untold: Vec<&str> = json.lines().filter(|line| !told(line)).collect();
        assert_eq!(CloudLayout::from_json(&untold.join("\n")), Ok(layout));
    }

    #[test]
    fn other_labels_and_the_contour_follow() {
        let cloud = Cloud::builder().size(500, 300).legend(Legend::Chinese);
        let mut layout = cloud
            .build()
            .unwrap()
            .layout(&terms(&[9, 4, 1]), &Squares)
            .unwrap();
        let label = |text: &str| Label {
            text: text.to_owned(),
            font_size: 12.0,
            x: 10.0,
            y: 20.0,
            color: Color::WHITE,
        };
        layout.labels.extend([label("甲"), label("标题")]);
        layout.contour = Some(Contour {
            polygons: Vec::new(),
            width: 1.0,
            color: Color::WHITE,
        });
        let dark: Background = "#000000".parse().unwrap();
        let coloring = Coloring::new(ColorBy::Group, None);
        let found = layout.recolored(coloring, dark, &Squares).unwrap();
        assert_eq!(found.labels[0].text, "甲");
        // 丙, 乙 and 甲 in code-point order.
        assert_eq!(
            found.labels[0].color,
            Palette::OkabeIto.distinct(Ground::Dark)[2]
        );
        assert_eq!(found.labels[1].color, Ground::Dark.text());
        assert_eq!(found.contour.unwrap().color, Ground::Dark.neutral());
        let keys = found
            .labels
            .iter()
            .filter(|label| label.text.starts_with('■'));
        assert_eq!(keys.count(), 3);
    }
}
