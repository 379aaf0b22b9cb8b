//! What stands between the hits of a query that are all that was asked for, and those that are less.

use crate::search::Tier;

/// How a hit of a tier fits what was asked for.
pub const fn name(tier: Tier) -> &'static str {
    match tier {
        Tier::All => "すべて合う",
        Tier::Some => "一部だけ合う",
        Tier::Near => "近い",
    }
}

/// What stands above the first hit of a tier, where it follows those of another.
pub const fn divider(tier: Tier) -> Option<&'static str> {
    match tier {
        Tier::All => None,
        Tier::Some => Some("ここから一部だけ合うもの"),
        Tier::Near => Some("近いもの(件数に入れません)"),
    }
}

/// What stands above the hits where none of them answers the query.
pub const NOTHING_BUT_NEAR: &str = "見つかりません。近いもの:";
