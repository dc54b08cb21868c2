// What JupyterLab is told: our kernel, our settings, and to keep its files in this folder.
import fs from 'node:fs';
import path from 'node:path';
import { cache, root, venv } from './places.mjs';

const state = path.join(cache, 'jupyter');
const ipython = path.join(state, 'ipython');

/** The environment variables for every Jupyter program of the project. */
export function jupyterEnvironment() {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|PYTHON)/.test(name));
  return {
    ...Object.fromEntries(inherited),
    VIRTUAL_ENV: venv,
    JUPYTER_PREFER_ENV_PATH: '1',
    JUPYTER_CONFIG_DIR: path.join(state, 'config'),
    JUPYTER_DATA_DIR: path.join(state, 'data'),
    JUPYTER_RUNTIME_DIR: path.join(state, 'runtime'),
    JUPYTERLAB_SETTINGS_DIR: path.join(state, 'lab', 'settings'),
    JUPYTERLAB_WORKSPACES_DIR: path.join(state, 'lab', 'workspaces'),
    IPYTHONDIR: ipython,
  };
}

/** Writes the kernel and the settings. They hold absolute paths, so this runs every time. */
export function configureJupyter() {
  fs.mkdirSync(ipython, { recursive: true });
  // JupyterLab runs JavaScript of its own from here, which is not in ES modules as the project's is.
  write('package.json', { type: 'commonjs' });
  write('share/jupyter/kernels/unrolled/kernel.json', {
    argv: [
      process.execPath,
      // Node takes a cell that an interrupt ends within a timer for a fault of its own, and aborts.
      '--no-force-async-hooks-checks',
      path.join(root, 'tools/kernel/launch.cjs'),
      '{connection_file}',
    ],
    display_name: 'TypeScript (Unrolled)',
    language: 'typescript',
    interrupt_mode: 'message',
  });
  write('etc/jupyter/jupyter_server_config.json', {
    ServerApp: {
      ip: '127.0.0.1',
      allow_root: true,
      answer_yes: true,
      // It looks for language servers in npm's global folder, and npm then writes a log there.
      jpserver_extensions: { jupyter_lsp: false },
    },
    MultiKernelManager: { default_kernel_name: 'unrolled' },
    KernelSpecManager: { ensure_native_kernel: false, allowed_kernelspecs: ['unrolled'] },
  });
  // Nothing of JupyterLab's own asks the network for anything.
  write('etc/jupyter/jupyter_lab_config.json', {
    LabApp: {
      default_url: '/lab/tree/notebooks/00-start-here.ipynb',
      news_url: null,
      check_for_updates_class: 'jupyterlab.NeverCheckForUpdate',
      extension_manager: 'readonly',
    },
  });
  write('etc/jupyter/labconfig/page_config.json', {
    disabledExtensions: {
      '@jupyterlab/lsp-extension': true,
      '@jupyterlab/fileeditor-extension:language-server': true,
      '@jupyterlab/notebook-extension:language-server': true,
    },
  });
  write('share/jupyter/lab/settings/overrides.json', {
    '@jupyterlab/apputils-extension:notification': { fetchNews: 'false', checkForUpdates: false },
    '@jupyterlab/extensionmanager-extension:plugin': { enabled: false },
  });
}

/**
 * @param {string} file
 * @param {object} value
 */
function write(file, value) {
  const place = path.join(venv, file);
  const text = `${JSON.stringify(value, null, 2)}\n`;
  if (fs.existsSync(place) && fs.readFileSync(place, 'utf8') === text) return;
  fs.mkdirSync(path.dirname(place), { recursive: true });
  fs.writeFileSync(place, text);
}
