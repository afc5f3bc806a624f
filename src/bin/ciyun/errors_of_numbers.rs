//! Errors of comparisons, ratings and time lines in Chinese.

use std::error::Error;

use ciyun::compare::CompareError;
use ciyun::timeline::TimelineError;

/// The error in Chinese, if it is one of these.
pub(crate) fn describe(cause: &(dyn Error + 'static)) -> Option<String> {
    if let Some(error) = cause.downcast_ref() {
        return compare(error);
    }
    timeline(cause.downcast_ref()?)
}

fn compare(error: &CompareError) -> Option<String> {
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

fn timeline(error: &TimelineError) -> Option<String> {
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
