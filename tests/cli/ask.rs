//! What a person at a terminal is asked.

use std::io::{Read, Write};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::support::Surrounding;

/// Runs `mark` with a query in a terminal, answers its question and returns its exit code and what it showed.
fn answered(here: &Surrounding, answer: &str) -> (u32, String) {
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tenken"));
    command.env_clear();
    command.cwd(here.path(""));
    for (name, folder) in [("CONFIG", "config"), ("DATA", "data"), ("CACHE", "cache")] {
        command.env(format!("TENKEN_{name}_DIR"), here.path(folder));
    }
    command.args(["mark", "done", "--where", "編:運用 章:13"]);
    // What is typed ahead waits in the terminal until somebody reads it.
    let mut keys = pair.master.take_writer().unwrap();
    keys.write_all(format!("{answer}\n").as_bytes()).unwrap();
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let screen = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        // A terminal whose last program has gone is an error on Linux.
        let _ = reader.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    });
    let code = child.wait().unwrap().exit_code();
    drop((keys, pair.master));
    (code, screen.join().unwrap())
}

#[test]
fn a_yes_at_the_terminal_is_enough_and_anything_else_is_not() {
    let here = Surrounding::new();
    let done = || here.run(&["status", "--json"]).json()[0]["by_status"]["done"].as_u64().unwrap();
    for refusal in ["n", "", "done"] {
        let (code, screen) = answered(&here, refusal);
        assert_eq!((code, done()), (2, 0), "{refusal}: {screen}");
        assert!(screen.contains("条項に記録しますか (y/N): ") && screen.contains("何も記録していません。"), "{screen}");
    }
    let (code, screen) = answered(&here, "y");
    assert!(code == 0 && done() > 5, "{code} {screen}");
}
