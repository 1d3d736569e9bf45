-- Record one act. Grain: one row.
insert into change (
    id, recorded_at, who, means, source_name, source_sha256, note, undoes, first_rev, row_count, prev_hash, hash,
    commitment, salt
)
values (
    $id, $recorded_at, $who, $means, $source_name, $source_sha256, $note, $undoes, $first_rev, $row_count, $prev_hash, $hash,
    $commitment, $salt
);
