//! Where comments were published.

use crate::ingest::Fields;

/// The platform of a comment, of those that have emoticons of their own.
///
/// ```
/// use ciyun::clean::Platform;
/// use ciyun::ingest::Fields;
/// let on = |name: &str| Platform::of(&Fields {
///     platform: Some(name.to_owned()),
///     ..Fields::default()
/// });
/// assert_eq!(on("微博"), Platform::Weibo);
/// assert_eq!(on("Weibo"), Platform::Weibo);
/// assert_eq!(on("App Store"), Platform::Other);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Platform {
    /// Not known, or without emoticons of its own.
    #[default]
    Other,
    /// 微博.
    Weibo,
    /// 哔哩哔哩.
    Bilibili,
    /// 抖音.
    Douyin,
    /// 小红书.
    Xiaohongshu,
    /// 微信.
    Wechat,
    /// 快手.
    Kuaishou,
    /// 知乎.
    Zhihu,
}

/// What exports and lists call a platform: the name first that stands in lists. Short names are
/// those of crawlers.
const NAMES: [(Platform, &[&str]); 7] = [
    (Platform::Weibo, &["weibo", "微博", "新浪微博", "wb"]),
    (Platform::Bilibili, &["bilibili", "哔哩哔哩", "b站", "bili"]),
    (Platform::Douyin, &["douyin", "抖音", "dy"]),
    (
        Platform::Xiaohongshu,
        &["xiaohongshu", "小红书", "xhs", "rednote"],
    ),
    (Platform::Wechat, &["wechat", "微信", "weixin", "wx"]),
    (Platform::Kuaishou, &["kuaishou", "快手", "ks"]),
    (Platform::Zhihu, &["zhihu", "知乎"]),
];

impl Platform {
    /// The platform that the fields of a comment name, in Chinese or English.
    #[must_use]
    pub fn of(fields: &Fields) -> Platform {
        let named = fields.platform.as_deref().and_then(Platform::from_name);
        named.unwrap_or_default()
    }

    /// The platform of this name; case and outer blanks do not matter.
    pub(super) fn from_name(name: &str) -> Option<Platform> {
        let name = name.trim();
        let is_name = |known: &&str| known.eq_ignore_ascii_case(name);
        NAMES
            .iter()
            .find(|(_, names)| names.iter().any(is_name))
            .map(|(platform, _)| *platform)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Tool;

    #[test]
    fn a_name_belongs_to_one_platform() {
        for (platform, names) in NAMES {
            for name in names {
                assert_eq!(Platform::from_name(name), Some(platform), "{name}");
            }
        }
        assert_eq!(Platform::from_name(" WeiBo "), Some(Platform::Weibo));
        for name in ["", "微", "App Store", "Google Play", "豆瓣", "百度贴吧"] {
            assert_eq!(Platform::from_name(name), None, "{name}");
        }
    }

    #[test]
    fn the_platforms_of_exports_are_known() {
        let known = Tool::all()
            .filter_map(|tool| tool.platform)
            .filter_map(Platform::from_name);
        let mut found: Vec<u8> = known.map(|platform| platform as u8).collect();
        found.sort_unstable();
        found.dedup();
        // 微信 has no export.
        assert_eq!(found.len(), NAMES.len() - 1);
    }
}
