/** A Jupyter notebook (nbformat 4), as far as a page shows it. */
export interface Notebook {
  cells: Cell[];
}

export interface Cell {
  cell_type: 'markdown' | 'code' | 'raw';
  source: Lines;
  /** `source_hidden`: JupyterLab folds the cell's code away, and so does the page. */
  metadata?: { jupyter?: { source_hidden?: boolean } };
  outputs?: Output[];
  attachments?: Record<string, Record<string, string>>;
}

export type Output =
  | { output_type: 'stream'; name: 'stdout' | 'stderr'; text: Lines }
  | { output_type: 'display_data' | 'execute_result'; data: Bundle }
  | { output_type: 'error'; ename: string; evalue: string; traceback: string[] };

/** One output in several forms, by media type. */
export type Bundle = Record<string, unknown>;

/** Jupyter keeps text as one string or as a list of lines. */
export type Lines = string | string[];

export function joined(lines: Lines): string {
  return Array.isArray(lines) ? lines.join('') : lines;
}
