/** Reading photos: lines found, turned upright and read, and why each was found and read so. */
package ai.pami.models.reading;
