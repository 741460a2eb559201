package dev.dnsmesh.adapters.dns.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LruTableTest {
    @Property(tries = 500)
    void forgets_what_a_linked_map_in_order_of_access_forgets(@ForAll @IntRange(min = 1, max = 9) int capacity,
            @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 14) Integer> keys) {
        LruTable table = new LruTable(capacity, 42);
        Map<Integer, Integer> model = new LinkedHashMap<>(16, 0.75f, true);
        for (int key : keys) {
            int found = table.find(key);
            assertThat(found).isEqualTo(model.getOrDefault(key, -1));
            if (found < 0) {
                int slot = table.assign(key);
                if (model.size() == capacity) {
                    Integer eldest = model.keySet().iterator().next();
                    assertThat(slot).as("the slot of the key that goes").isEqualTo(model.remove(eldest));
                }
                assertThat(model.values()).doesNotContain(slot);
                model.put(key, slot);
            }
        }
    }
}
