//! A progress bar on standard error, only on a terminal.

use ciyun::language::Language;
use ciyun::pipeline::Progress;
use indicatif::{ProgressBar, ProgressStyle};

use crate::terminal::Terminal;

/// Bytes of the inputs as a bar; nothing at all where no bar is wanted.
pub(crate) struct Bar(Option<ProgressBar>);

impl Bar {
    /// A bar over `n_bytes` of input.
    pub(crate) fn new(terminal: &Terminal, n_bytes: u64) -> Bar {
        if !terminal.shows_progress() {
            return Bar(None);
        }
        let label = match terminal.language {
            Language::Chinese => "读取",
            Language::English => "reading",
        };
        let style = ProgressStyle::with_template(
            "{prefix} {wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {eta}",
        )
        .expect("the template is valid");
        let bar = ProgressBar::new(n_bytes).with_style(style);
        bar.set_prefix(label);
        Bar(Some(bar))
    }

    /// Takes the bar off the screen.
    pub(crate) fn finish(self) {
        if let Some(bar) = self.0 {
            bar.finish_and_clear();
        }
    }
}

impl Progress for Bar {
    fn bytes_read(&self, n_bytes: u64) {
        if let Some(bar) = &self.0 {
            bar.inc(n_bytes);
        }
    }
}
