/**
 * Renders an office's words for a mail in a thread of its own, which its owner ends when it takes too long or too much
 * memory. Whatever came this way: only names, `if` and `each` two deep are carried out, read from the syntax tree.
 */
import Handlebars from 'handlebars';
import { parentPort } from 'node:worker_threads';

const engine = Handlebars.create();
for (const name of ['lookup', 'log', 'with', 'unless', 'helperMissing', 'blockHelperMissing']) {
  engine.unregisterHelper(name);
}
const compiling = { noEscape: true, strict: true, knownHelpersOnly: true };
const running = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };
const most = 256 * 1024;
const deepest = 2;

class Refused extends Error {}

function plainName(expression) {
  const plain =
    expression.type === 'PathExpression' &&
    !expression.data &&
    expression.depth === 0 &&
    /^[a-z_]+$/.test(expression.original);
  if (!plain) throw new Refused('wording_forbidden');
}

function checkBlock(statement, depth) {
  const { path, params, hash, program, inverse } = statement;
  const kind = path.original;
  if (!['if', 'each'].includes(kind) || params.length !== 1 || hash !== undefined) throw new Refused('wording_forbidden');
  if (program?.blockParams !== undefined) throw new Refused('wording_forbidden');
  plainName(params[0]);
  const inner = kind === 'each' ? depth + 1 : depth;
  if (inner > deepest) throw new Refused('wording_too_deep');
  checkProgram(program, inner);
  checkProgram(inverse, inner);
}

function checkProgram(program, depth) {
  for (const statement of program?.body ?? []) {
    if (statement.type === 'ContentStatement') continue;
    if (statement.type === 'BlockStatement') checkBlock(statement, depth);
    else if (statement.type !== 'MustacheStatement' || !statement.escaped) throw new Refused('wording_forbidden');
    else if (statement.params.length > 0 || statement.hash !== undefined) throw new Refused('wording_forbidden');
    else plainName(statement.path);
  }
}

function rendered(source, values) {
  const tree = engine.parse(source);
  checkProgram(tree, 0);
  const text = engine.compile(tree, compiling)(values, running);
  if (text.length > most) throw new Refused('wording_too_large');
  return text;
}

parentPort.on('message', ({ subject, body, values }) => {
  try {
    parentPort.postMessage({ subject: rendered(subject, values), text: rendered(body, values) });
  } catch (error) {
    const known = error instanceof RangeError ? 'wording_too_large' : 'wording_broken';
    parentPort.postMessage({ refused: error instanceof Refused ? error.message : known });
  }
});
parentPort.postMessage('ready');
