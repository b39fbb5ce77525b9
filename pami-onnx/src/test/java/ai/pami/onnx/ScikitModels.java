package ai.pami.onnx;

import static ai.pami.onnx.TinyModels.FREE;
import static ai.pami.onnx.TinyModels.attribute;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/**
 * Models as skl2onnx writes scikit-learn's: the same operators, the label first, then the
 * probabilities as a sequence of maps.
 */
public final class ScikitModels {
  private ScikitModels() {}

  /**
   * A pipeline of an input a column: {@code age} and {@code income} are scaled, {@code city} is
   * one-hot, and a logistic regression says {@code loan}, {@code none} or {@code rent}. Its linear
   * scores are, with a = (age - 40) / 10 and i = (income - 1000) / 500: loan a + 2 i, none 0, rent
   * -a - i + 3 if the city is Rome, - 1 if it is Oslo.
   */
  public static TinyModels pipeline() {
    return TinyModels.empty()
        .input("age", DataType.FLOAT, FREE, 1)
        .input("income", DataType.FLOAT, FREE, 1)
        .input("city", DataType.STRING, FREE, 1)
        .node("Concat", "age income", "numbers", attribute("axis", 1))
        .node(
            "ai.onnx.ml.Scaler",
            "numbers",
            "scaled",
            attribute("offset", 40f, 1000f),
            attribute("scale", 0.1f, 0.002f))
        .node(
            "ai.onnx.ml.OneHotEncoder",
            "city",
            "hot",
            attribute("cats_strings", new String[] {"Rome", "Oslo"}),
            attribute("zeros", 1))
        .constant("flat", new long[] {-1, 2}, 2)
        .node("Reshape", "hot flat", "cities")
        .node("Concat", "scaled cities", "features", attribute("axis", 1))
        .node(
            "ai.onnx.ml.LinearClassifier",
            "features",
            "output_label probabilities",
            attribute("coefficients", 1f, 2f, 0f, 0f, 0f, 0f, 0f, 0f, -1f, -1f, 3f, -1f),
            attribute("intercepts", 0f, 0f, 0f),
            attribute("classlabels_strings", new String[] {"loan", "none", "rent"}),
            attribute("multi_class", 1),
            attribute("post_transform", "SOFTMAX"))
        .node(
            "ai.onnx.ml.ZipMap",
            "probabilities",
            "output_probability",
            attribute("classlabels_strings", new String[] {"loan", "none", "rent"}))
        .output("output_label", DataType.STRING, FREE)
        .output("output_probability", TinyModels.sequence(TinyModels.map(DataType.STRING)));
  }

  /**
   * A forest of two stumps on one input of three columns: class 1's probability is 0.25, and 0.25
   * more where column 0 is above 10, and 0.5 more where column 2 is above 5.
   */
  public static TinyModels forest() {
    return TinyModels.empty()
        .input("X", DataType.FLOAT, FREE, 3)
        .node(
            "ai.onnx.ml.TreeEnsembleClassifier",
            "X",
            "label probabilities",
            attribute("nodes_treeids", new long[] {0, 0, 0, 1, 1, 1}),
            attribute("nodes_nodeids", new long[] {0, 1, 2, 0, 1, 2}),
            attribute("nodes_featureids", new long[] {0, 0, 0, 2, 0, 0}),
            attribute(
                "nodes_modes",
                new String[] {"BRANCH_LEQ", "LEAF", "LEAF", "BRANCH_LEQ", "LEAF", "LEAF"}),
            attribute("nodes_values", 10f, 0f, 0f, 5f, 0f, 0f),
            attribute("nodes_truenodeids", new long[] {1, 0, 0, 1, 0, 0}),
            attribute("nodes_falsenodeids", new long[] {2, 0, 0, 2, 0, 0}),
            attribute("nodes_missing_value_tracks_true", new long[] {0, 0, 0, 0, 0, 0}),
            attribute("class_treeids", new long[] {0, 0, 0, 0, 1, 1, 1, 1}),
            attribute("class_nodeids", new long[] {1, 1, 2, 2, 1, 1, 2, 2}),
            attribute("class_ids", new long[] {0, 1, 0, 1, 0, 1, 0, 1}),
            attribute("class_weights", 0.25f, 0.25f, 0f, 0.5f, 0.5f, 0f, 0f, 0.5f),
            attribute("classlabels_int64s", new long[] {0, 1}),
            attribute("post_transform", "NONE"))
        .node(
            "ai.onnx.ml.ZipMap",
            "probabilities",
            "output_probability",
            attribute("classlabels_int64s", new long[] {0, 1}))
        .node("Identity", "label", "output_label")
        .output("output_label", DataType.INT64, FREE)
        .output("output_probability", TinyModels.sequence(TinyModels.map(DataType.INT64)));
  }
}
