//! E-mail addresses, names after `@`, and web addresses.

use std::ops::Range;

use super::PersonalDataKind;
use super::fold::{self, Symbol};
use super::scan::Hit;

/// Longest name on any platform, in characters. What is longer is a sentence, not a name.
const LONGEST_NAME: usize = 30;

/// Longest part of an e-mail address before its `@`: RFC 5321, section 4.5.3.1.1.
const LONGEST_LOCAL: usize = 64;

/// Longest name of a host: RFC 1035, section 2.3.4.
const LONGEST_HOST: usize = 255;

/// Providers so well known that an address is understood in spite of blanks around `@`, a comma
/// for the dot, or no ending at all.
const PROVIDERS: [&str; 16] = [
    "qq", "163", "126", "139", "189", "gmail", "sina", "sohu", "hotmail", "outlook", "foxmail",
    "icloud", "yeah", "yahoo", "aliyun", "tom",
];

/// Endings of host names that make an address without a scheme.
const TOP_LEVEL: [&str; 10] = [
    "cn", "com", "net", "org", "tv", "cc", "me", "io", "co", "top",
];

/// Pages of users: host and path up to the name or number.
const PROFILES: [&str; 27] = [
    "weibo.com/u/",
    "weibo.com/n/",
    "weibo.com/p/",
    "weibo.com/profile/",
    "weibo.cn/u/",
    "weibo.cn/n/",
    "weibo.cn/profile/",
    "space.bilibili.com/",
    "m.bilibili.com/space/",
    "zhihu.com/people/",
    "douban.com/people/",
    "xiaohongshu.com/user/profile/",
    "douyin.com/user/",
    "douyin.com/share/user/",
    "kuaishou.com/profile/",
    "kuaishou.com/u/",
    "jianshu.com/u/",
    "qzone.qq.com/",
    "u.wechat.com/",
    "music.163.com/#/user/home?id=",
    "tieba.baidu.com/home/main?",
    "twitter.com/",
    "x.com/",
    "instagram.com/",
    "facebook.com/",
    "t.me/",
    "github.com/",
];

/// The name after an `@`, with it: letters (Han included), digits, `_` and `-`, as rule `mention`
/// takes it. An `@` between ASCII letters or digits belongs to an e-mail address.
pub(super) fn mention(part: &[Symbol], at: usize) -> Option<Hit> {
    let inner = fold::before(part, at).is_some_and(is_local)
        && fold::at(part, at + 1).is_some_and(|c| c.is_ascii_alphanumeric());
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let n_name = part[at + 1..]
        .iter()
        .take(LONGEST_NAME + 1)
        .take_while(|symbol| is_name(symbol.c))
        .count();
    let end = at + 1 + n_name;
    let named = part[at + 1..end].iter().any(|s| s.c.is_alphanumeric());
    if inner || n_name > LONGEST_NAME || !named {
        return None;
    }
    Some(Hit {
        kind: PersonalDataKind::Mention,
        range: at..end,
    })
}

fn is_local(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+')
}

/// An e-mail address whose local part begins at a letter or digit.
pub(super) fn email(part: &[Symbol], start: usize) -> Option<Hit> {
    let n_local = part[start..]
        .iter()
        .take(LONGEST_LOCAL + 1)
        .take_while(|symbol| is_local(symbol.c))
        .count();
    let local_end = start + n_local;
    let sign = local_end + usize::from(fold::at(part, local_end) == Some(' '));
    if n_local > LONGEST_LOCAL || fold::at(part, sign) != Some('@') {
        return None;
    }
    let domain = sign + 1 + usize::from(fold::at(part, sign + 1) == Some(' '));
    let spaced = domain - local_end > 1;
    let provider_end = PROVIDERS.iter().find_map(|provider| {
        let end = domain + provider.len();
        let whole = !fold::at(part, end).is_some_and(|c| c.is_ascii_alphanumeric());
        (domain < part.len() && fold::starts_with(part, domain, provider) && whole).then_some(end)
    });
    let end = match provider_end {
        Some(end) => {
            // A comma in the place of the dot.
            let comma = fold::at(part, end) == Some(',');
            let ending = [",com", ",cn", ",net"]
                .into_iter()
                .find(|ending| comma && fold::starts_with(part, end, ending));
            match ending {
                Some(ending) => end + ending.len(),
                None => domain_end(part, domain).unwrap_or(end),
            }
        }
        None if spaced => return None,
        None => domain_end(part, domain)?,
    };
    Some(Hit {
        kind: PersonalDataKind::Email,
        range: start..end,
    })
}

/// The end of a host name with at least one dot. Digits right after its last letters are not part
/// of it.
fn domain_end(part: &[Symbol], start: usize) -> Option<usize> {
    let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let n_host = part
        .get(start..)?
        .iter()
        .take(LONGEST_HOST)
        .take_while(|symbol| is_host(symbol.c))
        .count();
    let host = &part[start..start + n_host];
    // The last dot with two letters or more after it, and a name before it.
    (1..host.len()).rev().find_map(|dot| {
        let letters_end = fold::run_end(host, dot + 1, |c| c.is_ascii_alphabetic());
        let ending = host[dot].c == '.' && letters_end >= dot + 3;
        (ending && host[dot - 1].c.is_ascii_alphanumeric()).then_some(start + letters_end)
    })
}

/// A web address that begins at a letter or digit: with a scheme, with `www.`, or a host name of
/// a known ending with a path.
pub(super) fn url(part: &[Symbol], start: usize) -> Option<Range<usize>> {
    let marked = ["https://", "http://", "ftp://", "www."]
        .into_iter()
        .any(|mark| fold::starts_with(part, start, mark));
    if !marked {
        let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
        let n_host = part[start..]
            .iter()
            .take(LONGEST_HOST)
            .take_while(|symbol| is_host(symbol.c))
            .count();
        let slash = start + n_host;
        let known = TOP_LEVEL.iter().any(|ending| {
            fold::ends_with(&part[start..slash], ending)
                && n_host > ending.len()
                && part[slash - ending.len() - 1].c == '.'
        });
        if fold::at(part, slash) != Some('/') || !known {
            return None;
        }
    }
    let end = fold::run_end(part, start, is_url);
    let trailing = part[start..end]
        .iter()
        .rev()
        .take_while(|symbol| matches!(symbol.c, '.' | ':' | '?'))
        .count();
    Some(start..end - trailing)
}

fn is_url(c: char) -> bool {
    c.is_ascii_graphic()
        && !matches!(
            c,
            ',' | ';' | '!' | '"' | '\'' | '`' | '<' | '>' | '^' | '\\' | '|'
        )
        && !matches!(c, '(' | ')' | '[' | ']' | '{' | '}')
}

/// Whether a web address is the page of a user.
pub(super) fn is_profile(url: &[Symbol]) -> bool {
    let slashes = ["https://", "http://"]
        .into_iter()
        .find(|scheme| fold::starts_with(url, 0, scheme))
        .map_or(0, str::len);
    let address = &url[slashes..];
    let host_end = fold::run_end(address, 0, |c| c != '/');
    PROFILES.iter().any(|profile| {
        let host = profile.find('/').unwrap_or(profile.len());
        let Some(skipped) = host_end.checked_sub(host) else {
            return false;
        };
        let whole = skipped == 0 || address[skipped - 1].c == '.';
        let name = skipped + profile.len();
        // weibo.com/12345678 is a page of a user too.
        let named = fold::starts_with(address, skipped, profile)
            && fold::at(address, name).is_some_and(|c| c.is_ascii_alphanumeric() || c == '@');
        whole && (named || numbered(address, skipped, host_end))
    })
}

/// `weibo.com/` with a user number.
fn numbered(address: &[Symbol], host: usize, host_end: usize) -> bool {
    let weibo = ["weibo.com/", "weibo.cn/"]
        .into_iter()
        .any(|weibo| fold::starts_with(address, host, weibo) && host + weibo.len() == host_end + 1);
    let is_digit = |c: char| c.is_ascii_digit();
    weibo && fold::run_end(address, host_end + 1, is_digit) >= host_end + 6
}
