package dev.dnsmesh.application.usecase.pull;

import java.time.Duration;

/**
 * How peers are asked (cluster.md 13.3).
 *
 * @param interval  between runs with a peer that answers
 * @param overlap   by which the first page reaches back behind the watermark
 * @param fullScan  between full comparisons; zero = only after resets and outages
 * @param catchUp   after which a run ends and is resumed at the next interval
 * @param deletions ask for deletions and apply them
 */
public record PullRules(Duration interval, Duration overlap, Duration fullScan, Duration catchUp, boolean deletions) {
}
