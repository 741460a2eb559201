/**
 * The commands of {@code dnsmesh} (cli.md): arguments in; text, JSON and an exit status out.
 *
 * <p>To add a command:
 * <ol>
 * <li>Write a class with picocli's {@code @Command}; its first word is the {@link dev.dnsmesh.adapters.cli.client.Word}
 * under which bootstrap's {@code ClientWords} lists it, further words are methods annotated with {@code @Command}. Do not add
 * help, version, {@code --json} and the like: {@link dev.dnsmesh.adapters.cli.client.GlobalOptions} gives them to every command,
 * and the network options to those marked {@link dev.dnsmesh.adapters.cli.client.Network}. Name a heading {@code "%nExample:%n"}
 * with an example in {@code footerHeading} and {@code footer}.
 * <li>Its constructor takes the {@link dev.dnsmesh.adapters.cli.client.Session} and, as {@code Supplier}, each inbound port it
 * asks. A supplier is asked when the command runs: what it opens (files, state, sockets) is opened then and not before.
 * <li>End with {@link dev.dnsmesh.adapters.cli.client.Session#done} or {@link dev.dnsmesh.adapters.cli.client.Session#fail}, and
 * return what they return. Nothing else writes to the terminal.
 * </ol>
 */
package dev.dnsmesh.adapters.cli.client;
