package dev.dnsmesh.adapters.storage.home;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * One YAML mapping whose scalars are typed by who asks for them, never guessed (client.md 16.1): an unquoted {@code 12e3}
 * in a text field is that text. Of equal keys the last counts.
 */
final class YamlFields {
    private final Map<String, Node> nodes;

    private YamlFields(Map<String, Node> nodes) {
        this.nodes = nodes;
    }

    /** A field that cannot be what it must be. */
    static final class Misfit extends RuntimeException {
        private static final long serialVersionUID = 1;

        Misfit(String message) {
            super(message, null, false, false);
        }
    }

    /** @throws Misfit with one line that names the place and the fault */
    static YamlFields parse(String text) {
        var settings = LoadSettings.builder().setSchema(new FailsafeSchema()).setAllowDuplicateKeys(true)
                .setMaxAliasesForCollections(10).setCodePointLimit(4 * 1024 * 1024).build();
        Optional<Node> root;
        try {
            root = new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException malformed) {
            throw new Misfit(malformed.getProblemMark().map(m -> "line " + (m.getLine() + 1) + ": ").orElse("")
                    + malformed.getProblem());
        } catch (YamlEngineException malformed) {
            throw new Misfit(String.valueOf(malformed.getMessage()).lines().findFirst().orElse("not YAML"));
        }
        return root.map(YamlFields::of).orElseGet(() -> new YamlFields(Map.of()));
    }

    private static YamlFields of(Node node) {
        if (node instanceof ScalarNode scalar && isNull(scalar)) {
            return new YamlFields(Map.of());
        }
        if (!(node instanceof MappingNode mapping)) {
            throw new Misfit(place(node) + "a mapping is expected");
        }
        Map<String, Node> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                fields.put(key.getValue(), tuple.getValueNode());
            }
        }
        return new YamlFields(fields);
    }

    /** The same with a text in the place of a field. */
    YamlFields with(String name, String text) {
        return with(name, scalar(text));
    }

    /** The same with a list of texts in the place of a field. */
    YamlFields with(String name, List<String> texts) {
        return with(name, new SequenceNode(Tag.SEQ, texts.stream().<Node>map(YamlFields::scalar).toList(), FlowStyle.BLOCK));
    }

    private YamlFields with(String name, Node node) {
        Map<String, Node> changed = new LinkedHashMap<>(nodes);
        changed.put(name, node);
        return new YamlFields(changed);
    }

    YamlFields without(String name) {
        Map<String, Node> changed = new LinkedHashMap<>(nodes);
        changed.remove(name);
        return new YamlFields(changed);
    }

    private static ScalarNode scalar(String text) {
        return new ScalarNode(Tag.STR, text, ScalarStyle.DOUBLE_QUOTED);
    }

    Iterable<String> names() {
        return nodes.keySet();
    }

    boolean isMapping(String name) {
        return nodes.get(name) instanceof MappingNode;
    }

    /** The text of a scalar; empty where it is absent or null. */
    Optional<String> text(String name) {
        Node node = nodes.get(name);
        if (node == null || node instanceof ScalarNode scalar && isNull(scalar)) {
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        throw new Misfit(place(node) + name + " must be a text");
    }

    String text(String name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    long integer(String name, long otherwise) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return Long.parseLong(text.get().trim().replace("_", ""));
        } catch (NumberFormatException notANumber) {
            throw new Misfit(place(nodes.get(name)) + name + " must be a whole number, not " + text.get());
        }
    }

    int integer(String name, int otherwise) {
        long value = integer(name, (long) otherwise);
        if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
            throw new Misfit(place(nodes.get(name)) + name + " is out of range: " + value);
        }
        return (int) value;
    }

    /** The words of YAML 1.1, which other clients' files are written in. */
    boolean truth(String name, boolean otherwise) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        return switch (text.get().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new Misfit(place(nodes.get(name)) + name + " must be true or false, not " + text.get());
        };
    }

    /** A list of texts; a single text counts as a list of one. */
    List<String> texts(String name) {
        Node node = nodes.get(name);
        if (!(node instanceof SequenceNode sequence)) {
            return text(name).filter(t -> !t.isBlank()).map(List::of).orElse(List.of());
        }
        List<String> texts = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            if (!(item instanceof ScalarNode scalar)) {
                throw new Misfit(place(item) + name + " must be a list of texts");
            }
            texts.add(scalar.getValue());
        }
        return texts;
    }

    /** Whatever it is, as YAML on one line. */
    String source(String name) {
        Node node = nodes.get(name);
        return node == null ? "null" : YamlFlow.of(node);
    }

    YamlFields mapping(String name) {
        Node node = nodes.get(name);
        return node == null ? new YamlFields(Map.of()) : of(node);
    }

    static boolean isNull(ScalarNode scalar) {
        return scalar.getScalarStyle() == ScalarStyle.PLAIN && switch (scalar.getValue()) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
        };
    }

    static String place(Node node) {
        return node == null ? "" : node.getStartMark().map(m -> "line " + (m.getLine() + 1) + ": ").orElse("");
    }
}
