// Heals: a cell that declares something waits twice. tslab has the compiler read such a cell once
// to learn its names, and once more with `export { names }` at its end. To learn names, there is
// no need to know their types: here they are read beforehand.

const CELL = '/__tslab__.ts';

function readNamesFirst(ts) {
  let armed = false;

  return {
    /** The cell as tslab would write it the second time. */
    exporting(file) {
      armed = true;
      ts.bindSourceFile(file, { target: ts.ScriptTarget.ES2022 });
      const names = [...(file.locals?.keys() ?? [])];
      return names.length > 0 ? `${file.text}\nexport {${names.join(', ')}}` : file.text;
    },
    /** Changes the host of a watch program: tslab finds no names that it should export. */
    changeHost(host) {
      const tellTslab = host.afterProgramCreate;
      host.afterProgramCreate = (builder) => {
        const { getSourceFile } = builder;
        builder.getSourceFile = (name) => {
          const file = getSourceFile(name);
          if (armed && file && name.endsWith(CELL)) {
            armed = false;
            hideOnce(file, 'locals');
          }
          return file;
        };
        tellTslab(builder);
      };
    },
  };
}

function hideOnce(object, property) {
  const value = object[property];
  const shape = { configurable: true, enumerable: true };
  const get = () => {
    Object.defineProperty(object, property, { ...shape, writable: true, value });
  };
  Object.defineProperty(object, property, { ...shape, get });
}

module.exports = { readNamesFirst };
