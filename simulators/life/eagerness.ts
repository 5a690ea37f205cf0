/** By civil hour, China (chosen: evening peak, 20-23 h). */
export const CHINA: readonly number[] = [
  0.8, 0.5, 0.3, 0.2, 0.2, 0.3, 0.5, 0.75, 0.85, 0.85, 0.85, 0.85, 0.95, 0.9, 0.8, 0.8, 0.85, 1,
  1.2, 1.6, 2.1, 2.4, 2.1, 1.3,
];

/** By civil hour, Europe (cited: Ofcom 2019, the peak at 17-18 h; chosen: the other hours). */
export const EUROPE: readonly number[] = [
  0.6, 0.35, 0.2, 0.15, 0.15, 0.25, 0.5, 0.8, 0.95, 0.9, 0.9, 0.95, 0.9, 0.95, 1, 1.1, 1.35, 2.4,
  1.35, 1.35, 1.3, 1.2, 1.05, 0.8,
];
