// A pretended machine: a copy of the set-up in a folder of its own, with a python3 and an npm
// that note what they are asked and do what a test tells them to.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../tools/root';

export interface Machine {
  /** The project's folder on it. */
  folder: string;
  home: string;
  /** Where programs are looked for; nowhere else. */
  bin: string;
  /** Runs the set-up. */
  setUp(env?: NodeJS.ProcessEnv): { code: number | null; said: string };
  /** What its npm and Pythons were asked to do since the last look. */
  asked(): string[];
  clear(): void;
}

export function makeMachine(): Machine {
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'unrolled-setup-'));
  const at = (...names: string[]) => path.join(place, ...names);
  for (const name of ['project', 'home', 'bin']) fs.mkdirSync(at(name));
  fs.cpSync(path.join(root, 'tools'), at('project', 'tools'), { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) {
    fs.copyFileSync(path.join(root, file), at('project', file));
  }
  fs.writeFileSync(at('npm-cli.js'), fakeNpm);

  return {
    folder: at('project'),
    home: at('home'),
    bin: at('bin'),
    setUp(env = {}) {
      const script = `import { setupOrExit } from './tools/setup.mjs'; await setupOrExit();`;
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ['--input-type=module', '-e', script],
        {
          cwd: at('project'),
          encoding: 'utf8',
          env: {
            PATH: at('bin'),
            HOME: at('home'),
            NOTES: at('notes'),
            npm_execpath: at('npm-cli.js'),
            ...env,
          },
        },
      );
      return { code: status, said: stdout + stderr };
    },
    asked() {
      if (!fs.existsSync(at('notes'))) return [];
      const notes = fs.readFileSync(at('notes'), 'utf8').trim().split('\n');
      fs.rmSync(at('notes'));
      return notes;
    },
    clear: () => fs.rmSync(place, { recursive: true }),
  };
}

interface Python {
  name?: string;
  version?: string;
  canMakeVenv?: boolean;
}

/** Puts a Python on the machine; it pretends to make environments and to install into them. */
export function addPython(machine: Machine, options: Python = {}): void {
  const { name = 'python3', version = '3.11.7', canMakeVenv = true } = options;
  const file = path.join(machine.bin, name);
  const answer = { version: version.split('.').map(Number), path: file, canMakeVenv };
  fs.writeFileSync(
    file,
    `#!/bin/sh
case "$*" in
  *"-m venv"*)
    echo "venv by ${name}" >> "$NOTES"
    for folder; do :; done
    /bin/mkdir -p "$folder/bin" && /bin/cp "$0" "$folder/bin/python" ;;
  *"-m pip"*)
    echo "pip, cache $PIP_CACHE_DIR" >> "$NOTES"
    if [ -n "$PIP_SAYS" ]; then echo "$PIP_SAYS"; exit 1; fi ;;
  *canMakeVenv*) echo '${JSON.stringify(answer)}' ;;
  *) echo '${version}' ;;
esac
`,
    { mode: 0o755 },
  );
}

/** Does what `npm ci` does, with empty packages. */
const fakeNpm = `
const fs = require('node:fs');
fs.appendFileSync(process.env.NOTES, 'npm ' + process.argv[2] + ', cache ' + process.env.npm_config_cache + '\\n');
if (process.env.NPM_SAYS) { console.error(process.env.NPM_SAYS); process.exit(1); }
const { packages } = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'));
for (const name of Object.keys(packages)) {
  if (name === '' || packages[name].optional) { delete packages[name]; continue; }
  fs.mkdirSync(name, { recursive: true });
  fs.writeFileSync(name + '/package.json', '{}');
}
fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages }));
`;
