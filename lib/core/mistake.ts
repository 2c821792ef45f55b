/**
 * A sentence in a type error instead of a puzzle. A parameter that becomes `Vector & Mistake<'...'>` cannot be
 * satisfied, and the compiler quotes the sentence.
 */
export interface Mistake<Sentence extends string> {
  readonly __mistake: Sentence;
}

/** The first mistake of several checks, so that one sentence is quoted and not none: two would cancel each other out. */
export type FirstMistake<A, B, C = unknown> = unknown extends A ? (unknown extends B ? C : B) : A;
