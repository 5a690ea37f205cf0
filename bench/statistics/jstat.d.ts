/** The parts of jstat 1.9.6 that intervals need; the package has no types of its own. */
declare module "jstat" {
  interface Jstat {
    /** Inverse of the regularised lower incomplete gamma function. */
    gammapinv(p: number, a: number): number;
    readonly beta: { inv(p: number, alpha: number, beta: number): number };
    readonly studentt: {
      inv(p: number, dof: number): number;
      cdf(x: number, dof: number): number;
    };
    readonly normal: {
      inv(p: number, mean: number, sd: number): number;
      cdf(x: number, mean: number, sd: number): number;
    };
  }
  const jstat: Jstat;
  export = jstat;
}
