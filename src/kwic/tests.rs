use super::*;
use crate::count::Scope;
use crate::ingest::{InputArgument, InputOrder, ReadOptions, expand};
use crate::pipeline::{Analysis, Config, Prepared, prepare};

/// The lines of a query in comments with stars and times.
fn lines_of(
    csv: &str,
    query: impl Fn(&crate::pipeline::Pipeline) -> Query,
    context: Context,
    order: KwicOrder,
) -> (Lines, Analysis) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, csv).unwrap();
    let files = expand(
        &[InputArgument::Path(path)],
        InputOrder::default(),
        &ReadOptions::default(),
    )
    .unwrap();
    let Prepared { sources, setup, .. } =
        prepare(&Config::default(), "".as_ref(), &files.files).unwrap();
    let mut concordance = Concordance::new(query(&setup.pipeline), context);
    let analysis = setup
        .pipeline
        .run_watched(sources, &(), Scope::Guarded, Some(&mut concordance))
        .unwrap();
    (
        concordance.lines(&["a.csv".to_owned()], order, 100),
        analysis,
    )
}

const COMMENTS: &str = "评分,发表时间,评论内容\n\
    2,2023-03-01,今天登陆三次都失败，登录页面一直转圈\n\
    5,2023-01-01,登录很快\n\
    1,2023-02-01,打13800138000也没人管，登录不上\n\
    ,,APP登录后闪退\n";

fn shown(lines: &Lines) -> Vec<String> {
    let lines = lines.lines.iter();
    lines
        .map(|line| format!("{}[{}]{}", line.left, line.node, line.right))
        .collect()
}

#[test]
fn a_term_has_as_many_lines_as_its_count_in_whatever_spelling() {
    let term = |pipeline: &crate::pipeline::Pipeline| Query::term(pipeline, "登录").unwrap();
    let (found, analysis) = lines_of(COMMENTS, term, Context::Characters(4), KwicOrder::Place);
    let counted = analysis.counts.get("登录").unwrap();
    assert_eq!(
        (found.occurrences, found.comments),
        (counted.tf, counted.df)
    );
    assert_eq!(
        shown(&found),
        [
            "今天[登陆]三次都失",
            "都失败，[登录]页面一直",
            "[登录]很快",
            "APP[登录]后闪退"
        ]
    );
    assert_eq!(found.lines[0].named_place, "a.csv:2");
}

#[test]
fn phrases_and_patterns_cross_the_borders_of_words() {
    let phrase = |pipeline: &crate::pipeline::Pipeline| Query::phrase(pipeline, "app登").unwrap();
    let (found, _) = lines_of(COMMENTS, phrase, Context::Characters(1), KwicOrder::Place);
    assert_eq!(shown(&found), ["[APP登]录"]);
    let pattern = |_: &_| Query::pattern("登[录陆].{2}").unwrap();
    let (found, _) = lines_of(COMMENTS, pattern, Context::Characters(0), KwicOrder::Place);
    let nodes: Vec<&str> = found.lines.iter().map(|line| line.node.as_str()).collect();
    assert_eq!(
        nodes,
        ["登陆三次", "登录页面", "登录很快", "登录不上", "登录后闪"]
    );
}

#[test]
fn personal_data_is_masked_and_masks_are_shown_whole() {
    let phrase =
        |pipeline: &crate::pipeline::Pipeline| Query::phrase(pipeline, "登录不上").unwrap();
    let (found, _) = lines_of(COMMENTS, phrase, Context::Characters(8), KwicOrder::Place);
    assert_eq!(shown(&found), ["【某手机号】也没人管，[登录不上]"]);
    let number = |_: &_| Query::pattern("138[0-9]+").unwrap();
    let (found, _) = lines_of(COMMENTS, number, Context::Characters(2), KwicOrder::Place);
    assert_eq!(shown(&found), ["打[【某手机号】]也没"]);
}

#[test]
fn context_can_be_counted_in_tokens() {
    let phrase = |pipeline: &crate::pipeline::Pipeline| Query::phrase(pipeline, "三次").unwrap();
    let (found, _) = lines_of(COMMENTS, phrase, Context::Tokens(1), KwicOrder::Place);
    assert_eq!(shown(&found), ["登陆[三次]都"]);
    let (found, _) = lines_of(COMMENTS, phrase, Context::Tokens(0), KwicOrder::Place);
    assert_eq!(shown(&found), ["[三次]"]);
}

#[test]
fn lines_can_be_sorted_by_context_time_and_stars() {
    let term = |pipeline: &crate::pipeline::Pipeline| Query::phrase(pipeline, "登录").unwrap();
    let places = |order| {
        let (found, _) = lines_of(COMMENTS, term, Context::default(), order);
        let lines = found.lines.iter();
        lines.map(|line| line.place.line).collect::<Vec<_>>()
    };
    assert_eq!(places(KwicOrder::Place), [2, 3, 4, 5]);
    assert_eq!(places(KwicOrder::Time), [3, 4, 2, 5]);
    assert_eq!(places(KwicOrder::Rating), [4, 2, 3, 5]);
    // Before: nothing, P, ， after 管, ， after 败.
    assert_eq!(places(KwicOrder::Left), [3, 5, 4, 2]);
    // After: 不, 后, 很, 页 in code-point order.
    assert_eq!(places(KwicOrder::Right), [4, 5, 3, 2]);
}
