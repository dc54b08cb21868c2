import type { Figure } from '../../show/figure';
import { figure } from '../../show/figure';
import { rounded } from '../../show/round';
import { slider } from '../../show/slider';
import { type Drawing, eight, ROUND } from '../pen';
import { RULE, STATE } from './colours';
import { across, line, upTo } from './lines';

/** What the network draws on its own, beside what it has watched; the slider moves through its learning. */
export function penLearning(drawings: Drawing[]): Figure {
  const label = 'updates of its numbers so far';
  const last = drawings[drawings.length - 1];
  const end = last.path[last.path.length - 1].map((s) => rounded(s, 2)).join(', ');
  return slider({
    title: 'A network of 32 units watched a pen; now it draws on its own',
    label,
    start: drawings.length - 1,
    alt:
      'A figure of eight, and the path that the network draws by itself from a start beside the curve. ' +
      `Untrained it stays near one place; after ${last.updates} updates it has found the curve and goes ` +
      `round it; its last place is (${end}).`,
    positions: drawings.map(({ updates, path }) => ({
      value: `${updates}`,
      figure: onPaper(path),
    })),
  });
}

function onPaper(path: number[][]): Figure {
  const watched = upTo(ROUND * 4 + 1).map((k) => eight(k / 4));
  return figure({
    title: 'The pen',
    x: 'to the right',
    y: 'up',
    alt: 'The paper.',
    height: 380,
    data: [
      line('what it watched', ...across(watched), `${STATE}40`, { width: 9 }),
      line('what it draws', ...across(path), RULE, {
        mode: 'lines+markers',
        size: 4,
        hover: path.map((_, t) => `t = ${t}`),
      }),
      line('its start', ...across(path.slice(0, 1)), RULE, {
        mode: 'markers',
        symbol: 'circle-open',
        size: 12,
      }),
    ],
    xaxis: { range: [-1.25, 1.25], zeroline: false },
    yaxis: { range: [-1.05, 0.8], zeroline: false },
  });
}
