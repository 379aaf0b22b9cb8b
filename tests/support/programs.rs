//! Who starts programs, and who must not be beside that. What is begun as a program is, for a moment, a copy of the tests
//! and holds every file that any of them has open; a lock that was just given up is then still held.

use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

static STARTING: RwLock<()> = RwLock::new(());

/// Says that a program is being started, until the value is dropped.
pub fn starting() -> RwLockReadGuard<'static, ()> {
    STARTING.read().unwrap_or_else(PoisonError::into_inner)
}

/// Keeps programs from being started until the value is dropped, for a test that counts on a lock being free at once.
pub fn none_starting() -> RwLockWriteGuard<'static, ()> {
    STARTING.write().unwrap_or_else(PoisonError::into_inner)
}
