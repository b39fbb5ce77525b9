/** Explains models that look at pictures. Start at {@link ai.pami.image.ImageExplainer}. */
package ai.pami.image;
