/** Counts sizes in bins of 1/64 octave, so that quantiles are right to about 1 % in fixed memory. */
export interface VolumeHistogram {
  add(bytes: number): void;
  /** Share of sizes that were 0. */
  zeroShare(): number;
  /** Size below which the share `q` of all sizes lies; zeros count. 0 when nothing was added. */
  quantile(q: number): number;
}

const BINS_AN_OCTAVE = 64;
/** 2^53 is the largest size there is. */
const OCTAVES = 53;

/** Opens an empty histogram of 27 KB. */
export function openVolumeHistogram(): VolumeHistogram {
  const bins = new Float64Array(BINS_AN_OCTAVE * OCTAVES + 1);
  let zeros = 0;
  let total = 0;
  return {
    add(bytes) {
      total++;
      if (bytes < 1) zeros++;
      else bins[Math.min(bins.length - 1, Math.floor(Math.log2(bytes) * BINS_AN_OCTAVE))]++;
    },
    zeroShare: () => (total === 0 ? 0 : zeros / total),
    quantile(q) {
      const wanted = q * total;
      let below = zeros;
      if (total === 0 || wanted <= below) return 0;
      for (let bin = 0; bin < bins.length; bin++) {
        below += bins[bin];
        if (below >= wanted) return Math.round(Math.exp(((bin + 0.5) / BINS_AN_OCTAVE) * Math.LN2));
      }
      return Number.MAX_SAFE_INTEGER;
    },
  };
}
