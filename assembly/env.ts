/** Math.pow of JavaScript: the one of AssemblyScript has tables, which would lie where the vectors are. */
export declare function pow(x: f64, y: f64): f64;
