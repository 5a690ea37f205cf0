import type { CombinerSpec } from "../combiner.ts";
import { allOf } from "../combiners/all-of.ts";
import { anyOf } from "../combiners/any-of.ts";
import { ensembleRank } from "../combiners/ensemble-rank.ts";
import { evidence } from "../combiners/evidence.ts";
import { vote } from "../combiners/vote.ts";

/** Every combiner, in order of their names. */
export const COMBINERS: readonly CombinerSpec[] = [allOf, anyOf, ensembleRank, evidence, vote];
