import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** Describes the API at `/api/openapi.json`, and shows it to people at `/api/docs`. */
export function describeApi(app: NestFastifyApplication): void {
  const description = new DocumentBuilder()
    .setTitle('Bina')
    .setDescription(
      'Training and guidance events for cooperatives and UMKM. Errors are RFC 9457 problem documents with a stable `code`; ' +
        'times are ISO 8601 with an offset; lists answer `{items, next}` and go on with `?after=`.',
    )
    .setVersion('1')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, description, { autoTagControllers: false });
  const paths = Object.entries(document.paths).filter(([path]) => path.startsWith('/api/'));
  SwaggerModule.setup(
    'api/docs',
    app,
    { ...document, paths: Object.fromEntries(paths) },
    {
      jsonDocumentUrl: 'api/openapi.json',
      yamlDocumentUrl: 'api/openapi.yaml',
    },
  );
}
