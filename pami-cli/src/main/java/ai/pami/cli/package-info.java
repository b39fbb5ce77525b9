/** The command line: {@code pami image}, {@code pami demo}, {@code pami bench}. */
package ai.pami.cli;
