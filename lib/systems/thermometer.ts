import { type Random, seeded } from '../random';
import { driven } from './trajectory';

/** A room whose temperature wanders, and a cheap thermometer in it: variances in °C². */
export interface Room {
  /** of the room's change in a step */
  wander: number;
  /** of the thermometer's error */
  error: number;
}

/** The temperatures s(1), …, s(τ) of a room that starts at 20 °C, and what is read of each. */
export function readings({ wander, error }: Room, tau: number, seed: number) {
  const luck = seeded(seed);
  const changes = normals(luck, tau, wander);
  const truth = driven((s: number, change: number) => s + change, 20, changes).slice(1);
  const errors = normals(luck, tau, error);
  return { truth, read: truth.map((s, t) => s + errors[t]) };
}

function normals(luck: Random, count: number, variance: number): number[] {
  return Array.from({ length: count }, () => luck.normal(0, Math.sqrt(variance)));
}

/** The mean of (a − b)² over two lists of one length. */
export function meanSquare(a: number[], b: number[]): number {
  return a.reduce((sum, ai, i) => sum + (ai - b[i]) ** 2, 0) / a.length;
}
