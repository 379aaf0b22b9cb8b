//! Reads files whose contents and kind nobody vouches for: of people, and of others that people were sent.

use std::error::Error;
use std::fmt;
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;

use crate::language::t;
use crate::tr;

/// Why a file was not read, in Japanese, where the system has no reason of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Refusal(&'static str);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(t(self.0))
    }
}

impl Error for Refusal {}

/// Returns an error with a reason in Japanese, which [`reason`] returns as it is.
pub fn refusal(reason: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, Refusal(reason))
}

/// Reads a file of at most so many bytes.
///
/// # Errors
///
/// If it is no plain file, is larger, or cannot be read.
pub fn read_limited(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let file = open_plain(path)?;
    let length = file.metadata()?.len();
    if length > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    // It may grow while it is read, and the files of /proc say that they have no length.
    file.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// Reads a text of at most so many bytes.
///
/// # Errors
///
/// As for [`read_limited`], or if it is not UTF-8.
pub fn read_text(path: &Path, limit: u64) -> io::Result<String> {
    String::from_utf8(read_limited(path, limit)?).map_err(|_| io::ErrorKind::InvalidData.into())
}

/// Opens a plain file for reading.
///
/// # Errors
///
/// If it is anything else, or cannot be opened.
pub fn open_plain(path: &Path) -> io::Result<File> {
    // Asked before it is opened, because opening a device may do anything.
    check_plain(&std::fs::metadata(path)?)?;
    let file = without_waiting(path)?;
    // Asked again, because it may be another file by now.
    check_plain(&file.metadata()?)?;
    Ok(file)
}

/// Opens a file for reading so that nothing waits for somebody else: neither the opening of a pipe, nor the reading of
/// what the system says is a plain file, such as `/proc/kmsg`.
#[allow(clippy::disallowed_methods, reason = "nothing is written or created")]
fn without_waiting(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = i32::try_from(rustix::fs::OFlags::NONBLOCK.bits()).unwrap_or_default();
    std::fs::OpenOptions::new().read(true).custom_flags(flags).open(path)
}

/// Returns an error unless there is a folder under a path.
///
/// # Errors
///
/// If there is nothing or something else.
pub fn check_folder(path: &Path) -> io::Result<()> {
    if std::fs::metadata(path)?.is_dir() {
        Ok(())
    } else {
        Err(io::Error::new(io::ErrorKind::NotADirectory, Refusal("フォルダーではありません")))
    }
}

/// Returns an error unless it is a plain file.
///
/// # Errors
///
/// If it is a folder, a pipe, a device or a socket.
pub fn check_plain(metadata: &Metadata) -> io::Result<()> {
    if metadata.is_file() {
        Ok(())
    } else if metadata.is_dir() {
        Err(io::ErrorKind::IsADirectory.into())
    } else {
        Err(refusal("ふつうのファイルではありません"))
    }
}

/// Returns why the system refused, in Japanese. What has no sentence here is named by its number, which the manuals
/// of the system explain.
pub fn reason(error: &io::Error) -> String {
    if let Some(Refusal(reason)) = error.get_ref().and_then(|inner| inner.downcast_ref()) {
        return t(reason).to_owned();
    }
    let number = error.raw_os_error();
    match kind_reason(error.kind()).or_else(|| number.and_then(number_reason)) {
        Some(reason) => t(reason).to_owned(),
        None => match number {
            Some(number) => tr!("システムのエラー、番号 {number}", number),
            None => t("原因を特定できません").to_owned(),
        },
    }
}

fn kind_reason(kind: io::ErrorKind) -> Option<&'static str> {
    use io::ErrorKind as Kind;
    Some(match kind {
        Kind::NotFound => "見つかりません",
        Kind::PermissionDenied => "権限がありません",
        Kind::ReadOnlyFilesystem => "読み取り専用の場所です",
        Kind::StorageFull | Kind::WriteZero => "ディスクの空きがありません",
        Kind::QuotaExceeded => "割り当てられた容量を使い切っています",
        Kind::FileTooLarge => "ファイルの大きさの上限を超えます",
        Kind::NotADirectory => "途中にフォルダーでないものがあります",
        Kind::IsADirectory => "フォルダーです",
        Kind::AlreadyExists => "同じ名前のものがすでにあります",
        Kind::DirectoryNotEmpty => "フォルダーが空ではありません",
        Kind::InvalidFilename => "名前が長すぎるか、使えない文字を含んでいます",
        Kind::InvalidData => "UTF-8 の文字ではありません",
        Kind::InvalidInput => "この場所では使えない名前か操作です",
        Kind::UnexpectedEof => "途中で終わっています",
        Kind::OutOfMemory => "メモリが足りません",
        Kind::WouldBlock | Kind::ResourceBusy | Kind::ExecutableFileBusy | Kind::Deadlock => "ほかで使用中です",
        Kind::Interrupted => "途中で中断されました",
        Kind::TimedOut => "時間内に応答がありません",
        Kind::StaleNetworkFileHandle => "共有フォルダーとの接続が切れています",
        Kind::HostUnreachable | Kind::NetworkUnreachable | Kind::NetworkDown | Kind::NotConnected => {
            "共有フォルダーにつながりません"
        }
        Kind::ConnectionRefused | Kind::ConnectionReset | Kind::ConnectionAborted => "接続を断られました",
        Kind::CrossesDevices => "別のディスクにまたがっています",
        Kind::TooManyLinks => "リンクが多すぎます",
        Kind::NotSeekable => "途中から読み書きできないものです",
        Kind::Unsupported => "この場所では使えない操作です",
        Kind::BrokenPipe => "受け取る側が閉じています",
        Kind::ArgumentListTooLong => "引数が長すぎます",
        _ => return None,
    })
}

/// Returns the reason of an error that has no kind in the standard library, by its number on Linux.
const fn number_reason(number: i32) -> Option<&'static str> {
    Some(match number {
        5 => "ディスクか共有フォルダーの読み書きに失敗しました",
        6 | 19 => "装置がありません",
        23 | 24 => "開いているファイルが多すぎます",
        40 => "リンクがたがいを指しています",
        107 | 108 | 112 | 121 => "共有フォルダーにつながりません",
        126..=129 => "暗号化の鍵が使えません",
        _ => return None,
    })
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests prepare files that no tenken would")]
mod tests {
    use super::*;

    #[test]
    fn every_number_of_the_system_has_a_reason_in_japanese() {
        for number in 1..=200 {
            let error = io::Error::from_raw_os_error(number);
            let said = reason(&error);
            let is_japanese = !said.is_ascii() && !said.contains("error") && said.len() > 6;
            assert!(is_japanese && !error.to_string().contains(&said), "{number}: {said}");
        }
        for (number, part) in [
            (2, "見つかりません"),
            (13, "権限"),
            (20, "フォルダーでない"),
            (21, "フォルダーです"),
            (28, "空き"),
            (36, "長すぎる"),
            (40, "リンク"),
            (24, "多すぎます"),
            (116, "接続が切れて"),
            (122, "容量"),
            (199, "番号 199"),
        ] {
            assert!(reason(&io::Error::from_raw_os_error(number)).contains(part), "{number}");
        }
    }

    #[test]
    fn what_a_library_says_in_english_is_not_passed_on() {
        for error in [
            io::Error::other("something went wrong"),
            io::Error::new(io::ErrorKind::InvalidData, "stream did not contain valid UTF-8"),
            io::ErrorKind::OutOfMemory.into(),
        ] {
            assert!(!reason(&error).chars().any(|c| c.is_ascii_lowercase()), "{error}");
        }
        assert_eq!(reason(&refusal("だめです")), "だめです");
    }

    #[test]
    fn only_plain_files_within_the_limit_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, "一二三").unwrap();
        assert_eq!(read_text(&path, 9).unwrap(), "一二三");
        assert_eq!(read_limited(&path, 8).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(read_limited(folder.path(), 8).unwrap_err().kind(), io::ErrorKind::IsADirectory);
        std::fs::write(&path, b"a\xff").unwrap();
        assert_eq!(reason(&read_text(&path, 9).unwrap_err()), "UTF-8 の文字ではありません");
        assert_eq!(reason(&read_limited(Path::new("/dev/zero"), 9).unwrap_err()), "ふつうのファイルではありません");
        assert_eq!(reason(&check_folder(&path).unwrap_err()), "フォルダーではありません");
        assert_eq!(check_folder(&path).unwrap_err().kind(), io::ErrorKind::NotADirectory);
        check_folder(folder.path()).unwrap();
        // It says that it has no bytes, and has some.
        assert_eq!(read_limited(Path::new("/proc/version"), 1).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        let sparse = File::create(&path).unwrap();
        sparse.set_len(1 << 40).unwrap();
        assert_eq!(read_limited(&path, 1 << 20).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }
}
