/** A reason not to go on that the person at the command line can act on. Shown without a stack. */
export class Refusal extends Error {}
