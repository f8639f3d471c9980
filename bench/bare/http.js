import Handlebars from 'handlebars';
import { createServer } from 'node:http';

const registering = /^\/api\/v1\/public\/batches\/([0-9a-f-]{36})\/registrations$/;
const checkingIn = /^\/api\/v1\/sessions\/([0-9a-f-]{36})\/check-ins$/;
const page = /^\/kegiatan\/([0-9a-f-]{36})$/;

function bodyOf(request) {
  return new Promise((resolve, reject) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk) => (text += chunk));
    request.on('end', () => resolve(text));
    request.on('error', reject);
  });
}

function answer(response, status, type, text) {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

/**
 * The page that Bina was seen to answer, as a template of its own: what one query reads is put in, the rest is fixed.
 * @param {{ html: string, event: Record<string, string> }} seen
 */
function pageTemplate({ html, event }) {
  let source = html.replaceAll('{{', '&#123;&#123;');
  for (const [name, value] of Object.entries(event)) source = source.replaceAll(value, `{{${name}}}`);
  return Handlebars.compile(source, { strict: true, knownHelpersOnly: true });
}

/**
 * The least server: `register` and `checkIn` answer `[status, body]`, `event` the facts of the page.
 * @param {{ register: Function, checkIn: Function, event: Function }} work
 */
export function serve({ register, checkIn, event }) {
  let render;
  const posted = async (request, response, work, id) => {
    const [status, body] = await work(id, JSON.parse(await bodyOf(request)), request.headers);
    answer(response, status, 'application/json; charset=utf-8', JSON.stringify(body));
  };
  const handle = async (request, response) => {
    const { method, url } = request;
    const registered = registering.exec(url);
    if (method === 'POST' && registered) return posted(request, response, register, registered[1]);
    const checkedIn = checkingIn.exec(url);
    if (method === 'POST' && checkedIn) return posted(request, response, checkIn, checkedIn[1]);
    const seen = page.exec(url);
    if (method === 'GET' && seen) {
      return answer(response, 200, 'text/html; charset=utf-8', render(await event(seen[1])));
    }
    if (method === 'PUT' && url === '/template') {
      render = pageTemplate(JSON.parse(await bodyOf(request)));
      return answer(response, 204, 'text/plain', '');
    }
    return answer(response, 404, 'text/plain', '');
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error) => answer(response, 500, 'text/plain', String(error.stack)));
  });
  server.listen(0, '127.0.0.1', () => console.log(`ready at http://127.0.0.1:${server.address().port}`));
  process.on('SIGTERM', () => process.exit(0));
}
