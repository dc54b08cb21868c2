// Heals: a cell that has been interrupted runs on, and prints under the next one. JavaScript can't
// end a function that waits, so a cell's `await` asks afterwards whether its cell still runs, and
// the timers that it has set are cleared.
const { setTimeout: later } = require('node:timers');

/** Returns what runs one cell at a time and can stop it. */
function makeRuns(say) {
  let current = null;

  /** Runs a cell. The promise is false if it failed or was stopped. */
  async function run(execute) {
    const mine = { stopped: false, timers: new Set(), stop: null };
    current = mine;
    const stopped = new Promise((resolve) => {
      mine.stop = () => resolve(false);
    });
    // In a turn of its own: what an interrupt ends then is the cell, and nothing of the kernel.
    const ended = new Promise((resolve, reject) => {
      later(() => execute().then(resolve, reject), 0);
    });
    try {
      return await Promise.race([ended, stopped]);
    } finally {
      if (current === mine) current = null;
    }
  }

  function stop() {
    if (!current) return;
    for (const clear of current.timers) clear();
    current.stopped = true;
    say.error('Interrupted.');
    current.stop();
  }

  /** For the code of cells: `await x` is `resumed(run, await x)`. */
  const forCells = {
    get run() {
      return current;
    },
    resumed(mine, value) {
      if (mine?.stopped) throw new Stopped();
      return value;
    },
    async *whileRunning(iterable) {
      const mine = current;
      for await (const value of iterable) {
        if (mine?.stopped) throw new Stopped();
        yield value;
      }
    },
  };

  for (const [set, clear] of [
    ['setTimeout', clearTimeout],
    ['setInterval', clearInterval],
    ['setImmediate', clearImmediate],
  ]) {
    const original = globalThis[set];
    const remembered = (...values) => {
      const timer = original(...values);
      current?.timers.add(() => clear(timer));
      return timer;
    };
    // util.promisify(setTimeout) finds its way by a property of the function.
    globalThis[set] = Object.defineProperties(
      remembered,
      Object.getOwnPropertyDescriptors(original),
    );
  }
  return { run, stop, forCells };
}

/** Ends the rest of a cell that has been stopped; nobody needs to hear of it. */
class Stopped extends Error {}

/** Whether an error says no more than that a cell was stopped; this has been said already. */
function isAboutStop(error) {
  return error instanceof Stopped || error?.message === 'Interrupted asynchronously';
}

/** For the code of a cell: asks, after each `await`, whether the cell still runs. */
function asksAfterAwait(ts, context, file) {
  const { factory } = ts;
  const kernel = (name) =>
    factory.createPropertyAccessExpression(factory.createIdentifier('__tslab__'), name);
  const visit = (node) => {
    const visited = ts.visitEachChild(node, visit, context);
    if (ts.isAwaitExpression(visited)) {
      const call = factory.createCallExpression(kernel('resumed'), undefined, [
        kernel('run'),
        visited,
      ]);
      return ts.setTextRange(call, node);
    }
    if (!ts.isForOfStatement(visited) || !visited.awaitModifier) return visited;
    return factory.updateForOfStatement(
      visited,
      visited.awaitModifier,
      visited.initializer,
      factory.createCallExpression(kernel('whileRunning'), undefined, [visited.expression]),
      visited.statement,
    );
  };
  return ts.visitNode(file, visit);
}

module.exports = { makeRuns, asksAfterAwait, isAboutStop };
