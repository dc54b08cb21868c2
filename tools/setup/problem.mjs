/** Something the person at the keyboard can mend: what is wrong, and the remedy. */
export class SetupProblem extends Error {
  /**
   * @param {string} what
   * @param {string} remedy
   */
  constructor(what, remedy) {
    super(`${what}\n\n${remedy.replace(/^/gm, '  ')}`);
    this.name = 'SetupProblem';
  }
}
