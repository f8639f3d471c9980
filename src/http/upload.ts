import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../kernel/problems.js';

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

/** The file of a form, in memory. Throws the refusals `file_missing` and `file_too_large`. */
export async function uploadedFile(request: FastifyRequest): Promise<Buffer> {
  const part = request.isMultipart() ? await request.file() : undefined;
  if (part === undefined || part.filename === '') throw new Refusal('file_missing');
  try {
    return await part.toBuffer();
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'FST_REQ_FILE_TOO_LARGE') throw error;
    throw new Refusal('file_too_large', { megabytes: mostFileBytes / mebibyte });
  }
}
