/**
 * Models that a server runs: the Open Inference Protocol by HTTP and gRPC (KServe, Triton,
 * MLServer), KServe's and TensorFlow Serving's version 1, TorchServe, and any endpoint that takes
 * and gives JSON. Start at {@link ai.pami.http.RemoteModel}.
 */
package ai.pami.http;
