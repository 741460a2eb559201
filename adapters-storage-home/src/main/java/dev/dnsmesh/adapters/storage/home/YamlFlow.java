package dev.dnsmesh.adapters.storage.home;

import dev.dnsmesh.adapters.storage.home.YamlFields.Misfit;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Writes any value on one line, so that another client reads the same from it: what was plain and may be a number, a truth, a
 * date or null stays plain, everything else is quoted. Aliases are written out.
 */
final class YamlFlow {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_LENGTH = 1024 * 1024;
    /** Includes every form of a number, truth, date and null of YAML 1.1, and nothing that flow style reads otherwise. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.+~]|[A-Za-z0-9_.+~-]([A-Za-z0-9_.+~-]|[: ](?=[A-Za-z0-9_.+~-]))*[A-Za-z0-9_.+~-]|<<");
    private static final Set<Tag> IMPLICIT = Set.of(Tag.STR, Tag.NULL, Tag.SEQ, Tag.MAP);

    private final StringBuilder out = new StringBuilder();

    private YamlFlow() {
    }

    /** @throws Misfit where the value is nested more than 32 deep, or longer than 1 MiB */
    static String of(Node value) {
        YamlFlow flow = new YamlFlow();
        flow.write(value, 0);
        return flow.out.toString();
    }

    private void write(Node node, int depth) {
        if (depth > MAX_DEPTH || out.length() > MAX_LENGTH) {
            throw new Misfit(YamlFields.place(node) + "a value is nested too deep or too long");
        }
        if (!IMPLICIT.contains(node.getTag())) {
            out.append("!<").append(node.getTag().getValue()).append("> ");
        }
        switch (node) {
            case ScalarNode scalar -> out.append(YamlFields.isNull(scalar) ? "null" : isPlain(scalar) ? scalar.getValue()
                    : YamlWriter.quoted(scalar.getValue()));
            case SequenceNode sequence -> {
                String before = "[";
                for (Node item : sequence.getValue()) {
                    out.append(before);
                    write(item, depth + 1);
                    before = ", ";
                }
                out.append(sequence.getValue().isEmpty() ? "[]" : "]");
            }
            case MappingNode mapping -> {
                String before = "{";
                for (NodeTuple tuple : mapping.getValue()) {
                    out.append(before);
                    write(tuple.getKeyNode(), depth + 1);
                    out.append(": ");
                    write(tuple.getValueNode(), depth + 1);
                    before = ", ";
                }
                out.append(mapping.getValue().isEmpty() ? "{}" : "}");
            }
            case AnchorNode anchor -> write(anchor.getRealNode(), depth + 1);
            default -> throw new Misfit(YamlFields.place(node) + "a value of no known kind");
        }
    }

    private static boolean isPlain(ScalarNode scalar) {
        return scalar.getScalarStyle() == ScalarStyle.PLAIN && !isTagged(scalar) && PLAIN.matcher(scalar.getValue()).matches();
    }

    /** As {@code !!str 8}, which is no number. */
    private static boolean isTagged(Node node) {
        return node.getStartMark().filter(mark -> mark.getPointer() < mark.getBuffer().length && mark.getBuffer()[mark.getPointer()] == '!').isPresent();
    }
}
