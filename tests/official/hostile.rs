//! Files of strangers end in a sentence.

use std::time::{Duration, Instant};

use super::{is_recognised, read};

const TITLE: &str = "医療情報システムの安全管理に関するガイドライン 第6.0版 システム運用編\n【遵守事項】\n";

#[test]
fn whatever_is_in_a_file_it_ends_in_a_sentence() {
    let marks = format!("{TITLE}\u{c}1. 章\n【遵守事項】\n{}", "① \n".repeat(150_000));
    let cases: [(&str, Vec<u8>); 9] = [
        ("one line", vec![b'a'; 60 << 20]),
        ("one line behind the title", [TITLE.as_bytes(), &vec![b'a'; 15 << 20]].concat()),
        ("form feeds", [TITLE.as_bytes(), "\u{c}".repeat(1_000_000).as_bytes()].concat()),
        ("no marks", format!("{TITLE}{}", "ただの文。\n".repeat(100_000)).into_bytes()),
        ("only marks", marks.into_bytes()),
        ("mixed encodings", [TITLE.as_bytes(), b"\x88\xc0\x91\x53"].concat()),
        ("another edition", b"\xef\xbb\xbf".iter().copied().chain(TITLE.replace("6.0", "9.9").into_bytes()).collect()),
        ("a broken PDF", b"%PDF-1.7\n%%EOF".to_vec()),
        ("nothing", Vec::new()),
    ];
    for (name, bytes) in cases {
        let begun = Instant::now();
        is_recognised("a.txt", bytes.clone());
        let refusal = read("a.txt", bytes).map(|reading| reading.counts).unwrap_err().to_string();
        assert!(refusal.ends_with('。') && refusal.chars().count() < 200, "{name}: {refusal}");
        assert!(begun.elapsed() < Duration::from_secs(20), "{name}");
    }
}

#[test]
fn other_files_are_left_to_others() {
    let table = format!("ID,項目,{}\n{}", TITLE.trim(), "a,b,c\n".repeat(20));
    for text in [table.as_str(), "{\"title\": \"医療情報システムの安全管理に関するガイドライン\"}", "目次\n", ""]
    {
        assert!(!is_recognised("a.txt", text.as_bytes().to_vec()), "{text}");
    }
}
