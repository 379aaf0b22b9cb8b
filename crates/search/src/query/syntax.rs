//! The query language: words, "phrases", -exclusion, OR, and filters with Japanese or ASCII names, which may be excluded, too.
//!
//! Nothing that is typed is an error. What cannot be understood is searched as text, with a warning.

use std::ops::Range;

use tenken_catalog::language::{t, tr};
use tenken_catalog::model::Kind;
use tenken_catalog::text::clean::is_ignored;

use crate::query::filters::{self, Filter, FilterRow};
use crate::text::normalize::normalize;

/// Longest query that is looked at, in characters: a paragraph pasted by mistake must not hold up the screen.
const QUERY_MAX: usize = 200;
/// How many words of a query are looked for.
const WORDS_MAX: usize = 20;

/// What was typed, understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    /// What a record must hold; each group is met by any of its parts.
    pub groups: Vec<Vec<QueryText>>,
    /// What a record must not hold.
    pub excluded: Vec<QueryText>,
    /// Conditions on the record itself.
    pub filters: Vec<TypedFilter>,
    /// Conditions that it must not meet.
    pub excluded_filters: Vec<TypedFilter>,
    /// The filters that were left out because their value is missing or unknown, as typed.
    pub ignored: Vec<String>,
    /// The names of those whose values the catalog knows, and that have none.
    pub unfinished: Vec<String>,
    /// What has the form of a filter, but a name that none has, or is a saved one with a minus sign before it, as typed.
    pub refused: Vec<String>,
    /// What could not be understood.
    pub warnings: Vec<String>,
    /// The editions it names, once [`Editions::take`](crate::query::editions::Editions::take) has taken them out of the groups.
    pub editions: Vec<NamedEdition>,
    /// Whether words were left out that only ask what is known about these editions.
    pub has_left_out: bool,
}

/// A filter, and how it stands in the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TypedFilter {
    /// What it asks of a record.
    pub filter: Filter,
    /// As typed.
    pub typed: String,
}

/// Editions that are named at one place of a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NamedEdition {
    /// As typed.
    pub text: String,
    /// Their places among the known ones.
    pub editions: Vec<usize>,
    /// Whether it asks for those that hold today and names none.
    pub is_current: bool,
}

/// A word or a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QueryText {
    /// As typed, without quotes.
    pub text: String,
    /// Whether it stood in quotes and so must stand in the record as it is.
    pub quoted: bool,
}

/// Understands a query.
pub(crate) fn parse(text: &str) -> Query {
    let mut query = Query::default();
    let end = text.char_indices().nth(QUERY_MAX).map(|(end, _)| end);
    if end.is_some() {
        query.warnings.push(tr!("長いので、はじめの {count} 字だけで探しました。", count = QUERY_MAX));
    }
    let mut joined = false;
    let looked_at = &text[..end.unwrap_or(text.len())];
    let tokens = tokens(looked_at);
    if tokens.len() > WORDS_MAX {
        query.warnings.push(tr!("語が多いので、はじめの {count} 語だけで探しました。", count = WORDS_MAX));
    }
    for token in tokens.into_iter().take(WORDS_MAX) {
        match token {
            Token { text, quoted: false, .. } if text == "OR" || text == "|" => joined = true,
            Token { excluded: true, text, quoted: false, .. } if saved_name(&text).is_some() => {
                let how = t("中の絞り込みに一つずつ - を付けてください。この指定は使いませんでした。");
                query.warnings.push(tr!("「-{text}」: 保存した絞り込みは、まとめて除けません。{how}", text, how));
                query.refused.push(format!("-{text}"));
            }
            Token { excluded: true, text, quoted, range } => {
                if quoted || !query.exclude_filter(&text, &looked_at[range]) {
                    query.excluded.push(QueryText { text, quoted });
                }
            }
            Token { text, quoted, range, .. } if quoted || !query.take_filter(&text, &looked_at[range.clone()]) => {
                query.add(QueryText { text, quoted }, std::mem::take(&mut joined));
            }
            Token { .. } => {}
        }
    }
    query
}

impl Query {
    /// Returns the query that asks for one word.
    pub fn of_word(word: &str) -> Self {
        let part = QueryText { text: word.to_owned(), quoted: false };
        Self { groups: vec![vec![part]], ..Self::default() }
    }

    /// Adds what a record must hold: as an alternative to what came before it, or by itself.
    fn add(&mut self, part: QueryText, joined: bool) {
        match self.groups.last_mut() {
            Some(group) if joined => group.push(part),
            _ => self.groups.push(vec![part]),
        }
    }

    /// Whether it asks for anything: a word of which something is left after normalisation, or a filter. A query that
    /// only excludes asks for everything else, and so for nothing in particular.
    pub fn selects(&self) -> bool {
        let is_effective = |part: &QueryText| !normalize(&part.text).is_empty();
        let is_filtered = [&self.filters, &self.excluded_filters].iter().any(|filters| !filters.is_empty());
        is_filtered || !self.editions.is_empty() || self.groups.iter().flatten().any(is_effective)
    }

    /// Returns what to say where something was typed and nothing of it can be searched for.
    pub fn emptiness(&self, text: &str) -> Option<String> {
        let text = text.trim();
        let is_blank = text.chars().all(|c| c.is_whitespace() || is_ignored(c));
        let is_empty = !is_blank && !self.selects() && self.excluded.is_empty() && self.ignored.is_empty();
        is_empty.then(|| tr!("「{text}」には検索できる語がありません。すべてを表示します。", text))
    }

    /// Returns the words outside quotes, as typed: what a clause number could stand in.
    pub fn plain_text(&self) -> String {
        let plain = self.groups.iter().flatten().filter(|part| !part.quoted);
        plain.map(|part| part.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Puts the words beside a number in the place of all; returns whether there are any.
    pub fn narrow(&mut self, rest: &str) -> bool {
        if rest.is_empty() {
            return false;
        }
        self.groups = parse(rest).groups;
        true
    }

    /// Whether it has words only, no phrases and no alternatives.
    pub fn is_plain(&self) -> bool {
        self.groups.iter().all(|group| matches!(group.as_slice(), [part] if !part.quoted))
    }

    /// Returns all words and phrases as one text: what may be the name of a record. With alternatives there is none.
    pub fn whole_text(&self) -> String {
        let parts = self.groups.iter().map(|group| match group.as_slice() {
            [part] => Some(part.text.as_str()),
            _ => None,
        });
        parts.collect::<Option<Vec<_>>>().unwrap_or_default().join(" ")
    }

    /// Takes `name:value` as a filter, if there is one of this name; one without a value that it has is left out, which is
    /// said.
    fn take_filter(&mut self, text: &str, typed: &str) -> bool {
        let Some((name, value)) = text.split_once([':', '：']) else { return false };
        let value = value.trim_matches(is_quote);
        let Some(row) = filters::named(name) else {
            if !name.is_empty() && name.chars().all(char::is_alphanumeric) && !value.is_empty() {
                self.warnings.push(filters::unknown(name));
                self.refused.extend(filters::is_meant(name, value).then(|| typed.to_owned()));
            }
            return false;
        };
        match row.read(value).filter(|_| !value.is_empty()) {
            Some(filter) => self.filters.push(TypedFilter { filter, typed: typed.to_owned() }),
            None => self.leave_out(row, (name, value), typed),
        }
        true
    }

    /// Takes `-name:value` as a condition that must not be met, and says of it what would be said without the minus sign.
    fn exclude_filter(&mut self, text: &str, typed: &str) -> bool {
        let wanted = self.filters.len();
        let is_taken = self.take_filter(text, typed);
        self.excluded_filters.extend(self.filters.drain(wanted..));
        is_taken
    }

    fn leave_out(&mut self, row: &FilterRow, (name, value): (&str, &str), typed: &str) {
        self.ignored.push(typed.to_owned());
        let known = row.values();
        if known.is_empty() {
            self.unfinished.push(name.to_owned());
        } else {
            self.warnings.push(filters::left_out(row, (name, value), &known));
        }
    }
}

/// Whether a query asks for anything in particular: at least one word that can be searched for, or a filter that is
/// understood. What is done to all that a query finds may only be done if it does.
pub fn selects(text: &str) -> bool {
    parse(text).selects()
}

/// Returns what could not be understood of a query without any records, in sentences: mostly filters that cannot be used.
pub fn remarks(text: &str) -> Vec<String> {
    parse(text).warnings
}

/// Returns the kinds of records that a query is narrowed to; none if it is not.
pub fn kinds(text: &str) -> Vec<Kind> {
    let kind = |typed: TypedFilter| if let Filter::Kind(kind) = typed.filter { Some(kind) } else { None };
    parse(text).filters.into_iter().filter_map(kind).collect()
}

/// Whether a word has the name of a filter.
fn is_filter(text: &str) -> bool {
    let name = text.split_once([':', '：']).map(|(name, _)| name);
    name.is_some_and(|name| filters::named(name).is_some()) || saved_name(text).is_some()
}

/// Returns the name of the saved filter that a word stands for, if it has the form of one: `@月次`.
pub(super) fn saved_name(word: &str) -> Option<&str> {
    word.strip_prefix(['@', '＠']).filter(|name| !name.is_empty())
}

/// Returns the words outside quotes and without a minus sign, with where they stand, in bytes.
pub(super) fn plain_words(text: &str) -> impl Iterator<Item = (String, Range<usize>)> {
    let words = tokens(text).into_iter().filter(|token| !token.quoted && !token.excluded);
    words.map(|token| (token.text, token.range))
}

/// Returns where the word stands that ends at a byte offset: the one that is being typed, behind a minus sign that it may
/// have. None in a phrase.
pub(super) fn word_before(text: &str, cursor: usize) -> Option<Range<usize>> {
    let typed = tokens(text).into_iter().find(|token| token.range.end == cursor && !token.quoted)?;
    let sign = text[typed.range.clone()].chars().next().filter(|_| typed.excluded).map_or(0, char::len_utf8);
    Some(typed.range.start + sign..typed.range.end)
}

/// Whether a query has filters and nothing else, whether or not they are understood.
pub fn is_of_filters(text: &str) -> bool {
    let tokens = tokens(text);
    !tokens.is_empty() && tokens.iter().all(|token| !token.quoted && is_filter(&token.text))
}

/// Returns where the last filter of a query stands, in bytes, whether or not it is understood.
pub fn last_filter(text: &str) -> Option<Range<usize>> {
    let mut filters = tokens(text).into_iter().filter(|token| !token.quoted && is_filter(&token.text));
    filters.next_back().map(|token| token.range)
}

/// A filter as it stands in a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// How it was understood, for example `状態 未着手`.
    pub label: String,
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
}

/// Returns the filters in a text that are understood, in their order.
pub fn chips(text: &str) -> Vec<Chip> {
    let filters = tokens(text).into_iter().filter(|token| !token.quoted);
    let chip = |token: Token| {
        if saved_name(&token.text).is_some() {
            return (!token.excluded).then_some(Chip { label: token.text, range: token.range });
        }
        let mut query = Query::default();
        let label = query.take_filter(&token.text, "").then(|| query.filters.pop()).flatten()?.filter.label();
        let label = if token.excluded { tr!("{label} を除く", label) } else { label };
        Some(Chip { label, range: token.range })
    };
    filters.filter_map(chip).collect()
}

/// A word, phrase or filter as it stands in the text.
#[derive(Debug, Default)]
struct Token {
    text: String,
    quoted: bool,
    excluded: bool,
    range: Range<usize>,
}

impl Token {
    /// Lets the token stand where this character stands, too.
    fn reach(&mut self, at: usize, c: char) {
        if self.range.is_empty() {
            self.range.start = at;
        }
        self.range.end = at + c.len_utf8();
    }
}

/// Cuts a text at spaces; quotes hold together, and a missing closing quote closes at the end. What nobody sees is no part
/// of a word, but stands where the word stands.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut token = Token::default();
    let mut closing: Option<char> = None;
    for (at, c) in text.char_indices() {
        if is_ignored(c) {
            if !token.range.is_empty() {
                token.reach(at, c);
            }
            continue;
        }
        if closing.is_some() || !c.is_whitespace() {
            token.reach(at, c);
        }
        match closing {
            Some(end) if c == end || (is_straight(c) && is_straight(end)) => {
                closing = None;
                if token.quoted {
                    finish(&mut token, &mut tokens);
                } else {
                    token.text.push(c);
                }
            }
            Some(_) => token.text.push(c),
            None if c.is_whitespace() => finish(&mut token, &mut tokens),
            None if matches!(c, '-' | '－' | '−') && token.text.is_empty() && !token.excluded => {
                token.excluded = true;
            }
            None => {
                closing = closing_of(c);
                token.quoted |= closing.is_some() && token.text.is_empty();
                if closing.is_none() || !token.quoted {
                    token.text.push(c);
                }
            }
        }
    }
    finish(&mut token, &mut tokens);
    tokens
}

fn finish(token: &mut Token, tokens: &mut Vec<Token>) {
    let token = std::mem::take(token);
    if !token.text.trim().is_empty() {
        tokens.push(token);
    }
}

/// The quote that closes one that opens.
const fn closing_of(c: char) -> Option<char> {
    match c {
        '"' | '＂' => Some('"'),
        '“' => Some('”'),
        '「' => Some('」'),
        '『' => Some('』'),
        _ => None,
    }
}

const fn is_straight(c: char) -> bool {
    matches!(c, '"' | '＂' | '”')
}

/// Whether a character is a quote.
pub(super) const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '＂' | '“' | '”' | '「' | '」' | '『' | '』')
}

#[cfg(test)]
mod tests {
    use tenken_catalog::model::{
        ActionState, Availability, CloudShare, Grade, Nature, Party, Review, Service, Status, Verdict,
    };

    use crate::marks::{DueWanted, ExceptionWanted, FindingWanted, MarkFilter, TextWanted};

    use super::*;

    fn mark(filter: MarkFilter) -> Filter {
        Filter::Mark(filter)
    }

    fn words(query: &Query) -> String {
        let group = |group: &Vec<QueryText>| {
            let part = |part: &QueryText| if part.quoted { format!("[{}]", part.text) } else { part.text.clone() };
            group.iter().map(part).collect::<Vec<_>>().join("|")
        };
        query.groups.iter().map(group).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn filters_are_named_as_understood_and_where_they_stand() {
        let text = "認証 状態:未\u{200b}  \"章:14\" 編：運用 章: -版:6.0 色:赤 証跡:無";
        let found: Vec<(String, &str)> = chips(text).into_iter().map(|chip| (chip.label, &text[chip.range])).collect();
        let expected = [
            ("状態 未着手", "状態:未\u{200b}"),
            ("編 運用", "編：運用"),
            ("版 6.0 を除く", "-版:6.0"),
            ("証跡 なし", "証跡:無"),
        ];
        assert_eq!(found, expected.map(|(label, written)| (label.to_owned(), written)));
    }

    #[test]
    fn words_phrases_exclusions_and_alternatives() {
        for (text, expected, excluded) in [
            ("二要素　認証", "二要素 認証", ""),
            ("\"二要素認証\" 端末", "[二要素認証] 端末", ""),
            ("＂多要素 認証＂", "[多要素 認証]", ""),
            ("“多要素” 「認証 方式」", "[多要素] [認証 方式]", ""),
            ("バックアップ -世代 －復旧", "バックアップ", "世代 復旧"),
            ("USB OR 記憶媒体 持出し", "USB|記憶媒体 持出し", ""),
            ("\"閉じていない", "[閉じていない]", ""),
            ("14-⑤ e-文書法", "14-⑤ e-文書法", ""),
            ("\u{feff}葛\u{e0100}城 14.⑤\u{fe0e}", "葛城 14.⑤", ""),
            ("OR OR -", "", ""),
            ("", "", ""),
        ] {
            let query = parse(text);
            assert_eq!(words(&query), expected, "{text}");
            let out: Vec<_> = query.excluded.iter().map(|part| part.text.as_str()).collect();
            assert_eq!(out.join(" "), excluded, "{text}");
            assert!(query.warnings.is_empty(), "{text}");
        }
    }

    #[test]
    fn filters_have_japanese_and_ascii_names() {
        for (text, filter) in [
            ("編:運用", Filter::Volume("運用".into())),
            ("volume:sysun", Filter::Volume("sysun".into())),
            ("章：第14章", Filter::Chapter("14".into())),
            ("種別:リスク", Filter::Kind(Kind::Risk)),
            ("kind:product", Filter::Kind(Kind::Product)),
            ("種別:安全管理措置", Filter::Kind(Kind::Measure)),
            ("系列:Dynamics", Filter::Family("Dynamics".into())),
            ("サービス:\"Microsoft 365\"", Filter::Service(Service::Microsoft365)),
            ("service:d365", Filter::Service(Service::Dynamics365)),
            ("対応状況:一部", Filter::Availability(Availability::Partial)),
            ("availability:customer", Filter::Availability(Availability::Customer)),
            ("製品:\"Microsoft Sentinel\"", Filter::Product("Microsoft Sentinel".into())),
            ("状態:未", mark(MarkFilter::Status(Status::Todo))),
            ("status:done", mark(MarkFilter::Status(Status::Done))),
            ("責任:医療機関", Filter::Party(Party::Institution)),
            ("責任:共有", Filter::Share(CloudShare::Shared)),
            ("担当:クラウド事業者", Filter::Party(Party::Cloud)),
            ("クラウド:クラウド事業者", Filter::Share(CloudShare::Provider)),
            ("製品群:Dynamics", Filter::Family("Dynamics".into())),
            ("性質:技術", Filter::Nature(Nature::Technical)),
            ("nature:人的", Filter::Nature(Nature::Human)),
            ("分類:不正", Filter::Category("不正".into())),
            ("証跡:なし", mark(MarkFilter::Evidence(false))),
            ("evidence:YES", mark(MarkFilter::Evidence(true))),
            ("リスク:窃取", Filter::Risk("窃取".into())),
            ("版:第6.0版", Filter::Edition("第6.0版".into())),
        ] {
            let query = parse(&format!("認証 {text}"));
            let expected = TypedFilter { filter, typed: text.to_owned() };
            assert_eq!((words(&query).as_str(), query.filters.as_slice()), ("認証", &[expected][..]), "{text}");
        }
    }

    #[test]
    fn filters_over_the_worklist_have_japanese_and_ascii_names() {
        for (text, filter) in [
            ("判定:不適合", mark(MarkFilter::Verdict(Verdict::Nonconform))),
            ("担当者:なし", mark(MarkFilter::Owner(TextWanted::None))),
            ("owner:佐藤", mark(MarkFilter::Owner(TextWanted::Holding("佐藤".into())))),
            ("期限:超過", mark(MarkFilter::Due(DueWanted::Overdue))),
            ("due:week", mark(MarkFilter::Due(DueWanted::Week))),
            ("期限:〜2027-03-31", mark(MarkFilter::Due(DueWanted::Days("〜2027-03-31".into())))),
            ("期限:令和9年3月31日まで", mark(MarkFilter::Due(DueWanted::Days("令和9年3月31日まで".into())))),
            ("食い違い:あり", mark(MarkFilter::Conflict(true))),
            ("メモ:\"要 確認\"", mark(MarkFilter::Note(TextWanted::Holding("要 確認".into())))),
            ("メモ:有", mark(MarkFilter::Note(TextWanted::Any))),
            ("指摘:あり", mark(MarkFilter::Finding(FindingWanted::Any))),
            ("等級:軽微", mark(MarkFilter::Finding(FindingWanted::Grade(Grade::Minor)))),
            ("finding:no", mark(MarkFilter::Finding(FindingWanted::None))),
            ("是正:未着手", mark(MarkFilter::Action(ActionState::Open))),
            ("action:done", mark(MarkFilter::Action(ActionState::Done))),
            ("確認:差し戻し", mark(MarkFilter::Review(Some(Review::Returned)))),
            ("review:approved", mark(MarkFilter::Review(Some(Review::Approved)))),
            ("確認:なし", mark(MarkFilter::Review(None))),
            ("例外:超過", mark(MarkFilter::Exception(ExceptionWanted::Over))),
            ("exception:overdue", mark(MarkFilter::Exception(ExceptionWanted::Over))),
            ("例外:有", mark(MarkFilter::Exception(ExceptionWanted::Any))),
        ] {
            let query = parse(text);
            assert_eq!(query.filters, [TypedFilter { filter, typed: text.to_owned() }], "{text}");
        }
    }

    #[test]
    fn filters_with_a_minus_sign_are_excluded() {
        let done = mark(MarkFilter::Status(Status::Done));
        for text in ["-状態:完了", "－状態：完了", "−status:done"] {
            let query = parse(&format!("認証 {text}"));
            let expected = TypedFilter { filter: done.clone(), typed: text.to_owned() };
            assert_eq!(
                (words(&query).as_str(), query.excluded_filters.as_slice()),
                ("認証", &[expected][..]),
                "{text}"
            );
            assert!(query.filters.is_empty() && query.excluded.is_empty() && query.warnings.is_empty(), "{text}");
        }
    }

    #[test]
    fn a_mistyped_filter_is_said_with_a_sign_before_it_too() {
        // A name that no filter has is a word, too, and both that and a value that a filter lacks are said as without the sign.
        for text in ["-色:赤", "-ステータス:完了"] {
            let (mistyped, plain) = (parse(text), parse(text.trim_start_matches('-')));
            assert_eq!((mistyped.excluded.len(), mistyped.refused.as_slice()), (1, &[text.to_owned()][..]), "{text}");
            assert_eq!(mistyped.warnings, plain.warnings, "{text}");
        }
        assert_eq!(parse("-10:30").refused, Vec::<String>::new());
        let unknown = parse("-状態:昨日");
        assert_eq!((unknown.ignored.as_slice(), unknown.warnings.len()), (&["-状態:昨日".to_owned()][..], 1));
        let saved = parse("-@月次");
        assert_eq!(saved.refused, ["-@月次"]);
        assert!(saved.warnings[0].contains("一つずつ - を付けて"), "{:?}", saved.warnings);
        assert_eq!(word_before("認証 -状", "認証 -状".len()), Some("認証 -".len().."認証 -状".len()));
    }

    #[rustfmt::skip]
    const NOTHING: &[&str] = &[
        "", " ", "\u{3000}", "・", "\"・\"", "「」", "-", "- -", "、 。", "OR", "| |", "…", "編:", "状態：", "-世代",
        "-\"世代 管理\"", "種別:会計", "\u{200b}", "\u{feff}・", "!?", "()", "-編:", "-@月次", "★",
    ];
    #[rustfmt::skip]
    const SOMETHING: &[&str] = &[
        "認証", "・ 認証", "\"認証\" -世代", "編:運用", "-編:運用", "状態:未 -世代",
        "14", "①", "C", "の", "サ", "・ OR 認証",
    ];

    #[test]
    fn a_query_that_boils_down_to_nothing_selects_nothing() {
        for text in NOTHING {
            assert!(!selects(text), "{text:?}");
        }
        for text in SOMETHING {
            assert!(selects(text), "{text:?}");
        }
        for (text, is_said) in
            [("・", true), ("編:", false), ("", false), (" \u{200b}", false), ("-世代", false), ("認証", false)]
        {
            assert_eq!(parse(text).emptiness(text).is_some(), is_said, "{text:?}");
        }
    }

    #[test]
    fn too_much_is_cut_and_it_is_said() {
        let long = parse(&"長い".repeat(QUERY_MAX));
        assert_eq!((words(&long).chars().count(), long.warnings.len()), (QUERY_MAX, 1));
        let many = parse(&"語 ".repeat(WORDS_MAX + 1));
        assert_eq!((many.groups.len(), many.warnings.len()), (WORDS_MAX, 1));
        assert!(many.warnings[0].contains("20 語"), "{:?}", many.warnings);
    }

    #[test]
    fn what_is_not_understood_is_a_warning() {
        for (text, part, warnings) in
            [("種別:会計", "", 1), ("色:赤", "色:赤", 1), ("編:", "", 0), ("10:30", "10:30", 1), (":", ":", 0)]
        {
            let query = parse(text);
            assert_eq!((words(&query).as_str(), query.warnings.len()), (part, warnings), "{text}");
            assert_eq!(query.refused.len(), usize::from(text == "色:赤"), "{text}");
        }
    }

    #[test]
    fn the_last_filter_is_found_whether_or_not_it_is_understood() {
        for (text, last, has_filters_only) in [
            ("認証 担当:", Some("担当:"), false),
            ("編:運用 担当:病院", Some("担当:病院"), true),
            ("章:99 -世代", Some("章:99"), false),
            ("\"編:運用\" 色:赤 -編:運用", Some("-編:運用"), false),
            ("\"編:運用\" 色:赤 -世代", None, false),
            ("編:運用 －状態:完了", Some("－状態:完了"), true),
            ("", None, false),
        ] {
            assert_eq!(last_filter(text).map(|range| &text[range]), last, "{text}");
            assert_eq!(is_of_filters(text), has_filters_only, "{text}");
        }
    }

    #[test]
    fn a_filter_without_a_value_that_it_has_is_left_out_and_said() {
        for (text, ignored, said) in [
            ("担当:", &["担当:"][..], "「担当:」に使えるのは 医療機関、事業者、クラウド事業者 です。"),
            ("担当: 事業者", &["担当:"], "コロンのすぐあとに"),
            ("認証 状態：\"\" ", &["状態：\"\""], "未着手"),
            ("担当:病院 認証", &["担当:病院"], "「担当:」に使えるのは 医療機関、"),
            ("種別:会計\u{200b}", &["種別:会計\u{200b}"], "「会計」はありません。"),
            ("担当:事業者 編:運用", &[], ""),
        ] {
            let query = parse(text);
            assert_eq!(query.ignored, ignored, "{text}");
            assert_eq!(query.warnings.len(), ignored.len(), "{text}");
            assert!(query.warnings.iter().all(|warning| warning.contains(said)), "{text}: {:?}", query.warnings);
        }
        let names = parse("編: 認証 製品:").unfinished;
        assert_eq!(names, ["編", "製品"]);
    }

    #[test]
    fn an_unknown_value_is_told_with_those_there_are() {
        for (text, known) in [
            ("対応状況:ほぼ", "使えるのは 対応、一部、利用者が設定、対象外、不明 です。"),
            ("サービス:AWS", "使えるのは Azure、M365、D365、PP です。"),
            ("責任:マイクロソフト", "使えるのは 医療機関、事業者、クラウド事業者 です。"),
            ("クラウド:マイクロソフト", "使えるのは 利用者、共有、クラウド事業者、対象外 です。"),
            ("性質:物", "使えるのは 組織的、人的、物理的、技術的 です。"),
            ("担当部署:情報課", "近いものは 担当 です。"),
            ("利用状態:未", "近いものは 状態 です。"),
            (
                "色:赤",
                "使えるのは 編、章、種別、製品、リスク、系列、サービス、対応状況、状態、担当、判定、担当者、期限、食い違い、メモ、証跡、指摘、是正、確認、例外、クラウド、性質、分類、版、資料 です。",
            ),
            (
                "種別:会計",
                "使えるのは 条項、リスク、製品、措置、監査報告、エディション、テーマ、用語、目次、改定 です。",
            ),
        ] {
            let warnings = parse(text).warnings;
            assert!(warnings.len() == 1 && warnings[0].contains(known), "{text}: {warnings:?}");
        }
    }
}
