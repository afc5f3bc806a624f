//! The comments of a run, kept until it is known how many there are of each stratum.

use rayon::prelude::*;

use super::codebook::NONE;
use super::{KeyRow, SheetRow};
use crate::agreement::{Allocation, Stratum, stratified_sample};
use crate::categories::Coder;
use crate::count::Grouping;
use crate::ledger::Location;
use crate::pipeline::{Onlooker, Pending, Pipeline};
use crate::privacy::quote;
use crate::segment::Token;

/// Keeps every comment that is counted, and draws from them.
///
/// How many comments to draw of a stratum is known only when all are read, and a standard input
/// cannot be read twice, so the texts of all comments are held: their bytes and some 150 more each.
///
/// ```
/// use ciyun::agreement::Allocation;
/// use ciyun::coding::CommentPool;
/// use ciyun::count::Scope;
/// use ciyun::ingest::{InputArgument, InputOrder, ReadOptions, expand};
/// use ciyun::pipeline::{Config, Prepared, prepare};
/// # let folder = tempfile::tempdir().unwrap();
/// # let path = folder.path().join("a.txt");
/// std::fs::write(&path, "登录不上\n打13800138000也没人管\n").unwrap();
/// let files = expand(&[InputArgument::Path(path)], InputOrder::default(), &ReadOptions::default())?;
/// let Prepared { sources, setup, .. } = prepare(&Config::default(), "".as_ref(), &files.files)?;
/// let mut pool = CommentPool::new(None);
/// setup.pipeline.run_watched(sources, &(), Scope::Guarded, Some(&mut pool))?;
/// let sample = pool.draw(setup.pipeline.coder(), &["a.txt".to_owned()], 9, Allocation::Equal, 1);
/// assert_eq!(sample.rows[1].text, "打【某手机号】也没人管");
/// assert_eq!(sample.key[0].categories, "login");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct CommentPool {
    strata: Option<Grouping>,
    comments: Vec<Comment>,
}

#[derive(Debug, Clone)]
struct Comment {
    place: Location,
    stratum: Option<String>,
    rating: Option<f64>,
    text: String,
    categories: Vec<usize>,
}

/// A sample to be coded.
#[derive(Debug, Clone, PartialEq)]
pub struct CodingSample {
    /// The sheet, in the order of the input.
    pub rows: Vec<SheetRow>,
    /// What the program coded, row by row.
    pub key: Vec<KeyRow>,
    /// The strata in their order, that of comments without a value first.
    pub strata: Vec<Stratum<Option<String>>>,
}

impl CommentPool {
    /// Gets ready to keep comments in these strata, or in a single one.
    #[must_use]
    pub fn new(strata: Option<Grouping>) -> CommentPool {
        CommentPool {
            strata,
            comments: Vec::new(),
        }
    }

    /// Draws `n` comments, as [`stratified_sample`] does. `coder` is that of the pipeline, `names`
    /// are the names of the inputs in the order of their ids.
    #[must_use]
    pub fn draw(
        mut self,
        coder: &Coder,
        names: &[String],
        n: usize,
        allocation: Allocation,
        seed: u64,
    ) -> CodingSample {
        let comments = self.comments.iter_mut();
        let strata: Vec<_> = comments.map(|comment| comment.stratum.take()).collect();
        let sample = stratified_sample(&strata, n, allocation, seed);
        let (mut rows, mut key) = (Vec::new(), Vec::new());
        for (row, index) in (1..).zip(&sample.rows) {
            let (comment, stratum) = (&self.comments[*index], &strata[*index]);
            let known = sample.strata.iter().find(|known| known.value == *stratum);
            let known = known.expect("a drawn row is of a stratum");
            let Location { source, line } = comment.place;
            let name = names.get(source.0 as usize);
            let name = name.map_or("?", String::as_str);
            rows.push(SheetRow {
                row,
                source: name.to_owned(),
                line,
                stratum: stratum.clone(),
                stratum_rows: known.n_rows as u64,
                weight: known.weight().expect("a row of it was drawn"),
                rating: comment.rating,
                text: quote(&comment.text, usize::MAX),
            });
            let categories = comment.categories.iter();
            let ids: Vec<&str> = categories
                .map(|index| &*coder.category(*index).id)
                .collect();
            key.push(KeyRow {
                row,
                source: name.to_owned(),
                line,
                categories: match ids.is_empty() {
                    true => NONE.to_owned(),
                    false => ids.join(";"),
                },
            });
        }
        CodingSample {
            rows,
            key,
            strata: sample.strata,
        }
    }

    /// What is kept of a comment; `None` when it is dropped.
    fn keep(&self, pipeline: &Pipeline, comment: &Pending<'_>) -> Option<Comment> {
        if comment.dropped().is_some() {
            return None;
        }
        let course = pipeline.course(comment);
        if course.dropped.is_some() {
            return None;
        }
        let document = comment.document();
        let tokens: Vec<Token> = course.tokens.iter().map(|fated| fated.token).collect();
        let coding = pipeline.coder().code(&course.text, &tokens);
        let stratum = self.strata.as_ref();
        let stratum = stratum.and_then(|strata| strata.group(document));
        Some(Comment {
            place: document.place(),
            stratum: stratum.map(|stratum| quote(&stratum, usize::MAX)),
            rating: document.fields.rating,
            text: document.text.clone(),
            categories: coding.categories().collect(),
        })
    }
}

impl Onlooker for CommentPool {
    fn look(&mut self, pipeline: &Pipeline, comments: &[Pending<'_>]) {
        let kept = comments.par_iter();
        let kept: Vec<Option<Comment>> = kept.map(|comment| self.keep(pipeline, comment)).collect();
        self.comments.extend(kept.into_iter().flatten());
    }
}
