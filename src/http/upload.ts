import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyRequest } from 'fastify';
import { Refusal, Unreadable } from '../kernel/problems.js';

const mebibyte = 1024 * 1024;
const mostFileBytes = 5 * mebibyte;

/** Of every form with a file. */
export const uploadLimits = { fileSize: mostFileBytes, files: 1, fields: 20, fieldSize: 4_000, parts: 30 };

/** Marks the route of a page whose form brings a file: no other one reads `multipart/form-data`. */
export function TakesFile(): MethodDecorator {
  return RouteConfig({ takesFile: true });
}

export function takesFile(request: FastifyRequest): boolean {
  return (request.routeOptions.config as { readonly takesFile?: boolean }).takesFile === true;
}

/** The file of a form, in memory. Throws `Unreadable`, and the refusals `file_missing` and `file_too_large`. */
export async function uploadedFile(request: FastifyRequest): Promise<Buffer> {
  let content: Buffer | undefined;
  try {
    content = await firstFile(request);
  } catch (error) {
    throw presentable(error as FastifyError);
  }
  if (content === undefined) throw new Refusal('file_missing');
  return content;
}

async function firstFile(request: FastifyRequest): Promise<Buffer | undefined> {
  const part = request.isMultipart() ? await request.file() : undefined;
  return part === undefined || part.filename === '' ? undefined : part.toBuffer();
}

/** The parser's own errors, unlike the plugin's, have no status: to them a broken form is as any other failure. */
function presentable(error: Partial<FastifyError>): unknown {
  if (error.code === 'FST_REQ_FILE_TOO_LARGE') {
    return new Refusal('file_too_large', { megabytes: mostFileBytes / mebibyte });
  }
  return error.statusCode === undefined ? new Unreadable('malformed_request') : error;
}
