/** Pictures: reading files as a person sees them, resizing as models are served, colour maps. */
package ai.pami.image.picture;
