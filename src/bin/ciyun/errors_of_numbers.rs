//! Errors of comparisons, ratings and time lines in Chinese.

use ciyun::compare::CompareError;
use ciyun::ratings::PublishedError;
use ciyun::timeline::TimelineError;

pub(crate) fn compare(error: &CompareError) -> Option<String> {
    Some(match error {
        CompareError::TooFewGroups { found, ungrouped } => {
            format!("有评论的组只有 {found} 个，至少要 2 个；{ungrouped} 条评论没有组别")
        }
        CompareError::TooManyGroups { found, most } => {
            format!("共 {found} 组，最多比较 {most} 组；请换一列，或用 --target 与 --reference")
        }
        _ => return None,
    })
}

pub(crate) fn timeline(error: &TimelineError) -> Option<String> {
    Some(match error {
        TimelineError::TooManyPeriods {
            found,
            most,
            period,
            first,
            last,
        } => {
            let period = match *period {
                "day" => "日",
                "week" => "周",
                _ => "月",
            };
            format!(
                "从 {first} 到 {last} 按{period}分有 {found} 期，最多 {most} 期；请用更长的时段，或用 --enable \"column-filter=time>=2020-01\" 去掉错误的日期"
            )
        }
        _ => return None,
    })
}

pub(crate) fn published(error: &PublishedError) -> Option<String> {
    Some(match error {
        PublishedError::UnknownEncoding { name } => {
            format!("{name}：既不是 UTF-8 也不是 GBK；请另存为 UTF-8")
        }
        PublishedError::Syntax { name, line, detail } => {
            format!("{name}:{line}：{detail}；应为有表头、各行列数相同的 CSV")
        }
        PublishedError::MissingColumn {
            name,
            wanted,
            found,
            expected,
        } => {
            let wanted = match *wanted {
                "apps" => "应用",
                _ => "均分",
            };
            format!("{name}:1：{found:?} 中没有{wanted}一列；列名应为 {expected:?} 之一")
        }
        PublishedError::MissingApp { name, line, column } => {
            format!("{name}:{line}：没有应用名；应写在 {column:?} 一列")
        }
        PublishedError::BadMean {
            name,
            line,
            app,
            found,
        } => format!(
            "{name}:{line}：{app:?} 的均分应为 1 到 5 之间的数，如 4.7，或留空；给出的是 {found:?}"
        ),
        PublishedError::BadStars {
            name,
            line,
            app,
            found,
        } => format!(
            "{name}:{line}：{app:?} 的一至五星应为五个人数或百分比，不全为 0，或全部留空；给出的是 {found:?}"
        ),
        PublishedError::DuplicateApp {
            name,
            line,
            app,
            first,
        } => {
            format!("{name}:{line}：{app:?} 在第 {first} 行已有；每个应用只留一行")
        }
        _ => return None,
    })
}
