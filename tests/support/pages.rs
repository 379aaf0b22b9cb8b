//! Parts of README that are made from the code.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Holds a page of the repository to what it should be, made from what it is; `TENKEN_BLESS=1` writes it anew.
pub fn assert_current(name: &str, made: impl FnOnce(&str) -> String) {
    // Several tests make parts of one page, and they run at the same time.
    static PAGES: Mutex<()> = Mutex::new(());
    let _one = PAGES.lock().unwrap_or_else(PoisonError::into_inner);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let page = std::fs::read_to_string(&path).unwrap();
    let current = made(&page);
    if std::env::var_os("TENKEN_BLESS").is_some() {
        std::fs::write(&path, &current).unwrap();
        return;
    }
    let old = page.lines().zip(current.lines()).find(|(old, new)| old != new);
    assert!(page == current, "{name} is old, TENKEN_BLESS=1 writes it anew: {old:?}");
}
