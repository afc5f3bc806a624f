//! Errors of layouts, fonts, masks and pictures, in Chinese.

use ciyun::cloud::{CloudError, MAX_CONTOUR};
use ciyun::render::{MAX_PIXELS, MAX_PNG_SIDE, RenderError};
#[cfg(feature = "wordcloud-rs")]
use ciyun::wordcloud_rs::WordcloudRsError;

pub(crate) fn cloud(error: &CloudError) -> Option<String> {
    Some(match error {
        CloudError::NoEngine { engine } => format!(
            "布局 {engine}：本程序构建时未包含它；请用 cargo build --release --features {engine} 构建"
        ),
        CloudError::BeyondEngine { engine, option } => {
            format!("布局 {engine}：不能照 {option} 排布；请让它保持默认，或改用 --layout ciyun")
        }
        CloudError::BadCanvas { width, height } => {
            format!("画布 {width} × {height} 不合适：每边应为 1 到 16384 像素")
        }
        CloudError::BadColor { found } => format!("不认识的颜色 {found}；应如 #1f5fa8"),
        CloudError::LowContrast {
            palette,
            background,
            contrast,
            lighter,
            darker,
        } => {
            let grays = [(lighter, "或更浅"), (darker, "或更深")];
            let advice = grays.map(|(gray, or)| gray.map(|gray| format!("{gray} {or}")));
            let advice: Vec<String> = advice.into_iter().flatten().collect();
            format!(
                "配色 {palette} 在背景 {background} 上最淡的颜色对比度只有 {contrast:.2}，至少应为 3；请选背景 {}",
                advice.join("，或 ")
            )
        }
        CloudError::UnfitPalette { palette, color_by } => {
            let fit = color_by.palette();
            format!("配色 {palette} 不能表示 {color_by}；请选 {fit}")
        }
        CloudError::NothingToColor { color_by } => {
            format!("按 {color_by} 着色，但没有词语带 {color_by}；请在表中加上 {color_by} 一列")
        }
        CloudError::TooManyGroups {
            found,
            palette,
            colors,
        } => format!("共 {found} 组，配色 {palette} 只有 {colors} 种颜色；请合并一些组"),
        CloudError::NoRoomForLegend { width, height } => {
            format!("画布 {width} × {height} 放不下图例：每边至少 150 像素")
        }
        CloudError::UnwritableLegend { text, characters } => {
            format!("图例“{text}”：字体中没有 {characters:?}；请换一种字体")
        }
        CloudError::BadPalette { found } => format!(
            "不认识的配色 {found}；可用 ink、okabe-ito、blue、blue-orange、gray，或如 #1f5fa8 的颜色"
        ),
        CloudError::BadBackground { found } => {
            format!("不认识的背景 {found}；应如 #1f5fa8、transparent 或 transparent on #1f5fa8")
        }
        CloudError::BadMinimum { found } => {
            format!("最小字号 {found}：应为不小于 1 的数（像素）")
        }
        CloudError::BadShare { found } => format!("旋转的比例 {found}：应为 0 到 1 的数"),
        CloudError::BadContour { found } => {
            format!("轮廓线宽 {found}：应为大于 0、不超过 {MAX_CONTOUR} 的数（像素）")
        }
        CloudError::NoMask => {
            "shape：mask 要有图片（--mask 文件），有图片就不能另选形状".to_owned()
        }
        CloudError::NarrowShape { found, expected } => format!(
            "形状最宽处只有 {found} 像素，最小的词也要 {expected} 像素；请把图片中的形状填实、反选（--mask-invert）或放大画布"
        ),
        CloudError::BadGroup { group, characters } => {
            format!("组名 {group:?}：字体中没有 {characters:?}；请换一个名字")
        }
        CloudError::BadWeight { term, weight } => {
            format!("词语 {term}：权重 {weight}，应为大于 0 的数")
        }
        CloudError::BadScore { term, score } => {
            format!("词语 {term}：得分 {score}，应为有限的数")
        }
        CloudError::BadLayout { place, problem } => {
            format!("布局文件 {place}：{problem}；请重新布局")
        }
        CloudError::DuplicateTerm { term } => format!("词语 {term} 列出了两次；请先合并其频次"),
        _ => return None,
    })
}

pub(crate) fn render(error: &RenderError) -> Option<String> {
    Some(match error {
        RenderError::BadFont { detail } => {
            format!("字体：{detail}；应为带轮廓的 TrueType 或 OpenType 字体")
        }
        RenderError::UnreadableFont { path, .. } => {
            format!("{}：读不了；应为字体文件（ttf、otf、ttc）", path.display())
        }
        RenderError::NoSuchFace { wanted, faces } => {
            format!("字体文件中没有字体 {wanted}；可用：{}", faces.join("、"))
        }
        RenderError::NoSuchFamily { wanted, near } if near.is_empty() => {
            format!("本机没有字体 {wanted}；请用 --font 给出字体文件")
        }
        RenderError::NoSuchFamily { wanted, near } => {
            format!("本机没有字体 {wanted}；相近的有：{}", near.join("、"))
        }
        RenderError::NoWeights { weight } => {
            format!("字体只有一种粗细，不能选 {weight}；请用可变字体，或该粗细的字体文件")
        }
        RenderError::ChangedFont {
            family,
            found,
            expected,
        } => format!(
            "字体 {family}（sha256 {found}）：要重做的结果用的是另一版本（sha256 {expected}）；请用那一版本，或删去 [font] 下的 sha256"
        ),
        RenderError::MayNotEmbed { family } => {
            format!("字体 {family} 的制作者不许嵌入文件；请不用 --svg-text，或换一种字体")
        }
        RenderError::OtherFont {
            family,
            expected,
            found_family,
            found,
        } => format!(
            "布局用的字体是 {family}（sha256 {expected}），现有的是 {found_family}（sha256 {found}）；请用 --font 给出原来的字体，或重新布局"
        ),
        RenderError::MissingGlyphs { term, characters } => {
            format!("词语 {term}：字体中没有 {characters:?}")
        }
        RenderError::BadRotation { term, found } => {
            format!("词语 {term}：旋转 {found} 度，应为 0 或 90")
        }
        RenderError::BadScale { scale } => format!("倍数 {scale}：应为大于 0 的数"),
        RenderError::BadSize { width, height } => format!(
            "图片 {width} × {height} 像素：每边应为 1 到 {MAX_PNG_SIDE}，总数不超过 {MAX_PIXELS}；请改 --scale"
        ),
        RenderError::UnreadableMask { path, .. } => {
            format!("{}：读不了；应为 PNG 或 SVG 图片", path.display())
        }
        RenderError::BadMask { name, .. } => format!("{name}：应为 PNG 或 SVG 图片"),
        RenderError::BadThreshold { threshold } => {
            format!("--mask-threshold {threshold}：应为大于 0、不超过 1 的数")
        }
        RenderError::EmptyMask {
            name,
            threshold,
            most,
            ..
        } => format!(
            "{name}：没有留给词语的像素：与底色的差别应不小于 {threshold}，最大只有 {most:.3}；请改 --mask-threshold 或 --mask-ink，或反选（--mask-invert）；SVG 中的文字须先转为路径"
        ),
        _ => return None,
    })
}

#[cfg(feature = "wordcloud-rs")]
pub(crate) fn wordcloud_rs(error: &WordcloudRsError) -> Option<String> {
    let problem = match error {
        WordcloudRsError::Cloud(error) => return cloud(error),
        WordcloudRsError::LowCanvas { height, least } => {
            format!("画布高 {height} 像素，至少应为 {least}")
        }
        WordcloudRsError::TemporaryFile { .. } => "字体无法写入临时文件".to_owned(),
        WordcloudRsError::Font { detail } => format!("它读不了这种字体：{detail}"),
        WordcloudRsError::Panicked => "它中途崩溃；请重试，或改用 --layout ciyun".to_owned(),
        WordcloudRsError::Stuck => {
            "它放不下这些词，又不肯罢休；请放大画布或减少词数，或改用 --layout ciyun".to_owned()
        }
        _ => return None,
    };
    Some(format!("布局 wordcloud-rs：{problem}"))
}
