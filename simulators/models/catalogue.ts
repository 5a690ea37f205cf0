import type { TrafficModel } from "../model.ts";

/** Models of what people do every day, in order of their names. */
export const NORMAL_MODELS: readonly TrafficModel[] = [];

/** Models of what burns data unknown to its owner, in order of their names. */
export const INCIDENT_MODELS: readonly TrafficModel[] = [];

/** Models of legitimate episodes built to resemble an incident, in order of their names. */
export const LOOK_ALIKE_MODELS: readonly TrafficModel[] = [];
