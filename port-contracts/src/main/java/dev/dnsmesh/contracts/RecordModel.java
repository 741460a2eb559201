package dev.dnsmesh.contracts;

import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;
import dev.dnsmesh.domain.update.Change;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a record store must hold, as a plain map from owner and value to expiry, the values of an owner in write order. */
final class RecordModel {
    private Map<OwnerName, Map<TxtValue, Long>> rows = new HashMap<>();

    /** @return whether the batch applied: no owner grew beyond {@code cap} */
    boolean commit(List<Change> changes, int cap, Instant now) {
        Map<OwnerName, Map<TxtValue, Long>> copy = new HashMap<>();
        rows.forEach((owner, values) -> copy.put(owner, new LinkedHashMap<>(values)));
        for (Change change : changes) {
            Map<TxtValue, Long> values = copy.computeIfAbsent(change.owner(), o -> new LinkedHashMap<>());
            switch (change) {
                case Change.Add add -> {
                    values.remove(add.value());
                    values.put(add.value(), now.getEpochSecond() + add.ttl().seconds());
                }
                case Change.DeleteValue(var owner, var value) -> values.remove(value);
                case Change.DeleteRrset(var owner) -> values.clear();
            }
        }
        for (OwnerName owner : copy.keySet()) {
            int live = live(copy, owner, now).size();
            if (live > cap && live > live(rows, owner, now).size()) {
                return false;
            }
        }
        rows = copy;
        return true;
    }

    int sweep(Instant now) {
        int before = size();
        rows.values().forEach(values -> values.values().removeIf(expiry -> expiry <= now.getEpochSecond()));
        return before - size();
    }

    /** Live values with their expiry. */
    Map<TxtValue, Long> live(OwnerName owner, Instant now) {
        return live(rows, owner, now);
    }

    private static Map<TxtValue, Long> live(Map<OwnerName, Map<TxtValue, Long>> rows, OwnerName owner, Instant now) {
        return rows.getOrDefault(owner, Map.of()).entrySet().stream()
                .filter(entry -> entry.getValue() > now.getEpochSecond())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }

    boolean anyLiveBelow(OwnerName name, Instant now) {
        return rows.keySet().stream().anyMatch(owner -> owner.isBelow(name) && !live(owner, now).isEmpty());
    }

    int size() {
        return rows.values().stream().mapToInt(Map::size).sum();
    }
}
