// Heals: a loop that prints some hundreds of lines loses most of them, and its cell never ends.
// tslab sends each write as a message of its own; ZeroMQ keeps about a thousand unsent and drops
// the rest, "idle" among them. Here writes are gathered for a twentieth of a second, and what no
// one could read is counted.
const { StringDecoder } = require('node:string_decoder');
// A cell's own setTimeout can be replaced; this one is kept.
const { setTimeout, clearTimeout } = require('node:timers');

const AT_ONCE = 20;
const GATHERED_MS = 50;
const MESSAGE = 1 << 16;
/** How many characters of a cell are shown: JupyterLab itself takes three million in three seconds. */
const SHOWN = 2_000_000;

/**
 * Changes how a handler passes on what cells print.
 * @param {object} handler tslab's
 * @param {(text: string) => string} reword changes a text before it is sent
 */
function gatherOutput(handler, reword) {
  let output = gathered(() => {}, reword);
  handler.createWriteToIopub = (name, writeStream) => {
    // tslab asks for "stdout" first, at the beginning of each cell.
    if (name === 'stdout') {
      output.flush();
      output = gathered(writeStream, reword);
    }
    const { write } = output;
    const decoder = new StringDecoder('utf8');
    return (data, ...rest) => {
      write(name, typeof data === 'string' ? data : decoder.write(Buffer.from(data)));
      const done = rest.find((argument) => typeof argument === 'function');
      if (done) process.nextTick(done);
      return true;
    };
  };
  const { handleExecuteImpl } = handler;
  handler.handleExecuteImpl = async (request, writeStream, writeDisplayData) => {
    const display = (...data) => {
      output.flush();
      writeDisplayData(...data);
    };
    try {
      return await handleExecuteImpl.call(handler, request, writeStream, display);
    } finally {
      output.end();
    }
  };
}

/** One cell's output. */
function gathered(send, reword) {
  let pending = null;
  let timer = null;
  let windowStart = 0;
  let inWindow = 0;
  const shown = { stdout: 0, stderr: 0 };
  let uncounted = 0;

  const flush = () => {
    clearTimeout(timer);
    timer = null;
    const last = pending;
    pending = null;
    if (last) send(last.name, reword(last.text));
  };

  /** The first writes of a tenth of a second go at once: a loop may never come to its end. */
  const atOnce = () => {
    const now = performance.now();
    if (now - windowStart > 100) [windowStart, inWindow] = [now, 0];
    return !pending && ++inWindow <= AT_ONCE;
  };

  const write = (name, text) => {
    const tooMuch = shown[name] > SHOWN;
    shown[name] += text.length;
    if (tooMuch) {
      uncounted += lines(text);
      return;
    }
    if (pending && pending.name !== name) flush();
    if (atOnce()) return send(name, reword(text));
    pending ??= { name, text: '', since: performance.now() };
    pending.text += text;
    if (shown[name] > SHOWN) {
      flush();
      send('stderr', 'This is too much to show. What the cell prints from here on is counted.\n');
    } else if (pending.text.length > MESSAGE || performance.now() - pending.since > GATHERED_MS) {
      flush();
    } else {
      timer ??= setTimeout(flush, GATHERED_MS);
    }
  };

  const end = () => {
    flush();
    if (uncounted > 0)
      send('stderr', `${uncounted.toLocaleString('en')} more lines were printed.\n`);
    uncounted = 0;
  };
  return { write, flush, end };
}

function lines(text) {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

module.exports = { gatherOutput };
