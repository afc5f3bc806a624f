//! What a run says about ratings and time.

use ciyun::language::Language::{self, Chinese, English};
use ciyun::pipeline::Facets;
use ciyun::ratings::{AppRatings, RatingsByApp};
use ciyun::timeline::{Direction, TrendRow};

/// Apps whose ratings are told; the table has all.
const N_APPS: usize = 5;

/// Words that are told to rise or fall.
const N_WORDS: usize = 5;

/// The lines that there is something to tell in.
pub(crate) fn facets(facets: &Facets, language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(ratings) = &facets.ratings {
        lines.extend(means(ratings, language));
    }
    lines.extend(trends(&facets.trends, language));
    lines
}

/// Published figures and apps that do not find each other.
pub(crate) fn unmatched(ratings: &RatingsByApp, language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    let (without, apps) = (
        ratings.published_without_comments.join(", "),
        ratings.apps_without_published.join(", "),
    );
    if !without.is_empty() {
        lines.push(match language {
            Chinese => format!("公布了评分、但没有评论的应用：{without}"),
            English => format!("published figures of apps without comments: {without}"),
        });
    }
    if !apps.is_empty() {
        lines.push(match language {
            Chinese => format!("有评论、但没有公布评分的应用：{apps}"),
            English => format!("apps with comments but without published figures: {apps}"),
        });
    }
    lines
}

fn means(ratings: &RatingsByApp, language: Language) -> Option<String> {
    let named = |row: &&AppRatings| row.app.name().is_some() && row.summary.is_some();
    let of_apps = ratings.rows.iter().filter(named).take(N_APPS);
    let mut told: Vec<String> = of_apps.filter_map(|row| mean(row, language)).collect();
    if told.is_empty() {
        told.extend(
            ratings
                .rows
                .iter()
                .filter_map(|row| mean(row, language))
                .take(1),
        );
    }
    (!told.is_empty()).then(|| match language {
        Chinese => format!("平均评分：{}", told.join("；")),
        English => format!("mean ratings: {}", told.join("; ")),
    })
}

fn mean(row: &AppRatings, language: Language) -> Option<String> {
    let summary = row.summary.as_ref()?;
    let interval = summary.mean_interval.map_or(String::new(), |interval| {
        format!(" [{:.2}, {:.2}]", interval.low, interval.high)
    });
    let published = row.published.as_ref().and_then(|figure| figure.mean);
    let published = published.map_or(String::new(), |published| match language {
        Chinese => format!("，公布 {}", published.mean),
        English => format!(", published {}", published.mean),
    });
    let name = row
        .app
        .name()
        .map_or(String::new(), |name| format!("{name} "));
    let (mean, n) = (summary.mean, summary.n);
    Some(match language {
        Chinese => format!("{name}{mean:.2}{interval}（{n} 条{published}）"),
        English => format!("{name}{mean:.2}{interval} (n = {n}{published})"),
    })
}

fn trends(rows: &[TrendRow], language: Language) -> Option<String> {
    let words = |direction: Direction| {
        let going = rows.iter().filter(|row| row.direction == Some(direction));
        let words: Vec<&str> = going.map(|row| row.term.as_str()).collect();
        let more = if words.len() > N_WORDS { " …" } else { "" };
        (!words.is_empty()).then(|| words[..words.len().min(N_WORDS)].join(", ") + more)
    };
    let (rising, falling) = (words(Direction::Rising), words(Direction::Falling));
    if rising.is_none() && falling.is_none() {
        return None;
    }
    let [rising, falling] = [rising, falling].map(|words| words.unwrap_or_else(|| "-".to_owned()));
    Some(match language {
        Chinese => format!("上升的词：{rising}；下降的词：{falling}（错误发现率 5 %）"),
        English => {
            format!("rising words: {rising}; falling words: {falling} (false discovery rate 5 %)")
        }
    })
}
