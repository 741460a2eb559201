/** Bouncy Castle, the JDK and ZXing behind the interfaces of {@code domain.crypto}. All of it is safe for many threads. */
package dev.dnsmesh.adapters.crypto;
