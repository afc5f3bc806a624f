//! Streams of an OLE compound file, which is what a workbook before 2007 is.

/// Ends a chain of sectors.
const END_OF_CHAIN: u32 = 0xffff_fffe;

/// Numbers from here on are marks and no sectors.
const FIRST_MARK: u32 = 0xffff_fffc;

/// Bytes of the header before the first sector, of an entry of the directory, and of a sector of
/// streams shorter than [`MINI_STREAM`].
const HEADER_BYTES: usize = 512;
const ENTRY_BYTES: usize = 128;
const MINI_BYTES: usize = 64;
const MINI_STREAM: usize = 4096;

/// A compound file. Sectors are found as `calamine` finds them, but no chain is followed in a
/// circle.
pub(super) struct Compound<'a> {
    file: &'a [u8],
    sector_bytes: usize,
    table: Vec<u32>,
    mini_table: Vec<u32>,
    mini_sectors: Vec<u8>,
    directory: Vec<u8>,
}

impl<'a> Compound<'a> {
    /// `None` where the file is damaged.
    pub(super) fn new(file: &'a [u8]) -> Option<Compound<'a>> {
        let sector_bytes = match u16_at(file, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut compound = Compound {
            file,
            sector_bytes,
            table: Vec::new(),
            mini_table: Vec::new(),
            mini_sectors: Vec::new(),
            directory: Vec::new(),
        };
        let mut parts: Vec<u32> = numbers(file.get(76..HEADER_BYTES)?);
        let mut next = u32_at(file, 68)?;
        let n_sectors = file.len() / sector_bytes;
        for _ in 0..=n_sectors {
            if next >= FIRST_MARK - 2 {
                break;
            }
            parts.extend(numbers(compound.sector(next)?));
            next = parts.pop()?;
        }
        for part in parts.into_iter().filter(|part| *part < FIRST_MARK) {
            let numbers = numbers(compound.sector(part)?);
            compound.table.extend(numbers);
        }
        compound.directory = compound.chain(u32_at(file, 48)?, usize::MAX)?;
        let n_mini = usize::try_from(u32_at(file, 64)?).ok()?;
        if n_mini > 0 {
            let root = compound.directory.get(..ENTRY_BYTES)?;
            compound.mini_sectors = compound.chain(u32_at(root, 116)?, compound.length(root)?)?;
            let n_bytes = n_mini.saturating_mul(sector_bytes);
            compound.mini_table = numbers(&compound.chain(u32_at(file, 60)?, n_bytes)?);
        }
        Some(compound)
    }

    /// The bytes of the first stream of this name.
    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let is_named = |entry: &&[u8]| {
            let units = entry[..64]
                .chunks_exact(2)
                .map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            let units: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
            String::from_utf16_lossy(&units).eq_ignore_ascii_case(name)
        };
        let entry = self.directory.chunks_exact(ENTRY_BYTES).find(is_named)?;
        let (start, n_bytes) = (u32_at(entry, 116)?, self.length(entry)?);
        if n_bytes >= MINI_STREAM {
            return self.chain(start, n_bytes);
        }
        let sector = |id: usize| {
            let rest = self.mini_sectors.get(id * MINI_BYTES..)?;
            Some(&rest[..rest.len().min(MINI_BYTES)])
        };
        follow(
            start,
            n_bytes,
            &self.mini_table,
            self.mini_sectors.len(),
            sector,
        )
    }

    fn length(&self, entry: &[u8]) -> Option<usize> {
        let low = u64::from(u32_at(entry, 120)?);
        let high = u64::from(u32_at(entry, 124)?);
        let n_bytes = match self.sector_bytes {
            512 => low,
            _ => high << 32 | low,
        };
        usize::try_from(n_bytes).ok()
    }

    fn sector(&self, id: u32) -> Option<&'a [u8]> {
        let id = usize::try_from(id).ok()?;
        let start = id.checked_add(1)?.checked_mul(self.sector_bytes)?;
        let rest = self.file.get(start..)?;
        Some(&rest[..rest.len().min(self.sector_bytes)])
    }

    fn chain(&self, start: u32, n_bytes: usize) -> Option<Vec<u8>> {
        let sector = |id: usize| self.sector(u32::try_from(id).ok()?);
        follow(start, n_bytes, &self.table, self.file.len(), sector)
    }
}

/// The bytes of a chain of sectors, at most `n_bytes`; `None` where it leads nowhere, or gives
/// more than the `n_stored` bytes that there are.
fn follow<'a>(
    mut id: u32,
    n_bytes: usize,
    table: &[u32],
    n_stored: usize,
    sector: impl Fn(usize) -> Option<&'a [u8]>,
) -> Option<Vec<u8>> {
    let mut bytes: Vec<u8> = Vec::new();
    while id != END_OF_CHAIN {
        let index = usize::try_from(id).ok()?;
        let part = sector(index).filter(|part| !part.is_empty())?;
        bytes.extend(&part[..part.len().min(n_bytes - bytes.len())]);
        if bytes.len() >= n_bytes {
            break;
        }
        if bytes.len() > n_stored {
            return None;
        }
        id = *table.get(index)?;
    }
    Some(bytes)
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    let parts = bytes.chunks_exact(4);
    parts
        .map(|part| u32::from_le_bytes([part[0], part[1], part[2], part[3]]))
        .collect()
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let part = bytes.get(at..at + 2)?;
    Some(u16::from_le_bytes([part[0], part[1]]))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let part = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes([part[0], part[1], part[2], part[3]]))
}
