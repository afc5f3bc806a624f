//! The exports known by their columns: one row a tool.

use super::Field::{
    App, Author, Id, Likes, Parent, Platform, Rating, Region, Reply, Text, Time, Title, Version,
};
use super::clock::Unzoned;
use super::{Columns, Field};
use crate::language::Bilingual;

/// A program or site whose exports are known.
#[derive(Debug, PartialEq, Eq)]
pub struct Tool {
    /// The name used in the manifest, such as `mediacrawler-weibo`.
    pub id: &'static str,
    /// The name shown to users.
    pub name: Bilingual,
    /// Where its comments were published, when it fetches from one place only.
    pub platform: Option<&'static str>,
    /// Headers that all its exports have; of several tools that fit, the one with most counts.
    signature: &'static [&'static str],
    /// What its columns are, normalized as by [`super::synonyms::normalize`]. Where a field stands twice the first
    /// column that exists is read; `a+b` are two columns that make one value.
    fields: &'static [(Field, &'static str)],
    /// The clock of its times that name none.
    pub(super) unzoned: Unzoned,
    /// What its rows are.
    pub(super) rows: Listing,
}

/// The interface that nests the answers of users in the comments.
pub(super) const BILIBILI_API: &str = "bilibili-api";

/// What the rows of an export are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Listing {
    /// What is commented upon. Of a workbook that holds both, the comments are read.
    Posts,
    /// Comments.
    Comments,
}

const fn tool(
    id: &'static str,
    (zh, en): (&'static str, &'static str),
    platform: &'static str,
    signature: &'static [&'static str],
    fields: &'static [(Field, &'static str)],
) -> Tool {
    Tool {
        id,
        name: Bilingual { zh, en },
        platform: if platform.is_empty() {
            None
        } else {
            Some(platform)
        },
        signature,
        fields,
        unzoned: Unzoned::Run,
        rows: Listing::Comments,
    }
}

impl Tool {
    const fn in_utc(mut self) -> Tool {
        self.unzoned = Unzoned::Utc;
        self
    }

    const fn of_posts(mut self) -> Tool {
        self.rows = Listing::Posts;
        self
    }
}

/// Every known export. Authors go by their names, because spreadsheets round long ids. Since July 2026 MediaCrawler masks names, so that many people share one,
/// and writes `creator_hash`, which identifies them; its older files have no such column.
#[rustfmt::skip]
const TOOLS: &[Tool] = &[
    tool("mediacrawler-xhs", ("MediaCrawler（小红书评论）", "MediaCrawler (Xiaohongshu comments)"), "小红书",
        &["commentid", "noteid", "content", "createtime", "parentcommentid"],
        &[(Id, "commentid"), (Text, "content"), (Time, "createtime"), (Author, "creatorhash"), (Author, "nickname"),
          (Likes, "likecount"), (Region, "iplocation"), (Parent, "parentcommentid")]),
    tool("mediacrawler-weibo", ("MediaCrawler（微博评论）", "MediaCrawler (Weibo comments)"), "微博",
        &["commentid", "noteid", "content", "createtime", "createdatetime", "commentlikecount"],
        &[(Id, "commentid"), (Text, "content"), (Time, "createdatetime"), (Author, "creatorhash"), (Author, "nickname"),
          (Likes, "commentlikecount"), (Region, "iplocation"), (Parent, "parentcommentid")]),
    tool("mediacrawler-douyin", ("MediaCrawler（抖音评论）", "MediaCrawler (Douyin comments)"), "抖音",
        &["commentid", "awemeid", "content", "createtime"],
        &[(Id, "commentid"), (Text, "content"), (Time, "createtime"), (Author, "creatorhash"), (Author, "nickname"),
          (Likes, "likecount"), (Region, "iplocation"), (Parent, "parentcommentid")]),
    tool("mediacrawler-bilibili", ("MediaCrawler（哔哩哔哩评论）", "MediaCrawler (Bilibili comments)"), "哔哩哔哩",
        &["commentid", "videoid", "content", "createtime", "parentcommentid"],
        &[(Id, "commentid"), (Text, "content"), (Time, "createtime"), (Author, "creatorhash"), (Author, "nickname"),
          (Likes, "likecount"), (Parent, "parentcommentid")]),
    tool("mediacrawler-kuaishou", ("MediaCrawler（快手评论）", "MediaCrawler (Kuaishou comments)"), "快手",
        &["commentid", "videoid", "content", "createtime"],
        &[(Id, "commentid"), (Text, "content"), (Time, "createtime"), (Author, "creatorhash"), (Author, "nickname")]),
    tool("mediacrawler-tieba", ("MediaCrawler（百度贴吧评论）", "MediaCrawler (Tieba comments)"), "百度贴吧",
        &["commentid", "content", "publishtime", "usernickname", "tiebaname"],
        &[(Id, "commentid"), (Text, "content"), (Time, "publishtime"), (Author, "creatorhash"), (Author, "usernickname"),
          (Region, "iplocation"), (Parent, "parentcommentid"), (Parent, "parmentcommentid")]),
    tool("mediacrawler-zhihu", ("MediaCrawler（知乎评论）", "MediaCrawler (Zhihu comments)"), "知乎",
        &["commentid", "content", "publishtime", "usernickname", "contentid"],
        &[(Id, "commentid"), (Text, "content"), (Time, "publishtime"), (Author, "creatorhash"), (Author, "usernickname"),
          (Likes, "likecount"), (Region, "iplocation"), (Parent, "parentcommentid")]),
    tool("mediacrawler-xhs-posts", ("MediaCrawler（小红书笔记）", "MediaCrawler (Xiaohongshu posts)"), "小红书",
        &["noteid", "title", "desc", "time", "lastupdatetime", "likedcount"],
        &[(Id, "noteid"), (Text, "desc"), (Title, "title"), (Time, "time"), (Author, "creatorhash"), (Author, "nickname"),
          (Likes, "likedcount"), (Region, "iplocation")]).of_posts(),
    tool("mediacrawler-weibo-posts", ("MediaCrawler（微博帖子）", "MediaCrawler (Weibo posts)"), "微博",
        &["noteid", "content", "likedcount", "commentscount", "sharedcount"],
        &[(Id, "noteid"), (Text, "content"), (Time, "createdatetime"), (Time, "createtime"), (Author, "creatorhash"),
          (Author, "nickname"), (Likes, "likedcount"), (Region, "iplocation")]).of_posts(),

    tool("weibo-search", ("weibo-search", "weibo-search"), "微博",
        &["bid", "用户昵称", "微博正文", "发布工具", "retweetid"],
        &[(Id, "id"), (Text, "微博正文"), (Time, "发布时间"), (Author, "用户昵称"), (Likes, "点赞数"), (Region, "ip"),
          (Region, "发布位置"), (Parent, "retweetid")]),
    tool("weibo-crawler-posts", ("weibo-crawler（微博）", "weibo-crawler (posts)"), "微博",
        &["bid", "正文", "位置", "日期", "工具", "点赞数"],
        &[(Id, "id"), (Text, "正文"), (Time, "完整日期"), (Time, "日期"), (Likes, "点赞数"), (Region, "位置")]),
    tool("weibo-crawler-comments", ("weibo-crawler（评论）", "weibo-crawler (comments)"), "微博",
        &["weiboid", "createdat", "userscreenname", "text", "likecount"],
        &[(Id, "id"), (Text, "text"), (Time, "createdat"), (Author, "userscreenname"), (Likes, "likecount"),
          (Parent, "weiboid")]),
    tool("weibospider", ("weiboSpider", "weiboSpider"), "微博",
        &["微博id", "微博正文", "发布时间", "发布工具", "点赞数"],
        &[(Id, "微博id"), (Text, "微博正文"), (Time, "发布时间"), (Likes, "点赞数"), (Region, "发布位置")]),
    // reply_text is the comment that is answered, not an answer of the operator.
    tool("crawl4weibo", ("crawl4weibo", "crawl4weibo"), "微博",
        &["text", "createdat", "userscreenname", "likecounts"],
        &[(Id, "id"), (Text, "text"), (Time, "createdat"), (Author, "userscreenname"), (Likes, "likecounts"),
          (Parent, "replyid")]),
    tool("weibo-script-attitudes", ("微博评论脚本（attitudes_count）", "Weibo comment script (attitudes_count)"), "微博",
        &["username", "createdat", "attitudescount", "comments"],
        &[(Text, "comments"), (Time, "createdat"), (Author, "username"), (Likes, "attitudescount")]),
    tool("weibo-script-device", ("微博评论脚本（设备来源）", "Weibo comment script (设备来源)"), "微博",
        &["用户id", "评论内容", "点赞数", "发布时间", "设备来源"],
        &[(Text, "评论内容"), (Time, "发布时间"), (Author, "用户id"), (Likes, "点赞数")]),
    tool("weibo-script-topic", ("微博话题评论脚本（楼主ID）", "Weibo topic script (楼主ID)"), "微博",
        &["楼主id", "评论者id", "话题内容", "评论内容", "评论日期", "评论时间"],
        &[(Text, "评论内容"), (Time, "评论日期+评论时间"), (Author, "评论者昵称"), (Likes, "点赞量")]),
    tool("weibo-script-pages", ("微博搜索脚本（页码）", "Weibo search script (页码)"), "微博",
        &["页码", "微博id", "微博作者", "微博内容", "发布时间"],
        &[(Id, "微博id"), (Text, "微博内容"), (Time, "发布时间"), (Author, "微博作者"), (Likes, "点赞数")]),

    tool("apple-feed", ("Apple RSS", "Apple RSS"), "App Store",
        &["content.label", "im:rating.label", "id.label"],
        &[(Id, "id.label"), (Text, "content.label"), (Title, "title.label"), (Rating, "im:rating.label"),
          (Time, "updated.label"), (Author, "author.name.label"), (Likes, "im:votesum.label"), (Version, "im:version.label")]),
    tool("apple-feed-table", ("Apple RSS（表格）", "Apple RSS (as a table)"), "App Store",
        &["content", "im:rating", "id", "title"],
        &[(Id, "id"), (Text, "content"), (Title, "title"), (Rating, "im:rating"), (Time, "updated"), (Author, "author"),
          (Likes, "im:votesum"), (Version, "im:version")]),
    tool("npm-app-store-scraper", ("app-store-scraper（npm）", "app-store-scraper (npm)"), "App Store",
        &["id", "text", "title", "score", "username", "userurl"],
        &[(Id, "id"), (Text, "text"), (Title, "title"), (Rating, "score"), (Time, "updated"), (Author, "username"),
          (Version, "version")]),
    tool("pypi-app-store-scraper", ("app-store-scraper（PyPI）", "app-store-scraper (PyPI)"), "App Store",
        &["review", "title", "rating", "date", "username", "isedited"],
        &[(Text, "review"), (Title, "title"), (Rating, "rating"), (Time, "date"), (Author, "username"),
          (Reply, "developerresponse.body"), (Reply, "developerresponse")]).in_utc(),
    tool("app-store-web-scraper", ("app-store-web-scraper（PyPI）", "app-store-web-scraper (PyPI)"), "App Store",
        &["id", "content", "title", "rating", "date", "username", "appversion"],
        &[(Id, "id"), (Text, "content"), (Title, "title"), (Rating, "rating"), (Time, "date"), (Author, "username"),
          (Version, "appversion")]),
    tool("pypi-google-play-scraper", ("google-play-scraper（PyPI）", "google-play-scraper (PyPI)"), "Google Play",
        &["reviewid", "content", "score", "at", "thumbsupcount"],
        &[(Id, "reviewid"), (Text, "content"), (Rating, "score"), (Time, "at"), (Author, "username"),
          (Likes, "thumbsupcount"), (Reply, "replycontent"), (Version, "reviewcreatedversion"), (Version, "appversion")]),
    tool("npm-google-play-scraper", ("google-play-scraper（npm）", "google-play-scraper (npm)"), "Google Play",
        &["id", "text", "score", "date", "username", "userimage"],
        &[(Id, "id"), (Text, "text"), (Title, "title"), (Rating, "score"), (Time, "date"), (Author, "username"),
          (Likes, "thumbsup"), (Reply, "replytext"), (Version, "version")]),
    tool("play-console", ("Google Play Console", "Google Play Console"), "Google Play",
        &["packagename", "starrating", "reviewtext"],
        &[(Text, "reviewtext"), (Title, "reviewtitle"), (Rating, "starrating"), (Time, "reviewsubmitdateandtime"),
          (App, "packagename"), (Version, "appversionname"), (Reply, "developerreplytext")]),
    tool("qimai", ("七麦（App Store）", "Qimai (App Store)"), "App Store",
        &["发表时间", "作者", "评级", "标题", "内容"],
        &[(Text, "内容"), (Title, "标题"), (Rating, "评级"), (Time, "发表时间"), (Author, "作者")]),
    tool("serpapi-apple", ("SerpApi（Apple）", "SerpApi (Apple)"), "App Store",
        &["id", "text", "title", "rating", "reviewdate"],
        &[(Id, "id"), (Text, "text"), (Title, "title"), (Rating, "rating"), (Time, "reviewdate"), (Author, "author.name"),
          (Version, "reviewedversion")]),

    tool("bilibili-script", ("哔哩哔哩评论脚本", "Bilibili comment script"), "哔哩哔哩",
        &["用户名", "性别", "评论内容", "评论时间", "ip属地", "个性签名"],
        &[(Text, "评论内容"), (Time, "评论时间"), (Author, "用户名"), (Likes, "点赞数"), (Region, "ip属地")]),
    tool("bilibili-lvlh2", ("哔哩哔哩评论脚本（lvlh2）", "Bilibili comment script (lvlh2)"), "哔哩哔哩",
        &["用户名称", "用户性别", "评论内容", "点赞数", "评论回复"],
        &[(Text, "评论内容"), (Author, "用户名称"), (Likes, "点赞数")]),
    tool("blblcd", ("blblcd", "blblcd"), "哔哩哔哩",
        &["uname", "content", "rpid", "oid", "mid", "ctime"],
        &[(Id, "rpid"), (Text, "content"), (Time, "ctime"), (Author, "uname"), (Likes, "like"),
          (Region, "location"), (Parent, "parent")]),
    // level is the user's, not a rating.
    tool("bilibili-columns", ("哔哩哔哩评论（按列的 JSON）", "Bilibili comments (JSON by column)"), "哔哩哔哩",
        &["date", "level", "text", "like"],
        &[(Text, "text"), (Time, "date"), (Likes, "like")]),
    tool(BILIBILI_API, ("哔哩哔哩接口", "Bilibili interface"), "哔哩哔哩",
        &["rpid", "ctime", "content.message", "member.uname"],
        &[(Id, "rpid"), (Text, "content.message"), (Time, "ctime"), (Author, "member.uname"),
          (Likes, "like"), (Region, "replycontrol.location"), (Parent, "parent")]),
    tool("xhs-exporter", ("小红书评论导出", "Xiaohongshu comment export"), "小红书",
        &["userinfouserid", "commenttype", "userinfonickname", "content", "createtime"],
        &[(Text, "content"), (Time, "createtime"), (Author, "userinfonickname"),
          (Likes, "likecount"), (Region, "iplocation")]),
    tool("douyin-script", ("抖音评论脚本", "Douyin comment script"), "抖音",
        &["昵称", "点赞数", "时间", "评论"],
        &[(Text, "评论"), (Time, "时间"), (Author, "昵称"), (Likes, "点赞数")]),

    tool("shop-reviews", ("电商评论（数据ID）", "shop reviews (数据ID)"), "",
        &["数据id", "用户id", "商品id", "评论时间戳", "评论内容", "评分"],
        &[(Id, "数据id"), (Text, "评论内容"), (Title, "评论标题"), (Rating, "评分"), (Time, "评论时间戳"), (Author, "用户id")]),
    tool("shop-reviews-sku", ("电商评论（SKU）", "shop reviews (SKU)"), "",
        &["平台", "用户昵称", "评论内容", "评分", "日期", "sku", "商家回复"],
        &[(Id, "id"), (Text, "评论内容"), (Rating, "评分"), (Time, "日期"), (Author, "用户昵称"), (Platform, "平台"),
          (Reply, "商家回复")]),
    tool("citizen-messages", ("网络问政留言", "messages to the government"), "",
        &["留言编号", "留言用户", "留言主题", "留言时间", "留言详情"],
        &[(Id, "留言编号"), (Text, "留言详情"), (Title, "留言主题"), (Time, "留言时间"), (Author, "留言用户"), (Likes, "点赞数"),
          (Reply, "答复意见")]),
];

/// Douban has no export of its own: its scripts name columns as they like, but keep the words and
/// classes with which the site shows stars.
static DOUBAN: Tool = tool(
    "douban",
    ("豆瓣短评", "Douban short comments"),
    "豆瓣",
    &[],
    &[],
);

/// At least this share of the ratings of a table from Douban is written in its way.
const MIN_DOUBAN_SHARE: f64 = 0.8;

/// The tool whose signature stands in a header.
pub(super) fn of_header(normalized: &[String]) -> Option<&'static Tool> {
    let has = |name: &&str| normalized.iter().any(|header| header == name);
    TOOLS
        .iter()
        .filter(|tool| tool.signature.iter().all(has))
        // Of equals the first; max_by_key would give the last.
        .min_by_key(|tool| std::cmp::Reverse(tool.signature.len()))
}

/// The tool known by the cells of its ratings.
pub(super) fn of_ratings<'r>(ratings: impl Iterator<Item = &'r str>) -> Option<&'static Tool> {
    let is_douban = |cell: &str| {
        matches!(cell, "力荐" | "推荐" | "还行" | "较差" | "很差") || cell.starts_with("allstar")
    };
    let (mut n, mut n_douban) = (0_u32, 0_u32);
    for cell in ratings.map(str::trim).filter(|cell| !cell.is_empty()) {
        n += 1;
        n_douban += u32::from(is_douban(cell));
    }
    (n_douban > 0 && f64::from(n_douban) >= MIN_DOUBAN_SHARE * f64::from(n)).then_some(&DOUBAN)
}

impl Tool {
    /// Every export that is known, in the order of their listing.
    pub fn all() -> impl Iterator<Item = &'static Tool> {
        TOOLS.iter().chain([&DOUBAN])
    }

    /// Whether the tool says which column holds a field, or that none does. Columns that users add
    /// to exports, such as the name of the app, are left to the known headers.
    pub(super) fn settles(&self, field: Field) -> bool {
        let added = matches!(field, App | Platform);
        !self.fields.is_empty() && (!added || self.columns_of(field).next().is_some())
    }

    /// The names of the columns of a field, the preferred first.
    pub(super) fn columns_of(&self, field: Field) -> impl Iterator<Item = &'static str> {
        let fields = self.fields.iter();
        fields
            .filter(move |(of, _)| *of == field)
            .map(|(_, name)| *name)
    }
}

impl Columns {
    /// What the rows are; those of an unknown table are taken for comments.
    pub(super) fn listing(&self) -> Listing {
        self.tool.map_or(Listing::Comments, |tool| tool.rows)
    }

    /// The clock of times without a zone.
    pub(super) fn unzoned(&self) -> Unzoned {
        self.tool.map_or(Unzoned::Run, |tool| tool.unzoned)
    }
}

#[cfg(test)]
mod tests {
    use super::super::synonyms::normalize;
    use super::*;

    #[test]
    fn every_row_is_normalized_and_finds_itself() {
        for (index, tool) in TOOLS.iter().enumerate() {
            let names = tool.fields.iter().flat_map(|(_, name)| name.split('+'));
            for name in names.chain(tool.signature.iter().copied()) {
                assert_eq!(normalize(name), name, "{}", tool.id);
            }
            let header: Vec<String> = tool
                .signature
                .iter()
                .map(|name| (*name).to_owned())
                .collect();
            assert_eq!(of_header(&header).map(|found| found.id), Some(tool.id));
            assert!(TOOLS[..index].iter().all(|other| other.id != tool.id));
            assert!(tool.columns_of(Text).next().is_some(), "{}", tool.id);
        }
    }

    #[test]
    fn douban_is_known_by_its_stars() {
        let of = |ratings: &[&'static str]| of_ratings(ratings.iter().copied()).map(|tool| tool.id);
        assert_eq!(
            of(&["力荐", "", "allstar20 rating", "很差", "还行"]),
            Some("douban")
        );
        assert_eq!(of(&["5", "推荐", "3"]), None);
        assert_eq!(of(&[]), None);
    }
}
