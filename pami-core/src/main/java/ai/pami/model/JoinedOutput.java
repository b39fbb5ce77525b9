package ai.pami.model;

import java.util.List;
import java.util.Objects;

/** The answers of several heads, one after another. */
final class JoinedOutput implements Output {
  private final List<Output> heads;

  /** Where each head ends. */
  private final int[] ends;

  JoinedOutput(List<Output> heads) {
    this.heads = List.copyOf(heads);
    if (heads.isEmpty()) {
      throw new IllegalArgumentException("an answer needs at least one head");
    }
    this.ends = new int[heads.size()];
    int end = 0;
    for (int h = 0; h < ends.length; h++) {
      end = Math.addExact(end, heads.get(h).size());
      ends[h] = end;
    }
  }

  @Override
  public List<Output> heads() {
    return heads;
  }

  @Override
  public int[] shape() {
    return new int[] {size()};
  }

  @Override
  public int size() {
    return ends[ends.length - 1];
  }

  @Override
  public double get(int index) {
    Objects.checkIndex(index, size());
    int head = 0;
    while (index >= ends[head]) {
      head++;
    }
    return heads.get(head).get(head == 0 ? index : index - ends[head - 1]);
  }

  @Override
  public Output copy() {
    return new JoinedOutput(heads.stream().map(Output::copy).toList());
  }
}
