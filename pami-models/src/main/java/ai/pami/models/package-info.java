/** Real models that come along, so that everything can be tried at once. */
package ai.pami.models;
