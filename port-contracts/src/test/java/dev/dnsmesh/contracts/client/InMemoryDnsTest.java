package dev.dnsmesh.contracts.client;

import dev.dnsmesh.application.client.port.out.TxtResolver;
import dev.dnsmesh.application.client.reading.PassLookups;
import dev.dnsmesh.domain.name.OwnerName;
import dev.dnsmesh.domain.rrset.TxtValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;

class InMemoryDnsTest {
    private static TxtResolverContract.Harness reading(UnaryOperator<TxtResolver> through) {
        InMemoryDns dns = new InMemoryDns();
        List<OwnerName> broken = new ArrayList<>();
        dns.silence(broken::contains);
        TxtResolver resolver = through.apply(dns);
        return new TxtResolverContract.Harness() {
            @Override
            public TxtResolver resolver() {
                return resolver;
            }

            @Override
            public void put(OwnerName name, TxtValue value) {
                dns.put(name, value);
            }

            @Override
            public void exists(OwnerName name) {
                // a name without values is absent here as one that does not exist
            }

            @Override
            public void breakDown(OwnerName name) {
                broken.add(name);
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }

    @Nested
    class Itself implements TxtResolverContract {
        @Override
        public Harness newDns() {
            return reading(dns -> dns);
        }
    }

    /** What a pass reads through keeps the promises of what it reads from. */
    @Nested
    class InAPass implements TxtResolverContract {
        @Override
        public Harness newDns() {
            return reading(PassLookups::new);
        }
    }
}
