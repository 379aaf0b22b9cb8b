//! What the values of filters are called: a value is known by its code and by every name that people use for it.

use tenken_catalog::model::{
    ActionState, Availability, CloudShare, Grade, Kind, Nature, Party, Review, Service, Status,
};

use crate::text::normalize::fold;

/// Returns the kind of records that is meant by a name; none for kinds that the search does not find.
pub fn kind(text: &str) -> Option<Kind> {
    known_as(text, Kind::SEARCHABLE, |kind| ([kind.code(), kind.name()], kind.other_names()))
}

/// Returns the service that is meant by a name.
pub(super) fn service(text: &str) -> Option<Service> {
    known_as(text, Service::ALL, |service| ([service.code(), service.short()], service.other_names()))
}

/// Returns what becomes of a requirement in a service, by a name.
pub(super) fn availability(text: &str) -> Option<Availability> {
    known_as(text, Availability::ALL, |status| ([status.code(), status.name()], status.other_names()))
}

/// Returns how grave a finding is, by a name.
pub(super) fn grade(text: &str) -> Option<Grade> {
    known_as(text, Grade::ALL, |grade| ([grade.code(), grade.name()], &[]))
}

/// Returns how far a corrective action has come, by a name.
pub(super) fn action_state(text: &str) -> Option<ActionState> {
    known_as(text, ActionState::ALL, |state| ([state.code(), state.name()], &[]))
}

/// Returns what a reviewer says, by a name.
pub(super) fn review(text: &str) -> Option<Review> {
    let others = |review| match review {
        Review::Approved => &["承認済み"][..],
        Review::Returned => &["差し戻し", "差戻"],
    };
    known_as(text, Review::ALL, |review| ([review.code(), review.name()], others(review)))
}

/// Returns who has to act, by the Japanese or the English name.
pub fn party(text: &str) -> Option<Party> {
    Party::from_code(text).or_else(|| called(text, Party::ALL, english_party))
}

/// Returns who carries something in the cloud, by the Japanese or the English name.
pub(super) fn share(text: &str) -> Option<CloudShare> {
    CloudShare::from_code(text).or_else(|| called(text, CloudShare::ALL, english_share))
}

/// Returns what kind of measure is meant, by the Japanese or the English name.
pub(super) fn nature(text: &str) -> Option<Nature> {
    let known = Nature::ALL.iter().copied().find(|nature| nature.name() == text);
    known.or_else(|| Nature::from_code(text)).or_else(|| called(text, Nature::ALL, english_nature))
}

/// Returns the value that has an English name.
fn called<T: Copy>(text: &str, all: &[T], english: fn(T) -> &'static str) -> Option<T> {
    all.iter().copied().find(|value| english(*value).eq_ignore_ascii_case(text))
}

/// Returns the English name of a party, as it is typed.
pub const fn english_party(party: Party) -> &'static str {
    match party {
        Party::Institution => "institution",
        Party::Vendor => "provider",
        Party::Cloud => "cloud",
    }
}

/// Returns the English name of a share, as it is typed.
pub(super) const fn english_share(share: CloudShare) -> &'static str {
    match share {
        CloudShare::User => "user",
        CloudShare::Shared => "shared",
        CloudShare::Provider => "cloud",
        CloudShare::None => "none",
    }
}

/// Returns the English name of a nature, as it is typed.
pub(super) const fn english_nature(nature: Nature) -> &'static str {
    match nature {
        Nature::Organisational => "organisational",
        Nature::Human => "human",
        Nature::Physical => "physical",
        Nature::Technical => "technical",
    }
}

/// What a value is called: two names of its own, and the others.
type Names = ([&'static str; 2], &'static [&'static str]);

/// Returns the first value that is called so.
fn known_as<T: Copy>(text: &str, all: &[T], names: impl Fn(T) -> Names) -> Option<T> {
    let text = fold(text);
    let is_called = |value: &T| {
        let (own, others) = names(*value);
        own.iter().chain(others).any(|name| fold(name) == text)
    };
    all.iter().copied().find(is_called)
}

/// Returns a status of the worklist by its name, code or short form, or by how its name begins: `未`, `完`.
pub(super) fn status(text: &str) -> Option<Status> {
    Status::parse(text).or_else(|| Status::ALL.iter().copied().find(|status| status.name().starts_with(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_known_by_every_name() {
        for (names, kind_meant) in [
            (&["条項", "clause", "CLAUSE", "要求事項", "要件"][..], Kind::Clause),
            (&["リスク", "ﾘｽｸ", "risk", "リスクシナリオ"], Kind::Risk),
            (&["製品", "機能", "製品・機能", "製品 機能", "Product"], Kind::Product),
            (&["措置", "安全管理措置", "Microsoft の措置", "ＭＥＡＳＵＲＥ"], Kind::Measure),
            (&["監査報告", "監査報告書", "報告書", "report"], Kind::Report),
            (&["エディション", "ライセンス", "licence", "license", "License"], Kind::Licence),
            (&["テーマ", "theme"], Kind::Theme),
            (&["用語", "term"], Kind::Term),
            (&["目次", "版", "node"], Kind::Node),
            (&["改定", "改訂", "変更点", "revision"], Kind::Revision),
        ] {
            for name in names {
                assert_eq!(kind(name), Some(kind_meant), "{name}");
            }
        }
        for name in ["", "質問", "question", "会計"] {
            assert_eq!(kind(name), None, "{name}");
        }
    }

    #[test]
    fn services_and_their_statuses_are_known_by_every_name() {
        for (names, meant) in [
            (&["Azure", "azure", "ＡＺＵＲＥ"][..], Service::Azure),
            (&["M365", "Microsoft 365", "microsoft365", "m365"], Service::Microsoft365),
            (&["D365", "Dynamics", "dynamics 365", "Ｄ３６５"], Service::Dynamics365),
            (&["PP", "Power Platform", "powerplatform", "power-platform"], Service::PowerPlatform),
        ] {
            for name in names {
                assert_eq!(service(name), Some(meant), "{name}");
            }
        }
        for (name, meant) in
            [("差戻し", Review::Returned), ("差し戻し", Review::Returned), ("APPROVED", Review::Approved)]
        {
            assert_eq!(review(name), Some(meant), "{name}");
        }
        assert_eq!(
            (grade("major"), grade("重"), action_state("実施中")),
            (Some(Grade::Major), None, Some(ActionState::Doing))
        );
        for (names, meant) in [
            (&["対応", "provided"][..], Availability::Provided),
            (&["一部", "partial", "一部対応"], Availability::Partial),
            (&["利用者が設定", "利用者", "customer"], Availability::Customer),
            (&["対象外", "not_applicable", "not-applicable", "該当なし"], Availability::NotApplicable),
            (&["不明", "UNKNOWN"], Availability::Unknown),
        ] {
            for name in names {
                assert_eq!(availability(name), Some(meant), "{name}");
            }
        }
        assert_eq!((service("AWS"), service(""), availability("ほぼ"), availability("")), (None, None, None, None));
    }

    #[test]
    fn no_name_means_two_things() {
        fn each_once(names: Vec<String>) {
            let mut once = names.clone();
            once.sort();
            once.dedup();
            assert_eq!(once.len(), names.len(), "{names:?}");
        }
        let names = |code: &str, name: &str, others: &[&str]| -> Vec<String> {
            let mut all: Vec<String> = [code, name].iter().chain(others).map(|name| fold(name)).collect();
            all.sort();
            all.dedup();
            all
        };
        each_once(Kind::ALL.iter().flat_map(|kind| names(kind.code(), kind.name(), kind.other_names())).collect());
        let services = Service::ALL.iter();
        each_once(services.flat_map(|one| names(one.code(), one.short(), one.other_names())).collect());
        let statuses = Availability::ALL.iter();
        each_once(statuses.flat_map(|one| names(one.code(), one.name(), one.other_names())).collect());
    }
}
