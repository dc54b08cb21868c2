import type { GraphEdge, Place } from './graph-layout';

export interface Point {
  x: number;
  y: number;
}

/** The line of an edge from border to border, and what stands on it. */
export interface EdgePath {
  line: Point[];
  /** Where the arrow head ends, and its direction in degrees clockwise from straight up. */
  tip: Point;
  angle: number;
  /** The middle of the line: the place of the delay square; the label stands to its side. */
  middle: Point;
  /** The direction from the middle to the label, of length 1. */
  side: Point;
}

const FINE = 400; // points of a curve before thinning, so that it ends at the border of a node
const LOOP = 70; // pixels from the centre of a node to the far end of its loop
const SIDES = [
  { x: 0, y: 1 },
  { x: 1, y: 0 },
  { x: -1, y: 0 },
  { x: 0, y: -1 },
];
const HEAD = 7; // pixels that the arrow head covers of its line

/** The path of an edge: straight, bowed around what is in its way, or a loop above its node. */
export function edgePath(
  edge: GraphEdge,
  places: Map<string, Place>,
  edges: GraphEdge[],
): EdgePath {
  const from = places.get(edge.from) as Place;
  const to = places.get(edge.to) as Place;
  const isLoop = edge.from === edge.to;
  const bow = isLoop ? 0 : (edge.bend ?? bend(edge, places, edges));
  const side = isLoop ? freeSide(edge, places) : leftOf(from, to, bow < 0 ? -1 : 1);
  const curve = isLoop ? loop(from, side) : bowed(from, to, bow);
  const free = curve.filter((point) => !inside(point, from) && !inside(point, to));
  const [before, tip] = free.slice(-2);
  const line = free.filter((point) => distance(point, tip) > HEAD);
  return {
    line: thin(line, isLoop || bow !== 0 ? 24 : 2),
    tip,
    angle: (Math.atan2(tip.x - before.x, tip.y - before.y) * 180) / Math.PI,
    middle: free[Math.floor(free.length / 2)],
    side,
  };
}

/** A quadratic Bézier curve whose middle lies `bow` pixels to the left of the straight line. */
function bowed(from: Point, to: Point, bow: number): Point[] {
  const left = leftOf(from, to, 2 * bow);
  const control = { x: (from.x + to.x) / 2 + left.x, y: (from.y + to.y) / 2 + left.y };
  return sample((u) => ({
    x: (1 - u) ** 2 * from.x + 2 * u * (1 - u) * control.x + u ** 2 * to.x,
    y: (1 - u) ** 2 * from.y + 2 * u * (1 - u) * control.y + u ** 2 * to.y,
  }));
}

/** The side of a node on which its loop has room: above, right, left or below it. */
function freeSide(edge: GraphEdge, places: Map<string, Place>): Point {
  const { x, y } = places.get(edge.from) as Place;
  const crowded = (side: Point): boolean => {
    const top = { x: x + LOOP * side.x, y: y + LOOP * side.y };
    return [...places].some(([id, place]) => id !== edge.from && distance(top, place) < LOOP);
  };
  return SIDES.find((side) => !crowded(side)) ?? SIDES[0];
}

/** A cubic Bézier loop out towards one side of its node and back. */
function loop({ x, y }: Point, side: Point): Point[] {
  return sample((u) => {
    const out = 4 * u * (1 - u) * LOOP;
    const across = 3 * u * (1 - u) * (1 - 2 * u) * LOOP;
    return { x: x + out * side.x + across * side.y, y: y + out * side.y - across * side.x };
  });
}

function sample(curve: (u: number) => Point): Point[] {
  return Array.from({ length: FINE + 1 }, (_, i) => curve(i / FINE));
}

function thin(line: Point[], count: number): Point[] {
  const last = line.length - 1;
  return Array.from({ length: count }, (_, i) => line[Math.round((i * last) / (count - 1))]);
}

/** Zero, unless a node stands in the way or another edge runs back along the same line. */
function bend(edge: GraphEdge, places: Map<string, Place>, edges: GraphEdge[]): number {
  if (edges.some(({ from, to }) => from === edge.to && to === edge.from)) return 20;
  const straight = bowed(places.get(edge.from) as Place, places.get(edge.to) as Place, 0);
  const blocked = [...places].some(
    ([id, place]) =>
      id !== edge.from && id !== edge.to && straight.some((point) => inside(point, place)),
  );
  return blocked ? distance(straight[0], straight[FINE]) / 4 : 0; // so that arcs nest
}

function inside(point: Point, { x, y, halfWidth, halfHeight, round }: Place): boolean {
  const gap = 2; // pixels between a border and an arrow head
  const [dx, dy] = [Math.abs(point.x - x), Math.abs(point.y - y)];
  if (round) return Math.hypot(dx, dy) < halfWidth + gap;
  return dx < halfWidth + gap && dy < halfHeight + gap;
}

function leftOf(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to) || 1;
  return { x: (-length * (to.y - from.y)) / whole, y: (length * (to.x - from.x)) / whole };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
