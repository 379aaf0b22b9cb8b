//! The terminal's state: taken over on entry, given back however the run ends.

pub mod backend;
pub mod clipboard;

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::crossterm::terminal as raw;
use ratatui::layout::Size;

/// Alternate screen, bracketed paste, cursor keys as they are.
const ENTER: &str = "\x1b[?1049h\x1b[?2004h\x1b[m\x1b[2J";
/// The reverse, with a visible cursor and plain type.
const LEAVE: &str = "\x1b[m\x1b[?2004l\x1b[?25h\x1b[?1049l";
/// Reports of mouse buttons and wheel, in the form without a limit of columns.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
/// The reverse.
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";
/// An ambiguous character in the first cell, and the question where the cursor stands behind it. Nobody waits for the
/// answer; the first frame covers the character.
pub const PROBE: &str = "\x1b[1;1H※\x1b[6n";

/// Switches the terminal driver between line and raw mode.
pub trait Driver: Send + Sync + 'static {
    /// Switches to raw mode.
    ///
    /// # Errors
    ///
    /// If the terminal refuses.
    fn raw(&self) -> io::Result<()>;

    /// Switches back. Failures are of no use to anybody here: there is nothing left to try.
    fn cooked(&self);
}

/// The driver of the terminal this process runs in.
#[derive(Clone, Copy, Debug)]
pub struct Console;

impl Driver for Console {
    fn raw(&self) -> io::Result<()> {
        raw::enable_raw_mode()
    }

    fn cooked(&self) {
        let _ = raw::disable_raw_mode();
    }
}

/// Holds the terminal. Whoever comes first gives it back: a quit, a suspension, a panic on any thread, the end
/// of this value.
#[derive(Clone, Debug)]
pub struct Guard<D: Driver = Console> {
    driver: D,
    has_mouse: bool,
    is_held: Arc<AtomicBool>,
}

impl<D: Driver + Clone> Guard<D> {
    /// Returns a guard that does not hold the terminal yet, and will ask for the mouse or not.
    pub fn new(driver: D, has_mouse: bool) -> Self {
        Self { driver, has_mouse, is_held: Arc::new(AtomicBool::new(false)) }
    }

    /// Takes the terminal over; does nothing if it is held.
    ///
    /// # Errors
    ///
    /// If the terminal refuses; then it is as it was.
    pub fn enter(&self, out: &mut impl Write) -> io::Result<()> {
        if self.is_held.swap(true, Ordering::SeqCst) {
            return Ok(());
        }
        let modes = [ENTER, if self.has_mouse { MOUSE_ON } else { "" }].concat();
        let entered = self.driver.raw().and_then(|()| out.write_all(modes.as_bytes())).and_then(|()| out.flush());
        if entered.is_err() {
            self.leave(out);
        }
        entered
    }

    /// Gives the terminal back; does nothing if it is not held.
    pub fn leave(&self, out: &mut impl Write) {
        if self.is_held.swap(false, Ordering::SeqCst) {
            // After a hang-up nobody reads this; the driver is still set right for whoever comes next.
            let modes = [if self.has_mouse { MOUSE_OFF } else { "" }, LEAVE].concat();
            let _ = out.write_all(modes.as_bytes()).and_then(|()| out.flush());
            self.driver.cooked();
        }
    }

    /// Whether the terminal is held.
    pub fn is_held(&self) -> bool {
        self.is_held.load(Ordering::SeqCst)
    }

    /// Makes every panic give the terminal back first, so that its message can be read, and then tell `after`.
    pub fn catch_panics(&self, after: impl Fn() + Send + Sync + 'static) {
        let guard = self.clone();
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            on_panic(&guard, &mut io::stdout(), || report(info));
            after();
        }));
    }
}

fn on_panic<D: Driver + Clone>(guard: &Guard<D>, out: &mut impl Write, report: impl FnOnce()) {
    guard.leave(out);
    report();
}

/// Returns the size of the terminal; 80×24 where it does not say.
pub fn size() -> Size {
    // Not `size()`: that one starts another program when the terminal does not answer.
    match raw::window_size() {
        Ok(window) if window.columns > 0 && window.rows > 0 => Size::new(window.columns, window.rows),
        _ => Size::new(80, 24),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    /// Writes down what happens to the driver and on the screen, in order.
    #[derive(Clone, Debug, Default)]
    struct Witness(Arc<Mutex<String>>);

    impl Witness {
        fn note(&self, text: &str) {
            self.0.lock().unwrap().push_str(text);
        }

        fn seen(&self) -> String {
            std::mem::take(&mut *self.0.lock().unwrap())
        }
    }

    impl Driver for Witness {
        fn raw(&self) -> io::Result<()> {
            self.note("<raw>");
            Ok(())
        }

        fn cooked(&self) {
            self.note("<cooked>");
        }
    }

    impl Write for Witness {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.note(std::str::from_utf8(bytes).unwrap());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[derive(Clone, Debug)]
    struct RefusingDriver;

    impl Driver for RefusingDriver {
        fn raw(&self) -> io::Result<()> {
            Err(io::ErrorKind::PermissionDenied.into())
        }

        fn cooked(&self) {}
    }

    #[test]
    fn the_terminal_is_taken_and_given_back_once() {
        let mut witness = Witness::default();
        let guard = Guard::new(witness.clone(), false);
        guard.enter(&mut witness).unwrap();
        guard.enter(&mut witness).unwrap();
        assert_eq!(witness.seen(), format!("<raw>{ENTER}"));
        guard.leave(&mut witness);
        guard.leave(&mut witness);
        assert_eq!(witness.seen(), format!("{LEAVE}<cooked>"));
    }

    #[test]
    fn the_mouse_is_asked_for_and_let_go() {
        let mut witness = Witness::default();
        let guard = Guard::new(witness.clone(), true);
        guard.enter(&mut witness).unwrap();
        assert_eq!(witness.seen(), format!("<raw>{ENTER}{MOUSE_ON}"));
        guard.leave(&mut witness);
        assert_eq!(witness.seen(), format!("{MOUSE_OFF}{LEAVE}<cooked>"));
    }

    #[test]
    fn a_panic_restores_the_terminal_before_it_is_reported() {
        let mut witness = Witness::default();
        let guard = Guard::new(witness.clone(), false);
        guard.enter(&mut witness).unwrap();
        witness.seen();
        let mut out = witness.clone();
        on_panic(&guard, &mut out, || witness.note("<report>"));
        assert_eq!(witness.seen(), format!("{LEAVE}<cooked><report>"));
        guard.leave(&mut out);
        assert_eq!(witness.seen(), "", "the normal path has nothing left to do");
    }

    #[test]
    fn a_terminal_that_refuses_is_not_held() {
        let guard = Guard::new(RefusingDriver, false);
        assert!(guard.enter(&mut Vec::new()).is_err());
        assert!(!guard.is_held());
    }
}
