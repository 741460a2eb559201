package dev.dnsmesh.adapters.storage.lmdb.client;

import dev.dnsmesh.adapters.storage.lmdb.RowReader;
import dev.dnsmesh.adapters.storage.lmdb.RowWriter;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.domain.octets.Octets;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.lmdbjava.Dbi;

/** A queue of messages with numbers of its own, each (signer, id) at most once: the inbox, and the intro queue. */
enum MessageRows {
    INBOX("inbox") {
        @Override
        Dbi<ByteBuffer> rows(ClientTables tables) {
            return tables.inbox;
        }

        @Override
        Dbi<ByteBuffer> byMessage(ClientTables tables) {
            return tables.inboxByMessage;
        }
    },
    INTROS("intros") {
        @Override
        Dbi<ByteBuffer> rows(ClientTables tables) {
            return tables.intros;
        }

        @Override
        Dbi<ByteBuffer> byMessage(ClientTables tables) {
            return tables.introsByMessage;
        }
    };

    private final String series;

    MessageRows(String series) {
        this.series = series;
    }

    abstract Dbi<ByteBuffer> rows(ClientTables tables);

    abstract Dbi<ByteBuffer> byMessage(ClientTables tables);

    List<Message> all(View view) {
        return view.all(rows(view.tables), ClientRows::message);
    }

    Optional<Message> find(View view, long id) {
        Octets key = View.key(id);
        return view.find(rows(view.tables), key, row -> ClientRows.message(key, row));
    }

    /** @param message {@link ClientRows#key} of one */
    Optional<Long> idOf(View view, Octets message) {
        return view.find(byMessage(view.tables), message, RowReader::number);
    }

    boolean holds(View view, Message message) {
        return view.holds(byMessage(view.tables), ClientRows.key(message.sender(), message.messageId()));
    }

    /** Does nothing where it is there. */
    void insert(View view, Message message) {
        if (!holds(view, message)) {
            long id = view.next(series);
            view.put(byMessage(view.tables), ClientRows.key(message.sender(), message.messageId()), new RowWriter().number(id));
            put(view, id, message);
        }
    }

    /** In the place of the one with that number. */
    void put(View view, long id, Message message) {
        view.put(rows(view.tables), View.key(id), ClientRows.of(message));
    }

    Optional<Message> remove(View view, long id) {
        Optional<Message> found = find(view, id);
        found.ifPresent(message -> {
            view.delete(rows(view.tables), View.key(id));
            view.delete(byMessage(view.tables), ClientRows.key(message.sender(), message.messageId()));
        });
        return found;
    }
}
