//! The page that shows the pictures.

use ciyun::cloud::CloudLayout;

use crate::pictures::{Picture, Section};

/// What stands before the pictures.
pub(crate) fn head() -> String {
    "# 图集 Gallery\n\n\
     每幅图下面是生成它的调用，接在 `Cloud::builder().size(640, 400)` 之后，以及所用的词表和词数；\
     `mask` 读取 [masks](../../examples/gallery/masks) 里的图片。除 `cloud_words_1000.tsv` \
     取自商品、酒店、图书评论外，词频均为虚构。图和本页由 `cargo run --example gallery` 生成。\n\n\
     Below each picture stand the calls that made it, after `Cloud::builder().size(640, 400)`, the \
     list of its words and how many they are; `mask` reads a picture of \
     [masks](../../examples/gallery/masks). All counts are made up, save those of \
     `cloud_words_1000.tsv`, which are from reviews of goods, hotels and books. \
     `cargo run --example gallery` makes the pictures and this page.\n"
        .to_owned()
}

/// A heading and the pictures, two in a row.
pub(crate) fn section(section: &Section, shown: &[Shown<'_>]) -> String {
    let Section { zh, en, .. } = section;
    let mut text = format!("\n## {zh} {en}\n\n| | |\n| --- | --- |\n");
    for row in shown.chunks(2) {
        let right = row.get(1).map_or_else(String::new, Shown::cell);
        text.push_str(&format!("| {} | {right} |\n", row[0].cell()));
    }
    text
}

/// A picture with what became of its words.
pub(crate) struct Shown<'a> {
    picture: &'a Picture,
    words: usize,
    unplaced: Vec<String>,
}

impl<'a> Shown<'a> {
    pub(crate) fn new(picture: &'a Picture, layout: &CloudLayout) -> Shown<'a> {
        let unplaced = layout.unplaced.iter();
        Shown {
            picture,
            words: layout.words.len() + layout.unplaced.len(),
            unplaced: unplaced
                .map(|word| format!("{} `{}`", word.term, String::from(word.reason.clone())))
                .collect(),
        }
    }

    fn cell(&self) -> String {
        let Picture {
            name,
            zh,
            en,
            words,
            calls,
            ..
        } = self.picture;
        let mut lines = vec![
            format!("![{zh}]({name}.png)"),
            (*zh).to_owned(),
            (*en).to_owned(),
        ];
        if !self.unplaced.is_empty() {
            lines.push(format!("未画 not drawn: {}", self.unplaced.join(", ")));
        }
        if !calls.text.is_empty() {
            lines.push(format!("`{}`", calls.text));
        }
        let file = words.file();
        let (_, file_name) = file.rsplit_once('/').expect("files lie in folders");
        lines.push(format!("[{file_name}](../../{file}), {}", self.words));
        lines.join("<br>")
    }
}
