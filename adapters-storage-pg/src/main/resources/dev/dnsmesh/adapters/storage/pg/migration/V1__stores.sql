-- Everything that the nodes on this database share. Times of records are numbers, as the wire and the cursors have them:
-- expires_at in Unix seconds, stored_ts and published in Unix milliseconds.

-- One row. Whoever writes locks it first and holds it over the commit, so that the order of stamps is the order of commits.
CREATE TABLE node_state (
    id               integer PRIMARY KEY CHECK (id = 1),
    last_stamp       bigint NOT NULL,
    instance         bytea  NOT NULL,
    records          bigint NOT NULL,
    claims           bigint NOT NULL,
    replays          bigint NOT NULL,
    first_registered text,
    wrapping         bytea
) WITH (fillfactor = 10);

-- name: the labels from the root downwards, each followed by a zero octet, so that everything below a name is one range.
CREATE TABLE records (
    name       bytea  NOT NULL,
    hash       bytea  NOT NULL,
    owner      text   COLLATE "C" NOT NULL,
    value      bytea  NOT NULL,
    ttl        integer NOT NULL,
    expires_at bigint NOT NULL,
    stored_ts  bigint NOT NULL,
    published  bigint NOT NULL,
    PRIMARY KEY (name, hash)
);
CREATE INDEX records_by_stamp ON records (stored_ts, owner, hash);
CREATE INDEX records_by_expiry ON records (expires_at);

-- Answers to signed UPDATEs, until keep_until (Unix milliseconds).
CREATE TABLE replays (
    id         bytea    PRIMARY KEY,
    keep_until bigint   NOT NULL,
    rcode      smallint NOT NULL
);
CREATE INDEX replays_by_end ON replays (keep_until);

CREATE TABLE watermarks (
    peer  text COLLATE "C" PRIMARY KEY,
    state bytea NOT NULL
);

CREATE TABLE tsig_keys (
    name       text COLLATE "C" PRIMARY KEY,
    algorithm  text        NOT NULL,
    secret     bytea       NOT NULL,
    wrapped    boolean     NOT NULL,
    suffixes   text[]      NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    revoked_at timestamptz,
    subject    text COLLATE "C",
    registered bytea,
    proven     bytea,
    shaped     boolean     NOT NULL
);
CREATE INDEX tsig_keys_by_subject ON tsig_keys (subject);
CREATE INDEX tsig_keys_by_registrant ON tsig_keys (registered);

-- The mailboxes that a key may make its own.
CREATE TABLE tsig_recipients (
    hash text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL REFERENCES tsig_keys ON DELETE CASCADE,
    PRIMARY KEY (hash, name)
);
CREATE INDEX tsig_recipients_by_name ON tsig_recipients (name);

CREATE TABLE tokens (
    hash         bytea PRIMARY KEY,
    subject      text COLLATE "C" NOT NULL,
    prekeys      text,
    rate_per_sec double precision NOT NULL,
    rate_burst   integer     NOT NULL,
    issued_at    timestamptz NOT NULL,
    expires_at   timestamptz,
    revoked_at   timestamptz,
    issuer       text        NOT NULL,
    note         text,
    registered   bytea,
    holds        boolean     NOT NULL
);
CREATE INDEX tokens_by_subject ON tokens (subject);
CREATE INDEX tokens_by_registrant ON tokens (registered);

CREATE TABLE ownership (
    name       text COLLATE "C" PRIMARY KEY,
    holder     bytea,
    subject    text COLLATE "C" NOT NULL,
    since      timestamptz NOT NULL,
    held_until timestamptz
);
CREATE INDEX ownership_by_subject ON ownership (subject);
CREATE INDEX ownership_by_end ON ownership (held_until);

CREATE TABLE audit (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL,
    event   text        NOT NULL,
    token   bytea,
    subject text,
    remote  text,
    detail  text
);
CREATE INDEX audit_by_time ON audit (at);

-- Without any order or time below the hour.
CREATE TABLE audit_counters (
    hour   timestamptz NOT NULL,
    event  text COLLATE "C" NOT NULL,
    amount bigint      NOT NULL,
    PRIMARY KEY (hour, event)
);

-- Under which all nodes seal registration challenges; one row, made by the first node.
CREATE TABLE challenge_secret (
    id      integer PRIMARY KEY CHECK (id = 1),
    secret  bytea   NOT NULL,
    wrapped boolean NOT NULL
);

-- Until expires_at, in Unix seconds.
CREATE TABLE spent_challenges (
    challenge  bytea  PRIMARY KEY,
    expires_at bigint NOT NULL
);
CREATE INDEX spent_challenges_by_end ON spent_challenges (expires_at);
