package dev.dnsmesh.bootstrap.launch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Brings jars into a form whose classes the JVM can archive ({@code lib/seal.sh}): those of signed jars and those in the form
 * of Java 5, which lack stack maps, it reads from the jar and verifies at every start. Does nothing to a jar that is in order.
 */
public final class ArchivableMain {
    /** The first version with stack maps is that of Java 6; this is that of Java 8. */
    private static final int WITH_STACK_MAPS = 52;
    private static final int FIRST_WITH_STACK_MAPS = 50;

    private ArchivableMain() {
    }

    /** @param jars files to rewrite in their place */
    public static void main(String[] jars) throws IOException {
        for (String jar : jars) {
            rewrite(Path.of(jar));
        }
    }

    private static void rewrite(Path file) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            List<JarEntry> kept = new ArrayList<>(jar.stream().filter(entry -> !isSignature(entry)).toList());
            if (kept.size() == jar.size() && !isOld(jar, kept)) {
                return;
            }
            kept.removeIf(entry -> entry.getName().equals(JarFile.MANIFEST_NAME));
            try (OutputStream output = Files.newOutputStream(draft); JarOutputStream rewritten = new JarOutputStream(output)) {
                write(rewritten, jar.getJarEntry(JarFile.MANIFEST_NAME), manifest(jar));
                for (JarEntry entry : kept) {
                    byte[] content = content(jar, entry);
                    write(rewritten, entry, isOld(entry, content) ? withStackMaps(content, jar) : content);
                }
            }
        }
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isSignature(JarEntry entry) {
        String name = entry.getName().toUpperCase(Locale.ROOT);
        return name.startsWith("META-INF/") && name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
    }

    /** One class tells for all: a library is compiled in one go. */
    private static boolean isOld(JarFile jar, List<JarEntry> entries) throws IOException {
        for (JarEntry entry : entries) {
            if (entry.getName().endsWith(".class") && !entry.getName().contains("module-info")) {
                return isOld(entry, content(jar, entry));
            }
        }
        return false;
    }

    private static boolean isOld(JarEntry entry, byte[] content) {
        return entry.getName().endsWith(".class") && ((content[6] & 0xff) << 8 | content[7] & 0xff) < FIRST_WITH_STACK_MAPS;
    }

    private static byte[] withStackMaps(byte[] old, JarFile jar) {
        ClassFile form = ClassFile.of(ClassFile.StackMapsOption.GENERATE_STACK_MAPS, ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.defaultResolver()
                .orElse(ClassHierarchyResolver.ofResourceParsing(name -> resource(jar, name.packageName().replace('.', '/') + '/'
                        + name.displayName() + ".class")))));
        return form.transformClass(form.parse(old), (target, element) -> {
            switch (element) {
                case ClassFileVersion _ -> target.with(ClassFileVersion.of(WITH_STACK_MAPS, 0));
                // element by element: a body taken over whole would get no stack map
                case MethodModel method -> target.transformMethod(method, MethodTransform.transformingCode((code, instruction) -> code.with(instruction)));
                case ClassElement other -> target.with(other);
            }
        });
    }

    private static InputStream resource(JarFile jar, String name) {
        try {
            JarEntry entry = jar.getJarEntry(name);
            return entry == null ? null : jar.getInputStream(entry);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Without the digests of entries. */
    private static byte[] manifest(JarFile jar) throws IOException {
        Manifest manifest = new Manifest(jar.getManifest());
        manifest.getEntries().clear();
        manifest.getMainAttributes().putIfAbsent(Attributes.Name.MANIFEST_VERSION, "1.0");
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        manifest.write(octets);
        return octets.toByteArray();
    }

    private static byte[] content(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream input = jar.getInputStream(entry)) {
            return input.readAllBytes();
        }
    }

    private static void write(JarOutputStream jar, JarEntry like, byte[] content) throws IOException {
        JarEntry entry = new JarEntry(like.getName());
        entry.setTimeLocal(like.getTimeLocal());
        jar.putNextEntry(entry);
        jar.write(content);
        jar.closeEntry();
    }
}
