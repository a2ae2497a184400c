// SPDX-License-Identifier: Apache-2.0
// Usage: node check.mjs FILE.sarif...                     or, with ajv and any JSON Schema 2020-12,
//        node check.mjs --schema SCHEMA.json FILE.json...
// Asks three validators, for each misses what another finds: the 2.1.0 schema through ajv, the same
// through jsonschema (what GitHub's upload action runs), and the Sarif.Multitool with GitHub's rules
// (which is silent about a whole file when one word in it is unknown).
// Exit 0: no error. 1: errors, printed. 3: the packages are not installed here.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
let Ajv, addFormats, Validator, multitool;
try {
  Ajv = require('ajv/dist/2020').default;
  addFormats = require('ajv-formats').default;
  ({ Validator } = require('jsonschema'));
  multitool = dirname(require.resolve('@microsoft/sarif-multitool-linux/package.json'));
} catch {
  console.log('skipped: run `npm install` in tools/sarif_check first');
  process.exit(3);
}

const parsed = (path) => JSON.parse(readFileSync(path, 'utf8'));
const files = process.argv.slice(2);
const schemaPath = files[0] === '--schema' ? files.splice(0, 2)[1] : null;
const schema = parsed(schemaPath ?? join(multitool, 'sarif-2.1.0.json'));
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
const matches = ajv.compile(schema);

function byAjv(value) {
  if (matches(value)) return [];
  return matches.errors.map((e) => `ajv: ${e.instancePath} ${e.message}`);
}

// GitHub's action takes a malformed URI for a warning.
function byJsonschema(log) {
  const { errors } = new Validator().validate(log, schema);
  return errors.filter((e) => e.argument !== 'uri-reference' && e.argument !== 'uri')
    .map((e) => `jsonschema: ${e.stack}`);
}

function byMultitool(files) {
  const folder = mkdtempSync(join(tmpdir(), 'sarif-check-'));
  const output = join(folder, 'report.sarif');
  try {
    const run = spawnSync(
      join(multitool, 'Sarif.Multitool'),
      ['validate', ...files, '--rule-kind', 'Sarif;Ghas', '--log', 'ForceOverwrite', '-o', output,
        '--max-file-size-in-kb', '100000'],
      { env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' }, encoding: 'utf8' });
    if (run.error) return { errors: [`multitool: ${run.error.message}`], others: [] };
    // Its exit code is 0 with errors too: only its own report tells.
    let results;
    try {
      results = JSON.parse(readFileSync(output, 'utf8').replace(/^\uFEFF/, '')).runs[0].results;
    } catch {
      return { errors: [`multitool gave no report: ${run.stdout}${run.stderr}`], others: [] };
    }
    const place = (result) => result.locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '';
    const said = (result) => `multitool: ${place(result)} ${result.ruleId} ${result.level ?? 'warning'} ` +
      `${result.message.text ?? `${result.message.id}: ${(result.message.arguments ?? []).join(' | ')}`}`;
    return {
      errors: results.filter((r) => r.level === 'error').map(said),
      others: results.filter((r) => r.level !== 'error').map(said),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function shortened(lines) {
  const counts = new Map();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  const shown = [...counts].slice(0, 20).map(([line, n]) => (n > 1 ? `${line} (${n} times)` : line));
  return counts.size > 20 ? [...shown, `and ${counts.size - 20} more`] : shown;
}

const errors = [];
for (const file of files) {
  const value = parsed(file);
  const found = schemaPath ? byAjv(value) : [...byAjv(value), ...byJsonschema(value)];
  errors.push(...found.map((line) => `${file}: ${line}`));
}
const tool = schemaPath ? { errors: [], others: [] } : byMultitool(files);
errors.push(...tool.errors);
for (const line of shortened([...errors, ...tool.others])) console.log(line);
console.log(`${files.length} files: ${errors.length} errors, ${tool.others.length} warnings and notes`);
process.exit(errors.length > 0 ? 1 : 0);
