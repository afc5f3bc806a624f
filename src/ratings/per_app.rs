//! The ratings of each app.

use std::collections::BTreeMap;

use super::rated::Rated;
use super::{Matches, PublishedFigure, PublishedFigures};
use crate::count::{Documents, RatingsWithoutText};
use crate::stats::{
    BootstrapOptions, MeanDifference, RatingSummary, StarCounts, Stars, against_published,
    rating_summary,
};

/// What a line of the ratings is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RatedApp {
    /// The comments on one app.
    Named(String),
    /// The comments that name no app.
    Unnamed,
    /// All comments.
    All,
}

impl RatedApp {
    /// The name used in files for what the line is about: `app`, `no_app` or `all`.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            RatedApp::Named(_) => "app",
            RatedApp::Unnamed => "no_app",
            RatedApp::All => "all",
        }
    }

    /// The app, if the line is about one.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            RatedApp::Named(name) => Some(name),
            RatedApp::Unnamed | RatedApp::All => None,
        }
    }
}

/// One line of `ratings.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct AppRatings {
    /// What the line is about.
    pub app: RatedApp,
    /// The rated comments; `None` when there are none.
    pub summary: Option<RatingSummary>,
    /// Comments without a rating.
    pub n_unrated: u64,
    /// Comments whose rating is neither a whole nor a half star; they are in no other figure.
    pub n_off_scale: u64,
    /// Ratings that were given without a text.
    pub without_text: StarCounts,
    /// What the store publishes.
    pub published: Option<PublishedFigure>,
    /// Mean of the comments minus the published mean.
    pub difference: Option<MeanDifference>,
}

impl AppRatings {
    /// Comments with so many whole stars, 1 to 5; half stars are not rounded, see
    /// [`AppRatings::n_half_stars`]. `None` when nothing is rated.
    #[must_use]
    pub fn n_stars(&self, stars: u8) -> Option<u64> {
        let stars = Stars::new(f64::from(stars));
        let rows = self.summary.as_ref()?.histogram.iter();
        let row = rows.into_iter().find(|row| Some(row.stars) == stars);
        Some(row.map_or(0, |row| row.n))
    }

    /// Comments with half a star, such as 3.5. `None` when nothing is rated.
    #[must_use]
    pub fn n_half_stars(&self) -> Option<u64> {
        let whole: Option<u64> = (1..=5).map(|stars| self.n_stars(stars)).sum();
        Some(self.summary.as_ref()?.n - whole?)
    }
}

/// The ratings of each app, and what did not find its other half.
#[derive(Debug, Clone, PartialEq)]
pub struct RatingsByApp {
    /// The apps in code-point order, comments without an app, and all where there is more than
    /// one line before.
    pub rows: Vec<AppRatings>,
    /// Apps in the published figures that no comment is about.
    pub published_without_comments: Vec<String>,
    /// Apps of the comments that have no published figure; none when nothing was published.
    pub apps_without_published: Vec<String>,
}

/// The ratings of each app, by the app of each comment; `documents` stand in the order of
/// [`Documents::in_order`].
///
/// ```
/// use ciyun::count::{Documents, RatingsWithoutText};
/// use ciyun::ingest::Document;
/// use ciyun::ratings::{PublishedFigures, per_app};
/// use ciyun::stats::BootstrapOptions;
/// let mut documents = Documents::new("settings");
/// for (line, rating) in (1..).zip([1.0, 1.0, 5.0, 1.0]) {
///     let mut document = Document::from_text(String::new(), line);
///     document.fields.rating = Some(rating);
///     document.fields.app = Some("黑龙江全省事".to_owned());
///     documents.add(&document, None, &[]);
/// }
/// let mut without_text = RatingsWithoutText::new("settings");
/// without_text.add(Some("黑龙江全省事"), Some(5.0));
/// let published = PublishedFigures::read("store.csv", "应用,评分\n全省事,4.5\n".as_bytes())?;
/// let options = BootstrapOptions::default();
/// let found = per_app(&documents.in_order(), &without_text, Some(&published), options);
/// let row = &found.rows[0];
/// // (1 + 1 + 5 + 1) / 4, against 4.5.
/// assert_eq!(row.summary.as_ref().unwrap().mean, 2.0);
/// assert_eq!(row.difference.unwrap().difference, -2.5);
/// assert_eq!(row.without_text.mean(), Some(5.0));
/// # Ok::<(), ciyun::ratings::PublishedError>(())
/// ```
#[must_use]
pub fn per_app(
    documents: &Documents,
    without_text: &RatingsWithoutText,
    published: Option<&PublishedFigures>,
    options: BootstrapOptions,
) -> RatingsByApp {
    let mut apps: BTreeMap<RatedApp, (Vec<usize>, StarCounts)> = BTreeMap::new();
    let named =
        |app: Option<&str>| app.map_or(RatedApp::Unnamed, |app| RatedApp::Named(app.to_owned()));
    for (app, members) in by_number(documents) {
        let app = named(app.map(|number| documents.value(number)));
        apps.entry(app).or_default().0 = members;
    }
    let mut all_without_text = StarCounts::default();
    for (app, ratings) in without_text.iter() {
        let of_app = &mut apps.entry(named(app)).or_default().1;
        for (stars, n) in ratings.by_stars() {
            let stars = Stars::new(stars).expect("half stars from ½ to 5 are ratings");
            of_app.add(stars, n);
            all_without_text.add(stars, n);
        }
    }
    let names: Vec<Option<&str>> = apps.keys().map(RatedApp::name).collect();
    let matches = published.map(|published| published.matches(&names));
    let mut rows: Vec<AppRatings> = apps
        .iter()
        .enumerate()
        .map(|(index, (app, (members, without_text)))| {
            let figure = matches.as_ref().and_then(|matches| matches.figures[index]);
            let rated = Rated::new(documents, members.iter().copied());
            row(app.clone(), &rated, *without_text, figure, options)
        })
        .collect();
    if rows.len() > 1 {
        let rated = Rated::new(documents, 0..documents.facts().len());
        rows.push(row(RatedApp::All, &rated, all_without_text, None, options));
    }
    let Matches {
        unmatched_figures,
        unmatched_apps,
        ..
    } = matches.unwrap_or_default();
    RatingsByApp {
        rows,
        published_without_comments: unmatched_figures,
        apps_without_published: unmatched_apps,
    }
}

/// The documents by the number of their app.
fn by_number(documents: &Documents) -> BTreeMap<Option<u32>, Vec<usize>> {
    let mut apps: BTreeMap<Option<u32>, Vec<usize>> = BTreeMap::new();
    for (document, facts) in documents.facts().iter().enumerate() {
        apps.entry(facts.app).or_default().push(document);
    }
    apps
}

fn row(
    app: RatedApp,
    rated: &Rated,
    without_text: StarCounts,
    figure: Option<&PublishedFigure>,
    options: BootstrapOptions,
) -> AppRatings {
    let comments = rated.comments();
    let summary = rating_summary(comments.ratings, comments.clusters, options);
    let mean = figure.and_then(|figure| figure.mean);
    let difference = summary.as_ref().zip(mean);
    AppRatings {
        app,
        difference: difference.map(|(summary, mean)| against_published(summary, mean)),
        summary,
        n_unrated: rated.n_unrated,
        n_off_scale: rated.n_off_scale,
        without_text,
        published: figure.cloned(),
    }
}
