/** Discovery: what this node tells of itself, and what it hears of others. */
package dev.dnsmesh.application.usecase.heartbeat;
