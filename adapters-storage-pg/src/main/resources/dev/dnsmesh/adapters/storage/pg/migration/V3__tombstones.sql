-- What was deleted, for the peers of the nodes: kept_until in Unix seconds, the other times in Unix milliseconds. A name and
-- hash stand in records or here, never in both.
CREATE TABLE tombstones (
    name       bytea  NOT NULL,
    hash       bytea  NOT NULL,
    owner      text   COLLATE "C" NOT NULL,
    deleted_at bigint NOT NULL,
    kept_until bigint NOT NULL,
    stored_ts  bigint NOT NULL,
    PRIMARY KEY (name, hash)
);
CREATE INDEX tombstones_by_stamp ON tombstones (stored_ts, owner, hash);
CREATE INDEX tombstones_by_end ON tombstones (kept_until);
