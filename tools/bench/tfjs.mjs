// TensorFlow.js with its wasm backend, float32, one thread. It lives in .cache/bench/tfjs, and this
// file is copied there, so that it finds its packages.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import * as tf from '@tensorflow/tfjs';
import { setThreadsCount } from '@tensorflow/tfjs-backend-wasm';

setThreadsCount(1);
await tf.setBackend('wasm');

/** Variables, a tree as the data's; matrices lie transposed: states are rows here. */
function variables(tree) {
  const of = (node) =>
    Array.isArray(node)
      ? tf.variable(tf.tensor2d(node).transpose())
      : Object.fromEntries(Object.entries(node).map(([key, part]) => [key, of(part)]));
  return of(tree);
}

/** U x(t) + b, [T, N, H], for one-hot x [T, N, D]; with labels there is no gradient on wasm. */
function drive(p, x) {
  const [T, N, D] = x.shape;
  return tf.add(tf.matMul(x.reshape([T * N, D]), p.U), p.b).reshape([T, N, -1]);
}

/** h(t) for every t, from its drive. */
function rnn(p, x, h0) {
  const hs = [];
  for (const u of tf.unstack(drive(p, x))) {
    hs.push(tf.tanh(tf.add(u, tf.matMul(hs[hs.length - 1] ?? h0, p.W))));
  }
  return hs;
}

function gru(p, x, h0) {
  const H = h0.shape[1];
  const hs = [];
  for (const u of tf.unstack(drive(p, x))) {
    const h = hs[hs.length - 1] ?? h0;
    const hidden = tf.add(tf.matMul(h, p.W), p.d);
    const [ur, uz, un] = tf.split(u, 3, 1);
    const [wr, wz, wn] = tf.split(hidden, 3, 1);
    const r = tf.sigmoid(tf.add(ur, wr));
    const z = tf.sigmoid(tf.add(uz, wz));
    const n = tf.tanh(tf.add(un, tf.mul(r, wn)));
    hs.push(tf.add(n, tf.mul(z, tf.sub(h, n))).reshape([-1, H]));
  }
  return hs;
}

const readout = (p, hs) => tf.add(tf.matMul(tf.concat(hs, 0), p.V), p.c);

/** The sum over rows; y is one-hot. */
const crossEntropy = (o, y) => tf.neg(tf.sum(tf.mul(y, tf.logSoftmax(o))));

function trained(update, loss) {
  return () => {
    const { value, grads } = tf.variableGrads(loss);
    update(grads);
    const number = value.dataSync()[0];
    tf.dispose([value, grads]);
    return number;
  };
}

function adam() {
  const optimizer = tf.train.adam(1e-3);
  return (grads) => optimizer.applyGradients(grads);
}

/** Clipping and Adagrad; tf.train.adagrad has its ε = 10⁻⁷ inside the root, unlike the others. */
function clippedAdagrad(p) {
  const memory = Object.values(p).map((theta) => [theta, tf.variable(tf.zerosLike(theta), false)]);
  return (grads) =>
    tf.tidy(() => {
      for (const [theta, s] of memory) {
        const g = tf.clipByValue(grads[theta.name], -5, 5);
        s.assign(tf.add(s, tf.square(g)));
        const move = tf.div(tf.mul(g, 0.02), tf.add(tf.sqrt(s), 1e-10));
        theta.assign(tf.sub(theta, move));
      }
    });
}

/** Labels, a row for each sequence, as one-hot x [T, N, V]. */
const oneHot = (rows, V) =>
  tf.oneHot(tf.tensor2d(rows, undefined, 'int32').transpose(), V).toFloat();
const flat = (x) => x.reshape([-1, x.shape[2]]);

const makers = {
  W1({ parameters, text }) {
    const p = variables(parameters);
    const h0 = tf.variable(tf.zeros([1, 100]), false);
    const parts = [];
    for (let at = 0; at + 26 <= text.length; at += 25) {
      const x = oneHot([text.slice(at, at + 25)], 65);
      parts.push([x, flat(oneHot([text.slice(at + 1, at + 26)], 65))]);
    }
    let k = 0;
    const step = trained(clippedAdagrad(p), () => {
      const [x, y] = parts[k % parts.length];
      const hs = rnn(p, x, h0);
      h0.assign(hs[hs.length - 1]);
      return crossEntropy(readout(p, hs), y);
    });
    return () => {
      if (k % parts.length === 0) tf.tidy(() => h0.assign(tf.zeros([1, 100])));
      const loss = step();
      k++;
      return loss;
    };
  },
  W2({ parameters, x, y }) {
    const p = variables(parameters);
    const xs = tf.tensor3d(x).transpose([1, 0, 2]);
    const ys = tf.tensor3d(y).transpose([1, 0, 2]).reshape([-1, 1]);
    const h0 = tf.zeros([x.length, 20]);
    return trained(adam(), () => tf.mean(tf.square(tf.sub(readout(p, rnn(p, xs, h0)), ys))));
  },
  W3({ parameters, texts }) {
    const p = variables(parameters);
    const x = oneHot(
      texts.map((text) => text.slice(0, -1)),
      65,
    );
    const y = flat(
      oneHot(
        texts.map((text) => text.slice(1)),
        65,
      ),
    );
    const h0 = tf.zeros([32, parameters.W.length]);
    return trained(adam(), () => tf.div(crossEntropy(readout(p, rnn(p, x, h0)), y), 50 * 32));
  },
  W4({ parameters, source, target }) {
    const p = variables(parameters);
    const x = oneHot(source, 100);
    const before = oneHot(
      target.map((labels) => labels.slice(0, -1)),
      100,
    );
    const y = flat(
      oneHot(
        target.map((labels) => labels.slice(1)),
        100,
      ),
    );
    const h0 = tf.zeros([32, 128]);
    return trained(adam(), () => {
      const context = gru(p.encoder, x, h0).pop();
      return tf.div(crossEntropy(readout(p.decoder, gru(p.decoder, before, context)), y), 640);
    });
  },
};
makers['W3-128'] = makers['W3-256'] = makers.W3;

const steps = {};
for await (const line of createInterface({ input: process.stdin })) {
  const { workload, data, steps: count } = JSON.parse(line);
  steps[workload] ??= makers[workload](JSON.parse(readFileSync(data, 'utf8')));
  const ms = [];
  let loss = 0;
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    loss = steps[workload]();
    ms.push(performance.now() - start);
  }
  console.log(JSON.stringify({ ms, loss }));
}
