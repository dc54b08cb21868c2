/** The pictures of lecture 01, each a function with a name of what it shows. */
export * from './pictures/learning';
export * from './pictures/memory';
export * from './pictures/pen';
export * from './pictures/plane';
export * from './pictures/rules';
