/**
 * Says that files of a dataset are not what they must be: cut off, foreign, edited, or gone.
 *
 * A RangeError like all others; its own class so that the command line can tell a bad dataset from
 * bad flags.
 */
export class BrokenDataset extends RangeError {}
