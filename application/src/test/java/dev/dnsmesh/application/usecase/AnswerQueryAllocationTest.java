package dev.dnsmesh.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.dnsmesh.application.port.in.AnswerQuery;
import dev.dnsmesh.application.port.in.AnswerQuery.Verdict;
import dev.dnsmesh.application.port.out.RrsetReader;
import dev.dnsmesh.domain.dns.RrType;
import dev.dnsmesh.domain.name.NameKey;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.zone.ApexSettings;
import dev.dnsmesh.domain.zone.ZoneSettings;
import dev.dnsmesh.domain.zone.ZoneTable;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswerQueryAllocationTest {
    private static final long NOW = 1_700_000_000L;

    @Test
    void a_positive_txt_answer_makes_no_object() {
        ZoneTable table = new ZoneTable(new ZoneSettings(Optional.of(new OwnerName("mesh.example")),
                Set.of(new OwnerName("a.test"), new OwnerName("b.test")), ApexSettings.UNSET, false, 60, 60));
        NameKey name = NameKey.of(new OwnerName("id-1.mesh.example"));
        Counter counter = new Counter();
        try (AnswerQuery query = new AnswerQueryUseCase(() -> table, new OneValue())) {
            int questions = 20_000;
            for (int i = 0; i < questions; i++) {
                query.answer(name, RrType.TXT, NOW, false, counter);
            }
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < questions; i++) {
                assertPositive(query.answer(name, RrType.TXT, NOW, false, counter));
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(allocated / questions).as("octets per answer").isZero();
            assertThat(counter.values).isEqualTo(2 * questions);
        }
    }

    private static void assertPositive(Verdict verdict) {
        if (verdict != Verdict.POSITIVE) {
            throw new AssertionError(verdict);
        }
    }

    private static final class OneValue implements RrsetReader {
        private final ByteBuffer value = ByteBuffer.allocate(240);

        @Override
        public Found tryRead(NameKey name, long nowSeconds, Visitor visitor) {
            visitor.value(value, 30);
            return Found.VALUES;
        }

        @Override
        public Found read(NameKey name, long nowSeconds, Visitor visitor) {
            return tryRead(name, nowSeconds, visitor);
        }

        @Override
        public void close() {
        }
    }

    private static final class Counter implements AnswerQuery.Answer {
        private int values;

        @Override
        public void txt(ByteBuffer value, long remainingSeconds) {
            values++;
        }

        @Override
        public void data(RrType type, ByteBuffer rdata) {
        }
    }
}
