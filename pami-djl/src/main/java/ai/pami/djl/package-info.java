/**
 * PyTorch and TensorFlow models and those of DJL's model zoo. Start at {@link
 * ai.pami.djl.DjlPredictor}, or at {@link ai.pami.djl.DjlTensorModel} for pictures.
 */
package ai.pami.djl;
