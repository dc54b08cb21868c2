/** Begins a sentence. */
export const START = '<s>';
/** Ends a sentence. */
export const END = '</s>';
/** Stands for every token that isn't in the vocabulary. */
export const UNKNOWN = '<unk>';

/** What the tokens of a text are. */
export type Unit = 'character' | 'word';

export interface VocabularyOptions {
  /** Adds <s> and </s>, which `sentence` puts around a text. */
  sentences?: boolean;
  /** Adds <unk>, which `encode` takes for a token that isn't in the vocabulary. */
  unknown?: boolean;
  /** Leaves out what occurs fewer times: <unk>, which is added, stands for it. */
  atLeast?: number;
}

/**
 * Tokens and their ids 0, 1, 2, …: <s>, </s> and <unk> first, where wanted, then the others in
 * alphabetical order (of Unicode), so that the order of the texts changes nothing.
 */
export class Vocabulary {
  private readonly ids: ReadonlyMap<string, number>;

  /** From the list of tokens, in the order of their ids, as another vocabulary's `tokens` has it. */
  constructor(
    readonly tokens: readonly string[],
    readonly unit: Unit,
  ) {
    this.ids = new Map(tokens.map((token, id) => [token, id]));
    if (this.ids.size !== tokens.length || tokens.length === 0) {
      throw new RangeError(
        `Vocabulary: of ${tokens.length} tokens ${this.ids.size} are different; ` +
          'expected one or more, each once.',
      );
    }
  }

  /** The tokens that occur in some texts. Throws a RangeError when there is none. */
  static of(unit: Unit, texts: readonly string[], options: VocabularyOptions = {}): Vocabulary {
    const { sentences = false, atLeast = 1, unknown = atLeast > 1 } = options;
    if (atLeast > 1 && !unknown) throw new RangeError('Vocabulary: atLeast needs unknown: true.');
    const counts = new Map<string, number>();
    for (const token of texts.flatMap((text) => split(text, unit))) {
      counts.set(token, (counts.get(token) ?? 0) + 1);
    }
    const frequent = [...counts.keys()].filter((token) => (counts.get(token) ?? 0) >= atLeast);
    const special = [...(sentences ? [START, END] : []), ...(unknown ? [UNKNOWN] : [])];
    return new Vocabulary([...special, ...frequent.sort()], unit);
  }

  /** How many tokens there are: D of a one-hot x, K of an o. */
  get size(): number {
    return this.tokens.length;
  }

  /** The id of a token. Throws a RangeError when it has none and there is no <unk>. */
  idOf(token: string): number {
    const id = this.ids.get(token) ?? this.ids.get(UNKNOWN);
    if (id !== undefined) return id;
    throw new RangeError(`“${token}” is none of the vocabulary's ${this.size} tokens.`);
  }

  /** The ids of a text. Throws like `idOf`. */
  encode(text: string): number[] {
    return split(text, this.unit).map((token) => this.idOf(token));
  }

  /** <s>, the ids of a text, </s>. Throws also when the vocabulary has been made without these. */
  sentence(text: string): number[] {
    return [this.special(START), ...this.encode(text), this.special(END)];
  }

  /**
   * The text of some ids, without <s> and </s>. Words are joined by spaces, punctuation too.
   * Throws a RangeError for an id that no token has.
   */
  decode(ids: readonly number[]): string {
    const tokens = ids.map((id, i) => {
      if (id in this.tokens) return this.tokens[id];
      throw new RangeError(`decode: id ${id} at position ${i} is none of 0 … ${this.size - 1}.`);
    });
    return tokens
      .filter((token) => token !== START && token !== END)
      .join(this.unit === 'word' ? ' ' : '');
  }

  /** The id of <s>, </s> or <unk>. Throws an Error when the vocabulary has been made without it. */
  special(token: typeof START | typeof END | typeof UNKNOWN): number {
    const id = this.ids.get(token);
    if (id !== undefined) return id;
    const option = token === UNKNOWN ? 'unknown' : 'sentences';
    throw new Error(`The vocabulary has no ${token}: make it with { ${option}: true }.`);
  }
}

/** Letters, marks and digits, with ' ’ - inside: don't, well-known. Any other sign stands alone. */
const WORDS = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*|[^\s\p{L}\p{M}\p{N}]/gu;

/** The characters (whole code points) or words of a text. Upper and lower case stay apart. */
export function split(text: string, unit: Unit): string[] {
  return unit === 'word' ? (text.match(WORDS) ?? []) : [...text];
}
