/** A complex number re + im·i. */
export interface Complex {
  re: number;
  im: number;
}

/** |λ|, the distance of a complex number from 0. */
export function modulus({ re, im }: Complex): number {
  return Math.hypot(re, im);
}
