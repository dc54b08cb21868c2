import {
  ConstantNode,
  derivative,
  isFunctionNode,
  isOperatorNode,
  isSymbolNode,
  type MathNode,
  parse,
  simplifyConstant,
  simplifyCore,
} from 'mathjs';

/** What the loss of a scalar network is differentiated by. */
export type Letter = (typeof letters)[number];

const letters = ['U', 'W', 'b', 'V', 'c', 'h0'] as const;

/** The numbers of a scalar network: h0 is h(0), x and y are x(1) … x(T) and y(1) … y(T). */
export interface ScalarNetwork extends Record<Letter, number> {
  x: readonly number[];
  y: readonly number[];
}

/** An expression in U, W, b, V, c, h0, x1, x2, … and y1, y2, …, unrolled: no h(1) is left. */
export interface Expression {
  /** As mathjs writes it: '2 * (c + V * tanh(b + W * h0 + U * x1) - y1)'. */
  text: string;
  /** As LaTeX, where h(t) and 1 − h(t)² stand for what was unrolled: '2\,\left(c+V\,h^{(1)}…'. */
  latex: string;
  /** Its value. Throws a RangeError unless x and y have T numbers. */
  at(network: ScalarNetwork): number;
}

/**
 * The loss L = Σ (c + V h(t) − y(t))² of RNN (A) with one input, one unit and one output, unrolled
 * over T steps: h(t) = tanh(b + W h(t−1) + U x(t)).
 */
export function symbolicLoss(T: number): Expression {
  return expression(unrolledLoss(T), T);
}

/** The derivative of that loss by every parameter and by h(0), found by the rules of calculus. */
export function symbolicGradient(T: number): Record<Letter, Expression> {
  const L = unrolledLoss(T);
  const entries = letters.map((letter) => {
    // mathjs's full simplification would hide the chain rule, and takes seconds
    const dL = simplifyCore(simplifyConstant(derivative(L, letter, { simplify: false })));
    return [letter, expression(dL, T)];
  });
  return Object.fromEntries(entries);
}

/**
 * da(t), dh(t) or do(t) by the rules of calculus: the derivative of that loss by a number that is
 * added to a(t), h(t) or o(t) on the way, where it is 0. It is the total derivative: all later steps
 * follow.
 */
export function symbolicStep(T: number, at: 'a' | 'h' | 'o', t: number): Expression {
  if (!(Number.isInteger(t) && t >= 1 && t <= T)) {
    throw new RangeError(`symbolicStep: t is ${t}, expected a step from 1 to ${T}.`);
  }
  const dL = derivative(unrolledLoss(T, { at, t }), 'nudge', { simplify: false });
  const there = dL.transform((node) =>
    isSymbolNode(node) && node.name === 'nudge' ? new ConstantNode(0) : node,
  );
  return expression(simplifyCore(simplifyConstant(there)), T);
}

function unrolledLoss(T: number, nudge?: { at: 'a' | 'h' | 'o'; t: number }): MathNode {
  if (!(Number.isInteger(T) && T >= 1)) {
    throw new RangeError(`symbolicLoss: T is ${T}, expected a whole number of steps from 1 on.`);
  }
  let h = 'h0';
  const losses: string[] = [];
  const nudged = (at: string, t: number, text: string) =>
    nudge?.at === at && nudge.t === t ? `(${text} + nudge)` : text;
  for (let t = 1; t <= T; t++) {
    // h(t) = tanh(b + W h(t−1) + U x(t))
    h = nudged('h', t, `tanh(${nudged('a', t, `b + W * ${h} + U * x${t}`)})`);
    // L(t) = (c + V h(t) − y(t))²
    losses.push(`(${nudged('o', t, `c + V * ${h}`)} - y${t})^2`);
  }
  return parse(losses.join(' + '));
}

function expression(node: MathNode, T: number): Expression {
  const code = node.compile();
  return {
    text: node.toString(),
    latex: latex(node),
    at({ x, y, ...rest }) {
      for (const [name, { length }] of Object.entries({ x, y })) {
        if (length !== T) throw new RangeError(`at: ${name} has ${length} numbers, expected ${T}.`);
      }
      const numbered = (letter: string, values: readonly number[]) =>
        Object.fromEntries(values.map((value, t) => [`${letter}${t + 1}`, value]));
      return code.evaluate({ ...rest, ...numbered('x', x), ...numbered('y', y) });
    },
  };
}

function latex(node: MathNode): string {
  return node.toTex({ handler: lecturesLetters }).replace(/\\cdot */g, '\\,');
}

/** How the lecture writes a node, or undefined where it writes what mathjs writes. */
function lecturesLetters(node: MathNode): string | undefined {
  // x1 is x⁽¹⁾
  if (isSymbolNode(node)) return node.name.replace(/^(\D)(\d+)$/, '$1^{($2)}');
  // tanh(…) is h(t)
  if (isFunctionNode(node) && node.fn.name === 'tanh') return `h^{(${step(node)})}`;
  // sech(…)² is 1 − h(t)²
  if (isOperatorNode(node) && node.op === '^') {
    const [base] = node.args;
    const isSech = isFunctionNode(base) && base.fn.name === 'sech';
    if (isSech) return `\\left(1-{h^{(${step(base)})}}^2\\right)`;
  }
  return undefined;
}

/** Which h(t) or a(t) it is: every step unrolled wraps it in one more function. */
function step(node: MathNode): number {
  return node.filter(isFunctionNode).length;
}
