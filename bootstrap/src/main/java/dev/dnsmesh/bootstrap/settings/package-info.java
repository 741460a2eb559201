/**
 * Every {@code DMP_} variable by name, type, default and meaning, and how their values are gathered and judged. Pure: what
 * has to be read is read by {@link dev.dnsmesh.bootstrap.settings.SettingsSources}.
 */
package dev.dnsmesh.bootstrap.settings;
