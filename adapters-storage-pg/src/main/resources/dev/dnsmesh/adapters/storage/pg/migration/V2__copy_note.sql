-- How far a copy into this database is (dnsmesh-node storage copy); null where none is unfinished.
ALTER TABLE node_state ADD COLUMN copy_note bytea;
