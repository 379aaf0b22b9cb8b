//! Tests of the decoder: keys, answers, pieces, and what never ends.

use proptest::prelude::*;

use super::*;
use crate::tui::input::event::MouseAction;

/// Returns what was decoded as people write it; two moments pass between pieces, and a long one at the end.
fn shown(pieces: &[&[u8]]) -> Vec<String> {
    let mut decoder = Decoder::default();
    let mut decoded = Vec::new();
    let mut now = Duration::ZERO;
    for piece in pieces {
        decoded.extend(decoder.feed(piece, now));
        now += ESCAPE_TIME / 2;
        decoded.extend(decoder.rest(now));
    }
    decoded.extend(decoder.rest(now + PASTE_SILENCE * 2));
    decoded.into_iter().map(show).collect()
}

fn show(decoded: Decoded) -> String {
    match decoded {
        Decoded::Input(InputEvent::Key(key)) => key.to_string(),
        Decoded::Input(InputEvent::Paste(text)) => format!("paste {text}"),
        Decoded::Input(InputEvent::Mouse(action, at)) => format!("{action:?} {},{}", at.x, at.y),
        Decoded::Cursor(row, column) => format!("cursor {row},{column}"),
    }
}

/// Sequences, and what they mean.
const KEYS: &[(&[u8], &[&str])] = &[
    (b"a", &["a"]),
    ("認証".as_bytes(), &["認", "証"]),
    (b" ", &["Space"]),
    (b"\r", &["Enter"]),
    (b"\n", &["^J"]),
    (b"\x08", &["BS"]),
    (b"\x7f", &["BS"]),
    (b"\x04", &["^D"]),
    (b"\x1b", &["Esc"]),
    (b"\x1b\x1b", &["Esc", "Esc"]),
    (b"\x1bx", &["Alt-x"]),
    ("\x1b認".as_bytes(), &["Alt-認"]),
    (b"\x1b\r", &["Alt-Enter"]),
    (b"\x1b1", &["Alt-1"]),
    (b"\x1b[A", &["Up"]),
    (b"\x1b\x1b[A", &["Esc", "Up"]),
    (b"\x1bOA", &["Up"]),
    (b"\x1bOM", &["Enter"]),
    (b"\x1b[1;5C", &["^Right"]),
    (b"\x1b[1;3D", &["Alt-Left"]),
    (b"\x1bO5A", &["^Up"]),
    (b"\x1b[Z", &["Shift-Tab"]),
    (b"\x1b[3~", &["Del"]),
    (b"\x1b[5~\x1b[6~", &["PgUp", "PgDn"]),
    (b"\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[7~\x1b[8~", &["Home", "End", "Home", "End", "Home", "End"]),
    (b"\x1bOP\x1b[11~\x1b[[A\x1b[P", &["F1", "F1", "F1", "F1"]),
    (b"\x1bOR\x1b[13~\x1b[[C\x1b[R", &["F3", "F3", "F3", "F3"]),
    (b"\x1b[24~", &["F12"]),
    (b"\x1b[97;5u\x1b[27;5;97~", &["^A", "^A"]),
    (b"\x1b[27;2;9~\x1b[13u", &["Shift-Tab", "Enter"]),
    (b"\x1b[97;1:3u\x1b[1;1:3A", &[]),
    (b"\x1b[200~a\r\x1b[31m\x07b\x1b[201~c", &["paste a\r\x1b[31m\x07b", "c"]),
    (b"\x1b[<0;20;5M\x1b[<0;20;5m\x1b[<65;1;1M", &["Click 19,4", "WheelDown 0,0"]),
    (b"\x1b[M !!\x1b[M`!!", &["Click 0,0", "WheelUp 0,0"]),
    (b"\x1b[1;2R", &["cursor 1,2"]),
];

/// Answers and reports: they are no keys, and what follows is one.
const SILENT: &[&[u8]] = &[
    b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
    b"\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
    b"\x1b]10;rgb:ffff/ffff/ffff\x9c",
    b"\x1b]4;1;rgb:cdcd/0000/0000\x1b\\",
    b"\x1b]52;c;QUJD\x07",
    "\x1b]l端末の題、改め\x1b\\".as_bytes(),
    b"\x1bP1$r0m\x1b\\",
    b"\x1bP1+r544e=787465726d\x1b\\",
    b"\x1bP>|XTerm(379)\x1b\\",
    b"\x1bP!|00000000\x1b\\",
    b"\x1b_Gi=31;OK\x1b\\",
    b"\x1b^private\x1b\\",
    b"\x1bXstart of string\x1b\\",
    b"\x1b[?62;22c",
    b"\x1b[>41;377;0c",
    b"\x1b[=00000000c",
    b"\x1b[?2026;2$y",
    b"\x1b[0n",
    b"\x1b[?997;1n",
    b"\x1b[?0u",
    b"\x1b[4;600;800t",
    b"\x1b[8;24;80t",
    b"\x1b[I\x1b[O",
    b"\x1b[0;0R",
    b"\x1b[99999999999999999999;1R",
    b"\x1b[57441u",
];

#[test]
fn keys_and_texts_are_what_terminals_mean_by_them() {
    for (bytes, expected) in KEYS {
        assert_eq!(shown(&[bytes]), *expected, "{}", bytes.escape_ascii());
    }
}

#[test]
fn answers_are_swallowed_whole_also_in_pieces() {
    for answer in SILENT {
        let all = [answer, &b"x"[..]].concat();
        assert_eq!(shown(&[&all]), ["x"], "{}", answer.escape_ascii());
        for first in 2..all.len() {
            assert_eq!(shown(&[&all[..first], &all[first..]]), ["x"], "{} at {first}", answer.escape_ascii());
        }
        let bytes: Vec<&[u8]> = all.chunks(1).collect();
        assert_eq!(shown(&bytes), ["x"], "{} byte by byte", answer.escape_ascii());
    }
}

#[test]
fn keys_in_pieces_are_the_same_keys() {
    for (bytes, expected) in KEYS {
        let pieces: Vec<&[u8]> = bytes.chunks(1).collect();
        assert_eq!(shown(&pieces), *expected, "{}", bytes.escape_ascii());
    }
}

#[test]
fn what_never_ends_does_not_eat_keys_for_ever() {
    for begun in [
        &b"\x1b["[..],
        b"\x1b[1;",
        b"\x1b[[",
        b"\x1b[M ",
        b"\x1b[?2026",
        b"\x1bO",
        b"\xe8",
        b"\xe8\xaa",
        b"\xff",
        b"\x9b",
    ] {
        let mut decoder = Decoder::default();
        decoder.feed(begun, Duration::ZERO);
        // A person types on without a rest.
        let mut keys = Vec::new();
        for tenth in 1..=40 {
            keys.extend(decoder.feed(b"a", Duration::from_millis(tenth * 100)).into_iter().map(show));
        }
        assert!(keys.len() >= 9 && keys.last().is_some_and(|key| key == "a"), "{}: {keys:?}", begun.escape_ascii());
        // A control character breaks off at once.
        let mut decoder = Decoder::default();
        decoder.feed(begun, Duration::ZERO);
        let keys = decoder.feed(b"\x03\x03\x03", ESCAPE_TIME);
        assert_eq!(keys.into_iter().map(show).next_back().as_deref(), Some("^C"), "{}", begun.escape_ascii());
    }
}

#[test]
fn an_answer_without_an_end_is_over_after_a_silence_or_with_an_interrupt() {
    for begun in [&b"\x1b]11;rgb"[..], b"\x1bP1$r", b"\x1b_G", b"\x1b^", b"\x1bX", b"\x1b]11;rgb\x1b"] {
        let mut decoder = Decoder::default();
        decoder.feed(begun, Duration::ZERO);
        let late = Duration::from_secs(9);
        assert!(decoder.feed(b"a", late).is_empty(), "read late on a busy machine");
        assert_eq!(decoder.deadline(), Some(late + STRING_SILENCE));
        assert!(decoder.rest(late + STRING_SILENCE).is_empty());
        assert_eq!(decoder.feed(b"a", late + STRING_SILENCE).len(), 1, "{}", begun.escape_ascii());
        decoder.feed(begun, late * 2);
        let keys: Vec<String> = decoder.feed(b"a\x03a", late * 2).into_iter().map(show).collect();
        assert_eq!(keys, ["^C", "a"], "{}", begun.escape_ascii());
    }
}

#[test]
fn an_interrupt_by_itself_ends_a_paste_without_an_end() {
    let mut decoder = Decoder::default();
    decoder.feed(b"\x1b[200~one\x03two", Duration::ZERO);
    // A person types on without a rest.
    for second in 1..20 {
        assert!(decoder.feed(b"j", Duration::from_secs(second)).is_empty());
    }
    let now = Duration::from_secs(20);
    let keys: Vec<String> = decoder.feed(b"\x03", now).into_iter().map(show).collect();
    assert_eq!(keys, [format!("paste one\x03two{}", "j".repeat(19)), "^C".to_owned()]);
    assert_eq!(decoder.feed(b"j", now).len(), 1);
}

#[test]
fn a_lone_escape_is_a_key_after_a_moment_of_silence_only() {
    let mut decoder = Decoder::default();
    assert!(decoder.feed(b"\x1b", Duration::ZERO).is_empty());
    assert_eq!(decoder.deadline(), Some(ESCAPE_TIME));
    assert!(decoder.rest(ESCAPE_TIME / 2).is_empty());
    assert_eq!(decoder.rest(ESCAPE_TIME), [Decoded::Input(InputEvent::Key(Key::named("esc")))]);
    assert_eq!(decoder.deadline(), None);
    // On a busy machine the rest of an arrow is read late, although it came at once.
    decoder.feed(b"\x1b", Duration::ZERO);
    assert_eq!(decoder.feed(b"[A", ESCAPE_TIME * 9), [Decoded::Input(InputEvent::Key(Key::named("up")))]);
}

#[test]
fn a_paste_on_a_slow_line_is_one_paste_and_one_without_an_end_is_given_up() {
    let mut decoder = Decoder::default();
    let mut now = Duration::ZERO;
    for piece in [&b"\x1b[200~one\x1b"[..], b"[20", b"0~ d x", b"\x1b[201", b"~"] {
        let decoded = decoder.feed(piece, now);
        now += PASTE_SILENCE - Duration::from_millis(1);
        let decoded = [decoded, decoder.rest(now)].concat();
        let is_last = piece == b"~";
        assert_eq!(decoded.len(), usize::from(is_last), "{}", piece.escape_ascii());
    }
    decoder.feed(b"\x1b[200~lost", now);
    assert_eq!(decoder.rest(now + PASTE_SILENCE), [Decoded::Input(InputEvent::Paste("lost".into()))]);
    assert_eq!(decoder.feed(b"x", now + PASTE_SILENCE).len(), 1);
}

#[test]
fn a_huge_paste_is_kept_within_bounds() {
    let mut decoder = Decoder::default();
    decoder.feed(b"\x1b[200~", Duration::ZERO);
    decoder.feed(&vec![b'a'; PASTE_LIMIT + 1000], Duration::ZERO);
    let decoded = decoder.feed(b"\x1b[201~x", Duration::ZERO);
    let [Decoded::Input(InputEvent::Paste(text)), Decoded::Input(InputEvent::Key(_))] = &decoded[..] else {
        panic!("{} events", decoded.len());
    };
    assert!(text.len() == PASTE_LIMIT && text.bytes().all(|byte| byte == b'a'));
}

/// Bytes that terminals and hostile programs send.
fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let known: Vec<Vec<u8>> =
        KEYS.iter().map(|(bytes, _)| bytes.to_vec()).chain(SILENT.iter().map(|s| s.to_vec())).collect();
    let cut = (prop::sample::select(known), any::<prop::sample::Index>())
        .prop_map(|(bytes, at)| bytes[..=at.index(bytes.len())].to_vec());
    prop::collection::vec(prop_oneof![cut, prop::collection::vec(any::<u8>(), 0..4)], 0..20)
        .prop_map(|all| all.concat())
}

proptest! {
    #[test]
    fn no_answer_of_any_length_or_speed_is_a_key(
        begin in prop::sample::select(vec!["\x1b]52;c;", "\x1bP", "\x1b_G", "\x1b^", "\x1bX"]),
        text in "([ -~]|[あ-ん済🏥]|[\t\r\n]){0,60}",
        end in prop::sample::select(vec![&b"\x07"[..], b"\x1b\\", b"\x9c", b"\x18"]),
        times in 1usize..4000,
        (size, pause) in (1usize..5000, 0u64..1000),
    ) {
        let all = [begin.as_bytes(), text.repeat(times).as_bytes(), end].concat();
        let (mut decoder, mut now) = (Decoder::default(), Duration::ZERO);
        for piece in all.chunks(size.max(begin.len())) {
            prop_assert!(decoder.feed(piece, now).is_empty());
            now += Duration::from_millis(pause);
            prop_assert!(decoder.rest(now).is_empty());
        }
        prop_assert_eq!(decoder.feed(b"x", now).len(), 1, "it has ended");
    }

    #[test]
    fn whatever_arrives_a_key_after_a_while_is_that_key(bytes in hostile(), cuts in prop::collection::vec(1usize..9, 0..9)) {
        let mut decoder = Decoder::default();
        let mut now = Duration::ZERO;
        let mut rest = &bytes[..];
        for cut in cuts {
            let (piece, behind) = rest.split_at(cut.min(rest.len()));
            decoder.feed(piece, now);
            now += Duration::from_millis(7);
            decoder.rest(now);
            rest = behind;
        }
        decoder.feed(rest, now);
        now += PASTE_SILENCE;
        decoder.rest(now);
        prop_assert_eq!(decoder.deadline(), None, "nothing is waited for");
        let key = decoder.feed(b"x", now);
        prop_assert_eq!(key, [Decoded::Input(InputEvent::Key(Key::letter('x')))]);
    }

    #[test]
    fn no_key_is_a_control_character(bytes in hostile()) {
        let mut decoder = Decoder::default();
        let decoded = [decoder.feed(&bytes, Duration::ZERO), decoder.rest(PASTE_SILENCE)].concat();
        for decoded in decoded {
            let Decoded::Input(InputEvent::Key(key)) = decoded else { continue };
            prop_assert!(key.typed().is_none_or(|letter| !letter.is_control()), "{key}");
        }
    }
}

#[test]
fn actions_of_the_mouse_are_told_apart_from_their_ends() {
    let [Decoded::Input(InputEvent::Mouse(action, _))] = Decoder::default().feed(b"\x1b[<4;1;1M", Duration::ZERO)[..]
    else {
        panic!("a click with Shift is a click")
    };
    assert_eq!(action, MouseAction::Click);
    assert!(shown(&[b"\x1b[<32;1;1M\x1b[<2;1;1M\x1b[<35;9999;9999M"]).is_empty());
}
