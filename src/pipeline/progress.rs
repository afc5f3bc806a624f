//! How a long run tells that it is alive.

/// Told of progress while a run goes on; called from several threads.
pub trait Progress: Sync {
    /// This many more bytes of the inputs, as stored, have been read.
    fn bytes_read(&self, n_bytes: u64);
}

/// Nobody is watching.
impl Progress for () {
    fn bytes_read(&self, _n_bytes: u64) {}
}
