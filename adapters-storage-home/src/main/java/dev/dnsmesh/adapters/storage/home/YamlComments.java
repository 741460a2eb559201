package dev.dnsmesh.adapters.storage.home;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.comments.CommentLine;
import org.snakeyaml.engine.v2.comments.CommentType;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * The comments of a mapping: the lines before a key, what stands beside a value, and the last lines. Those within a value, a
 * contact say, are not among them.
 */
record YamlComments(Map<String, List<String>> before, Map<String, String> beside, List<String> last) {
    static final YamlComments NONE = new YamlComments(Map.of(), Map.of(), List.of());

    /** None where the text is no mapping. */
    static YamlComments of(String text) {
        var settings = LoadSettings.builder().setSchema(new FailsafeSchema()).setAllowDuplicateKeys(true).setParseComments(true)
                .setMaxAliasesForCollections(10).setCodePointLimit(4 * 1024 * 1024).build();
        try {
            return new Compose(settings).composeString(text).filter(MappingNode.class::isInstance)
                    .map(root -> of((MappingNode) root)).orElse(NONE);
        } catch (YamlEngineException malformed) {
            return NONE;
        }
    }

    private static YamlComments of(MappingNode root) {
        Map<String, List<String>> before = new HashMap<>();
        Map<String, String> beside = new HashMap<>();
        for (NodeTuple tuple : root.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                before.computeIfAbsent(key.getValue(), _ -> new ArrayList<>()).addAll(lines(key.getBlockComments()));
                inLine(tuple.getValueNode()).ifPresent(comment -> beside.put(key.getValue(), comment));
            }
        }
        return new YamlComments(before, beside, lines(root.getEndComments()));
    }

    private static Optional<String> inLine(Node value) {
        return lines(value.getInLineComments()).stream().filter(line -> !line.isEmpty()).findFirst();
    }

    private static List<String> lines(List<CommentLine> comments) {
        return comments == null ? List.of() : comments.stream()
                .map(line -> line.getCommentType() == CommentType.BLANK_LINE ? "" : "#" + line.getValue()).toList();
    }

    /** A field as it was written, with its comments; one beside a value of several lines comes before it. */
    String around(String name, String field) {
        StringBuilder all = new StringBuilder();
        before.getOrDefault(name, List.of()).forEach(line -> all.append(line).append('\n'));
        String comment = beside.getOrDefault(name, "");
        boolean oneLine = field.indexOf('\n') == field.length() - 1;
        if (!comment.isEmpty() && !oneLine) {
            all.append(comment).append('\n');
        }
        return comment.isEmpty() || !oneLine ? all.append(field).toString()
                : all.append(field, 0, field.length() - 1).append(" ").append(comment).append('\n').toString();
    }
}
