package dev.dnsmesh.adapters.storage.lmdb.client;

import dev.dnsmesh.application.client.port.out.ClientState.Blocked;
import dev.dnsmesh.application.client.port.out.ClientState.FileDebts;
import dev.dnsmesh.application.client.port.out.ClientState.Message;
import dev.dnsmesh.application.client.port.out.ClientState.StoredPrekey;
import dev.dnsmesh.application.client.port.out.SharedFiles.RemovedIntro;
import dev.dnsmesh.application.client.port.out.SharedFiles.State;
import dev.dnsmesh.domain.crypto.Ed25519PublicKey;
import dev.dnsmesh.domain.octets.Octets;
import java.util.HashSet;
import java.util.Set;

/** Keeps step with the files that other clients use too (client.md 16.5). A key is a kind and what names the row. */
final class SharedRows {
    private static final Octets PREKEY = Octets.utf8("p");
    private static final Octets INTRO = Octets.utf8("i");
    private static final Octets BLOCKED = Octets.utf8("b");

    private SharedRows() {
    }

    static void owePrekey(View view, long id) {
        owe(view, prekey(id));
    }

    static void oweIntro(View view, Message intro) {
        owe(view, intro(intro));
    }

    static void oweUnblocking(View view, Ed25519PublicKey sender) {
        owe(view, Octets.concat(BLOCKED, sender.octets()));
    }

    /** Blocked again before the files were told. */
    static void forgetUnblocking(View view, Ed25519PublicKey sender) {
        view.delete(view.tables.debts, Octets.concat(BLOCKED, sender.octets()));
    }

    private static void owe(View view, Octets key) {
        view.note(view.tables.debts, key);
        view.delete(view.tables.mirrored, key);
    }

    static FileDebts debts(View view) {
        Set<Long> prekeys = new HashSet<>();
        Set<RemovedIntro> intros = new HashSet<>();
        Set<Ed25519PublicKey> unblocked = new HashSet<>();
        for (Octets key : view.keys(view.tables.debts)) {
            Octets name = key.slice(1, key.length());
            if (key.startsWith(PREKEY)) {
                prekeys.add(View.number(name));
            } else if (key.startsWith(INTRO)) {
                intros.add(new RemovedIntro(ClientRows.sender(name), ClientRows.message(name)));
            } else {
                unblocked.add(new Ed25519PublicKey(name));
            }
        }
        return new FileDebts(prekeys, intros, unblocked);
    }

    static void written(View view, State written, FileDebts paid) {
        paid.consumedPrekeys().forEach(id -> view.delete(view.tables.debts, prekey(id)));
        paid.removedIntros().forEach(r -> view.delete(view.tables.debts,
                Octets.concat(INTRO, ClientRows.key(r.sender(), r.id()))));
        paid.unblocked().forEach(sender -> forgetUnblocking(view, sender));
        view.clear(view.tables.mirrored);
        written.prekeys().forEach(p -> view.note(view.tables.mirrored, prekey(p.id())));
        written.intros().forEach(i -> view.note(view.tables.mirrored, intro(i)));
    }

    static void takeOver(View view, State files) {
        Set<Octets> held = new HashSet<>();
        files.prekeys().forEach(p -> held.add(takePrekey(view, p)));
        files.intros().forEach(i -> held.add(takeIntro(view, i)));
        files.denylist().forEach(b -> takeBlocked(view, b));
        files.seen().forEach(s -> SeenRows.mark(view, s.sender(), s.id(), s.until()));
        for (Octets key : view.keys(view.tables.mirrored)) {
            if (!held.contains(key)) {
                view.delete(view.tables.mirrored, key);
                letGo(view, key);
            }
        }
    }

    private static Octets takePrekey(View view, StoredPrekey theirs) {
        Octets shared = prekey(theirs.id());
        if (!view.holds(view.tables.debts, shared)) {
            view.note(view.tables.mirrored, shared);
            Octets key = View.key(theirs.id());
            boolean news = view.find(view.tables.prekeys, key, row -> ClientRows.prekey(key, row))
                    .map(ours -> ours.wire().isEmpty() && theirs.wire().isPresent()).orElse(true);
            if (news) {
                view.put(view.tables.prekeys, key, ClientRows.of(theirs));
            }
        }
        return shared;
    }

    private static Octets takeIntro(View view, Message theirs) {
        Octets shared = intro(theirs);
        Octets key = ClientRows.key(theirs.sender(), theirs.messageId());
        if (!view.holds(view.tables.debts, shared) && !view.holds(view.tables.inboxByMessage, key)) {
            view.note(view.tables.mirrored, shared);
            MessageRows.INTROS.insert(view, theirs);
        }
        return shared;
    }

    private static void takeBlocked(View view, Blocked theirs) {
        Octets key = theirs.sender().octets();
        if (!view.holds(view.tables.debts, Octets.concat(BLOCKED, key)) && !view.holds(view.tables.denylist, key)) {
            view.put(view.tables.denylist, key, ClientRows.of(theirs));
        }
    }

    /** Another client used the prekey up, or answered the intro. */
    private static void letGo(View view, Octets key) {
        Octets name = key.slice(1, key.length());
        if (key.startsWith(PREKEY)) {
            view.delete(view.tables.prekeys, name);
        } else {
            MessageRows.INTROS.idOf(view, name).ifPresent(id -> MessageRows.INTROS.remove(view, id));
        }
    }

    private static Octets prekey(long id) {
        return Octets.concat(PREKEY, View.key(id));
    }

    private static Octets intro(Message intro) {
        return Octets.concat(INTRO, ClientRows.key(intro.sender(), intro.messageId()));
    }
}
