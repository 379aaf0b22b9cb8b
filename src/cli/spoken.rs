//! How the language of a run is spoken, and what is said of one that there is not.

use crate::english;
use crate::language::{self, Language, t, tr};

/// Says that there is no such language. Who asks for another one than Japanese may not read it, so English stands beside it.
pub(super) fn unknown(code: &str) -> String {
    let said = || {
        let codes = Language::ALL.map(Language::code).join(t("、"));
        tr!("言語「{code}」はありません。{codes} のどれかです。", code, codes)
    };
    match language::spoken() {
        Language::English => said(),
        Language::Japanese => format!("{} / {}", said(), speaking(Language::English, said)),
    }
}

/// Lets this thread speak a language while something is done.
pub(super) fn speaking<T>(language: Language, act: impl FnOnce() -> T) -> T {
    if language == Language::English {
        language::provide(&english::TABLES);
    }
    language::speak(language);
    let done = act();
    language::speak(Language::default());
    done
}
