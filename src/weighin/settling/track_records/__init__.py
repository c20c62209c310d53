"""Track records: how well each expert has done, honest about small numbers and about who answered what."""

from weighin.settling.track_records.pairwise import PairwiseSkill, pairwise_skill
from weighin.settling.track_records.pooling import PartialPooling, pool_partially
from weighin.settling.track_records.ranks import ExpectedRanks, expected_ranks
from weighin.settling.track_records.record import TrackRecord, TrackRecords, track_records

__all__ = [
    "ExpectedRanks",
    "PairwiseSkill",
    "PartialPooling",
    "TrackRecord",
    "TrackRecords",
    "expected_ranks",
    "pairwise_skill",
    "pool_partially",
    "track_records",
]
