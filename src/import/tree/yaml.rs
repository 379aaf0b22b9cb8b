//! Looks whether a text may be given to the reader of YAML, which holds all of it as events before anybody can stop it.

use super::build::Fault;

/// The most bytes. The largest libraries that are published have 4 MB.
pub(super) const BYTES: usize = 16 << 20;
/// The most events there may be: each takes some 150 bytes. A library of 4 MB has 200,000.
const EVENTS: usize = 1_000_000;
/// How many brackets may be open. The reader looks at all of them for every word.
const OPEN: usize = 1_000;

/// Bounds what a text of YAML can become by counting the signs that begin or end something. Signs within texts are counted
/// too, so a text may have fewer events than this says, never more.
pub(super) fn look(text: &str) -> Result<(), Fault> {
    if text.len() > BYTES {
        return Err(Fault::Size);
    }
    let (mut events, mut open) = (0_usize, 0_usize);
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let ends = || bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace);
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            b'\n' | b'\r' | b',' | b'"' | b'\'' => {}
            b'-' | b':' | b'?' if ends() => {}
            _ => continue,
        }
        events += 1;
        if events > EVENTS {
            return Err(Fault::Values);
        }
        if open > OPEN {
            return Err(Fault::Depth);
        }
    }
    Ok(())
}
