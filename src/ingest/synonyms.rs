//! The headers under which exports keep each field.

use super::Field;

/// Every field with the headers known for it, the preferred ones first, normalized as by
/// [`normalize`]. Fields choose in this order, and a column is given away once.
///
/// Some headers are left out on purpose: 源微博正文 is the post that was shared, 答复意见 the
/// operator's answer, `level`, 用户等级 and 会员等级 rank users, `label` classes comments, and
/// `last_modify_ts` is the time of the crawl.
pub(super) const SYNONYMS: &[(Field, &[&str])] = &[
    (
        Field::Text,
        &[
            "评论内容",
            "评价内容",
            "留言详情",
            "留言内容",
            "内容",
            "微博正文",
            "微博内容",
            "正文",
            "评论正文",
            "评论文本",
            "content",
            "text",
            "commenttext",
            "reviewtext",
            "review",
            "reviewbody",
            "body",
            "comment",
            "comments",
            "评论",
            "评价",
            "短评",
            "content.label",
            "評論內容",
            "評論",
            "內容",
        ],
    ),
    (
        Field::Id,
        &[
            "commentid",
            "reviewid",
            "rpid",
            "评论id",
            "评论编号",
            "留言编号",
            "数据id",
            "编号",
            "id",
            "微博id",
            "id.label",
        ],
    ),
    (
        Field::Title,
        &[
            "title",
            "标题",
            "评论标题",
            "评价标题",
            "留言主题",
            "reviewtitle",
            "title.label",
        ],
    ),
    (
        Field::Rating,
        &[
            "rating",
            "评分",
            "评级",
            "星级",
            "score",
            "star",
            "stars",
            "starrating",
            "打分",
            "评价星级",
            "im:rating",
            "im:rating.label",
            "scoretext",
            "評分",
            "星級",
        ],
    ),
    (
        Field::Time,
        &[
            "createdatetime",
            "createtime",
            "createdat",
            "publishtime",
            "发布时间",
            "发表时间",
            "评论日期",
            "评论时间",
            "留言时间",
            "评价时间",
            "评论时间戳",
            "完整日期",
            "日期",
            "时间",
            "at",
            "date",
            "updated",
            "time",
            "ctime",
            "reviewdate",
            "timestamp",
            "updated.label",
            "reviewsubmitdateandtime",
        ],
    ),
    (
        Field::Author,
        &[
            "nickname",
            "usernickname",
            "userinfonickname",
            "用户昵称",
            "评论者昵称",
            "昵称",
            "作者",
            "微博作者",
            "username",
            "userscreenname",
            "screenname",
            "author",
            "author.name",
            "用户名",
            "用户名称",
            "uname",
            "留言用户",
            "用户",
            "author.name.label",
            "creatorhash",
            "userid",
            "用户id",
            "评论者id",
        ],
    ),
    (
        Field::App,
        &[
            "app",
            "appname",
            "packagename",
            "应用",
            "应用名称",
            "应用名",
            "软件",
            "软件名称",
            "appid",
        ],
    ),
    (
        Field::Platform,
        &[
            "platform",
            "平台",
            "来源平台",
            "渠道",
            "应用商店",
            "应用市场",
            "商店",
        ],
    ),
    (
        Field::Version,
        &[
            "reviewcreatedversion",
            "appversion",
            "appversionname",
            "version",
            "reviewedversion",
            "版本",
            "版本号",
            "应用版本",
            "im:version",
            "im:version.label",
        ],
    ),
    (
        Field::Likes,
        &[
            "likecount",
            "commentlikecount",
            "likecounts",
            "likedcount",
            "点赞数",
            "点赞量",
            "点赞",
            "thumbsupcount",
            "thumbsup",
            "likes",
            "like",
            "attitudescount",
            "赞",
            "赞同数",
            "im:votesum",
            "im:votecount",
            "im:votesum.label",
            "im:votecount.label",
        ],
    ),
    (
        Field::Region,
        &[
            "iplocation",
            "ip属地",
            "ip归属地",
            "ip",
            "发布位置",
            "位置",
            "region",
            "location",
            "地区",
            "省份",
        ],
    ),
    (
        Field::Parent,
        &[
            "parentcommentid",
            "parentid",
            "parent",
            "父评论id",
            "replyid",
            "retweetid",
            "weiboid",
        ],
    ),
    (
        Field::Reply,
        &[
            "replycontent",
            "replytext",
            "商家回复",
            "官方回复",
            "开发者回复",
            "答复意见",
            "答复内容",
            "回复内容",
            "developerresponse",
            "developerreplytext",
            "reply",
        ],
    ),
    // Only a column that was asked for.
    (Field::Group, &[]),
];

/// Headers of texts that are not the comment, normalized; never taken for it by content.
pub(super) const NEVER_TEXT: &[&str] = &[
    "源微博正文",
    "源用户昵称",
    "个性签名",
    "usersignature",
    "sign",
    "答复意见",
    "追加评论",
];

/// A header as compared: without byte order mark, quotes, blanks, `_` and `-`, in lower case.
pub(super) fn normalize(header: &str) -> String {
    header
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{feff}' | '\u{200b}' | '"' | '_' | '-'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether the header is known for any field.
pub(super) fn is_known(header: &str) -> bool {
    let header = normalize(header);
    SYNONYMS
        .iter()
        .any(|(_, names)| names.contains(&header.as_str()))
}

/// Whether the header is known for the comment itself.
pub(super) fn names_text(header: &str) -> bool {
    SYNONYMS[0].1.contains(&normalize(header).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_normalized_and_no_header_stands_for_two_fields() {
        let all: Vec<&str> = SYNONYMS
            .iter()
            .flat_map(|(_, names)| *names)
            .copied()
            .collect();
        for (index, name) in all.iter().enumerate() {
            assert_eq!(normalize(name), *name);
            assert!(!all[..index].contains(name), "{name} twice");
        }
        assert_eq!(SYNONYMS[0].0, Field::Text);
    }
}
