import { METRICS } from "../../bench/metrics/catalogue.ts";
import { readBeside } from "../beside/run-beside.ts";
import { readFidelity } from "../fidelity/results.ts";
import type { Figures } from "../marks.ts";
import { readReal } from "../real.ts";
import type { PerfResults } from "../results.ts";
import { barsFigure, loadsFigure } from "./bars.ts";
import { besideFigure, besideMachineFigure } from "./beside.ts";
import { detectionsFigure } from "./detections.ts";
import { detectorsFigure, fifteenFigure } from "./detectors.ts";
import { columnsFigure, toldFigure, twoSampleFigure, volumesFigure } from "./fidelity.ts";
import { generatorsFigure, stagesFigure } from "./generate.ts";
import { machineFigure } from "./machine.ts";
import { memoryFigure } from "./memory.ts";
import { metricsFigure } from "./metrics.ts";
import { microFigure } from "./micro.ts";
import { readFigure } from "./read.ts";
import { realAppsFigure, realDetectorsFigure, realFoundFigure, realOriginsFigure } from "./real.ts";
import { screenFigure } from "./screen.ts";
import { speedFigure } from "./speed.ts";

/** Every figure that documents may show, by the name of its marks. */
export function figuresOf(results: PerfResults): Figures {
  return {
    "docs:metrics": () => metricsFigure(METRICS),
    "docs:screen": screenFigure,
    "docs:speed": () => speedFigure(results),
    "real:found": () => realFoundFigure(readReal()),
    "real:apps": () => realAppsFigure(readReal()),
    "real:detectors": () => realDetectorsFigure(readReal()),
    "real:origins": () => realOriginsFigure(readReal()),
    "fidelity:volumes": () => volumesFigure(readFidelity().volumes),
    "fidelity:told": () => toldFigure(readFidelity().protocols),
    "fidelity:columns": () => columnsFigure(readFidelity().protocols),
    "fidelity:apart": () => twoSampleFigure(readFidelity().protocols),
    "perf:machine": () => machineFigure(results),
    "perf:bars": () => barsFigure(results),
    "perf:loads": () => loadsFigure(results),
    "perf:stages": () => stagesFigure(results),
    "perf:generators": () => generatorsFigure(results),
    "perf:memory": () => memoryFigure(results),
    "perf:micro": () => microFigure(results),
    "perf:read": () => readFigure(results),
    "perf:detectors": () => detectorsFigure(results),
    "perf:fifteen": () => fifteenFigure(results),
    "perf:detections": () => detectionsFigure(results),
    "beside:machine": () => besideMachineFigure(readBeside()),
    "beside:others": () => besideFigure(readBeside()),
  };
}
