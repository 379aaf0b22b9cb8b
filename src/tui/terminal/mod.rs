//! The modes of the terminal: set at the start, restored however the run ends.

pub mod backend;
pub mod clipboard;
mod pen;
pub mod title;

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::crossterm::terminal as raw;
use ratatui::layout::Size;

/// Alternate screen and bracketed paste on, plain style, cleared screen.
const ENTER: &str = "\x1b[?1049h\x1b[?2004h\x1b[m\x1b[2J";
/// The reverse, with a visible cursor and plain style.
const LEAVE: &str = "\x1b[m\x1b[?2004l\x1b[?25h\x1b[?1049l";
/// Reports of mouse buttons and wheel, in the SGR form, which has no limit of columns.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
/// The reverse.
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";
/// Writes an ambiguous character into the first cell and asks for the cursor position after it. Nothing blocks on the
/// answer; the first frame overwrites the character.
pub const PROBE: &str = "\x1b[1;1H※\x1b[6n";

/// Switches the terminal driver between line and raw mode.
pub trait Driver: Send + Sync + 'static {
    /// Switches to raw mode.
    ///
    /// # Errors
    ///
    /// If the terminal refuses.
    fn raw(&self) -> io::Result<()>;

    /// Switches back to line mode. Failures are ignored: nothing more can be done about them.
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

/// What is asked of a terminal beside what every run needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Features {
    /// Reports of the mouse.
    pub mouse: bool,
    /// A title of the window.
    pub title: bool,
}

/// Sets the modes of the terminal, and restores them once: on quit, on suspend, or on a panic of any thread, whichever
/// comes first.
#[derive(Clone, Debug)]
pub struct Guard<D: Driver = Console> {
    driver: D,
    features: Features,
    is_held: Arc<AtomicBool>,
}

impl<D: Driver + Clone> Guard<D> {
    /// Returns a guard that has not set any mode yet.
    pub fn new(driver: D, features: Features) -> Self {
        Self { driver, features, is_held: Arc::new(AtomicBool::new(false)) }
    }

    /// Sets the modes; does nothing if they are set.
    ///
    /// # Errors
    ///
    /// If the terminal refuses; it is then unchanged.
    pub fn enter(&self, out: &mut impl Write) -> io::Result<()> {
        if self.is_held.swap(true, Ordering::SeqCst) {
            return Ok(());
        }
        let Features { mouse, title: has_title } = self.features;
        let modes = [ENTER, if has_title { title::KEEP } else { "" }, if mouse { MOUSE_ON } else { "" }].concat();
        let entered = self.driver.raw().and_then(|()| out.write_all(modes.as_bytes())).and_then(|()| out.flush());
        if entered.is_err() {
            self.leave(out);
        }
        entered
    }

    /// Restores the modes; does nothing if they are not set.
    pub fn leave(&self, out: &mut impl Write) {
        if self.is_held.swap(false, Ordering::SeqCst) {
            // After a hang-up nobody reads this; the driver is still restored for the next program.
            let Features { mouse, title: has_title } = self.features;
            let modes =
                [if mouse { MOUSE_OFF } else { "" }, if has_title { title::GIVE_BACK } else { "" }, LEAVE].concat();
            let _ = out.write_all(modes.as_bytes()).and_then(|()| out.flush());
            self.driver.cooked();
        }
    }

    /// Whether the modes are set.
    pub fn is_held(&self) -> bool {
        self.is_held.load(Ordering::SeqCst)
    }

    /// Installs a panic hook that first restores the terminal, so that the message can be read, and then calls `after`.
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

/// Returns the size of the terminal; 80×24 if it is not known.
pub fn size() -> Size {
    // Not crossterm's `size()`: that one runs `tput` when the terminal does not answer.
    match raw::window_size() {
        Ok(window) if window.columns > 0 && window.rows > 0 => Size::new(window.columns, window.rows),
        _ => Size::new(80, 24),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    /// Records what happens to the driver and what is written, in order.
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
        let guard = Guard::new(witness.clone(), Features::default());
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
        let guard = Guard::new(witness.clone(), Features { mouse: true, title: false });
        guard.enter(&mut witness).unwrap();
        assert_eq!(witness.seen(), format!("<raw>{ENTER}{MOUSE_ON}"));
        guard.leave(&mut witness);
        assert_eq!(witness.seen(), format!("{MOUSE_OFF}{LEAVE}<cooked>"));
    }

    #[test]
    fn the_title_is_kept_and_given_back() {
        let mut witness = Witness::default();
        let guard = Guard::new(witness.clone(), Features { mouse: false, title: true });
        guard.enter(&mut witness).unwrap();
        assert_eq!(witness.seen(), format!("<raw>{ENTER}{}", title::KEEP));
        guard.leave(&mut witness);
        assert_eq!(witness.seen(), format!("{}{LEAVE}<cooked>", title::GIVE_BACK));
    }

    #[test]
    fn a_panic_restores_the_terminal_before_it_is_reported() {
        let mut witness = Witness::default();
        let guard = Guard::new(witness.clone(), Features::default());
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
        let guard = Guard::new(RefusingDriver, Features::default());
        assert!(guard.enter(&mut Vec::new()).is_err());
        assert!(!guard.is_held());
    }
}
