package dev.dnsmesh.application.usecase.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dnsmesh.domain.dns.Rcode;
import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.limit.Rate;
import dev.dnsmesh.domain.octets.Octets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random histories of UPDATEs against a plain map from owner to value to expiry. */
final class UpdateModelTest {
    private static final int VALUES_PER_NAME = 4;
    private static final List<String> OWNERS = List.of("a.mesh.example", "b.mesh.example", "c.b.mesh.example",
            "mesh.example");
    private static final List<String> VALUES = List.of("1", "2", "3", "4", "5", "6");

    /** One entry of either section; {@code kind} says what it does. */
    record Step(String kind, String owner, String value, long ttl) {
    }

    record Update(List<Step> requirements, List<Step> changes, long secondsBefore) {
    }

    @Property(tries = 400)
    void the_store_holds_what_the_map_holds_and_the_codes_agree(@ForAll("histories") List<Update> history) {
        UpdateScene scene = new UpdateScene();
        UpdateSettings s = scene.settings;
        scene.settings = new UpdateSettings(true, 86_400, 2048, VALUES_PER_NAME, s.claims(),
                new UpdateSettings.Keys(new Rate(0, 0), 0), 10_000);
        Map<String, Map<String, Long>> model = new TreeMap<>();
        long now = UpdateScene.NOON.getEpochSecond();
        for (Update update : history) {
            scene.time.advance(Duration.ofSeconds(update.secondsBefore()));
            now += update.secondsBefore();
            expire(model, now);
            UpdateMessage message = UpdateMessage.by(scene.signed());
            update.requirements().forEach(step -> require(message, step));
            update.changes().forEach(step -> change(message, step));
            assertThat(scene.rcode(message)).as("%s", update).isEqualTo(play(model, update, now));
            assertThat(expiries(scene)).as("after %s", update).isEqualTo(model);
        }
    }

    private static Map<String, Map<String, Long>> expiries(UpdateScene scene) {
        return scene.rows().stream().collect(Collectors.groupingBy(row -> row.owner().text(), TreeMap::new,
                Collectors.toMap(row -> row.value().text().orElseThrow(), row -> row.expiresAt().getEpochSecond(),
                        (one, other) -> one, TreeMap::new)));
    }

    private static void require(UpdateMessage message, Step step) {
        switch (step.kind()) {
            case "used" -> message.require(step.owner(), UpdateMessage.ANY, RrType.ANY);
            case "unused" -> message.require(step.owner(), UpdateMessage.NONE, RrType.ANY);
            case "exists" -> message.require(step.owner(), UpdateMessage.ANY, RrType.TXT);
            case "absent" -> message.require(step.owner(), UpdateMessage.NONE, RrType.TXT);
            default -> message.requireValue(step.owner(), step.value());
        }
    }

    private static void change(UpdateMessage message, Step step) {
        switch (step.kind()) {
            case "add" -> message.add(step.owner(), step.ttl(), step.value());
            case "delete" -> message.delete(step.owner(), step.value());
            case "rrset" -> message.deleteRrset(step.owner());
            case "name" -> message.deleteName(step.owner());
            default -> message.update(step.owner(), UpdateMessage.ANY, RrType.A, 0, Octets.EMPTY);
        }
    }

    /** Changes the map as the UPDATE should, or leaves it. */
    private static Rcode play(Map<String, Map<String, Long>> model, Update update, long now) {
        Map<String, List<String>> exact = new TreeMap<>();
        for (Step step : update.requirements()) {
            boolean live = model.containsKey(step.owner());
            boolean apex = step.owner().equals("mesh.example");
            switch (step.kind()) {
                case "used" -> {
                    if (!live && !apex) {
                        return Rcode.NXDOMAIN;
                    }
                }
                case "unused" -> {
                    if (live || apex) {
                        return Rcode.YXDOMAIN;
                    }
                }
                case "exists" -> {
                    if (!live) {
                        return Rcode.NXRRSET;
                    }
                }
                case "absent" -> {
                    if (live) {
                        return Rcode.YXRRSET;
                    }
                }
                default -> exact.merge(step.owner(), List.of(step.value()), (one, other) ->
                        Stream.concat(one.stream(), other.stream()).distinct().sorted().toList());
            }
        }
        for (Map.Entry<String, List<String>> set : exact.entrySet()) {
            if (!List.copyOf(model.getOrDefault(set.getKey(), Map.of()).keySet()).equals(set.getValue())) {
                return Rcode.NXRRSET;
            }
        }
        return apply(model, update.changes(), now);
    }

    private static Rcode apply(Map<String, Map<String, Long>> model, List<Step> changes, long now) {
        Map<String, Map<String, Long>> after = new TreeMap<>();
        model.forEach((owner, values) -> after.put(owner, new TreeMap<>(values)));
        for (Step step : changes) {
            switch (step.kind()) {
                case "add" -> after.computeIfAbsent(step.owner(), fresh -> new TreeMap<>()).put(step.value(), now + step.ttl());
                case "delete" -> after.getOrDefault(step.owner(), new TreeMap<>()).remove(step.value());
                case "rrset", "name" -> after.remove(step.owner());
                default -> { }
            }
        }
        after.values().removeIf(Map::isEmpty);
        for (Map.Entry<String, Map<String, Long>> owner : after.entrySet()) {
            int size = owner.getValue().size();
            if (size > VALUES_PER_NAME && size > model.getOrDefault(owner.getKey(), Map.of()).size()) {
                return Rcode.REFUSED;
            }
        }
        model.clear();
        model.putAll(after);
        return Rcode.NOERROR;
    }

    private static void expire(Map<String, Map<String, Long>> model, long now) {
        model.values().forEach(values -> values.values().removeIf(expiry -> expiry <= now));
        model.values().removeIf(Map::isEmpty);
    }

    @Provide
    Arbitrary<List<Update>> histories() {
        Arbitrary<Step> requirement = step("used", "unused", "exists", "absent", "value");
        Arbitrary<Step> change = step("add", "add", "add", "delete", "rrset", "name", "idle");
        return Combinators.combine(requirement.list().ofMaxSize(2), change.list().ofMaxSize(6),
                Arbitraries.of(0L, 0L, 1L, 30L, 60L)).as(Update::new).list().ofMaxSize(12);
    }

    private static Arbitrary<Step> step(String... kinds) {
        return Combinators.combine(Arbitraries.of(kinds), Arbitraries.of(OWNERS), Arbitraries.of(VALUES),
                Arbitraries.of(1L, 30L, 60L, 90L)).as(Step::new);
    }
}
