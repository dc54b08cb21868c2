// A thread beside the kernel's. It owns Jupyter's control socket, and so hears "interrupt" and
// sees the death of Jupyter while a cell keeps the kernel's own thread busy. All other requests
// it passes on. Started by interrupts.cjs.
const { createHmac, randomUUID } = require('node:crypto');
const { Session } = require('node:inspector');
const { parentPort, workerData } = require('node:worker_threads');
const { Router } = require('zeromq');

const { connection, parent, shared } = workerData;
const { HEARD, COMPILING, CLOSED } = require('./interrupts.cjs');
const state = new Int32Array(shared);
const DELIMITER = '<IDS|MSG>';

const socket = new Router();
const kernel = new Session();
kernel.connectToMainThread();

/** How long the kernel may take to hear of an interrupt. */
const PATIENCE_MS = 100;

let asked = 0;
let ending = false;
let sending = Promise.resolve();
/** One after the other: the socket refuses two at once. */
function send(frames) {
  sending = sending.then(() => socket.send(frames)).catch(() => {});
}

/** Tells the kernel; when it does not hear, ends what runs in it, but never the compiler. */
function interrupt() {
  const number = ++asked;
  parentPort.postMessage({ interrupt: number });
  const insist = () => {
    if (Atomics.load(state, HEARD) >= number) return;
    if (Atomics.load(state, COMPILING) === 0 && !ending) {
      ending = true;
      kernel.post('Runtime.terminateExecution', () => {
        ending = false;
      });
    }
    setTimeout(insist, PATIENCE_MS);
  };
  setTimeout(insist, PATIENCE_MS);
}

function signed(parts) {
  const hash = createHmac('sha256', connection.key);
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

function reply(identities, header) {
  const own = {
    ...header,
    msg_id: randomUUID(),
    msg_type: 'interrupt_reply',
    date: new Date().toISOString(),
  };
  const parts = [own, header, {}, { status: 'ok' }].map((part) => JSON.stringify(part));
  send([...identities, DELIMITER, signed(parts), ...parts]);
}

function hear(frames) {
  try {
    answer(frames);
  } catch {
    // What is no message of Jupyter's must not be the last that is heard.
  }
}

function answer(frames) {
  const at = frames.findIndex((frame) => frame.toString() === DELIMITER);
  const [signature, ...parts] = frames.slice(at + 1);
  const header = JSON.parse(parts[0].toString());
  const { msg_type: wish } = header;
  const isKnown = signature.toString() === signed(parts);
  // A kernel that is busy would not hear that it is to shut down.
  if (isKnown && /^(interrupt|shutdown)_request$/.test(wish)) interrupt();
  if (wish !== 'interrupt_request') parentPort.postMessage({ frames });
  else if (isKnown) reply(frames.slice(0, at), header);
}

/** A kernel whose Jupyter was killed has nobody left to tell it to stop. */
function isOrphan() {
  // On Windows, the number of the parent stays when it is gone.
  if (process.platform !== 'win32') return process.ppid !== parent;
  try {
    process.kill(parent, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
setInterval(() => isOrphan() && process.kill(process.pid, 'SIGKILL'), 1000);

parentPort.on('message', ({ frames }) => {
  if (frames) return send(frames);
  // A process that ends while this socket is open is aborted: the kernel waits for this.
  sending.finally(() => {
    socket.close();
    kernel.disconnect();
    Atomics.store(state, CLOSED, 1);
    Atomics.notify(state, CLOSED);
    process.exit();
  });
});

async function listen() {
  await socket.bind(`${connection.transport}://${connection.ip}:${connection.control_port}`);
  for await (const frames of socket) hear(frames);
}
void listen();
