/**
 * A sentence in a type error instead of a puzzle. A parameter that becomes `Vector & Mistake<'...'>` cannot be
 * satisfied, and the compiler quotes the sentence.
 */
export interface Mistake<Sentence extends string> {
  readonly __mistake: Sentence;
}
