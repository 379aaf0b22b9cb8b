//! Has the text of a PDF taken out of it by pdftotext, a program that many systems have.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::shell_word;
use crate::language::{spawn, t, tr};

use super::super::reading::NotRead;

/// The most bytes of text that are read of it.
const TEXT_BYTES: u64 = 64 << 20;
/// How long it may take. The ministry's documents take it a second.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long it is waited before it is looked again whether it has ended.
const PAUSE: Duration = Duration::from_millis(5);

const AGAIN: &str = "公式のページからもう一度ダウンロードしてください。";
const BY_HAND: &str =
    "pdftotext は poppler-utils (macOS では poppler) に入っています。できた .txt を取り込んでください。";

/// Whether a file is a PDF.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

/// Returns the text of a PDF as it is laid out, with a form feed behind each page.
///
/// # Errors
///
/// If the program is not there, cannot read the file, or takes too long.
pub(super) fn text_of_pdf(bytes: &[u8], name: &str) -> Result<String, NotRead> {
    // `-` stands for standard input and output; nothing goes through a shell or a file.
    let mut command = Command::new("pdftotext");
    command.args(["-layout", "-enc", "UTF-8", "-", "-"]);
    let spawned = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut child = spawned.map_err(|_| absent(name))?;
    let started = Instant::now();
    let text = exchange(&mut child, bytes);
    if text.as_ref().is_ok_and(|text| text.len() as u64 <= TEXT_BYTES) {
        // It has said all that it has to say, and yet may not end.
        while child.try_wait().is_ok_and(|status| status.is_none()) && started.elapsed() < PATIENCE {
            thread::sleep(PAUSE);
        }
    }
    // Nobody waits for it any more; one that has ended keeps its status.
    let _ = child.kill();
    let status = child.wait();
    let text = text?;
    if text.len() as u64 > TEXT_BYTES {
        return Err(NotRead::Wrong(tr!("PDF の文字が多すぎます ({mb} MB まで)。", mb = TEXT_BYTES >> 20), t(AGAIN)));
    }
    let is_whole = status.is_ok_and(|status| status.success());
    let has_letters = text.iter().any(|byte| byte.is_ascii_graphic() || !byte.is_ascii());
    let said = match (has_letters, is_whole) {
        (true, true) => return Ok(String::from_utf8_lossy(&text).into_owned()),
        (true, false) => "pdftotext が PDF を最後まで読めませんでした。壊れているようです。",
        (false, true) => "PDF に文字がありません。紙を読み取った画像だけのようです。",
        (false, false) => "PDF が壊れているか、パスワードで保護されています。",
    };
    Err(NotRead::Wrong(t(said).to_owned(), t(AGAIN)))
}

fn absent(name: &str) -> NotRead {
    let stem = name.strip_suffix(".pdf").or_else(|| name.strip_suffix(".PDF")).unwrap_or(name);
    let (from, to) = (shell_word(name), shell_word(&format!("{stem}.txt")));
    let said = tr!(
        "PDF の文字を取り出す pdftotext が見つかりません。`pdftotext -layout -enc UTF-8 {from} {to}` で文字のファイルを作れます。",
        from,
        to
    );
    NotRead::Unreadable(said, t(BY_HAND))
}

/// Hands bytes over and reads what comes back, both at once and not for ever.
fn exchange(child: &mut Child, bytes: &[u8]) -> Result<Vec<u8>, NotRead> {
    let broken = || NotRead::Wrong(t("pdftotext が PDF の文字を返しませんでした。").to_owned(), t(AGAIN));
    let (input, output) = (child.stdin.take().ok_or_else(broken)?, child.stdout.take().ok_or_else(broken)?);
    let bytes = bytes.to_vec();
    let (told, heard) = channel();
    spawn(move || {
        let mut input = input;
        // It stops reading when it has seen enough of a broken file.
        let _ = input.write_all(&bytes);
    });
    spawn(move || {
        let mut text = Vec::new();
        let read = output.take(TEXT_BYTES + 1).read_to_end(&mut text);
        let _ = told.send(read.map(|_| text));
    });
    match heard.recv_timeout(PATIENCE) {
        Ok(Ok(text)) => Ok(text),
        Err(RecvTimeoutError::Timeout) => {
            let n = PATIENCE.as_secs();
            let said = tr!("PDF の文字を取り出すのに {n} 秒より長くかかるので、中止しました。", n);
            Err(NotRead::Wrong(said, t(AGAIN)))
        }
        _ => Err(broken()),
    }
}
