package ai.pami.text;

import ai.pami.engine.ElementCopy;
import ai.pami.method.MapWatch;
import ai.pami.question.Question;

/**
 * One text, a model and what is to be explained of its answer: what a method works on.
 *
 * @param question with its engine
 * @param passage the text and its elements
 * @param watch who is to see the maps while they are being made, and may end the run
 */
public record TextQuestion(
    Question<ElementCopy<MaskedText>> question, Passage passage, MapWatch watch) {}
