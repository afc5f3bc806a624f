//! `ciyun kwic`: occurrences with the text around them.

use ciyun::kwic::{Concordance, Context, Query};
use ciyun::language::Language::{Chinese, English};
use ciyun::manifest::check_file;
use ciyun::table::Table;

use super::count::{deliver, for_file, for_terminal, form};
use super::{existing, open, read};
use crate::args::{CommonArgs, TableArgs, TableForm};
use crate::kwic_args::KwicArgs;
use crate::plan::Plan;
use crate::terminal::{Status, Terminal};

pub(crate) fn kwic(
    args: &KwicArgs,
    common: &CommonArgs,
    terminal: &Terminal,
) -> anyhow::Result<Status> {
    let table = TableArgs {
        top: args.top,
        weight: None,
    };
    let mut plan = Plan::of_analysis(common, &args.input, &args.words, &args.switches, &table)?;
    plan.without_ngrams();
    plan.csv_bom(args.csv_bom);
    let form = form(args.output.as_deref(), args.format)?;
    if let Some(path) = &args.output {
        // Before the work, not after it.
        check_file(path, existing(common))?;
    }
    let context = match &args.context {
        Some(text) => text.parse()?,
        None => Context::default(),
    };
    // A pattern that is none is told before the inputs are opened.
    let pattern = args.regex.then(|| Query::pattern(&args.word)).transpose()?;
    let expanded = plan.files()?;
    let opened = open(&plan, &expanded, terminal)?;
    let pipeline = &opened.setup.pipeline;
    let query = match pattern {
        Some(pattern) => pattern,
        None if args.phrase => Query::phrase(pipeline, &args.word)?,
        None => Query::term(pipeline, &args.word)?,
    };
    let names: Vec<String> = opened
        .sources
        .iter()
        .map(|source| source.description().name.clone())
        .collect();
    let mut concordance = Concordance::new(query, context);
    let (setup, _, status) = read(opened, Some(&mut concordance), common, terminal)?;
    let found = concordance.lines(&names, args.sort.into(), setup.config.table.top);

    let (occurrences, comments, shown) = (found.occurrences, found.comments, found.lines.len());
    terminal.say(&match terminal.language {
        Chinese => format!("{comments} 条评论中出现 {occurrences} 次；列出 {shown} 次"),
        English => {
            format!("{occurrences} occurrences in {comments} comments; {shown} are listed")
        }
    });
    if occurrences == 0 {
        let word = &args.word;
        terminal.error(&match terminal.language {
            Chinese => format!("没有找到 {word}；它去了哪里，可用 ciyun explain 查看"),
            English => format!("{word} was not found; ciyun explain tells where a word went"),
        });
        return Ok(Status::Failed);
    }
    let table = Table::new(&found.lines);
    let bytes = match form {
        TableForm::Table => for_terminal(&table, terminal.language).into_bytes(),
        form => for_file("kwic", &table, form, &setup.config.output)?,
    };
    deliver(&bytes, args.output.as_deref(), common)?;
    Ok(status)
}
