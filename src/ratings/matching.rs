//! Which published figure belongs to which app.

use super::{PublishedFigure, PublishedFigures};
use crate::count::Documents;
use crate::lexicon::fold;
use crate::stats::StarDistribution;

/// Published figures beside the apps of a corpus.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Matches<'p> {
    /// For each app asked about, its figure.
    pub figures: Vec<Option<&'p PublishedFigure>>,
    /// Published apps that are none of those.
    pub unmatched_figures: Vec<String>,
    /// Apps without a figure.
    pub unmatched_apps: Vec<String>,
}

impl PublishedFigures {
    /// Finds the figure of each app of a corpus; comments without an app are asked about as
    /// `None`.
    ///
    /// Names are the same up to width and case. Among what is left a name that contains another,
    /// as 黑龙江全省事 does 全省事, is the same app if neither of the two stands so to a third
    /// name. When nothing in the corpus names an app and a single figure is published, it is that
    /// of the corpus.
    ///
    /// ```
    /// use ciyun::ratings::PublishedFigures;
    /// let file = "platform,rating\n全省事,1.3\n随申办,4.3\n";
    /// let published = PublishedFigures::read("store.csv", file.as_bytes())?;
    /// let found = published.matches(&[Some("黑龙江全省事"), Some("浙里办")]);
    /// assert_eq!(found.figures[0].unwrap().app, "全省事");
    /// assert_eq!(found.unmatched_figures, ["随申办"]);
    /// assert_eq!(found.unmatched_apps, ["浙里办"]);
    /// # Ok::<(), ciyun::ratings::PublishedError>(())
    /// ```
    #[must_use]
    pub fn matches(&self, apps: &[Option<&str>]) -> Matches<'_> {
        let figures = self.figures();
        let published: Vec<String> = figures.iter().map(|figure| fold(&figure.app)).collect();
        let asked: Vec<Option<String>> = apps.iter().map(|app| app.map(fold)).collect();
        let mut figure_of: Vec<Option<usize>> = vec![None; apps.len()];
        let mut taken = vec![false; figures.len()];
        if let ([None], [_]) = (apps, figures) {
            (figure_of[0], taken[0]) = (Some(0), true);
        }
        for (figure, name) in figure_of.iter_mut().zip(&asked) {
            let same = published
                .iter()
                .position(|other| Some(other) == name.as_ref());
            if let Some(same) = same.filter(|same| !taken[*same]) {
                (*figure, taken[same]) = (Some(same), true);
            }
        }
        let mut pairs = Vec::new();
        for (app, name) in asked.iter().enumerate() {
            let Some(name) = name.as_ref().filter(|_| figure_of[app].is_none()) else {
                continue;
            };
            let free = published.iter().enumerate().filter(|(at, _)| !taken[*at]);
            let alike = free.filter(|(_, other)| contains(name, other));
            pairs.extend(alike.map(|(figure, _)| (app, figure)));
        }
        for &(app, figure) in &pairs {
            let third = pairs
                .iter()
                .any(|other| *other != (app, figure) && (other.0 == app || other.1 == figure));
            if !third {
                (figure_of[app], taken[figure]) = (Some(figure), true);
            }
        }
        let left = figures.iter().zip(&taken).filter(|(_, taken)| !**taken);
        let bare = apps.iter().zip(&figure_of).filter(|(_, of)| of.is_none());
        Matches {
            unmatched_figures: left.map(|(figure, _)| figure.app.clone()).collect(),
            unmatched_apps: bare.filter_map(|(app, _)| app.map(str::to_owned)).collect(),
            figures: figure_of
                .iter()
                .map(|of| of.map(|figure| &figures[figure]))
                .collect(),
        }
    }

    /// The published distribution of stars of the one app that all rated comments are about;
    /// `None` when they are about several, or when none is published for it.
    #[must_use]
    pub fn store_of(&self, documents: &Documents) -> Option<StarDistribution> {
        let rated = documents.facts().iter().filter(|of| of.rating.is_some());
        let mut numbers = rated.map(|of| of.app);
        let app = numbers.next()?;
        if numbers.any(|other| other != app) {
            return None;
        }
        let app = app.map(|number| documents.value(number));
        self.matches(&[app]).figures[0]?.stars
    }
}

/// Whether one name contains the other.
fn contains(one: &str, two: &str) -> bool {
    one.contains(two) || two.contains(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(published: &[&str], apps: &[Option<&str>]) -> Vec<Option<String>> {
        let mut file = "app,mean\n".to_owned();
        for app in published {
            file += &format!("{app},4.5\n");
        }
        let figures = PublishedFigures::read("store.csv", file.as_bytes()).unwrap();
        let matches = figures.matches(apps);
        let names = matches.figures.iter();
        let names: Vec<_> = names.map(|of| of.map(|of| of.app.clone())).collect();
        let n_found = names.iter().flatten().count();
        assert_eq!(matches.unmatched_figures.len(), published.len() - n_found);
        names
    }

    #[test]
    fn a_name_within_the_other_is_the_same_app() {
        let names = found(&["京通", "全省事"], &[Some("北京通"), Some("黑龙江全省事")]);
        assert_eq!(names, [Some("京通".to_owned()), Some("全省事".to_owned())]);
        let names = found(&["黑龙江全省事"], &[Some("全省事")]);
        assert_eq!(names, [Some("黑龙江全省事".to_owned())]);
        let names = found(&["12345 App"], &[Some("１２３４５ APP")]);
        assert_eq!(names, [Some("12345 App".to_owned())]);
    }

    #[test]
    fn the_same_name_goes_before_a_part_of_it() {
        let names = found(&["粤省事"], &[Some("粤省事"), Some("粤省事极速版")]);
        assert_eq!(names, [Some("粤省事".to_owned()), None]);
        let names = found(&["全省事企业版", "全省事"], &[Some("全省事")]);
        assert_eq!(names, [Some("全省事".to_owned())]);
    }

    #[test]
    fn what_could_be_two_apps_is_none() {
        let names = found(&["全省事"], &[Some("黑龙江全省事"), Some("吉林全省事")]);
        assert_eq!(names, [None, None]);
        let names = found(&["黑龙江全省事", "吉林全省事"], &[Some("全省事")]);
        assert_eq!(names, [None]);
    }

    #[test]
    fn a_corpus_without_apps_has_the_only_figure_there_is() {
        assert_eq!(found(&["全省事"], &[None]), [Some("全省事".to_owned())]);
        assert_eq!(found(&["全省事", "浙里办"], &[None]), [None]);
        assert_eq!(found(&["全省事"], &[Some("浙里办"), None]), [None, None]);
    }
}
