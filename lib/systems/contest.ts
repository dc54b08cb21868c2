import type { Mat } from '../linear';
import { peakGrowth, spectralRadius } from './stability';

/** What a 2 × 2 matrix must keep to: entries from −1 to 1, and ρ(W) of at most this. */
export const MOST = 0.97;

/** How well a system that dies out does at stretching a start before it does, in a sentence. */
export function contest(W: Mat): string {
  const rho = spectralRadius(W);
  const faults = [
    ...(W.flat().every((w) => Math.abs(w) <= 1) ? [] : ['an entry is larger than 1']),
    ...(rho <= MOST + 1e-9 ? [] : [`ρ(W) = ${rho.toFixed(3)} is larger than ${MOST}`]),
  ];
  if (faults.length > 0) return `It doesn't count: ${faults.join(', and ')}.`;
  const { growth, step } = peakGrowth(W);
  const when = step === 0 ? 'no start ever gets longer' : `reached at t = ${step}`;
  return `ρ(W) = ${rho.toFixed(3)}; it stretches a start by up to ${growth.toFixed(2)} (${when}).`;
}
