// Heals: the first import of a notebook takes seconds, nearly all of it for checking files that
// were checked yesterday. Whether a file of the project is right depends on its text and on those
// it imports, so what has been found to be right is remembered by these. An error never is.
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const MOST = 2000;

/** Returns what tells which files still need a check, and is told which of them had no error. */
function rememberChecks(ts, root) {
  const store = path.join(root, '.cache', 'kernel', 'checked.json');
  const known = new Set(read(store));
  const ours = [__filename, path.join(__dirname, 'same-options.cjs')].map(text);
  const world = hash(ts.version, text(path.join(root, 'package-lock.json')), ...ours);
  const hashes = new WeakMap();

  const ownHash = (file) => {
    if (!hashes.has(file)) hashes.set(file, hash(file.fileName, file.text));
    return hashes.get(file);
  };
  /** What the verdict on a file depends on: its text and all that it leads to. */
  const key = (program, file) => {
    const reached = new Set([file]);
    for (const one of reached) {
      for (const name of ledTo(one)) {
        const target = !name.includes('/node_modules/') && program.getSourceFile(name);
        if (target) reached.add(target);
      }
    }
    return hash(world, ...[...reached].map(ownHash).sort());
  };

  return {
    unchecked(program, files) {
      return files.filter((file) => !known.has(key(program, file)));
    },
    right(program, files) {
      const fresh = files.map((file) => key(program, file)).filter((one) => !known.has(one));
      if (fresh.length === 0) return;
      for (const one of fresh) known.add(one);
      write(store, [...known].slice(-MOST));
    },
  };
}

/** The files that one imports, or refers to in a comment. */
function ledTo(file) {
  const names = file.referencedFiles.map(({ fileName }) =>
    path.posix.join(path.posix.dirname(file.fileName), fileName),
  );
  file.resolvedModules?.forEach((module) => {
    const name = (module?.resolvedModule ?? module)?.resolvedFileName;
    if (name) names.push(name);
  });
  return names;
}

function hash(...parts) {
  return createHash('sha256').update(parts.join('\n')).digest('base64');
}

function text(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}

function read(store) {
  try {
    return JSON.parse(fs.readFileSync(store, 'utf8'));
  } catch {
    // Not there yet, or half of it: everything is checked anew.
    return [];
  }
}

/** Two kernels may write at once: a rename leaves one of the two whole. */
function write(store, keys) {
  try {
    fs.mkdirSync(path.dirname(store), { recursive: true });
    const own = `${store}.${process.pid}`;
    fs.writeFileSync(own, JSON.stringify(keys));
    fs.renameSync(own, store);
  } catch {
    // A folder that can't be written to costs time, and nothing else.
  }
}

module.exports = { rememberChecks };
