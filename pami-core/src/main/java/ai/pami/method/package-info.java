/** How probes are chosen and their scores become a map: one class a method. */
package ai.pami.method;
