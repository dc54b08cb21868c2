import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LIMITS } from '../../lib/judge/limits';
import { Trouble } from '../../lib/judge/trouble';
import { root } from '../root';

/** A path as a person would say it: from the project's folder, where it lies in it. */
export function shown(file: string): string {
  const inside = path.relative(root, file);
  return inside.startsWith('..') ? file : inside;
}

/**
 * The text of a submission: an ordinary file of ordinary size. Links, devices and pipes are not opened.
 * Throws a Trouble that says what it is instead.
 */
export function readSubmission(file: string): string {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  let handle: number;
  try {
    handle = openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    throw new Trouble(
      `${WHY[(error as NodeJS.ErrnoException).code ?? ''] ?? OTHER} ${shown(file)}.`,
    );
  }
  try {
    const about = fstatSync(handle);
    if (!about.isFile()) throw new Trouble(`${shown(file)} is no ordinary file.`);
    if (about.size > LIMITS.file) {
      throw new Trouble(`${shown(file)} has more than ${LIMITS.file} characters.`);
    }
    return readFileSync(handle, 'utf8').replace(/^\ufeff/, '');
  } finally {
    closeSync(handle);
  }
}

const OTHER = 'Nothing can be read from';
const WHY: Record<string, string> = {
  ENOENT: 'There is no file',
  ELOOP: 'A link is no submission; put the file itself in the place of',
  EACCES: 'You may not read',
};
