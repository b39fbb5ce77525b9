/** Several methods judged by several metrics on a data set, side by side. */
package ai.pami.evaluate.study;
