//! Occurrences, gathered while the comments are counted.

use rayon::prelude::*;

use super::{Context, KwicLine, KwicOrder, Lines, Query};
use crate::pipeline::{Onlooker, Pending, Pipeline};

/// Gathers the lines of a query.
///
/// ```
/// use ciyun::count::Scope;
/// use ciyun::ingest::{InputArgument, InputOrder, ReadOptions, expand};
/// use ciyun::kwic::{Concordance, Context, KwicOrder, Query};
/// use ciyun::pipeline::{Config, Prepared, prepare};
/// # let folder = tempfile::tempdir().unwrap();
/// # let path = folder.path().join("a.txt");
/// std::fs::write(&path, "今天登录总是失败\n登录@登录\n").unwrap();
/// let files = expand(&[InputArgument::Path(path)], InputOrder::default(), &ReadOptions::default())?;
/// let Prepared { sources, setup, .. } = prepare(&Config::default(), "".as_ref(), &files.files)?;
/// let query = Query::term(&setup.pipeline, "登录")?;
/// let mut concordance = Concordance::new(query, Context::Characters(4));
/// setup.pipeline.run_watched(sources, &(), Scope::Guarded, Some(&mut concordance))?;
/// let found = concordance.lines(&["a.txt".to_owned()], KwicOrder::Place, 10);
/// // 登录 in @登录 is a name.
/// assert_eq!((found.occurrences, found.comments), (2, 2));
/// let first = &found.lines[0];
/// assert_eq!((&*first.left, &*first.node, &*first.right), ("今天", "登录", "总是失败"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Concordance {
    query: Query,
    context: Context,
    lines: Vec<KwicLine>,
    comments: u64,
}

impl Concordance {
    /// Gets ready to look for `query`.
    #[must_use]
    pub fn new(query: Query, context: Context) -> Concordance {
        Concordance {
            query,
            context,
            lines: Vec::new(),
            comments: 0,
        }
    }

    /// The first `top` lines in an order; `names` are the names of the inputs in the order of
    /// their ids.
    #[must_use]
    pub fn lines(mut self, names: &[String], order: KwicOrder, top: usize) -> Lines {
        let occurrences = self.lines.len() as u64;
        order.sort(&mut self.lines);
        self.lines.truncate(top);
        for line in &mut self.lines {
            let name = names.get(line.place.source.0 as usize);
            let name = name.map_or("?", String::as_str);
            line.named_place = format!("{name}:{}", line.place.line);
        }
        Lines {
            lines: self.lines,
            occurrences,
            comments: self.comments,
        }
    }

    /// The lines of one comment; none of a comment that is dropped.
    fn of_comment(&self, pipeline: &Pipeline, comment: &Pending<'_>) -> Vec<KwicLine> {
        let document = comment.document();
        let source = &document.text;
        if comment.dropped().is_some() || !self.query.may_stand_in(source) {
            return Vec::new();
        }
        let course = pipeline.course(comment);
        if course.dropped.is_some() {
            return Vec::new();
        }
        let found = self.query.find(source, &course).into_iter();
        let line = |found| {
            let parts = self.context.parts(source, &found, &course);
            KwicLine {
                place: document.place(),
                named_place: String::new(),
                left: parts.left,
                node: parts.node,
                right: parts.right,
                rating: document.fields.rating,
                time: document.fields.time,
                app: document.fields.app.clone(),
            }
        };
        found.map(line).collect()
    }
}

impl Onlooker for Concordance {
    fn look(&mut self, pipeline: &Pipeline, comments: &[Pending<'_>]) {
        let found: Vec<Vec<KwicLine>> = comments
            .par_iter()
            .map(|comment| self.of_comment(pipeline, comment))
            .collect();
        for lines in found {
            self.comments += u64::from(!lines.is_empty());
            self.lines.extend(lines);
        }
    }
}
