/** From one storage into another. */
package dev.dnsmesh.application.usecase.transfer;
