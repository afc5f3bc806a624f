//! Where the comments lie in a JSON file.

use super::columns::{Sample, choose};
use super::json::{ArrayObjects, Entries, JsonRows, sample};
use super::json_columns::{ColumnRows, Values};
use super::json_outline::{Elements, Ending, Kind, Node, Outline, Start};
use super::json_shape::JsonShape;
use super::json_split::Extent;
use super::rows::Rows;
use super::survey::{read_error, too_large};
use super::text::{Progress, open_text, open_text_at};
use super::{
    ChosenBy, Columns, Field, HeaderOrigin, IngestError, InputFile, Limits, ReadOptions,
    SourceDescription,
};
use crate::language::Bilingual;
use crate::ledger::SourceId;

/// Values or objects looked at to find the columns.
const SAMPLE_ROWS: usize = 1000;

/// Arrays of objects looked at, the longest first; each costs another reading of the file.
const MAX_ARRAYS: usize = 8;

/// Groups of parallel arrays looked at, the longest first.
const MAX_GROUPS: usize = 2;

/// Arrays of a group looked at.
const MAX_GROUP_ARRAYS: usize = 40;

/// What is said to be readable where a layout is not.
const EXPECTED: Bilingual = Bilingual {
    zh: "每条评论一个对象（在数组中、每行一个、或在对象内的数组中）、平行的数组，或文本的数组",
    en: "objects with a text each (an array, one a line, or an array inside an object), parallel \
         arrays, or an array of texts",
};

/// Where Apple's feed of reviews has them.
const FEED_ENTRY: &str = "feed.entry";

/// Members of a feed beside its entries. One of them tells a feed without reviews from other
/// objects.
const FEED_MEMBERS: [&str; 5] = ["author", "updated", "rights", "link", "id"];

/// How the comments lie in a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum JsonLayout {
    /// Objects in arrays at the top level.
    #[default]
    Arrays,
    /// Objects in the part of the file that begins here.
    Objects(Start, Extent, Entries),
    /// Parallel arrays, one for each column; an array of texts is one column.
    Parallel(Vec<Start>),
}

/// A layout with what is read from it.
#[derive(Debug)]
pub(super) struct Located {
    pub(super) layout: JsonLayout,
    /// See [`SourceDescription::path_in_file`].
    pub(super) path: Option<String>,
    pub(super) columns: Columns,
}

/// What may be the comments, in the order in which it is preferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Object,
    Parallel,
    Array,
}

struct Candidate {
    rank: Rank,
    n: u64,
    layout: JsonLayout,
    path: Option<String>,
    header: Vec<String>,
}

/// Finds the comments in a file that is not an array of objects: in the array of objects with a
/// known text column (the longest of several), else in parallel arrays, else in the object
/// itself; else in the array whose content looks like comments.
pub(super) fn locate(
    input: &InputFile,
    description: &SourceDescription,
    options: &ReadOptions,
) -> Result<Located, IngestError> {
    let failed = |source| read_error(input, description.compression, source);
    let limits = &options.limits;
    let text = || open_text(input, description, limits, &Progress::default());
    let outline = Outline::read(text()?, limits.depth).map_err(failed)?;
    if is_empty_feed(&outline) {
        let nothing = JsonLayout::Objects(Start::default(), Extent::Nothing, Entries::Reviews);
        return Ok(Located {
            layout: nothing,
            path: Some(format!("{FEED_ENTRY}[]")),
            columns: Columns::default(),
        });
    }
    if let Some(path) = only_empty_array(&outline) {
        return Ok(Located {
            layout: JsonLayout::Objects(Start::default(), Extent::Nothing, Entries::Comments),
            path: Some(path),
            columns: Columns::default(),
        });
    }
    let mut best: Option<(bool, Rank, u64, Located)> = None;
    let mut refusal = None;
    for candidate in candidates(&outline) {
        let rank = (candidate.rank, candidate.n);
        match read_candidate(input, description, options, candidate) {
            Ok(located) => {
                let named = located
                    .columns
                    .fields
                    .iter()
                    .all(|(field, _, by)| *field != Field::Text || *by != ChosenBy::Content);
                let (rank, n) = rank;
                let better = best.as_ref().is_none_or(|(b_named, b_rank, b_n, _)| {
                    (named, rank, n) > (*b_named, *b_rank, *b_n)
                });
                if better && (named || rank != Rank::Object) {
                    best = Some((named, rank, n, located));
                }
            }
            Err(error) if rank.0 != Rank::Object => refusal = refusal.or(Some(error)),
            Err(error @ IngestError::TooLarge { .. }) if is_record(&outline) => {
                refusal = refusal.or(Some(error));
            }
            Err(_) => {}
        }
    }
    if let Some((_, _, _, located)) = best {
        return Ok(located);
    }
    if let Some(error) = refusal.or_else(|| uneven(&outline, &description.name)) {
        return Err(error);
    }
    Err(IngestError::Layout {
        name: description.name.clone(),
        found: Box::new(JsonShape::of(&outline)),
        expected: EXPECTED,
    })
}

/// Whether the value at the top level is a record: the first of several, or one of scalars.
fn is_record(outline: &Outline) -> bool {
    outline.ending == Ending::More
        || outline
            .nodes
            .iter()
            .all(|node| node.parent.is_none() || matches!(node.kind, Kind::Scalar(_)))
}

/// Whether this is Apple's feed of an app without reviews.
fn is_empty_feed(outline: &Outline) -> bool {
    let feed = outline.nodes.iter().position(|node| node.path == "feed");
    feed.is_some_and(|feed| {
        let has = |key: &str| outline.members(feed).any(|member| member.key == key);
        outline.ending == Ending::Whole
            && outline.nodes[feed].kind == Kind::Object
            && !has("entry")
            && FEED_MEMBERS.into_iter().any(has)
    })
}

/// The way to the empty array of a file that holds nothing else: a page without comments.
fn only_empty_array(outline: &Outline) -> Option<String> {
    let empty = Kind::Array(0, Elements::None);
    let (arrays, others): (Vec<&Node>, Vec<&Node>) =
        outline.nodes.iter().partition(|node| node.kind == empty);
    let alone = outline.ending == Ending::Whole
        && arrays.len() == 1
        && others.iter().all(|node| node.kind == Kind::Object);
    alone.then(|| format!("{}[]", arrays[0].path))
}

/// Whatever may be the comments, the preferred first.
fn candidates(outline: &Outline) -> Vec<Candidate> {
    let Some(root) = outline.nodes.first() else {
        return Vec::new();
    };
    let mut arrays = Vec::new();
    let mut groups = Vec::new();
    let mut objects = Vec::new();
    for (index, node) in outline.nodes.iter().enumerate() {
        let one = |extent, entries, path| Candidate {
            rank: Rank::Object,
            n: 1,
            layout: JsonLayout::Objects(node.start, extent, entries),
            path,
            header: Vec::new(),
        };
        match node.kind {
            Kind::Array(n, Elements::Objects) => arrays.push(Candidate {
                rank: Rank::Array,
                n,
                layout: JsonLayout::Objects(node.start, Extent::Array, Entries::Comments),
                path: Some(format!("{}[]", node.path)),
                header: Vec::new(),
            }),
            Kind::Array(n, Elements::Texts) if node.parent.is_none() => groups.push(Candidate {
                rank: Rank::Parallel,
                n,
                layout: JsonLayout::Parallel(vec![node.start]),
                path: None,
                header: Vec::new(),
            }),
            Kind::Object => {
                groups.extend(group(outline, index));
                if node.parent.is_none() {
                    objects.push(one(Extent::Elements, Entries::Comments, None));
                } else if node.path == FEED_ENTRY {
                    let path = Some(node.path.clone());
                    objects.push(one(Extent::Element, Entries::Comments, path));
                }
            }
            _ => {}
        }
    }
    // More than one value: only rows that lie at the top level are all of them.
    if outline.ending == Ending::More {
        return match root.kind {
            Kind::Object => objects.drain(..).filter(|one| one.path.is_none()).collect(),
            _ => Vec::new(),
        };
    }
    for list in [&mut arrays, &mut groups] {
        list.sort_by_key(|candidate| std::cmp::Reverse(candidate.n));
    }
    arrays.truncate(MAX_ARRAYS);
    groups.truncate(MAX_GROUPS);
    groups.retain(|_| matches!(outline.ending, Ending::Whole | Ending::Cut));
    arrays.into_iter().chain(groups).chain(objects).collect()
}

/// The arrays of scalars in an object.
fn scalar_arrays(outline: &Outline, object: usize) -> impl Iterator<Item = (&Node, u64)> {
    outline
        .members(object)
        .filter_map(|member| match member.kind {
            Kind::Array(n, Elements::Texts | Elements::Scalars) => Some((member, n)),
            _ => None,
        })
        .take(MAX_GROUP_ARRAYS)
}

/// The arrays of an object, if they are parallel. In a file that breaks off, the array that it
/// breaks off in may be shorter.
fn group(outline: &Outline, object: usize) -> Option<Candidate> {
    let (_, n) = scalar_arrays(outline, object).next()?;
    let last = outline.nodes.last().map(|node| node.start);
    let is_cut = |node: &Node| outline.ending == Ending::Cut && Some(node.start) == last;
    let parallel = scalar_arrays(outline, object)
        .all(|(member, other)| other == n || (other < n && is_cut(member)));
    let path = &outline.nodes[object].path;
    parallel.then(|| Candidate {
        rank: Rank::Parallel,
        n,
        layout: JsonLayout::Parallel(
            scalar_arrays(outline, object)
                .map(|(member, _)| member.start)
                .collect(),
        ),
        path: (!path.is_empty()).then(|| path.clone()),
        header: scalar_arrays(outline, object)
            .map(|(member, _)| member.key.clone())
            .collect(),
    })
}

/// The refusal of arrays that would be parallel but for their lengths.
fn uneven(outline: &Outline, name: &str) -> Option<IngestError> {
    (0..outline.nodes.len()).find_map(|object| {
        let lengths: Vec<(String, u64)> = scalar_arrays(outline, object)
            .map(|(member, n)| (member.path.clone(), n))
            .collect();
        let differ = lengths.iter().any(|(_, n)| *n != lengths[0].1);
        differ.then(|| IngestError::UnequalArrays {
            name: name.to_owned(),
            lengths,
        })
    })
}

fn read_candidate(
    input: &InputFile,
    description: &SourceDescription,
    options: &ReadOptions,
    candidate: Candidate,
) -> Result<Located, IngestError> {
    let (choice, limits) = (&options.columns, &options.limits);
    let at = |start: &Start| {
        let progress = Progress::default();
        open_text_at(input, description, limits, &progress, start.offset)
    };
    let Candidate {
        mut layout,
        path,
        header,
        ..
    } = candidate;
    let sample = match &layout {
        JsonLayout::Arrays => Sample::default(),
        JsonLayout::Objects(start, extent, _) => {
            let objects = ArrayObjects::within(at(start)?, *extent, start.line).limited(limits);
            sample(objects, limits, SAMPLE_ROWS)
                .map_err(|exceeded| too_large(&description.name, exceeded))?
        }
        JsonLayout::Parallel(starts) => {
            let mut columns = Vec::new();
            for start in starts {
                columns.push(Values::new(at(start)?).limited(limits).sample(SAMPLE_ROWS));
            }
            of_columns(header, columns)
        }
    };
    let is_feed = path
        .as_deref()
        .is_some_and(|path| path.starts_with(FEED_ENTRY))
        && sample.header.iter().any(|key| key.starts_with("im:"));
    if let (true, JsonLayout::Objects(_, _, entries)) = (is_feed, &mut layout) {
        *entries = Entries::Reviews;
    }
    let lists_texts = sample.origin == HeaderOrigin::Numbered && choice.asked().next().is_none();
    let is_app_alone = is_feed && !sample.header.iter().any(|key| key.starts_with("im:rating"));
    let columns = if lists_texts {
        Columns {
            header: sample.header,
            origin: sample.origin,
            tool: None,
            fields: vec![(Field::Text, 0, ChosenBy::Content)],
        }
    } else if is_app_alone {
        Columns::default()
    } else {
        choose(&description.name, &sample, choice)?
    };
    Ok(Located {
        layout,
        path,
        columns,
    })
}

/// Rows from columns; without a header the array is a list of texts.
fn of_columns(header: Vec<String>, columns: Vec<Vec<String>>) -> Sample {
    let n = columns.iter().map(Vec::len).min().unwrap_or(0);
    let rows = (0..n).map(|row| {
        let cells = columns.iter().map(|column| column[row].clone());
        cells.collect()
    });
    let rows = rows.collect();
    match header.is_empty() {
        true => Sample {
            header: vec!["字段1".to_owned()],
            origin: HeaderOrigin::Numbered,
            rows,
        },
        false => Sample {
            header,
            origin: HeaderOrigin::File,
            rows,
        },
    }
}

impl JsonLayout {
    /// The rows of a file with this layout.
    pub(super) fn rows(
        &self,
        input: &InputFile,
        description: &SourceDescription,
        limits: &Limits,
        progress: &Progress,
        id: SourceId,
    ) -> Result<Box<dyn Rows>, IngestError> {
        let columns = &description.columns;
        Ok(match self {
            JsonLayout::Arrays => {
                let text = open_text(input, description, limits, progress)?;
                let objects = ArrayObjects::new(text).limited(limits);
                Box::new(JsonRows::new(objects, id, columns, Entries::Comments))
            }
            JsonLayout::Objects(start, extent, entries) => {
                let text = open_text_at(input, description, limits, progress, start.offset)?;
                let objects = ArrayObjects::within(text, *extent, start.line).limited(limits);
                Box::new(JsonRows::new(objects, id, columns, *entries))
            }
            JsonLayout::Parallel(starts) => {
                let mut wanted = Vec::new();
                for (field, column, _) in &columns.fields {
                    // Every column has its own reader of the file; progress is that of the first.
                    let uncounted = Progress::default();
                    let progress = match wanted.is_empty() {
                        true => progress,
                        false => &uncounted,
                    };
                    let offset = starts[*column].offset;
                    let text = open_text_at(input, description, limits, progress, offset)?;
                    wanted.push((*field, Values::new(text).limited(limits)));
                }
                Box::new(ColumnRows::new(wanted, id))
            }
        })
    }
}
