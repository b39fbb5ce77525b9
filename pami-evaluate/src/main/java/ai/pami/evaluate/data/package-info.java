/** Pictures with boxes: what is read from a data set, and from which files. */
package ai.pami.evaluate.data;
