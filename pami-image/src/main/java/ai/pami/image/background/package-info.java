/** What hidden pixels show instead. */
package ai.pami.image.background;
