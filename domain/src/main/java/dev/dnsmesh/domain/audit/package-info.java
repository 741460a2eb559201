/** What is written down of issued credentials and of their use, and what must not be (registration.md 10.1 and W10). */
package dev.dnsmesh.domain.audit;
