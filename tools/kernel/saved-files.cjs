// Heals: a cell that runs right after a save may still see the old file.
// tslab waits for the operating system to report a change, which can come late (a busy
// kernel) or never (network and container drives). Here each cell looks for itself.
const fs = require('node:fs');

/** Replaces TypeScript's file watching. The function returned reports the changes since its last call. */
function watchBySight(ts) {
  const watched = new Set();

  ts.sys.watchFile = (file, callback) => {
    const entry = { file, callback, seen: signature(file) };
    if (!file.includes('/node_modules/')) watched.add(entry);
    return { close: () => watched.delete(entry) };
  };
  ts.sys.watchDirectory = () => ({ close() {} });

  return function noticeSaves() {
    for (const entry of [...watched]) {
      const now = signature(entry.file);
      if (now === entry.seen) continue;
      const kind = !entry.seen ? 'Created' : !now ? 'Deleted' : 'Changed';
      entry.seen = now;
      entry.callback(entry.file, ts.FileWatcherEventKind[kind]);
    }
  };
}

/** What differs between two states of a file; empty when there is no file. */
function signature(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.ino} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}` : '';
}

module.exports = { watchBySight };
