//! Files of strangers end in a sentence.

use super::{is_recognised, read};

const TITLE: &str = "医療情報システムの安全管理に関するガイドライン 第6.0版 システム運用編\n【遵守事項】\n";

/// What is said of a broken PDF: where the program that reads one is not installed, how to get its text.
fn broken_pdf() -> &'static str {
    match std::process::Command::new("pdftotext").arg("-v").output() {
        Ok(_) => "PDF が壊れているか、パスワードで保護されています。",
        Err(_) => "pdftotext が見つかりません。",
    }
}

#[test]
fn whatever_is_in_a_file_it_ends_in_a_sentence() {
    // Of what would take for ever the sentence names the limit that it stopped at.
    let marks = format!("{TITLE}\u{c}1. 章\n【遵守事項】\n{}", "① \n".repeat(150_000));
    let another = b"\xef\xbb\xbf".iter().copied().chain(TITLE.replace("6.0", "9.9").into_bytes()).collect();
    let cases: [(&str, &str, Vec<u8>); 9] = [
        ("one line", "文字が多すぎます (16 MB まで)", vec![b'a'; 60 << 20]),
        ("one line behind the title", "長すぎる行があります", [TITLE.as_bytes(), &vec![b'a'; 15 << 20]].concat()),
        ("form feeds", "ページが多すぎます", [TITLE.as_bytes(), "\u{c}".repeat(1_000_000).as_bytes()].concat()),
        ("no marks", "行が多すぎます", format!("{TITLE}{}", "ただの文。\n".repeat(100_000)).into_bytes()),
        ("only marks", "行が多すぎます", marks.into_bytes()),
        ("mixed encodings", "UTF-8 ではありません", [TITLE.as_bytes(), b"\x88\xc0\x91\x53"].concat()),
        ("another edition", "第9.9版", another),
        ("a broken PDF", broken_pdf(), b"%PDF-1.7\n%%EOF".to_vec()),
        ("nothing", "ガイドラインの題が、最初のページにありません。", Vec::new()),
    ];
    for (name, why, bytes) in cases {
        is_recognised("a.txt", bytes.clone());
        let refusal = read("a.txt", bytes).map(|reading| reading.counts).unwrap_err().to_string();
        assert!(refusal.ends_with('。') && refusal.chars().count() < 200, "{name}: {refusal}");
        assert!(refusal.contains(why), "{name}: {refusal}");
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
