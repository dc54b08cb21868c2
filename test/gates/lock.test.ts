import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../tools/root';
import { packagesOf } from './imports';

interface Locked {
  version?: string;
  resolved?: string;
  optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>;
};
const { dependencies, devDependencies } = JSON.parse(
  readFileSync(path.join(root, 'package.json'), 'utf8'),
) as Record<string, Record<string, string>>;

describe('package-lock.json', () => {
  it('holds the packages of every platform, wherever it was made', () => {
    const missing = Object.entries(packages).flatMap(([name, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (wanted) =>
          !packages[`node_modules/${wanted}`] && !packages[`${name}/node_modules/${wanted}`],
      ),
    );
    expect(missing).toEqual([]);
  });

  it('names no place to download from', () => {
    expect(Object.keys(packages).filter((name) => packages[name].resolved)).toEqual([]);
  });
});

describe('package.json', () => {
  it('has all that grading needs among its dependencies: npm ci --omit=dev gives a workbook that grades', () => {
    const graders = readdirSync(path.join(root, 'test/graders')).map((f) => `test/graders/${f}`);
    const needed = packagesOf(['tools/check.ts', 'lib/grade.ts', ...graders]);
    expect(needed).toEqual(expect.arrayContaining(['chokidar', 'esbuild', 'vitest']));
    expect(Object.keys(dependencies)).toEqual(expect.arrayContaining([...needed, 'tsx']));
  });

  it('pins every version', () => {
    const versions = Object.values({ ...dependencies, ...devDependencies });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});
