import { describe, expect, it } from 'vitest';
import { equation, latexMatrix, latexNumber, latexVector } from '../../../lib/show/latex';
import { extent, rounded } from '../../../lib/show/round';
import { tableHtml } from '../../../lib/show/table';
import { escapeHtml, plain, wrapped } from '../../../lib/show/text';

describe('numbers for the eye', () => {
  it.each([
    [0.1 + 0.2, '0.3'],
    [-1.23456, '−1.23'],
    [542, '542'],
    [12345, '12345'],
    [1234.56, '1235'],
    [0, '0'],
    [-0, '0'],
    [1e-9, '1·10⁻⁹'],
    [1234567, '1.23·10⁶'],
    [Number.POSITIVE_INFINITY, '∞'],
    [Number.NEGATIVE_INFINITY, '−∞'],
    [Number.NaN, 'not a number'],
  ])('writes %s as %s', (value, text) => {
    expect(rounded(value)).toBe(text);
  });

  it('keeps as many digits as it is asked for', () => {
    expect(rounded(Math.PI, 5)).toBe('3.1416');
  });

  it('finds the smallest and the largest finite number, or says that there is none', () => {
    expect(extent([3, Number.NaN, -1, Number.POSITIVE_INFINITY])).toEqual([-1, 3]);
    expect(() => extent([Number.NaN])).toThrow('nothing to draw');
  });
});

describe('LaTeX', () => {
  it('writes a matrix row by row', () => {
    const W = [
      [0.1 + 0.2, -1],
      [0, 2.5],
    ];
    expect(latexMatrix(W)).toBe('\\begin{bmatrix} 0.3 & -1 \\\\ 0 & 2.5 \\end{bmatrix}');
  });

  it('writes a vector as a column', () => {
    expect(latexVector([1, -2.3456], 2)).toBe('\\begin{bmatrix} 1 \\\\ -2.3 \\end{bmatrix}');
  });

  it.each([
    [-3, '-3'],
    [-0, '0'],
    [-1.2e-7, '-1.2 \\cdot 10^{-7}'],
    [Number.NEGATIVE_INFINITY, '-\\infty'],
    [Number.NaN, '\\text{NaN}'],
  ])('writes the number %s as %s', (value, latex) => {
    expect(latexNumber(value)).toBe(latex);
  });

  it('joins text, numbers, vectors and matrices to one line', () => {
    expect(equation('W s =', [[2]], [3], '=', 6)).toBe(
      'W s = \\begin{bmatrix} 2 \\end{bmatrix} \\begin{bmatrix} 3 \\end{bmatrix} = 6',
    );
  });
});

describe('a table', () => {
  const table = { caption: 'States', columns: ['t', 's'], rows: [[0, 'a < b']] };

  it('has a caption and a header for every column and row', () => {
    const html = tableHtml(table);
    expect(html).toMatch(/<caption[^>]*>States<\/caption>/);
    expect(html).toMatch(/<th scope="col"[^>]*>s<\/th>/);
    expect(html).toMatch(/<th scope="row"[^>]*>0<\/th>/);
  });

  it('puts each header over what stands below it: numbers right, text left', () => {
    expect(tableHtml(table)).toMatch(/right">t<.*left">s<.*\n.*\n.*right">0<.*left">a/);
  });

  it('shows text as it is written, never as HTML', () => {
    expect(tableHtml(table)).toContain('a &lt; b');
    expect(tableHtml({ ...table, caption: '<b>' })).toContain('&lt;b&gt;');
  });

  it('keeps every digit of a count and rounds other numbers', () => {
    const html = tableHtml({ ...table, rows: [[1124000, 2 / 3]] });
    expect(html).toContain('>1\u202f124\u202f000<');
    expect(html).toContain('>0.6667<');
  });

  it('refuses to stand without a caption or with a crooked row', () => {
    expect(() => tableHtml({ ...table, caption: '' })).toThrow('lacks a caption');
    expect(() => tableHtml({ ...table, rows: [[0, 1], [1]] })).toThrow(
      'has 2 columns, but row 2 has 1 cells',
    );
  });
});

describe('text', () => {
  it('loses its tags when it is spoken', () => {
    expect(plain('s<sup>(t)</sup>')).toBe('s(t)');
  });

  it('breaks between words, and leaves a word that is too long whole', () => {
    expect(wrapped('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrapped('incomprehensibilities', 5)).toEqual(['incomprehensibilities']);
    expect(wrapped('s<sup>(1)</sup> s<sup>(2)</sup>', 9)).toHaveLength(1); // tags take no room
  });

  it('stands in HTML for exactly itself', () => {
    expect(escapeHtml('a < b & "c" > d')).toBe('a &lt; b &amp; &quot;c&quot; &gt; d');
  });
});
