//! Figures that stores publish, read from a table.

use std::collections::BTreeMap;

use crate::lexicon::{decode, fold};
use crate::stats::{PublishedMean, StarDistribution};

/// Names under which the column of apps is found, in order of preference.
const APP_COLUMNS: [&str; 10] = [
    "app",
    "应用",
    "应用名称",
    "app_name",
    "appname",
    "platform",
    "平台",
    "平台名称",
    "name",
    "名称",
];

/// Names under which the column of means is found, in order of preference.
const MEAN_COLUMNS: [&str; 11] = [
    "mobile_rating",
    "published_mean",
    "mean",
    "rating",
    "score",
    "评分",
    "平均评分",
    "平均分",
    "均分",
    "应用评分",
    "移动端评分",
];

/// Names under which the columns of 1 to 5 stars are found.
const STAR_COLUMNS: [[&str; 6]; 5] = [
    ["star_1", "stars_1", "1_star", "1 star", "1星", "一星"],
    ["star_2", "stars_2", "2_stars", "2 stars", "2星", "二星"],
    ["star_3", "stars_3", "3_stars", "3 stars", "3星", "三星"],
    ["star_4", "stars_4", "4_stars", "4 stars", "4星", "四星"],
    ["star_5", "stars_5", "5_stars", "5 stars", "5星", "五星"],
];

/// What a store publishes on an app.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedFigure {
    /// The app, as it is named there.
    pub app: String,
    /// The mean of its ratings, with the rounding that its digits tell: 4.7 is 4.65 to 4.75. A 4
    /// alone, to which spreadsheets shorten 4.0, is 3.5 to 4.5.
    pub mean: Option<PublishedMean>,
    /// How many gave 1 to 5 stars.
    pub stars: Option<StarDistribution>,
    /// Its line in the table, from 1.
    pub line: u64,
}

/// The published figures of some apps.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedFigures {
    figures: Vec<PublishedFigure>,
}

/// Why published figures cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PublishedError {
    /// The text is neither UTF-8, UTF-16 with a byte order mark, nor GB18030.
    #[error("{name}: neither UTF-8 nor GBK; save the table as UTF-8")]
    UnknownEncoding {
        /// The file.
        name: String,
    },
    /// The text is no CSV.
    #[error("{name}:{line}: {detail}; expected CSV with a header and as many fields in each row")]
    Syntax {
        /// The file.
        name: String,
        /// Line, from 1.
        line: u64,
        /// What the parser said.
        detail: String,
    },
    /// A column is missing.
    #[error("{name}:1: no column of {wanted} among {found:?}; name it one of {expected:?}")]
    MissingColumn {
        /// The file.
        name: String,
        /// `apps` or `means`.
        wanted: &'static str,
        /// The columns there are.
        found: Vec<String>,
        /// The names looked for.
        expected: Vec<&'static str>,
    },
    /// A row names no app.
    #[error("{name}:{line}: a row without an app; expected its name under {column:?}")]
    MissingApp {
        /// The file.
        name: String,
        /// Line, from 1.
        line: u64,
        /// The column of apps.
        column: String,
    },
    /// A mean is no number of stars.
    #[error(
        "{name}:{line}: expected a mean from 1 to 5 for {app:?}, such as 4.7, or nothing, found {found:?}"
    )]
    BadMean {
        /// The file.
        name: String,
        /// Line, from 1.
        line: u64,
        /// The app.
        app: String,
        /// The mean as it stands.
        found: String,
    },
    /// The numbers of ratings by star are none.
    #[error(
        "{name}:{line}: expected for {app:?} the ratings of 1 to 5 stars as five counts or percentages, not all 0, or five empty cells, found {found:?}"
    )]
    BadStars {
        /// The file.
        name: String,
        /// Line, from 1.
        line: u64,
        /// The app.
        app: String,
        /// The cells as they stand.
        found: Vec<String>,
    },
    /// An app stands twice.
    #[error("{name}:{line}: {app:?} stands in line {first} already; leave one row for each app")]
    DuplicateApp {
        /// The file.
        name: String,
        /// Line, from 1.
        line: u64,
        /// The app.
        app: String,
        /// Where it stands first.
        first: u64,
    },
}

impl PublishedFigures {
    /// Reads CSV (comma, semicolon or tab) with a header: a column of apps (`app`, `platform`,
    /// 应用, 平台 …), one of means (`rating`, `mean`, 评分 …), and, where they are known, five
    /// columns of the ratings with 1 to 5 stars (`star_1`, 1星 …) as counts or percentages. Other
    /// columns are not read. Either the means or the stars may be missing. The encoding is UTF-8,
    /// UTF-16 with a byte order mark, or GBK; `name` is for messages.
    ///
    /// ```
    /// use ciyun::ratings::PublishedFigures;
    /// let file = "应用,评分,1星,2星,3星,4星,5星\n全省事,2.0,75%,0%,0%,0%,25%\n浙里办,4.65,,,,,\n";
    /// let published = PublishedFigures::read("store.csv", file.as_bytes())?;
    /// let [one, two] = published.figures() else { panic!("two rows") };
    /// assert_eq!((one.mean.unwrap().mean, one.mean.unwrap().rounding), (2.0, 0.05));
    /// assert_eq!(one.stars.unwrap().shares(), [0.75, 0.0, 0.0, 0.0, 0.25]);
    /// assert_eq!((two.mean.unwrap().rounding, two.stars, two.line), (0.005, None, 3));
    /// # Ok::<(), ciyun::ratings::PublishedError>(())
    /// ```
    ///
    /// # Errors
    /// [`PublishedError`] names the file and the line.
    pub fn read(name: &str, bytes: &[u8]) -> Result<PublishedFigures, PublishedError> {
        let text = decode(bytes).ok_or_else(|| PublishedError::UnknownEncoding {
            name: name.to_owned(),
        })?;
        let first = text.lines().next().unwrap_or_default();
        let delimiter = [b'\t', b';']
            .into_iter()
            .find(|delimiter| first.as_bytes().contains(delimiter));
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter.unwrap_or(b','))
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let syntax = |error: csv::Error| PublishedError::Syntax {
            name: name.to_owned(),
            line: error.position().map_or(1, csv::Position::line),
            detail: error.to_string(),
        };
        let columns = Columns::find(name, reader.headers().map_err(syntax)?)?;
        let mut lines = BTreeMap::new();
        let mut figures = Vec::new();
        for record in reader.records() {
            let record = record.map_err(syntax)?;
            if record.iter().all(str::is_empty) {
                continue;
            }
            let figure = columns.read(name, &record)?;
            if let Some(first) = lines.insert(fold(&figure.app), figure.line) {
                return Err(PublishedError::DuplicateApp {
                    name: name.to_owned(),
                    line: figure.line,
                    app: figure.app,
                    first,
                });
            }
            figures.push(figure);
        }
        Ok(PublishedFigures { figures })
    }

    /// The figures, in the order of the table.
    #[must_use]
    pub fn figures(&self) -> &[PublishedFigure] {
        &self.figures
    }
}

/// Where in a row the figures stand.
struct Columns {
    app: usize,
    app_header: String,
    mean: Option<usize>,
    stars: Option<[usize; 5]>,
}

impl Columns {
    fn find(name: &str, header: &csv::StringRecord) -> Result<Columns, PublishedError> {
        let folded: Vec<String> = header.iter().map(fold).collect();
        let position = |synonyms: &[&str]| {
            synonyms
                .iter()
                .find_map(|synonym| folded.iter().position(|column| column == synonym))
        };
        let missing = |wanted, expected: &[&'static str]| PublishedError::MissingColumn {
            name: name.to_owned(),
            wanted,
            found: header.iter().map(str::to_owned).collect(),
            expected: expected.to_vec(),
        };
        let app = position(&APP_COLUMNS).ok_or_else(|| missing("apps", &APP_COLUMNS))?;
        let stars = STAR_COLUMNS.map(|synonyms| position(&synonyms));
        let n_stars = stars.iter().flatten().count();
        if let (1..5, Some(lacking)) = (n_stars, stars.iter().position(Option::is_none)) {
            return Err(missing("each of 1 to 5 stars", &STAR_COLUMNS[lacking]));
        }
        let mean = position(&MEAN_COLUMNS);
        if mean.is_none() && n_stars == 0 {
            return Err(missing("means", &MEAN_COLUMNS));
        }
        let all = stars.map(Option::unwrap_or_default);
        Ok(Columns {
            app,
            app_header: header[app].to_owned(),
            mean,
            stars: (n_stars == 5).then_some(all),
        })
    }

    fn read(
        &self,
        name: &str,
        record: &csv::StringRecord,
    ) -> Result<PublishedFigure, PublishedError> {
        let line = record.position().map_or(1, csv::Position::line);
        let cell = |index: usize| record.get(index).unwrap_or_default();
        let name = name.to_owned();
        let app = cell(self.app).to_owned();
        if app.is_empty() {
            return Err(PublishedError::MissingApp {
                name,
                line,
                column: self.app_header.clone(),
            });
        }
        let mean = self.mean.map(cell).filter(|cell| !cell.is_empty());
        let mean = match mean.map(|cell| (cell, printed_mean(cell))) {
            None => None,
            Some((_, Some(mean))) => Some(mean),
            Some((found, None)) => {
                return Err(PublishedError::BadMean {
                    name,
                    line,
                    app,
                    found: found.to_owned(),
                });
            }
        };
        let cells = self.stars.map(|stars| stars.map(cell));
        let cells = cells.filter(|cells| cells.iter().any(|cell| !cell.is_empty()));
        let stars = match cells.map(|cells| (cells, distribution(cells))) {
            None => None,
            Some((_, Some(stars))) => Some(stars),
            Some((found, None)) => {
                return Err(PublishedError::BadStars {
                    name,
                    line,
                    app,
                    found: found.map(str::to_owned).to_vec(),
                });
            }
        };
        Ok(PublishedFigure {
            app,
            mean,
            stars,
            line,
        })
    }
}

/// A mean with the rounding that its digits tell.
fn printed_mean(cell: &str) -> Option<PublishedMean> {
    let digits = cell.trim_end_matches(['分', '星']).trim_end();
    let plain = |c: char| c.is_ascii_digit() || c == '.';
    let mean: f64 = digits.parse().ok().filter(|_| digits.chars().all(plain))?;
    let n_decimals = digits.split_once('.').map_or(0, |(_, rest)| rest.len());
    let unit = 10_f64.powi(i32::try_from(n_decimals).ok()?);
    (1.0..=5.0).contains(&mean).then_some(PublishedMean {
        mean,
        rounding: 0.5 / unit,
    })
}

/// Counts, percentages or shares of 1 to 5 stars.
fn distribution(cells: [&str; 5]) -> Option<StarDistribution> {
    let mut weights = [0.0; 5];
    for (weight, cell) in weights.iter_mut().zip(cells) {
        let digits = cell.trim_end_matches(['%', '％']).trim_end();
        *weight = digits.replace(',', "").parse().ok()?;
    }
    StarDistribution::new(weights)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        PublishedFigures::read("store.csv", text.as_bytes())
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn the_published_figures_of_five_provinces_are_read() {
        let bytes = include_bytes!("../../corpus/published_figures.csv");
        let published = PublishedFigures::read("published_figures.csv", bytes).unwrap();
        let figures: Vec<_> = published
            .figures()
            .iter()
            .map(|row| (row.app.as_str(), row.mean.unwrap().mean, row.line))
            .collect();
        assert_eq!(
            figures,
            [
                ("北京通", 4.4, 2),
                ("随申办", 4.3, 3),
                ("浙里办", 4.6, 4),
                ("粤省事", 2.4, 5),
                ("全省事", 1.3, 6),
            ]
        );
        let roundings = published.figures().iter().map(|row| row.mean.unwrap());
        assert!(roundings.into_iter().all(|mean| mean.rounding == 0.05));
    }

    #[test]
    fn digits_tell_the_rounding() {
        let rounding = |cell| printed_mean(cell).map(|mean| mean.rounding);
        assert_eq!(rounding("4.7"), Some(0.05));
        assert_eq!(rounding("4.70分"), Some(0.005));
        assert_eq!(rounding("4"), Some(0.5));
        for cell in ["5.1", "0", "4,7", "-4", "4.7e0", "NaN", "inf", "", "分"] {
            assert_eq!(rounding(cell), None, "{cell}");
        }
    }

    #[test]
    fn counts_and_percentages_of_stars_read_alike() {
        let stars = |cells| distribution(cells).map(|stars| stars.shares());
        let expected = Some([0.5, 0.25, 0.0, 0.0, 0.25]);
        assert_eq!(stars(["2,000", "1,000", "0", "0", "1000"]), expected);
        assert_eq!(stars(["50%", "25 %", "0", "0％", "25"]), expected);
        assert_eq!(stars(["50%", "", "0", "0", "25"]), None);
        assert_eq!(stars(["1", "-1", "1", "1", "1"]), None);
        assert_eq!(stars(["0"; 5]), None);
    }

    #[test]
    fn semicolons_gbk_and_blank_rows_are_read() {
        let text = "平台;评分\n浙里办;4.6\n;\n随申办;\n";
        let gbk = encoding_rs::GBK.encode(text).0;
        let read = PublishedFigures::read("store.csv", &gbk).unwrap();
        assert_eq!(
            read,
            PublishedFigures::read("store.csv", text.as_bytes()).unwrap()
        );
        assert_eq!((read.figures().len(), read.figures()[1].mean), (2, None));
    }

    #[test]
    fn what_cannot_be_meant_is_said_with_its_line() {
        assert_eq!(
            error("app,rating\n浙里办,46\n"),
            "store.csv:2: expected a mean from 1 to 5 for \"浙里办\", such as 4.7, or nothing, found \"46\""
        );
        assert_eq!(
            error("app,rating\n浙里办,4.6\n随申办,4.3\n浙里办 ,4.5\n"),
            "store.csv:4: \"浙里办\" stands in line 2 already; leave one row for each app"
        );
        assert_eq!(
            error("app,rating\n,4.6\n"),
            "store.csv:2: a row without an app; expected its name under \"app\""
        );
        let stars = error("app,1星,2星,3星,4星,5星\n浙里办,1,2,,4,5\n");
        assert!(stars.starts_with("store.csv:2: expected for \"浙里办\""));
        assert!(stars.ends_with(r#"found ["1", "2", "", "4", "5"]"#));
        assert!(error("省,评分\n").contains("no column of apps among [\"省\", \"评分\"]"));
        assert!(error("app,n\n").contains("no column of means"));
        let lacking = error("app,rating,star_1,star_2,star_3,star_4\n");
        assert!(lacking.contains("no column of each of 1 to 5 stars") && lacking.contains("5星"));
        assert!(error("app,rating\n浙里办,4.6,\n").starts_with("store.csv:2: "));
        let bytes = PublishedFigures::read("store.csv", &[0xff, 0x00]).unwrap_err();
        assert!(bytes.to_string().starts_with("store.csv: neither UTF-8"));
    }
}
