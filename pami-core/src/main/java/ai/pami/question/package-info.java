/**
 * One input, a model and what is to be explained of its answer, whatever kind the input is: the
 * settings every explainer has, the two calls before a method starts, the check after it, and the
 * record of all of it.
 */
package ai.pami.question;
