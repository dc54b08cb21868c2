import { spawnSync } from 'node:child_process';

/** What a program may use of the machine. */
export interface Allowance {
  /** MiB of memory that it can write to */
  data: number;
  /** seconds of computing, after which the system ends it */
  seconds: number;
}

/** Words that put a command under limits of the operating system. */
type Wall = (allowance: Allowance) => string[];

/**
 * Linux: the program dies with who started it; has no network, no other process to see or to signal; and
 * may not write files, take more memory or compute longer than allowed.
 */
const dies: Wall = () => ['setpriv', '--pdeathsig', 'KILL', '--'];
const alone: Wall = () => [
  ...['unshare', '--user', '--map-current-user', '--net', '--ipc', '--pid', '--fork'],
  ...['--kill-child=KILL', '--'],
];
const limited: Wall = ({ data, seconds }) => [
  'prlimit',
  ...[`--data=${data * 2 ** 20}`, `--cpu=${seconds}`, '--core=0', '--fsize=0', '--nofile=64'],
  '--',
];

/** Where there are no such commands, the shell's own limit at least ends what computes for ever. */
const timed: Wall = ({ seconds }) => [
  ...['/bin/sh', '-c', `ulimit -t ${seconds}; ulimit -c 0; exec "$0" "$@"`],
];

let found: { walls: Wall[]; missing: string } | null = null;

/** A command within all the walls that this machine has. */
export function confined(command: string[], allowance: Allowance): string[] {
  return [...walls().walls.flatMap((wall) => wall(allowance)), ...command];
}

/** Which walls this machine lacks, in words; empty when it has them all. */
export function lacking(): string {
  return walls().missing;
}

/** Does `confined` put a process of its own around the command? */
export function isWrapped(): boolean {
  return walls().walls.includes(alone);
}

/** Tries each wall once. */
function walls(): { walls: Wall[]; missing: string } {
  if (found) return found;
  const all: [Wall, string][] =
    process.platform === 'linux'
      ? [
          [dies, 'an end together with the judge (setpriv)'],
          [alone, 'no network and no sight of other processes (unshare)'],
          [limited, 'limits of memory and time (prlimit)'],
        ]
      : process.platform === 'win32'
        ? []
        : [[timed, '']];
  const working = all.filter(([wall]) => works(wall));
  const missing = all.filter((each) => !working.includes(each)).map(([, words]) => words);
  found = { walls: working.map(([wall]) => wall), missing: missing.join(', ') };
  return found;
}

function works(wall: Wall): boolean {
  const [command, ...args] = [...wall({ data: 1024, seconds: 10 }), process.execPath, '--version'];
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
