/** The form of a lecture, through one door: blanks that are judged on the spot, and guesses. */
export { blank } from './lesson/blank';
export { guess, withGuess } from './lesson/guess';
export { ask, yourTurn } from './lesson/your-turn';
