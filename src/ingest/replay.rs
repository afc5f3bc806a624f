//! A reader that remembers the record being read, so that it can be read again.

use std::io::{self, Read};

use super::decode::read_retrying;

/// Hands bytes on and holds those from the start of the current record.
///
/// When a record grows past the limit the input seems to end: the parser then returns what it
/// has, and the record can be read again from any of its bytes.
pub(super) struct Replay<R> {
    inner: R,
    limit: usize,
    held: Vec<u8>,
    /// Bytes of `held` that were handed on.
    given: usize,
    /// Bytes of `held` before the current record, dropped with the next reading.
    done: usize,
    /// Offset of `held[0]` from where the parser began.
    base: u64,
    starved: Starved,
}

/// Whether the end that the parser saw was the end of the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Starved {
    Yes,
    No,
}

impl<R: Read> Replay<R> {
    pub(super) fn new(inner: R, limit: usize) -> Self {
        Replay {
            inner,
            limit,
            held: Vec::new(),
            given: 0,
            done: 0,
            base: 0,
            starved: Starved::No,
        }
    }

    /// Tells that the current record begins at the parser's offset `start`.
    pub(super) fn begin_record(&mut self, start: u64) {
        self.done = self.index(start);
    }

    /// The bytes between two of the parser's offsets, both in the current record.
    pub(super) fn raw(&self, start: u64, end: u64) -> &[u8] {
        &self.held[self.index(start)..self.index(end)]
    }

    pub(super) fn starved(&self) -> Starved {
        self.starved
    }

    /// Starts over at the parser's offset `start`, which a new parser will call 0.
    pub(super) fn rewind(&mut self, start: u64) {
        let start = self.index(start);
        self.held.drain(..start);
        self.given = 0;
        self.done = 0;
        self.base = 0;
        self.starved = Starved::No;
    }

    /// Passes over the input up to its next line end and starts over behind it.
    pub(super) fn skip_line(&mut self) -> io::Result<()> {
        self.rewind(u64::MAX);
        let mut chunk = vec![0; 64 << 10];
        loop {
            let n = read_retrying(&mut self.inner, &mut chunk)?;
            if let Some(end) = chunk[..n].iter().position(|byte| *byte == b'\n') {
                self.held.extend_from_slice(&chunk[end + 1..n]);
                return Ok(());
            }
            if n == 0 {
                return Ok(());
            }
        }
    }

    fn index(&self, offset: u64) -> usize {
        usize::try_from(offset.saturating_sub(self.base))
            .map_or(self.held.len(), |index| index.min(self.held.len()))
    }
}

impl<R: Read> Read for Replay<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.held.len() {
            self.held.drain(..self.done);
            self.base += u64::try_from(self.done).unwrap_or(u64::MAX);
            self.given -= self.done;
            self.done = 0;
            if self.held.len() > self.limit {
                self.starved = Starved::Yes;
                return Ok(0);
            }
            let n = read_retrying(&mut self.inner, buffer)?;
            self.held.extend_from_slice(&buffer[..n]);
            self.given += n;
            return Ok(n);
        }
        let n = buffer.len().min(self.held.len() - self.given);
        buffer[..n].copy_from_slice(&self.held[self.given..self.given + n]);
        self.given += n;
        Ok(n)
    }
}
