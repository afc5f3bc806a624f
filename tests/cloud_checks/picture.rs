//! Pixels of PNG files.

use std::path::Path;

/// A picture in red, green, blue and alpha.
pub(crate) struct Picture {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) pixels: Vec<[u8; 4]>,
}

impl Picture {
    pub(crate) fn read(file: &Path) -> Picture {
        Picture::decode(&std::fs::read(file).unwrap())
    }

    pub(crate) fn decode(bytes: &[u8]) -> Picture {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().unwrap();
        let mut samples = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut samples).unwrap();
        let pixels = samples[..frame.buffer_size()]
            .chunks_exact(frame.color_type.samples())
            .map(|pixel| match *pixel {
                [gray] => [gray, gray, gray, 255],
                [gray, alpha] => [gray, gray, gray, alpha],
                [red, green, blue] => [red, green, blue, 255],
                [red, green, blue, alpha] => [red, green, blue, alpha],
                _ => unreachable!("PNG has one to four channels"),
            });
        Picture {
            width: frame.width,
            height: frame.height,
            pixels: pixels.collect(),
        }
    }

    /// Columns and rows of the pixels that are not wholly transparent.
    pub(crate) fn inked(&self) -> impl Iterator<Item = (u32, u32)> {
        let places = (0..self.height).flat_map(|y| (0..self.width).map(move |x| (x, y)));
        let inked = places.zip(&self.pixels).filter(|(_, pixel)| pixel[3] > 0);
        inked.map(|(place, _)| place)
    }

    /// How much darker than white the picture is, laid on white, in pixels of black.
    pub(crate) fn darkness(&self) -> f64 {
        let missing = |pixel: &[u8; 4]| {
            let light: f64 = (0..3).map(|channel| on_white(pixel, channel)).sum();
            1.0 - light / (3.0 * 255.0)
        };
        self.pixels.iter().map(missing).sum()
    }

    /// The share of pixels that differ by more than anti-aliasing does.
    pub(crate) fn share_of_others(&self, other: &Picture) -> f64 {
        self.share(other, |x, y| self.alike(other, (x, y), (x, y)))
    }

    /// The share of pixels that no pixel less than two rows and columns away is like.
    pub(crate) fn share_of_moved(&self, other: &Picture) -> f64 {
        let near = |n: u32, side: u32| n.saturating_sub(1)..(n + 2).min(side);
        self.share(other, |x, y| {
            let mut places = near(y, self.height)
                .flat_map(|row| near(x, self.width).map(move |column| (column, row)));
            places.any(|place| self.alike(other, (x, y), place))
        })
    }

    fn share(&self, other: &Picture, alike: impl Fn(u32, u32) -> bool) -> f64 {
        let (width, height) = (self.width, self.height);
        assert_eq!((width, height), (other.width, other.height));
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let n = places.filter(|&(x, y)| !alike(x, y)).count();
        f64::from(u32::try_from(n).unwrap()) / f64::from(width * height)
    }

    /// Whether two pixels differ by less than a third of the range in every channel, laid on
    /// white.
    fn alike(&self, other: &Picture, here: (u32, u32), there: (u32, u32)) -> bool {
        let pixel = |picture: &Picture, (x, y): (u32, u32)| {
            picture.pixels[usize::try_from(y * picture.width + x).unwrap()]
        };
        let (one, two) = (pixel(self, here), pixel(other, there));
        (0..3).all(|channel| (on_white(&one, channel) - on_white(&two, channel)).abs() <= 85.0)
    }
}

fn on_white(pixel: &[u8; 4], channel: usize) -> f64 {
    let alpha = f64::from(pixel[3]) / 255.0;
    f64::from(pixel[channel]) * alpha + 255.0 * (1.0 - alpha)
}
