/** Ways a picture may lie: shifted round, shifted with a mirrored margin, turned. */
package ai.pami.image.view;
