//! What one run works with.
