/** Models in ONNX files, run by ONNX Runtime. Start at {@link ai.pami.onnx.OnnxModel}. */
package ai.pami.onnx;
