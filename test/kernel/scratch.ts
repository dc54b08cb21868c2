// A folder of a test's own inside the project, where the kernel can import from.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../../tools/root';

export interface Scratch {
  /** The folder as a cell imports from it. */
  from: string;
  write(file: string, text: string): void;
  read(file: string): string;
  remove(file: string): void;
  clear(): void;
}

let count = 0;

export function makeScratch(): Scratch {
  const name = `kernel-test-${process.pid}-${count++}`;
  const folder = path.join(root, '.cache', name);
  fs.mkdirSync(folder, { recursive: true });
  const at = (file: string) => path.join(folder, file);
  return {
    from: `./.cache/${name}`,
    write: (file, text) => fs.writeFileSync(at(file), text),
    read: (file) => fs.readFileSync(at(file), 'utf8'),
    remove: (file) => fs.rmSync(at(file)),
    clear: () => fs.rmSync(folder, { recursive: true }),
  };
}
