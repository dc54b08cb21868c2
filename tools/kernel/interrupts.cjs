// Heals: a cell that loops after an `await` can't be interrupted, nor can any cell on Windows;
// and a kernel that loops outlives its Jupyter. tslab waits for a signal on the very thread that
// is busy. Here another thread hears the message, see control.cjs.
const fs = require('node:fs');
const path = require('node:path');

/** The places of a memory that both threads see. */
const [HEARD, COMPILING, CLOSED] = [0, 1, 2];
const shared = new SharedArrayBuffer(12);
const state = new Int32Array(shared);

/** The function, made safe from being ended by an interrupt: half a compilation is of no use. */
function uninterrupted(compile) {
  return (...values) => {
    Atomics.add(state, COMPILING, 1);
    try {
      return compile(...values);
    } finally {
      Atomics.sub(state, COMPILING, 1);
    }
  };
}

/** Hands the control socket of tslab's server to a thread of its own. */
function hearInterrupts(server, connectionFile, interrupt) {
  const { Worker } = require('node:worker_threads');
  const connection = JSON.parse(fs.readFileSync(connectionFile, 'utf8'));
  const workerData = { connection, parent: process.ppid, shared };
  const thread = new Worker(path.join(__dirname, 'control.cjs'), { workerData });
  thread.unref();

  const control = { send: (frames) => thread.postMessage({ frames }), close() {} };
  const { bindSocket } = server;
  server.bindSocket = async (socket, port) => {
    if (socket !== server.control) return bindSocket.call(server, socket, port);
    socket.close();
    server.control = control;
  };
  thread.on('message', ({ interrupt: number, frames }) => {
    if (frames) return server.handleShellMessage(control, ...frames.map(asBuffer));
    Atomics.store(state, HEARD, number);
    interrupt();
  });
  process.on('exit', () => {
    thread.postMessage({});
    Atomics.wait(state, CLOSED, 0, 2000);
  });
}

/** What comes from another thread comes as plain bytes. */
function asBuffer(bytes) {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

module.exports = { hearInterrupts, uninterrupted, HEARD, COMPILING, CLOSED };
